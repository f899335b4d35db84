"""How alike the names of two sites are.

Names of sites differ by words that say nothing ("ancienne usine …", "SA …") and by words that stand on one side only
("Oxame", "Oxame (ex-Porcher)"), less by spelling. So what counts is the weight of the words that both have, against
the shorter name; and, for spelling, Dice's measure on letters taken by three. Both are sums over sparse matrices and
compare hundreds of thousands of pairs in seconds, whereas a library for edit distances (rapidfuzz, difflib) would be
called pair by pair, knows nothing of the weight of words, and would be one more thing to install beside QGIS.

Words and weights are in `resources/merging/noms.json`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from ...folding import fold
from ...resources import resource

#: pairs compared at once, which bounds the memory
CHUNK = 200_000


@dataclass(frozen=True)
class Names:
    """The names of the records, made ready to be compared.

    :param key: place of each record's name among the different ones; -1 where nothing is left of it.
    :param words: the different names, each as its words.
    """

    key: np.ndarray
    words: list[tuple[str, ...]]

    def similarity(self, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Compare the names of records pair by pair.

        :returns: likeness (0 to 1; NaN where a name is unknown), and whether both names tell one place from another.
        """
        pairs = pd.DataFrame({"a": self.key[a], "b": self.key[b]})
        different = pairs[(pairs >= 0).all(axis=1)].drop_duplicates()
        left, right = different["a"].to_numpy(), different["b"].to_numpy()
        alike = np.maximum(self._by_words(left, right), self._by_letters(left, right))
        compared = pd.DataFrame(
            {"a": left, "b": right, "alike": alike, "tells": self._tells[left] & self._tells[right]}
        )
        pairs = pairs.merge(compared, on=["a", "b"], how="left")
        return pairs["alike"].to_numpy(dtype=float), pairs["tells"].isin([True]).to_numpy()

    @property
    def _tells(self) -> np.ndarray:
        generic = _generic()
        return np.array([any(word not in generic for word in words) for words in self.words], dtype=bool)

    def _by_words(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Weigh the words in common against the lighter name; nothing when only generic words are in common."""
        generic, light = _generic(), resource("merging/noms")["mots_generiques"]["poids"]
        has = incidence(self.words)
        weight = np.array([light if word in generic else 1.0 for word in _vocabulary(self.words)])
        heavy = shared(has[:, weight == 1.0], a, b)
        common = heavy + light * shared(has[:, weight != 1.0], a, b)
        total = has @ weight
        return np.where(heavy > 0, common / np.minimum(total[a], total[b]), 0.0)

    def _by_letters(self, a: np.ndarray, b: np.ndarray) -> np.ndarray:
        threes = [_threes(" ".join(words)) for words in self.words]
        has = incidence(threes)
        total = np.asarray(has.sum(axis=1)).ravel()
        return 2 * shared(has, a, b) / (total[a] + total[b])


def read_names(names: pd.Series, communes: pd.Series) -> Names:
    """Take from each name what says nothing: turns of phrase, empty words, the commune's own name."""
    pairs = pd.DataFrame({"name": names, "commune": communes}).astype(object)
    pairs = pairs.where(pairs.notna(), "")
    code, different = pd.factorize(pd.MultiIndex.from_frame(pairs))
    read = pd.Series([_words(name, commune) for name, commune in different], dtype=object)
    key, words = pd.factorize(read)
    key = np.where([bool(said) for said in read], key, -1)
    return Names(key[code], list(words))


def incidence(sets: list[tuple[str, ...]]) -> sparse.csr_matrix:
    """Tell which set has which member: one row per set, one column per member in order of first appearance."""
    column, members = pd.factorize(np.array([member for one in sets for member in one], dtype=object))
    row = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    return sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(len(sets), len(members)))


def shared(has: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Count, pair by pair, the members that two rows of an incidence have in common."""
    counts = [
        np.asarray(has[a[start : start + CHUNK]].multiply(has[b[start : start + CHUNK]]).sum(axis=1)).ravel()
        for start in range(0, len(a), CHUNK)
    ]
    return np.concatenate(counts) if counts else np.zeros(0)


def _vocabulary(sets: list[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(member for one in sets for member in one))


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(fold, resource("merging/noms")["mots_generiques"]["mots"]))


@cache
def _empty() -> frozenset[str]:
    return frozenset(map(fold, resource("merging/noms")["mots_vides"]))


def _words(name: Any, commune: Any) -> tuple[str, ...]:
    text = fold(str(name))
    for expression in resource("merging/noms")["tournures"]["expressions"]:
        text = re.sub(expression, "", text)
    left_out = {*fold(str(commune)).split(), *_empty()}
    return tuple(dict.fromkeys(word for word in text.split() if word not in left_out))


def _threes(text: str) -> tuple[str, ...]:
    padded = f" {text} "
    return tuple(dict.fromkeys(padded[start : start + 3] for start in range(len(padded) - 2)))
