"""What the rules look at, and how they tell what they find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyproj

from ..findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import geopandas as gpd

    from ...report import Report
    from ...territory.sources import Source


@dataclass
class Case:
    """One inventory under examination.

    :param written: the sites with their values as the file has them, names of natural persons hidden.
    :param sites: the same sites brought to the standard, with sound shapes in metres; same index ``site_id``.
    :param opened: what was found when the file was opened.
    :param sources: where the reference layers ``commune`` and ``parcelle`` are, as far as there are any.
    :param on: the day that counts as today.
    """

    written: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    opened: Findings
    sources: dict[str, Source]
    on: date
    report: Report
    findings: Findings = field(default_factory=Findings)
    mended: dict[str, pd.Series] = field(default_factory=dict)
    _texts: dict[str, pd.Series] = field(default_factory=dict)

    @property
    def crs(self) -> str:
        """The projected CRS of the shapes, as text."""
        return pyproj.CRS(self.sites.crs).to_wkt()

    def texts(self, name: str) -> pd.Series:
        """Give a column of the standard as text; None where unknown, and everywhere when the column is absent."""
        if name not in self._texts:
            given = self.sites[name] if name in self.sites else pd.Series(index=self.sites.index, dtype=object)
            self._texts[name] = as_written(given)
        return self._texts[name]

    def note(
        self,
        code: str,
        site_ids: Iterable[str | None],
        name: str,
        values: Iterable[Any] | None = None,
        corrections: Iterable[Any] | None = None,
    ) -> None:
        """Note a finding; only those sites that have a correction count as repairable."""
        note(self.findings, code, site_ids, name, values, corrections)

    def mend(self, name: str, corrections: pd.Series) -> None:
        """Keep values that a repair is to write, beyond those that the standard's own lists and forms give."""
        self.mended[name] = corrections


def note(
    findings: Findings,
    code: str,
    site_ids: Iterable[str | None],
    name: str,
    values: Iterable[Any] | None = None,
    corrections: Iterable[Any] | None = None,
) -> None:
    """Add a finding, with a correction at those sites only that have one."""
    site_ids = list(site_ids)
    rows = pd.DataFrame({"site_id": site_ids}, dtype=object)
    rows["value"] = None if values is None else list(values)
    rows["correction"] = None if corrections is None else list(corrections)
    has_one = rows["correction"].notna()
    findings.add(code, rows["site_id"][~has_one], name, rows["value"][~has_one])
    findings.add(code, rows["site_id"][has_one], name, rows["value"][has_one], rows["correction"][has_one])


def as_written(values: pd.Series) -> pd.Series:
    """Give the values as a text file would hold them: whole numbers without decimals; None where there is none."""
    kind = pd.api.types.infer_dtype(values, skipna=True)
    values = values.astype(object).where(values.notna(), None)
    if kind in ("string", "empty"):
        return values
    # A hash table takes 1, 1.0 and True for the same key, so that the kind goes into it too.
    keys = [(type(value), value if isinstance(value, (str, bool, int, float)) else str(value)) for value in values]
    texts = {key: None if key[0] is type(None) else _written(key[1]) for key in dict.fromkeys(keys)}
    return pd.Series([texts[key] for key in keys], index=values.index, dtype=object)


def _written(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
