"""The matrix of cover and use: all its 280 cells, codes of a higher level, every code of the lists, however written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gisement_tests.cover import box, layer, measured, sites

from gisement.core.measures.artificialisation.cover import SAID
from gisement.core.measures.artificialisation.matrix import matrix, natures
from gisement.core.resources import resource
from gisement.core.territory import catalogue
from gisement.core.territory.dialects import translate

CELLS = pd.read_csv(Path(__file__).resolve().parent.parent / "data" / "ocsge_artif_matrix.csv")
COVERS, USES = (list(CELLS[name].unique()) for name in ("code_cs", "code_us"))
NEGLECTED = {(cover, use) for cover in ("CS2.2.1", "CS2.2.2") for use in ("US6.1", "US6.2")}
ROLES = ("ocsge", "ocsge_avant")


@pytest.mark.parametrize("cell", list(CELLS.itertuples(index=False)), ids=lambda cell: f"{cell[0]}-{cell[1]}")
def test_each_cell_is_that_of_the_official_table(cell: tuple[str, str, int]) -> None:
    cover, use, said = cell
    found = natures(pd.Series([cover]), pd.Series([use]))
    assert found.artificial[0] == said
    assert bool(matrix().at[cover, use]) == bool(said)
    without = natures(pd.Series([cover]), pd.Series([use]), neglected_grass=False)
    assert without.artificial[0] == (0 if (cover, use) in NEGLECTED else said)


def test_the_table_has_its_280_cells_and_no_other() -> None:
    assert len(CELLS) == 280
    assert matrix().shape == (len(COVERS), len(USES)) == (14, 20)
    changed = matrix() ^ matrix(neglected_grass=False)
    assert {(cover, use) for cover in COVERS for use in USES if changed.at[cover, use]} == NEGLECTED


def test_each_cell_gives_its_area_to_a_site(tmp_path: Path) -> None:
    shapes = [box(200 * (n % 20), 200 * (n // 20), 200 * (n % 20) + 100, 200 * (n // 20) + 100) for n in range(280)]
    rows = list(zip(shapes, zip(CELLS["code_cs"], CELLS["code_us"])))
    values = measured(tmp_path, sites(*shapes), ocsge=layer(*rows))
    assert values["artif_m2"].to_numpy() == pytest.approx(10_000.0 * CELLS["artificialise_base"].to_numpy())
    assert values["imper_m2"].to_numpy() == pytest.approx(10_000.0 * CELLS["code_cs"].str.startswith("CS1.1.1"))
    assert values["vegetation_part"].to_numpy() == pytest.approx(CELLS["code_cs"].str.startswith("CS2").astype(float))
    assert (values["artif_origine"] == "matrice").all()


def may_be(codes: list[str], code: str | None) -> list[str]:
    """The codes of the table that a code of any level may be."""
    return [one for one in codes if code is None or one == code or one.startswith(f"{code}.")]


def test_every_code_of_the_lists_says_what_all_its_cells_agree_on() -> None:
    values = catalogue.schema("ocsge")["values"]
    said = CELLS.set_index(["code_cs", "code_us"])["artificialise_base"]
    undecided = set()
    for cover in values["couverture"]:
        for use in [*values["usage"], None]:
            cells = {said[one, other] for one in may_be(COVERS, cover) for other in may_be(USES, use)}
            found = natures(pd.Series([cover], dtype=object), pd.Series([use], dtype=object)).artificial[0]
            assert cells
            assert found == cells.pop() if len(cells) == 1 else np.isnan(found), (cover, use)
            undecided |= {cover} if np.isnan(found) else set()
    # Only those that may be several things are left open.
    assert undecided == {"CS1", "CS1.1", "CS1.1.2", "CS1.1.2.1", "CS2", "CS2.2", "CS2.2.1", "CS2.2.2"}


@pytest.mark.parametrize(
    ("cover", "sealed", "vegetated"),
    [
        ("CS1.1.1.1", 1, 0),
        ("CS1.1.1", 1, 0),
        ("CS1.1", None, 0),
        ("CS1.1.2.1", 0, 0),
        ("CS1.2.2", 0, 0),
        ("CS2.1.1", 0, 1),
        ("CS2", 0, 1),
        ("CS1", None, 0),
        (None, None, None),
    ],
)
def test_cover_alone_tells_sealed_ground_and_vegetation(cover: str | None, sealed: int, vegetated: int) -> None:
    found = natures(pd.Series([cover], dtype=object), pd.Series([None], dtype=object))
    for value, known in ((found.sealed[0], sealed), (found.vegetated[0], vegetated)):
        assert np.isnan(value) if known is None else value == known


def test_every_word_of_the_producer_is_understood() -> None:
    for role in ROLES:
        assert set(catalogue.schema(role)["values"]["artif"]) == set(SAID)
        assert catalogue.schema(role)["values"] == catalogue.schema("ocsge")["values"]


def test_every_cover_is_sealed_or_not_and_with_vegetation_or_not() -> None:
    found = natures(pd.Series(COVERS), pd.Series([None] * len(COVERS), dtype=object))
    assert not np.isnan(np.concatenate([found.sealed, found.vegetated])).any()
    assert set(resource("measures/artificialisation")["impermeable"]["couvertures"]) <= set(COVERS)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "names",
    [
        ("code_cs", "code_us"),
        ("CODE_CS", "CODE_US"),
        ("couverture", "usage"),
        ("COUVERTURE", "USAGE"),
        ("cs", "us"),
        ("cs_2021", "us_2021"),
        ("CS_2021", "US_2021"),
        ("code_cs_2021", "code_us_2021"),
        ("couverture_2021", "usage_2021"),
    ],
)
@pytest.mark.parametrize("write", [str, str.lower, lambda code: code[2:], lambda code: f" {code} "])
def test_codes_are_read_in_every_column_and_writing(role: str, names: tuple[str, str], write) -> None:
    frame = pd.DataFrame(
        [(write(cover), write(use)) for cover, use in zip(CELLS["code_cs"], CELLS["code_us"])], columns=list(names)
    )
    read = translate(frame, catalogue.recognise(role, frame.columns), catalogue.schema(role)["fields"])
    assert read["couverture"].tolist() == CELLS["code_cs"].tolist()
    assert read["usage"].tolist() == CELLS["code_us"].tolist()


@pytest.mark.parametrize("tail", ["apres", "avant"])
def test_differences_of_two_vintages_are_read_from_their_side(tail: str) -> None:
    frame = pd.DataFrame([{"cs_avant": "CS2.2.1", "us_avant": "US1.1", "cs_apres": "CS1.1.1.2", "us_apres": "US2"}])
    role = "ocsge" if tail == "apres" else "ocsge_avant"
    row = translate(frame, catalogue.recognise(role, frame.columns), catalogue.schema(role)["fields"]).iloc[0]
    assert row["couverture"] == ("CS1.1.1.2" if tail == "apres" else "CS2.2.1")


@pytest.mark.parametrize(
    ("columns", "now", "before"),
    [
        (["cs_2015", "us_2015", "cs_2018", "us_2018"], "2018", "2015"),
        (["cs_2021", "us_2021", "CS_2015", "US_2015", "cs_2018", "us_2018"], "2021", "2018"),
        (["cs_2018", "us_2018", "cs_2021"], "2018", "2018"),
        (["code_cs_2020", "code_us_2020", "code_cs_2023", "code_us_2023"], "2023", "2020"),
    ],
)
def test_of_columns_with_years_the_latest_is_today_and_the_one_before_is_before(
    columns: list[str], now: str, before: str
) -> None:
    frame = pd.DataFrame([{name: f"CS1.1.1.1 {name}" for name in columns}])
    for role, year in (("ocsge", now), ("ocsge_avant", before)):
        dialect = catalogue.recognise(role, frame.columns)
        row = translate(frame, dialect, catalogue.schema(role)["fields"]).iloc[0]
        assert row["millesime"] == year
        assert row["couverture_lue"].endswith(year)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (True, "oui"),
        (False, "non"),
        ("true", "oui"),
        ("f", "non"),
        (1, "oui"),
        (0, "non"),
        ("Oui", "oui"),
        (None, None),
    ],
)
def test_the_criterion_of_the_threshold_is_read_whatever_its_kind(value: object, read: str | None) -> None:
    frame = pd.DataFrame({"code_cs": ["CS1.1.1.1"] * 2, "code_us": ["US2"] * 2, "CRIT_SEUIL": [value, value]})
    row = translate(frame, catalogue.recognise("ocsge", frame.columns), catalogue.schema("ocsge")["fields"]).iloc[0]
    assert row["seuil"] == read


@pytest.mark.parametrize(
    ("millesime", "layer_name", "read"),
    [(2021, "ocsge", "2021"), ("2021-01-01", "ocsge", "2021"), (None, "artif_2018_33", "2018"), (None, "ocsge", None)],
)
def test_the_vintage_is_that_of_the_row_else_that_of_the_layers_name(
    millesime: object, layer_name: str, read: str | None
) -> None:
    frame = pd.DataFrame({"code_cs": ["CS1.1.1.1"], "code_us": ["US2"], "millesime": [millesime]})
    dialect = catalogue.recognise("ocsge", frame.columns, layer=layer_name, file="x.gpkg")
    assert translate(frame, dialect, catalogue.schema("ocsge")["fields"]).iloc[0]["millesime"] == read
