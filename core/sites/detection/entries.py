"""The entries of an evidence file: each of the kind expected, none missing, none that nothing reads."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ...errors import GisementError

if TYPE_CHECKING:
    from collections.abc import Collection


class Entries:
    """Reads the entries of a JSON file of evidence, and says where one is wrong; `place` is the way to an entry."""

    def __init__(self, file: str) -> None:
        self.file = file

    def kind(self, value: Any, kinds: Any, place: str) -> Any:
        """Give a value that is of a kind (or kinds).

        :raises GisementError: ``evidence_value``, also for NaN or an infinite number, and for a boolean where none is
            wanted.
        """
        wrong = not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool)
        if wrong or (isinstance(value, float) and not math.isfinite(value)):
            raise GisementError("evidence_value", file=self.file, place=place, value=str(value))
        return value

    def between(self, value: Any, least: float, most: float, place: str) -> float:
        """Give a number that lies between two.

        :raises GisementError: ``evidence_value``.
        """
        if not least <= self.kind(value, (int, float), place) <= most:
            raise GisementError("evidence_value", file=self.file, place=place, value=str(value))
        return float(value)

    def keys(self, said: dict[str, Any], allowed: Collection[str], place: str) -> None:
        """Refuse a key that nothing reads: it may be a word misspelt.

        :raises GisementError: ``evidence_key``.
        """
        for key in said:
            if key not in allowed:
                choices = ", ".join(allowed)
                raise GisementError("evidence_key", file=self.file, place=place, key=key, choices=choices)

    def choice(self, value: Any, choices: Any, place: str) -> Any:
        """Give a value that is one of the choices.

        :raises GisementError: ``evidence_choice``.
        """
        if value not in choices:
            listed = ", ".join(choices)
            raise GisementError("evidence_choice", file=self.file, place=place, value=str(value), choices=listed)
        return value

    def get(self, said: dict[str, Any], name: str, kinds: Any, default: Any, place: str = "") -> Any:
        """Give an entry that may be left out.

        :raises GisementError: ``evidence_value``.
        """
        return self.kind(said[name], kinds, f"{place}.{name}".lstrip(".")) if name in said else default

    def need(self, said: Any, name: str, kinds: Any, place: str) -> Any:
        """Give an entry that may not.

        :raises GisementError: ``evidence_value``, ``evidence_incomplete``.
        """
        self.kind(said, dict, place)
        if name not in said:
            raise GisementError("evidence_incomplete", file=self.file, place=f"{place}.{name}")
        return self.kind(said[name], kinds, f"{place}.{name}")
