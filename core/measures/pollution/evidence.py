"""Pieces of evidence: one row for each record and each site that it speaks of, whatever the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ...resources import resource
from ...sites.persons import names_a_person

if TYPE_CHECKING:
    import numpy.typing as npt

#: how a record lies to a site
ON_SITE, NEXT_DOOR, NEAR, HERE_OR_NEAR, TOWN, CITED = (
    "sur le site",
    "parcelle contiguë",
    "à proximité",
    "sur le site ou à côté",
    "dans la commune",
    "cité par l'inventaire",
)
#: what is known of a piece; ``site`` is the position of the site, ``numero`` another number of the record, ``clos``
#: whether the State has closed the case, ``perdu`` whether the record's point says nothing of where it is
COLUMNS = (
    *("site", "role", "source", "identifiant", "numero", "nom", "relation", "distance_m", "precision", "niveau"),
    *("clos", "perdu", "geometry"),
)
#: fields of the layer, beside the site and the geometry
LAYER = ("source", "identifiant", "nom", "relation", "distance_m", "precision", "niveau")
SEPARATOR = " ; "


def gathered(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put pieces together, the strongest of each site first, then the nearest."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype=_kind(name)) for name in COLUMNS})
    pieces = pd.concat(parts, ignore_index=True)
    return pieces.sort_values(
        ["site", "niveau", "distance_m", "role", "identifiant"],
        ascending=[True, False, True, True, True],
        kind="stable",
        ignore_index=True,
    )


def _kind(name: str) -> Any:
    return {"site": np.int64, "distance_m": float, "niveau": float, "clos": bool, "perdu": bool}.get(name, object)


def told(pieces: pd.DataFrame, count: int, report_towns: pd.Series | None = None) -> npt.NDArray[np.object_]:
    """Write the pieces of each site in one text, the strongest first; None where there is none.

    :param pieces: as :func:`gathered` gives them.
    :param count: how many sites there are.
    :param report_towns: what to add for records lost in the municipality: a text for each site, or None.
    """
    texts = np.full(count, None, dtype=object)
    if len(pieces):
        joined = phrases(pieces).groupby(pieces["site"].to_numpy(), sort=True).agg(SEPARATOR.join)
        texts[joined.index.to_numpy()] = joined.to_numpy()
    if report_towns is None:
        return texts
    more = report_towns.to_numpy(dtype=object)
    both = pd.notna(texts) & pd.notna(more)
    texts = np.where(pd.isna(texts), more, texts)
    texts[both] = texts[both] + SEPARATOR + more[both]
    return texts


def phrases(pieces: pd.DataFrame) -> pd.Series:
    """Write each piece: ``CASIAS IDF9302157 Garage (à 45 m)``."""
    metres = pieces["distance_m"].to_numpy(dtype=float)
    away = pd.Series(np.where(np.isnan(metres), 0.0, metres).round().astype(np.int64).astype(str), index=pieces.index)
    relation = pieces["relation"].astype(object)
    near = (relation == NEAR).to_numpy()
    where = relation.where(~near, "à " + away + " m")
    beside = (relation == NEXT_DOOR).to_numpy() & (metres > 0)
    where = where.where(~beside, relation + ", à " + away + " m")
    where = where.str.replace("^sur le site, (.*)$", r"\1 du site", regex=True)
    where = where.where(relation != CITED, "inventaire")
    where = where + np.where(pieces["perdu"].to_numpy(dtype=bool), ", mal localisée", "")
    street = pieces["precision"].isin(resource("measures/pollution")["localisations"]["a_la_rue"])
    where = where + np.where(street, ", à la rue", "")
    where = where + np.where(pieces["clos"].to_numpy(dtype=bool), ", clôturée", "")
    return named(pieces) + " (" + where + ")"


def named(pieces: pd.DataFrame) -> pd.Series:
    """Name each piece by its register, its number and its name, as far as they are known."""
    most = int(resource("measures/pollution")["preuves"]["nom_max"])
    names = pieces["nom"].fillna("").astype(str).str.replace(";", ",", regex=False).str.strip()
    names = names.where(names.str.len() <= most, names.str.slice(0, most - 1).str.rstrip() + "…")
    numbers = pieces["identifiant"].fillna("").astype(str)
    nobody = (names == "") & (numbers == "")
    words = pieces["source"].astype(str) + np.where(numbers == "", "", " " + numbers)
    words = words + np.where(names == "", "", " " + names)
    return words + np.where(nobody, " sans numéro", "")


def without_persons(names: pd.Series) -> pd.Series:
    """Hide the names that are those of natural persons, which no study keeps."""
    codes, distinct = pd.factorize(names.to_numpy())
    sign = resource("fields/personnes")["cache"]
    shown = np.array([*(sign if names_a_person(str(name)) else str(name) for name in distinct), None], dtype=object)
    return pd.Series(shown[codes], index=names.index)


def layer_of(pieces: pd.DataFrame, index: pd.Index, crs: Any) -> gpd.GeoDataFrame:
    """Give the pieces as a layer: the register's own geometry, none where the register gives no place."""
    table = pieces[list(LAYER)].reset_index(drop=True)
    table.insert(0, "site_id", index.to_numpy()[pieces["site"].to_numpy(dtype=np.int64)])
    table["niveau"] = table["niveau"].astype("Int64")
    return gpd.GeoDataFrame(table, geometry=gpd.GeoSeries(pieces["geometry"].to_numpy(), crs=crs), crs=crs)
