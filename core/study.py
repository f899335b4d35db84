"""The pipeline: inventory → measures → score → readiness, composed into one study.

A study is a pure function of the inventory, the territory, the profile, the procedures, the regime and the date.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .background import backgrounds
from .costs import cost_range
from .errors import GisementError
from .matching import match_sites, read_demand
from .measured import origins_of
from .measures import Request, measure_all
from .readiness import assess, load_procedures, read_statuses, vetoes
from .readiness.statuses import tell_strangers
from .report import Report
from .resources import RESOURCES, listed, resource
from .scoring import Profile, load_profile, score
from .scoring.preparing import need_text
from .scoring.telling import tell_ranks
from .sites import add_footprints, import_inventory
from .territory import Territory, catalogue
from .territory.sources import Source, find_sources

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

DEFAULT_PROFILE, DEFAULT_REGIME = "industrie_generale", "climat_resilience_2023"
#: columns by which a site can be measured where it is
PLACE_COLUMNS = ("geomsurf", "geompoint", "unite_fonciere_refcad")
UNRANKED_STATES = ("veto", "hors_classement")
#: layers of the measures that a study holds
LAYERS = ("rectangles", "preuves")


@dataclass
class Study:
    """What a study found: the sites with all their columns, the long tables, the layers that show how they were
    measured, the manifest, the map's background.
    """

    sites: gpd.GeoDataFrame
    tables: dict[str, pd.DataFrame]
    manifest: dict[str, str]
    backgrounds: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    layers: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)

    @property
    def ranked_count(self) -> int:
        """The number of sites that have a rank."""
        return int(self.sites["rang"].notna().sum())

    @property
    def veto_count(self) -> int:
        """The number of sites that a veto rules out."""
        return int((self.sites["veto"] == "oui").sum())


def run(
    inventory: gpd.GeoDataFrame | str | Path,
    territory: str | Path,
    on: date,
    *,
    layer: str | None = None,
    inventory_name: str | None = None,
    profile: str | Path = DEFAULT_PROFILE,
    statuses: str | Path | None = None,
    statuses_layer: str | None = None,
    regime: str = DEFAULT_REGIME,
    demand: str | Path | None = None,
    demand_layer: str | None = None,
    language: str = "fr",
    report: Report | None = None,
) -> Study:
    """Run a study.

    :param inventory: the inventory's file, or its records.
    :param territory: GeoPackage with one layer per role, or JSON file of sources.
    :param on: the reference date; nothing in the engine looks at the clock.
    :param statuses: where each procedure stands, as a table file; see :func:`core.readiness.read_statuses`.
    :param demand: plant projects to be matched with the sites, as a table file; see :func:`core.matching.read_demand`.
    :raises GisementError: with a code for every input that cannot be used; nothing is written in any case.
    """
    report = report or Report()
    chosen = load_profile(profile)
    procedures = load_procedures()
    if regime not in listed("zan"):
        raise GisementError("regime_unknown", value=regime, choices=", ".join(listed("zan")))
    told = None if statuses is None else read_statuses(statuses, procedures, on, statuses_layer, report)
    projects = None if demand is None else read_demand(demand, demand_layer, report)
    report.step("inventory")
    with report.part(0.0, 0.05):
        imported = import_inventory(inventory, layer=layer, sources=_places(territory), report=report)
    findings = imported.findings
    sites = add_footprints(imported.sites, findings)
    if sites.geometry.isna().all():
        file = inventory_name or str(inventory)
        raise GisementError("inventory_without_geometry", file=file, columns=" / ".join(PLACE_COLUMNS))
    report.progress(0.05)
    reference = Territory.open(territory, sites.crs, report)
    with report.part(0.05, 0.8):
        sites, layers = measure_all(sites, reference, Request(chosen.need, layers=LAYERS), findings, report)
    if told is not None:
        tell_strangers(told, sites.index, report)
    report.step("score")
    with report.part(0.8, 0.85):
        scored = score(sites, chosen, on, origins(reference), language, report=report)
    sites = sites.drop(columns=scored.sites.columns, errors="ignore").join(scored.sites)
    tell_ranks(scored, report)
    report.progress(0.85)
    report.step("readiness")
    with report.part(0.85, 0.88):
        ready = assess(sites, procedures, chosen.need, vetoes(sites), on, told, language, report=report)
    sites = sites.drop(columns=ready.sites.columns, errors="ignore").join(ready.sites)
    priced = cost_range(sites, language)
    sites = sites.drop(columns=priced.sites.columns, errors="ignore").join(priced.sites)
    report.progress(0.88)
    matched = None
    if projects is not None:
        need = need_text(chosen.need)
        with report.part(0.88, 0.9):
            matched = match_sites(
                sites, projects, on, regime=regime, measured_for=need, language=language, report=report
            )
    report.progress(0.9)
    found = findings.table(language)
    errors = int((found["gravite"] == "erreur").sum())
    if len(found):
        report.warn("findings", count=len(found), errors=errors)
    study = Study(
        sites=_ordered(sites),
        tables={"criteres": scored.criteria, "procedures": ready.procedures, "couts": priced.lines, "constats": found},
        layers=layers,
        manifest={},
        backgrounds=backgrounds(reference, report),
    )
    if matched is not None:
        study.tables.update(affectations=matched.assignments, non_affectes=matched.unmatched)
        study.manifest.update(
            demande=str(demand).replace("\\", "/").rpartition("/")[2],
            projets_count=str(len(projects or ())),
            affectes_count=str(matched.matching.assigned_count),
            affectation_ecart_pct=f"{100 * matched.matching.gap:.3f}",
        )
    study.manifest.update(
        _manifest(study, reference, chosen, on, regime, inventory_name or str(inventory), procedures.id, language)
    )
    report.progress(1.0)
    return study


def _places(territory: str | Path) -> dict[str, Source]:
    """Give the layers of a territory that say where a site lies and what its parcels are."""
    sources = find_sources(territory)[1]
    return {role: sources[role] for role in ("commune", "parcelle") if role in sources}


def origins(territory: Territory) -> pd.DataFrame:
    """Say for each measured column where its values come from: ``source``, ``millesime``, ``remarque``."""
    sources = {role: territory.source(role) for role in territory.sources}
    return origins_of({role: source for role, source in sources.items() if source is not None})


def version() -> str:
    """Give the version that `metadata.txt` states."""
    for line in (RESOURCES.parent / "metadata.txt").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "version":
            return value.strip()
    return ""


def _ordered(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put the ranked sites first, by rank, then the others in the order of the inventory."""
    return sites.iloc[sites["rang"].fillna(float("inf")).argsort(kind="stable")]


