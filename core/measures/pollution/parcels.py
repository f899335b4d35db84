"""The records that lie on a parcel next door: one that touches the site, or a parcel of the site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

ROLE = "parcelle"
#: parcels are many: they are read by cells, of so many of them where they are spread evenly
AT_ONCE = 20_000


def next_door(
    shapes: npt.NDArray[np.object_],
    records: npt.NDArray[np.object_],
    side: float,
    territory: Territory,
    report: Report,
) -> pd.DataFrame:
    """Find the pairs of a site and a record whose parcel touches the site or one of the site's own parcels.

    The parcel of a record is the one under it (under a point inside it, for an area); of one that stands on none, those
    within the contact of the resources. The site's own parcels are those of which it covers half. Records beyond the
    reach of the resources are not looked for. Parcels are read where they are needed alone.

    :param shapes: (n,) sites with a shape of their own, None for others.
    :param records: (m,) shapes of the records.
    :param side: metres of the cells by which parcels are read; see :func:`cell_side`.
    :returns: ``site`` and ``record``, positions.
    """
    figures = resource("measures/pollution")["parcelles"]
    contact, reach = float(figures["contact_m"]["value"]), float(figures["portee_m"]["value"])
    points = np.where(shapely.get_dimensions(records) > 0, shapely.point_on_surface(records), records)
    site, record = shapely.STRtree(points).query(shapes, predicate="dwithin", distance=reach)
    near = pd.DataFrame({"site": site, "record": record})
    found = [near.iloc[:0]]
    for some in _gathered(shapes, np.unique(site), side):
        report.check()
        west, south, east, north = shapely.total_bounds(shapes[some])
        grown = reach + contact
        extent = (west - grown, south - grown, east + grown, north + grown)
        land = territory.read(ROLE, extent, fields=())
        parcels = np.empty(0, dtype=object) if land is None else land.geometry.to_numpy()
        report.check()
        here = near[near["site"].isin(some)]
        touching = _touching(shapes, some, points, here["record"].unique(), parcels)
        found.append(touching.merge(here, on=["site", "record"]))
    return pd.concat(found, ignore_index=True)


def cell_side(shapes: npt.NDArray[np.object_], count: int) -> float:
    """Give the side in metres of square cells, so many that each holds few enough parcels around all sites.

    :param count: how many parcels there are.
    """
    west, south, east, north = shapely.total_bounds(shapes)
    wide, high = east - west, north - south
    area = max(wide * high, max(wide, high), 1.0) if np.isfinite(wide) else 1.0
    return float(np.sqrt(area * AT_ONCE / max(count, AT_ONCE)))


def _gathered(shapes: npt.NDArray[np.object_], some: npt.NDArray[np.int64], side: float) -> Iterator[npt.NDArray]:
    """Gather the sites by square cells."""
    if not len(some):
        return
    middles = shapely.get_coordinates(shapely.centroid(shapes[some]))
    cells = np.unique(np.floor(middles / side).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
    order = np.argsort(cells, kind="stable")
    yield from np.split(some[order], np.flatnonzero(np.diff(cells[order])) + 1)


def _touching(
    shapes: npt.NDArray[np.object_],
    some: npt.NDArray[np.int64],
    points: npt.NDArray[np.object_],
    near: npt.NDArray[np.int64],
    parcels: npt.NDArray[np.object_],
) -> pd.DataFrame:
    """Find which of the points stand on a parcel that touches one of some sites, or a parcel of its own."""
    figures = resource("measures/pollution")["parcelles"]
    contact, least = float(figures["contact_m"]["value"]), float(figures["part_propre_min"]["value"])
    tree = shapely.STRtree(parcels)
    one, parcel = tree.query(points[near], predicate="dwithin", distance=contact)
    within = shapely.intersects(points[near[one]], parcels[parcel])
    # A record that stands on no parcel, on the pavement, is that of those it stands before.
    kept = within | ~np.isin(one, one[within])
    under = pd.DataFrame({"record": near[one[kept]], "parcel": parcel[kept]})
    one, parcel = tree.query(shapes[some], predicate="dwithin", distance=contact)
    beside = pd.DataFrame({"site": some[one], "parcel": parcel})
    overlap = shapely.area(shapely.intersection(shapes[some[one]], parcels[parcel]))
    own = beside[overlap >= least * shapely.area(parcels[parcel])]
    its, wanted = own["parcel"].unique(), under["parcel"].unique()
    first, second = shapely.STRtree(parcels[its]).query(parcels[wanted], predicate="dwithin", distance=contact)
    adjacent = pd.DataFrame({"parcel": its[second], "other": wanted[first]})
    beyond = own.merge(adjacent, on="parcel")[["site", "other"]].rename(columns={"other": "parcel"})
    return pd.concat([beside, beyond]).merge(under, on="parcel")[["site", "record"]].drop_duplicates()
