"""Which record goes into which: no chains, every record goes into one that it is linked to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


def kept_records(links: pd.DataFrame, count: int) -> np.ndarray:
    """Give for each record the row of the record it goes into; its own where it is kept.

    Records are taken from the best to the last: one that is the same site as a better one already kept is not kept,
    and goes into the one it is best linked to (land in common, name, parcels in common, distance). So no two kept
    records are linked, and nothing is merged through a third.

    :param links: the pairs that are the same site: rows ``a`` < ``b`` and their evidence; rows go best first.
    :param count: the number of records.
    """
    kept = np.arange(count)
    is_kept = np.ones(count, dtype=bool)
    better = links.groupby("b")["a"].agg(list)
    for record, others in better.items():
        is_kept[record] = not is_kept[others].any()
    strong = links[is_kept[links["a"]] & ~is_kept[links["b"]]]
    strong = strong.assign(
        alike=strong["similarite_nom"].where(strong["nom_distinctif"], 0.0).round(2),
    ).sort_values(
        ["recouvrement", "alike", "parcelles_communes", "distance_m", "a"],
        ascending=[False, False, False, True, True],
        na_position="last",
        kind="stable",
    )
    best = strong.drop_duplicates("b")
    kept[best["b"].to_numpy()] = best["a"].to_numpy()
    return kept
