"""The table of decisions: for each pair, what was compared, what was decided, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .deciding import MERGED, kinds

if TYPE_CHECKING:
    import pandas as pd

    from .gathering import Gathered
    from .keeping import Donors

COLUMNS = [
    "site_a",
    "producteur_a",
    "inventaire_a",
    "site_b",
    "producteur_b",
    "inventaire_b",
    "nom_a",
    "nom_b",
    "formes",
    "recouvrement",
    "surface_commune_m2",
    "parcelles_communes",
    "parcelles_part",
    "rapport_surfaces",
    "distance_m",
    "fiches_au_point",
    "similarite_nom",
    "meme_id",
    "meme_commune",
    "decision",
    "code",
    "motif",
    "site_garde",
    "geometrie_de",
]
#: decimals of the figures, which are measures and no more precise
DECIMALS = {
    "recouvrement": 4,
    "surface_commune_m2": 1,
    "parcelles_part": 4,
    "rapport_surfaces": 2,
    "distance_m": 1,
    "similarite_nom": 3,
}


def decision_table(
    decided: pd.DataFrame, gathered: Gathered, donors: Donors, site_ids: np.ndarray, language: str
) -> pd.DataFrame:
    """Write the table: one row per pair that anything spoke for, columns :data:`COLUMNS`, ``motif`` in the language.

    :param site_ids: the identifiers of the sites that are kept, in the order of ``donors.rows``.
    """
    table = decided.round(DECIMALS)
    for side in "ab":
        rows = gathered.origin.iloc[decided[side]].reset_index(drop=True)
        table[f"site_{side}"] = rows["site_id"]
        table[f"producteur_{side}"] = rows["producteur"]
        table[f"inventaire_{side}"] = rows["inventaire"]
        names = gathered.records.get("site_nom")
        table[f"nom_{side}"] = None if names is None else names.iloc[decided[side]].to_numpy()
    for name in ("meme_id", "meme_commune"):
        table[name] = np.where(decided[name], "oui", "non")
    table["motif"] = decided["code"].map(lambda code: kinds()[code]["motif"][language])
    place = np.searchsorted(donors.rows, donors.kept[decided["a"]])
    merged = (decided["decision"] == MERGED).to_numpy()
    table["site_garde"] = np.where(merged, site_ids[place], None)
    shape_from = gathered.origin["producteur"].to_numpy()[donors.shape]
    table["geometrie_de"] = np.where(merged, shape_from[place], None)
    return table[COLUMNS]
