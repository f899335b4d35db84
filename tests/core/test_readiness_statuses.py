"""Where procedures stand, as the user says it: tables read, refused with their line, and counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gisement.core.errors import GisementError
from gisement.core.readiness import assess, blank_statuses, load_procedures, read_statuses
from gisement.core.readiness.calendar import dates, months_between
from gisement.core.readiness.statuses import COLUMNS
from gisement.core.report import Report

ON = date(2026, 11, 27)
HEAD = "site_id;etape;statut;debut;fin_prevue;reste_mois;document;responsable\n"


def table(path: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path.write_text(head + "\n".join(lines) + "\n", encoding=encoding)
    return path


def read(path: Path) -> pd.DataFrame:
    return read_statuses(path, load_procedures(), ON)


def assessed(statuses: pd.DataFrame, report: Report | None = None, **facts: object):
    nothing = {
        "maitrise_publique": "oui", "zone_compatible_part": 1.0, "surface_m2": 9_000.0, "vegetation_part": 0.0,
        "nature_part": 0.0, "especes_protegees": "non", "pollution_a_diagnostiquer": "non", "viabilise": "oui",
        "pollution_a_traiter": "non", "bati_a_demolir": "non", "archeologie": "non", "rubrique_39": "aucune",
        "rubrique_39_systematique": "non",
    }  # fmt: skip
    sites = pd.DataFrame([{**nothing, **facts}], index=pd.Index(["s"], name="site_id"))
    need = {"autorisation_environnementale": False}
    return assess(sites, load_procedures(), need, pd.Series([False], index=sites.index), ON, statuses, report=report)


def test_table_is_read_with_dates_months_and_who_is_in_charge(tmp_path: Path) -> None:
    found = read(table(tmp_path / "t.csv", "s;foncier;en_cours;2026-01-15;30/06/2027;3,5;DUP n° 4;EPF"))
    row = found.iloc[0]
    assert row[["site_id", "etape", "statut", "document", "responsable"]].tolist() == [
        "s", "foncier", "en_cours", "DUP n° 4", "EPF",
    ]  # fmt: skip
    assert (row["debut"], row["fin_prevue"], row["reste_mois"]) == (
        pd.Timestamp("2026-01-15"), pd.Timestamp("2027-06-30"), 3.5,
    )  # fmt: skip


def test_words_of_people_are_understood_in_latin_1_too(tmp_path: Path) -> None:
    lines = ("é1;Maîtrise foncière;Terminé;;;;;", "é1;Viabilisation;À faire;;;;;")
    path = table(tmp_path / "t.csv", *lines, encoding="latin-1")
    assert read(path)[["site_id", "etape", "statut"]].to_numpy().tolist() == [
        ["é1", "foncier", "fait"],
        ["é1", "viabilisation", "a_faire"],
    ]


def test_lines_that_are_not_filled_in_say_nothing(tmp_path: Path) -> None:
    assert len(read(table(tmp_path / "t.csv", "s;foncier;;;;;;", "s;urbanisme;fait;;;;;"))) == 1
    assert len(read(table(tmp_path / "u.csv", "s;foncier;;;;;acte;notaire"))) == 0
    assert len(read(table(tmp_path / "v.csv"))) == 0


@pytest.mark.parametrize(
    ("line", "code", "facts"),
    [
        ("s;fonsier;fait;;;;;", "table_word", {"line": 2, "column": "etape", "value": "fonsier"}),
        ("s;foncier;peut-être;;;;;", "table_word", {"line": 2, "column": "statut"}),
        ("s;foncier;fait;hier;;;;", "table_date", {"line": 2, "column": "debut", "value": "hier"}),
        ("s;foncier;en_cours;;;-3;;", "table_negative", {"line": 2, "column": "reste_mois"}),
        ("s;foncier;en_cours;;;trois;;", "table_number", {"line": 2, "column": "reste_mois"}),
        ("s;foncier;en_cours;;;99999;;", "statuses_too_long", {"line": 2, "site": "s"}),
        ("s;foncier;en_cours;2026-06-01;2026-05-01;;;", "statuses_reversed", {"line": 2, "start": "2026-06-01"}),
        ("s;foncier;fait;2027-06-01;;;;", "statuses_begun_later", {"line": 2, "on": "2026-11-27"}),
        ("s;foncier;en_cours;2027-06-01;;;;", "statuses_begun_later", {"line": 2}),
        ("s;foncier;fait;;2027-06-01;;;", "statuses_ended_later", {"line": 2, "end": "2027-06-01"}),
        (";foncier;fait;;;;;", "statuses_without_site", {"line": 2, "step": "foncier"}),
        ("s;;fait;;;;;", "statuses_without_site", {"line": 2}),
        ("s;foncier;;2026-06-01;;;;", "statuses_without_site", {"line": 2}),
        (
            "s;urbanisme;fait;;;;;\ns;foncier;fait;;;;;\ns;foncier;a_faire;;;;;",
            "statuses_twice",
            {"line": 4, "other_line": 3},
        ),
    ],
)  # fmt: skip
def test_fault_is_refused_with_its_line(tmp_path: Path, line: str, code: str, facts: dict) -> None:
    with pytest.raises(GisementError) as caught:
        read(table(tmp_path / "t.csv", line))
    assert caught.value.code == code
    assert {name: caught.value.facts[name] for name in facts} == facts


def test_table_without_its_columns_or_its_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(table(tmp_path / "t.csv", "s;fait", head="site;statut\n"))
    assert (caught.value.code, caught.value.facts["columns"]) == ("table_columns", ["etape"])
    with pytest.raises(GisementError) as caught:
        read(tmp_path / "absent.csv")
    assert caught.value.code == "file_not_found"


@pytest.mark.parametrize(
    ("line", "months"),
    [
        # servicing takes 6, 12, 18 months
        ("s;viabilisation;a_faire;;;;;", (6, 12, 18)),
        ("s;viabilisation;fait;;;;;", (0, 0, 0)),
        ("s;viabilisation;sans_objet;;;;;", (0, 0, 0)),
        ("s;viabilisation;inconnu;;;;;", (0, 12, 18)),
        ("s;viabilisation;en_cours;;;;;", (6, 12, 18)),
        ("s;viabilisation;en_cours;;;5;;", (5, 5, 5)),
        ("s;viabilisation;en_cours;;2027-05-27;;;", (6, 6, 6)),
        ("s;viabilisation;en_cours;2026-07-27;;;;", (2, 8, 14)),
        ("s;viabilisation;en_cours;2025-01-27;;;;", (1, 1, 1)),
        ("s;viabilisation;a_faire;2027-02-27;;;;", (9, 15, 21)),
        ("s;viabilisation;a_faire;2027-02-27;2027-06-27;;;", (7, 7, 7)),
        ("s;viabilisation;a_faire;;;4;;", (4, 4, 4)),
        ("s;viabilisation;a_faire;2026-02-27;;;;", (6, 12, 18)),
    ],
)  # fmt: skip
def test_what_is_said_of_a_step_gives_its_months(tmp_path: Path, line: str, months: tuple) -> None:
    site = assessed(read(table(tmp_path / "t.csv", line)), viabilise="non").sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == months


def test_running_step_that_should_have_ended_is_told_and_counts_a_month(tmp_path: Path) -> None:
    report = Report()
    statuses = read(table(tmp_path / "t.csv", "s;viabilisation;en_cours;;2026-10-01;;;"))
    assert assessed(statuses, report, viabilise="non").sites["mois_avant_pret"].iloc[0] == 1
    assert ("statuses_overdue", {"count": 1, "sites": ["s"]}) in report.warnings


def test_planned_beginning_makes_the_steps_after_it_wait(tmp_path: Path) -> None:
    # land control 9 months, planned from 3 months on; clean-up 18 months after it
    statuses = read(table(tmp_path / "t.csv", "s;foncier;a_faire;2027-02-27;;;;"))
    found = assessed(statuses, maitrise_publique="non", pollution_a_traiter="oui")
    assert found.sites["mois_avant_pret"].iloc[0] == 3 + 9 + 18
    rows = found.procedures.set_index("etape")
    assert rows.loc["foncier", ["debut", "fin"]].tolist() == [pd.Timestamp("2027-02-27"), pd.Timestamp("2027-11-27")]
    assert rows.loc["depollution", "critique"] == rows.loc["foncier", "critique"] == "oui"


def test_excavation_that_the_survey_ruled_out_is_not_counted(tmp_path: Path) -> None:
    lines = ("s;archeo_diagnostic;fait;;;;;", "s;archeo_fouille;sans_objet;;;;;")
    site = assessed(read(table(tmp_path / "t.csv", *lines)), archeologie="oui").sites.iloc[0]
    assert (site["mois_max"], site["classe_maturite"]) == (0, "R5")


def test_unknown_excavation_stays_a_chance(tmp_path: Path) -> None:
    lines = ("s;archeo_diagnostic;fait;;;;;", "s;archeo_fouille;inconnu;;;;;")
    site = assessed(read(table(tmp_path / "t.csv", *lines)), archeologie="oui").sites.iloc[0]
    assert (site["mois_min"], site["mois_avant_pret"], site["mois_max"]) == (0, 0, 21)
    assert site["p_prete"] == 1.0  # 21 months at most are over before the end of 2030


def test_table_ready_to_fill_holds_what_is_said_and_reads_back(tmp_path: Path) -> None:
    statuses = read(table(tmp_path / "t.csv", "s;viabilisation;en_cours;2026-07-27;;;permis;EPCI"))
    found = assessed(statuses, maitrise_publique=None)
    blank = blank_statuses(load_procedures(), found.procedures, statuses, "fr")
    assert len(blank) == len(load_procedures().steps)
    rows = blank.set_index("etape")
    assert rows.loc["foncier", ["libelle", "calcule", "statut"]].tolist() == ["Maîtrise foncière", "inconnu", None]
    assert rows.loc["viabilisation", ["statut", "debut", "responsable"]].tolist() == ["en_cours", "2026-07-27", "EPCI"]
    blank.to_csv(tmp_path / "b.csv", index=False, sep=";")
    again = read(tmp_path / "b.csv")
    pd.testing.assert_frame_equal(again[COLUMNS], statuses[COLUMNS])


@pytest.mark.parametrize("day", ["2026-11-27", "2026-12-27", "2027-02-28", "2030-12-31", "2024-02-29", "2026-11-26"])
def test_months_to_a_day_lead_back_to_it(day: str) -> None:
    months = months_between(ON, pd.Series([pd.Timestamp(day), pd.NaT]))
    assert dates(months[:1], ON)[0] == pd.Timestamp(day)
    assert np.isnan(months[1])


def test_months_to_a_day_counted_by_hand() -> None:
    days = pd.Series(pd.to_datetime(["2026-12-27", "2027-11-27", "2026-10-27", "2026-12-12"]))
    assert months_between(ON, days) == pytest.approx([1, 12, -1, 15 / 30.4375])
