"""Answers that say no more than is known: a share, a class, yes or no, and the names of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from ..overlay import united_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from .reading import Found

Floats = "npt.NDArray[np.float64]"


def figures() -> dict[str, Any]:
    """Give the figures of the measure."""
    said: dict[str, Any] = resource("measures/environment")
    return said


def nobody(count: int) -> npt.NDArray[np.object_]:
    """Give an answer that nobody knows, for each site."""
    return np.full(count, None, dtype=object)


def settled(doubt: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell whether so little of a site is in doubt that nothing changes; False where the site has no shape."""
    return np.asarray(doubt <= figures()["part_min"]["value"])


def share_told(
    key: str, share: npt.NDArray[np.float64], doubt: npt.NDArray[np.float64], at_least: bool = False
) -> npt.NDArray[np.float64]:
    """Give a share where it is known.

    What is found stands where nothing of the site is in doubt, or where it decides already (`decide` of the resources).

    :param at_least: whether what is found stands as the least of it wherever anything is.
    """
    decides = figures()["decide"]["parts"].get(key, np.inf)
    return np.where(settled(doubt) | (share > (0.0 if at_least else decides)), share, np.nan)


def class_told(
    order: Sequence[str], least: npt.NDArray[np.int64], most: npt.NDArray[np.int64], known: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Give the class where all that is possible is of one: `least` and `most` number the classes, the worst is last.

    :param known: (n,) False where nothing can be said, as of a site without shape.
    """
    told = np.array(order, dtype=object)[least]
    told[(least != most) | ~known] = None
    return told


def worst(order: Sequence[str], shares: dict[str, npt.NDArray[np.float64]]) -> npt.NDArray[np.int64]:
    """Number the worst class (its place in `order`, 0 for none) that covers more of a site than merely touches it."""
    least_share = figures()["part_min"]["value"]
    codes = np.zeros(len(next(iter(shares.values()))), dtype=np.int64)
    for place, name in enumerate(order):
        if name in shares:
            codes[shares[name] > least_share] = place
    return codes


def yes_or_no(
    yes: npt.NDArray[np.bool_], doubt: npt.NDArray[np.float64], known: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Say oui where something is found, non where nothing is and nothing is in doubt, None elsewhere."""
    told = np.where(yes, "oui", "non").astype(object)
    told[~yes & ~settled(doubt)] = None
    told[~known] = None
    return told


def listed(found: Found, labels: pd.Series) -> npt.NDArray[np.object_]:
    """Name what lies on each site with the share of it, the largest first; None where nothing does.

    :param labels: (p,) the name of each piece; those of one name count together, None is left out.
    """
    cut = found.overlay
    codes, names = pd.factorize(labels.to_numpy())
    kept = np.flatnonzero(codes >= 0)
    told = nobody(len(cut.area))
    if not len(kept):
        return told
    cells, area = united_area(cut.site[kept] * len(names) + codes[kept], cut.piece[kept])
    site, name = cells // len(names), cells % len(names)
    table = pd.DataFrame({"site": site, "nom": names[name], "part": 100.0 * area / cut.area[site]})
    table = table.sort_values(["site", "part", "nom"], ascending=[True, False, True], kind="stable")
    table = table[table.groupby("site").cumcount() < figures()["zones_nommees_max"]["value"]]
    percent = table["part"].round().astype(int).astype(str).where(table["part"] >= 1.0, "moins de 1")
    text = (table["nom"] + " : " + percent + " %").groupby(table["site"]).agg(" ; ".join)
    told[text.index] = text
    return told
