"""What the inventory's defects are and what was done about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ["site_id", "code", "gravite", "champ", "valeur", "message"]


class Findings:
    """Collects findings; each has a stable code whose severity and sentence are in `resources/fields/constats.json`."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, Any]] = []

    def add(self, code: str, site_ids: Iterable[str], field: str, values: Iterable[Any] | None = None) -> None:
        """Note the same finding for several sites, with the value met at each."""
        site_ids = list(site_ids)
        values = list(values) if values is not None else [None] * len(site_ids)
        self._rows += [(site_id, code, field, value) for site_id, value in zip(site_ids, values)]

    def table(self) -> pd.DataFrame:
        """Give the findings: site_id, code, gravite, champ, valeur, message (French)."""
        texts = resource("fields/constats")
        rows = [
            (
                site_id,
                code,
                texts[code]["gravite"],
                field,
                None if value is None else str(value),
                texts[code]["fr"].format(champ=field, valeur=value),
            )
            for site_id, code, field, value in self._rows
        ]
        return pd.DataFrame(rows, columns=COLUMNS)
