"""Composes the A3 landscape layout "Carte de maturité": the map on the left, what it says on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutItem,
    QgsLayoutItemMap,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QRectF

from ...core.resources import resource
from ..styles.background import backgrounds
from ..styles.palette import colour, text_format
from ..texts_layout import counted, number, text
from .column import Column
from .frame import add_map, corners, freest, map_extent, outside, round_scale
from .legend import add_class_legend, add_network_legend, add_size_legend
from .ranking import add_ranking
from .scale import add_scale
from .situation import add_situation, situation_extent
from .sources import footing, missing_line, source_lines
from .words import fit, shorten, text_height

if TYPE_CHECKING:
    from .facts import StudyFacts
    from .layers import StudyLayers

GAP = 3.0
SIZE_ROW = 6.4
TITLE_HEIGHT = 18.6


def layout_name() -> str:
    """Give the name of the layout, the same in every language."""
    return str(resource("layouts/carte_maturite")["nom"])


def add_layout(
    project: QgsProject, layers: StudyLayers, facts: StudyFacts, crs: QgsCoordinateReferenceSystem
) -> QgsPrintLayout:
    """Add the layout to a project whose layers are `layers`."""
    page = resource("layouts/carte_maturite")["page"]
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(layout_name())
    sheet = layout.pageCollection().page(0)
    sheet.setPageSize(QgsLayoutSize(page["largeur_mm"], page["hauteur_mm"], QgsUnitTypes.LayoutUnit.LayoutMillimeters))
    margin, column = page["marge_mm"], page["colonne_mm"]
    inner = QRectF(margin, margin, page["largeur_mm"] - 2 * margin, page["hauteur_mm"] - 2 * margin)
    map_box = QRectF(inner.x(), inner.y(), inner.width() - column - page["gouttiere_mm"], inner.height())
    frame, credit = _lay_map(layout, layers, facts, crs, map_box)
    _lay_column(
        layout,
        layers,
        facts,
        frame,
        f"{footing(facts, crs)} {credit}".strip(),
        QRectF(inner.right() - column, inner.y(), column, inner.height()),
    )
    project.layoutManager().addLayout(layout)
    return layout


def _lay_map(
    layout: QgsPrintLayout, layers: StudyLayers, facts: StudyFacts, crs: QgsCoordinateReferenceSystem, box: QRectF
) -> tuple[QgsRectangle, str]:
    """Lay the large map with its small map and scale; give the extent it shows and the credit of what QGIS lends."""
    rules = resource("layouts/carte_maturite")
    ground = layers.backgrounds.get("fond_commune") or layers.backgrounds.get("fond_epci")
    territory = QgsRectangle(ground.extent()) if ground is not None else None
    extent = map_extent(facts, territory)
    drawn = layers.on_map()
    credit = ""
    if (
        "fond_commune" not in layers.backgrounds
        and layers.countries is not None
        and round_scale(extent, box.width(), box.height()) >= rules["carte"]["echelle_pays"]
    ):
        drawn.append(layers.countries)
        credit = text("fond_pays_source")
    item = add_map(layout, drawn, extent, crs, box)
    frame = item.extent()
    taken = ""
    if layers.countries is not None and (shown := situation_extent(layers.countries, frame, crs)) is not None:
        places = corners(box, rules["situation"]["largeur_mm"], rules["situation"]["hauteur_mm"], GAP)
        taken = freest(places, facts, frame, box)
        credit = text("situation_source")
        _keep_clear(item, add_situation(layout, item, layers.countries, shown, places[taken]))
    places = corners(box, rules["echelle"]["bloc_largeur_mm"], rules["echelle"]["bloc_hauteur_mm"], GAP)
    places.pop(taken, None)
    add_scale(layout, item, places[freest(places, facts, frame, box)])
    _keep_clear(item, layout.itemById("echelle_fond"))
    return frame, credit


def _keep_clear(item: QgsLayoutItemMap, ornament: QgsLayoutItem) -> None:
    """Keep the labels of the map from under an ornament."""
    item.addLabelBlockingItem(ornament)


def _lay_column(
    layout: QgsPrintLayout, layers: StudyLayers, facts: StudyFacts, frame: QgsRectangle, foot: str, box: QRectF
) -> None:
    """Lay the right column from the top: title, counts, legends, first sites; the sources stand at its foot."""
    points = resource("layouts/carte_maturite")["textes_pt"]
    column = Column(layout, box)
    title, style = fit(
        layout,
        text("titre"),
        text_format(points["titre"], bold=True, ink=colour("accent")),
        box.width(),
        TITLE_HEIGHT - 0.5,
        points["titre_min"],
    )
    column.label("titre", title, style, height=TITLE_HEIGHT)
    column.label("sous_titre", _subtitle(facts), text_format(points["sous_titre"]), lines=2)
    column.space(0.8)
    column.label("bilan", _summary(facts), text_format(points["courant"], ink=colour("texte_second")), lines=1)
    column.rule("filet_1")
    heading = text_format(points["intertitre"], bold=True, ink=colour("accent"))
    small = text_format(points["petit"], ink=colour("texte_second"))
    column.label("legende_titre", text("legende"), heading)
    column.space(0.6)
    column.label("lecture", _reading(facts), small, lines=2)
    column.space(0.4)
    column.take(add_class_legend(layout, layers.drawn[0], facts, column.rest()).rect().height())
    column.space(1.6)
    add_size_legend(layout, facts.sites, QRectF(box.x(), column.y, box.width(), SIZE_ROW))
    column.take(SIZE_ROW)
    notes = [
        counted("sans_surface", sum(count.without_area for count in facts.counts.values())),
        counted("hors_cadre", outside(facts, frame)),
    ]
    if any(notes):
        column.label("reserves", " ".join(note for note in notes if note), small, lines=2)
    networks = {
        role: layer for role, layer in layers.shown_backgrounds().items() if "surface" not in backgrounds()[role]
    }
    if networks:
        column.rule("filet_2")
        column.label("fonds_titre", text("fonds"), heading)
        column.take(add_network_legend(layout, networks, column.rest()).rect().height())
    column.rule("filet_3")
    column.label(
        "premiers_titre",
        counted("premiers", min(facts.ranked, resource("layouts/carte_maturite")["tableau"]["lignes"])),
        heading,
    )
    column.space(0.6)
    column.take(add_ranking(layout, layers.table, facts, column.rest()).rect().height())
    if facts.ranked and {"score", "score_min"} <= facts.columns:
        column.space(0.6)
        notes = [text("egalite", rang=number(facts.tied[0]), n=number(facts.tied[1]))] if facts.tied[1] else []
        notes += [text("a_etudier")] if facts.to_study else []
        column.label("tableau_note", " ".join([*notes, text("bornes")]), small, lines=4)
    column.rule("filet_4")
    _lay_sources(column, facts, foot, heading, small)
    column.spread()


def _lay_sources(column: Column, facts: StudyFacts, foot: str, heading: QgsTextFormat, small: QgsTextFormat) -> None:
    """Lay the sources in what is left of the column, the footing whole, the list shortened if it must be."""
    column.label("sources_titre", text("sources"), heading)
    foot_height = text_height(column.layout, foot, small, column.box.width()) + 0.6 if foot else 0.0
    room = column.rest().height() - foot_height - 1.0
    lines = source_lines(facts)
    listed = text("entre_sources").join(lines) + "." if lines else text("sans_sources")
    words = "\n".join(part for part in (listed, missing_line(facts)) if part)
    words = shorten(column.layout, words, small, column.box.width(), room, text("suite_sources"))
    column.label("sources", words, small)
    if foot:
        column.space(1.0)
        column.label("pied", foot, small)


def _subtitle(facts: StudyFacts) -> str:
    place = facts.manifest.get("territoire") or text("territoire_inconnu")
    profile = facts.manifest.get("profil_libelle") or facts.manifest.get("profil")
    return f"{place} · {text('profil', profil=profile)}" if profile else place


def _summary(facts: StudyFacts) -> str:
    return text(
        "bilan",
        sites=counted("sites", facts.sites),
        classes=counted("classes", facts.ranked),
        vetos=counted("vetos", facts.vetoed),
        hors=counted("hors", facts.unranked),
    )


def _reading(facts: StudyFacts) -> str:
    shown = len(facts.first)
    return text("lecture", n=shown) if shown > 1 else text("lecture_sans_rang")
