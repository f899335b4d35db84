"""Rubric 39: whether a plant on the site needs an environmental assessment, by the planning zone and the areas.

The one place that knows this rule. Its thresholds are `rubrique_39` of `resources/measures/planning.json`; readiness
rests on the columns it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...resources import resource
from ...sites.fields import number
from .rubric_words import reasons

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

#: from the mildest to the strictest
REGIMES = np.array(["aucune", "cas par cas", "systématique"], dtype=object)
PLACES = {regime: place for place, regime in enumerate(REGIMES)}
INSIDE, OUTSIDE = "zone_u", "hors_zone_u"


@dataclass(frozen=True)
class Regime:
    """For n sites: the regime there is at least, and the one there is at most, as places in :data:`REGIMES`."""

    least: npt.NDArray[np.int64]
    most: npt.NDArray[np.int64]

    @property
    def told(self) -> npt.NDArray[np.object_]:
        """Name the regime there is at least; None where none may be needed and one may be, too."""
        sure = (self.least == self.most) | (self.least > 0)
        return np.where(sure, REGIMES[self.least], None).astype(object)

    @property
    def always(self) -> npt.NDArray[np.object_]:
        """Tell whether the assessment is systematic: oui, non, None where that is not decided."""
        top = len(REGIMES) - 1
        return np.where(self.least == top, "oui", np.where(self.most < top, "non", None)).astype(object)


def regimes(
    urban: npt.NDArray[np.object_],
    plot: npt.NDArray[np.float64],
    least: npt.NDArray[np.float64],
    most: npt.NDArray[np.float64],
    outside_part: npt.NDArray[np.float64] | None = None,
) -> Regime:
    """Judge the rule (Code de l'environnement, art. R122-2, annexe, rubrique 39) for n sites.

    Of a site that lies astride, the part outside U zones is judged for itself at the least, and as if all of it lay
    there at the most.

    :param urban: whether each lies in a U zone or a constructible sector: oui, non, None where unknown.
    :param plot: its area in m², NaN where unknown.
    :param least: m² that the project's buildings cover at least, NaN where unknown.
    :param most: the same at most.
    :param outside_part: share of each that lies outside U zones; NaN where unknown.
    """
    said = resource("measures/planning")["rubrique_39"]
    low = {zone: _strictest(said[zone], plot, least, 0.0) for zone in (INSIDE, OUTSIDE)}
    high = {zone: _strictest(said[zone], plot, most, np.inf) for zone in (INSIDE, OUTSIDE)}
    inside, outside = urban == "oui", urban == "non"
    either = np.minimum(low[INSIDE], low[OUTSIDE]), np.maximum(high[INSIDE], high[OUTSIDE])
    found = Regime(
        np.where(inside, low[INSIDE], np.where(outside, low[OUTSIDE], either[0])),
        np.where(inside, high[INSIDE], np.where(outside, high[OUTSIDE], either[1])),
    )
    if outside_part is None:
        return found
    astride = straddling(outside_part)
    alone = _strictest(said[OUTSIDE], plot * outside_part, np.zeros(len(plot)), 0.0)
    return Regime(
        np.where(astride, np.maximum(alone, low[INSIDE]), found.least),
        np.where(astride, high[OUTSIDE], found.most),
    )


def straddling(outside_part: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell which sites lie astride of the limit of the U zones by more than a margin."""
    margin = float(resource("measures/planning")["rubrique_39"]["part_mixte"]["value"])
    with np.errstate(invalid="ignore"):
        return (outside_part > margin) & (outside_part < 1.0 - margin)


def _strictest(
    rules: list[dict[str, Any]], plot: npt.NDArray[np.float64], built: npt.NDArray[np.float64], unknown: float
) -> npt.NDArray[np.int64]:
    """Give the place of the strictest regime that the plot or the footprint reaches; an unknown area is `unknown`."""
    area, covered = (np.where(np.isnan(values), unknown, values) for values in (plot, built))
    place = np.zeros(len(plot), dtype=np.int64)
    for rule in rules:
        reached = covered >= rule["emprise_m2"]
        if rule["terrain_m2"] is not None:
            reached |= area >= rule["terrain_m2"]
        place = np.maximum(place, np.where(reached, PLACES[rule["regime"]], 0))
    return place


def rubric_39(
    sites: gpd.GeoDataFrame, need: dict[str, Any], told: dict[str, Any]
) -> dict[str, npt.NDArray[np.object_]]:
    """Give ``rubrique_39``, ``rubrique_39_systematique`` and ``rubrique_39_motif``.

    :param need: the profile's need: its hall is the least that the project covers.
    :param told: the columns of the zoning.
    """
    plot = sites["surface_m2"].to_numpy(dtype=float)
    urban = np.asarray(told["zone_u"], dtype=object)
    least, most = _footprint(sites, need, plot)
    outside = np.asarray(told.get("hors_zone_u_part", np.full(len(plot), np.nan)), dtype=float)
    found = regimes(urban, plot, least, most, outside)
    nothing = np.isnan(plot) & ~(urban == "oui") & ~(urban == "non")
    columns = {
        "rubrique_39": found.told,
        "rubrique_39_systematique": found.always,
        "rubrique_39_motif": reasons(urban, plot, found.least, found.most, told, straddling(outside)),
    }
    return {name: np.where(nothing, None, values).astype(object) for name, values in columns.items()}


def _footprint(
    sites: gpd.GeoDataFrame, need: dict[str, Any], plot: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the least and the most m² that the project covers: as the inventory says, else the hall and the plot."""
    hall = need.get("halle_m") or {}
    area = float(hall.get("longueur", 0.0)) * float(hall.get("largeur", 0.0))
    least = np.fmin(np.full(len(plot), area), plot)
    column = resource("measures/planning")["rubrique_39"]["emprise"]
    if column not in sites:
        return least, plot
    given = number(sites[column]).to_numpy()
    return np.where(np.isnan(given), least, given), np.where(np.isnan(given), plot, given)
