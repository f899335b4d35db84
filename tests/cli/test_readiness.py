"""Readiness by command line: a study's sites, a filled table of statuses, and a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyogrio
from gisement_tests.outputs import Made
from gisement_tests.qgis_process import run

if TYPE_CHECKING:
    from pathlib import Path


def test_study_is_assessed_and_the_table_to_fill_is_taken_back(made: Made, tmp_path: Path) -> None:
    sites = f"{made.output}|layername=sites"
    called = run("readiness", INPUT=sites, OUTPUT="m.gpkg", STEPS="e.csv", TO_FILL="s.csv", cwd=tmp_path)
    assert called.code == 0, called.said
    assert "SITES_COUNT:\t8" in called.out
    table = pd.read_csv(tmp_path / "s.csv", dtype=object)
    steps = pd.read_csv(tmp_path / "e.csv")
    assert len(table) == len(steps) == 8 * steps["etape"].nunique()
    table.assign(statut="fait").to_csv(tmp_path / "fait.csv", index=False)
    again = run("readiness", INPUT=sites, STATUSES="fait.csv", OUTPUT="n.gpkg", cwd=tmp_path)
    assert again.code == 0, again.said
    # all is done, but a veto stays one
    classes = pyogrio.read_dataframe(tmp_path / "n.gpkg")["classe_maturite"]
    vetoes = pyogrio.read_dataframe(made.output, layer="sites")["veto"] == "oui"
    assert classes.value_counts().to_dict() == {"R5": 8 - vetoes.sum(), "R0": vetoes.sum()}
    table.assign(statut="terminé-ish").to_csv(tmp_path / "faux.csv", index=False)
    refused = run("readiness", INPUT=sites, STATUSES="faux.csv", OUTPUT="o.gpkg", cwd=tmp_path)
    assert refused.code != 0
    assert "faux.csv, line 2, column statut: terminé-ish" in refused.said
    assert not (tmp_path / "o.gpkg").exists()
