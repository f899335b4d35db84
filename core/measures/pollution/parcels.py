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
#: side in metres of the cells by which parcels are read, for they are many
CELL = 10_000.0
#: rows of the layer up to which it is read at once
AT_ONCE = 50_000


def next_door(
    shapes: npt.NDArray[np.object_], records: npt.NDArray[np.object_], territory: Territory, report: Report
) -> pd.DataFrame:
    """Find the pairs of a site and a record whose parcel touches the site or one of the site's own parcels.

    The parcel of a record is the one under it (under a point inside it, for an area), or within the contact of the
    resources, for points at an address stand at the edge. The site's own parcels are those of which it covers half.
    Records beyond the reach of the resources are not looked for. Parcels are read where they are needed alone.

    :param shapes: (n,) sites with a shape of their own, None for others.
    :param records: (m,) shapes of the records.
    :returns: ``site`` and ``record``, positions.
    """
    figures = resource("measures/pollution")["parcelles"]
    contact, reach = float(figures["contact_m"]["value"]), float(figures["portee_m"]["value"])
    points = np.where(shapely.get_dimensions(records) > 0, shapely.point_on_surface(records), records)
    site, record = shapely.STRtree(points).query(shapes, predicate="dwithin", distance=reach)
    near = pd.DataFrame({"site": site, "record": record})
    found = [near.iloc[:0]]
    for some in _gathered(shapes, np.unique(site), territory.count(ROLE)):
        report.check()
        west, south, east, north = shapely.total_bounds(shapes[some])
        grown = reach + contact
        extent = (west - grown, south - grown, east + grown, north + grown)
        parcels = territory.read(ROLE, extent, fields=()).geometry.to_numpy()
        report.check()
        here = near[near["site"].isin(some)]
        touching = _touching(shapes, some, points, here["record"].unique(), parcels)
        found.append(touching.merge(here, on=["site", "record"]))
    return pd.concat(found, ignore_index=True)


def _gathered(shapes: npt.NDArray[np.object_], some: npt.NDArray[np.int64], count: int) -> Iterator[npt.NDArray]:
    """Gather the sites by cell, all together for a layer of few parcels."""
    if not len(some) or count <= AT_ONCE:
        yield from [some] if len(some) else []
        return
    middles = shapely.get_coordinates(shapely.centroid(shapes[some]))
    cells = np.unique(np.floor(middles / CELL).astype(np.int64), axis=0, return_inverse=True)[1].ravel()
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
    under = pd.DataFrame({"record": near[one], "parcel": parcel})
    one, parcel = tree.query(shapes[some], predicate="dwithin", distance=contact)
    beside = pd.DataFrame({"site": some[one], "parcel": parcel})
    overlap = shapely.area(shapely.intersection(shapes[some[one]], parcels[parcel]))
    own = beside[overlap >= least * shapely.area(parcels[parcel])]
    its, wanted = own["parcel"].unique(), under["parcel"].unique()
    first, second = shapely.STRtree(parcels[its]).query(parcels[wanted], predicate="dwithin", distance=contact)
    adjacent = pd.DataFrame({"parcel": its[second], "other": wanted[first]})
    beyond = own.merge(adjacent, on="parcel")[["site", "other"]].rename(columns={"other": "parcel"})
    return pd.concat([beside, beyond]).merge(under, on="parcel")[["site", "record"]].drop_duplicates()
