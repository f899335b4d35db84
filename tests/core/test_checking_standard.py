"""The rules of the standard's schema: one by one the same as frictionless's, on the same TableSchema."""

from __future__ import annotations

from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from gisement_tests.official import WORDS, by_frictionless, by_the_check, schema
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.sites.checking import check_inventory
from gisement.core.sites.checking.case import as_written
from gisement.core.sites.checking.standard import broken_rule
from gisement.core.sites.fields import fields

ON = date(2026, 11, 22)
X, Y = 652_000.0, 6_862_000.0
FIELDS = {field["name"]: field for field in fields()}

#: values that are right somewhere, nearly right, or wrong in a way that was met
CASES = [
    *("", " ", "NA", "na", "NaN", "nan", "N/A", "None", "NULL", "inconnu", "Inconnu"),
    *(
        "2021-03-04",
        "2021-3-4",
        "2021-02-30",
        "04/03/2021",
        "2021-03-04 ",
        "2021-03-04T00:00:00",
        "0000-00-00",
        "1er mai",
    ),
    *("1989", "89", "0000", "0001", "19890", " 1989", "1989.0", "20211"),
    *("12", "+12", "-3", "1_000", " 7 ", "1 000", "12,5", "12.0", "1e3", "٣", "0x10"),
    *(
        "http://a.fr",
        "https://a.fr/b?c=d#e",
        "HTTP://A.FR",
        "www.a.fr",
        "http://a.fr|http://b.fr",
        "http://a b",
        "ftp:x",
    ),
    *(
        "http://a.fr\n",
        "mailto:a@b.fr",
        "contact@mairie.fr",
        "contact@mairie",
        "1a:b",
        ":",
        "a:",
        "file:///c:/x",
        "é:x",
    ),
    *("friche industrielle", "Friche industrielle", "friche industrielle ", "friche d’habitat", "friche d'habitat"),
    *("mixte", "mixte - autre", "mixte – autre", "oui", "OUI", "non", "pollution probable", "pollution avérée"),
    *("B05.10Z", "B05.10Z|V89.04Z", "B05.10Z|B05.10Z", "B05.10Z,V89.04Z", "B0510Z", "|B05.10Z", "b05.10z", "B05x10Z"),
    *(
        "industriel",
        "industriel|commercial",
        "industriel | commercial",
        "industriel,commercial",
        "résidentiel",
        "residentiel",
    ),
    *(
        "P1b",
        "{P1b}",
        "P1b|X1a",
        "P1b,X1a",
        "personne morale",
        "personne physique, personne morale",
        "personne morale|",
    ),
    *("12083000AB0012", "12083000AB0012|12083000AB0013", "2A004000AB0012", "12083000AB012", "{12083000AB0012}"),
    *("120|3000|50", "120|3000", "1.5|2|3", "x120|3000|50", "120|3000|50 km", "UA", "U", "AUc", "Ah", "PLU", "POS"),
]


def ours(field: dict[str, Any], text: str | None) -> set[str]:
    code = broken_rule(field, pd.Series([text], dtype=object)).iloc[0]
    return set() if code is None else {WORDS[code]}


def theirs(reader: Any, text: str | None) -> set[str]:
    _, notes = reader.read_cell(text)
    return set(notes or ())


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_is_judged_as_frictionless_judges_it(name: str) -> None:
    reader = schema().get_field(name)
    values = [*CASES, *FIELDS[name].get("values", ()), None]
    told = {text: (ours(FIELDS[name], text), theirs(reader, text)) for text in values}
    assert {text: both for text, both in told.items() if both[0] != both[1]} == {}


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(list(FIELDS)),
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=20),
        st.lists(st.sampled_from(CASES), min_size=1, max_size=3).map("|".join),
        st.from_regex(r"\A[0-9A-Za-z.|:@/ -]{0,16}\Z"),
        st.dates().map(str),
        st.integers().map(str),
    ),
)
def test_any_text_is_judged_as_frictionless_judges_it(name: str, text: str) -> None:
    assert ours(FIELDS[name], text) == theirs(schema().get_field(name), text)


ITEMS = {
    "activite_code": ["B05.10Z", "V89.04Z", "B05|10Z", "B05"],
    "proprio_type": ["P1b", "X1a", "p1b", "NULL"],
    "unite_fonciere_refcad": ["12083000AB0012", "2A004000AB0012", "1208300AB0012"],
}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(ITEMS)), st.data())
def test_lists_of_items_are_judged_as_frictionless_judges_them(name: str, data: st.DataObject) -> None:
    parts = st.sampled_from([*ITEMS[name], "|", "||", "", "\n", ","])
    text = "".join(data.draw(st.lists(parts, max_size=9)))
    assert ours(FIELDS[name], text) == theirs(schema().get_field(name), text)


