"""Two dates of an inventory: every kind of change is told once, with its figures; what is unchanged is not told."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.report import Report
from gisement.core.sites.comparing import COLUMNS, Comparison, compare_inventories


def square(x: float, width: float = 100.0, height: float = 100.0) -> shapely.Polygon:
    return shapely.box(820_000 + x, 6_900_000, 820_000 + x + width, 6_900_000 + height)


def point(x: float) -> shapely.Point:
    return shapely.Point(820_000 + x, 6_900_050)


def inventory(*sites: dict[str, Any]) -> gpd.GeoDataFrame:
    table = pd.DataFrame(list(sites), dtype=object).set_index("site_id")
    return gpd.GeoDataFrame(table, geometry="geometry", crs="EPSG:2154")


def only(compared: Comparison) -> dict[str, Any]:
    assert len(compared.changes) == 1, compared.changes.drop(columns="geometry")
    return compared.changes.iloc[0].to_dict()


BASE = inventory(
    {"site_id": "A", "site_nom": "Thomé", "site_statut": "friche sans projet", "geometry": square(0)},
    {"site_id": "B", "site_nom": "Oxame", "site_statut": "inconnu", "geometry": square(1000)},
)


def test_an_inventory_is_equal_to_itself() -> None:
    compared = compare_inventories(BASE, BASE)
    assert compared.changes.empty
    assert list(compared.changes.columns) == [*COLUMNS, "geometry"]
    figures = [name for name in COLUMNS if name.endswith(("_m2", "_m"))]
    kinds = compared.changes[COLUMNS].dtypes.map(lambda dtype: dtype.kind)
    assert set(kinds[figures]) == {"f"}
    assert set(kinds.drop(figures)) == {"O"}


def test_a_site_is_added_or_removed_with_its_shape() -> None:
    added = only(compare_inventories(BASE.iloc[:1], BASE))
    assert (added["changement"], added["site_id"], added["surface_apres_m2"]) == ("ajoute", "B", 10_000)
    removed = only(compare_inventories(BASE, BASE.iloc[:1]))
    assert (removed["changement"], removed["site_id"], removed["surface_avant_m2"]) == ("retire", "B", 10_000)
    assert removed["geometry"].equals(square(1000))
    assert (added["site_nom"], removed["site_nom"]) == ("Oxame", "Oxame")


def test_a_footprint_drawn_anew_tells_the_land_gained_and_lost() -> None:
    after = BASE.copy()
    # 30 m to the east: 3 000 m² gained, 3 000 m² lost.
    after.loc["A", "geometry"] = square(30)
    told = only(compare_inventories(BASE, after))
    assert (told["changement"], told["gagne_m2"], told["perdu_m2"]) == ("redessine", 3000, 3000)
    assert told["resume"] == "Emprise redessinée\u00a0: 3000\u00a0m² gagnés, 3000\u00a0m² perdus."
    after.loc["A", "geometry"] = square(0.004)
    assert compare_inventories(BASE, after).changes.empty


@pytest.mark.parametrize(("width", "told"), [(0.05, False), (0.5, True)])
def test_of_a_vast_site_the_loss_of_a_plot_is_told_and_the_rounding_of_its_limit_is_not(
    width: float, told: bool
) -> None:
    # 100 ha, of which a strip of 1 km is lost: 50 m² or 500 m², both below a thousandth.
    vast = inventory({"site_id": "A", "geometry": square(0, 1000, 1000)})
    less = inventory({"site_id": "A", "geometry": square(width, 1000 - width, 1000)})
    assert len(compare_inventories(vast, less).changes) == told


def test_a_point_that_moved_tells_how_far_and_no_area() -> None:
    told = only(
        compare_inventories(
            inventory({"site_id": "A", "geometry": point(0)}), inventory({"site_id": "A", "geometry": point(12)})
        )
    )
    assert (told["changement"], told["distance_m"]) == ("redessine", 12)
    assert pd.isna(told["gagne_m2"]) and pd.isna(told["perdu_m2"])
    assert told["resume"] == "Point déplacé de 12\u00a0m."


def test_a_point_that_became_a_footprint_gained_it() -> None:
    told = only(
        compare_inventories(
            inventory({"site_id": "A", "geometry": point(50)}), inventory({"site_id": "A", "geometry": square(0)})
        )
    )
    assert (told["changement"], told["gagne_m2"]) == ("redessine", 10_000)
    assert pd.isna(told["perdu_m2"])


def test_statuses_and_other_values_are_told_apart() -> None:
    after = BASE.copy()
    after.loc["A", "site_statut"] = "friche reconvertie"
    after.loc["B", "site_nom"] = "Oxame (ex-Porcher)"
    changes = compare_inventories(BASE, after).changes
    told = changes.set_index("site_id")[["changement", "champ", "valeur_avant", "valeur_apres"]]
    assert told.loc["A"].tolist() == ["statut", "site_statut", "friche sans projet", "friche reconvertie"]
    assert told.loc["B"].tolist() == ["valeur", "site_nom", "Oxame", "Oxame (ex-Porcher)"]


@pytest.mark.parametrize(
    ("field", "was", "is_", "changed"),
    [
        ("bati_nombre", 3, 3.0, False),
        ("bati_nombre", "3", 3.0, False),
        ("bati_nombre", 3, 4, True),
        ("bati_etat", None, "inconnu", False),
        ("bati_etat", "inconnu", "autre", True),
        ("bati_etat", "autre", None, True),
        ("proprio_type", "P5a|X1a", "X1a|P5a", False),
        ("proprio_type", "P5a|X1a", "P5a", True),
        ("comm_insee", "08105", "8105", True),
    ],
)
def test_a_value_changed_only_when_it_says_something_else(field: str, was: Any, is_: Any, changed: bool) -> None:
    before = inventory({"site_id": "A", field: was, "geometry": square(0)})
    after = inventory({"site_id": "A", field: is_, "geometry": square(0)})
    assert len(compare_inventories(before, after).changes) == changed


@pytest.mark.parametrize("column", ["proprio_nom", "proprietaire", "source_contact"])
def test_of_a_column_that_may_name_a_person_only_the_change_is_told(column: str) -> None:
    was, is_ = (inventory({"site_id": "A", column: name, "geometry": square(0)}) for name in ("DUPONT JEAN", "_X_"))
    compared = compare_inventories(was, is_)
    told = only(compared)
    assert (told["changement"], told["champ"]) == ("valeur", column)
    assert told["resume"].startswith(f"{column}\u00a0: la valeur a changé")
    assert "DUPONT" not in compared.changes.to_csv()


def test_an_identifier_that_changed_is_no_site_added_and_removed() -> None:
    after = BASE.rename(index={"A": "Z"}).assign(site_statut=["friche avec projet", "inconnu"])
    changes = compare_inventories(BASE, after).changes
    assert changes["changement"].tolist() == ["renomme", "statut"]
    assert changes["site_id"].tolist() == ["Z", "Z"]
    assert changes["site_id_avant"].tolist() == ["A", "A"]
    assert changes["resume"].iloc[0] == "Identifiant changé\u00a0: A devient Z."


def test_of_several_records_on_one_point_each_is_known_again_by_its_own_name() -> None:
    names = ["Décharge Oxame communale", "Décharge Oxame"]
    land = {"unite_fonciere_refcad": "08105000AP0001", "geometry": point(0)}
    before = inventory(*({"site_id": f"A{n}", "site_nom": name, **land} for n, name in enumerate(names)))
    after = inventory(*({"site_id": f"B{n}", "site_nom": name, **land} for n, name in enumerate(reversed(names))))
    changes = compare_inventories(before, after).changes
    assert changes["changement"].tolist() == ["renomme", "renomme"]
    assert dict(zip(changes["site_id_avant"], changes["site_id"])) == {"A0": "B1", "A1": "B0"}


def test_points_are_known_again_by_their_parcels() -> None:
    parcels = {"unite_fonciere_refcad": "08105000AP0001|08105000AP0002"}
    before = inventory({"site_id": "A", "geometry": point(0), **parcels})
    after = inventory({"site_id": "Z", "geometry": point(150), **parcels})
    assert compare_inventories(before, after).changes["changement"].tolist() == ["renomme", "redessine"]


@pytest.mark.parametrize("first", ["A", "A1"])
def test_a_site_is_divided_whether_or_not_a_part_keeps_its_identifier(first: str) -> None:
    after = inventory(
        {"site_id": first, "site_nom": "Thomé", "site_statut": "friche sans projet", "geometry": square(0, width=40)},
        {"site_id": "A2", "site_nom": "Thomé est", "site_statut": "inconnu", "geometry": square(40, width=50)},
        BASE.reset_index().iloc[1].to_dict(),
    )
    told = only(compare_inventories(BASE, after))
    assert (told["changement"], told["site_id"]) == ("divise", "A")
    assert (told["sites_avant"], told["sites_apres"]) == ("A", f"{first}|A2")
    assert (told["perdu_m2"], told["gagne_m2"]) == (1000, 0)


@pytest.mark.parametrize("last", ["A", "Z"])
def test_sites_are_joined_whether_or_not_one_keeps_its_identifier(last: str) -> None:
    before = inventory(
        {"site_id": "A", "site_nom": None, "geometry": square(0, width=40)},
        {"site_id": "A2", "site_nom": None, "geometry": square(40, width=60)},
    )
    after = inventory({"site_id": last, "site_nom": None, "geometry": square(0)})
    told = only(compare_inventories(before, after))
    assert (told["changement"], told["site_id"]) == ("reuni", last)
    assert (told["sites_avant"], told["sites_apres"]) == ("A|A2", last)


def test_a_second_record_on_the_same_land_is_added_and_no_division() -> None:
    parcels = {"unite_fonciere_refcad": "08105000AP0001"}
    before = inventory({"site_id": "A", "geometry": point(0), **parcels})
    after = inventory(
        {"site_id": "A", "geometry": point(0), **parcels}, {"site_id": "B", "geometry": point(1), **parcels}
    )
    assert only(compare_inventories(before, after))["changement"] == "ajoute"
    assert only(compare_inventories(after, before))["changement"] == "retire"


def test_columns_of_one_date_alone_are_told_once() -> None:
    report = Report()
    before, after = BASE.assign(proprio_nom="x"), BASE.assign(epci_nom="CC", epci_siren="200043156")
    assert compare_inventories(before, after, report=report).changes.empty
    assert report.warnings == [
        ("compare_columns_new", {"columns": ["epci_nom", "epci_siren"]}),
        ("compare_columns_gone", {"columns": ["proprio_nom"]}),
    ]


def test_two_systems_of_coordinates_make_no_change() -> None:
    assert compare_inventories(BASE, BASE.to_crs("EPSG:3949")).changes.empty


def test_sites_without_place_are_compared_by_their_values() -> None:
    before = inventory({"site_id": "A", "site_nom": "x", "geometry": None}, {"site_id": "B", "geometry": None})
    after = inventory({"site_id": "A", "site_nom": "y", "geometry": None}, {"site_id": "C", "geometry": None})
    assert compare_inventories(before, after).changes["changement"].tolist() == ["valeur", "retire", "ajoute"]


SHAPES = st.one_of(
    st.builds(square, st.integers(0, 400).map(float), width=st.sampled_from([20.0, 100.0])),
    st.builds(point, st.integers(0, 400).map(float)),
    st.none(),
)
SITES = st.lists(
    st.fixed_dictionaries({"site_nom": st.sampled_from([None, "Thomé", "Oxame"]), "geometry": SHAPES}),
    min_size=1,
    max_size=7,
)


def named(sites: list[dict[str, Any]], mark: str) -> gpd.GeoDataFrame:
    return inventory(*({**site, "site_id": f"{mark}{number}"} for number, site in enumerate(sites)))


@settings(max_examples=20, deadline=None)
@given(SITES)
def test_no_inventory_differs_from_itself(sites: list[dict[str, Any]]) -> None:
    assert compare_inventories(named(sites, "a"), named(sites, "a")).changes.empty


@settings(max_examples=20, deadline=None)
@given(SITES, SITES)
def test_every_site_of_either_date_is_accounted_for(ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> None:
    before, after = named(ours, "a"), named(theirs, "b")
    changes = compare_inventories(before, after).changes
    whole = changes[changes["changement"].isin(["ajoute", "retire", "renomme", "divise", "reuni"])]
    old, new = set(whole["site_id_avant"].dropna()), set(whole["site_id"])
    for column, names in (("sites_avant", old), ("sites_apres", new)):
        names |= {name for text in whole[column].dropna() for name in text.split("|")}
    assert set(before.index) <= old
    assert set(after.index) <= new


def ready(name: str, why: str) -> gpd.GeoDataFrame:
    return inventory({"site_id": "A", "classe_maturite": name, "classe_motifs": why, "geometry": square(0)})


def test_class_that_changed_names_the_procedures_that_moved() -> None:
    columns = ["site_id", "etape", "libelle", "statut"]
    before = [
        ("A", "foncier", "Foncier", "a_faire"),
        ("A", "sols", "Sols", "inconnu"),
        ("B", "foncier", "Foncier", "x"),
    ]
    after = [
        ("A", "foncier", "Foncier", "fait"),
        ("A", "sols", "Sols", "inconnu"),
        ("A", "fouille", "Fouille", "a_faire"),
    ]
    steps = pd.DataFrame(before, columns=columns), pd.DataFrame(after, columns=columns)
    compared = compare_inventories(ready("R2", "39 mois"), ready("R3", "30 mois"), steps=steps)
    assert compared.count("classe") == 1
    change = compared.changes[compared.changes["changement"] == "classe"].iloc[0]
    assert (change["valeur_avant"], change["valeur_apres"]) == ("R2", "R3")
    assert change["pourquoi"] == "Foncier : a_faire → fait ; Fouille : – → a_faire"
    assert change["resume"].startswith("Classe de maturité : R2 devient R3. Foncier")


def test_class_that_changed_says_what_made_it_where_there_are_no_procedures() -> None:
    compared = compare_inventories(ready("R2", "39 mois"), ready("R3", "30 mois"), language="en")
    change = compared.changes[compared.changes["changement"] == "classe"].iloc[0]
    assert change["pourquoi"] == "before: 39 mois; after: 30 mois"
