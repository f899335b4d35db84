"""References of parcels: every way of writing them is read as 14 characters, and what is not read is told."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.sites.findings import Findings
from gisement.core.sites.parcels import exploded, insee_codes, references, with_whole_references

A, B = "08105000AP0084", "081720000A0400"


def one(text: str | None, insee: str | None = None) -> tuple[str, ...]:
    return references(pd.Series([text], dtype=object), pd.Series([insee], dtype=object)).iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        f"{A}|{B}",
        f"{A},{B}",
        f"{A}; {B}",
        f"{A} {B}",
        f"{A}\n{B}\n",
        f"{A} / {B}",
        f"{A} et {B}",
        f"{{{A},{B}}}",
        f"['{A}', '{B}']",
        f'["{A}","{B}"]',
        f"{A}|{B}|{A}",
        f"{A}||{B}|",
        f"{A.lower()}|{B.lower()}",
        "08105 000 AP 0084|08172 000 0A 0400",
        "08105-000-AP-84;08172-000-A-400",
        "8105000AP0084|81720000A0400",
        "08105000AP84|08172000A0400",
    ],
)
def test_lists_are_read_however_they_are_written(text: str) -> None:
    assert one(text) == (A, B)


@pytest.mark.parametrize(
    ("text", "insee", "expected"),
    [
        ("000AY34", "57491", ("57491000AY0034",)),
        ("000AY34", "8105", ("08105000AY0034",)),
        ("AY 34, 000B1278", "57491", ("57491000AY0034", "574910000B1278")),
        ("0035_10 0035_11", "67482", ("67482000350010", "67482000350011")),
        ("841AH133", "31555", ("31555841AH0133",)),
        ("000AY34", None, ()),
        (A, "57491", (A,)),
    ],
)
def test_reference_without_its_commune_takes_that_of_the_site(
    text: str, insee: str | None, expected: tuple[str, ...]
) -> None:
    assert one(text, insee) == expected


def test_commune_of_the_site_decides_where_thirteen_characters_may_be_two_parcels() -> None:
    assert one("81720000A0400") == (B,)
    assert one("81720000A0400", "08172") == (B,)
    assert one("81720000A0400", "81720") == ("817200000A0400",)


@pytest.mark.parametrize("text", ["2A004000AB0012", "97105000AB0001", "31555841AH0133", "67482000350010"])
def test_corsica_overseas_prefixes_and_numbered_sections_are_kept(text: str) -> None:
    assert one(text) == (text,)


@pytest.mark.parametrize("text", [None, "", "NA", "5,62E+184", "inconnu", "81050", "{}", "['']"])
def test_what_is_no_reference_gives_none(text: str | None) -> None:
    assert one(text) == ()


def test_lists_that_are_understood_are_written_whole_and_the_text_of_the_file_kept() -> None:
    texts = ['["000AY34", "AY 35"]', "000AE23 à 000AE25", A, None]
    sites = gpd.GeoDataFrame(
        {"comm_insee": ["8105"] * 4, "unite_fonciere_refcad": texts},
        geometry=gpd.GeoSeries([None] * 4, crs=2154),
        index=pd.Index(list("abcd"), name="site_id"),
    )
    findings = Findings()
    whole = with_whole_references(sites, findings)
    assert whole["unite_fonciere_refcad"].tolist() == ["08105000AY0034|08105000AY0035", *texts[1:]]
    assert whole["valeurs_origine"].map(bool).tolist() == [True, False, False, False]
    assert findings.table()[["site_id", "code", "valeur"]].values.tolist() == [
        ["b", "parcelle_illisible", texts[1]],
        ["a", "liste_reecrite", texts[0]],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "le long de la RD 14",
        "RD 14",
        "RN 51",
        "D 964",
        "N 43, D 964",
        "AY 34, RD 14",
        "voir plan A 12",
        "lot B 3",
        "lot 100B3",
        "35_10",
        "0035_10",
    ],
)
def test_a_road_a_plan_or_a_lot_is_no_parcel(text: str) -> None:
    assert one(text, "08105") == ()


def test_short_references_are_read_where_the_text_holds_nothing_else() -> None:
    assert one("AY 34, 841 B 3 et C12", "08105") == ("08105000AY0034", "081058410B0003", "081050000C0012")
    assert one("35_10, 0012_3", "67482") == ("67482000350010", "67482000120003")
    assert one("000RD14", "08105") == ("08105000RD0014",)
    assert one(f"{A}, lot B 3", "08105") == (A,)


def test_text_that_is_no_reference_is_told_at_the_import_and_stays() -> None:
    texts = ["blabla", f"{A}, RD 14", "parcelle de M. Dupont", f"{A} à 0087", "5,62E+184"]
    texts += ["inconnu", "{NULL}", "NA", A, None]
    sites = gpd.GeoDataFrame(
        {"comm_insee": ["08105"] * len(texts), "unite_fonciere_refcad": texts},
        geometry=gpd.GeoSeries([None] * len(texts), crs=2154),
        index=pd.Index(range(len(texts)), name="site_id"),
    )
    findings = Findings()
    assert with_whole_references(sites, findings)["unite_fonciere_refcad"].tolist() == texts
    table = findings.table()
    assert set(table["code"]) == {"parcelle_illisible"}
    assert dict(zip(table["site_id"], table["valeur"])) == {0: texts[0], 1: texts[1], 2: None, 3: texts[3], 4: texts[4]}


def test_exploded_has_one_row_per_site_and_parcel() -> None:
    texts = pd.Series([f"{A}|{B}", None, A], index=["s1", "s2", "s3"], dtype=object)
    rows = exploded(texts)
    assert list(rows.itertuples(name=None)) == [("s1", A), ("s1", B), ("s3", A)]
    assert rows.index.name == "site_id"
    assert exploded(texts.iloc[1:2]).empty


def test_insee_codes_get_their_zero_back_and_what_is_none_is_unknown() -> None:
    codes = insee_codes(pd.Series(["8105", 8105, 8105.0, "2a004", "Sedan", None, "97411"], dtype=object))
    assert codes == ["08105", "08105", "08105", "2A004", None, None, "97411"]


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_told(text: str) -> None:
    series = pd.Series([text], dtype=object)
    for idu in references(series).iloc[0]:
        assert len(idu) == 14


@given(st.lists(st.from_regex(r"(0[1-9]|[1-8][0-9]|2A)[0-9]{6}[0-9A-Z][A-Z][0-9]{4}", fullmatch=True), unique=True))
def test_references_of_14_characters_survive_any_separator(ids: list[str]) -> None:
    for separator in ("|", ",", " ", "', '"):
        assert one(separator.join(ids)) == tuple(ids)