def test_a_long_list_with_a_wrong_item_is_judged_at_once() -> None:
    # The schema's own pattern tries 2 to the power of 60 ways of reading it.
    assert ours(FIELDS["proprio_type"], "|".join(["P1b"] * 60 + ["NULL"])) == {"pattern"}
    assert ours(FIELDS["proprio_type"], "|".join(["P1b"] * 60)) == set()


def records(**columns: list[Any]) -> pd.DataFrame:
    """Three sound records, with some columns replaced or, where None is given, taken away."""
    sound = {
        "site_id": ["75056_1", "75056_2", "75056_3"],
        "site_nom": ["Forge", "Halle", "Usine"],
        "site_type": ["friche industrielle"] * 3,
        "site_identif_date": ["2020-01-31"] * 3,
        "site_actu_date": ["2024-02-29"] * 3,
        "comm_nom": ["Paris"] * 3,
        "comm_insee": ["75056"] * 3,
        "urba_zaer": ["inconnu"] * 3,
        "source_nom": ["DDT"] * 3,
        "geompoint": [f"POINT (2.3{i} 48.85)" for i in range(3)],
    }
    return pd.DataFrame(
        {name: values for name, values in (sound | columns).items() if values is not None}, dtype=object
    )


def checked(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    points = [shapely.Point(X + 300 * i, Y) for i in range(len(table))]
    result = check_inventory(gpd.GeoDataFrame(table, geometry=points, crs="EPSG:2154"), on=ON)
    return result.table(), list(result.sites.index)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"site_nom": ["Forge", "", None]},
        {"site_id": ["a", "a", "NA"]},
        {"site_id": ["a", "a", "a"], "bati_nombre": ["1", "un", "1.5"]},
        {"site_nom": None, "source_nom": None},
        {"urba_zaer": None, "comm_insee": ["75056", "NaN", "N/A"]},
        {
            "site_type": ["mixte", "friche", "FRICHE INDUSTRIELLE"],
            "bati_type": ["industriel|autre", "a", "autre,autre"],
        },
        {"site_actu_date": ["31/12/2023", "2023-02-29", "2023"], "activite_fin_annee": ["1989", "89", ""]},
        {"site_ademe_url": ["ademe.fr", "ftp://ademe.fr", "https://ademe.fr/a"], "note": ["", "x", ""]},
    ],
)
def test_a_whole_table_is_judged_as_frictionless_judges_it(columns: dict[str, Any]) -> None:
    schema()
    table = records(**columns)
    expected = by_frictionless(table)
    # A layer carries its points itself, so that the column of points is no concern of this comparison.
    assert by_the_check(*checked(table)) == expected


def test_columns_of_numbers_are_judged_as_the_text_file_that_would_hold_them() -> None:
    written = as_written(pd.Series([1.0, 2.5, float("nan")]))
    assert written.tolist() == ["1", "2.5", None]
    mixed = as_written(pd.Series([1, True, 1.0, "1", None, float("nan"), 10**20], dtype=object))
    assert mixed.tolist() == ["1", "True", "1", "1", None, None, "1" + "0" * 20]


def test_an_older_file_without_the_newest_column_is_only_warned() -> None:
    table, _ = checked(records(urba_zaer=None))
    assert table[["code", "gravite", "champ"]].values.tolist() == [
        ["colonne_recente_absente", "avertissement", "urba_zaer"]
    ]


def test_a_layer_needs_no_column_of_points() -> None:
    table, _ = checked(records(geompoint=None))
    assert table[["code", "gravite"]].values.tolist() == [["colonne_deduite_absente", "information"]]


def test_a_former_value_of_the_list_is_only_warned() -> None:
    table, _ = checked(records(site_type=["mixte", "mixte", "friche navale"]))
    met = table[table["champ"] == "site_type"]
    assert met.groupby("gravite")["valeur"].agg(list).to_dict() == {
        "avertissement": ["mixte", "mixte"],
        "erreur": ["friche navale"],
    }


def test_a_word_that_says_nothing_is_mended_by_leaving_it_out_and_an_unreadable_value_is_not() -> None:
    rows = gpd.GeoDataFrame(
        {
            "site_id": ["78001_1", "78001_2", "78001_3"],
            "bati_surface": ["non renseigné", "grande", None],
            "proprio_type": [None, None, "{NULL}"],
        },
        geometry=[shapely.Point(X, Y)] * 3,
        crs="EPSG:2154",
    )
    table = check_inventory(rows, on=ON, repair=True).table()
    told = table[table["champ"].isin(["bati_surface", "proprio_type"]) & table["code"].str.endswith("_non_conforme")]
    assert told[["site_id", "champ", "gravite", "correction"]].values.tolist() == [
        ["78001_2", "bati_surface", "erreur", None],
        ["78001_1", "bati_surface", "repare", ""],
        ["78001_3", "proprio_type", "repare", ""],
    ]