def _manifest(
    study: Study,
    territory: Territory,
    profile: Profile,
    on: date,
    regime: str,
    inventory: str,
    procedures: str,
    language: str,
) -> dict[str, str]:
    said: dict[str, Any] = {
        "plugin_version": version(),
        "date_reference": on.isoformat(),
        "inventaire": inventory,
        "territoire": territory.name,
        "profil": profile.id,
        "profil_libelle": profile.label[language],
        "besoin": need_text(profile.need),
        "procedures": procedures,
        "langue": language,
        "regime": regime,
        "regime_libelle": resource(f"zan/{regime}")["label"][language],
        "crs": study.sites.crs.to_string(),
        "sites_count": len(study.sites),
        "ranked_count": study.ranked_count,
        "veto_count": study.veto_count,
        "findings_count": len(study.tables["constats"]),
    }
    manifest = {key: str(value) for key, value in said.items()}
    for role in catalogue.roles():
        territory.report.check()
        manifest[f"couche:{role}"] = json.dumps(_layer(territory, role), ensure_ascii=False)
    return manifest


def _layer(territory: Territory, role: str) -> dict[str, Any]:
    """Say of a role: its state, and where it was read, what of, how much, of which content."""
    source, reading = territory.source(role), territory.readings.get(role)
    try:
        said: dict[str, Any] = {"etat": territory.state(role)}
    except GisementError as error:
        # No measure reads this role, or the study would have stopped: what is wrong with it is worth a word, no more.
        territory.report.warn("layer_not_usable", role=role, reason=str(error))
        said = {"etat": "illisible"}
    if source is not None:
        said.update(source=source.place, producteur=source.producer, millesime=source.vintage, licence=source.licence)
        if source.vocations:
            said["vocations"] = list(source.vocations)
    if reading is not None:
        said.update(dialecte=reading.dialect, lignes=reading.rows, reparees=reading.repaired, sha256=reading.sha256)
    return said
