"""The drawings of a site's readiness: bars where the dates say, states of the families, words that break nothing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from gisement.core.readiness import load_procedures
from gisement.core.readiness.drawing import gantt, wheel, write_drawings
from gisement.core.readiness.drawing.wheel import family_states
from gisement.core.report import Report
from gisement.core.resources import resource

ON, BY = date(2026, 1, 1), date(2030, 12, 31)
SVG = "{http://www.w3.org/2000/svg}"


def step(name: str, begin: str, end: str, months: tuple = (3, 6, 12), **more: object) -> dict:
    return {
        "etape": name, "libelle": name, "famille": "foncier", "statut": "a_faire", "critique": "non",
        "debut": pd.Timestamp(begin), "fin": pd.Timestamp(end),
        "mois_min": months[0], "mois": months[1], "mois_max": months[2], **more,
    }  # fmt: skip


ROWS = pd.DataFrame(
    [
        step("Foncier", "2026-01-01", "2027-01-01", (6, 12, 24), critique="oui"),
        step("Études", "2026-01-01", "2026-07-01", famille="pollution", statut="inconnu"),
        step("Travaux <lourds> & longs", "2027-01-01", "2028-01-01", (12, 12, 12), famille="viabilisation"),
        step("Rien", "2026-01-01", "2026-01-01", famille="urbanisme", statut="fait", mois=None),
    ]
)


def bars(svg: str) -> list[ET.Element]:
    """Give the bars of the steps: rectangles right of the labels."""
    look = resource("readiness/dessins")["gantt"]
    found = ET.fromstring(svg).iter(f"{SVG}rect")
    return [each for each in found if float(each.get("x", 0)) >= look["libelle"] and float(each.get("height")) == 9]


def test_bars_lie_where_the_dates_say() -> None:
    look = resource("readiness/dessins")["gantt"]
    first, second, third = bars(gantt(ROWS, ON))
    # the longest may end on 1 January 2028, 730 days on; 3 % of room
    scale = (look["largeur"] - look["marge"] - look["libelle"]) / (24 * 30.4375 * 1.03 // 1)
    assert float(first.get("x")) == pytest.approx(look["libelle"], abs=0.1)
    assert float(first.get("width")) == pytest.approx(365 * scale, abs=0.6)
    assert float(second.get("width")) == pytest.approx(181 * scale, abs=0.6)
    assert float(third.get("x")) == pytest.approx(look["libelle"] + 365 * scale, abs=0.6)
    assert first.get("fill") == look["couleurs"]["decide"]
    assert second.get("stroke-dasharray") == "3 2"


def test_steps_that_are_not_counted_are_not_drawn_and_words_are_escaped() -> None:
    svg = gantt(ROWS, ON, BY)
    words = [each.text for each in ET.fromstring(svg).iter(f"{SVG}text")]
    assert "Travaux <lourds> & longs" in words
    assert "Rien" not in words
    assert "échéance" in [word for word in words if word] or "2028" in words


def test_site_that_is_ready_says_so() -> None:
    assert "le site est prêt" in gantt(ROWS.assign(mois=None), ON)
    assert "the site is ready" in gantt(ROWS.assign(mois=None), ON, language="en")


def test_state_of_a_family_is_that_of_its_least_advanced_step() -> None:
    rows = pd.DataFrame(
        [("a", "fait"), ("a", "sans_objet"), ("b", "fait"), ("b", "en_cours"), ("c", "inconnu"), ("c", "en_cours"),
         ("d", "a_faire"), ("d", "inconnu")],
        columns=["famille", "statut"],
    )  # fmt: skip
    assert family_states(rows) == {"a": "purge", "b": "en_cours", "c": "inconnu", "d": "a_faire"}


def test_wheel_has_a_sector_for_each_family_with_its_sign() -> None:
    svg = wheel(ROWS, pd.Series({"classe_maturite": "R3", "mois_avant_pret": 24.0}))
    root = ET.fromstring(svg)
    assert len(list(root.iter(f"{SVG}path"))) == ROWS["famille"].nunique()
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert {"R3", "24 mois", "✕", "?", "✓", "Foncier", "Viabilisation"} <= set(words)
    ready = wheel(ROWS, pd.Series({"classe_maturite": "R5", "mois_avant_pret": 0.0}), "en")
    assert {"R5", "ready", "Servicing"} <= {each.text for each in ET.fromstring(ready).iter(f"{SVG}text")}


def test_every_family_of_the_procedures_has_a_name_and_every_class_a_colour() -> None:
    procedures, said = load_procedures(), resource("readiness/dessins")
    assert {step.family for step in procedures.steps} == set(said["familles"])
    assert {each.id for each in (*procedures.classes, procedures.vetoed)} == set(said["classes"])


def test_drawings_of_all_sites_are_written_under_safe_names(tmp_path: Path) -> None:
    rows = pd.concat([ROWS.assign(site_id=name) for name in ("a/1", "a 1", "b")])
    sites = pd.DataFrame({"classe_maturite": ["R3"] * 3, "mois_avant_pret": [3.0] * 3}, index=["a/1", "a 1", "b"])
    assert write_drawings(tmp_path / "d", sites, rows, ON, BY, "fr", Report()) == 6
    names = sorted(path.name for path in (tmp_path / "d").iterdir() if "roue" in path.name)
    assert names == ["a_1_2_roue.svg", "a_1_roue.svg", "b_roue.svg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d"]
