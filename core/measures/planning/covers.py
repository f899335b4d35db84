"""What the polygon layers of planning cover of each site: the pieces, and the shares of any class of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...stopping import stoppable
from ..around import tiles
from ..overlay import overlay, united_area

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

SITE, PIECE = "site", "piece"


@dataclass(frozen=True)
class Cover:
    """What of the polygons of a layer lies on n sites.

    :param area: (n,) m² of each site; NaN where its shape is not known.
    :param pieces: a row per polygon and site it covers a part of: ``site`` (0 to n - 1), ``piece``, the fields read.
    :param searched: (n,) share of each site that lies where the layer was collected.
    """

    area: npt.NDArray[np.float64]
    pieces: pd.DataFrame
    searched: npt.NDArray[np.float64]
    report: Report

    def shares(self, classes: pd.Series) -> pd.DataFrame:
        """Give the share of each site that each class covers, overlaps within a class counted once.

        :param classes: the class of each piece; None is none.
        :returns: a row per site and class met there: ``site``, ``class``, ``share`` (0 to 1).
        """
        codes, names = pd.factorize(classes.to_numpy(), sort=True)
        kept = np.flatnonzero(codes >= 0)
        cell = self.pieces[SITE].to_numpy()[kept] * max(len(names), 1) + codes[kept]
        work = partial(united_area, cell, self.pieces[PIECE].to_numpy()[kept])
        cells, square_metres = stoppable(work, self.report)
        site, code = np.divmod(cells, max(len(names), 1))
        return pd.DataFrame({SITE: site, "class": np.asarray(names)[code], "share": square_metres / self.area[site]})

    def table(self, classes: pd.Series) -> pd.DataFrame:
        """Give the same as a table of n rows and one column per class; NaN where the shape of a site is not known."""
        found = self.shares(classes).pivot(index=SITE, columns="class", values="share")
        wide = found.reindex(range(len(self.area))).fillna(0.0)
        wide[np.isnan(self.area)] = np.nan
        return wide

    def covered(self) -> npt.NDArray[np.float64]:
        """Give the share (n,) of each site that any polygon covers, overlaps counted once."""
        whole = np.where(np.isnan(self.area), np.nan, 0.0)
        found = self.shares(pd.Series("x", index=self.pieces.index))
        whole[found[SITE]] = found["share"]
        return np.minimum(whole, 1.0)


def cover(
    shapes: npt.NDArray[np.object_], territory: Territory, role: str, fields: Iterable[str], report: Report
) -> Cover | None:
    """Cut the layer of a role to the sites, tile by tile.

    :param shapes: (n,) polygons in the working CRS; None where the shape of a site is not known.
    :returns: None where nobody knows: the role is absent, or its layer holds no surface.
    """
    if role not in territory.sources:
        report.warn("role_absent", role=role, measure="planning")
        return None
    area = shapely.area(shapes)
    parts, flat, surfaces = [], 0, 0
    for tile in tiles(shapes, territory, role, fields, report):
        polygons = tile.rows.geometry.to_numpy()
        areal = shapely.get_dimensions(polygons) == 2
        flat, surfaces = flat + int((~areal).sum()), surfaces + int(areal.sum())
        found = overlay(shapes[tile.sites], polygons, report)
        part = pd.DataFrame(tile.rows.drop(columns=tile.rows.geometry.name)).iloc[found.row]
        parts.append(part.assign(**{SITE: tile.sites[found.site], PIECE: found.piece}))
    if flat and not surfaces:
        report.warn("layer_without_area", role=role, count=flat)
        return None
    if flat:
        report.warn("objects_without_area", role=role, count=flat)
    columns = [*fields, SITE, PIECE]
    pieces = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    pieces = pieces.astype({SITE: np.int64})
    return Cover(np.where(area > 0, area, np.nan), pieces, territory.searched(role, shapes), report)
