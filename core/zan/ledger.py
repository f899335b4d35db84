"""The land ledger: for each territory what it consumed, what it may still consume, and how long that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..errors import GisementError
from .zones import COMMUNE, ZONE, Zones, members

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from .consumption import Consumption
    from .regime import Regime

HECTARE = 10_000.0


@dataclass(frozen=True)
class Ledger:
    """`territories`: one row per territory; `years`: one row per territory and year."""

    territories: pd.DataFrame
    years: pd.DataFrame


def ledger(consumption: Consumption, zones: Zones, regime: Regime) -> Ledger:
    """Keep the ledger of every territory, in hectares.

    Allowance = (1 − reduction) × (1 + excess) × consumption of the reference years; left = allowance − consumption of
    the years of the period that the file has, less that of projects of national scope where the regime puts them
    outside; years left = left / mean yearly consumption of those years. A sum that lacks a figure is unknown.

    :raises GisementError: ``consumption_years`` where the file lacks years of the reference.
    """
    reference = range(regime.reference[0], regime.reference[1] + 1)
    lacking = [year for year in reference if year not in consumption.years]
    if lacking:
        raise GisementError("consumption_years", file=consumption.file, years=lacking, vintage=consumption.vintage)
    since = [year for year in consumption.years if regime.period[0] <= year <= regime.period[1]]
    which = members(consumption, zones)
    keys = which[["niveau", "code"]].drop_duplicates().reset_index(drop=True)
    group = which.groupby(["niveau", "code"], sort=False).ngroup().to_numpy()
    rows = which["row"].to_numpy()

    def summed(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Add the figures of the municipalities of each territory; NaN where one lacks."""
        added = np.zeros((len(keys), *values.shape[1:]))
        np.add.at(added, group, values[rows])
        return added

    total, economic = summed(consumption.total) / HECTARE, summed(consumption.economic) / HECTARE
    place = {year: position for position, year in enumerate(consumption.years)}
    before, after = [place[year] for year in reference], [place[year] for year in since]
    table = keys.assign(nom=which.groupby(["niveau", "code"], sort=False)["nom"].first().to_numpy())
    table["communes"] = np.bincount(group)
    table["millesime"], table["regime"] = consumption.vintage, regime.id
    table["conso_reference_ha"] = total[:, before].sum(axis=1)
    table["reduction_pct"] = 100.0 * _reductions(table, zones, regime)
    factor = (1.0 - table["reduction_pct"] / 100.0) * (1.0 + regime.excess)
    table["enveloppe_ha"] = table["conso_reference_ha"] * factor
    table["conso_periode_ha"] = total[:, after].sum(axis=1) if after else np.nan
    national = _national(consumption, zones)
    table["pene_ha"] = summed(np.nan_to_num(national)[:, None])[:, 0] if not np.isnan(national).all() else np.nan
    outside = table["pene_ha"].fillna(0.0) if regime.national_apart else 0.0
    counted = table["conso_periode_ha"] - outside
    table["reste_ha"] = table["enveloppe_ha"] - counted
    table["garantie"], table["garantie_ha"] = _guarantee(table, consumption, zones, regime, summed)
    table["reste_max_ha"] = table["reste_ha"] + table["garantie_ha"]
    table["annees_connues"] = len(after)
    table["rythme_ha_an"] = counted / len(after) if after else np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        left = np.maximum(table["reste_ha"], 0.0) / table["rythme_ha_an"]
    table["annees_restantes"] = left.where(table["rythme_ha_an"] > 0)
    last = since[-1] + 1 if since else np.nan
    table["epuisee_en"] = np.floor(last + table["annees_restantes"])
    table["part_eco_reference_pct"] = _share(economic[:, before].sum(axis=1), table["conso_reference_ha"])
    table["part_eco_periode_pct"] = _share(
        economic[:, after].sum(axis=1) if after else np.nan, table["conso_periode_ha"]
    )
    years = pd.DataFrame(
        {
            "niveau": np.repeat(table["niveau"].to_numpy(), len(consumption.years)),
            "code": np.repeat(table["code"].to_numpy(), len(consumption.years)),
            "annee": np.tile(np.array(consumption.years), len(table)),
            "conso_ha": total.ravel(),
            "conso_eco_ha": economic.ravel(),
            "millesime": consumption.vintage,
        }
    )
    return Ledger(table, years)


def _reductions(table: pd.DataFrame, zones: Zones, regime: Regime) -> npt.NDArray[np.float64]:
    """Give the share by which each territory is to consume less: that of its zone where one is set."""
    own = table["code"].map(zones.targets).where(table["niveau"] == ZONE)
    return own.astype(float).fillna(regime.reduction).to_numpy()


def _national(consumption: Consumption, zones: Zones) -> npt.NDArray[np.float64]:
    """Give the hectares (n,) of projects of national scope in each municipality; NaN where nobody says."""
    return zones.facts["pene_ha"].reindex(consumption.codes).astype(float).to_numpy()


def _guarantee(
    table: pd.DataFrame,
    consumption: Consumption,
    zones: Zones,
    regime: Regime,
    summed: Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]],
) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]:
    """Tell whether the guarantee holds (oui, non, None), and how many hectares it adds to the allowance at most.

    Above the municipality it is what its municipalities' guarantees add, which they may share.
    """
    document = zones.facts["document"].reindex(consumption.codes)
    own = (table["niveau"] == COMMUNE).to_numpy()
    added = np.maximum(regime.guarantee - table.loc[own, "enveloppe_ha"].to_numpy(dtype=float), 0.0)
    added = np.where((document == "non").to_numpy(), 0.0, added)
    told = np.full(len(table), None, dtype=object)
    told[own] = [word if word in ("oui", "non") else None for word in document]
    return told, summed(added[:, None])[:, 0]


def _share(part: npt.ArrayLike, whole: pd.Series) -> pd.Series:
    """Give a share in percent; unknown where the whole is nothing."""
    return 100.0 * np.asarray(part, dtype=float) / whole.where(whole > 0)
