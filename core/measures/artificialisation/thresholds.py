"""The thresholds of the decree: buildings from 50 m², patches from 2 500 m², and what is under takes its surroundings'.

Only what the producer has not judged is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ...resources import resource
from .borders import Neighbours
from .patches import NOWHERE, Patches, grow

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from .cover import Cover

#: what surrounds a patch, beside the small patches: ground that is not artificialised, ground that is, or nobody knows
NATURAL, ARTIFICIAL, NOBODY_KNOWS = 0, 1, 2
OTHERS = 3


@dataclass(frozen=True)
class Judged:
    """The cover after the thresholds, and the patches that nobody could judge.

    :param kept_cut: rows of a patch under the threshold that goes on beyond what was read: it keeps its class.
    :param kept_alone: rows of a small patch that unknown ground or nothing surrounds the most: it keeps its class.
    """

    cover: Cover
    kept_cut: npt.NDArray[np.int64]
    kept_alone: npt.NDArray[np.int64]


def judge(
    cover: Cover, rows: npt.NDArray[np.int64], extent: tuple[float, float, float, float], report: Report
) -> Judged:
    """Judge the patches of some polygons by the thresholds of the resources (décret n° 2023-1096).

    A patch is made of contiguous polygons of the same class, artificialised or not, with a border in common; it is
    whole, wherever the site ends. Under 2 500 m² it takes the status of what it shares the longest border with; if
    that is a small patch too, of what that one takes. Buildings that touch and make 50 m² together stay artificialised.

    :param rows: the polygons that matter: those on a site.
    :param extent: (xmin, ymin, xmax, ymax) within which the cover was read whole.
    """
    figures = resource("measures/artificialisation")["seuils"]
    least = figures["ensemble_min_m2"]["value"]
    own = shapely.area(cover.shape)
    seeds = rows[~cover.told[rows] & ~np.isnan(cover.artificial[rows]) & (own[rows] < least)]
    if not len(seeds):
        return Judged(cover, seeds, seeds)
    bounds = shapely.bounds(cover.shape)
    cut = (bounds[:, :2] < extent[:2]).any(axis=1) | (bounds[:, 2:] > extent[2:]).any(axis=1)
    enough = np.where(cover.told | cut, np.inf, own)
    found = grow(seeds, cover.artificial, enough, least, Neighbours(cover.shape, figures["raccord_m"]["value"], report))
    status, alone = _surroundings(cover, found)
    inside = np.flatnonzero(found.patch != NOWHERE)
    inside = inside[found.small[found.patch[inside]]]
    after = cover.artificial.copy()
    after[inside] = status[found.patch[inside]]
    after[_large_buildings(cover, found, inside, own, figures["bati"]["min_m2"])] = ARTIFICIAL
    changed = ~np.isnan(after) & (after != cover.artificial)
    return Judged(
        replace(cover, artificial=after, changed=cover.changed | changed),
        seeds[_goes_on(found, cut, own, least)[found.patch[seeds]]],
        seeds[(alone & found.small)[found.patch[seeds]]],
    )


def _surroundings(cover: Cover, found: Patches) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Give the status (k,) that small patches take, and whether unknown ground or nothing surrounds them the most."""
    count, borders = len(found.area), found.borders
    patch, around = found.patch[borders.one], found.patch[borders.other]
    within = patch == around
    small = np.where(around == NOWHERE, False, found.small[around])
    kind = cover.artificial[borders.other]
    what = np.where(np.isnan(kind), NOBODY_KNOWS, np.nan_to_num(kind)).astype(np.int64)
    what = np.where(small, OTHERS + around, what)
    rows = np.unique(borders.one)
    free = np.bincount(found.patch[rows], weights=shapely.length(cover.shape[rows]), minlength=count)
    free -= np.bincount(patch, weights=borders.metres, minlength=count)
    patch = np.concatenate([patch[~within], np.arange(count)])
    what = np.concatenate([what[~within], np.full(count, NOBODY_KNOWS)])
    metres = np.concatenate([borders.metres[~within], np.maximum(free, 0.0)])
    target = _longest(patch, what, metres, count)
    own = np.full(count, np.nan)
    members = np.flatnonzero(found.patch != NOWHERE)
    own[found.patch[members]] = cover.artificial[members]
    return _followed(target, own), target == NOBODY_KNOWS


def _longest(
    patch: npt.NDArray[np.int64], what: npt.NDArray[np.int64], metres: npt.NDArray[np.float64], count: int
) -> npt.NDArray[np.int64]:
    """Give what each of `count` patches shares most of its border with; of equals, what is known."""
    pairs, place = np.unique(np.stack([patch, what]), axis=1, return_inverse=True)
    length = np.bincount(place.ravel(), weights=metres)
    order = np.lexsort([pairs[1], -length, pairs[0]])
    first = order[np.unique(pairs[0][order], return_index=True)[1]]
    target = np.full(count, NOBODY_KNOWS)
    target[pairs[0][first]] = pairs[1][first]
    return target


def _followed(target: npt.NDArray[np.int64], own: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Follow small patches from one to the next until the ground is known; what leads nowhere keeps its own class."""
    patches = OTHERS + np.arange(len(target))
    end = np.concatenate([np.arange(OTHERS), np.where(target == NOBODY_KNOWS, patches, target)])
    for _ in range(int(np.ceil(np.log2(len(end)))) + 1):
        end = end[end]
    return np.concatenate([[NATURAL, ARTIFICIAL, np.nan], own])[end[OTHERS:]]


def _large_buildings(
    cover: Cover, found: Patches, inside: npt.NDArray[np.int64], own: npt.NDArray[np.float64], least: float
) -> npt.NDArray[np.int64]:
    """Give the buildings (rows) of small patches that are large enough together with those that they touch."""
    built = inside[cover.building[inside]]
    one, other = found.borders.one, found.borders.other
    both = np.isin(one, built) & np.isin(other, built)
    place = np.searchsorted(built, np.stack([one[both], other[both]]))
    links = coo_matrix((np.ones(place.shape[1]), tuple(place)), shape=(len(built), len(built)))
    count, label = connected_components(links, directed=False)
    return built[np.bincount(label, weights=own[built], minlength=count)[label] >= least]


def _goes_on(
    found: Patches, cut: npt.NDArray[np.bool_], own: npt.NDArray[np.float64], least: float
) -> npt.NDArray[np.bool_]:
    """Tell of each patch (k,) whether it is under the threshold as far as it was read, and goes on beyond."""
    members = np.flatnonzero(found.patch != NOWHERE)
    size = np.bincount(found.patch[members], weights=own[members], minlength=len(found.area))
    beyond = np.zeros(len(found.area), dtype=bool)
    beyond[found.patch[members[cut[members]]]] = True
    return beyond & (size < least)
