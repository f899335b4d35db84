"""Which of several sites, or projects, comes nearest to suiting, and what it still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ..resources import resource
from .needs import names
from .sentences import label_within, say

if TYPE_CHECKING:
    from .needs import Verdict


class Near(NamedTuple):
    """The one that comes nearest: its place, the need that it does not meet, by how much, and the others not met."""

    place: int
    need: str
    lack: float
    others: tuple[str, ...]


def nearest(verdict: Verdict, among: np.ndarray, need: int | None = None) -> Near | None:
    """Find the one with the fewest needs that are not met, then with the least lacking; None where there is none.

    Unknown needs count as not met, after those that are known.

    :param among: (n,) which ones count; those that meet every known need do not.
    :param need: only those that do not meet this need.
    """
    fails = verdict.fails
    there = among & (fails.any(axis=0) if need is None else fails[need])
    if not there.any():
        return None
    first = np.argmax(fails, axis=0) if need is None else np.full(len(among), need)
    lack = np.nan_to_num(verdict.lack[first, np.arange(len(among))], nan=np.inf)
    count = fails.sum(axis=0) + verdict.unknown.sum(axis=0)
    order = np.lexsort((np.arange(len(among)), lack, first, count, ~there))
    place = int(order[0])
    chosen = int(first[place])
    known, unknown = np.flatnonzero(fails[:, place]), np.flatnonzero(verdict.unknown[:, place])
    others = [names()[each] for each in (*known, *unknown) if each != chosen]
    return Near(place, names()[chosen], float(verdict.lack[chosen, place]), tuple(others))


def remedy(near: Near, group: str, name: str, language: str) -> str:
    """Say what would make the nearest one suit.

    :param group: ``manque_a_un_site`` or ``manque_a_un_projet``.
    """
    numberless = resource("matching/motifs")["manque_sans_chiffre"]
    used = "manque_sans_chiffre" if np.isnan(near.lack) and near.need in numberless else group
    said = say(used, near.need, language, nom=name, manque=near.lack)
    if near.others:
        others = ", ".join(label_within(need, language) for need in near.others)
        return f"{said} {say('remede', 'aussi', language, autres=others)}"
    return f"{said} {say('remede', 'seul', language)}"
