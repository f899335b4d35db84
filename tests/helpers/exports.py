"""Inventories to export, what is read back of an export, and what the standard's validator says of it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gisement.core.resources import resource

#: the false origin of Lambert-93: longitude 3, latitude 46.5, both exact
X, Y = 700_000.0, 6_600_000.0
SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas"


def square(side: float = 100.0) -> shapely.Polygon:
    """A square whose centroid is the false origin."""
    return shapely.box(X - side / 2, Y - side / 2, X + side / 2, Y + side / 2)


def sites(shapes: list, **columns: Any) -> gpd.GeoDataFrame:
    """Sites as an import gives them; each has a commune unless told otherwise."""
    columns = {"comm_insee": ["63113"] * len(shapes), **columns}
    ids = columns.pop("site_id", [f"63113_{number}" for number in range(1, len(shapes) + 1)])
    index = pd.Index(ids, name="site_id")
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs="EPSG:2154", index=index)


def read(path: Path) -> pd.DataFrame:
    """Read a CSV back as texts, by another reader than the writer's own; index ``site_id`` (or ``terr_id``)."""
    separator = ";" if path.name.endswith("-eco.csv") else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=separator)
    table = pd.DataFrame(rows, columns=header, dtype=object)
    return table.set_index("terr_id" if "terr_id" in table else "site_id", drop=False)


def notes(folder: Path) -> set[tuple[str, str, str]]:
    """Give (site, field, code) of all that the export says is to be completed."""
    table = read(folder / "a_completer.csv")
    return set(zip(table["site_id"], table["champ"], table["code"]))


def economic_schema(name: str) -> dict[str, Any]:
    """Write a class of the standard Sites économiques as a TableSchema."""
    types = {"text": "string", "year": "date"}
    described = []
    for field in resource("fields/cnig_sites_economiques")[name]:
        constraints: dict[str, Any] = {"required": field["required"]}
        constraints.update({"enum": field["values"]} if "values" in field else {})
        constraints.update({"pattern": field["pattern"]} if "pattern" in field else {})
        entry = {"name": field["name"], "type": types.get(field["type"], field["type"]), "constraints": constraints}
        if field["type"] in ("date", "year"):
            entry["format"] = "%Y" if field["type"] == "year" else "%Y-%m-%d"
        described.append(entry)
    return {"fields": described, "missingValues": ["", "NA", "NaN", "N/A"], "primaryKey": described[0]["name"]}


def official(name: str) -> dict[str, Any]:
    """Read the published TableSchema of a standard, or skip where it is not at hand."""
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"the published schema is not here: {path}")
    return json.loads(path.read_text(encoding="utf-8"))


def faults(path: Path, schema: dict[str, Any]) -> list[str]:
    """Give what the standard's validator finds wrong in a CSV, whose form it finds out by itself."""
    frictionless = pytest.importorskip("frictionless", reason="frictionless, which the official validator rests on")
    resource_ = frictionless.Resource(
        path=path.name, basepath=str(path.parent), encoding="utf-8", schema=frictionless.Schema.from_descriptor(schema)
    )
    report = resource_.validate(limit_errors=50)
    return [error.message for error in (*report.errors, *(error for task in report.tasks for error in task.errors))]
