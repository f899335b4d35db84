"""Real inventories merged and compared: the Ardennes of the DDT and of Cartofriches, and the national file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from gisement.core.report import Report
from gisement.core.sites import import_inventory
from gisement.core.sites.comparing import compare_inventories
from gisement.core.sites.merging import Merged, NamedInventory, merge_inventories
from gisement.core.sites.parcels import REFERENCES, exploded

DDT = "friches/ddt08_obs_friches"


@pytest.fixture(scope="module")
def ddt(data: Path) -> gpd.GeoDataFrame:
    return import_inventory(data / DDT / "friches.geojson").sites


@pytest.fixture(scope="module")
def cartofriches(data: Path) -> gpd.GeoDataFrame:
    return import_inventory(data / "ardennes/ardennes.gpkg", layer="cartofriches_2024").sites


@pytest.fixture(scope="module")
def merged(ddt: gpd.GeoDataFrame, cartofriches: gpd.GeoDataFrame) -> Merged:
    both = [NamedInventory("DDT 08", ddt), NamedInventory("Cartofriches", cartofriches)]
    return merge_inventories(both, priority=["DDT 08", "Cartofriches"])


def between(merged: Merged) -> pd.DataFrame:
    """The decisions on a site of the DDT and one of Cartofriches."""
    table = merged.decisions
    return table[(table["inventaire_a"] == "DDT 08") & (table["inventaire_b"] == "Cartofriches")].set_index(
        ["site_a", "site_b"]
    )


def test_the_pairs_that_share_a_parcel_are_all_met(
    merged: Merged, ddt: gpd.GeoDataFrame, cartofriches: gpd.GeoDataFrame
) -> None:
    ours, theirs = (exploded(sites[REFERENCES]).reset_index() for sites in (ddt, cartofriches))
    sharing = ours.merge(theirs, on="idu", suffixes=("_a", "_b")).groupby(["site_id_a", "site_id_b"]).size()
    assert len(sharing) == 114
    told = between(merged).reindex(sharing.index)
    assert (told["parcelles_communes"] == sharing).all()
    assert told["decision"].value_counts().to_dict() == {"fusion": 97, "a_verifier": 17}
    undecided = told["code"][told["decision"] == "a_verifier"]
    assert undecided.value_counts().to_dict() == {
        "site_bien_plus_vaste": 9,
        "fusionne_ailleurs": 7,
        "peu_de_parcelles": 1,
    }


@pytest.mark.parametrize(
    ("ours", "theirs", "decision", "code"),
    [
        # One parcel of 17 and 19: two factories of Revin.
        ("08363_02", "08363_28834", "a_verifier", "peu_de_parcelles"),
        # The station's buffet, 600 m², in the operation of the Forges Saint-Charles.
        ("08105_12", "08105_6874", "a_verifier", "site_bien_plus_vaste"),
        # One parcel of the 30 of an operation that shares the name of the quarter, 1 658 m away.
        ("08105_27", "08105_21701", "a_verifier", "site_bien_plus_vaste"),
        # The castle in the grounds that bear its name.
        ("08491_02", "08491_27930", "fusion", "parcelles"),
        # Cartofriches has one site where the DDT has two; the larger one takes it.
        ("08105_02", "08105_2012", "fusion", "parcelles"),
        ("08105_03", "08105_2012", "a_verifier", "fusionne_ailleurs"),
        # Its parcels were renumbered: the point is 7 m from the footprint of the same name.
        ("08328_04", "08328_5950", "fusion", "point_et_nom"),
        # A neighbour in the same works.
        ("08105_06", "08105_2082", "distinct", "noms_differents"),
    ],
)
def test_pairs_judged_by_hand(merged: Merged, ours: str, theirs: str, decision: str, code: str) -> None:
    told = between(merged).loc[(ours, theirs)]
    assert (told["decision"], told["code"]) == (decision, code)


def test_no_record_of_the_ardennes_is_lost_and_the_ddt_keeps_its_sites(merged: Merged, ddt: gpd.GeoDataFrame) -> None:
    assert len(merged.sites) + merged.merged_count == 164 + 210
    gone = [name for text in merged.sites["sites_fusionnes"].dropna() for name in text.split("|")]
    assert len(gone) == merged.merged_count
    assert set(ddt.index) <= set(merged.sites.index)
    assert (merged.sites.loc[ddt.index].geometry.area - ddt.area).abs().max() == 0
    filled = merged.sites.loc["08362_04"]
    assert pd.isna(ddt.get("site_statut", pd.Series(index=ddt.index, dtype=object)).loc["08362_04"])
    assert filled["site_statut"] is not None


def test_what_cartofriches_has_from_the_ddt_is_found_again_where_the_ddt_still_has_it(
    merged: Merged, ddt: gpd.GeoDataFrame, cartofriches: gpd.GeoDataFrame
) -> None:
    from_ddt = cartofriches.index[cartofriches["source_producteur"] == "DDT des Ardennes"]
    assert len(from_ddt) == 87
    left = cartofriches.loc[from_ddt.intersection(merged.sites.index)]
    # The others have no counterpart any more: no site of the DDT lies within 30 m of any of them.
    assert len(left) == 16
    assert gpd.sjoin_nearest(left[["geometry"]], ddt[["geometry"]], distance_col="metres")["metres"].min() > 30


def test_points_and_polygons_of_one_inventory_meet_by_their_identifiers(data: Path, ddt: gpd.GeoDataFrame) -> None:
    points = import_inventory(data / DDT / "data.csv").sites
    merged = merge_inventories([NamedInventory("points", points), NamedInventory("polygones", ddt)])
    assert sorted(merged.sites.index) == sorted(ddt.index)
    assert merged.sites.area.sum() == pytest.approx(ddt.area.sum())
    assert (merged.sites["geometrie_de"] == "polygones").all()


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("data_2025-12-12.csv", "data.csv", ["epci_nom", "epci_siren"]),
        ("friches_2025-12-15_v1.geojson", "friches.geojson", []),
    ],
)
def test_two_dates_of_the_ddt_differ_by_their_columns_alone(
    data: Path, before: str, after: str, new: list[str]
) -> None:
    report = Report()
    dates = [import_inventory(data / DDT / name).sites for name in (before, after)]
    assert compare_inventories(*dates, report=report).changes.empty
    assert report.warnings == ([("compare_columns_new", {"columns": new})] if new else [])


def test_the_ddt_is_known_again_when_every_identifier_has_changed(ddt: gpd.GeoDataFrame) -> None:
    compared = compare_inventories(ddt, ddt.rename(index=lambda name: f"x{name}"))
    assert compared.changes["changement"].tolist() == ["renomme"] * 164
    assert (compared.changes["site_id"] == "x" + compared.changes["site_id_avant"]).all()


def test_the_national_file_merged_with_itself_a_metre_away_adds_no_site(data: Path) -> None:
    sites = import_inventory(data / "friches/cartofriches_national_2024-03-10.gpkg").sites
    shifted: Any = sites.set_geometry(sites.translate(1.0)).rename(index=lambda name: f"x{name}")
    alone = merge_inventories([NamedInventory("a", sites)])
    both = merge_inventories([NamedInventory("a", sites), NamedInventory("b", shifted)])
    assert len(both.sites) == len(alone.sites)
    assert both.merged_count == 2 * 23_878 - len(both.sites)
