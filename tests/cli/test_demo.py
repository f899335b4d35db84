"""From nothing to a printed map: the demonstration territory, its study, and the export of its layout."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio
import pytest
from gisement_tests.qgis_process import left_behind, run

from gisement.core.measures import columns

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def territory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demonstration territory."""
    output = tmp_path_factory.mktemp("demo") / "territoire.gpkg"
    done = run("demoterritory", SIZE="small", SEED=1, OUTPUT=output)
    assert done.code == 0, done.said
    assert f"OUTPUT:\t{output}" in done.out
    return output


@pytest.fixture(scope="module")
def study(territory: Path) -> Path:
    """Its study."""
    output = territory.with_name("etude.gpkg")
    done = run("study", SITES=f"{territory}|layername=friches", TERRITORY=territory, DATE="2026-11-22", OUTPUT=output)
    assert done.code == 0, done.said
    assert "SITES_COUNT:\t40" in done.out
    return output


def test_the_demonstration_leaves_its_two_files_and_no_other(territory: Path, study: Path) -> None:
    assert {"territoire.gpkg", "territoire_faits.json", "etude.gpkg"} <= {file.name for file in study.parent.iterdir()}
    assert left_behind(study.parent) == []


def test_the_study_finds_what_the_demonstration_knows_by_construction(territory: Path, study: Path) -> None:
    measured = {*columns(), "surface_m2", "veto"}
    facts = json.loads(territory.with_name("territoire_faits.json").read_text(encoding="utf-8"))
    facts = [fact for fact in facts if fact["colonne"] in measured and not fact["fait"].startswith("defaut_")]
    sites = pyogrio.read_dataframe(study, layer="sites").set_index("site_id")
    wrong = []
    for fact in facts:
        found, value = sites.at[fact["site_id"], fact["colonne"]], fact["valeur"]
        if value is None:
            same = bool(pd.isna(found))
        elif isinstance(value, str):
            same = found == value
        else:
            same = found == pytest.approx(value, abs=fact["tolerance"] or 0)
        if not same:
            wrong.append((fact["site_id"], fact["fait"], value, found))
    assert wrong == []
    assert {"autoroute_km", "fret_km", "htb_km", "ppr_rouge_part", "pollution_niveau"} <= {
        fact["colonne"] for fact in facts
    }


def test_the_study_of_the_demonstration_ranks_and_vetoes(study: Path) -> None:
    sites = pyogrio.read_dataframe(study, layer="sites")
    assert sorted(sites["rang"].dropna())[0] == 1
    assert (sites["veto"] == "oui").any()
    assert sites["classe_maturite"].nunique() >= 3
    assert (
        sites.loc[sites["score"].notna(), ["score_min", "score", "score_max"]]
        .apply(lambda site: site["score_min"] <= site["score"] <= site["score_max"], axis=1)
        .all()
    )


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [("pdf", b"%PDF-", b"%%EOF"), ("png", b"\x89PNG", b"IEND\xaeB`\x82"), ("svg", b"<?xml", b"</svg>")],
    ids=["pdf", "png", "svg"],
)
def test_the_map_is_exported_whole_in_each_format(
    form: str, first: bytes, last: bytes, study: Path, tmp_path: Path
) -> None:
    output = tmp_path / f"carte.{form}"
    done = run("exportmap", STUDY=study, FORMAT=form, TITLE="Sites du littoral", OUTPUT=output)
    assert done.code == 0, done.said
    content = output.read_bytes()
    assert content.startswith(first)
    assert content.rstrip().endswith(last)
    assert len(content) > 10_000
    assert [file.name for file in tmp_path.iterdir()] == [output.name]


def test_an_unknown_layout_is_refused_with_the_ones_there_are(study: Path, tmp_path: Path) -> None:
    done = run("exportmap", STUDY=study, LAYOUT="Plan de masse", OUTPUT=tmp_path / "carte.pdf")
    assert done.code == 1, done.said
    assert "Plan de masse" in done.said
    assert "Carte de maturité" in done.said
    assert "Traceback" not in done.said
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_study_is_refused(territory: Path, tmp_path: Path) -> None:
    done = run("exportmap", STUDY=territory, OUTPUT=tmp_path / "carte.pdf")
    assert done.code == 1, done.said
    assert "territoire.gpkg" in done.said
    assert "Traceback" not in done.said
    assert list(tmp_path.iterdir()) == []
