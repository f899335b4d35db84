"""Land units: neighbouring parcels that belong together, around those that bear evidence.

Where the layer knows owners, a unit is a set of contiguous parcels of one owner. It is taken whole when the parcels
that bear decisive evidence (*porteuses*) make up enough of its area; else, as for an owner of a whole industrial zone,
only these parcels are taken. Where no owner is known, a unit is a set of contiguous parcels that each bear evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from .relations import Mask

#: parcels compared with their neighbours between two questions whether to stop
PARCELS_AT_ONCE = 20_000


def land_units(parcels: gpd.GeoDataFrame, bearing: Mask, thresholds: dict[str, float], report: Report) -> pd.Series:
    """Give the number of the land unit of each parcel that is in one (index: part of that of `parcels`).

    :param parcels: polygons in metres, with ``proprietaire`` (None where unknown).
    :param bearing: which parcels bear decisive evidence.
    :param thresholds: ``contiguite_m``, ``part_porteuse_min``.
    """
    gap = thresholds["contiguite_m"]
    owner = parcels["proprietaire"]
    owned = parcels[owner.notna() & owner.isin(owner[bearing].dropna())]
    bears = pd.Series(bearing, index=parcels.index)
    whole = _contiguous(owned, gap, report)
    area = pd.Series(shapely.area(owned.geometry.to_numpy()), index=owned.index)
    share = area.where(bears[owned.index], 0.0).groupby(whole).sum() / area.groupby(whole).sum()
    kept = whole[whole.map(share >= thresholds["part_porteuse_min"]).to_numpy(dtype=bool)]
    single = parcels[bears & ~parcels.index.isin(kept.index)]
    return pd.concat([kept, _contiguous(single, gap, report) + len(owned)])


def _contiguous(parcels: gpd.GeoDataFrame, gap: float, report: Report) -> pd.Series:
    """Number the sets of parcels of one owner (or of none known) that lie within `gap` metres of each other."""
    shapes = parcels.geometry.to_numpy()
    owner = pd.factorize(parcels["proprietaire"])[0]
    tree = shapely.STRtree(shapes)
    first: list[npt.NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    second = first.copy()
    for start in range(0, len(shapes), PARCELS_AT_ONCE):
        report.check()
        a, b = tree.query(shapes[start : start + PARCELS_AT_ONCE], predicate="dwithin", distance=gap)
        together = owner[a + start] == owner[b]
        first.append(a[together] + start)
        second.append(b[together])
    ends = np.concatenate(first), np.concatenate(second)
    links = coo_matrix((np.ones(len(ends[0]), dtype=bool), ends), (len(shapes), len(shapes)))
    return pd.Series(connected_components(links, directed=False)[1], index=parcels.index, dtype=np.int64)
