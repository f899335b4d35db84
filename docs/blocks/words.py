"""Tables, numbers and conditions in Markdown and French."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

#: what no data file says; figures stand in braces and come from the resources
TEXTS = Path(__file__).resolve().parent.parent / "textes.json"
NO_BREAK_SPACE = "\u00a0"
OPERATORS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def texts() -> dict[str, Any]:
    """Read the texts of the pages' written parts."""
    return json.loads(TEXTS.read_text(encoding="utf-8"))


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write a Markdown table."""
    lines = [list(head), ["---"] * len(list(head)), *rows]
    return "\n".join(f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def code(text: object) -> str:
    """Mark a name as code; nothing stays nothing."""
    return f"`{text}`" if text not in (None, "") else ""


def number(value: float, decimals: int = 2) -> str:
    """Write a number in French, without useless zeros."""
    written = f"{value:,.{decimals}f}" if abs(value) >= 10_000 else f"{value:.{decimals}f}"
    shortened = written.rstrip("0").rstrip(".") if "." in written else written
    return shortened.replace(",", NO_BREAK_SPACE).replace(".", ",")


def typographic(text: str) -> str:
    """Write apostrophes as print does, outside code."""
    pieces = text.split("`")
    return "`".join(piece.replace("'", "’") if index % 2 == 0 else piece for index, piece in enumerate(pieces))


def phrase(condition: dict[str, Any], inside: bool = False) -> str:
    """Write a condition as a French phrase."""
    for key, word in (("all", " et "), ("any", " ou ")):
        if key in condition:
            joined = word.join(phrase(part, True) for part in condition[key])
            return f"({joined})" if inside and len(condition[key]) > 1 else joined
    if "not" in condition:
        return f"non ({phrase(condition['not'])})"
    name, op, value = code(condition["column"]), condition["op"], condition.get("value")
    if op == "known":
        return f"{name} connu"
    if op in ("in", "not_in"):
        return f"{name} {'parmi' if op == 'in' else 'hors de'} : {', '.join(value)}"
    return f"{name} {OPERATORS[op]} {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "vrai" if value else "faux"
    return number(value) if isinstance(value, (int, float)) else f"« {value} »"
