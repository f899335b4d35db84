"""Tables of comparisons as planners' spreadsheets write them: what is read, and what is refused with which place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.scoring import load_profile
from gisement.core.scoring.ahp.comparisons import Comparisons, read_comparisons
from gisement.core.scoring.ahp.names import Names
from gisement.core.scoring.ahp.pairs import CRITERIA, GROUPS
from gisement.core.scoring.ahp.table import given_table, read_table

UNKNOWN = float("nan")
#: 3, 5 and 2, as the help has them
THREE = [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]]
ITEMS = ("surface_utile_ha", "autoroute_km", "htb_km")


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(load_profile("industrie_generale"), "fr")


def read(
    names: Names, text: str, folder: Path, encoding: str = "utf-8", report: Report | None = None
) -> list[Comparisons]:
    path = folder / "matrice.csv"
    path.write_bytes(text.encode(encoding))
    report = report or Report()
    return read_comparisons(read_table(path, report), names, report)


def refused(names: Names, text: str, folder: Path) -> GisementError:
    with pytest.raises(GisementError) as caught:
        read(names, text, folder)
    return caught.value


SQUARES = {
    "commas and points": "\n".join(
        [
            ",surface_utile_ha,autoroute_km,htb_km",
            "surface_utile_ha,1,3,5",
            "autoroute_km,1/3,1,2",
            "htb_km,.2,.5,1",
        ]
    ),
    "French spreadsheet": "\n".join(
        [
            ";Surface utile;Accès autoroutier;Poste HTB",
            "Surface utile;1;3;5",
            "Accès autoroutier;0,333333333333333;1;2",
            "Poste HTB;0,2;0,5;1",
        ]
    ),
    "English labels": "\n".join(
        [
            "\tUsable area\tMotorway access\tHigh-voltage substation",
            "Usable area\t1\t3\t5",
            "Motorway access\t\t1\t2",
            "High-voltage substation\t\t\t1",
        ]
    ),
    "upper half, no diagonal": "\n".join(
        [
            ";surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;;3;5",
            "autoroute_km;;;2",
            "htb_km;;;",
        ]
    ),
    "lower half": "\n".join(
        [
            ";surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;1",
            "autoroute_km;1/3;1",
            "htb_km;1/5;1/2;1",
        ]
    ),
    "other order of rows": "\n".join(
        [
            ";htb_km;autoroute_km;surface_utile_ha",
            "surface_utile_ha;5;3;1",
            "htb_km;1;;",
            "autoroute_km;2;1;",
        ]
    ),
    "rounded inverses": "\n".join(
        [
            ";surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;1;3;5",
            "autoroute_km;0,33;1;2",
            "htb_km;0,2;0,5;1",
        ]
    ),
    "title and corner": "\n".join(
        [
            "Comparaison des critères;;;",
            "Critères;surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;1;3;5",
            "autoroute_km;;1;2",
            "htb_km;;;1",
        ]
    ),
    "drawn in the middle of a sheet": "\n".join(
        [
            ";;;;",
            ";;;;",
            ";;surface_utile_ha;autoroute_km;htb_km;",
            ";surface_utile_ha;1;3;5;",
            ";autoroute_km;1/3;1;2;",
            ";htb_km;1/5;1/2;1;",
            ";;;;",
        ]
    ),
    "sep and Windows lines": "\r\n".join(
        [
            "sep=;",
            ";surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;1;3;5",
            "autoroute_km;;1;2",
            "htb_km;;;1",
            "",
        ]
    ),
    "accents and capitals forgotten": "\n".join(
        [
            ";SURFACE UTILE;acces autoroutier;poste-htb",
            "SURFACE UTILE;1;3;5",
            "acces autoroutier;;1;2",
            "poste-htb;;;1",
        ]
    ),
    "fractions as signs and spaces": "\n".join(
        [
            ";surface_utile_ha;autoroute_km;htb_km",
            "surface_utile_ha;1;3;5",
            "autoroute_km;⅓;1;2,0",
            "htb_km;1 / 5;½;1",
        ]
    ),
    "list": "\n".join(
        [
            "a;b;valeur",
            "surface_utile_ha;autoroute_km;3",
            "Poste HTB;Surface utile;1/5",
            "autoroute_km;htb_km;2",
        ]
    ),
    "list with comments": "\n".join(
        [
            "Commentaire,Value,B,A",
            "clear,3,autoroute_km,surface_utile_ha",
            ",5,htb_km,surface_utile_ha",
            ",2,htb_km,autoroute_km",
        ]
    ),
    "list without headings": "\n".join(
        [
            "surface_utile_ha;autoroute_km;3",
            "",
            "surface_utile_ha;htb_km;5",
            "autoroute_km;htb_km;2",
            "",
        ]
    ),
    "list that says it twice": "\n".join(
        [
            "a;b;valeur",
            "surface_utile_ha;autoroute_km;3",
            "autoroute_km;surface_utile_ha;0,33",
            "surface_utile_ha;htb_km;5",
            "autoroute_km;htb_km;2",
        ]
    ),
}


@pytest.mark.parametrize("form", SQUARES)
def test_one_matrix_in_any_form_is_read_alike(form: str, names: Names, tmp_path: Path) -> None:
    (found,) = read(names, SQUARES[form], tmp_path)
    assert (found.level, found.items) == (CRITERIA, ITEMS)
    # Written with fifteen decimals or as a fraction, a third is a third.
    assert found.matrix == pytest.approx(np.array(THREE), rel=1e-12)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encoding_of_the_spreadsheet_is_found_out(encoding: str, names: Names, tmp_path: Path) -> None:
    (found,) = read(names, SQUARES["French spreadsheet"], tmp_path, encoding)
    assert found.items == ITEMS


def test_rows_and_cells_one_after_the_other_are_read_as_a_file_is(names: Names) -> None:
    keys = list(ITEMS)
    rows = [["", *keys], [keys[0], 1, 3, 5], [keys[1], None, 1, 2.0], [keys[2], "", None, 1]]
    triples = [keys[0], keys[1], 3, keys[0], keys[2], "5", keys[1], keys[2], 2]
    for said in (rows, triples, [triples[:3], triples[3:6], triples[6:]]):
        (found,) = read_comparisons(given_table(said), names, Report())
        assert found.matrix == pytest.approx(np.array(THREE))


BLOCKS = """Groupes;Foncier;Accès;Maîtrise
Foncier;1;2;4
Accès;1/2;1;2
Maîtrise;1/4;1/2;1
;;;
Foncier;;;
;surface_utile_ha;compacite;
surface_utile_ha;1;3;
compacite;1/3;1;
;;;
Accès;autoroute_km;fret_km;port_km
autoroute_km;1;5;5
fret_km;;1;1
port_km;;;1
"""
LINES = """groupe;a;b;valeur
;Foncier;Accès;2
;Foncier;Maîtrise;4
;Accès;Maîtrise;2
Foncier;surface_utile_ha;compacite;3
Accès;autoroute_km;fret_km;5
Accès;autoroute_km;port_km;5
Accès;fret_km;port_km;1
"""


@pytest.mark.parametrize(
    "text", [BLOCKS, LINES, LINES.replace("Foncier;surf", ";surf").replace("Accès;autor", ";autor")]
)
def test_groups_and_the_criteria_of_each_are_told_apart(text: str, names: Names, tmp_path: Path) -> None:
    found = {each.level: each for each in read(names, text, tmp_path)}
    assert set(found) == {GROUPS, "foncier", "acces"}
    assert found[GROUPS].items == ("foncier", "acces", "maitrise")
    assert found[GROUPS].matrix[0] == pytest.approx([1, 2, 4])
    assert (found[GROUPS].label, found["acces"].label) == ("Groupes", "Accès")
    assert found["acces"].items == ("autoroute_km", "fret_km", "port_km")
    assert found["foncier"].matrix[0] == pytest.approx([1, 3])


def test_title_parted_by_an_empty_line_stays_with_its_matrix(names: Names, tmp_path: Path) -> None:
    (found,) = read(names, "Foncier\n\n;surface_utile_ha;compacite\nsurface_utile_ha;1;3\ncompacite;;1", tmp_path)
    assert found.level == "foncier"


def test_missing_comparisons_stay_unknown(names: Names, tmp_path: Path) -> None:
    text = ";surface_utile_ha;autoroute_km;htb_km\nsurface_utile_ha;1;3;?\nautoroute_km;;1;2\nhtb_km;inconnu;;1"
    (found,) = read(names, text, tmp_path)
    assert np.isnan(found.matrix[0, 2]) and np.isnan(found.matrix[2, 0])


def test_values_beyond_saatys_scale_are_told_and_used(names: Names, tmp_path: Path) -> None:
    report = Report()
    (found,) = read(names, "a;b;valeur\nsurface_utile_ha;compacite;12", tmp_path, report=report)
    assert found.matrix[0, 1] == 12
    assert report.warnings == [("ahp_beyond_scale", {"count": 1, "limit": 9, "cells": ["C2"]})]


# --- What is refused, and where

HEAD = ";surface_utile_ha;autoroute_km;htb_km\n"
REFUSED = {
    "label unknown": (
        HEAD.replace("htb_km", "htb_klm") + "surface_utile_ha;1;3;5\nautoroute_km;;1;2\nhtb_klm;;;1",
        "ahp_label_unknown",
        {
            "cell": "D1",
            "line": 1,
            "column": 4,
            "value": "htb_klm",
            "choices": ["Poste HTB (htb_km)", "Poste ou ligne HTA (hta_km)"],
        },
    ),
    "criterion of another group": (
        "Foncier;surface_utile_ha;htb_km\nsurface_utile_ha;1;3\nhtb_km;;1",
        "ahp_label_unknown",
        {"cell": "C1", "value": "htb_km"},
    ),
    "criterion of another group in a list": (
        "groupe;a;b;valeur\nFoncier;surface_utile_ha;htb_km;3",
        "ahp_label_unknown",
        {"cell": "C2", "value": "htb_km"},
    ),
    "groups and criteria mixed": (
        ";Foncier;htb_km\nFoncier;1;3\nhtb_km;;1",
        "ahp_labels_mixed",
        {"cell": "C1", "group": "Foncier", "criterion": "htb_km"},
    ),
    "row missing": (
        HEAD + "surface_utile_ha;1;3;5\nautoroute_km;;1;2",
        "ahp_not_square",
        {"rows": 2, "columns": 3, "missing": ["htb_km"], "cell": "D1"},
    ),
    "column missing": (
        ";surface_utile_ha;autoroute_km\nsurface_utile_ha;1;3\nautoroute_km;;1\nhtb_km;1/5;1/2",
        "ahp_not_square",
        {"rows": 3, "columns": 2, "missing": ["htb_km"], "cell": "A4"},
    ),
    "value without column": (
        HEAD + "surface_utile_ha;1;3;5;7\nautoroute_km;;1;2\nhtb_km;;;1",
        "ahp_outside",
        {"cell": "E2", "value": "7"},
    ),
    "value without row": (
        HEAD + "surface_utile_ha;1;3;5\n;;1;2\nhtb_km;;;1",
        "ahp_outside",
        {"cell": "C3", "value": "1"},
    ),
    "diagonal": (
        HEAD + "surface_utile_ha;1;3;5\nautoroute_km;;2;2\nhtb_km;;;1",
        "ahp_diagonal",
        {"cell": "C3", "value": "2", "name": "autoroute_km"},
    ),
    "not reciprocal": (
        HEAD + "surface_utile_ha;1;3;5\nautoroute_km;1/4;1;2\nhtb_km;;;1",
        "ahp_not_reciprocal",
        {"value": "1/4", "cell": "B3", "other_value": "3", "other_cell": "C2", "first": "autoroute_km"},
    ),
    "rounded too far": (
        HEAD + "surface_utile_ha;1;3;5\nautoroute_km;0,30;1;2\nhtb_km;;;1",
        "ahp_not_reciprocal",
        {"cell": "B3"},
    ),
    "told twice in a list": (
        "a;b;valeur\nsurface_utile_ha;htb_km;3\nsurface_utile_ha;htb_km;4",
        "ahp_not_reciprocal",
        {"value": "4", "cell": "C3", "other_value": "3", "other_cell": "C2", "other_first": "surface_utile_ha"},
    ),
    "zero": (HEAD + "surface_utile_ha;1;0;5\nautoroute_km;;1;2\nhtb_km;;;1", "ahp_value_not_positive", {"cell": "C2"}),
    "negative": (
        "a;b;valeur\nsurface_utile_ha;htb_km;-3",
        "ahp_value_not_positive",
        {"cell": "C2", "value": "-3", "line": 2, "column": 3},
    ),
    "by zero": ("a;b;valeur\nsurface_utile_ha;htb_km;1/0", "ahp_value_not_positive", {"cell": "C2"}),
    "beyond all scales": (
        "a;b;valeur\nsurface_utile_ha;htb_km;3000",
        "ahp_value_too_far",
        {"cell": "C2", "most": 1000},
    ),
    "word": (
        "a;b;valeur\nsurface_utile_ha;htb_km;beaucoup",
        "ahp_value_unreadable",
        {"cell": "C2", "value": "beaucoup"},
    ),
    "infinite": ("a;b;valeur\nsurface_utile_ha;htb_km;inf", "ahp_value_unreadable", {"cell": "C2"}),
    "fraction taken for a day": (
        HEAD + "surface_utile_ha;1;01-mars;5\nautoroute_km;;1;2\nhtb_km;;;1",
        "ahp_value_date",
        {"cell": "C2", "value": "01-mars"},
    ),
    "day in figures": ("a;b;valeur\nsurface_utile_ha;htb_km;01/03/2026", "ahp_value_date", {"cell": "C2"}),
    "named twice": (
        ";surface_utile_ha;Surface utile\nsurface_utile_ha;1;3\nSurface utile;;1",
        "ahp_label_twice",
        {"cell": "C1", "other_cell": "B1"},
    ),
    "with itself": ("a;b;valeur\nsurface_utile_ha;Surface utile;3", "ahp_itself", {"cell": "B2"}),
    "line without second": ("a;b;valeur\nsurface_utile_ha;;3", "ahp_incomplete_line", {"line": 2}),
    "matrix twice": (
        ";Foncier;Accès\nFoncier;1;3\nAccès;;1\n\n;Foncier;Bassin d'emploi\nFoncier;1;3\nBassin d'emploi;;1",
        "ahp_matrix_twice",
        {"line": 5, "other_line": 1, "matrix": "Groupes"},
    ),
    "all criteria beside groups": (
        HEAD + "surface_utile_ha;1;3;5\nautoroute_km;;1;2\nhtb_km;;;1\n\n;Foncier;Accès\nFoncier;1;3\nAccès;;1",
        "ahp_level_mixed",
        {"line": 1, "other_line": 6},
    ),
    "across groups beside groups": (
        "a;b;valeur\nFoncier;Accès;3\nsurface_utile_ha;htb_km;2",
        "ahp_across_groups",
        {"line": 3, "other_line": 2},
    ),
    "nothing joins": (
        "a;b;valeur\nsurface_utile_ha;autoroute_km;3\nhtb_km;gaz_km;2",
        "ahp_disconnected",
        {"first": "Surface utile", "second": "Poste HTB", "other": ["Poste HTB", "Réseau de gaz"], "line": 2},
    ),
    "row without any value": (
        HEAD + "surface_utile_ha;1;3;\nautoroute_km;;1;\nhtb_km;;;1",
        "ahp_disconnected",
        {"second": "Poste HTB"},
    ),
    "no names": ("1;3\n1/3;1", "ahp_without_names", {"line": 1}),
    "blank": ("\n;;;\n\n", "ahp_empty", {}),
    "only a title": ("Foncier\n", "ahp_empty", {}),
    "headings alone": ("a;b;valeur\n", "ahp_empty", {}),
    "empty": ("", "file_empty", {}),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_fault_is_refused_with_its_place(fault: str, names: Names, tmp_path: Path) -> None:
    text, code, facts = REFUSED[fault]
    error = refused(names, text, tmp_path)
    assert error.code == code
    assert {name: error.facts.get(name) for name in facts} == facts


def test_without_a_near_name_all_are_listed(names: Names, tmp_path: Path) -> None:
    error = refused(names, "groupe;a;b;valeur\nÉnergie, réseaux;htb_km;zzzz;3", tmp_path)
    assert error.facts["choices"] == [
        "Poste ou ligne HTA (hta_km)",
        "Poste HTB (htb_km)",
        "Réseau de gaz (gaz_km)",
        "Eau, assainissement, fibre (reseaux)",
    ]


def test_workbook_is_refused_with_the_remedy(names: Names, tmp_path: Path) -> None:
    (tmp_path / "m.xlsx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(GisementError) as caught:
        read_table(tmp_path / "m.xlsx", Report())
    assert caught.value.code == "ahp_workbook"


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read_table(tmp_path / "m.csv", Report())
    assert caught.value.code == "file_not_found"


def test_cells_that_are_no_threes_are_refused() -> None:
    with pytest.raises(GisementError) as caught:
        given_table(["surface_utile_ha", "htb_km", 3, "gaz_km"])
    assert (caught.value.code, caught.value.facts) == ("ahp_triples", {"count": 4})


words = st.sampled_from(
    ["", "", "1", "3", "1/3", "0,5", "-2", "x", "a", "b", "valeur", "groupe", "Foncier", "Accès", "Groupes", "ite", "?"]
    + ["surface_utile_ha", "Surface utile", "autoroute_km", "htb_km", "01-mars", "1/0", "nan", "9" * 400]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(words, max_size=5), max_size=7))
def test_whatever_the_cells_a_table_is_read_or_refused(rows: list[list[str]]) -> None:
    names = Names(load_profile("industrie_generale"), "fr")
    try:
        found = read_comparisons(given_table(rows), names, Report())
    except GisementError:
        return
    for comparisons in found:
        told = comparisons.matrix[~np.isnan(comparisons.matrix)]
        assert (told > 0).all()
        assert comparisons.matrix.shape == (len(comparisons.items),) * 2


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_whatever_the_bytes_a_file_is_read_or_refused(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("octets") / "m.csv"
    path.write_bytes(data)
    try:
        read_comparisons(read_table(path, Report()), Names(load_profile("industrie_generale"), "fr"), Report())
    except GisementError as error:
        assert error.code
