"""Candidate brownfields in a real place, Bondy, with its cadastre and former industry; layers of BD TOPO."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from gisement.core.sites import open_inventory
from gisement.core.sites.detection import detect
from gisement.core.sites.parcels import references
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source
from gisement.core.vector import read_layer

if TYPE_CHECKING:
    from pathlib import Path

PARCELS = "cadastre_parcelles_bondy_2025"


@pytest.fixture
def bondy(data: Path) -> Path:
    return data / "seine_saint_denis" / "seine_saint_denis.gpkg"


def describe(folder: Path, bondy: Path, **layers: str) -> Path:
    """Write the file of a territory whose roles are layers of one GeoPackage."""
    path = folder / "bondy.json"
    roles = {role: f"{bondy}|layername={layer}" for role, layer in layers.items()}
    path.write_text(json.dumps({"nom": "Bondy", "roles": roles}), encoding="utf-8")
    return path


@pytest.fixture
def territory(bondy: Path, tmp_path: Path) -> Path:
    return describe(tmp_path, bondy, casias="basias_bondy", icpe="icpe_georisques_93", commune="communes")


def test_former_industry_alone_makes_no_candidate_of_a_town_that_was_rebuilt(bondy: Path, territory: Path) -> None:
    assert detect(Source("parcelle", str(bondy), PARCELS), territory).empty


def test_each_ended_activity_on_a_parcel_is_found_when_the_user_lets_it_in(
    bondy: Path, territory: Path, tmp_path: Path
) -> None:
    lower = tmp_path / "indices.json"
    lower.write_text(json.dumps({"seuils": {"points_min": 2, "surface_min_m2": 0}}), encoding="utf-8")
    found = detect(Source("parcelle", str(bondy), PARCELS), territory, evidence=lower)
    former = read_layer(bondy, "basias_bondy").to_crs(2154).explode(index_parts=False)
    ended = former[(former["etat_occup_site"] == "Activité terminée") & (former["precision_adr"] == "numéro")]
    running = former[(former["etat_occup_site"] == "En activité") & (former["precision_adr"] == "numéro")]
    parcels = read_layer(bondy, PARCELS).to_crs(2154)
    hit = gpd.sjoin(ended, parcels[["id", "geometry"]])
    still_used = set(gpd.sjoin(running, parcels[["id", "geometry"]])["id"])
    proposed = set("|".join(found["parcelles"]).split("|"))
    assert len(hit) > 30
    # A unit with an activity that still runs has no point left; its other parcels go with it.
    assert set(hit["id"]) - proposed <= _units_of(parcels, set(hit["id"]), still_used)
    assert proposed <= set(hit["id"])
    assert (found["comm_nom"] == "Bondy").all()


def _units_of(parcels: gpd.GeoDataFrame, all_hit: set[str], among: set[str]) -> set[str]:
    """Give the parcels of contiguous sets that hold one of those named."""
    hit = parcels[parcels["id"].isin(all_hit)]
    parts = gpd.GeoDataFrame(geometry=[hit.buffer(0.25).union_all()], crs=2154).explode(ignore_index=True)
    joined = gpd.sjoin(hit, parts)
    wanted = joined.loc[joined["id"].isin(among), "index_right"]
    return set(joined.loc[joined["index_right"].isin(wanted), "id"])


def test_vacant_parcels_of_the_bondy_site_rebuild_it_and_the_inventory_knows_it(bondy: Path, tmp_path: Path) -> None:
    territory = describe(tmp_path, bondy, commune="communes")
    sites = read_layer(bondy, "cartofriches_2024")
    listed = max(references(sites["l_idpar"][sites["comm_insee"] == "93010"]), key=len)
    assert len(listed) == 20
    (tmp_path / "vacants.csv").write_text("idpar\n" + "\n".join(listed), encoding="utf-8")
    evidence = tmp_path / "indices.json"
    evidence.write_text(json.dumps({"tables": [{"file": "vacants.csv", "key": "idpar"}]}), encoding="utf-8")
    parcels = Source("parcelle", str(bondy), PARCELS)
    found = detect(parcels, territory, evidence=evidence, min_area=0)
    assert found["surface_m2"].sum() == pytest.approx(20_439.34, abs=0.05)
    assert set("|".join(found["parcelles"]).split("|")) == set(listed)
    known = open_inventory(bondy, layer="cartofriches_2024").sites
    assert detect(parcels, territory, evidence=evidence, min_area=0, known_sites=known).empty


@pytest.mark.parametrize(
    ("role", "file", "layer", "field", "counts"),
    [
        (
            "batiment",
            "aveyron_olemps/bdtopo_v3_shp/BATIMENT.shp",
            None,
            "usage",
            {"annexe": 138, "commercial": 92, "industriel": 20, "agricole": 7, "sportif": 3, "religieux": 2},
        ),
        (
            "batiment",
            "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg",
            "BATI_INDUSTRIEL",
            "usage",
            {"industriel": 562, "commercial": 59, "agricole": 34},
        ),
        ("batiment", "sarthe_la_fleche/BATI_INDIFFERENCIE.shp", None, "usage", {}),
        (
            "zae",
            "aveyron_olemps/bdtopo_v3_shp/ZONE_D_ACTIVITE_OU_D_INTERET.shp",
            None,
            "etat",
            {"en service": 4},
        ),
    ],
)
def test_layers_of_bd_topo_are_read_in_all_their_schemas(
    data: Path, role: str, file: str, layer: str | None, field: str, counts: dict[str, int]
) -> None:
    read = Territory("t", {role: Source(role, str(data / file), layer)}, "EPSG:2154").read(role)
    found = read[field].value_counts().to_dict()
    # The Shapefile of Olemps writes its accents wrongly, so that of homes is not understood.
    found.pop("residentiel", None)
    assert found == counts
