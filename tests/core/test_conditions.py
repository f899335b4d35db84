"""Conditions in three values: yes, no, unknown."""

from __future__ import annotations

import pandas as pd
import pytest

from gisement.core.conditions import check, columns_of, judge, with_numbers
from gisement.core.errors import GisementError

SITES = pd.DataFrame({"part": [0.6, 0.2, None], "zone": ["N", "inconnu", ""], "etat": ["oui", None, "non"]})


def answers(condition: dict) -> list:
    return [None if pd.isna(answer) else bool(answer) for answer in judge(condition, SITES)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"column": "part", "op": ">", "value": 0.5}, [True, False, None]),
        ({"column": "part", "op": ">=", "value": 0.2}, [True, True, None]),
        ({"column": "zone", "op": "==", "value": "N"}, [True, None, None]),
        ({"column": "zone", "op": "!=", "value": "N"}, [False, None, None]),
        ({"column": "zone", "op": "in", "value": ["A", "N"]}, [True, None, None]),
        ({"column": "etat", "op": "not_in", "value": ["oui"]}, [False, None, True]),
        ({"column": "etat", "op": "known"}, [True, False, True]),
        ({"column": "absente", "op": ">", "value": 1}, [None, None, None]),
        ({"not": {"column": "etat", "op": "==", "value": "oui"}}, [False, None, True]),
    ],
)
def test_condition_is_yes_no_or_unknown(condition: dict, expected: list) -> None:
    assert answers(condition) == expected


def test_no_decides_an_all_and_yes_decides_an_any_whatever_is_unknown() -> None:
    low = {"column": "part", "op": "<", "value": 0.5}
    unknown = {"column": "absente", "op": "==", "value": 1}
    assert answers({"all": [low, unknown]}) == [False, None, None]
    assert answers({"any": [low, unknown]}) == [None, True, None]


def test_columns_are_named_wherever_they_stand() -> None:
    nested = {
        "any": [
            {"all": [{"column": "a", "op": "known"}, {"not": {"column": "b", "op": "known"}}]},
            {"column": "a", "op": "known"},
        ]
    }
    assert columns_of(nested) == ["a", "b"]


@pytest.mark.parametrize("condition", [{"column": "part", "op": "~", "value": 1}, {"op": "=="}])
def test_condition_of_another_form_is_refused(condition: dict) -> None:
    with pytest.raises(GisementError) as caught:
        judge(condition, SITES)
    assert caught.value.code == "condition_invalid"


@pytest.mark.parametrize(
    ("column", "op", "value"), [("zone", ">", 1), ("zone", "==", 1), ("part", "==", "1"), ("part", "<", "1")]
)
def test_number_compared_with_texts_is_refused_and_not_taken_for_a_no(column: str, op: str, value: object) -> None:
    with pytest.raises(GisementError) as caught:
        judge({"column": column, "op": op, "value": value}, SITES)
    assert caught.value.code == "condition_types"
    assert (caught.value.facts["column"], caught.value.facts["value"]) == (column, value)


def test_texts_that_hold_numbers_become_numbers_where_a_condition_asks_for_one() -> None:
    sites = pd.DataFrame({"part": ["0,6", "1 000", None], "zone": ["1", "2", "3"], "etat": ["0,1", "peu", None]})
    asked = {"all": [{"column": "part", "op": ">", "value": 0.5}, {"not": {"column": "etat", "op": "<", "value": 1}}]}
    found = with_numbers([asked, {"column": "zone", "op": "==", "value": "1"}], sites)
    assert found["part"].tolist()[:2] == [0.6, 1000.0]
    assert pd.isna(found["part"].iloc[2])
    assert found["zone"].tolist() == ["1", "2", "3"]
    assert found["etat"].tolist()[:2] == [0.1, "peu"]


@pytest.mark.parametrize(
    "condition",
    [
        "part > 1",
        {"any": []},
        {"all": {"column": "a"}},
        {"not": {"column": "a"}},
        {"column": "a", "op": "~", "value": 1},
        {"column": "a", "op": "in", "value": "x"},
        {"column": "a", "op": "=="},
        {"column": 1, "op": "known"},
    ],
)
def test_faulty_condition_is_refused_before_anything_is_judged(condition: object) -> None:
    with pytest.raises(GisementError) as caught:
        check(condition)
    assert caught.value.code == "condition_invalid"
