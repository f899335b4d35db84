"""The table of projects, as people write it, and what is refused in it, with the line and the column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from gisement_tests.demand import PROJECTS, write_projects

from gisement.core.errors import GisementError
from gisement.core.matching import Project, read_allowance, read_demand
from gisement.core.report import Report


def read(folder: Path, text: str, **options: object) -> list[Project]:
    return read_demand(write_projects(folder / "projets.csv", text), **options)


def one(folder: Path, heading: str, value: str) -> Project:
    return read(folder, f'Nom;{heading}\nUsine;"{value}"\n')[0]


def refused(folder: Path, text: str) -> GisementError:
    with pytest.raises(GisementError) as caught:
        read(folder, text)
    return caught.value


def test_projects_of_the_example_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    assert read(tmp_path, PROJECTS) == [
        Project("Batteries", area=15.0, jobs=400.0),
        Project("Emballages", area=3.0, hall=(80.0, 40.0), jobs=60.0),
        Project("Turbines", area=5.0, hall=(180.0, 100.0), jobs=140.0),
    ]


@pytest.mark.parametrize(
    ("heading", "value", "hectares"),
    [
        ("Surface (ha)", "3,5", 3.5),
        ("surface_ha", "3.5", 3.5),
        ("SUPERFICIE m²", "35 000", 3.5),
        ("Besoin foncier", "3,5 ha", 3.5),
        ("Surface (ha)", "35 000 m²", 3.5),
        ("Surface demandée", "environ 4", 4.0),
        ("Surface (ha)", "", None),
    ],
)
def test_areas_are_read_with_the_unit_of_the_name_or_of_the_cell(
    heading: str, value: str, hectares: float | None, tmp_path: Path
) -> None:
    assert one(tmp_path, heading, value).area == hectares


@pytest.mark.parametrize("value", ["120 × 60", "120x60", "120 m x 60 m", "120,0*60,0", "120 par 60", "120/60"])
def test_hall_is_read_however_its_sides_are_parted(value: str, tmp_path: Path) -> None:
    assert one(tmp_path, "Halle (m)", value).hall == (120.0, 60.0)


def test_hall_may_have_a_column_for_each_side(tmp_path: Path) -> None:
    found = read(tmp_path, "nom,longueur halle (m),largeur halle (m)\na,120,60\nb,,\n")
    assert [project.hall for project in found] == [(120.0, 60.0), None]


@pytest.mark.parametrize(
    ("heading", "value", "megawatts"),
    [
        ("Puissance (MW)", "12,5", 12.5),
        ("puissance kW", "250", 0.25),
        ("Puissance", "800 kVA", 0.8),
        ("Power", "0", None),
    ],
)
def test_power_is_read_in_megawatts(heading: str, value: str, megawatts: float | None, tmp_path: Path) -> None:
    assert one(tmp_path, heading, value).power == megawatts


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("30/06/2028", date(2028, 6, 30)),
        ("2028-06-30", date(2028, 6, 30)),
        ("30 juin 2028", date(2028, 6, 30)),
        ("juin 2028", date(2028, 6, 30)),
        ("02/2028", date(2028, 2, 29)),
        ("2028", date(2028, 12, 31)),
    ],
)
def test_latest_date_of_a_month_or_year_alone_is_its_last_day(value: str, day: date, tmp_path: Path) -> None:
    assert one(tmp_path, "Au plus tard", value).deadline == day


def test_words_are_understood_in_several_writings(tmp_path: Path) -> None:
    text = (
        "Projet\tITE\tPort\tClassement\tAE\tSeveso\tPENE\tDivisible\tDélai (ans)\n"
        "a\toui\toui\t\tX\t\toui\t\t2\n"
        "b\tsur site\t800 m\tSeuil haut\tnon\tnon\tnon\tnon\t\n"
        "c\tnon\tnon\tdéclaration\t\t\t\t\t\n"
        "d\ttrain entier\t12\t\t\toui\t\t\t\n"
    )
    found = read(tmp_path, text)
    assert [project.siding for project in found] == ["oui", "sur_site", None, "train_entier"]
    assert [project.port for project in found] == [5.0, 0.8, None, 12.0]
    assert [project.nuisance for project in found] == ["ae", "seveso", None, "seveso"]
    assert [project.national for project in found] == [True, False, False, False]
    assert [project.divisible for project in found] == [True, False, True, True]
    assert [project.months for project in found] == [24.0, None, None, None]


def test_table_of_a_geopackage_is_read_with_its_own_types(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "projet": ["a", "b"],
            "surface": [3.5, None],
            "ite": [True, False],
            "au_plus_tard": pd.to_datetime(["2028-06-30"] * 2),
        }
    )
    pyogrio.write_dataframe(table, tmp_path / "p.gpkg", layer="projets", driver="GPKG")
    found = read_demand(tmp_path / "p.gpkg")
    assert found[0] == Project("a", area=3.5, siding="oui", deadline=date(2028, 6, 30))
    assert (found[1].area, found[1].siding) == (None, None)


def test_workbook_is_read(tmp_path: Path) -> None:
    rows = [["a", "3.5", "pme"], ["b", "4,5", None]]
    table = pd.DataFrame(rows, columns=["Projet", "Surface (ha)", "Profil"]).astype(object)
    pyogrio.write_dataframe(table, tmp_path / "p.xlsx", driver="XLSX", layer="Feuil1")
    found = read_demand(tmp_path / "p.xlsx")
    assert found == [Project("a", area=3.5, profile="pme"), Project("b", area=4.5)]


def test_column_that_nothing_reads_is_told(tmp_path: Path) -> None:
    report = Report()
    read(tmp_path, "Projet;Surface (ha);Contact\na;1;b\n", report=report)
    code, facts = report.warnings[-1]
    assert (code, facts["columns"]) == ("demand_columns_unused", ["Contact"])


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("Projet;Surface (ha)\n", "demand_empty", {}),
        ("Projet;Surface (ha)\n;\n;\n", "demand_empty", {}),
        ("Usine;Surface (ha)\na;1\n", "table_columns", {"columns": ["projet"]}),
        ("Projet;Surface (ha)\na;1\n\n;2\n", "demand_without_name", {"line": 4}),
        (
            "Projet;Surface (ha)\nForge A;1\n\nforge a;2\n",
            "demand_name_twice",
            {"line": 4, "other_line": 2, "column": "Projet"},
        ),
        ("Projet;Surface (ha)\na;-1\n", "table_negative", {"line": 2, "column": "Surface (ha)", "value": "-1"}),
        ("Projet;Surface (ha)\na;0\n", "table_negative", {"line": 2}),
        (
            "Projet;Surface (ha)\na;1\nb;grande\n",
            "table_number",
            {"line": 3, "column": "Surface (ha)", "value": "grande"},
        ),
        ("Projet;Emplois\na;-3\n", "table_negative", {"column": "Emplois"}),
        ("Projet;Halle\na;120\n", "demand_hall", {"line": 2, "column": "Halle", "value": "120"}),
        ("Projet;Halle\na;120 × -60\n", "demand_hall", {}),
        ("Projet;longueur;largeur\na;120;\n", "demand_hall", {"column": "longueur"}),
        ("Projet;ITE\na;peut-être\n", "table_word", {"choices": ["oui", "sur site", "train entier", "non"]}),
        ("Projet;ITE\na;?\n", "table_word", {"value": "?"}),
        ("Projet;Surface (ha);Date limite\na;1;bientôt\n", "demand_date", {"line": 2, "value": "bientôt"}),
        ("Projet;Profil\na;usine_inconnue\n", "demand_profile", {"line": 2, "column": "Profil"}),
        (
            "Projet;Surface (ha);Superficie m²\na;1;2\n",
            "table_column_twice",
            {"columns": ["Surface (ha)", "Superficie m²"]},
        ),
    ],
)
def test_fault_is_refused_with_its_place(text: str, code: str, facts: dict, tmp_path: Path) -> None:
    error = refused(tmp_path, text)
    assert error.code == code
    assert {name: error.facts[name] for name in facts} == facts


def test_lines_are_those_of_the_workbook(tmp_path: Path) -> None:
    table = pd.DataFrame([["a", "1"], [None, None], ["b", "-2"]], columns=["Projet", "Surface (ha)"]).astype(object)
    pyogrio.write_dataframe(table, tmp_path / "p.xlsx", driver="XLSX", layer="Feuil1")
    with pytest.raises(GisementError) as caught:
        read_demand(tmp_path / "p.xlsx")
    assert (caught.value.code, caught.value.facts["line"]) == ("table_negative", 4)


# --- The allowance


@pytest.mark.parametrize(
    ("value", "hectares"), [(12.5, 12.5), ("12,5", 12.5), ("12.5 ha", 12.5), ("5 000 m²", 0.5), (0, 0.0)]
)
def test_allowance_is_a_number_of_hectares(value: str | float, hectares: float) -> None:
    assert read_allowance(value).hectares == {"": hectares}


def test_without_allowance_nothing_is_limited() -> None:
    assert read_allowance(None) is None
    assert read_allowance("") is None


def test_allowance_is_a_table_whose_codes_may_have_lost_their_zero(tmp_path: Path) -> None:
    path = write_projects(tmp_path / "zan.csv", "Code INSEE;Reste (ha)\n1004;2,5\n13055;0\nTotal;\n200054807;30\n")
    found = read_allowance(path)
    assert found.hectares == {"01004": 2.5, "13055": 0.0, "200054807": 30.0}
    assert found.listed


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("Code INSEE;Reste (ha)\n01004;2\n13055;-1\n", "table_negative", {"line": 3, "column": "Reste (ha)"}),
        ("Code INSEE;Reste (ha)\n01004;2\n1004;3\n", "allowance_twice", {"line": 3, "other_line": 2}),
        ("Commune;Remarque\n01004;2\n", "table_columns", {"columns": ["hectares"]}),
        ("Code INSEE;Reste (ha)\n", "allowance_empty", {}),
    ],
)
def test_faulty_table_of_the_allowance_is_refused(text: str, code: str, facts: dict, tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read_allowance(write_projects(tmp_path / "zan.csv", text))
    assert caught.value.code == code
    assert {name: caught.value.facts[name] for name in facts} == facts


@pytest.mark.parametrize("value", ["-1", -1.0, "beaucoup", "absent.csv", float("nan"), float("inf")])
def test_allowance_that_is_neither_hectares_nor_a_table_is_refused(value: str | float) -> None:
    with pytest.raises(GisementError) as caught:
        read_allowance(value)
    assert caught.value.code == "allowance_invalid"
