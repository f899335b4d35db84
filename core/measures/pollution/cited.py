"""The numbers of registers that the inventory itself gives for its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...resources import resource
from ...sites.fields import known
from ...territory import catalogue
from . import evidence
from .grades import grades

if TYPE_CHECKING:
    import geopandas as gpd

    from ...territory import Territory

NUMBERS = ("identifiant", "numero")


def cited_pieces(sites: gpd.GeoDataFrame, territory: Territory) -> pd.DataFrame:
    """Make a piece of each number that the inventory gives, with what the register says of it where it is there."""
    parts = []
    for column, said in resource("measures/pollution")["inventaire"].items():
        if column not in sites:
            continue
        texts = known(sites[column].astype(object)).map(str, na_action="ignore").reset_index(drop=True)
        numbers = texts.str.split(r"[\s|,;]+", regex=True).explode().dropna()
        numbers = numbers[numbers != ""]
        if not len(numbers):
            continue
        pieces = pd.DataFrame(
            {
                "site": numbers.index.to_numpy(dtype=np.int64),
                "role": said["registre"],
                "source": said["nom"],
                "identifiant": numbers.to_numpy(dtype=object),
                "numero": None,
                "nom": None,
                "relation": evidence.CITED,
                "distance_m": np.nan,
                "precision": None,
                "niveau": float(said["niveau"]),
                "clos": False,
                "perdu": False,
                "geometry": None,
            }
        )
        parts.append(_as_the_register_says(pieces, said["registre"], territory))
    return evidence.gathered(parts)


def _as_the_register_says(pieces: pd.DataFrame, role: str, territory: Territory) -> pd.DataFrame:
    """Add the name, the place and the state of the records that the register has under the numbers."""
    if not territory.has_shapes(role):
        return pieces
    for field in (name for name in NUMBERS if name in catalogue.schema(role)["fields"]):
        values = territory.values(role, field)
        if values is None or not values.isin(pieces["identifiant"]).any():
            continue
        rows = territory.read(role, among=(field, set(pieces["identifiant"])))
        if rows is None:
            continue
        rows = rows.drop_duplicates(field).set_index(field)
        closed = pd.Series(grades(role, rows, np.full(len(rows), None)).closed, index=rows.index)
        there = pieces["identifiant"].isin(rows.index)
        number = pieces.loc[there, "identifiant"]
        pieces.loc[there, "nom"] = number.map(evidence.without_persons(rows["nom"])).to_numpy()
        pieces.loc[there, "clos"] = number.map(closed).to_numpy(dtype=bool)
        pieces.loc[there, "geometry"] = number.map(rows.geometry.astype(object)).to_numpy(dtype=object)
    return pieces


def without_doubles(pieces: pd.DataFrame, cited: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep one of two pieces that are the same record, cited by the inventory and placed by the register: the stronger.

    :param pieces: of the registers.
    """
    placed = pd.concat(
        [pieces[["site", "role", "niveau"]].assign(number=pieces[name], placed=pieces.index) for name in NUMBERS]
    ).dropna(subset=["number"])
    said = cited[["site", "role", "niveau"]].assign(number=cited["identifiant"], cited=cited.index)
    both = placed.merge(said, on=["site", "role", "number"], suffixes=("", "_cited"))
    weaker = both["niveau"] < both["niveau_cited"]
    return pieces.drop(index=both.loc[weaker, "placed"].unique()), cited.drop(index=both.loc[~weaker, "cited"].unique())
