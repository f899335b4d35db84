"""What the file said where the standard says otherwise, kept with the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

#: column that holds, as JSON, the text of the file for each field that was written anew; NULL where none was
ORIGINALS = "valeurs_origine"


class Originals:
    """Collects the texts that were replaced."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._texts: dict[int, dict[str, str]] = {}

    def keep(self, field: str, changed: np.ndarray, texts: np.ndarray) -> None:
        """Keep the texts of a field where ``changed`` (one boolean per site)."""
        for row in np.flatnonzero(changed):
            self._texts.setdefault(row, {})[field] = texts[row]

    def column(self, before: pd.Series | None) -> np.ndarray:
        """Give the JSON of each site; what an earlier passage kept stays, for it is nearer to the file."""
        column = np.full(self._count, None, dtype=object)
        if before is not None:
            column[:] = before.astype(object).where(before.notna(), None).to_numpy()
        for row, texts in self._texts.items():
            column[row] = json.dumps({**texts, **_kept(column[row])}, ensure_ascii=False)
        return column


def _kept(text: str | None) -> dict[str, str]:
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
