"""Follows the code of a commune through mergers and changes of code, to the vintage of another list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..sites.municipality import without_arrondissements
from .codes import commune_codes

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..report import Report
    from ..territory import Territory

ROLE = "mouvement_commune"
#: what a commune is in the list of movements, beside associated and delegated ones
COMMUNE = "commune"
#: codes are followed through so many changes at most: none has known more than a handful, a ring would have no end
STEPS = 20


@dataclass(frozen=True)
class Movements:
    """Where each code that was given up went, the last time that it was.

    :param last: index the code; ``after`` the code that took it over (None where several did), ``on`` the date
        (``YYYY-MM-DD``, ``YYYY``, or empty where the list gives none).
    """

    last: pd.DataFrame

    @classmethod
    def none(cls) -> Movements:
        """Know of no movement: arrondissements alone are led to their cities."""
        return cls(pd.DataFrame({"after": [], "on": []}, index=pd.Index([], dtype=object), dtype=object))

    @classmethod
    def of(cls, before: pd.Series, after: pd.Series, on: pd.Series) -> Movements:
        """Make them of a list of changes (n,): a code, the one that took it over, the date.

        A code that a change of the same date leaves to itself was not given up: its commune grew, or lost a part.
        """
        changes = pd.DataFrame(
            {"before": before.to_numpy(), "after": after.to_numpy(), "on": on.fillna("").astype(str).to_numpy()}
        ).dropna(subset=["before", "after"])
        stays = changes.loc[changes["before"] == changes["after"], ["before", "on"]]
        kept = pd.MultiIndex.from_frame(changes[["before", "on"]]).isin(pd.MultiIndex.from_frame(stays))
        changes = changes[~kept].drop_duplicates()
        changes = changes[changes["on"] == changes.groupby("before")["on"].transform("max")]
        several = changes["before"].duplicated(keep=False)
        one = cls(changes[~several].set_index("before"))
        split = changes[several].assign(after=one.ends(changes.loc[several, "after"]).to_numpy())
        split = split.drop_duplicates()
        split.loc[split["before"].duplicated(keep=False), "after"] = None
        return cls(pd.concat([one.last, split.drop_duplicates("before").set_index("before")]))

    def ends(self, codes: pd.Series) -> pd.Series:
        """Give for each code the one to which all its changes have led in the end."""
        kept = pd.concat([codes, self.last["after"]]).dropna()
        return self.to(codes, set(kept[~kept.isin(self.last.index)]))

    def to(self, codes: pd.Series, known: Collection[str]) -> pd.Series:
        """Give for each code the one of `known` that it stands for: itself, the one that took it over, or the city of
        an arrondissement; None where there is none, or where its land went to several.
        """
        found = codes.to_numpy(dtype=object).copy()
        at = np.full(len(found), "", dtype=object)
        known = pd.Index(list(known), dtype=object)
        for _ in range(STEPS):
            open_ = ~pd.Index(found).isin(known)
            step = self.last.reindex(found[open_])
            later = step["on"].notna().to_numpy() & (step["on"].fillna("").to_numpy() >= at[open_])
            moved = np.flatnonzero(open_)[later]
            if not len(moved):
                break
            found[moved], at[moved] = step["after"].to_numpy(dtype=object)[later], step["on"].to_numpy()[later]
        cities = without_arrondissements(pd.Series(found, dtype=object))
        found = np.where(pd.Index(found).isin(known), found, cities.to_numpy(dtype=object))
        return pd.Series(np.where(pd.Index(found).isin(known), found, None), index=codes.index, dtype=object)


def read_movements(territory: Territory, report: Report) -> Movements:
    """Read the list of movements of the territory; none where it has none.

    Of INSEE's list, only what leads from a commune to a commune counts: the same lines also tell of the associated and
    delegated communes that mergers leave.
    """
    rows = territory.table(ROLE, ["avant", "apres", "date", "type_avant", "type_apres"])
    if rows is None:
        return Movements.none()
    whole = [rows[kind].fillna(COMMUNE) == COMMUNE for kind in ("type_avant", "type_apres")]
    rows = rows[whole[0] & whole[1]]
    codes, lost = commune_codes(pd.concat([rows["avant"], rows["apres"]]))
    if lost:
        report.warn("codes_without_zero", role=ROLE, count=lost)
    return Movements.of(codes.iloc[: len(rows)], codes.iloc[len(rows) :], rows["date"])
