"""The features that evidence rests on, read from the layers of the territory, and whether they were searched at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from ...conditions import judge
from ..fields import known

if TYPE_CHECKING:
    from ...territory import Territory
    from ...territory.territory import Extent
    from .relations import Shapes
    from .rules import Rule


@dataclass(frozen=True)
class Found:
    """What a rule looks for.

    :param features: those of the layer for which the rule's condition holds, with the fields it reads.
    :param layer: shapes of the whole layer, of which they are a part.
    :param searched: False where the layer is absent, or says of none of its features what the condition asks; an
        empty layer was searched.
    """

    features: gpd.GeoDataFrame
    layer: Shapes
    searched: bool


class Layers:
    """Reads each layer once for all rules, inside one extent."""

    def __init__(self, territory: Territory, rules: list[Rule], extent: Extent) -> None:
        self.territory = territory
        self.extent = extent
        self._fields: dict[str, list[str]] = {}
        for rule in rules:
            if rule.role is not None:
                fields = self._fields.setdefault(rule.role, [])
                fields.extend(field for field in rule.fields if field not in fields)
        self._read: dict[str, gpd.GeoDataFrame | None] = {}

    def find(self, rule: Rule) -> Found:
        """Find the features of a rule.

        :raises GisementError: those of :meth:`Territory.read`.
        """
        layer = self._layer(rule.role)
        if layer is None:
            return Found(gpd.GeoDataFrame(geometry=[], crs=self.territory.crs), np.empty(0, dtype=object), False)
        shapes = layer.geometry.to_numpy()
        if rule.condition is None:
            return Found(layer, shapes, True)
        features = layer[judge(rule.condition, layer).fillna(False).to_numpy(dtype=bool)]
        return Found(features, shapes, not len(layer) or _answered(rule.condition, layer))

    def _layer(self, role: str | None) -> gpd.GeoDataFrame | None:
        if role is None:
            return None
        if role not in self._read:
            layer = self.territory.read(role, self.extent, self._fields[role])
            self._read[role] = None if layer is None else _with_classes(layer, self._fields[role])
        return self._read[role]


def _with_classes(layer: gpd.GeoDataFrame, fields: list[str]) -> gpd.GeoDataFrame:
    """Make texts classes: the few values of a field are then compared once each, not once per feature."""
    texts = [name for name in fields if layer[name].dtype == object]
    return layer.assign(**{name: known(layer[name]).astype("category") for name in texts})


def _answered(condition: dict[str, Any], layer: gpd.GeoDataFrame) -> bool:
    """Tell whether the layer knows what a condition asks: of an ``all`` each part, of an ``any`` one of them."""
    if "all" in condition:
        return all(_answered(part, layer) for part in condition["all"])
    if "any" in condition:
        return any(_answered(part, layer) for part in condition["any"])
    if "not" in condition:
        return _answered(condition["not"], layer)
    return bool(judge(condition, layer).notna().any())
