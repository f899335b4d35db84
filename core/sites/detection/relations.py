"""Which parcels bear the features of a layer: each relation of a rule, judged for all parcels at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...report import Report

Shapes = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
#: features looked at between two questions whether to stop
FEATURES_AT_ONCE = 1_000


class Ground:
    """Parcels and their index, on which features are looked for.

    :param shapes: (n,) polygons in a projected CRS, in metres.
    """

    def __init__(self, shapes: Shapes, report: Report) -> None:
        self.shapes = shapes
        self.area = shapely.area(shapes)
        self.report = report
        self.tree = shapely.STRtree(shapes)

    def bearing(self, features: Shapes, relation: dict[str, Any], others: Shapes | None = None) -> Mask:
        """Tell which parcels bear the features.

        :param features: (m,) shapes in the same CRS.
        :param relation: ``type`` and its figures; see :data:`.rules.RELATIONS`.
        :param others: for ``part_du_bati``, all buildings, those of `features` among them.
        :returns: (n,) mask.
        """
        kind = relation["type"]
        if kind == "part":
            covered = self._covered(features)
            return (covered > 0.0) & (covered >= relation["min"] * self.area)
        if kind == "part_du_bati":
            return self._of_the_built(features, others, relation)
        if kind == "longueur":
            length = self._sum(features, shapely.length)
            return (length > 0.0) & (length >= relation["min_m"])
        borne = np.zeros(len(self.shapes), dtype=bool)
        for _, parcel in self.pairs(features, relation):
            borne[parcel] = True
        return borne

    def pairs(self, features: Shapes, relation: dict[str, Any]) -> Iterator[tuple[Rows, Rows]]:
        """Give rows of features and of the parcels that they meet, part by part.

        ``contient`` looks at one point inside each feature, ``distance`` within ``max_m``, others at what intersects.
        """
        if relation["type"] == "contient":
            features = shapely.point_on_surface(features)
        search: dict[str, Any] = {"predicate": "intersects"}
        if relation["type"] == "distance":
            search = {"predicate": "dwithin", "distance": relation["max_m"]}
        for first in range(0, len(features), FEATURES_AT_ONCE):
            self.report.check()
            found, parcel = self.tree.query(features[first : first + FEATURES_AT_ONCE], **search)
            yield found + first, parcel

    def _pieces(self, features: Shapes) -> Iterator[tuple[Rows, Shapes]]:
        for found, parcel in self.pairs(features, {"type": "touche"}):
            near, pieces = features[found], self.shapes[parcel]
            shapely.prepare(near)
            cut = ~shapely.covers(near, pieces)
            shapely.destroy_prepared(near)
            pieces[cut] = shapely.intersection(pieces[cut], near[cut])
            yield parcel, pieces

    def _sum(self, features: Shapes, size: Any) -> npt.NDArray[np.float64]:
        total = np.zeros(len(self.shapes))
        for parcel, pieces in self._pieces(features):
            total += np.bincount(parcel, size(pieces), len(total))
        return total

    def _covered(self, features: Shapes) -> npt.NDArray[np.float64]:
        """Measure what features cover of each parcel, in m²; what two of them cover counts once."""
        parts = [(parcel, pieces) for parcel, pieces in self._pieces(features)]
        total = np.zeros(len(self.shapes))
        if not parts:
            return total
        parcel, pieces = (np.concatenate(each) for each in zip(*parts))
        alone = np.bincount(parcel, minlength=len(total))[parcel] == 1
        total[parcel[alone]] = shapely.area(pieces[alone])
        order = np.argsort(parcel[~alone], kind="stable")
        rows, rank = np.unique(parcel[~alone][order], return_inverse=True)
        together = shapely.geometrycollections(pieces[~alone][order], indices=rank) if len(rows) else rows
        for first in range(0, len(rows), FEATURES_AT_ONCE):
            self.report.check()
            part = slice(first, first + FEATURES_AT_ONCE)
            # A buffer of nothing merges the pieces of one parcel.
            total[rows[part]] = shapely.area(shapely.buffer(together[part], 0.0))
        return total

    def _of_the_built(self, features: Shapes, others: Shapes | None, relation: dict[str, Any]) -> Mask:
        """Compare the features with all buildings, on the parcels where they have ``min_m2`` at least."""
        matched = self._sum(features, shapely.area)
        borne = (matched > 0.0) & (matched >= relation["min_m2"])
        rows = np.flatnonzero(borne)
        if len(rows) and others is not None:
            built = Ground(self.shapes[rows], self.report)._sum(others, shapely.area)
            borne[rows] = matched[rows] >= relation["min"] * built
        return borne
