"""The records on each site and beside it: how they lie to it, and what that is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..overlay import shares
from . import evidence, parcels
from .places import AREA, POINT
from .records import SECTORS

if TYPE_CHECKING:
    import numpy.typing as npt

    from .places import Places
    from .records import Records, Search


def pairs_near(records: Records, some: npt.NDArray[np.int64], search: Search) -> pd.DataFrame:
    """Find the records within the neighbourhood of some sites.

    An area lies on a site when it covers so much of it, or so much of the area is there (``fiche_surfacique`` of the
    resources). Nothing lies on a site without a shape of its own.

    :param some: positions of the sites.
    :returns: ``site``, ``record`` (positions), ``metres`` between their edges, ``share`` of the site that an area
        covers, ``inside`` (the record lies on the site).
    """
    figures = resource("measures/pollution")
    shapes = search.places.shapes[some]
    tree = shapely.STRtree(records.shapes)
    near, record = tree.query(shapes, predicate="dwithin", distance=float(figures["voisinage_m"]["value"]))
    metres = shapely.distance(shapes[near], records.shapes[record])
    kind, shaped = shapely.get_dimensions(records.shapes[record]), search.places.shaped[some[near]]
    over = np.flatnonzero((kind == AREA) & shaped & (metres == 0))
    piece = shapely.area(shapely.intersection(shapes[near[over]], records.shapes[record[over]]))
    share, part = np.zeros(len(near)), np.zeros(len(near))
    share[over] = piece / shapely.area(shapes[near[over]])
    part[over] = piece / shapely.area(records.shapes[record[over]])
    least = figures["fiche_surfacique"]
    drawn = (share >= least["part_site_min"]) | (part >= least["part_fiche_min"])
    if records.role == SECTORS:
        drawn = share > 0  # what all sectors cover together is judged elsewhere
    inside = shaped & (metres == 0) & np.where(kind == AREA, drawn, (kind == POINT) & (records.role != SECTORS))
    inside &= ~records.lost[record]
    return pd.DataFrame({"site": some[near], "record": record, "metres": metres, "share": share, "inside": inside})


def with_next_door(
    pairs: pd.DataFrame, records: Records, some: npt.NDArray[np.int64], search: Search
) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Tell which records lie on a parcel next door (column ``beside``), and add those that lie farther away.

    :returns: the pairs, and the sites for which nobody can tell, for want of parcels around them.
    """
    worth, places = records.grades, search.places
    higher = np.flatnonzero(worth.beside > least_level())
    candidate = pairs["record"].isin(higher) & ~pairs["inside"] & places.shaped[pairs["site"]]
    told = search.territory.searched(parcels.ROLE, places.shapes) >= 1.0
    untold = pairs.loc[candidate & ~told[pairs["site"]], "site"].unique()
    if not len(higher) or parcels.ROLE not in search.territory.sources:
        return pairs.assign(beside=False), untold
    own = np.where(places.shaped[some], places.shapes[some], None)
    side = parcels.cell_side(places.shapes, search.territory.count(parcels.ROLE))
    found = parcels.next_door(own, records.shapes[higher], side, search.territory, search.report)
    found = pd.DataFrame({"site": some[found["site"]], "record": higher[found["record"]], "beside": True})
    joined = pairs.merge(found, on=["site", "record"], how="outer")
    far = joined["metres"].isna().to_numpy()
    shapes = places.shapes[joined["site"].to_numpy()[far]]
    joined.loc[far, "metres"] = shapely.distance(shapes, records.shapes[joined["record"].to_numpy()[far]])
    joined["share"] = joined["share"].fillna(0.0)
    inside = joined["inside"].fillna(False).astype(bool)
    return joined.assign(inside=inside, beside=joined["beside"].fillna(False).astype(bool) & ~inside), untold


def covered_by_sectors(records: Records, some: npt.NDArray[np.int64], search: Search) -> npt.NDArray[np.float64]:
    """Give the share of some sites that soil information sectors cover together; NaN without a shape of its own."""
    shapes = np.where(search.places.shaped[some], search.places.shapes[some], None)
    chosen = np.flatnonzero(~np.isnan(records.grades.level) & ~records.wrong)
    table = shares(shapes, records.shapes[chosen], pd.Series(SECTORS, index=range(len(chosen))))
    share = table[SECTORS].to_numpy(dtype=float) if SECTORS in table else np.zeros(len(some))
    return np.where(search.places.shaped[some], share, np.nan)


def levels_of(pairs: pd.DataFrame, records: Records, places: Places) -> npt.NDArray[np.float64]:
    """Give what each pair is worth; NaN for what is no evidence, or speaks of all sites of the municipality alike."""
    record = pairs["record"].to_numpy()
    level = np.full(len(pairs), least_level())
    beside, inside = pairs["beside"].to_numpy(dtype=bool), pairs["inside"].to_numpy(dtype=bool)
    level[beside] = records.grades.beside[record[beside]]
    level[inside] = records.grades.level[record[inside]]
    town = records.commune[record]
    alike = records.lost[record] & pd.notna(town) & (town == places.commune[pairs["site"].to_numpy()])
    level[alike | np.isnan(records.grades.level[record])] = np.nan
    return level


def pieces_of(pairs: pd.DataFrame, level: npt.NDArray[np.float64], records: Records) -> pd.DataFrame:
    """Make a piece of evidence of each pair that is worth something."""
    kept = pairs[~np.isnan(level)]
    record, metres = kept["record"].to_numpy(), kept["metres"].to_numpy(dtype=float)
    inside, share = kept["inside"].to_numpy(dtype=bool), kept["share"].to_numpy(dtype=float)
    relation = np.where(metres == 0, evidence.HERE_OR_NEAR, evidence.NEAR).astype(object)
    relation[kept["beside"].to_numpy(dtype=bool)] = evidence.NEXT_DOOR
    relation[inside] = evidence.ON_SITE
    drawn = inside & (share > 0)
    relation[drawn] = evidence.ON_SITE + ", " + _percent(share[drawn])
    rows = records.rows.iloc[record]
    return pd.DataFrame(
        {
            "site": kept["site"].to_numpy(),
            "role": records.role,
            "source": records.source,
            "identifiant": rows["identifiant"].to_numpy(dtype=object),
            "numero": rows["numero"].to_numpy(dtype=object) if "numero" in rows else None,
            "nom": evidence.without_persons(rows["nom"]).to_numpy(dtype=object),
            "relation": relation,
            "distance_m": metres,
            "precision": records.location[record],
            "niveau": level[~np.isnan(level)],
            "clos": records.grades.closed[record],
            "perdu": records.lost[record],
            "geometry": records.shapes[record],
        }
    )


def least_level() -> float:
    """Give what a record near a site is worth."""
    return float(resource("measures/pollution")["niveau_voisinage"])


def _percent(share: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """Write shares as whole percents, those below ten with a decimal: 4,9 % is not the 5 % from which a SIS counts."""
    texts = np.round(100.0 * share).astype(np.int64).astype(str).astype(object) + " %"
    tenths = np.round(1000.0 * share).astype(np.int64)
    few = (share < 0.1) & (tenths % 10 != 0)
    texts[few] = [f"{tenth // 10},{tenth % 10} %" for tenth in tenths[few]]
    texts[share < 0.005] = "moins de 1 %"
    return texts
