"""The roads around the sites, read and made a graph once for all measures of a run that drive on them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..network.limits import standard_vehicle
from .access.roads import Roads, read_roads

if TYPE_CHECKING:
    import geopandas as gpd

    from ..report import Report
    from ..territory import Territory

#: a territory, as long as it lives → what was asked for, and the roads
_KEPT: WeakKeyDictionary[Territory, tuple[object, Roads | None]] = WeakKeyDictionary()


def roads_around(
    sites: gpd.GeoDataFrame, territory: Territory, report: Report, vehicle: dict[str, float] | None = None
) -> Roads | None:
    """Give the roads around the sites, those of the last time where the same are asked for; None where none are there.

    :param vehicle: as :func:`.access.roads.read_roads` takes it; what a car does is the same for all of them.
    """
    lorry = standard_vehicle() if vehicle is None else vehicle
    asked = (tuple(sites.total_bounds), tuple(sorted(lorry.items())))
    kept = _KEPT.get(territory)
    if kept is None or kept[0] != asked:
        kept = _KEPT[territory] = (asked, read_roads(sites, territory, lorry, report))
    return kept[1]


def let_go(territory: Territory) -> None:
    """Forget the roads of a territory, once no measure of the run will drive on them any more: they take much room."""
    _KEPT.pop(territory, None)
