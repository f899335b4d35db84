"""Land covers of tests: rectangles in metres from a corner, each with its codes, and the measure on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .inventories import prepare

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from gisement.core.report import Report

L93 = "EPSG:2154"
X, Y = 652_000.0, 6_862_000.0
BUILT, PAVED, FIELD, WOOD, LAWN = (
    ("CS1.1.1.1", "US2"),
    ("CS1.1.1.2", "US2"),
    ("CS2.2.1", "US1.1"),
    ("CS2.1.1.1", "US2"),
    ("CS2.2.1", "US6.2"),
)


def box(x0: float, y0: float, x1: float, y1: float) -> Any:
    """Draw a rectangle."""
    import shapely

    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def sites(*shapes: Any, **columns: Any) -> gpd.GeoDataFrame:
    """Make sites of shapes, named s0, s1…"""
    import geopandas as gpd

    names = [f"s{number}" for number in range(len(shapes))]
    return prepare(gpd.GeoDataFrame({"site_id": names, **columns}, geometry=list(shapes), crs=L93)).sites


def layer(*rows: tuple[Any, tuple[str, str]], names: tuple[str, str] = ("code_cs", "code_us"), **columns: Any) -> Any:
    """Make a layer of (shape, (cover, use)) pairs."""
    import geopandas as gpd

    codes = {name: [said[place] for _, said in rows] for place, name in enumerate(names)}
    return gpd.GeoDataFrame({**codes, **columns}, geometry=[shape for shape, _ in rows], crs=L93)


def around(shape: Any, hole: Any) -> Any:
    """Cut a hole into a shape."""
    return shape.difference(hole)


def measured(
    folder: Path,
    places: gpd.GeoDataFrame,
    need: dict[str, Any] | None = None,
    report: Report | None = None,
    **roles: Any,
) -> pd.DataFrame:
    """Measure sites on the layers of roles."""
    from gisement.core.measures import Request, artificialisation
    from gisement.core.report import Report as Silent
    from gisement.core.territory import Territory
    from gisement.core.territory.sources import find_sources

    path = folder / "territoire.gpkg"
    path.unlink(missing_ok=True)
    for role, rows in roles.items():
        rows.to_file(path, layer=role, engine="pyogrio")
    report = report or Silent()
    territory = Territory("t", find_sources(path)[1] if roles else {}, L93, report)
    return artificialisation.run(places, territory, Request(need or {}), report).values
