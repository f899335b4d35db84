"""What the measure tells its user of the covers it read, once for the whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from ...report import Report
    from .areas import Areas
    from .cover import Cover
    from .thresholds import Judged

#: how many codes that are not understood are named
NAMED = 5
#: share of a site from which on a gap or an overlap is worth a word
LEAST = 1e-6


@dataclass
class Remarks:
    """Counts of one role, gathered tile by tile."""

    role: str
    lines: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    alone: int = 0
    gaps: int = 0
    overlaps: int = 0
    disputed_m2: float = 0.0

    def of_rows(self, rows: gpd.GeoDataFrame, cover: Cover) -> None:
        """Count the rows of a layer that are no areas."""
        self.lines += len(rows) - len(cover)

    def of_cover(self, cover: Cover, on_sites: npt.NDArray[np.int64], judged: Judged) -> None:
        """Count the polygons on the sites that are not understood, and those that nobody could judge."""
        self.codes.update(cover.codes[on_sites[np.isnan(cover.artificial[on_sites])]])
        self.cut += len(judged.kept_cut)
        self.alone += len(judged.kept_alone)

    def of_areas(self, areas: Areas, area: npt.NDArray[np.float64]) -> None:
        """Count the sites, of so many m², that the cover leaves bare in part, or covers twice."""
        self.gaps += int((areas.gap > LEAST * area).sum())
        self.overlaps += int((areas.overlapping > LEAST * area).sum())
        self.disputed_m2 += float(np.nansum(areas.disputed))

    def tell(self, report: Report) -> None:
        """Warn of what there is."""
        if self.lines:
            report.warn("cover_without_area", role=self.role, count=self.lines)
        if self.codes:
            named = ", ".join(f"{code} ({count})" for code, count in self.codes.most_common(NAMED))
            report.warn("cover_codes_unknown", role=self.role, count=sum(self.codes.values()), codes=named)
        if self.gaps:
            report.warn("cover_gaps", role=self.role, count=self.gaps)
        if self.overlaps:
            metres = f"{self.disputed_m2:.0f}"
            report.warn("cover_overlaps", role=self.role, count=self.overlaps, disputed=metres)
        if self.cut:
            report.warn("cover_patches_cut", role=self.role, count=self.cut)
        if self.alone:
            report.warn("cover_patches_alone", role=self.role, count=self.alone)
