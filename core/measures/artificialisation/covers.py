"""Reads the covers of today and of before around the sites, tile by tile, wherever the two are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...report import Quiet
from ...resources import resource
from ...territory import Territory
from ..around import tiles
from .cover import FIELDS, Cover, chosen, cover_of
from .reading import Found, measured
from .telling import Remarks
from .vintages import newer_above, older_than

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report

NOW, BEFORE = "ocsge", "ocsge_avant"
MEASURE = "artificialisation"


@dataclass(frozen=True)
class Around:
    """Some sites, and the covers around them.

    :param sites: positions of the sites.
    :param extent: (xmin, ymin, xmax, ymax) within which the covers were read whole.
    :param before: None where there is no cover of before.
    """

    sites: npt.NDArray[np.int64]
    extent: tuple[float, float, float, float]
    now: Cover
    before: Cover | None


class Covers:
    """The land covers of a territory.

    The cover of before is the role ``ocsge_avant``; where that is absent, what the layer of ``ocsge`` itself holds of
    an earlier year, in rows (`millesime`) or in columns (``cs_2018``, ``cs_2021``).
    """

    def __init__(self, territory: Territory, need: Mapping[str, Any], report: Report) -> None:
        figures = resource("measures/artificialisation")
        self.territory, self.report = territory, report
        self._grass = bool(chosen(need).get("herbe_delaissee", figures["herbe_delaissee"]["value"]))
        self._far = float(figures["seuils"]["lecture_m"]["value"])
        self._remarks = {role: Remarks(role) for role in (NOW, BEFORE)}
        self._earlier: Territory | None = territory if BEFORE in territory.sources else None
        self._both: set[str] = set()
        self._not_older = self._methods = 0

    def tiles(self, shapes: npt.NDArray[np.object_]) -> Iterator[Around]:
        """Give each site once, with the covers around it; nothing where there is no cover of today."""
        if NOW not in self.territory.sources:
            self.report.warn("role_absent", role=NOW, measure=MEASURE)
        for tile in tiles(shapes, self.territory, NOW, FIELDS, self.report, metres=self._far):
            west, south, east, north = shapely.total_bounds(shapes[tile.sites])
            extent = (west - self._far, south - self._far, east + self._far, north + self._far)
            everything = self._cover(NOW, tile.rows)
            later = newer_above(everything)
            self.report.check()
            now = everything.take(later == 0)
            if later.any():
                self._both |= {f"{year:.0f}" for year in np.unique(everything.year) if not np.isnan(year)}
            yield Around(tile.sites, extent, now, self._before(tile.rows, everything.take(later == 1), now, extent))

    def measure_now(self, shapes: npt.NDArray[np.object_], around: Around) -> Found:
        """Measure the cover of today on the sites of a tile."""
        return measured(shapes, around.now, around.extent, self._remarks[NOW], self.report)

    def measure_before(self, shapes: npt.NDArray[np.object_], around: Around, now: Found) -> Found | None:
        """Measure the cover of before on the sites of a tile, if there is one."""
        if around.before is None:
            return None
        found = measured(shapes, around.before, around.extent, self._remarks[BEFORE], self.report)
        told = pd.notna(found.sayers) & pd.notna(now.sayers)
        self._methods += int((told & (found.sayers != now.sayers)).sum())
        return found

    def tell(self) -> None:
        """Say once what was found of the layers."""
        for remarks in self._remarks.values():
            remarks.tell(self.report)
        if self._both:
            self.report.warn("cover_of_two_vintages", role=NOW, years=", ".join(sorted(self._both)))
        elif self._earlier is None:
            self.report.warn("role_absent", role=BEFORE, measure=MEASURE)
        if self._not_older:
            self.report.warn("cover_not_older", role=BEFORE, count=self._not_older)
        if self._methods:
            self.report.warn("cover_methods_differ", role=BEFORE, count=self._methods)

    def _cover(self, role: str, rows: gpd.GeoDataFrame) -> Cover:
        source = self.territory.source(NOW if role not in self.territory.sources else role)
        cover = cover_of(rows, self._grass, source.vintage if source is not None else None)
        self._remarks[role].of_rows(rows, cover)
        return cover

    def _before(
        self, rows: gpd.GeoDataFrame, stacked: Cover, now: Cover, extent: tuple[float, float, float, float]
    ) -> Cover | None:
        """Give the cover of before around a tile: of its own role, of the same rows, of other columns of the same."""
        if self._earlier is None and len(stacked):
            return stacked
        years = rows.attrs["dialect"].get("millesimes", ())
        if self._earlier is None and len(years) > 1:
            self._both |= set(years)
            self._earlier = self._same_layer()
        if self._earlier is None:
            return None
        earlier = self._earlier.read(BEFORE, extent, FIELDS)
        if earlier is None:
            return None
        cover = self._cover(BEFORE, earlier)
        older = older_than(cover, now) & ~(self._given_twice() & np.isnan(cover.year))
        if len(cover) and not older.any():
            self._not_older += len(cover)
        return cover.take(older)

    def _given_twice(self) -> bool:
        """Tell whether one layer was given for both roles, and read by the same columns in both."""
        if self._earlier is not self.territory:
            return False
        now, before = (self.territory.sources[role] for role in (NOW, BEFORE))
        same = (now.path, now.layer) == (before.path, before.layer)
        return same and self.territory.dialect(NOW)["fields"] == self.territory.dialect(BEFORE)["fields"]

    def _same_layer(self) -> Territory:
        """Give the layer of today in the role of the one before, which reads its earlier columns."""
        source = replace(self.territory.sources[NOW], role=BEFORE)
        sources = {**self.territory.sources, BEFORE: source}
        place = self.territory
        return Territory(place.name, sources, place.crs, Quiet(self.report), digests=False)
