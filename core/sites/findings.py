"""What the inventory's defects are, what rule each breaks, and what was done about it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..resources import listed, resource

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = [
    "site_id",
    "code",
    "gravite",
    "champ",
    "valeur",
    "correction",
    "message",
    "regle",
    "remede",
    "reparable",
]
ERROR, WARNING, REMARK, REPAIRED = "erreur", "avertissement", "information", "repare"


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """Give what is known of each code: ``gravite``, ``reparable``, and ``message``, ``regle``, ``remede`` by language.

    They stand in `resources/fields/constats/`, one file per family.
    """
    return {
        code: kind
        for family in listed("fields/constats")
        for code, kind in resource(f"fields/constats/{family}").items()
    }


class Findings:
    """Collects findings; a finding whose correction is given was repaired."""

    def __init__(self) -> None:
        self._parts: list[pd.DataFrame] = []

    def add(
        self,
        code: str,
        site_ids: Iterable[str | None],
        field: str,
        values: Iterable[Any] | None = None,
        corrections: Iterable[Any] | None = None,
    ) -> None:
        """Note the same finding for several sites.

        :param site_ids: one per finding; None for what concerns the whole file.
        :param values: the value met at each.
        :param corrections: what it was replaced by; the finding is then ``repare``.
        """
        if code not in kinds():
            raise KeyError(code)
        part = pd.DataFrame({"site_id": list(site_ids)}, dtype=object)
        if part.empty:
            return
        part["code"], part["champ"] = code, field
        part["valeur"] = _texts(values, len(part))
        part["correction"] = _texts(corrections, len(part))
        part["repare"] = corrections is not None
        self._parts.append(part)

    def extend(self, others: Findings) -> None:
        """Take over the findings of others."""
        self._parts += others._parts

    def sites_with(self, code: str) -> set[str]:
        """Name the sites that have a finding of this code."""
        return {site for part in self._parts for site in part["site_id"][part["code"] == code]}

    def count(self, severity: str) -> int:
        """Count the findings of a severity, as :meth:`table` tells it: what was repaired is ``repare``."""
        told = [
            pd.Series(REPAIRED, index=part.index).where(
                part["repare"].astype(bool), part["code"].map(lambda code: kinds()[code]["gravite"])
            )
            for part in self._parts
        ]
        return sum(int((severities == severity).sum()) for severities in told)

    def corrected(self) -> set[tuple[str | None, str]]:
        """Name the sites and fields of which a finding gives a correction."""
        rows = [part[part["repare"].astype(bool)] for part in self._parts]
        return {pair for part in rows for pair in zip(part["site_id"], part["champ"])}

    def besides(self, others: Findings) -> Findings:
        """Give these findings without those about a site's field of which the others speak already."""
        told = set()
        for part in others._parts:
            told |= set(zip(part["site_id"], part["champ"]))
        rest = Findings()
        for part in self._parts:
            new = [pair not in told for pair in zip(part["site_id"], part["champ"])]
            rest._parts.append(part[new])
        return rest

    def table(self, language: str = "fr", proposed: bool = False) -> pd.DataFrame:
        """Give the findings as a table with the columns :data:`COLUMNS`, texts in the language (``fr`` or ``en``).

        :param proposed: the corrections were not made yet: each finding keeps the severity of its rule, and is
            ``reparable`` where it has a correction.
        """
        if not self._parts:
            return pd.DataFrame(columns=COLUMNS, dtype=object)
        table = pd.concat(self._parts, ignore_index=True)
        known = table["code"].map(kinds())
        corrected = table.pop("repare").to_numpy(dtype=bool)
        table["gravite"] = known.map(lambda kind: kind["gravite"])
        table["reparable"] = known.map(lambda kind: "oui" if kind["reparable"] else "non")
        if proposed:
            table["reparable"] = np.where(corrected, "oui", "non")
        else:
            table["gravite"] = table["gravite"].where(~corrected, REPAIRED)
        facts = list(zip(table["champ"], table["valeur"], table["correction"]))
        for text in ("message", "regle", "remede"):
            table[text] = [
                kind[text][language].format(champ=field, valeur=_shown(value), correction=_shown(correction))
                for kind, (field, value, correction) in zip(known, facts)
            ]
        return table[COLUMNS]


def _texts(values: Iterable[Any] | None, count: int) -> list[str | None]:
    if values is None:
        return [None] * count
    return [None if value is None or value != value else str(value) for value in values]


def _shown(text: str | None) -> str:
    return "–" if text is None else text
