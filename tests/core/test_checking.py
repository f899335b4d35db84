"""The rules that only a map can judge, on shapes whose figures are known by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gisement.core.errors import Cancelled
from gisement.core.report import Report
from gisement.core.resources import listed, resource
from gisement.core.sites.checking import Checked, check_inventory
from gisement.core.sites.municipality import folded
from gisement.core.territory.sources import Source

ON = date(2026, 11, 22)
X, Y = 652_000.0, 6_862_000.0


def square(x: float, y: float, side: float = 100.0) -> shapely.Polygon:
    return shapely.box(X + x, Y + y, X + x + side, Y + y + side)


def point(x: float, y: float) -> shapely.Point:
    return shapely.Point(X + x, Y + y)


def layer(folder: Path, name: str, shapes: list[Any], **columns: list[Any]) -> Source:
    path = folder / f"{name}.gpkg"
    gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:2154").to_file(path, layer=name, engine="pyogrio")
    return Source(name, str(path), name)


@pytest.fixture
def communes(tmp_path: Path) -> dict[str, Source]:
    """Two municipalities side by side, 1 km each: 78001 Saint-Été, then 78002 Le Bourg."""
    shapes = [square(0, 0, 1000), square(1000, 0, 1000)]
    return {"commune": layer(tmp_path, "commune", shapes, code=["78001", "78002"], nom=["Saint-Été", "Le Bourg"])}


@pytest.fixture
def parcels(tmp_path: Path) -> dict[str, Source]:
    """Three parcels of 78001 in a row, 100 m each."""
    idu = [f"78001000AB000{number}" for number in (1, 2, 3)]
    return {
        "parcelle": layer(
            tmp_path,
            "parcelle",
            [square(100 * i, 0) for i in range(3)],
            id=idu,
            commune=["78001"] * 3,
            prefixe=["000"] * 3,
            section=["AB"] * 3,
            numero=["1", "2", "3"],
            contenance=[10_000] * 3,
        )
    }


def check(shapes: list[Any], sources: dict[str, Source] | None = None, repair: bool = False, **columns: Any) -> Checked:
    columns.setdefault("site_id", [f"78001_{i}" for i in range(len(shapes))])
    rows = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:2154")
    return check_inventory(rows, on=ON, sources=sources, repair=repair)


def told(checked: Checked, code: str) -> dict[str, str | None]:
    """Give the value told at each site for a code."""
    table = checked.table()
    return table[table["code"] == code].set_index("site_id")["valeur"].to_dict()


def test_a_site_in_its_municipality_or_on_its_border_is_no_finding(communes: dict[str, Source]) -> None:
    checked = check([point(500, 500), point(1000, 500)], communes, comm_insee=["78001", "78001"])
    assert told(checked, "hors_commune") == {}


def test_a_site_in_another_municipality_is_told_with_its_distance_and_where_it_lies(
    communes: dict[str, Source],
) -> None:
    checked = check(
        [point(1350, 500), point(500, 1250), point(1000.4, 5)], communes, comm_insee=["78001", "78002", "78001"]
    )
    # From (500, 1250) to the corner (1000, 1000): √(500² + 250²) = 559.02 m.
    assert told(checked, "hors_commune") == {
        "78001_0": "78001 (350 m) → 78002 Le Bourg",
        "78001_1": "78002 (559 m) → –",
        "78001_2": "78001 (< 1 m) → 78002 Le Bourg",
    }


def test_a_footprint_mostly_in_another_municipality_is_told_with_its_share(communes: dict[str, Source]) -> None:
    checked = check([square(975, 0), square(925, 500)], communes, comm_insee=["78001", "78001"])
    assert told(checked, "commune_secondaire") == {"78001_0": "78001 (25%) → 78002 Le Bourg"}
    assert told(checked, "hors_commune") == {}


def test_a_code_that_no_municipality_has_is_replaced_by_the_one_of_the_place(communes: dict[str, Source]) -> None:
    columns = {"comm_insee": ["78999", "78001"], "comm_nom": ["Ancien-Bourg", "SAINT ETE"]}
    checked = check([point(1500, 500), point(1, 1)], communes, **columns)
    assert checked.table().set_index("code").loc["code_insee_obsolete", ["valeur", "correction"]].tolist() == [
        "78999",
        "78002",
    ]
    assert checked.sites["comm_insee"].tolist() == ["78999", "78001"]
    repaired = check([point(1500, 500), point(1, 1)], communes, repair=True, **columns)
    assert repaired.sites["comm_insee"].tolist() == ["78002", "78001"]
    assert repaired.sites["comm_nom"].tolist()[0] == "Le Bourg"


def test_a_code_whose_other_sites_lie_elsewhere_is_not_taken_for_obsolete(communes: dict[str, Source]) -> None:
    checked = check([point(1500, 500), point(9000, 9000)], communes, comm_insee=["13055", "13055"])
    assert told(checked, "code_insee_obsolete") == {}
    assert told(checked, "hors_commune") == {"78001_0": "13055 → 78002 Le Bourg"}


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("92024", point(1500, 500)),  # another département than the municipality it lies in
        ("78999", point(1950, 500)),  # 50 m from the edge of the layer
    ],
)
def test_a_code_that_a_municipality_outside_of_the_layer_may_have_is_left(
    communes: dict[str, Source], code: str, place: shapely.Point
) -> None:
    checked = check([place], communes, repair=True, comm_insee=[code], comm_nom=["Clichy"])
    assert told(checked, "code_insee_obsolete") == {}
    assert told(checked, "hors_commune") == {"78001_0": f"{code} → 78002 Le Bourg"}
    assert checked.sites[["comm_insee", "comm_nom"]].values.tolist() == [[code, "Clichy"]]


def test_a_name_that_may_be_right_where_the_code_is_wrong_is_left(communes: dict[str, Source]) -> None:
    names = ["Bry-sur-Marne", "SAINT-ETTÉ"]
    checked = check([point(500, 1025)] * 2, communes, repair=True, comm_insee=["78001"] * 2, comm_nom=names)
    assert told(checked, "comm_nom_et_code_contraires") == {"78001_0": "Bry-sur-Marne ; 78001 Saint-Été"}
    assert checked.sites["comm_nom"].tolist() == ["Bry-sur-Marne", "Saint-Été"]


def test_a_repair_keeps_what_the_file_said(communes: dict[str, Source]) -> None:
    columns = {"comm_insee": ["78999"], "comm_nom": ["Ancien-Bourg"], "unite_fonciere_surface": [120.4]}
    origins = check([point(1500, 500)], communes, repair=True, **columns).sites["valeurs_origine"].iloc[0]
    assert json.loads(origins) == {
        "comm_insee": "78999",
        "comm_nom": "Ancien-Bourg",
        "unite_fonciere_surface": "120.4",
    }


def test_a_repair_does_without_a_column_that_the_file_lacks(communes: dict[str, Source]) -> None:
    kept = check([point(1500, 500)], communes, repair=True, comm_insee=["78002"]).sites
    assert "comm_nom" not in kept
    mended = check([point(1500, 500)], communes, repair=True, comm_insee=["78999"]).sites
    assert mended["comm_insee"].tolist() == ["78002"]


def test_a_code_without_its_zero_is_told_once() -> None:
    table = check([point(0, 0)], comm_insee=["8105"]).table()
    assert table["code"][table["champ"] == "comm_insee"].tolist() == ["comm_insee_mal_forme"]


def test_the_name_of_another_municipality_is_an_error_and_a_misspelt_one_is_put_right(
    communes: dict[str, Source],
) -> None:
    names = ["ST ETE", "Bourg (Le)", "LE BOURG", "Saint Été"]
    checked = check([point(9 * i, 5) for i in range(4)], communes, comm_insee=["78001"] * 4, comm_nom=names)
    assert told(checked, "comm_nom_et_code_contraires") == {"78001_2": "LE BOURG ; 78001 Saint-Été"}
    assert told(checked, "comm_nom_different") == {"78001_1": "Bourg (Le)"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ST-ETIENNE", "Saint-Étienne"),
        ("LA COURNEUVE", "Courneuve"),
        ("L'Haÿ-les-Roses", "HAY LES ROSES"),
        ("Œuilly", "OEUILLY"),
    ],
)
def test_names_of_municipalities_agree_whatever_their_accents_case_and_article(one: str, other: str) -> None:
    assert folded(pd.Series([one])).iloc[0] == folded(pd.Series([other])).iloc[0]


def test_without_municipalities_nothing_is_said_of_them() -> None:
    checked = check([point(0, 0)], comm_insee=["13055"], comm_nom=["Le Bourg"])
    assert not checked.table()["code"].str.contains("commune|comm_nom|obsolete").any()


def test_arrondissements_are_part_of_their_city(tmp_path: Path) -> None:
    source = {
        "commune": layer(tmp_path, "commune", [square(0, 0), square(100, 0)], code=["75101", "75102"], nom=["a", "b"])
    }
    checked = check([point(50, 50), point(150, 50)], source, comm_insee=["75056", "75101"])
    assert not checked.table()["code"].isin(["hors_commune", "code_insee_obsolete"]).any()


def test_overlaps_are_told_at_both_sites_with_area_and_share_of_the_smaller() -> None:
    # 100 × 20 m of 100 × 100; then 50 × 5 of the second's 2 500 m² (10 %, not more); then two that only touch.
    shapes = [square(0, 0), square(80, 0), square(175, 0, 50), square(225, 0, 50)]
    shapes[2] = shapely.box(X + 175, Y, X + 225, Y + 50)
    checked = check(shapes)
    assert told(checked, "recouvrement_fort") == {
        "78001_0": "78001_1, 2000 m² (20%)",
        "78001_1": "78001_0, 2000 m² (20%)",
    }
    assert told(checked, "recouvrement_leger") == {
        "78001_1": "78001_2, 250 m² (10%)",
        "78001_2": "78001_1, 250 m² (10%)",
    }


def test_sites_on_one_point_are_told_once_each_with_the_others() -> None:
    checked = check([point(0, 0), point(0, 0.001), point(0, 1), point(0, 0)])
    expected = "78001_0, 78001_1, 78001_3"
    assert told(checked, "point_partage") == {"78001_0": expected, "78001_1": expected, "78001_3": expected}


def test_areas_that_differ_from_those_declared_are_told_beyond_a_fifth() -> None:
    checked = check([square(200 * i, 0) for i in range(4)], unite_fonciere_surface=["8000", "12600", "8400", None])
    assert told(checked, "surface_differente") == {
        "78001_0": "8000 m² / 10000 m² (+25%)",
        "78001_1": "12600 m² / 10000 m² (-21%)",
    }


def test_areas_that_hardly_any_site_has_are_told() -> None:
    shapes = [square(0, 0, 9), square(100, 0, 1001), point(5000, 0), point(6000, 0)]
    checked = check(shapes, unite_fonciere_surface=[None, None, "99", "100"])
    assert told(check([point(0, 0)] * 3, unite_fonciere_surface=[-5, 0, 1]), "surface_nulle") == {
        "78001_0": "-5 m²",
        "78001_1": "0 m²",
    }
    assert told(checked, "surface_minuscule") == {"78001_0": "81 m²", "78001_2": "99 m²"}
    assert told(checked, "surface_immense") == {"78001_1": "1002001 m²"}


def test_a_site_out_of_france_is_told_with_its_place() -> None:
    abroad = gpd.GeoSeries([shapely.Point(-73.9, 45.5)], crs="EPSG:4326").to_crs(2154).iloc[0]
    assert told(check([point(0, 0), point(9, 9), abroad]), "hors_de_france") == {"78001_2": "-73.9000, 45.5000"}


def test_parcels_that_the_cadastre_does_not_have_are_told_where_it_covers_the_municipality(
    parcels: dict[str, Source],
) -> None:
    refs = ["78001000AB0001|78001000AB0009", "78777000AB0001"]
    checked = check([square(0, 0), square(500, 0)], parcels, unite_fonciere_refcad=refs)
    assert told(checked, "parcelle_disparue") == {"78001_0": "78001000AB0009"}


def test_a_parcel_outside_the_footprint_is_told(parcels: dict[str, Source]) -> None:
    # The footprint covers the first parcel, 4 % of the second and nothing of the third.
    footprint = shapely.box(X, Y, X + 104, Y + 100)
    refs = "78001000AB0001|78001000AB0002|78001000AB0003"
    checked = check([footprint], parcels, unite_fonciere_refcad=[refs])
    assert told(checked, "parcelle_hors_emprise") == {"78001_0": "78001000AB0002, 78001000AB0003"}


def test_parcels_of_another_municipality_or_of_two_sites_are_told_without_any_cadastre() -> None:
    refs = ["78001000AB0001", "78001000AB0001|78002000AB0007", None]
    checked = check([point(i, 0) for i in range(3)], comm_insee=["78001"] * 3, unite_fonciere_refcad=refs)
    assert told(checked, "parcelle_autre_commune") == {"78001_1": "78002000AB0007"}
    both = "78001000AB0001 (78001_0, 78001_1)"
    assert told(checked, "parcelle_partagee") == {"78001_0": both, "78001_1": both}


def test_dates_and_years_out_of_order_or_reach_are_told() -> None:
    checked = check(
        [point(9 * i, 0) for i in range(4)],
        site_identif_date=["2024-05-01", "2024-05-02", "2026-11-23", "2026-11-22"],
        site_actu_date=["2024-05-01", "2024-05-01", "2026-11-23", None],
        local_ancien_annee=["1950", "1960", None, "1699"],
        local_recent_annee=["1950", "1955", "1955", None],
        activite_fin_annee=["2027", "2020", None, None],
        site_reconv_annee=["2041", "2019", None, "2042"],
    )
    assert told(checked, "dates_en_desordre") == {"78001_1": "2024-05-02 > 2024-05-01"}
    assert told(checked, "date_future") == {"78001_2": "2026-11-23"}
    table = checked.table()
    assert table[table["code"] == "annees_en_desordre"][["site_id", "valeur"]].values.tolist() == [
        ["78001_1", "local_ancien_annee 1960 > local_recent_annee 1955"],
        ["78001_1", "activite_fin_annee 2020 > site_reconv_annee 2019"],
    ]
    odd = table[table["code"] == "annee_invraisemblable"]
    assert set(zip(odd["site_id"], odd["valeur"])) == {("78001_0", "2027"), ("78001_3", "1699"), ("78001_3", "2042")}


def test_codes_and_names_that_cannot_be_are_told() -> None:
    checked = check(
        [point(9 * i, 0) for i in range(4)],
        site_id=["78001_1", "A-2", "2A004_3", "78001_4"],
        site_nom=["Forge", "A-2", "Halle", "Quai"],
        comm_insee=["78001", "78O01", "2A004", "96001"],
    )
    assert told(checked, "comm_insee_mal_forme") == {"A-2": "78O01", "78001_4": "96001"}
    assert told(checked, "site_id_sans_commune") == {"A-2": "A-2"}
    assert told(checked, "site_nom_egal_id") == {"A-2": "A-2"}


def test_without_repair_a_correction_is_only_proposed() -> None:
    columns = {"site_type": ["Friche Industrielle", "friche navale"], "site_nom": ["Forge", "Quai"]}
    checked = check([point(0, 0), point(9, 0)], **columns)
    met = checked.table().query("champ == 'site_type'").sort_values("site_id")
    assert met[["gravite", "correction", "reparable"]].values.tolist() == [
        ["erreur", "friche industrielle", "oui"],
        ["erreur", None, "non"],
    ]
    assert checked.sites["site_type"].tolist() == columns["site_type"]
    assert checked.sites["nb_reparations"].tolist() == [0, 0]


def test_a_repair_is_made_and_listed() -> None:
    columns = {"site_type": ["Friche Industrielle", "friche navale"], "unite_fonciere_surface": ["1200,4", "x"]}
    checked = check([point(0, 0), point(9, 0)], repair=True, comm_insee=["78001"] * 2, **columns)
    met = checked.table().query("champ != 'comm_insee'")
    assert met[met["gravite"] == "repare"][["site_id", "champ", "correction"]].values.tolist() == [
        ["78001_0", "site_type", "friche industrielle"],
        ["78001_0", "unite_fonciere_surface", "1200"],
        ["78001_1", "unite_fonciere_surface", ""],
    ]
    assert checked.sites["site_type"].tolist()[0] == "friche industrielle"
    assert float(checked.sites["unite_fonciere_surface"].iloc[0]) == 1200.0
    assert checked.sites["nb_reparations"].tolist() == [2, 1]


def test_no_value_changes_in_a_repair_without_being_listed() -> None:
    values = {
        "site_identif_date": ["31/02/2021", "2021-05-01"],
        "bati_type": ["{Industriel,foo}", "industriel"],
        "local_ancien_annee": ["vers l'an mil", "1989"],
        "activite_libelle": ["NULL", "aciérie"],
        "note": ["à  voir", "inconnu"],
    }
    checked = check([point(0, 0), point(9, 0)], repair=True, comm_insee=["78001"] * 2, **values)
    table = checked.table().query("gravite == 'repare' and champ in @values").sort_values("champ")
    assert table[["site_id", "champ", "valeur", "correction"]].values.tolist() == [
        ["78001_0", "bati_type", "{Industriel,foo}", "industriel|foo"],
        ["78001_0", "local_ancien_annee", "vers l'an mil", ""],
        ["78001_0", "site_identif_date", "31/02/2021", ""],
    ]
    assert checked.sites["site_identif_date"].tolist() == [None, "2021-05-01"]
    assert checked.sites["bati_type"].tolist()[0] == "industriel|foo"
    assert "31/02/2021" in checked.sites["valeurs_origine"].iloc[0]


def test_a_defect_of_a_value_is_told_once() -> None:
    checked = check([point(0, 0)], site_type=["FRICHE MILITAIRE"], bati_nombre=["deux"])
    assert checked.table().query("champ in ['site_type', 'bati_nombre']")["champ"].value_counts().to_dict() == {
        "site_type": 1,
        "bati_nombre": 1,
    }


@pytest.mark.parametrize("repair", [False, True])
def test_the_name_of_a_natural_person_stands_nowhere(repair: bool) -> None:
    checked = check(
        [point(0, 0), point(0, 0)],
        repair=repair,
        proprio_nom=["DUPONT  JEAN", "Dupont, Jean"],
        proprio_personne=["Personne physique", "personne physique"],
    )
    everything = checked.sites.to_csv() + checked.table().to_csv() + checked.table("en").to_csv()
    assert "dupont" not in everything.lower()


def test_counts_beside_the_sites_are_those_of_the_table() -> None:
    checked = check([square(0, 0), square(80, 0), None], site_type=["x", "friche logistique", "mixte"])
    table = checked.table()
    for column, severity in (("nb_erreurs", "erreur"), ("nb_avertissements", "avertissement")):
        expected = (
            table[table["gravite"] == severity]["site_id"].value_counts().reindex(checked.sites.index, fill_value=0)
        )
        assert checked.sites[column].tolist() == expected.tolist()


def test_every_finding_is_worded_in_both_languages_and_once_only() -> None:
    codes = [code for family in listed("fields/constats") for code in resource(f"fields/constats/{family}")]
    assert len(codes) == len(set(codes))
    for code, kind in resource("fields/constats/controle").items():
        assert kind["gravite"] in ("erreur", "avertissement", "information"), code
        for text in ("message", "regle", "remede"):
            assert kind[text]["fr"] != kind[text]["en"], code


def test_a_check_stops_when_the_user_asks() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    rows = gpd.GeoDataFrame({"site_id": ["a"]}, geometry=[point(0, 0)], crs="EPSG:2154")
    with pytest.raises(Cancelled):
        check_inventory(rows, on=ON, report=Stopped())


def test_parts_of_a_collection_that_are_left_out_are_told() -> None:
    mixed = shapely.GeometryCollection([square(0, 0), point(500, 500), shapely.LineString([(X, Y), (X + 9, Y)])])
    checked = check([mixed, shapely.GeometryCollection([square(300, 0)]), point(0, 900)], repair=True)
    assert told(checked, "geometrie_mixte") == {"78001_0": "Polygon, Point, LineString"}
    assert checked.sites.geometry.area.tolist() == [10_000, 10_000, 0]
