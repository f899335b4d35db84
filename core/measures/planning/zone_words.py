"""Names the zones of each site with their shares, their documents, and what none of them covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from .covers import SITE
from .wording import largest_first, lines, percent

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from .covers import Cover

Told = dict[str, "npt.NDArray[Any]"]


def zone_words(zones: Cover | None, count: int, own: dict[str, pd.Series], report: Report) -> Told:
    """Give the labels, shares and documents of the zones, and how far they cover each of `count` sites.

    :param own: what the inventory says, for where no zone is known.
    """
    label, document = own["libelle"].to_numpy(dtype=object), own["document"].to_numpy(dtype=object)
    document = np.where(pd.isna(document) & (own["type"] == "RNU").to_numpy(), "RNU", document)
    nothing = np.full(count, None, dtype=object)
    unknown = np.full(count, np.nan)
    if zones is None:
        return {
            "zone_libelle": label, "zone_libelle_part": unknown, "zones": nothing, "zone_document": document,
            "zone_couverte_part": unknown, "zone_superposee_part": unknown,
        }  # fmt: skip
    figures = resource("measures/planning")
    least = float(figures["effleurement_m2"]["value"])
    covered = zones.covered()
    labels = largest_first(zones.shares(zones.pieces["libelle"]), zones, least)
    total = labels.groupby(SITE)["share"].sum().reindex(range(count), fill_value=0.0).to_numpy()
    over = np.where(np.isnan(covered), np.nan, np.clip(total - covered, 0.0, None))
    over[over < float(figures["zonage"]["superposition_min"]["value"])] = 0.0
    if (over > 0).any():
        report.warn("zones_overlap", count=int((over > 0).sum()))
    first = labels.drop_duplicates(SITE).set_index(SITE)
    majority = first["class"].reindex(range(count)).to_numpy(dtype=object)
    kinds_of_document = zones.shares(zones.pieces["document"])
    documents = largest_first(kinds_of_document, zones, least)
    said = lines(documents["class"], documents[SITE], count, ", ")
    vague = said == figures["documents"]["zone_sans_type"]
    return {
        "zone_libelle": np.where(pd.isna(majority), label, majority),
        "zone_libelle_part": first["share"].reindex(range(count)).to_numpy(dtype=float),
        "zones": _shares_in_words(labels, covered, over),
        "zone_document": np.where(pd.isna(said) | (vague & ~pd.isna(document)), document, said),
        "zone_couverte_part": covered,
        "zone_superposee_part": over,
    }


def _shares_in_words(
    labels: pd.DataFrame, covered: npt.NDArray[np.float64], over: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    """Write the zones of each site, and what none covers: "UE 62 %, A 30 %, non couvert 8 %"."""
    words = labels["class"] + " " + percent(labels["share"])
    told = pd.Series(lines(words, labels[SITE], len(covered), ", "), dtype=object)
    bare = 1.0 - covered
    rest = pd.Series("non couvert " + percent(bare), dtype=object).where(bare >= 0.005)
    both = told.where(rest.isna(), (told + ", ").fillna("") + rest.fillna(""))
    both = both.where(~(over > 0), both + " (zones superposées)")
    return both.where(both.notna() & ~np.isnan(covered), None).to_numpy(dtype=object)
