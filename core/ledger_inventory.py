"""The land ledger of the territories around some sites as the user has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .communes import Movements, read_movements
from .matching import read_allowance
from .measured import read_measured
from .report import Report
from .study import DEFAULT_REGIME
from .territory import Territory
from .zan import Zones, ledger, load_regime, members, read_consumption, read_zones
from .zan.friches import NOTHING, coverage, offer, tell_elsewhere, totals
from .zan.zones import tell_strangers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from .zan import Regime

#: in which municipalities and zones are laid one over the other
FRANCE = "EPSG:2154"


@dataclass(frozen=True)
class LedgerInventory:
    """The ledger of each territory, its years, and what its friches cover of the demand."""

    territories: pd.DataFrame
    years: pd.DataFrame
    coverage: pd.DataFrame
    regime: Regime


def ledger_inventory(
    inventory: str | Path | None,
    consumption: str | Path,
    *,
    layer: str | None = None,
    consumption_layer: str | None = None,
    zones: str | Path | None = None,
    zones_layer: str | None = None,
    territory: str | Path | None = None,
    regime: str | Path = DEFAULT_REGIME,
    demand: str | float | Path | None = None,
    demand_layer: str | None = None,
    report: Report | None = None,
) -> LedgerInventory:
    """Keep the land ledger.

    :param inventory: ranked sites, with their readiness where they have it; None for the ledger alone.
    :param consumption: see :func:`core.zan.read_consumption`; `zones`: see :func:`core.zan.read_zones`.
    :param territory: for its list of movements of municipalities (``mouvement_commune``), which brings sites of older
        codes to those of the file, and its municipalities (``commune``), where the zones are drawn.
    :param demand: hectares that plants seek, or a table of them by code of a territory.
    :raises GisementError: those of the readers.
    """
    report = report or Report()
    law = load_regime(regime)
    sought = read_allowance(demand, demand_layer, report)
    report.step("ledger")
    with report.part(0.0, 0.5):
        consumed = read_consumption(consumption, consumption_layer, report)
    place = None if territory is None else Territory.open(territory, FRANCE, report)
    own = Zones.none() if zones is None else read_zones(zones, zones_layer, report, lambda: _communes(place))
    tell_strangers(own, consumed, report)
    if not law.verified:
        report.warn("regime_unverified", regime=law.id)
    report.progress(0.6)
    found = ledger(consumed, own, law)
    which = members(consumed, own)
    wanted = {} if sought is None else sought.hectares
    tell_elsewhere(wanted, which, report)
    if inventory is None:
        return LedgerInventory(_with_demand(found.territories, wanted), found.years, coverage(NOTHING, which, {}), law)
    sites = read_measured(inventory, layer=layer, report=report).sites
    report.progress(0.8)
    offered = offer(sites, consumed.codes, _movements(place, report), report)
    table = found.territories.merge(totals(offered, which), on=["niveau", "code"], how="left")
    table["friches"] = table["friches"].fillna(0)
    report.progress(1.0)
    return LedgerInventory(_with_demand(table, wanted), found.years, coverage(offered, which, wanted), law)


def _with_demand(table: pd.DataFrame, wanted: Mapping[str, float]) -> pd.DataFrame:
    """Set the hectares that plants seek beside those that friches offer, where anybody says how many."""
    if not wanted:
        return table
    sought = table["code"].map(wanted).astype(float)
    offered = table.get("friches_ha", np.nan)
    return table.assign(demande_ha=sought, part_demande_pct=100.0 * offered / sought.where(sought > 0))


def _movements(territory: Territory | None, report: Report) -> Movements:
    return Movements.none() if territory is None else read_movements(territory, report)


def _communes(territory: Territory | None) -> gpd.GeoDataFrame | None:
    return None if territory is None else territory.read("commune", fields=["code_insee"])
