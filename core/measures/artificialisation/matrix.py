"""What the codes of a land cover say: artificialised or not, sealed or not, with vegetation or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...resources import resource

if TYPE_CHECKING:
    import numpy.typing as npt

ARTIFICIAL = "A"
YES, NO, UNKNOWN = 1.0, 0.0, float("nan")


@dataclass(frozen=True)
class Nature:
    """What is known of each of m polygons: 1 for yes, 0 for no, NaN where the codes do not say."""

    artificial: npt.NDArray[np.float64]
    sealed: npt.NDArray[np.float64]
    vegetated: npt.NDArray[np.float64]


def natures(cover: pd.Series, use: pd.Series, neglected_grass: bool = True) -> Nature:
    """Read the codes of polygons by the matrix of cover and use, before any threshold.

    A code of a higher level (CS2.1.1, US4), or a use that is not known, says what all the cells that it may be agree
    on, and nothing where they do not.

    :param cover: (m,) codes of cover as the matrix writes them; None is not known.
    :param use: (m,) codes of use.
    :param neglected_grass: whether grass in transition or abandoned (US6.1, US6.2) counts as artificialised.
    """
    said = resource("measures/artificialisation")
    table = matrix(neglected_grass)
    covers = list(table.index)
    (cover_code, cover_names), (use_code, use_names) = (pd.factorize(codes.to_numpy()) for codes in (cover, use))
    # One that is not known is numbered -1, which is the last of its list.
    cover_names, use_names = [*cover_names, ""], [*use_names, ""]
    pairs, place = np.unique(np.stack([cover_code, use_code]), axis=1, return_inverse=True)
    artificial = np.array([_agreed(table, cover_names[one], use_names[other]) for one, other in pairs.T], dtype=float)
    sealed, vegetated = (
        np.array([_among(said[name]["couvertures"], covers, code) for code in cover_names], dtype=float)[cover_code]
        for name in ("impermeable", "vegetation")
    )
    return Nature(artificial[place.ravel()], sealed, vegetated)


def matrix(neglected_grass: bool = True) -> pd.DataFrame:
    """Give the matrix: a row per cover, a column per use, True where artificialised."""
    figures = resource("measures/artificialisation")
    said, grass = figures["matrice"], figures["herbe_delaissee"]
    cells = {cover: [cell == ARTIFICIAL for cell in row] for cover, row in said["couvertures"].items()}
    table = pd.DataFrame.from_dict(cells, orient="index", columns=said["usages"])
    if not neglected_grass:
        table.loc[grass["couvertures"], grass["usages"]] = False
    return table


def _agreed(table: pd.DataFrame, cover: str, use: str) -> float:
    """Say what all cells agree on that two codes may be."""
    uses = _within(list(table.columns), use) if use else list(table.columns)
    cells = table.loc[_within(list(table.index), cover), uses].to_numpy()
    return _unanimous(cells)


def _among(chosen: list[str], covers: list[str], code: str) -> float:
    """Say whether a cover is among some, for all that its code may be."""
    return _unanimous(np.isin(_within(covers, code), chosen))


def _within(codes: list[str], code: str) -> list[str]:
    """Give the codes of the lowest level that a code may be: itself, or all below it."""
    return [one for one in codes if one == code or one.startswith(f"{code}.")]


def _unanimous(cells: npt.NDArray[np.bool_]) -> float:
    if not cells.size:
        return UNKNOWN
    return YES if cells.all() else NO if not cells.any() else UNKNOWN
