"""A mixed-integer programme and its answer, as plain arrays that a file carries from one process to another.

Nothing of Gisement is read here, so that it also serves in a process that can be stopped (:mod:`.beside`).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import sparse


class Programme(NamedTuple):
    """n variables of 0 or 1; find x with ``rows @ x <= upper`` that makes the aims small.

    :param aims: (k, n) whole numbers, the first aim first; the first is not positive.
    :param rows: (m, n) sparse.
    :param groups: (n,) of which group a variable is, -1 for none.
    :param exact: solve up to the optimum, else by weights.
    :param gap: share of the best possible first aim that may be given up, where it is not exact.
    :param share: part of the gap that the later aims may take.
    :param kept: variables of each group that are kept, where it is not exact.
    :param seconds: to stop after, with the best that is found.
    """

    aims: np.ndarray
    rows: sparse.csr_matrix
    upper: np.ndarray
    groups: np.ndarray
    exact: bool
    gap: float
    share: float
    kept: int
    seconds: float


class Answer(NamedTuple):
    """What was found.

    :param chosen: (n,) which variables are 1.
    :param bound: the least that the first aim can be.
    :param proven: how many aims are optimal.
    :param ended: whether the solver ended by itself, not because its time was over.
    """

    chosen: np.ndarray
    bound: float
    proven: int
    ended: bool


def to_file(programme: Programme, path: str) -> None:
    """Write a programme as plain arrays."""
    rows = programme.rows
    parts = {"data": rows.data, "indices": rows.indices, "indptr": rows.indptr, "shape": np.array(rows.shape)}
    arrays = {"aims": programme.aims, "upper": programme.upper, "groups": programme.groups}
    scalars = np.array(
        [programme.exact, programme.gap, programme.share, programme.kept, programme.seconds], dtype=float
    )
    with Path(path).open("wb") as stream:
        np.savez(stream, scalars=scalars, **arrays, **parts)


def from_file(path: str) -> Programme:
    """Read a programme again."""
    with np.load(path, allow_pickle=False) as parts:
        rows = sparse.csr_matrix((parts["data"], parts["indices"], parts["indptr"]), shape=tuple(parts["shape"]))
        exact, gap, share, kept, seconds = parts["scalars"].tolist()
        return Programme(
            parts["aims"], rows, parts["upper"], parts["groups"], bool(exact), gap, share, int(kept), seconds
        )


def answer_to_file(answer: Answer, path: str) -> None:
    """Write an answer."""
    with Path(path).open("wb") as stream:
        scalars = np.array([answer.bound, answer.proven, answer.ended], dtype=float)
        np.savez(stream, chosen=answer.chosen, scalars=scalars)


def answer_from_file(path: str) -> Answer:
    """Read an answer again."""
    with np.load(path, allow_pickle=False) as parts:
        bound, proven, ended = parts["scalars"].tolist()
        return Answer(parts["chosen"], bound, int(proven), bool(ended))
