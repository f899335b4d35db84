"""What the exported files do not say as the inventory did: left out, replaced, defaulted; and who is not in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = ["site_id", "champ", "valeur", "exporte", "code", "motif"]
REJECTED_COLUMNS = ["site_id", "code", "motif"]


class Notes:
    """Collects notes; the sentence of each code stands in `resources/export/motifs.json`."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def add(
        self,
        code: str,
        site_ids: pd.Index,
        field: str,
        values: Iterable[Any] | None = None,
        exported: Any = None,
    ) -> None:
        """Note the same of several sites.

        :param values: what the inventory says; never kept of the fields that may name a natural person.
        :param exported: what the file says instead, one for all or one per site; None for an empty cell.
        """
        part = pd.DataFrame({"site_id": site_ids}, dtype=object)
        if part.empty:
            return
        quoted = values is not None and field not in resource("export/commun")["never_quoted"]
        part["champ"] = field
        part["valeur"] = list(values) if values is not None and quoted else None
        part["exporte"] = exported if exported is None or isinstance(exported, str) else list(exported)
        part["code"] = code
        self._parts.append(part)

    def keep(self, site_ids: pd.Index) -> None:
        """Forget what was noted of other sites, which are not exported."""
        parts = [part[part["site_id"].isin(site_ids)] for part in self._parts]
        self._parts = [part for part in parts if len(part)]

    def __len__(self) -> int:
        """Count the notes."""
        return sum(len(part) for part in self._parts)

    def sites(self, code: str) -> int:
        """Count the sites that have a note of this code."""
        found = [part["site_id"] for part in self._parts if part["code"].iloc[0] == code]
        return int(pd.concat(found).nunique()) if found else 0

    def table(self, language: str) -> pd.DataFrame:
        """Give the notes with the columns :data:`COLUMNS`, ``motif`` in the language (``fr`` or ``en``)."""
        if not self._parts:
            return pd.DataFrame(columns=COLUMNS, dtype=object)
        table = pd.concat(self._parts, ignore_index=True)
        return table.assign(motif=reasons(table["code"], language))[COLUMNS]


def rejected_table(codes: pd.Series, language: str) -> pd.DataFrame:
    """Give the sites that could not be exported with the columns :data:`REJECTED_COLUMNS`.

    :param codes: why, by ``site_id``.
    """
    table = pd.DataFrame({"site_id": codes.index, "code": codes.to_numpy()}, dtype=object)
    return table.assign(motif=reasons(table["code"], language))[REJECTED_COLUMNS]


def reasons(codes: pd.Series, language: str) -> pd.Series:
    """Give the sentence of each code."""
    sentences = {code: texts[language] for code, texts in resource("export/motifs").items()}
    return codes.map(sentences)
