"""What the map says about a study: sites and hectares by class, the manifest, the sources, the extent."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsRectangle,
    QgsVectorLayer,
)

from ...core.resources import resource
from ..styles.marks import area_expression
from ..styles.palette import NOT_RANKED, classes
from ..styles.sites import class_expression

SOURCE_KEY = "couche:"
IDENTIFIER = "site_id"
READ = (IDENTIFIER, "hors_classement", "veto", "classe_maturite", "surface_m2", "surface_utile_ha", "rang", "a_etudier")


@dataclass
class ClassCount:
    """Sites of one class: how many, their known area in hectares, and how many have no known area."""

    sites: int = 0
    hectares: float = 0.0
    without_area: int = 0


@dataclass
class Source:
    """A layer that the study read, or missed: ``presente``, ``vide`` or ``absente``."""

    role: str
    producer: str
    licence: str
    vintage: str
    state: str


@dataclass
class StudyFacts:
    """The facts of a study that its map prints.

    `points` holds the x, y and rank (infinite when not ranked) of the located sites; `first` the identifier and the
    number of the first sites ("3a", "3b" when two share rank 3); `tied` the last rank of the table and how many sites
    share it; `reasons` why sites are not ranked, the most frequent first; `vetoed_unranked` how many of these a veto
    rules out as well.
    """

    counts: dict[str, ClassCount]
    manifest: dict[str, str]
    sources: list[Source]
    points: list[tuple[float, float, float]]
    first: list[tuple[str, str]] = field(default_factory=list)
    tied: tuple[int, int] = (0, 0)
    reasons: list[str] = field(default_factory=list)
    vetoed_unranked: int = 0
    ranked: int = 0
    to_study: bool = False
    columns: set[str] = field(default_factory=set)

    @property
    def sites(self) -> int:
        """Count the sites of the study."""
        return sum(count.sites for count in self.counts.values())

    @property
    def vetoed(self) -> int:
        """Count the sites that a veto rules out, of those that were to be ranked."""
        return self.counts["R0"].sites

    @property
    def unranked(self) -> int:
        """Count the sites kept out of the ranking."""
        return self.counts[NOT_RANKED].sites


def study_facts(sites: QgsVectorLayer, manifest: QgsVectorLayer | None) -> StudyFacts:
    """Read the facts of a study.

    :param sites: the whole layer of sites, whatever their geometry.
    :param manifest: the table ``etude`` (``cle``, ``valeur``), or None when the study has none.
    """
    columns = set(sites.fields().names())
    rows = _manifest(manifest)
    facts = StudyFacts({style["code"]: ClassCount() for style in classes()}, rows, _sources(rows), [], columns=columns)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(sites))
    drawn, area = QgsExpression(class_expression(columns)), QgsExpression(area_expression(columns))
    drawn.prepare(context)
    area.prepare(context)
    reasons: Counter[str] = Counter()
    ranks: list[tuple[float, str]] = []
    for feature in sites.getFeatures(
        QgsFeatureRequest().setSubsetOfAttributes([name for name in READ if name in columns], sites.fields())
    ):
        context.setFeature(feature)
        code = str(drawn.evaluate(context))
        count = facts.counts[code]
        count.sites += 1
        hectares = _number(area.evaluate(context))
        if hectares is None:
            count.without_area += 1
        else:
            count.hectares += hectares
        row = {name: feature[name] for name in READ if name in columns}
        if code == NOT_RANKED:
            reasons[_text(row["hors_classement"])] += 1
            facts.vetoed_unranked += row.get("veto") == "oui"
        rank = _number(row.get("rang"))
        if rank is not None:
            ranks.append((rank, _text(row.get(IDENTIFIER))))
            facts.to_study |= row.get("a_etudier") == "oui"
        if not feature.geometry().isEmpty():
            centre = feature.geometry().boundingBox().center()
            facts.points.append((centre.x(), centre.y(), math.inf if rank is None else rank))
    facts.ranked = len(ranks)
    facts.reasons = [reason for reason, _ in reasons.most_common()]
    _number_first(facts, sorted(ranks))
    return facts


def _number_first(facts: StudyFacts, ranks: list[tuple[float, str]]) -> None:
    """Number the sites that the map labels by rank; a letter tells apart those that share one, by identifier."""
    if not ranks:
        return
    shared = Counter(rank for rank, _ in ranks)
    shown = resource("styles/maturite")["etiquettes"]["rangs_affiches"]
    letters: Counter[float] = Counter()
    for rank, identifier in ranks[:shown]:
        letter = ascii_lowercase[letters[rank] % len(ascii_lowercase)] if shared[rank] > 1 else ""
        letters[rank] += 1
        facts.first.append((identifier, f"{rank:.0f}{letter}"))
    rows = resource("layouts/carte_maturite")["tableau"]["lignes"]
    last = ranks[:rows][-1][0]
    if sum(count for rank, count in shared.items() if rank <= last) > rows:
        facts.tied = (int(last), shared[last])


def sites_extent(points: list[tuple[float, float, float]], part: float) -> QgsRectangle:
    """Give the extent of the sites, leaving out `part` (0 to 0.5) of them on each side, far from all others."""
    if not points:
        return QgsRectangle()
    bounds = []
    for axis in (0, 1):
        values = sorted(point[axis] for point in points)
        left_out = int(len(values) * part)
        bounds.append((values[left_out], values[len(values) - 1 - left_out]))
    (west, east), (south, north) = bounds
    return QgsRectangle(west, south, east, north)


def _manifest(layer: QgsVectorLayer | None) -> dict[str, str]:
    if layer is None or {"cle", "valeur"} - set(layer.fields().names()):
        return {}
    return {str(row["cle"]): _text(row["valeur"]) for row in layer.getFeatures()}


def _sources(manifest: dict[str, str]) -> list[Source]:
    sources = []
    for key, value in manifest.items():
        if not key.startswith(SOURCE_KEY):
            continue
        try:
            entry = json.loads(value)
        except ValueError:
            continue
        # A layer that is there but that no measure read is no source of the map.
        if isinstance(entry, dict) and ("lignes" in entry or _text(entry.get("etat")) != "presente"):
            producer, licence, vintage = (_text(entry.get(name)) for name in ("producteur", "licence", "millesime"))
            sources.append(
                Source(key[len(SOURCE_KEY) :], producer, licence, vintage, _text(entry.get("etat")) or "presente")
            )
    return sources


def _text(value: Any) -> str:
    """Give the text of an attribute: QGIS has several nulls, and they all are the empty text here."""
    written = "" if value is None else str(value).strip()
    return "" if written in ("NULL", "None") else written


def _number(value: Any) -> float | None:
    try:
        known = float(value)
    except (TypeError, ValueError):
        return None
    return known if math.isfinite(known) else None
