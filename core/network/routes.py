"""Follows the shortest ways of a search: which edges, in which order and direction, and the line they draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from .search import NONE

if TYPE_CHECKING:
    from ..report import Report
    from .graph import Floats, Integers, RoadGraph, Shapes
    from .joining import Joined
    from .nearest import Nearest


#: vertices nearer than this, in metres, are one on a drawn way
SAME = 1e-6


def steps(
    graph: RoadGraph, places: Joined, targets: Joined, found: Nearest, of: Integers, report: Report | None = None
) -> pd.DataFrame:
    """Give the stretches driven from places to their nearest targets, in order.

    :param of: the places whose ways are wanted; those without a way give none.
    :returns: columns ``place``, ``step``, ``edge``, ``begin`` and ``end`` (metres along the edge, the begin larger
        than the end where it is driven against its drawing).
    """
    tree = found.tree
    of = np.asarray(of, dtype=np.int64)
    of = of[found.reached[of] & (found.metres[of] > 0)]
    if tree is None or not len(of):
        return pd.DataFrame({name: [] for name in ("place", "step", "edge", "begin", "end")}).astype(
            {"place": int, "step": int, "edge": int, "begin": float, "end": float}
        )
    entry = found.entry[of]
    edge, begin = places.edge[entry], places.offset[entry]
    straight = found.out[of] == NONE
    out = found.out[of]
    end = np.where(graph.end[edge] == out, graph.length[edge], 0.0)
    # Of a loop, both ends are the same node: the way leaves it by the nearer one that driving allows.
    loop = (graph.start[edge] == graph.end[edge]) & ~straight
    by_end = graph.forward[edge] & ((graph.length[edge] - begin <= begin) | ~graph.backward[edge])
    end = np.where(loop, np.where(by_end, graph.length[edge], 0.0), end)
    end = np.where(straight, targets.offset[found.end[of]], end)
    parts = [_part(of, 0, edge, begin, end)]
    place, node, step = of[~straight], out[~straight], 1
    while len(place):
        if report is not None:
            report.check()
        going = tree.ahead[node] >= 0
        place, node = place[going], node[going]
        ahead, edge = tree.ahead[node], tree.edge[node]
        length, drawn = graph.length[edge], graph.start[edge] == node
        begin, end = np.where(drawn, 0.0, length), np.where(drawn, length, 0.0)
        goal = np.flatnonzero(ahead >= graph.node_count)
        if len(goal):
            along = targets.offset[ahead[goal] - graph.node_count]
            end[goal] = along
            # On a loop, both ends are the same node: the search tells by the metres which way round it went.
            round_ = drawn[goal] & (graph.end[edge[goal]] == node[goal])
            back = round_ & (
                np.abs(along - tree.metres[node[goal]]) > np.abs(length[goal] - along - tree.metres[node[goal]])
            )
            begin[goal[back]] = length[goal[back]]
        parts.append(_part(place, step, edge, begin, end))
        node, step = ahead, step + 1
    place_, step_, edge_, begin_, end_ = (np.concatenate(column) for column in zip(*parts))
    kept = np.flatnonzero(begin_ != end_)
    kept = kept[np.lexsort((step_[kept], place_[kept]))]
    columns = {"place": place_, "step": step_, "edge": edge_, "begin": begin_, "end": end_}
    return pd.DataFrame({name: values[kept] for name, values in columns.items()})


def _part(place: Integers, step: int, edge: Integers, begin: Floats, end: Floats) -> tuple[np.ndarray, ...]:
    return place, np.full(len(place), step), edge, begin, end


def lines(graph: RoadGraph, ways: pd.DataFrame, count: int) -> Shapes:
    """Draw the ways of :func:`steps`.

    :returns: (count,) a line for each place; None for one that has no way or does not move.
    """
    drawn = np.full(count, None, dtype=object)
    if ways.empty:
        return drawn
    xy, row = _cut(graph.shape[ways["edge"].to_numpy()], ways["begin"].to_numpy(), ways["end"].to_numpy())
    owner = ways["place"].to_numpy(dtype=np.int64)[row]
    kept = np.ones(len(xy), dtype=bool)
    kept[1:] = (owner[1:] != owner[:-1]) | (np.abs(xy[1:] - xy[:-1]) > SAME).any(axis=1)
    xy, owner = xy[kept], owner[kept]
    long = np.bincount(owner, minlength=count)[owner] > 1
    if long.any():
        shapely.linestrings(xy[long], indices=owner[long], out=drawn)
    return drawn


def _cut(shapes: Shapes, begin: Floats, end: Floats) -> tuple[Floats, Integers]:
    """Cut each line from `begin` to `end` metres along it, backwards where that is the way: vertices, line of each."""
    xy, row = shapely.get_coordinates(shapes, return_index=True)
    stride = np.zeros(len(xy))
    stride[1:] = np.where(row[1:] == row[:-1], np.hypot(*(xy[1:] - xy[:-1]).T), 0.0)
    run = np.cumsum(stride)
    along = run - run[np.searchsorted(row, row)]
    inner = (along > np.minimum(begin, end)[row]) & (along < np.maximum(begin, end)[row])
    at = np.arange(len(shapes))
    order = np.where(begin > end, -1.0, 1.0)[row[inner]] * along[inner]
    ends = (shapely.get_coordinates(shapely.line_interpolate_point(shapes, metres)) for metres in (begin, end))
    first, last = ends
    places = np.concatenate([first, xy[inner], last])
    owner = np.concatenate([at, row[inner], at])
    rank = np.concatenate([np.full(len(at), -np.inf), order, np.full(len(at), np.inf)])
    sorted_ = np.lexsort((rank, owner))
    return places[sorted_], owner[sorted_]
