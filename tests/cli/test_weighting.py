"""Weights by comparison and profiles side by side by command line: KEY=VALUE and JSON, one into the other."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from gisement_tests.outputs import Made, Previous
from gisement_tests.qgis_process import call, left_behind, run

TABLE = """Groupes;Foncier;Accès;Énergie, réseaux
Foncier;1;2;3
Accès;0,5;1;2
Énergie, réseaux;0,33;0,5;1

;surface_utile_ha;compacite
surface_utile_ha;1;5
compacite;;1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with comparisons as a French spreadsheet leaves them."""
    made = tmp_path_factory.mktemp("poids")
    (made / "comparaisons d'atelier.csv").write_bytes(TABLE.encode("cp1252"))
    return made


def weights(path: Path) -> dict[str, float]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {criterion["key"]: criterion["weight"] for group in content["groups"] for criterion in group["criteria"]}


def test_comparisons_become_a_profile_under_which_sites_are_compared(folder: Path, made: Made) -> None:
    done = run("ahpweights", MATRIX="comparaisons d'atelier.csv", OUTPUT="scot.json", cwd=folder)
    assert done.code == 0, done.said
    assert "CONSISTENCY_RATIO:\t0.00" in done.out
    assert sum(round(1e6 * weight) for weight in weights(folder / "scot.json").values()) == 100_000_000
    inputs = {
        "INPUT": f"{made.output}|layername=sites",
        "PROFILES": ["industrie_generale", str(folder / "scot.json")],
        "OUTPUT": str(folder / "comparaison.gpkg"),
        "SUMMARY": str(folder / "profils.csv"),
    }
    stdin = json.dumps({"inputs": inputs})
    compared = call("--json", "run", "gisement:compareprofiles", "-", stdin=stdin, language="fr_FR.UTF-8")
    assert compared.code == 0, compared.said
    assert compared.answer["results"] == {"OUTPUT": inputs["OUTPUT"], "SUMMARY": inputs["SUMMARY"]}
    sites = pyogrio.read_dataframe(inputs["OUTPUT"]).set_index("site_id")
    study = pyogrio.read_dataframe(made.output, layer="sites").set_index("site_id")
    pd.testing.assert_series_equal(
        sites["score_industrie_generale"], study["score"].loc[sites.index], check_names=False
    )
    assert pd.read_csv(inputs["SUMMARY"])["profil"].tolist() == ["industrie_generale", "scot"]
    assert left_behind(folder) == []


def test_comparisons_given_in_json_and_profiles_by_name(folder: Path, made: Made) -> None:
    rows = [["surface_utile_ha", "autoroute_km", 3], ["surface_utile_ha", "htb_km", "5"], ["autoroute_km", "htb_km", 2]]
    stdin = json.dumps({"inputs": {"MATRIX": rows, "OUTPUT": str(folder / "trois.json")}})
    done = call("--json", "run", "gisement:ahpweights", "-", stdin=stdin)
    assert done.code == 0, done.said
    assert done.answer["results"]["CONSISTENCY_RATIO"] == pytest.approx(0.0032, abs=5e-5)
    assert weights(folder / "trois.json")["htb_km"] == pytest.approx(2.68, abs=0.005)
    compared = run(
        "compareprofiles",
        INPUT=f"{made.output}|layername=sites",
        PROFILES="mini_usine, xxl, trois.json",
        OUTPUT="trois.gpkg",
        cwd=folder,
    )
    assert compared.code == 0, compared.said
    assert {"score_xxl", "score_trois"} <= set(pyogrio.read_info(folder / "trois.gpkg")["fields"])


REFUSED = {
    "not square": (";surface_utile_ha;htb_km\nsurface_utile_ha;1;3", ["not square", "1 rows and 2 columns", "htb_km"]),
    "not reciprocal": (
        ";surface_utile_ha;htb_km\nsurface_utile_ha;1;3\nhtb_km;1/2;1",
        ["htb_km against surface_utile_ha is 1/2", "cell B3", "cell C2", "inverse"],
    ),
    "label": ("a;b;valeur\nsurface_util;htb_km;3", ["Cell A2", "surface_util", "Usable area (surface_utile_ha)"]),
    "contradiction": (
        "a;b;valeur\nsurface_utile_ha;autoroute_km;9\nautoroute_km;htb_km;9\nhtb_km;surface_utile_ha;9",
        ["contradict", "above 0.10", "FORCE"],
    ),
    "nothing joins": (
        "a;b;valeur\nsurface_utile_ha;autoroute_km;3\nhtb_km;gaz_km;2",
        ["nothing compares", "Usable area with High-voltage substation"],
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_faulty_comparisons_are_refused_with_place_and_remedy(fault: str, previous: Previous, tmp_path: Path) -> None:
    text, words = REFUSED[fault]
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    output = previous.path.with_suffix(".json")
    previous.path.rename(output)
    previous.path = output
    previous.assert_refused(run("ahpweights", MATRIX=tmp_path / "m.csv", OUTPUT=output), *words)
