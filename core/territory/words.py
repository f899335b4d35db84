"""Compares the words of a producer's value list as a reader would: case, accents and lost letters do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..folding import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

#: what an accented letter begins with where a text in UTF-8 was read as Latin-1: "classÃ©"
SPOILT = ("Ã", "Â", "â€")
#: stands where a letter was lost when a file was written in the wrong encoding: "Route \ufffd 1 chauss\ufffde"
LOST = "\ufffd"


def are_among(values: pd.Series, accepted: Iterable[Any]) -> npt.NDArray[np.bool_]:
    """Tell of each value whether it is one of those accepted."""
    codes, distinct = pd.factorize(values.to_numpy())
    find = _Words(accepted)
    found = np.array([find(value) is not None for value in distinct] + [None in find.exact], dtype=bool)
    return found[codes]


def said_as(values: pd.Series, meanings: dict[str, Any], otherwise: Any) -> pd.Series:
    """Give the meaning of each value; `otherwise` where the list does not have it."""
    codes, distinct = pd.factorize(values.to_numpy())
    find = _Words(meanings)
    known = [find(value) for value in distinct]
    meant = np.array([*(otherwise if key is None else meanings[key] for key in known), otherwise], dtype=object)
    return pd.Series(meant[codes], index=values.index)


def plain_texts(values: pd.Series) -> pd.Series:
    """Give texts in lower case without accents, those read in the wrong encoding set right; unknown is empty."""
    codes, distinct = pd.factorize(values.to_numpy())
    texts = np.array([*(plain(unspoilt(str(value))) for value in distinct), ""], dtype=object)
    return pd.Series(texts[codes], index=values.index)


def unspoilt(text: str) -> str:
    """Set right a text in UTF-8 that was read as Latin-1; any other stays as it is."""
    if not any(sign in text for sign in SPOILT):
        return text
    for read_as in ("cp1252", "latin-1"):
        try:
            return text.encode(read_as).decode("utf-8")
        except UnicodeError:
            continue
    return text


class _Words:
    """Finds the word of a list that a value is, in whatever writing; None for one that is none of them."""

    def __init__(self, words: Iterable[Any]) -> None:
        self.exact = {word: word for word in words}
        texts = [word for word in self.exact if isinstance(word, str)]
        self.plain = {plain(word): word for word in texts}
        self.bare = {_bare(word): word for word in texts}

    def __call__(self, value: Any) -> Any:
        if value in self.exact:
            return self.exact[value]
        if isinstance(value, (int, float, np.integer, np.bool_)) and value == value and float(value).is_integer():
            value = str(int(value))
            return self.exact.get(value)
        if not isinstance(value, str):
            return None
        word = self.plain.get(plain(unspoilt(value.strip())))
        return self.bare.get(_bare(value)) if word is None and LOST in value else word


def _bare(text: str) -> str:
    """Give the letters that no encoding loses."""
    return "".join(letter for letter in text.lower() if letter.isascii())
