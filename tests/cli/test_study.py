"""The main job by command line: the same study by KEY=VALUE and by JSON, whatever the language of the machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
from gisement_tests import tiny
from gisement_tests.qgis_process import call, left_behind, run

if TYPE_CHECKING:
    from pathlib import Path

    from gisement_tests.outputs import Made

DATE = "2026-11-22"


def sites_of(path: Path) -> pd.DataFrame:
    return pyogrio.read_dataframe(path, layer="sites").set_index("site_id")


@pytest.fixture(scope="module")
def by_json(tiny_territory: Path, tiny_inventory: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """The same study by JSON on standard input, on a French machine, with every value as text."""
    output = tmp_path_factory.mktemp("json") / "étude d'essai [1].gpkg"
    inputs = {
        "SITES": f"{tiny_inventory}|layername=friches",
        "TERRITORY": str(tiny_territory),
        "PROFILE": "industrie_generale",
        "DATE": DATE,
        "OUTPUT": str(output),
    }
    called = call("--json", "run", "gisement:study", "-", stdin=json.dumps({"inputs": inputs}), language="fr_FR.UTF-8")
    return called, output


def test_a_study_by_key_and_value_ends_well_and_says_what_it_made(made: Made) -> None:
    assert made.call.code == 0, made.call.said
    for name, count in tiny.COUNTS.items():
        assert f"{name}:\t{count}" in made.call.out
    assert "OUTPUT:\tetude.gpkg" in made.call.out
    assert "MAP:\tcarte.pdf" in made.call.out
    assert "Traceback" not in made.call.said
    assert left_behind(made.output.parent) == []


def test_every_figure_known_by_hand_is_found(made: Made) -> None:
    sites = sites_of(made.output)
    found = {site: {column: sites.at[site, column] for column in known} for site, known in tiny.KNOWN.items()}
    for site, known in tiny.KNOWN.items():
        for column, value in known.items():
            at = f"{site} {column}"
            if value is None:
                assert pd.isna(found[site][column]), at
            elif isinstance(value, str):
                assert found[site][column] == value, at
            else:
                assert found[site][column] == pytest.approx(value, abs=1e-3), at


def test_the_findings_name_the_sites_that_could_not_be_measured_as_they_are(made: Made) -> None:
    found = pyogrio.read_dataframe(made.output, layer="constats")
    assert set(zip(found["site_id"], found["code"])) == {
        ("T-003", "emprise_approchee"),
        ("T-006", "hors_territoire"),
        ("T-008", "situe_a_la_commune"),
        ("T-008", "commune_seule"),
    }


def test_contributions_of_a_site_add_up_to_its_score(made: Made) -> None:
    criteria = pyogrio.read_dataframe(made.output, layer="criteres")
    total = criteria.groupby("site_id")["contribution"].sum()
    assert total["T-001"] == pytest.approx(tiny.KNOWN["T-001"]["score"], abs=1e-3)
    known = criteria[(criteria["site_id"] == "T-001") & criteria["utilite"].notna()]
    assert set(known["critere"]) == {
        "surface_utile_ha",
        "rectangle_petit_cote_m",
        "compacite",
        "bati_reutilisable",
        "autoroute_km",
        "desserte_pl",
        "fret_km",
        "htb_km",
        "zone_vocation",
    }


def test_the_manifest_tells_an_absent_layer_from_one_that_was_read(made: Made) -> None:
    manifest = pyogrio.read_dataframe(made.output, layer="etude").set_index("cle")["valeur"]
    assert manifest["date_reference"] == DATE
    assert manifest["profil"] == "industrie_generale"
    assert manifest["crs"] == tiny.CRS
    roads = json.loads(manifest["couche:troncon_de_route"])
    # Eleven lines are in the layer; the planned road is no road yet.
    assert (roads["etat"], roads["lignes"], roads["millesime"]) == ("presente", 10, "2026-01-01")
    assert json.loads(manifest["couche:zone_urba"])["etat"] == "absente"


def test_the_map_is_one_a3_page_in_landscape(made: Made) -> None:
    content = made.map.read_bytes()
    assert content.startswith(b"%PDF-")
    boxes = [line for line in content.splitlines() if line.startswith(b"/MediaBox")]
    assert len(boxes) == 1
    _, _, width, height = (float(number) for number in boxes[0].partition(b"[")[2].partition(b"]")[0].split())
    # 420 × 297 mm in points of 1/72 inch
    assert (width, height) == (pytest.approx(1190.6, abs=1), pytest.approx(841.9, abs=1))


def test_the_answer_to_json_is_json_and_holds_the_declared_outputs(by_json: Any) -> None:
    called, output = by_json
    assert called.code == 0, called.said
    described = call("help", "--json", "gisement:study").answer["outputs"]
    wanted = {name for name in described if name != "MAP"}
    assert called.answer["results"] == {"OUTPUT": str(output), **tiny.COUNTS}
    assert set(called.answer["results"]) == wanted


def test_json_on_a_french_machine_and_key_value_on_a_plain_one_give_the_same_study(made: Made, by_json: Any) -> None:
    for table in ("sites", "criteres", "procedures", "constats"):
        one, other = (pyogrio.read_dataframe(path, layer=table) for path in (made.output, by_json[1]))
        pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other), check_exact=True)


def test_a_name_with_spaces_accents_and_brackets_leaves_nothing_behind(by_json: Any) -> None:
    assert left_behind(by_json[1].parent) == []
    assert pyogrio.read_info(by_json[1], layer="sites")["features"] == tiny.COUNTS["SITES_COUNT"]


def test_a_french_machine_is_told_in_french(tiny_territory: Path, tmp_path: Path) -> None:
    said = run(
        "study",
        language="fr_FR.UTF-8",
        SITES=tmp_path / "nulle_part.gpkg",
        TERRITORY=tiny_territory,
        OUTPUT=tmp_path / "e.gpkg",
    )
    assert said.code == 1
    assert "nulle_part.gpkg" in said.said
    assert "n’existe pas" in said.said.replace("'", "’")
    assert "does not exist" not in said.said
