"""A territory of a hundred thousand road segments and five hundred sites, for what shows only at that size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tiny

if TYPE_CHECKING:
    from pathlib import Path

#: crossings on a side of the grid, metres between two of them, sites on a side
SIDE, STEP, SITES = 224, 100.0, 22


def write_territory(path: Path) -> Path:
    """Write a square grid of two-way roads in the schema of BD TOPO, with the tiny territory's other layers."""
    import geopandas as gpd
    import numpy as np
    import shapely

    at = np.arange(SIDE) * STEP
    x, y = (values.ravel() for values in np.meshgrid(at, at, indexing="ij"))
    number = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    start = np.concatenate([number[:-1].ravel(), number[:, :-1].ravel()])
    end = np.concatenate([number[1:].ravel(), number[:, 1:].ravel()])
    places = np.column_stack([tiny.X + x, tiny.Y + y])
    lines = shapely.linestrings(np.stack([places[start], places[end]], axis=1))
    layers = tiny.territory()
    first = layers["troncon_de_route"].iloc[0].drop("geometry").to_dict()
    layers["troncon_de_route"] = gpd.GeoDataFrame(
        {**first, "cleabs": np.arange(len(lines))}, geometry=lines, crs=tiny.CRS
    )
    layers["commune"] = layers["commune"].set_geometry([shapely.box(*shapely.total_bounds(lines))], crs=tiny.CRS)
    return tiny.write_territory(path, layers)


def write_inventory(path: Path) -> Path:
    """Write sites of two hectares all over the grid."""
    import pyogrio

    apart = SIDE * STEP / SITES
    rows = [
        (tiny.diamond((i + 0.5) * apart, (j + 0.5) * apart, 100), {"site_id": f"W-{i:02}-{j:02}", "site_nom": "Site"})
        for i in range(SITES)
        for j in range(SITES)
    ]
    pyogrio.write_dataframe(tiny.layer(rows), path, layer="friches", driver="GPKG")
    return path
