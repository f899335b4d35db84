"""JSON content that knows where it stands: in which file, and the way to it there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from .conditions import check
from .errors import GisementError

NUMBER = (int, float)
LANGUAGES = ("fr", "en")


class Wrong(Exception):
    """What is wrong at a place of a file; `reason` is a word of :func:`bridge.messages.scoring.faults`."""

    def __init__(self, said: Said, reason: str, below: str = "") -> None:
        super().__init__(said.file, said.place, reason)
        self.file, self.reason = said.file, reason
        self.place = f"{said.place}.{below}".strip(".") if below else said.place


@dataclass(frozen=True)
class Said:
    """A value: a dict or list of others of these, or a plain one; and its place, ``groups[0].criteria[2].weight``."""

    value: Any
    file: str
    place: str

    @classmethod
    def of(cls, content: Any, file: str, place: str = "") -> Said:
        """Take plain JSON content; it is no deeper than :func:`.reading.read_content` lets it be."""
        value = content
        if isinstance(content, dict):
            value = {key: cls.of(item, file, f"{place}.{key}".lstrip(".")) for key, item in content.items()}
        elif isinstance(content, list):
            value = [cls.of(item, file, f"{place}[{number}]") for number, item in enumerate(content)]
        return cls(value, file, place)

    @property
    def plain(self) -> Any:
        """The content without its places."""
        if isinstance(self.value, dict):
            return {key: item.plain for key, item in self.value.items()}
        return [item.plain for item in self.value] if isinstance(self.value, list) else self.value

    def but(self, **changes: Said) -> Said:
        """Give the same object with some entries replaced."""
        return Said({**self.value, **changes}, self.file, self.place)

    def checked(self, kind: Any) -> Said:
        """Give itself, if it is of a kind (or kinds).

        :raises Wrong: ``type``, also for a boolean where none is wanted, NaN, and a number beyond all numbers.
        """
        number = isinstance(self.value, NUMBER) and not isinstance(self.value, bool)
        right = isinstance(self.value, kind) and (number or not isinstance(self.value, NUMBER) or kind is bool)
        if not right or (number and not _is_finite(self.value)):
            raise Wrong(self, "type")
        return self

    def has(self, key: str) -> bool:
        """Tell whether it is an object that has an entry."""
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str, kind: Any) -> Said:
        """Give an entry that may not be left out.

        :raises Wrong: ``missing``, ``type``.
        """
        self.checked(dict)
        if key not in self.value:
            raise Wrong(self, "missing", key)
        return self.value[key].checked(kind)

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        """Give a number that lies between two; the default where it is left out, if there is one.

        :raises Wrong: ``missing``, ``type``, ``range``.
        """
        if default is not None and not self.has(key):
            return default
        said = self.get(key, NUMBER)
        if not low <= said.value <= high:
            raise Wrong(said, "range")
        return float(said.value)

    def items(self, key: str) -> list[Said]:
        """Give the members of a list, none where it is left out.

        :raises Wrong: ``type``.
        """
        return self.get(key, list).value if self.has(key) else []

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text that says something; the default where it is left out, if there is one.

        :raises Wrong: ``missing``, ``type``.
        """
        if default is not None and not self.has(key):
            return default
        said = self.get(key, str)
        if not said.value.strip():
            raise Wrong(said, "missing")
        return str(said.value)

    def only(self, *keys: str) -> Said:
        """Refuse an entry that nothing reads: it may be a word misspelt.

        :raises Wrong: ``type``, ``not_read``.
        """
        for key, item in self.checked(dict).value.items():
            if key not in keys:
                raise Wrong(item, "not_read")
        return self


def label(said: Said) -> dict[str, str]:
    """Read the text ``label`` of an object, in each language.

    :raises Wrong: ``missing``, ``type``, ``label``.
    """
    words = said.get("label", dict)
    if not all(words.has(language) and isinstance(words.value[language].value, str) for language in LANGUAGES):
        raise Wrong(words, "label")
    return {language: str(words.value[language].value) for language in LANGUAGES}


def condition(said: Said) -> dict[str, Any]:
    """Read a condition, see :mod:`.conditions`.

    :raises Wrong: ``condition``.
    """
    when: dict[str, Any] = said.plain
    try:
        check(when)
    except GisementError as error:
        raise Wrong(said, "condition") from error
    return when


def deeper_than(content: Any, most: int) -> bool:
    """Tell whether JSON content is deeper than it may be; without recursion, which deep content would break."""
    level = [content]
    for _ in range(most):
        level = [item for each in level for item in _inside(each)]
        if not level:
            return False
    return True


def _inside(content: Any) -> list[Any]:
    if isinstance(content, dict):
        return list(content.values())
    return content if isinstance(content, list) else []


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(float(number))
    except OverflowError:
        return False
