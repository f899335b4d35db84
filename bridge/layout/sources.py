"""The block of sources: producers, vintages, licences, what is missing, regime, date, projection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.resources import resource
from ..texts_layout import counted, long_date, named, short_date, text

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from .facts import Source, StudyFacts


def source_lines(facts: StudyFacts) -> list[str]:
    """Write one line per producer and licence: the layers that come from there, with their vintages."""
    grouped: dict[tuple[str, str], dict[str, list[str]]] = {}
    for source in facts.sources:
        if source.state != "absente":
            of_producer = grouped.setdefault((_producer(source), source.licence), {})
            of_producer.setdefault(source.vintage, []).append(_in_sentence(source.role))
    lines = []
    for (producer, licence), editions in grouped.items():
        layers = [
            text("couches", couches=", ".join(roles), millesime=short_date(edition) or text("millesime_inconnu"))
            for edition, roles in editions.items()
        ]
        known = licence or text("licence_inconnue")
        lines.append(text("source", producteur=producer, licence=known, couches=", ".join(layers)))
    return lines


def missing_line(facts: StudyFacts) -> str:
    """Name the layers that the study had not, those that weigh most first and at most a few, or give an empty text."""
    rules = resource("layouts/carte_maturite")["absentes"]
    absent = [source.role for source in facts.sources if source.state == "absente"]
    absent.sort(key=lambda role: rules["dabord"].index(role) if role in rules["dabord"] else len(rules["dabord"]))
    if not absent:
        return ""
    shown = absent if len(absent) <= rules["citees"] + 1 else absent[: rules["citees"]]
    more = counted("autres_couches", len(absent) - len(shown)) if len(shown) < len(absent) else ""
    return text("absentes", couches=", ".join(_in_sentence(role) for role in shown) + more)


def footing(facts: StudyFacts, crs: QgsCoordinateReferenceSystem) -> str:
    """Write the regime, the date of reference, the projection and the version of the software, where known."""
    manifest = facts.manifest
    written = []
    if regime := manifest.get("regime_libelle") or manifest.get("regime"):
        written.append(text("regime", regime=regime.rstrip(".")))
    if manifest.get("date_reference"):
        written.append(text("date", date=long_date(manifest["date_reference"])))
    if crs.isValid():
        written.append(
            text("projection", crs=f"{crs.description()} ({crs.authid()})" if crs.authid() else crs.description())
        )
    if manifest.get("plugin_version"):
        written.append(text("logiciel", version=manifest["plugin_version"]))
    return " ".join(written)


def role_name(role: str) -> str:
    """Give the readable name of a role of the territory."""
    if role in ("sites", "inventaire"):
        return text("inventaire")
    known = resource("catalogue/roles").get(role)
    return named(known["label"]) if known else role.replace("_", " ").capitalize()


def _producer(source: Source) -> str:
    """Give the producer; OpenStreetMap is credited in the words that its licence asks for."""
    if "openstreetmap" in source.producer.lower() or source.producer.strip().lower() == "osm":
        return text("osm")
    return source.producer or text("producteur_inconnu")


def _in_sentence(role: str) -> str:
    """Name a role in the middle of a sentence: proper names and names in capitals stay as they are."""
    words = role_name(role)
    if words[:2].isupper() or role in resource("layouts/carte_maturite")["absentes"]["noms_propres"]:
        return words
    return words[:1].lower() + words[1:]
