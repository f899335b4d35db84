"""Which records are worth comparing: those that lie on or near the same land, and those that share a parcel, an
identifier, or a name in their commune. The number of pairs grows with the number of records, not with its square.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...report import Report
    from .traits import Traits

#: shapes looked up at once, between two looks at the wish to stop
CHUNK = 2_000


def candidates(traits: Traits, report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Give the pairs of records to compare, as their rows a < b, each pair once, in order.

    Where very many records crowd (`resources/merging/regles.json`: ``recherche``), each is compared with a fixed
    number of the others, and a warning says so.
    """
    search = resource("merging/regles")["recherche"]
    pairs: list[tuple[np.ndarray, np.ndarray]] = [
        *_around_surfaces(traits, search["rayon_emprise_m"], search["emprises_voisines"], report),
        _near_points(traits, search["rayon_points_m"], search["voisins"]),
    ]
    crowds = 0
    for record, group in _groups(traits):
        report.check()
        found, crowded = pairs_within(record, group, search["par_groupe"])
        pairs.append(found)
        crowds += crowded
    if crowds:
        report.warn("merge_crowded", count=crowds, limit=search["par_groupe"])
    a, b = (np.concatenate(side) for side in zip(*pairs))
    a, b = np.minimum(a, b), np.maximum(a, b)
    once = np.unique((a * len(traits.shapes) + b)[a != b])
    return once // len(traits.shapes), once % len(traits.shapes)


def pairs_within(record: np.ndarray, group: np.ndarray, limit: int) -> tuple[tuple[np.ndarray, np.ndarray], int]:
    """Pair the records of each group; in a group of more than `limit`, each with the `limit` before it and the first.

    :param record: rows, best first; `group`: the number of a group for each.
    :returns: the pairs, and how many groups are larger than `limit`.
    """
    order = np.lexsort((record, group))
    record, group = record[order], group[order]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else np.zeros(0, dtype=int)
    sizes = np.diff(np.r_[starts, len(group)])
    left, right = [np.repeat(record[starts], sizes)], [record]
    for step in range(1, min(limit, int(sizes.max(initial=0)) - 1) + 1):
        same = group[step:] == group[:-step]
        left.append(record[:-step][same])
        right.append(record[step:][same])
    return (np.concatenate(left), np.concatenate(right)), int((sizes > limit + 1).sum())


def _groups(traits: Traits) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give rows and what they may share: an identifier, a parcel, a name within a commune."""
    rows = np.arange(len(traits.shapes))
    told = traits.identifier >= 0
    yield rows[told], traits.identifier[told]
    parcels = traits.parcels.tocoo()
    yield parcels.row.astype(rows.dtype), parcels.col.astype(rows.dtype)
    told = (traits.names.key >= 0) & (traits.commune >= 0)
    names = traits.names.key.max(initial=0) + 1
    yield rows[told], traits.commune[told] * names + traits.names.key[told]


def _around_surfaces(
    traits: Traits, radius: float, limit: int, report: Report
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pair each located record with the surfaces within the radius; with the best `limit` of them where more are."""
    surfaces = np.flatnonzero(traits.surface)
    located = np.flatnonzero(traits.surface | traits.point)
    tree = shapely.STRtree(traits.shapes[surfaces])
    yield np.zeros(0, dtype=int), np.zeros(0, dtype=int)
    for start in range(0, len(located) if len(surfaces) else 0, CHUNK):
        report.check()
        chunk = located[start : start + CHUNK]
        asked, met = tree.query(traits.shapes[chunk], predicate="dwithin", distance=radius)
        found = pd.DataFrame({"asked": chunk[asked], "met": surfaces[met]})
        # A pair of surfaces is met from both sides; the point of a pair asks alone.
        found = found[(found["met"] < found["asked"]) | ~traits.surface[found["asked"]]].sort_values(["asked", "met"])
        found = found[found.groupby("asked").cumcount() < limit]
        yield found["asked"].to_numpy(), found["met"].to_numpy()


def _near_points(traits: Traits, radius: float, neighbours: int) -> tuple[np.ndarray, np.ndarray]:
    """Pair each point with the nearest others within the radius."""
    points = np.flatnonzero(traits.point)
    if len(points) < 2:
        return np.zeros(0, dtype=int), np.zeros(0, dtype=int)
    centre = shapely.centroid(traits.shapes[points])
    places = np.column_stack([shapely.get_x(centre), shapely.get_y(centre)])
    metres, met = cKDTree(places).query(places, k=min(neighbours + 1, len(points)), distance_upper_bound=radius)
    row, column = np.nonzero(np.isfinite(metres))
    return points[row], points[met[row, column]]
