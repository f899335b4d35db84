"""No cell of a table for a spreadsheet is run as a formula."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.cells import is_formula, without_formulas
from gisement.core.store import write_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@SUM(A1)", "\t=1", " =1", "＝1", "\u200b=1"])
def test_what_a_spreadsheet_would_run_is_told(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "Forge", "'=1", "1-2", "a=b", "POINT(4 49)"])
def test_plain_texts_are_no_formulas(text: str) -> None:
    assert not is_formula(text)


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_nan=False)), min_size=1))
def test_no_text_is_left_that_would_run_and_nothing_else_changes(values: list) -> None:
    before = pd.Series(values, dtype=object)
    after = without_formulas(before)
    for one, other in zip(before, after):
        if isinstance(one, str) and is_formula(one):
            assert other == f"'{one}"
        else:
            assert other is one or other == one
    assert not any(is_formula(text) for text in after if isinstance(text, str))


def test_a_table_written_as_csv_runs_nothing_and_keeps_its_numbers(tmp_path: Path) -> None:
    table = pd.DataFrame({"site_id": ["=1+1", "a"], "ecart": [-5.0, 2.0], "rang": ["1er", "2"]})
    write_file(table, tmp_path / "constats.csv", "constats")
    with (tmp_path / "constats.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows == [
        {"site_id": "'=1+1", "ecart": "-5.0", "rang": "1er"},
        {"site_id": "a", "ecart": "2.0", "rang": "2"},
    ]
