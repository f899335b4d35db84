"""Codes of communes: written in many ways, followed through mergers, joined whatever the vintages."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.communes import Movements, commune_codes, rows_of, zone_codes


def series(*values: object) -> pd.Series:
    return pd.Series(values, dtype=object)


def movements(*changes: tuple[str, str, str]) -> Movements:
    """Make movements of (before, after, date)."""
    before, after, on = (series(*part) for part in zip(*changes)) if changes else (series(), series(), series())
    return Movements.of(before, after, on)


#: 08294 merged into 08053 in 2024; 14507 into 14513 in 1973, which is since 2018 a part of 50592, under a code of its
#: département in between; Corsica was divided in 1976; 77362 was shared between two neighbours.
FRANCE = movements(
    ("08294", "08053", "2024-01-01"),
    ("08053", "08053", "2024-01-01"),
    ("14507", "14513", "1973-05-01"),
    ("14513", "14513", "1973-05-01"),
    ("14513", "50592", "2018-01-01"),
    ("14513", "50649", "2018-01-01"),
    ("50649", "50592", "2018-01-01"),
    ("20004", "2A004", "1976-01-01"),
    ("77362", "77066", "1949-07-08"),
    ("77362", "77444", "1949-07-08"),
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("08053", "08053"),
        ("8053", "08053"),
        (8053, "08053"),
        (8053.0, "08053"),
        ("2a004", "2A004"),
        (" 2B 033 ", "2B033"),
        ("97411", "97411"),
        ("F", "F"),
        (None, None),
    ],
)
def test_code_is_read_however_it_is_written(written: object, code: str | None) -> None:
    assert commune_codes(series(written))[0].tolist() == [code]


def test_codes_that_lost_their_zero_are_counted() -> None:
    assert commune_codes(series("8053", "8294.0", "08001", "2A004", None, "33063"))[1] == 2
    codes, lost = zone_codes(series("52", "0052", 52.0, "8405", "7514 "))
    assert (codes.tolist(), lost) == (["0052", "0052", "0052", "8405", "7514"], 2)


@given(st.integers(1, 95), st.integers(1, 999))
def test_zero_of_any_commune_is_put_back(department: int, commune: int) -> None:
    code = f"{department:02d}{commune:03d}"
    assert commune_codes(series(str(int(code))))[0].tolist() == [code if len(str(int(code))) >= 4 else str(int(code))]


@pytest.mark.parametrize(
    ("code", "known", "meant"),
    [
        ("08294", {"08053"}, "08053"),
        ("08294", {"08294"}, "08294"),
        ("08053", {"08053"}, "08053"),
        ("14507", {"14513"}, "14513"),
        ("14507", {"50592"}, "50592"),
        ("14513", {"50592"}, "50592"),
        ("50649", {"50592"}, "50592"),
        ("20004", {"2A004"}, "2A004"),
        ("77362", {"77066", "77444"}, None),
        ("75101", {"75056"}, "75056"),
        ("69389", {"69123"}, "69123"),
        ("13216", {"13055"}, "13055"),
        ("13217", {"13055"}, None),
        ("13201", {"13201", "13055"}, "13201"),
        ("99999", {"08053"}, None),
        (None, {"08053"}, None),
    ],
)
def test_code_is_led_to_the_vintage_asked_for(code: str | None, known: set[str], meant: str | None) -> None:
    assert FRANCE.to(series(code), known).tolist() == [meant]


def test_commune_that_was_made_anew_is_itself_where_it_is_known_and_its_last_merger_where_it_is_not() -> None:
    # Merged in 1972, made anew in 1990, merged elsewhere in 2019.
    anew = movements(
        ("01091", "01033", "1972-01-01"),
        ("01033", "01091", "1990-01-01"),
        ("01033", "01033", "1990-01-01"),
        ("01091", "01205", "2019-01-01"),
    )
    assert anew.to(series("01091"), {"01091", "01033"}).tolist() == ["01091"]
    assert anew.to(series("01091"), {"01205", "01033"}).tolist() == ["01205"]


def test_ring_of_codes_has_an_end() -> None:
    ring = movements(("01001", "01002", ""), ("01002", "01001", ""))
    assert ring.to(series("01001"), {"01003"}).tolist() == [None]


def test_what_is_known_of_no_movement_still_leads_arrondissements_to_their_city() -> None:
    assert Movements.none().to(series("75120", "08294"), {"75056", "08053"}).tolist() == ["75056", None]


def pairs(wanted: set[str], codes: list[str], known: set[str] | None = None, by: Movements = FRANCE) -> dict:
    found = rows_of(wanted, series(*codes), by, known or wanted)
    return {
        commune: sorted(zip(rows["row"], rows["own"], rows["later"]))
        for commune, rows in found.pairs.groupby("commune")
    } | {"lacking": found.lacking}


def test_table_older_than_the_layer_gives_all_the_rows_of_a_merged_commune() -> None:
    assert pairs({"08053"}, ["08294", "08053", "08001"]) == {
        "08053": [(0, False, False), (1, True, False)],
        "lacking": [],
    }


def test_table_newer_than_the_layer_gives_the_row_of_what_the_commune_has_become() -> None:
    assert pairs({"08294", "08053"}, ["08053"]) == {
        "08053": [(0, True, False)],
        "08294": [(0, False, True)],
        "lacking": [],
    }


def test_commune_without_row_is_named() -> None:
    assert pairs({"08053", "08001"}, ["08053"])["lacking"] == ["08001"]


def test_arrondissements_speak_of_their_city_unless_it_speaks_for_itself() -> None:
    assert pairs({"75056"}, ["75101", "75102"])["75056"] == [(0, False, False), (1, False, False)]
    assert pairs({"75056"}, ["75101", "75056"])["75056"] == [(1, True, False)]
    assert pairs({"75101"}, ["75056"], {"75101", "75102"})["75101"] == [(0, False, True)]
    assert pairs({"75101"}, ["75056", "75101"], {"75101"})["75101"] == [(1, True, False)]


def test_rows_without_code_and_of_elsewhere_are_of_nobody() -> None:
    assert pairs({"08053"}, ["", "F", "33"]) == {"lacking": ["08053"]}
    assert pairs({"08053"}, [None, "08053"])["08053"] == [(1, True, False)]
    assert pairs(set(), ["08053"]) == {"lacking": []}


@given(st.lists(st.sampled_from(["08053", "08294", "08001", "2A004", "20004", None]), max_size=12))
def test_every_row_speaks_of_one_commune_at_most(codes: list[str | None]) -> None:
    found = rows_of({"08053", "2A004"}, series(*codes), FRANCE, {"08053", "2A004", "08001"})
    assert found.pairs["row"].is_unique
    expected = {"08053": {"08053", "08294"}, "2A004": {"2A004", "20004"}}
    for commune, own in expected.items():
        rows = set(found.pairs.loc[found.pairs["commune"] == commune, "row"])
        assert rows == {at for at, code in enumerate(codes) if code in own}
    assert np.isin(found.lacking, ["08053", "2A004"]).all()
