"""`matchdemand` by command line: by KEY=VALUE and by JSON, with the solver beside, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyogrio
from gisement_tests.demand import many, write_projects, write_sites
from gisement_tests.outputs import Previous
from gisement_tests.qgis_process import call, left_behind, run


def test_example_by_key_and_value(tmp_path: Path) -> None:
    write_sites(tmp_path / "sites.gpkg")
    write_projects(tmp_path / "projets.csv")
    called = run(
        "matchdemand",
        INPUT="sites.gpkg|layername=sites",
        DEMAND="projets.csv",
        ALLOWANCE="2",
        OUTPUT="affectation.gpkg",
        UNMATCHED="non_affectes.csv",
        cwd=tmp_path,
    )
    assert called.code == 0, called.said
    assert "ASSIGNED_COUNT:\t2" in called.out
    sites = pyogrio.read_dataframe(tmp_path / "affectation.gpkg").set_index("site_id")
    assert sites["projet"].fillna("").tolist() == ["Emballages", "", "Turbines"]
    assert pd.read_csv(tmp_path / "non_affectes.csv")["nom"].tolist() == ["Batteries", "Tannerie"]
    assert left_behind(tmp_path) == []


def test_larger_case_by_json_is_solved_beside_on_a_french_machine(tmp_path: Path) -> None:
    projects, sites = many(30, 60, 4)
    write_sites(tmp_path / "sites.gpkg", sites)
    lines = [f"{project.name};{project.area}" for project in projects]
    write_projects(tmp_path / "projets.csv", "\n".join(["Projet;Surface (ha)", *lines, ""]))
    inputs = {
        "INPUT": str(tmp_path / "sites.gpkg"),
        "DEMAND": str(tmp_path / "projets.csv"),
        "OUTPUT": str(tmp_path / "affectation.gpkg"),
    }
    done = call(
        "--json", "run", "gisement:matchdemand", "-", stdin=json.dumps({"inputs": inputs}), language="fr_FR.UTF-8"
    )
    assert done.code == 0, done.said
    assert done.answer["results"]["GAP_REACHED"] == 0
    assert done.answer["results"]["ASSIGNED_COUNT"] > 20
    assert "second Python" not in done.said


def test_fault_of_the_demand_is_refused_with_its_place(previous: Previous, tmp_path: Path) -> None:
    sites = write_sites(tmp_path / "sites.gpkg")
    demand = write_projects(tmp_path / "projets.csv", "Projet;Surface (ha)\na;1\nb;-4\n")
    called = run("matchdemand", INPUT=sites, DEMAND=demand, OUTPUT=previous.path)
    previous.assert_refused(called, "projets.csv", "line 3", "Surface (ha)", "-4", "above zero")
