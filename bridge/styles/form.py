"""Names of the columns, value lists and map tip of the layer of sites."""

from __future__ import annotations

from html import escape

from qgis.core import QgsEditorWidgetSetup, QgsExpression, QgsVectorLayer

from ...core.measures import columns
from ...core.resources import resource
from ..texts_layout import language, named
from .fitness import SCORE, fitness_expression, round_columns, studied_sign


def aliases() -> dict[str, str]:
    """Give the readable names of the columns: of the CNIG standard, of the measures, and of the study itself."""
    names = {field["name"]: named(field["label"]) for field in resource("fields/cnig_friches")["fields"]}
    names.update((key, named(label)) for key, label in measured_labels().items())
    return {**names, **{key: named(label) for key, label in resource("styles/sites")["alias"].items()}}


def measured_labels() -> dict[str, dict[str, str]]:
    """Give the readable names of the columns of the measures with their units, in both languages."""
    return {
        key: {
            language_: f"{label} ({column.unit})" if column.unit else label
            for language_, label in (("fr", column.fr), ("en", column.en))
        }
        for key, column in columns().items()
    }


def name_columns(layer: QgsVectorLayer) -> None:
    """Give the columns of the layer their readable names and value lists; unknown columns keep their own."""
    sites = resource("styles/sites")
    fields = layer.fields()
    for name, alias in aliases().items():
        if (index := fields.lookupField(name)) >= 0:
            layer.setFieldAlias(index, alias)
    values = {name: {named(label): key for key, label in known.items()} for name, known in sites["valeurs"].items()}
    values.update((name, sites["libelles_oui_non"][language()]) for name in sites["oui_non"])
    for name, known in values.items():
        if (index := fields.lookupField(name)) >= 0:
            choices = [{label: key} for label, key in known.items()]
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
    names = [f"nullif(\"{name}\", '')" for name in ("site_nom", "site_id") if fields.lookupField(name) >= 0]
    if names:
        layer.setDisplayExpression(f"coalesce({', '.join(names)})")
    layer.setMapTipTemplate(_map_tip(layer))
    round_columns(layer)


def _map_tip(layer: QgsVectorLayer) -> str:
    """Write a small map tip: the site's name, then the columns that tell where it stands."""
    present = set(layer.fields().names())
    known = aliases()
    shown = {name: QgsExpression.quotedColumnRef(name) for name in present} | {
        SCORE: fitness_expression(present, studied_sign(present))
    }
    rows = "".join(
        f"<tr><td>{escape(known[name])}&nbsp;</td><td>[% coalesce({shown[name]}, '–') %]</td></tr>"
        for name in resource("styles/sites")["info_bulle"]
        if name in present
    )
    return f"<b>[% display_expression() %]</b><table>{rows}</table>"
