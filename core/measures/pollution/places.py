"""Where the sites are, and how well the registers know where their records are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...folding import fold, plain
from ...resources import resource
from ...sites.fields import known
from ...sites.footprint import has_shape
from ...sites.municipality import without_arrondissements
from ...sites.values.codes import read_insee
from ...territory import catalogue

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

#: what the words of a register say of a place that nobody knows
UNKNOWN = "inconnue"
PARCEL, TOWN = "parcelle", "commune"
#: dimensions of geometries
POINT, LINE, AREA = 0, 1, 2


@dataclass(frozen=True)
class Places:
    """The sites as the registers are searched around them.

    :param shapes: (n,) geometries, None where a site has none.
    :param shaped: (n,) whether the shape is the site's own, not a point or the disc that stands for it.
    :param commune: (n,) INSEE code of the municipality, or None.
    """

    shapes: npt.NDArray[np.object_]
    shaped: npt.NDArray[np.bool_]
    commune: npt.NDArray[np.object_]


def places_of(sites: gpd.GeoDataFrame) -> Places:
    """Give the places of the sites."""
    shapes = sites.geometry.to_numpy()
    said = sites["comm_insee"] if "comm_insee" in sites else pd.Series(None, index=sites.index, dtype=object)
    return Places(shapes, has_shape(sites) & (shapely.area(shapes) > 0), insee(said))


def insee(codes: pd.Series) -> npt.NDArray[np.object_]:
    """Give INSEE codes in five characters, of an arrondissement that of its city; None for what is no code."""
    places, distinct = pd.factorize(known(codes.astype(object)).to_numpy(dtype=object))
    form = resource("fields/ecritures")["code_insee"]
    texts = [read_insee(str(code)).value or "" for code in distinct]
    sound = [text if re.fullmatch(form, text) else None for text in texts]
    cities = without_arrondissements(pd.Series(sound, dtype=object)).to_list()
    told = np.array([*(city if text else None for city, text in zip(cities, sound)), None], dtype=object)
    return told[places]


def located(rows: pd.DataFrame, shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Tell how each record was located: a class of ``localisations`` in the resources; None where nobody says.

    Where the register does not say, an area is located as well as a parcel, and records of several addresses that stand
    at one and the same point were put in the middle of their municipality.

    :param rows: fields of the role, of which ``precision`` and ``adresse`` matter.
    :param shapes: (m,) their geometries, None for those that lie nowhere.
    """
    said = np.full(len(rows), None, dtype=object)
    if "precision" in rows:
        codes, distinct = pd.factorize(rows["precision"].to_numpy())
        meant = [class_of(str(word)) for word in distinct]
        said = np.array([*(None if word == UNKNOWN else word for word in meant), None], dtype=object)[codes]
    silent = pd.isna(said)
    said[silent & (shapely.get_dimensions(shapes) == AREA)] = PARCEL
    if "adresse" in rows:
        said[silent & _at_one_point(rows["adresse"], shapes)] = TOWN
    return said


def _at_one_point(addresses: pd.Series, shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell which points bear so many different addresses that they are nobody's own."""
    most = int(resource("measures/pollution")["localisations"]["adresses_au_meme_point"]["value"])
    places = pd.factorize(shapely.to_wkb(shapes))[0]
    dots = (shapely.get_dimensions(shapes) == POINT) & (places >= 0)
    crowded = dots & (np.bincount(places[dots], minlength=places.max(initial=0) + 1) >= most)[places]
    table = pd.DataFrame({"place": places[crowded], "address": addresses.to_numpy(dtype=object)[crowded]})
    table["address"] = table["address"].map(lambda address: fold(str(address)), na_action="ignore")
    crowded[crowded] = (table.groupby("place")["address"].transform("nunique") >= most).to_numpy()
    return crowded


def tell_strange_words(role: str, territory: Territory, report: Report) -> None:
    """Tell the words by which a register says how it located its records, where no class knows them."""
    words = territory.values(role, "precision") if "precision" in catalogue.schema(role)["fields"] else None
    if words is None:
        return
    strange = [word for word in words.dropna().unique() if word.strip() and class_of(word) is None]
    if strange:
        count = int(words.isin(strange).sum())
        report.warn("location_not_understood", role=role, count=count, words=", ".join(sorted(strange)[:5]))


def class_of(word: str) -> str | None:
    """Give the class of a word that says how a record was located; None for a word that no class knows."""
    text = plain(word).strip()
    for entry in resource("measures/pollution")["localisations"]["classes"]:
        if re.search(entry["motif"], text):
            return str(entry["classe"])
    return None


def is_lost(location: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell which records are placed by their municipality at best, so that their point says nothing."""
    return np.isin(location.astype(str), resource("measures/pollution")["localisations"]["sans_place"])
