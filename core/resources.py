"""Reads the data files of `resources/`, where every figure that a jurist or a planner may change lives."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .errors import GisementError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def read_json(path: str | Path) -> Any:
    """Read a JSON file of the user or of `resources/`.

    :raises GisementError: ``file_not_found``, ``file_unreadable``, ``json_too_deep``, or ``json_invalid`` with the line
        and the reason.
    """
    path = Path(path)
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_once)
    except FileNotFoundError as error:
        raise GisementError("file_not_found", file=str(path)) from error
    except json.JSONDecodeError as error:
        raise GisementError("json_invalid", file=str(path), line=error.lineno, reason=error.msg) from error
    except (OSError, UnicodeDecodeError) as error:
        raise GisementError("file_unreadable", file=str(path), reason=str(error)) from error
    except RecursionError as error:
        raise GisementError("json_too_deep", file=str(path)) from error
    except ValueError as error:  # a doubled name, a number of thousands of digits: nobody tells the line
        raise GisementError("json_invalid", file=str(path), line="?", reason=str(error)) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its entries; of two of one name the last would win, and nobody would know."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f'"{next(name for name in names if names.count(name) > 1)}" stands twice in one object')
    return found


@cache
def resource(name: str) -> Any:
    """Read `resources/<name>.json` once. The value is shared: callers do not change it."""
    return read_json(RESOURCES / f"{name}.json")


def listed(folder: str) -> list[str]:
    """Name the JSON files of a folder of `resources/`, without their ending, in order."""
    return sorted(path.stem for path in (RESOURCES / folder).glob("*.json"))
