"""Scoring by command line: a study's sites under another profile, by KEY=VALUE and by JSON, and a refusal."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pandas as pd
from gisement_tests.outputs import Made, Previous
from gisement_tests.qgis_process import call, run

if TYPE_CHECKING:
    from pathlib import Path


def rows(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT site_id, score, rang, rang_moyen FROM sites ORDER BY site_id").fetchall()


def test_study_is_scored_under_another_profile_by_both_ways_of_calling(made: Made, tmp_path: Path) -> None:
    study = made.output
    called = run(
        "scoresites",
        INPUT=f"{study}|layername=sites",
        PROFILE="electro_intensif",
        SEED=5,
        OUTPUT="notes.gpkg",
        CRITERIA="criteres.csv",
        cwd=tmp_path,
    )
    assert called.code == 0, called.said
    # None of the sites has 3 ha.
    assert "RANKED_COUNT:\t0" in called.out
    assert "None of the 8 sites has a rank" in called.said
    again = call(
        "run",
        "gisement:scoresites",
        "-",
        stdin=json.dumps(
            {
                "inputs": {
                    "INPUT": f"{study}|layername=sites",
                    "PROFILE": "mini_usine",
                    "DRAWS": 20,
                    "OUTPUT": str(tmp_path / "mini.gpkg"),
                }
            }
        ),
    )
    assert again.code == 0, again.said
    assert again.answer["results"]["RANKED_COUNT"] == 4
    assert len(rows(tmp_path / "mini.gpkg")) == len(rows(tmp_path / "notes.gpkg")) == 8
    assert set(pd.read_csv(tmp_path / "criteres.csv")["site_id"]) >= {"T-001", "T-008"}


def test_faulty_profile_is_refused_and_leaves_what_was_there(made: Made, previous: Previous, tmp_path: Path) -> None:
    profile = tmp_path / "profil.json"
    profile.write_text('{"id": "a", "label": {"fr": "a", "en": "a"}, "inherits": "profil.json"}', encoding="utf-8")
    called = run("scoresites", INPUT=f"{made.output}|layername=sites", PROFILE=profile, OUTPUT=previous.path)
    previous.assert_refused(called, "profil.json → profil.json", "inherits from itself")
