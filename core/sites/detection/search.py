"""Looks for evidence on parcels, in the layers of the territory and in the user's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .layers import Layers
from .relations import Ground
from .tables import parcels_named

if TYPE_CHECKING:
    import geopandas as gpd

    from ...report import Report
    from ...territory import Territory
    from .relations import Mask
    from .rules import Evidence, Rule

#: sign between the values of a list
SEPARATOR = "|"


class Search:
    """One search over a territory; it remembers what could not be searched.

    :param parcels: all parcels, with ``idu``; evidence is looked for as far around them as rules reach.
    :param language: of the steps announced, ``fr`` or ``en``.
    """

    def __init__(
        self, territory: Territory, parcels: gpd.GeoDataFrame, evidence: Evidence, language: str, report: Report
    ) -> None:
        self.evidence, self.language, self.report = evidence, language, report
        reach = max((rule.relation.get("max_m", 0.0) for rule in evidence.rules), default=0.0)
        west, south, east, north = parcels.total_bounds
        around = (west - reach, south - reach, east + reach, north + reach)
        self._layers = Layers(territory, evidence.rules, around)
        self._named: dict[str, set[str]] = {}
        for table in evidence.tables:
            named = parcels_named(table, report)
            if not parcels["idu"].isin(named).any():
                report.warn("detection_table_useless", file=table.path.name, count=len(named))
            self._named.setdefault(table.rule, set()).update(named)
        self._not_searched: set[str] = set()

    @property
    def not_searched(self) -> list[str]:
        """The ids of the rules that had neither layer nor table, in the order of the rules."""
        return [rule.id for rule in self.evidence.rules if rule.id in self._not_searched]

    def borne(self, rules: list[Rule], parcels: gpd.GeoDataFrame) -> pd.DataFrame:
        """Tell for each of these parcels which evidence it bears: one column of booleans per rule id.

        :raises GisementError: those of :meth:`Territory.read`.
        """
        ground = Ground(parcels.geometry.to_numpy(), self.report)
        columns = {}
        for done, rule in enumerate(rules):
            self.report.step("detection_evidence", name=rule.label[self.language])
            columns[rule.id] = self._one(rule, parcels, ground)
            self.report.progress((done + 1) / len(rules))
        return pd.DataFrame(columns, index=parcels.index)

    def _one(self, rule: Rule, parcels: gpd.GeoDataFrame, ground: Ground) -> Mask:
        found = self._layers.find(rule)
        borne = np.zeros(len(parcels), dtype=bool)
        if len(found.features):
            borne |= ground.bearing(found.features.geometry.to_numpy(), rule.relation, found.layer)
        if rule.id in self._named:
            borne |= parcels["idu"].isin(self._named[rule.id]).to_numpy()
        elif not found.searched:
            self._not_searched.add(rule.id)
        return borne

    def fill(self, units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Add the fields of the standard that the evidence itself tells, several values joined; None where none."""
        ground = Ground(units.geometry.to_numpy(), self.report)
        for rule in self.evidence.rules:
            for name, column in rule.fills.items():
                features = self._layers.find(rule).features
                said = [
                    pd.Series(features[column].to_numpy()[feature], index=unit)
                    for feature, unit in ground.pairs(features.geometry.to_numpy(), rule.relation)
                ]
                told = pd.concat(said).dropna().astype(str).sort_values() if said else pd.Series(dtype=object)
                joined = told.groupby(level=0).agg(lambda each: SEPARATOR.join(dict.fromkeys(each)))
                values = joined.reindex(range(len(units))).astype(object)
                units = units.assign(**{name: values.where(values.notna(), None).to_numpy()})
        return units
