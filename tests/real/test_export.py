"""Every inventory of the real data, exported in CNIG Friches, passes the official validator; no site goes silently."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from gisement_tests.exports import faults, official, read

from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites import import_inventory
from gisement.core.sites.export import export_friches, export_sites_economiques

if TYPE_CHECKING:
    from pathlib import Path

ON = date(2026, 11, 22)
DDT = "ddt08_obs_friches"
#: inventory → sites in the file, sites that lack a place or a commune
INVENTORIES = {
    "ademe_sites_pollues.geojson": (419, 29),
    "cartofriches_export_cnig_test_2024_utf8_semicolon.csv": (2594, 0),
    "cartofriches_liste_latin1_geomR.csv": (21865, 0),
    "cartofriches_national_2024-03-10.gpkg": (23878, 0),
    f"{DDT}/data.csv": (164, 0),
    f"{DDT}/data_2025-12-12.csv": (164, 0),
    f"{DDT}/friches.geojson": (164, 0),
    f"{DDT}/friches_2025-12-15_v1.geojson": (164, 0),
}


@pytest.mark.parametrize("name", INVENTORIES)
def test_every_inventory_passes_the_official_schema(name: str, data: Path, tmp_path: Path) -> None:
    count, rejected = INVENTORIES[name]
    sites = import_inventory(data / "friches" / name).sites
    report = Report()
    rows = export_friches(sites, tmp_path, ON, source=name, report=report)
    assert (len(sites), rows) == (count, count - rejected)
    assert len(read(tmp_path / "friches.csv")) == rows
    assert len(read(tmp_path / "non_exportes.csv")) == rejected
    assert faults(tmp_path / "friches.csv", official("friches/schema.json")) == []


def test_the_polygons_of_the_ardennes_pass_as_economic_sites(data: Path, tmp_path: Path) -> None:
    sites = import_inventory(data / "friches" / DDT / "friches.geojson").sites
    assert export_sites_economiques(sites, tmp_path, ON) == 164
    for name in ("site-eco", "terrain-eco"):
        assert faults(tmp_path / f"{name}.csv", official(f"sites_economiques/{name}.schema.json")) == []


@pytest.mark.parametrize("name", ["site_eco", "terrain_eco"])
def test_the_fields_of_economic_sites_are_those_of_the_official_schema(name: str) -> None:
    schema = official(f"sites_economiques/{name.replace('_', '-')}.schema.json")
    ours = resource("fields/cnig_sites_economiques")[name]
    assert [field["name"] for field in ours] == [field["name"] for field in schema["fields"]]
    for field, theirs in zip(ours, schema["fields"]):
        constraints = theirs["constraints"]
        assert field["required"] == constraints["required"], field["name"]
        assert field.get("values") == (constraints.get("enum") or theirs.get("enum")), field["name"]
        assert field.get("pattern") == constraints.get("pattern"), field["name"]
