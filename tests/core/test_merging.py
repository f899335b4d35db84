"""The same site told by several producers becomes one: figures of small squares, drawn and counted by hand."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.sites.merging import Merged, NamedInventory, merge_inventories

CRS = "EPSG:2154"


def square(x: float, y: float = 6_900_000.0, side: float = 100.0) -> shapely.Polygon:
    """A square of `side` m whose lower left corner is x m east of a place in the Ardennes."""
    return shapely.box(820_000 + x, y, 820_000 + x + side, y + side)


def point(x: float, y: float = 6_900_050.0) -> shapely.Point:
    return shapely.Point(820_000 + x, y)


def inventory(name: str, *sites: dict[str, Any]) -> NamedInventory:
    table = pd.DataFrame(list(sites), dtype=object).set_index("site_id")
    if "geometry" not in table:
        table["geometry"] = None
    return NamedInventory(name, gpd.GeoDataFrame(table, geometry="geometry", crs=CRS))


def pair(merged: Merged, a: str, b: str) -> dict[str, Any]:
    rows = merged.decisions[
        merged.decisions["site_a"].isin([a, b])
        & merged.decisions["site_b"].isin([a, b])
        & (merged.decisions["site_a"] != merged.decisions["site_b"])
    ]
    assert len(rows) == 1, rows
    return rows.iloc[0].to_dict()


def test_footprints_beyond_ten_percent_are_one_site_and_the_decision_holds_the_figures() -> None:
    # 100 m × 100 m each, 11 m of overlap: 1 100 m², 11 % of either.
    merged = merge_inventories(
        [
            inventory("ddt", {"site_id": "A", "geometry": square(0)}),
            inventory("cf", {"site_id": "B", "geometry": square(89)}),
        ]
    )
    told = pair(merged, "A", "B")
    assert (told["decision"], told["code"], told["site_garde"]) == ("fusion", "recouvrement", "A")
    assert told["surface_commune_m2"] == pytest.approx(1100)
    assert told["recouvrement"] == pytest.approx(0.11)
    assert (len(merged.sites), merged.merged_count) == (1, 1)
    assert merged.sites.geometry.iloc[0].equals(square(0))


def test_footprints_below_the_threshold_stay_two_and_the_overlap_is_told() -> None:
    report = Report()
    both = [
        inventory("ddt", {"site_id": "A", "geometry": square(0)}),
        inventory("cf", {"site_id": "B", "geometry": square(91)}),
    ]
    merged = merge_inventories(both, report=report)
    assert (len(merged.sites), pair(merged, "A", "B")["code"]) == (2, "recouvrement_faible")
    assert ("merge_overlaps_left", {"count": 1, "area": 900}) in report.warnings
    assert len(merge_inventories(both, overlap=0.05).sites) == 1


@pytest.mark.parametrize(("other", "decision"), [("13201", "fusion"), ("13001", "a_verifier")])
def test_an_arrondissement_is_the_commune_of_its_city(other: str, decision: str) -> None:
    told = {"site_id": "X", "site_nom": "Savonnerie Fer à Cheval"}
    city = inventory("ville", {**told, "comm_insee": "13055", "geometry": square(0)})
    part = inventory("arrondissement", {**told, "comm_insee": other})
    assert merge_inventories([city, part]).decisions["decision"].tolist() == [decision]


def test_the_share_is_that_of_the_smaller_footprint() -> None:
    merged = merge_inventories(
        [
            inventory(
                "one",
                {"site_id": "A", "geometry": square(0, side=1000)},
                {"site_id": "B", "geometry": square(995, side=20)},
            )
        ]
    )
    # 5 m × 20 m of 20 m × 20 m.
    assert pair(merged, "A", "B")["recouvrement"] == pytest.approx(0.25)
    assert len(merged.sites) == 1


def test_the_ranking_decides_values_and_shape_whatever_the_order_of_the_inventories() -> None:
    ddt = inventory("ddt", {"site_id": "A", "site_nom": "Oxame", "bati_nombre": None, "geometry": square(0)})
    cerema = inventory("cf", {"site_id": "B", "site_nom": "Porcher", "bati_nombre": 3, "geometry": square(5)})
    results = [merge_inventories(both, priority=["CF"]) for both in ([ddt, cerema], [cerema, ddt])]
    for merged in results:
        assert merged.sites.loc["B", "site_nom"] == "Porcher"
        assert merged.sites.loc["B", "geometrie_de"] == "cf"
        assert merged.sites.loc["B", "sites_fusionnes"] == "A"
    assert merge_inventories([cerema, ddt], priority=["DDT"]).sites.loc["A", "site_nom"] == "Oxame"


def test_a_producer_is_found_in_the_records_when_the_inventory_has_another_name() -> None:
    one = inventory(
        "export 1", {"site_id": "A", "source_producteur": "Établissement public foncier", "geometry": square(0)}
    )
    two = inventory("export 2", {"site_id": "B", "source_producteur": "Cerema", "geometry": square(5)})
    report = Report()
    merged = merge_inventories([one, two], priority=["cerema", "DREAL"], report=report)
    assert list(merged.sites.index) == ["B"]
    assert merged.sites["producteurs"].iloc[0] == "Cerema|Établissement public foncier"
    assert report.warnings == [("merge_producer_unknown", {"producers": ["DREAL"]})]


def test_the_older_identifier_and_date_are_kept() -> None:
    new = inventory("ddt", {"site_id": "N", "site_identif_date": "2024-05-01", "geometry": square(0)})
    old = inventory("cf", {"site_id": "O", "site_identif_date": "2019-01-31", "geometry": square(5)})
    merged = merge_inventories([new, old])
    assert merged.sites.loc["O", "site_identif_date"] == "2019-01-31"
    assert merged.sites.loc["O", "geometrie_de"] == "ddt"
    assert merged.sites.loc["O", "sites_fusionnes"] == "N"


def test_without_a_date_the_best_record_keeps_its_identifier_and_takes_the_date() -> None:
    undated = inventory("ddt", {"site_id": "N", "geometry": square(0)})
    dated = inventory("cf", {"site_id": "O", "site_identif_date": "2019-01-31", "geometry": square(5)})
    merged = merge_inventories([undated, dated])
    assert merged.sites.loc["N", "site_identif_date"] == "2019-01-31"
    assert json.loads(merged.sites.loc["N", "valeurs_de"])["site_identif_date"] == "cf"


def test_unknown_values_are_filled_from_the_next_producer_and_what_was_not_kept_is_remembered() -> None:
    merged = merge_inventories(
        [
            inventory(
                "ddt",
                {
                    "site_id": "A",
                    "site_statut": "inconnu",
                    "bati_etat": None,
                    "site_type": "friche industrielle",
                    "geometry": square(0),
                },
            ),
            inventory(
                "cf",
                {
                    "site_id": "B",
                    "site_statut": "friche sans projet",
                    "bati_etat": "inconnu",
                    "site_type": "friche d'habitat",
                    "geometry": square(5),
                },
            ),
        ]
    )
    site = merged.sites.loc["A"]
    assert site["site_statut"] == "friche sans projet"
    assert site["bati_etat"] is None
    assert json.loads(site["valeurs_de"]) == {"site_statut": "cf"}
    assert site["producteurs"] == "ddt|cf"
    (record,) = json.loads(site["historique"])
    assert (record["producteur"], record["site_id"]) == ("cf", "B")
    assert record["valeurs"]["site_type"] == "friche d'habitat"
    assert shapely.from_wkt(record["valeurs"]["geometrie"]).equals(square(5))
    assert "site_statut" not in record["valeurs"]


def test_the_shape_date_and_identifier_that_the_best_record_gave_up_are_remembered() -> None:
    merged = merge_inventories(
        [
            inventory(
                "cf",
                {"site_id": "B", "site_nom": "Kinetec", "site_identif_date": "2022-10-10", "geometry": point(50)},
            ),
            inventory(
                "ddt",
                {"site_id": "A", "site_nom": "Kinetec", "site_identif_date": "2018-12-31", "geometry": square(0)},
            ),
        ]
    )
    site = merged.sites.loc["A"]
    assert site["sites_fusionnes"] == "B"
    best, other = json.loads(site["historique"])
    assert (best["site_id"], best["producteur"]) == ("B", "cf")
    assert best["valeurs"] == {"site_identif_date": "2022-10-10", "geometrie": "POINT (820050 6900050)"}
    assert (other["site_id"], other["valeurs"]) == ("A", {})


def test_the_name_of_another_commune_is_not_taken_over() -> None:
    merged = merge_inventories(
        [
            inventory("ddt", {"site_id": "A", "comm_insee": "08105", "comm_nom": None, "geometry": square(0)}),
            inventory("cf", {"site_id": "B", "comm_insee": "08409", "comm_nom": "Sedan", "geometry": square(5)}),
            inventory(
                "epf",
                {"site_id": "C", "comm_insee": "08105", "comm_nom": "Charleville-Mézières", "geometry": square(6)},
            ),
        ]
    )
    assert merged.sites.loc["A", ["comm_insee", "comm_nom"]].tolist() == ["08105", "Charleville-Mézières"]


def test_the_name_of_a_natural_person_is_neither_kept_nor_remembered() -> None:
    merged = merge_inventories(
        [
            inventory("ddt", {"site_id": "A", "proprio_type": "X1a", "proprio_nom": None, "geometry": square(0)}),
            inventory(
                "cf", {"site_id": "B", "proprio_type": None, "proprio_nom": "DUPONT JEAN", "geometry": square(5)}
            ),
        ]
    )
    assert "DUPONT" not in merged.sites.drop(columns="geometry").to_csv()
    assert "DUPONT" not in merged.decisions.to_csv()


def test_a_column_of_the_producer_that_names_owners_is_not_remembered_either() -> None:
    merged = merge_inventories(
        [
            inventory(
                "a",
                {"site_id": "1", "proprio_personne": "personne physique", "proprio_nom": "_X_", "geometry": point(0)},
            ),
            inventory(
                "b",
                {"site_id": "1", "proprio_nom": "SCI Alpha", "proprietaire": "DUPONT JEAN", "geometry": point(0)},
            ),
        ]
    )
    assert merged.merged_count == 1
    assert "DUPONT" not in merged.sites["historique"].iloc[0]


def test_a_surface_goes_before_a_point_whatever_the_ranking() -> None:
    merged = merge_inventories(
        [
            inventory("cf", {"site_id": "B", "site_nom": "Kinetec", "geometry": point(50)}),
            inventory("ddt", {"site_id": "A", "site_nom": "Ancienne usine KINETEC", "geometry": square(0)}),
        ]
    )
    assert pair(merged, "A", "B")["code"] == "point_et_nom"
    assert merged.sites.loc["B"].geometry.equals(square(0))
    assert merged.sites.loc["B", "geometrie_de"] == "ddt"


def test_a_point_that_stands_for_two_surfaces_gets_both() -> None:
    parcels = "08105000AP0001|08105000AP0002"
    merged = merge_inventories(
        [
            inventory(
                "cf",
                {
                    "site_id": "B",
                    "unite_fonciere_refcad": parcels,
                    "unite_fonciere_surface": 20_000,
                    "geometry": point(50),
                },
            ),
            inventory(
                "ddt",
                {"site_id": "A1", "unite_fonciere_refcad": "08105000AP0001", "geometry": square(0)},
                {"site_id": "A2", "unite_fonciere_refcad": "08105000AP0002", "geometry": square(100)},
            ),
        ]
    )
    assert len(merged.sites) == 1
    assert merged.sites.geometry.area.iloc[0] == pytest.approx(20_000)
    assert merged.sites["geometrie_de"].tolist() == ["ddt"]


def test_two_sites_of_the_best_inventory_are_not_joined_by_a_third_that_covers_both() -> None:
    parcels = "08105000AP0001|08105000AP0002|08105000AP0003"
    merged = merge_inventories(
        [
            inventory(
                "ddt",
                {"site_id": "A1", "unite_fonciere_refcad": "08105000AP0001|08105000AP0002", "geometry": square(0)},
                {"site_id": "A2", "unite_fonciere_refcad": "08105000AP0003", "geometry": square(100)},
            ),
            inventory(
                "cf",
                {
                    "site_id": "B",
                    "unite_fonciere_refcad": parcels,
                    "unite_fonciere_surface": 20_000,
                    "geometry": point(50),
                },
            ),
        ]
    )
    assert list(merged.sites.index) == ["A1", "A2"]
    assert pair(merged, "A1", "B")["decision"] == "fusion"
    assert pair(merged, "A2", "B")["code"] == "fusionne_ailleurs"
    assert pair(merged, "A2", "B")["decision"] == "a_verifier"


def test_one_parcel_out_of_many_under_another_name_is_for_a_person_to_look_at() -> None:
    many = "|".join(f"08363000AB{number:04}" for number in range(1, 18))
    others = "|".join(f"08363000AB{number:04}" for number in range(17, 37))
    merged = merge_inventories(
        [
            inventory(
                "ddt",
                {
                    "site_id": "A",
                    "site_nom": "Porcher – Ideal Standard",
                    "unite_fonciere_refcad": many,
                    "geometry": point(0),
                },
            ),
            inventory(
                "cf",
                {"site_id": "B", "site_nom": "Electrolux", "unite_fonciere_refcad": others, "geometry": point(130)},
            ),
        ]
    )
    told = pair(merged, "A", "B")
    assert (told["decision"], told["code"]) == ("a_verifier", "peu_de_parcelles")
    assert (told["parcelles_communes"], told["parcelles_part"]) == (1, pytest.approx(1 / 17, abs=1e-4))
    assert len(merged.sites) == 2


def test_a_small_site_inside_a_far_larger_operation_is_for_a_person_to_look_at() -> None:
    merged = merge_inventories(
        [
            inventory(
                "ddt",
                {
                    "site_id": "A",
                    "site_nom": "Buffet de la gare",
                    "unite_fonciere_refcad": "08105000AP0001",
                    "geometry": square(0, side=25),
                },
            ),
            inventory(
                "cf",
                {
                    "site_id": "B",
                    "site_nom": "Forges Saint-Charles",
                    "unite_fonciere_refcad": "08105000AP0001|08105000AP0002",
                    "unite_fonciere_surface": 82_331,
                    "geometry": point(10),
                },
            ),
        ]
    )
    told = pair(merged, "A", "B")
    assert (told["decision"], told["code"]) == ("a_verifier", "site_bien_plus_vaste")
    assert told["rapport_surfaces"] == pytest.approx(82_331 / 625, abs=0.01)


def test_places_far_apart_in_one_vast_property_are_not_joined_by_its_parcels_unless_the_name_says_so() -> None:
    # Parc à bois and the pit-head of Reumaux, 1 200 m apart on the same 293 parcels of the collieries.
    parcels = "|".join(f"57240000AB{number:04}" for number in range(1, 294))

    def site(site_id: str, name: str | None, x: float) -> dict[str, Any]:
        return {"site_id": site_id, "site_nom": name, "unite_fonciere_refcad": parcels, "geometry": point(x)}

    merged = merge_inventories(
        [
            inventory(
                "epf",
                site("A", "Carreau du siège Reumaux", 0),
                site("B", "Parc à bois", 1_200),
                site("C", None, 600),
                site("D", "Carreau de Reumaux", 900),
                site("E", "Lavoir", 250),
            )
        ]
    )
    assert pair(merged, "A", "B")["code"] == "parcelles_eloignees"
    assert pair(merged, "A", "B")["decision"] == "a_verifier"
    assert pair(merged, "A", "C")["code"] == "parcelles_eloignees"
    assert pair(merged, "A", "D")["code"] == "parcelles"
    assert pair(merged, "A", "E")["code"] == "parcelles"


@pytest.mark.parametrize(("records", "code"), [(4, "parcelles"), (5, "point_par_defaut")])
def test_many_records_on_one_very_point_are_not_joined_by_the_parcel_beneath_it(records: int, code: str) -> None:
    names = ["Cacolac", "Station Esso Bel Air", "Kennametal", "Tramway", "Dulong"]
    beneath = {"unite_fonciere_refcad": "33063000BR0049", "geometry": point(0)}
    sites = [{"site_id": f"S{n}", "site_nom": name, **beneath} for n, name in enumerate(names[:records])]
    merged = merge_inventories([inventory("basias", *sites)])
    assert set(merged.decisions["code"]) == {code}
    assert len(merged.sites) == (1 if code == "parcelles" else records)
    shifted = [{**site, "site_id": f"T{n}", "geometry": point(1)} for n, site in enumerate(sites)]
    again = merge_inventories([inventory("basias", *sites), inventory("copy", *shifted)])
    assert len(again.sites) == len(merged.sites)


@pytest.mark.parametrize(
    ("name_a", "name_b", "metres", "decision"),
    [
        ("Aciérie Thomé", "aciérie THOME", 80.0, "fusion"),
        ("Ancienne usine Thomé", "SARL Thomé", 80.0, "fusion"),
        ("Jardinier-Massard", "Jardinier-Massart", 80.0, "fusion"),
        ("Aciérie Thomé", "Aciérie Thomé", 250.0, "a_verifier"),
        ("Garage", "Garage", 80.0, None),
        ("Garage", "garage", 3.0, "fusion"),
        ("Fonderie Gustin", "Fonderie Lacroix", 15.0, "distinct"),
        ("Fonderie Gustin", "Fonderie Lacroix", 2.0, "a_verifier"),
        ("Fonderie Gustin", "Fonderie Lacroix", 80.0, None),
        ("Ancienne usine", "Friche", 1.0, "fusion"),
        ("Ancienne usine", "Friche", 80.0, None),
    ],
)
def test_near_points_are_one_site_only_under_a_name_that_tells(
    name_a: str, name_b: str, metres: float, decision: str | None
) -> None:
    merged = merge_inventories(
        [
            inventory("ddt", {"site_id": "A", "site_nom": name_a, "geometry": point(0)}),
            inventory("cf", {"site_id": "B", "site_nom": name_b, "geometry": point(metres)}),
        ]
    )
    assert merged.decisions["decision"].tolist() == ([] if decision is None else [decision])


def test_an_identifier_that_stands_for_a_name_is_none() -> None:
    merged = merge_inventories(
        [
            inventory(
                "cf",
                {"site_id": "28130_13916", "site_nom": "28130_13916", "geometry": point(0)},
                {"site_id": "28130_13917", "site_nom": "28130_13917", "geometry": point(60)},
                {"site_id": "2A130_13918", "site_nom": "2A130_13918", "geometry": point(2)},
            )
        ]
    )
    assert pair(merged, "28130_13916", "2A130_13918")["code"] == "meme_point"
    assert len(merged.sites) == 2


def test_a_name_that_is_the_communes_own_does_not_count() -> None:
    merged = merge_inventories(
        [
            inventory(
                "ddt", {"site_id": "A", "site_nom": "Friche de Revin", "comm_nom": "Revin", "geometry": point(0)}
            ),
            inventory(
                "cf", {"site_id": "B", "site_nom": "Terrain à Revin", "comm_nom": "REVIN", "geometry": point(90)}
            ),
        ]
    )
    assert merged.decisions.empty


def test_the_same_identifier_is_the_same_site_unless_the_place_says_otherwise() -> None:
    unplaced = {"site_id": "3", "comm_insee": "08105"}
    ddt = inventory("ddt", {"site_id": "1", "geometry": point(0)}, {"site_id": "2", "geometry": point(9_000)}, unplaced)
    cf = inventory("cf", {"site_id": "1", "geometry": point(400)}, {"site_id": "2", "geometry": point(4_000)}, unplaced)
    report = Report()
    merged = merge_inventories([ddt, cf], report=report)
    by_id = merged.decisions[merged.decisions["meme_id"] == "oui"].set_index("site_a")
    assert by_id["decision"].to_dict() == {"1": "fusion", "2": "a_verifier", "3": "fusion"}
    assert sorted(merged.sites.index) == ["1", "2", "2~2", "3"]
    assert report.warnings == [("merge_ids_renamed", {"count": 1, "sites": ["2~2"]})]


@pytest.mark.parametrize(("other", "decision"), [("08105", "fusion"), ("08409", "a_verifier"), (None, "a_verifier")])
def test_the_same_number_without_a_place_is_the_same_site_only_in_the_same_commune(
    other: str | None, decision: str
) -> None:
    one = inventory("a", {"site_id": "1", "comm_insee": "08105", "geometry": point(0)})
    two = inventory("b", {"site_id": "1", "comm_insee": other})
    assert merge_inventories([one, two]).decisions["decision"].tolist() == [decision]


def test_an_identifier_that_is_taken_gets_a_mark_that_is_free() -> None:
    one = inventory("a", {"site_id": "1", "geometry": square(0)}, {"site_id": "1~2", "geometry": square(5_000)})
    two = inventory("b", {"site_id": "1", "geometry": square(9_000)})
    assert list(merge_inventories([one, two]).sites.index) == ["1", "1~2", "1~2~2"]


def test_a_site_placed_by_its_commune_has_no_place() -> None:
    here = {"geometry": point(0), "site_nom": "Thomé", "comm_insee": "08105"}
    merged = merge_inventories(
        [
            inventory("ddt", {"site_id": "A", "emprise_origine": "point", **here}),
            inventory("cf", {"site_id": "B", "emprise_origine": "commune", **here}),
        ]
    )
    told = pair(merged, "A", "B")
    assert (told["decision"], told["code"]) == ("a_verifier", "nom_et_commune")
    assert pd.isna(told["distance_m"])


def test_inventories_of_two_systems_meet_in_that_of_the_first() -> None:
    one = inventory("ddt", {"site_id": "A", "geometry": square(0)})
    other = inventory("cf", {"site_id": "B", "geometry": square(1)})
    merged = merge_inventories([one, NamedInventory("cf", other.sites.to_crs("EPSG:3949"))])
    assert merged.sites.crs.to_epsg() == 2154
    assert pair(merged, "A", "B")["surface_commune_m2"] == pytest.approx(9_900, abs=1)


def test_what_an_earlier_merge_has_told_is_kept() -> None:
    first = merge_inventories(
        [
            inventory("a", {"site_id": "A", "geometry": square(0)}),
            inventory("b", {"site_id": "B", "geometry": square(1)}),
        ]
    )
    again = merge_inventories(
        [NamedInventory("merged", first.sites), inventory("c", {"site_id": "C", "geometry": square(2)})]
    )
    site = again.sites.loc["A"]
    assert site["sites_fusionnes"] == "B|C"
    assert site["producteurs"] == "a|b|c"
    assert [record["site_id"] for record in json.loads(site["historique"])] == ["B", "C"]


def test_reasons_are_in_the_language_asked_for() -> None:
    both = [
        inventory("a", {"site_id": "A", "geometry": square(0)}),
        inventory("b", {"site_id": "B", "geometry": square(1)}),
    ]
    assert merge_inventories(both).decisions["motif"].iloc[0].startswith("Les emprises")
    assert merge_inventories(both, language="en").decisions["motif"].iloc[0].startswith("The footprints")


def test_nothing_to_merge_is_an_error_and_a_single_inventory_is_cleared_of_its_doubles() -> None:
    with pytest.raises(GisementError, match="merge_needs_inventories"):
        merge_inventories([])
    merged = merge_inventories(
        [inventory("a", {"site_id": "A", "geometry": square(0)}, {"site_id": "B", "geometry": square(1)})]
    )
    assert len(merged.sites) == 1


def test_a_crowd_at_one_place_is_compared_in_bounded_time() -> None:
    crowd = [
        {
            "site_id": f"S{number}",
            "site_nom": f"Nom{number}",
            "unite_fonciere_refcad": "08105000AP0001",
            "geometry": point(0),
        }
        for number in range(3_000)
    ]
    report = Report()
    merged = merge_inventories([inventory("a", *crowd)], report=report)
    assert merged.merged_count + len(merged.sites) == 3_000
    assert [code for code, _ in report.warnings] == ["merge_crowded"]
    assert len(merged.decisions) < 3_000 * 100


def test_a_merge_that_is_stopped_stops() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        merge_inventories([inventory("a", {"site_id": "A", "geometry": square(0)})], report=Stopped())


NAMES = st.sampled_from([None, "Friche", "Thomé", "Usine Thomé", "Fonderie", "Fonderie Gustin", "Oxame", "inconnu"])
PARCELS = st.lists(st.sampled_from([f"08105000AP{number:04}" for number in range(6)]), max_size=3, unique=True)
PLACES = st.one_of(
    st.builds(square, st.integers(0, 400).map(float), side=st.sampled_from([20.0, 100.0])),
    st.builds(point, st.integers(0, 400).map(float)),
    st.none(),
)
SITES = st.lists(
    st.fixed_dictionaries(
        {
            "site_nom": NAMES,
            "comm_insee": st.just("08105"),
            "unite_fonciere_refcad": PARCELS.map(lambda parcels: "|".join(parcels) or None),
            "geometry": PLACES,
        }
    ),
    min_size=1,
    max_size=8,
).map(lambda sites: [{**site, "site_id": f"08105_{number}"} for number, site in enumerate(sites)])


@settings(max_examples=10, deadline=None)
@given(SITES, SITES)
def test_no_record_is_lost_nor_merged_through_a_third_whatever_the_order(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    theirs = [{**site, "site_id": f"x{site['site_id']}"} for site in theirs]
    both = [inventory("a", *ours), inventory("b", *theirs)]
    merged = merge_inventories(both, priority=["a", "b"])
    turned = merge_inventories(both[::-1], priority=["a", "b"])
    assert merged.sites["sites_fusionnes"].to_dict() == turned.sites["sites_fusionnes"].to_dict()
    ids = {site["site_id"] for site in [*ours, *theirs]}
    told = [name for text in merged.sites["sites_fusionnes"].dropna() for name in text.split("|")]
    assert len(merged.sites) + merged.merged_count == len(ids)
    assert sorted([*merged.sites.index, *told]) == sorted(ids)
    decided = merged.decisions
    kept = merged.decisions[decided["site_a"].isin(merged.sites.index) & decided["site_b"].isin(merged.sites.index)]
    assert "fusion" not in set(kept["decision"])
    direct = decided[(decided["decision"] == "fusion") & (decided["code"] != "reunis_par_un_tiers")]
    links = {frozenset(link) for link in zip(direct["site_a"], direct["site_b"])}
    for site, text in merged.sites["sites_fusionnes"].dropna().items():
        assert all(frozenset((site, name)) in links for name in text.split("|"))


@settings(max_examples=10, deadline=None)
@given(SITES)
def test_an_inventory_merged_with_itself_has_no_site_more(sites: list[dict[str, Any]]) -> None:
    alone = merge_inventories([inventory("a", *sites)])
    twice = merge_inventories([inventory("a", *sites), inventory("b", *sites)])
    assert len(twice.sites) == len(alone.sites)
    assert list(twice.sites.index) == list(alone.sites.index)
