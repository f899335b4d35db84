"""The thresholds of the decree: 50 m² of buildings, 2 500 m² of anything, patches whole, and what surrounds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from gisement_tests.cover import BUILT, FIELD, LAWN, PAVED, WOOD, around, box, layer, measured, sites
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.measures.artificialisation.cover import Cover
from gisement.core.measures.artificialisation.thresholds import judge
from gisement.core.report import Report

GROUND = box(0, 0, 400, 400)
UNKNOWN = ("CS9", "US9")


def square(metres2: float, x: float = 100, y: float = 100) -> Any:
    """Draw a rectangle of 40 m to the east, or less where it is small, of exactly so many square metres."""
    width = 40.0 if metres2 >= 400 else 4.0
    return box(x, y, x + width, y + metres2 / width)


def seen(tmp_path: Path, *rows: tuple[Any, tuple[str, str]], site: Any = GROUND) -> tuple[float, float, set[str]]:
    """Give what is artificialised, what a threshold changed, and the warnings that tell of it."""
    report = Report()
    values = measured(tmp_path, sites(site), report=report, ocsge=layer(*rows)).iloc[0]
    told = {code for code, _ in report.warnings if code.startswith("cover_patches")}
    return values["artif_m2"], values["artif_seuil_m2"], told


@pytest.mark.parametrize(("metres2", "counted"), [(49, 0), (49.999, 0), (50, 50), (51, 51)])
def test_a_building_counts_from_50_square_metres(tmp_path: Path, metres2: float, counted: float) -> None:
    house = square(metres2)
    artificial, changed, told = seen(tmp_path, (house, BUILT), (around(GROUND, house), FIELD))
    assert artificial == pytest.approx(counted)
    assert changed == pytest.approx(metres2 - counted)
    assert not told


@pytest.mark.parametrize("said", [PAVED, LAWN, ("CS1.1.2.1", "US2")])
@pytest.mark.parametrize(("metres2", "counted"), [(2_499, 0), (2_499.99, 0), (2_500, 2_500), (2_501, 2_501)])
def test_a_patch_counts_from_2500_square_metres(tmp_path: Path, said: tuple, metres2: float, counted: float) -> None:
    yard = square(metres2)
    artificial, _, _ = seen(tmp_path, (yard, said), (around(GROUND, yard), FIELD))
    assert artificial == pytest.approx(counted)


@pytest.mark.parametrize(("metres2", "natural"), [(2_499, 0), (2_500, 2_500), (2_501, 2_501)])
def test_a_wood_within_paved_ground_counts_from_2500_square_metres(
    tmp_path: Path, metres2: float, natural: float
) -> None:
    grove = square(metres2)
    artificial, changed, _ = seen(tmp_path, (grove, WOOD), (around(GROUND, grove), PAVED))
    assert artificial == pytest.approx(160_000 - natural)
    assert changed == pytest.approx(metres2 - natural)


def test_polygons_of_one_class_make_one_patch_and_a_corner_joins_none(tmp_path: Path) -> None:
    west, east, corner = box(100, 100, 140, 140), box(140, 100, 180, 140), box(140, 140, 180, 180)
    field = around(GROUND, shapely.union_all([west, east]))
    assert seen(tmp_path, (west, PAVED), (east, LAWN), (field, FIELD))[0] == pytest.approx(3_200)
    field = around(GROUND, shapely.union_all([west, corner]))
    assert seen(tmp_path, (west, PAVED), (corner, PAVED), (field, FIELD))[0] == pytest.approx(0)


def test_a_patch_is_judged_whole_wherever_the_site_ends(tmp_path: Path) -> None:
    yard, site = box(80, 100, 160, 140), box(150, 90, 250, 150)
    rows = (yard, PAVED), (around(GROUND, yard), FIELD)
    assert seen(tmp_path, *rows, site=site)[0] == pytest.approx(400)
    # Its next polygon is off the site and counts all the same.
    west, east = box(80, 100, 150, 140), box(150, 100, 160, 140)
    rows = (west, PAVED), (east, PAVED), (around(GROUND, yard), FIELD)
    assert seen(tmp_path, *rows, site=site)[0] == pytest.approx(400)


def test_buildings_that_touch_count_together(tmp_path: Path) -> None:
    one, other, far = box(100, 100, 105, 105), box(105, 100, 110, 106), box(300, 100, 305, 109)
    field = around(GROUND, shapely.union_all([one, other, far]))
    rows = (one, BUILT), (other, BUILT), (far, BUILT), (field, FIELD)
    assert seen(tmp_path, *rows)[0] == pytest.approx(55)


def test_a_house_keeps_its_status_when_its_small_court_does_not(tmp_path: Path) -> None:
    house, court = box(100, 100, 110, 112), box(110, 100, 130, 115)
    rows = (house, BUILT), (court, PAVED), (around(GROUND, shapely.union_all([house, court])), FIELD)
    artificial, changed, _ = seen(tmp_path, *rows)
    assert (artificial, changed) == (pytest.approx(120), pytest.approx(300))


def test_a_court_belongs_to_the_patch_of_its_factory(tmp_path: Path) -> None:
    hall, court = box(100, 100, 140, 150), box(140, 100, 160, 150)
    rows = (hall, BUILT), (court, PAVED), (around(GROUND, shapely.union_all([hall, court])), FIELD)
    assert seen(tmp_path, *rows)[0] == pytest.approx(3_000)


def test_of_a_small_patch_in_a_small_patch_the_outer_one_is_judged_first(tmp_path: Path) -> None:
    # A shed in a grove in a yard: the grove takes the yard's status, and the shed that of the grove.
    shed, grove = box(110, 110, 130, 130), box(100, 100, 140, 140)
    rows = (shed, PAVED), (around(grove, shed), WOOD), (around(GROUND, grove), PAVED)
    artificial, changed, told = seen(tmp_path, *rows)
    assert (artificial, changed) == (pytest.approx(160_000), pytest.approx(1_200))
    assert not told


def test_the_longest_border_decides_and_unknown_ground_or_a_gap_decides_nothing(tmp_path: Path) -> None:
    yard, field, nobody = box(100, 100, 140, 140), box(100, 140, 140, 400), box(140, 0, 180, 400)
    # 40 m with the field, 40 m with what nobody understands, 80 m with nothing.
    artificial, changed, told = seen(tmp_path, (yard, PAVED), (field, FIELD), (nobody, UNKNOWN), site=yard)
    assert (artificial, changed, told) == (pytest.approx(1_600), 0, {"cover_patches_alone"})
    # 120 m with the field.
    wide = around(box(60, 60, 140, 400), yard)
    artificial, changed, told = seen(tmp_path, (yard, PAVED), (wide, FIELD), (nobody, UNKNOWN), site=yard)
    assert (artificial, changed, told) == (pytest.approx(0), pytest.approx(1_600), set())


def test_a_patch_that_nothing_surrounds_keeps_its_class_and_is_told(tmp_path: Path) -> None:
    yard = square(1_000)
    artificial, changed, told = seen(tmp_path, (yard, PAVED), site=yard)
    assert (artificial, changed, told) == (pytest.approx(1_000), 0, {"cover_patches_alone"})


def test_a_patch_that_goes_on_beyond_what_is_read_keeps_its_class_and_is_told(tmp_path: Path) -> None:
    # A lane 4 m wide in pieces of 100 m: what lies within 500 m of the site is 2 400 m², the whole is 2 800.
    lane = [box(100 * n, 0, 100 * (n + 1), 4) for n in range(7)]
    field = around(box(-50, -50, 750, 50), shapely.union_all(lane))
    rows = [(piece, PAVED) for piece in lane]
    artificial, _, told = seen(tmp_path, *rows, (field, FIELD), site=box(-40, 0, 40, 4))
    assert (artificial, told) == (pytest.approx(160), {"cover_patches_cut"})
    artificial, _, told = seen(
        tmp_path, *rows[:5], (around(box(-50, -50, 750, 50), box(0, 0, 500, 4)), FIELD), site=lane[0]
    )
    assert (artificial, told) == (pytest.approx(0), set())


def test_a_corner_on_the_side_of_a_neighbour_and_a_hair_between_them_part_no_patch(tmp_path: Path) -> None:
    west, north, south = box(100, 100, 130, 150), box(130.01, 125, 160, 150), box(130, 100, 160, 125)
    slanted = shapely.affinity.rotate
    middle = (west.centroid.x, west.centroid.y)
    pieces = [slanted(piece, 17.3, origin=middle) for piece in (west, north, south)]
    field = around(box(0, 0, 400, 400), shapely.union_all(pieces).buffer(0.001))
    rows = [(piece, PAVED) for piece in pieces]
    assert seen(tmp_path, *rows, (field, FIELD))[0] == pytest.approx(3_000, abs=1)


def test_what_the_producer_says_wins_over_matrix_and_thresholds(tmp_path: Path) -> None:
    yard = square(1_000)
    rows = layer((yard, PAVED), (around(GROUND, yard), FIELD), artif=["artif", "non artif"], crit_seuil=[False, False])
    values = measured(tmp_path, sites(GROUND), ocsge=rows).iloc[0]
    assert (values["artif_m2"], values["artif_seuil_m2"]) == (pytest.approx(1_000), 0)
    assert values["artif_origine"] == "IGN"
    rows = layer((yard, PAVED), (around(GROUND, yard), FIELD), artif=["non artif", "artif"], crit_seuil=[True, False])
    values = measured(tmp_path, sites(GROUND), ocsge=rows).iloc[0]
    assert (values["artif_m2"], values["artif_seuil_m2"]) == (pytest.approx(159_000), pytest.approx(1_000))
    # Sealed ground is what is on the ground, whatever the thresholds.
    assert values["imper_m2"] == pytest.approx(1_000)


def test_where_the_producer_says_it_of_some_only_the_others_are_judged_beside_them(tmp_path: Path) -> None:
    yard, lawn = square(1_000), box(200, 200, 220, 220)
    field = around(GROUND, shapely.union_all([yard, lawn]))
    rows = layer((yard, PAVED), (lawn, LAWN), (field, FIELD), artif=["artif", None, "non artif"])
    values = measured(tmp_path, sites(GROUND), ocsge=rows).iloc[0]
    assert values["artif_m2"] == pytest.approx(1_000)
    assert values["artif_origine"] == "IGN et matrice"


# --- Against a flood of cells


SIDE, CELL = 9, 20.0


def judged_by_flooding(letters: list[list[str]]) -> list[list[float]]:
    """Judge a board of cells of 400 m² by hand, so to say: flood from cell to cell, count the sides."""

    def kind(row: int, column: int) -> str:
        if not (0 <= row < SIDE and 0 <= column < SIDE):
            return "?"
        return {"B": "A"}.get(letters[row][column], letters[row][column])

    def beside(cell: tuple[int, int]) -> list[tuple[int, int]]:
        return [(cell[0] + 1, cell[1]), (cell[0] - 1, cell[1]), (cell[0], cell[1] + 1), (cell[0], cell[1] - 1)]

    patch: dict[tuple[int, int], int] = {}
    patches: list[list[tuple[int, int]]] = []
    for row in range(SIDE):
        for column in range(SIDE):
            if (row, column) in patch or kind(row, column) == "?":
                continue
            queue, members = [(row, column)], []
            patch[row, column] = len(patches)
            while queue:
                cell = queue.pop()
                members.append(cell)
                for other in beside(cell):
                    if other not in patch and kind(*other) == kind(*cell) != "?":
                        patch[other] = len(patches)
                        queue.append(other)
            patches.append(members)

    def small(number: int) -> bool:
        return len(patches[number]) * CELL**2 < 2_500

    def own(number: int) -> str:
        return kind(*patches[number][0])

    def targets(number: int) -> list[Any]:
        sides: dict[Any, int] = {}
        for cell in patches[number]:
            for other in beside(cell):
                if patch.get(other) != number:
                    there = patch.get(other)
                    key = "?" if there is None else there if small(there) else own(there)
                    sides[key] = sides.get(key, 0) + 1
        rank = {"N": 0, "A": 1, "?": 2}
        first = min((-length, rank.get(key, 3)) for key, length in sides.items())
        return [key for key, length in sides.items() if (-length, rank.get(key, 3)) == first]

    def status(number: int, passed: tuple[int, ...] = ()) -> str | None:
        """Give the class; None where two small patches are as good as each other and differ, or lead to no end."""
        if not small(number):
            return own(number)
        if number in passed:
            return None
        said = set()
        for aim in targets(number):
            said.add(own(number) if aim == "?" else aim if isinstance(aim, str) else status(aim, (*passed, number)))
        return said.pop() if len(said) == 1 else None

    found = [status(number) for number in range(len(patches))]
    result = []
    for row in range(SIDE):
        line = []
        for column in range(SIDE):
            number = patch.get((row, column))
            said = None if number is None else found[number]
            built = letters[row][column] == "B"
            line.append(1.0 if built else np.nan if said is None else float(said == "A"))
        result.append(line)
    return result


@given(st.lists(st.lists(st.sampled_from("AANNB?"), min_size=SIDE, max_size=SIDE), min_size=SIDE, max_size=SIDE))
@settings(max_examples=40, deadline=None)
def test_patches_are_what_flooding_a_board_gives(letters: list[list[str]]) -> None:
    flat = [letter for line in letters for letter in line]
    rows, columns = np.divmod(np.arange(SIDE * SIDE), SIDE)
    shapes = np.array([box(CELL * c, CELL * r, CELL * (c + 1), CELL * (r + 1)) for r, c in zip(rows, columns)])
    status = np.array([{"A": 1.0, "B": 1.0, "N": 0.0, "?": np.nan}[letter] for letter in flat])
    no = np.zeros(len(flat), dtype=bool)
    cover = Cover(shapes, status, status, status, np.array(flat) == "B", no, no, status * np.nan, np.array(flat))
    judged = judge(cover, np.arange(len(flat)), (-np.inf, -np.inf, np.inf, np.inf), Report()).cover
    expected = np.array(judged_by_flooding(letters)).ravel()
    # Of small patches that lead to one another, or of two that are as good, nothing is asked.
    known = ~np.isnan(expected)
    assert judged.artificial[known].tolist() == expected[known].tolist()
    assert (judged.changed == (~np.isnan(status) & (judged.artificial != status))).all()
