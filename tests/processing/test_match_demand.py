"""`matchdemand` as the toolbox runs it: outputs, refusals, the study that holds it, and the example of its help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests.demand import PROJECTS, example_sites, write_projects, write_sites
from qgis import processing
from qgis.core import QgsProcessingException, QgsVectorLayer

from gisement.core.matching import beside
from gisement.processing.scoring.match_demand import MatchDemand

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def inputs(plugin: Any, tmp_path: Path) -> dict[str, Any]:
    """The sites and projects of the example."""
    return {
        "INPUT": f"{write_sites(tmp_path / 'sites.gpkg')}|layername=sites",
        "DEMAND": str(write_projects(tmp_path / "projets.csv")),
        "OUTPUT": str(tmp_path / "affectation.gpkg"),
        "UNMATCHED": str(tmp_path / "non_affectes.csv"),
    }


def run(inputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    return processing.run("gisement:matchdemand", {**inputs, **more})


def test_example_of_the_help(inputs: dict[str, Any]) -> None:
    done = run(inputs, ALLOWANCE="2,0", REGIME="climat_resilience_2023")
    assert (done["ASSIGNED_COUNT"], done["GAP_REACHED"]) == (2, 0.0)
    sites = pyogrio.read_dataframe(done["OUTPUT"]).set_index("site_id")
    assert sites["projet"].fillna("").tolist() == ["Emballages", "", "Turbines"]
    assert sites["score"].tolist() == [72.0, 64.0, 55.0]
    assert sites["zan_regime"].tolist()[0] == "climat_resilience_2023"
    left_out = pd.read_csv(done["UNMATCHED"])
    assert left_out["nom"].tolist() == ["Batteries", "Tannerie"]
    assert left_out["exigence"].tolist() == ["surface", "concurrence"]


@pytest.mark.parametrize("name", ["en", "fr"])
def test_help_holds_the_table_and_the_sites_of_the_example(name: str) -> None:
    text = (ROOT / "resources" / "help" / name / "matchdemand.md").read_text(encoding="utf-8")
    assert f"```csv\n{PROJECTS}```" in text
    for _, site in example_sites().iterrows():
        cells = [site["site_nom"], *(f"{site[key]:g}" for key in ("surface_utile_ha", "score", "mois_avant_pret"))]
        row = re.search(rf"^\| {cells[0]} \|.*$", text, re.MULTILINE)[0]
        assert [cell for cell in cells if not re.search(rf"\b{cell}\b", row)] == []
        assert f"{site['rectangle_l_m']:g} × {site['rectangle_w_m']:g} m" in row
        assert re.search(rf"\b{site['nouvelle_artif_m2'] / 10_000:g} (of|sur) {site['surface_m2'] / 10_000:g} ha", row)


def test_allowance_may_be_a_number_or_a_table(inputs: dict[str, Any], tmp_path: Path) -> None:
    assert run(inputs, ALLOWANCE=2.0)["ASSIGNED_COUNT"] == 2
    write_sites(tmp_path / "communes.gpkg", example_sites().assign(comm_insee=["01004", "01004", "13055"]))
    table = write_projects(tmp_path / "zan.csv", "Code INSEE;Reste (ha)\n1004;2\n13055;1\n")
    done = run(inputs, INPUT=f"{tmp_path / 'communes.gpkg'}|layername=sites", ALLOWANCE=str(table))
    # 1 ha is left at the Filature, and Turbines wants 1.25 there and 2.5 at the Tannerie
    assert done["ASSIGNED_COUNT"] == 1


def test_layers_of_the_project_are_taken_too(inputs: dict[str, Any], tmp_path: Path) -> None:
    sites = QgsVectorLayer(inputs["INPUT"], "sites", "ogr")
    demand = QgsVectorLayer(f"file://{inputs['DEMAND']}?delimiter=;&geomType=none", "projets", "delimitedtext")
    done = run({**inputs, "INPUT": sites, "DEMAND": demand})
    assert done["ASSIGNED_COUNT"] == 2


def test_same_input_gives_the_same_content_whatever_the_order_of_rows(inputs: dict[str, Any], tmp_path: Path) -> None:
    write_sites(tmp_path / "retournes.gpkg", example_sites().iloc[[2, 0, 1]])
    head, *lines = PROJECTS.splitlines()
    write_projects(tmp_path / "retournes.csv", "\n".join([head, *reversed(lines)]))
    one = run(inputs, ALLOWANCE=2)
    other = run(
        {
            **inputs,
            "INPUT": f"{tmp_path / 'retournes.gpkg'}|layername=sites",
            "DEMAND": str(tmp_path / "retournes.csv"),
            "OUTPUT": str(tmp_path / "b.gpkg"),
            "UNMATCHED": str(tmp_path / "b.csv"),
        },
        ALLOWANCE=2,
    )
    frames = [pyogrio.read_dataframe(done["OUTPUT"]).drop(columns="geometry") for done in (one, other)]
    pd.testing.assert_frame_equal(*frames)
    assert Path(one["UNMATCHED"]).read_bytes() == Path(other["UNMATCHED"]).read_bytes()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ALLOWANCE": "-3"}, "-3"),
        ({"ALLOWANCE": "nulle_part.csv"}, "nulle_part.csv"),
        ({"DEMAND": "Projet;Surface (ha)\na;-1\n"}, "line 2, column Surface \\(ha\\): -1"),
        ({"DEMAND": "Projet;Surface (ha)\na;1\nA;2\n"}, "line 3, column Projet: the project A stands on line 2"),
        ({"DEMAND": "Projet;Surface (ha)\n"}, "holds no project"),
        ({"DEMAND": "Usine;Surface (ha)\na;1\n"}, "lacks the columns projet"),
        ({"DEMAND": "Projet;Surface (ha);Profil\na;1;inconnu\n"}, "no profile named inconnu"),
        ({"TIME": "3"}, "TIME"),
    ],
)
def test_input_that_cannot_be_used_is_refused_with_its_place(
    changes: dict[str, str], said: str, inputs: dict[str, Any], tmp_path: Path
) -> None:
    if "DEMAND" in changes:
        changes = {"DEMAND": str(write_projects(tmp_path / "faute.csv", changes["DEMAND"]))}
    with pytest.raises(QgsProcessingException, match=said):
        run(inputs, **changes)
    assert not Path(inputs["OUTPUT"]).exists()


def test_output_is_never_an_input(inputs: dict[str, Any]) -> None:
    with pytest.raises(QgsProcessingException, match="both as input and as output"):
        run(inputs, OUTPUT=inputs["INPUT"].split("|")[0])


def test_study_holds_the_assignment_and_what_is_left_out(
    plugin: Any, tiny_territory: Path, tiny_inventory: Path, tmp_path: Path
) -> None:
    demand = write_projects(tmp_path / "projets.csv", "Projet;Surface (ha);Emplois\nAtelier;1,5;20\nUsine;30;200\n")
    given = {
        "SITES": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "DATE": "2026-11-22",
        "DEMAND": str(demand),
        "OUTPUT": str(tmp_path / "etude.gpkg"),
    }
    path = processing.run("gisement:study", given)["OUTPUT"]
    sites = pyogrio.read_dataframe(path, layer="sites").set_index("site_id")
    assigned = pyogrio.read_dataframe(path, layer="affectations")
    # T-001 has 2 ha usable and the first rank; T-006 as many, and nothing known around it
    assert assigned[["projet", "site_id"]].to_numpy().tolist() == [["Atelier", "T-001"]]
    assert assigned.loc[0, "projet_aptitude"] == pytest.approx(sites.loc["T-001", "score"], abs=0.005)
    left_out = pyogrio.read_dataframe(path, layer="non_affectes")
    assert left_out["nom"].tolist()[0] == "Usine"
    assert len(left_out) == 1 + len(sites) - 1
    said = dict(pyogrio.read_dataframe(path, layer="etude").to_numpy().tolist())
    assert (said["demande"], said["projets_count"], said["affectes_count"]) == ("projets.csv", "2", "1")
    # The same from the study's own sites.
    again = run({"INPUT": f"{path}|layername=sites", "DEMAND": str(demand), "OUTPUT": str(tmp_path / "a.gpkg")})
    found = pyogrio.read_dataframe(again["OUTPUT"]).set_index("site_id")
    assert found.loc["T-001", "projet"] == "Atelier"
    assert again["ASSIGNED_COUNT"] == 1


def test_qgis_finds_a_python_for_the_solver() -> None:
    assert beside.interpreter() is not None


def test_declared_outputs_are_those_of_the_interface() -> None:
    made = MatchDemand().create()
    assert {"INPUT", "DEMAND", "REGIME", "ALLOWANCE", "OUTPUT", "UNMATCHED"} <= {
        definition.name() for definition in made.parameterDefinitions()
    }
    assert {"OUTPUT", "UNMATCHED", "ASSIGNED_COUNT"} <= {output.name() for output in made.outputDefinitions()}
