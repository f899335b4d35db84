"""Detects candidate brownfields: evidence on parcels, parcels into land units, units into candidates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from ...errors import GisementError
from ...report import Report
from ...territory import Territory
from ...territory.sources import find_sources
from ...vector import layer_info, read_layer
from ..projection import legal_projection
from .candidates import describe, gather, score
from .known import is_known
from .rules import load_evidence
from .search import SEPARATOR, Search
from .units import land_units

if TYPE_CHECKING:
    from pathlib import Path

    from ...territory.sources import Source

#: parcels that tell in which legal projection a layer lies
SAMPLE = 200
PARCEL_FIELDS = ["idu", "code_insee", "proprietaire"]


def detect(
    parcels: Source,
    territory: str | Path,
    *,
    evidence: str | Path | None = None,
    min_area: float | None = None,
    known_sites: gpd.GeoDataFrame | None = None,
    language: str = "fr",
    day: date | None = None,
    report: Report | None = None,
) -> gpd.GeoDataFrame:
    """Find the land units of a territory that may be brownfields.

    A unit is proposed when it bears decisive evidence, its points reach the threshold, and it is no site of the
    inventory.

    :param parcels: the cadastre (role ``parcelle``).
    :param territory: the reference layers; see :func:`..territory.sources.find_sources`.
    :param evidence: the user's rules and tables; see :func:`.rules.load_evidence`.
    :param min_area: least area of a candidate in m²; that of the rules when None.
    :param known_sites: the inventory, as :func:`..importing.open_inventory` gives it; its sites are left out.
    :param language: of the sentences, ``fr`` or ``en``.
    :param day: when the candidates are found; today when None.
    :returns: candidates (index ``site_id``), polygons in the legal projected CRS, in the order of their parcels.
    :raises GisementError: ``parcels_empty``, ``layer_without_crs``, and those of reading rules, layers and tables.
    """
    report = report or Report()
    rules = load_evidence(evidence)
    _, sources = find_sources(territory)
    place = Territory("", {**sources, "parcelle": parcels}, _projection(parcels), report)
    report.step("detection_parcels")
    ground = _parcels(place)
    report.progress(0.3)
    search = Search(place, ground, rules, language, report)
    with report.part(0.3, 0.7):
        decisive = search.borne([rule for rule in rules.rules if rule.decisive], ground)
    report.step("detection_units")
    unit = land_units(ground, decisive.any(axis=1).to_numpy(), rules.thresholds, report)
    report.progress(0.8)
    with report.part(0.8, 0.9):
        support = search.borne([rule for rule in rules.rules if not rule.decisive], ground.loc[unit.index])
    borne = decisive.loc[unit.index].join(support).groupby(unit).any()
    borne["force"] = score(borne, rules.rules)
    units = gather(ground, unit, borne[borne["force"] >= rules.thresholds["points_min"]], report)
    units = units[units.geometry.area >= (rules.thresholds["surface_min_m2"] if min_area is None else min_area)]
    units = _not_known(units, known_sites, rules.thresholds["recouvrement_connu"], report)
    report.progress(0.95)
    if search.not_searched:
        labels = [rule.label[language] for rule in rules.rules if rule.id in search.not_searched]
        report.warn("detection_not_searched", count=len(labels), total=len(rules.rules), evidence=labels)
    units = search.fill(_with_commune(units, place))
    return describe(units, rules, search.not_searched, language, day or date.today())


def _projection(parcels: Source) -> str:
    """Give the legal projection of the place where the parcels lie."""
    info = layer_info(parcels.path, parcels.layer, role="parcelle")
    where = {"file": parcels.path, "layer": parcels.layer_name}
    if not info["features"]:
        raise GisementError("parcels_empty", **where)
    if info["geometry_type"] is None:
        raise GisementError("layer_without_geometry", role="parcelle", **where)
    if not info["crs"]:
        raise GisementError("layer_without_crs", role="parcelle", **where)
    return legal_projection(gpd.GeoDataFrame(read_layer(parcels.path, parcels.layer, columns=[], max_features=SAMPLE)))


def _parcels(place: Territory) -> gpd.GeoDataFrame:
    """Read the parcels around the territory's outline, all of them where it has none."""
    outline = place.outline
    extent = None if outline is None else outline.bounds
    parcels = place.read("parcelle", extent, PARCEL_FIELDS)
    if parcels is None or parcels.empty:
        source = place.sources["parcelle"]
        raise GisementError("parcels_empty", file=source.path, layer=source.layer_name)
    parcels = _one_row_each(parcels[parcels["idu"].notna()])
    return parcels.assign(code_insee=parcels["code_insee"].where(parcels["code_insee"].notna(), parcels["idu"].str[:5]))


def _one_row_each(parcels: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join the rows of a parcel that has several: parts, or one row per owner of whom the first is kept."""
    again = parcels["idu"].duplicated(keep=False)
    if again.any():
        merged = parcels[again].dissolve("idu", aggfunc="first", as_index=False)
        parcels = gpd.GeoDataFrame(pd.concat([parcels[~again], merged], ignore_index=True), crs=parcels.crs)
    return parcels.reset_index(drop=True)


def _with_commune(units: gpd.GeoDataFrame, place: Territory) -> gpd.GeoDataFrame:
    """Add the name of the commune, None where the territory does not know it."""
    communes = place.read("commune", fields=["code_insee", "nom"])
    names = {} if communes is None else dict(zip(communes["code_insee"], communes["nom"]))
    return units.assign(comm_nom=units["comm_insee"].map(names).astype(object))


def _not_known(
    units: gpd.GeoDataFrame, sites: gpd.GeoDataFrame | None, overlap: float, report: Report
) -> gpd.GeoDataFrame:
    """Leave out the units that the inventory already holds."""
    if sites is None or sites.empty or units.empty:
        return units
    parcels = units["parcelles"].str.split(SEPARATOR, regex=False).reset_index(drop=True).explode()
    known = is_known(units.geometry.to_numpy(), parcels, sites.to_crs(units.crs), overlap)
    if known.any():
        report.step("detection_known", count=int(known.sum()))
    return units[~known]
