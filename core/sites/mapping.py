"""The user's own names of columns and values, from the JSON file MAPPING."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Mapping:
    """What the user says of the file: column → field of the standard; field → value met → value of the standard."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def load_mapping(path: str | Path) -> Mapping:
    """Read a mapping file."""
    raise NotImplementedError(path)
