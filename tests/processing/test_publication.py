"""What QGIS adds to a study: styles, a project that opens wherever the file goes, and a map fit for print."""

from __future__ import annotations

import gc
import json
import re
import shutil
import sqlite3
import subprocess
from typing import TYPE_CHECKING, Any
from xml.dom import minidom

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPolyline,
    QgsMapLayerLegendUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor, QImage

from gisement.bridge import renamed, texts_layout
from gisement.bridge.export import export_layout, open_study
from gisement.bridge.layout.words import text_height, text_width
from gisement.bridge.project import dress
from gisement.core.errors import GisementError
from gisement.core.output import whole_file
from gisement.core.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qgis_app")

LAYOUT = "Carte de maturité"
PAGE = (420.0, 297.0)
# Sites by class, and hectares, as they are put into the study below: 10 000 m² each, but the last of each class.
CLASSES = ["R5", "R4", "R4", "R3", "R3", "R3", "R2", "R1", "R0", "R0", None, "hors", "hors"]
LONG_NAME = "Appel à projet Recyclage foncier, ancienne manufacture de wagons et de machines-outils du Grand Port"
SOURCES = {
    "commune": {
        "etat": "presente",
        "lignes": 27,
        "producteur": "IGN",
        "licence": "Licence Ouverte 2.0",
        "millesime": "2025-01-01",
    },
    "troncon_de_route": {
        "etat": "presente",
        "lignes": 36826,
        "producteur": "© contributeurs OpenStreetMap",
        "licence": "ODbL",
        "millesime": None,
    },
    "znieff": {"etat": "presente", "producteur": "Nobody read this"},
    "zone_urba": {"etat": "absente"},
}
ETUDE = {
    "plugin_version": "0.1.0",
    "date_reference": "2026-11-22",
    "profil_libelle": "Industrie générale",
    "regime_libelle": "Loi d'essai",
    "territoire": "Val d'Essai",
}


def write_study(
    path: Path,
    classes: list[str | None],
    *,
    points: int = 0,
    communes: bool = True,
    drop: tuple[str, ...] = (),
    ranks: list[int] | None = None,
) -> None:
    """Write what the engine writes of a study: one square of 1 ha per class given, in a row; `points` have no shape."""
    count = len(classes)
    east = 860_000 + 2_000.0 * np.arange(count)
    squares = shapely.box(east, 6_260_000.0, east + 100, 6_260_100.0)
    squares[:points] = shapely.points(east[:points], 6_260_000.0)
    vetoed = np.array([code == "R0" for code in classes])
    unranked = np.array([code == "hors" for code in classes])
    ranked = ~(vetoed | unranked)
    sites = gpd.GeoDataFrame(
        {
            "site_id": [f"S{index:05d}" for index in range(count)],
            "site_nom": [LONG_NAME if index % 3 == 0 else f"Friche d'essai {index}" for index in range(count)],
            "comm_nom": "Essai-sur-Mer",
            "emprise_origine": "surface",
            "surface_m2": np.where(np.arange(count) < points, np.nan, 10_000.0),
            "score": np.where(ranked, 90.0 - np.arange(count) % 60, np.nan),
            "score_min": np.where(ranked, 20.0, np.nan),
            "score_max": np.where(ranked, 95.0, np.nan),
            "rang": pd.array(np.where(ranked, np.cumsum(ranked), 0), dtype="Int32"),
            "veto": np.where(vetoed, "oui", "non"),
            "hors_classement": np.where(unranked, "friche reconvertie", None),
            "a_etudier": "oui",
            "classe_maturite": [None if code == "hors" else code for code in classes],
        },
        geometry=squares,
        crs=2154,
    ).drop(columns=list(drop))
    if ranks:
        sites["rang"] = ranks
    elif "rang" in sites:
        sites.loc[~ranked, "rang"] = pd.NA
    pyogrio.write_dataframe(sites, path, layer="sites", driver="GPKG", geometry_type="Unknown")
    rows = {**ETUDE, **{f"couche:{role}": json.dumps(entry, ensure_ascii=False) for role, entry in SOURCES.items()}}
    manifest = pd.DataFrame({"cle": list(rows), "valeur": list(rows.values())})
    pyogrio.write_dataframe(manifest, path, layer="etude", driver="GPKG")
    criteria = pd.DataFrame({"site_id": sites["site_id"], "critere": "compacite", "valeur": 1.0})
    pyogrio.write_dataframe(criteria, path, layer="criteres", driver="GPKG")
    if communes:
        west, east_ = 858_000.0, 862_000.0 + 2_000.0 * count
        ground = gpd.GeoDataFrame(
            {"code_insee": ["99001"], "nom": ["Essai-sur-Mer"]},
            geometry=[shapely.box(west, 6_250_000, east_, 6_270_000)],
            crs=2154,
        )
        pyogrio.write_dataframe(ground, path, layer="fond_commune", driver="GPKG", geometry_type="Polygon")
        roads = gpd.GeoDataFrame(
            {"classe": ["autoroute", "principale"], "numero": ["A 99", None]},
            geometry=[
                shapely.LineString([(west - 50_000, 6_255_000), (east_ + 50_000, 6_255_000)]),
                shapely.LineString([(west, 6_262_000), (east_, 6_262_000)]),
            ],
            crs=2154,
        )
        pyogrio.write_dataframe(roads, path, layer="fond_route", driver="GPKG", geometry_type="LineString")


def dressed(path: Path, classes: list[str | None], **kind: Any) -> Path:
    """Write a study and dress it as the study algorithm does."""
    with whole_file(path) as draft:
        write_study(draft, classes, **kind)
        dress(draft, path.name)
    return path


@pytest.fixture(scope="module")
def study(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dressed study of 13 sites of all classes, the first of them a point."""
    return dressed(tmp_path_factory.mktemp("étude d'essai") / "étude & co.gpkg", CLASSES, points=1)


@pytest.fixture
def copied(study: Path, tmp_path: Path) -> Callable[[str], Path]:
    """The study under another name in another folder."""

    def copy(name: str) -> Path:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(study, target)
        return target

    return copy


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Free the projects that a caught error still holds: QGIS crashes when one outlives it."""
    yield
    gc.collect()


def stands_in(project: QgsProject, path: Path) -> bool:
    """Tell whether all layers of a project are valid and all but the world map lie in a file."""
    layers = project.mapLayers().values()
    own = [layer for layer in layers if "world_map" not in layer.source()]
    return bool(own) and all(layer.isValid() and layer.source().startswith(f"{path}|") for layer in own)


def layout_of(path: Path) -> tuple[QgsProject, Any]:
    project = open_study(path)
    return project, project.layoutManager().layoutByName(LAYOUT)


def items(layout: Any) -> dict[str, QgsLayoutItem]:
    """The items of a layout by id, without the page itself."""
    found = [item for item in layout.items() if isinstance(item, QgsLayoutItem)]
    return {item.id(): item for item in found if not isinstance(item, QgsLayoutItemPage)}


# --- the file


def test_the_file_is_whole_and_alone_when_dressed(study: Path) -> None:
    assert [path.name for path in study.parent.iterdir()] == [study.name]
    with sqlite3.connect(study) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_no_login_and_no_temporary_path_stays_in_the_file(study: Path) -> None:
    with sqlite3.connect(study) as database:
        (metadata,) = database.execute("SELECT metadata FROM qgis_projects").fetchone()
    assert json.loads(metadata)["last_modified_user"] == ""
    project = open_study(study)
    assert project.saveUser() == project.metadata().author() == ""
    assert b".part.gpkg" not in project_definition(study)


def project_definition(path: Path) -> bytes:
    import io
    import zipfile

    with sqlite3.connect(path) as database:
        (content,) = database.execute("SELECT content FROM qgis_projects WHERE name = 'gisement'").fetchone()
    archive = zipfile.ZipFile(io.BytesIO(bytes.fromhex(content)))
    return next(archive.read(name) for name in archive.namelist() if name.endswith(".qgs"))


def test_the_sites_carry_their_style_when_opened_alone(study: Path) -> None:
    layer = QgsVectorLayer(f"{study}|layername=sites|geometrytype=Polygon", "seule", "ogr")
    categories = layer.renderer().categories()
    assert [category.value() for category in categories] == [style["code"] for style in classes()]
    assert layer.labelsEnabled()
    assert layer.attributeAlias(layer.fields().lookupField("score")) == "Aptitude (0 à 100)"
    assert "rang" in layer.mapTipTemplate()


def classes() -> list[dict[str, Any]]:
    return list(resource("styles/maturite")["classes"])


def test_columns_that_a_study_lacks_are_no_obstacle(tmp_path: Path) -> None:
    lacking = ("score", "score_min", "score_max", "rang", "veto", "hors_classement", "a_etudier", "classe_maturite",
               "surface_m2", "emprise_origine", "comm_nom", "site_nom")  # fmt: skip
    path = dressed(tmp_path / "nue.gpkg", ["R3", "R2"], drop=lacking, communes=False)
    export_layout(open_study(path), LAYOUT, tmp_path / "nue.pdf", "pdf")
    assert (tmp_path / "nue.pdf").stat().st_size > 10_000


# --- the project, wherever the file goes


def test_the_project_opens_in_place(study: Path) -> None:
    project = open_study(study)
    assert stands_in(project, study)
    assert project.crs().authid() == "EPSG:2154"
    assert [layout.name() for layout in project.layoutManager().printLayouts()] == [LAYOUT]


def test_plain_qgis_opens_a_moved_study(study: Path, copied: Callable[[str], Path]) -> None:
    moved = copied(f"ailleurs/plus loin/{study.name}")
    project = QgsProject()
    assert project.read(renamed.project_uri(moved))
    assert stands_in(project, moved)


@pytest.mark.parametrize("name", ["renommée.gpkg", "ailleurs/d'un nom #1 à 100 %.gpkg"])
def test_a_renamed_study_opens(copied: Callable[[str], Path], name: str) -> None:
    path = copied(name)
    assert stands_in(open_study(path), path)


@pytest.fixture
def opened(qgis_app: Any) -> Iterator[QgsProject]:
    """QGIS's own project, with the plugin watching."""
    renamed.install()
    yield QgsProject.instance()
    QgsProject.instance().clear()
    renamed.uninstall()


def test_qgis_opens_a_renamed_study(opened: QgsProject, copied: Callable[[str], Path]) -> None:
    path = copied("renommée.gpkg")
    assert opened.read(renamed.project_uri(path))
    assert stands_in(opened, path)


def test_a_copy_shows_its_own_data_and_not_those_of_the_first(
    opened: QgsProject, study: Path, copied: Callable[[str], Path]
) -> None:
    first, copy = copied(study.name), copied("copie.gpkg")
    assert opened.read(renamed.project_uri(copy))
    assert stands_in(opened, copy)
    assert first.is_file()


def test_a_project_saved_in_qgis_still_knows_its_own_file(
    opened: QgsProject, study: Path, copied: Callable[[str], Path]
) -> None:
    path = copied(study.name)
    assert opened.read(renamed.project_uri(path))
    opened.setTitle("Retouché")
    assert opened.write()
    QCoreApplication.processEvents()
    opened.clear()
    copy = path.with_name("copie.gpkg")
    shutil.copy(path, copy)
    assert opened.read(renamed.project_uri(copy))
    assert opened.title() == "Retouché"
    assert stands_in(opened, copy)


def test_an_open_study_does_not_lend_its_file_to_another(opened: QgsProject, copied: Callable[[str], Path]) -> None:
    first, second = copied("une.gpkg"), copied("deux.gpkg")
    assert opened.read(renamed.project_uri(first))
    assert stands_in(open_study(second), second)
    assert stands_in(opened, first)


def test_paths_of_other_files_are_left_alone(study: Path) -> None:
    with renamed.reading(study):
        assert renamed.own_path("./cadastre.gpkg|layername=parcelle") == "./cadastre.gpkg|layername=parcelle"
        assert renamed.own_path("././x.gpkg|layername=sites") == f"./{study.name}|layername=sites"
        assert renamed.own_path("././x.svg") == "././x.svg"
    assert renamed.own_path("././x.gpkg|layername=sites") == "././x.gpkg|layername=sites"


def test_files_that_are_no_study_are_refused_with_their_reason(study: Path, tmp_path: Path) -> None:
    empty, text, bare = (tmp_path / name for name in ("vide.gpkg", "texte.gpkg", "nue.gpkg"))
    empty.touch()
    text.write_text("ceci n'est pas une étude, " * 100, encoding="utf-8")
    write_study(bare, ["R3"])
    for path, code in (
        (tmp_path / "absente.gpkg", "file_not_found"),
        (empty, "study_without_project"),
        (text, "study_unreadable"),
        (bare, "study_without_project"),
    ):
        with pytest.raises(GisementError) as caught:
            open_study(path)
        assert caught.value.code == code


def test_a_file_without_sites_is_not_dressed(tmp_path: Path) -> None:
    path = tmp_path / "vide.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"cle": ["a"], "valeur": ["b"]}), path, layer="etude", driver="GPKG")
    with pytest.raises(GisementError) as caught:
        dress(path, path.name)
    assert caught.value.code == "study_unreadable"


# --- the layout


MANY: list[str | None] = [*(["R3", "R2", "R1", "R0", "hors", None] * 60)]
KINDS: dict[str, tuple[list[str | None], dict[str, Any]]] = {
    "all classes": (CLASSES, {"points": 1}),
    "none ranked": (["R0", "R0", "hors"], {}),
    "one site": (["R4"], {}),
    "points alone": (["R2", "R3"], {"points": 2}),
    "many, no background": (MANY, {"communes": False}),
}
# What stands on the large map by design.
ON_MAP = {"situation", "echelle_fond", "echelle", "echelle_texte", "nord", "nord_texte"}
ON_PLATE = ON_MAP - {"situation", "echelle_fond"}


@pytest.fixture(scope="module", params=list(KINDS))
def laid(
    qgis_app: Any, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[QgsProject, Any]]:
    """The projects of studies of several kinds, with their layouts."""
    codes, kind = KINDS[request.param]
    path = dressed(tmp_path_factory.mktemp("kinds") / "etude.gpkg", codes, **kind)
    project, layout = layout_of(path)
    yield project, layout
    project.clear()


def test_every_item_lies_on_the_page(laid: tuple[QgsProject, Any]) -> None:
    _, layout = laid
    margin = resource("layouts/carte_maturite")["page"]["marge_mm"] - 0.3
    for name, item in items(layout).items():
        rect = item.mapRectToScene(item.rect())
        assert rect.left() >= margin and rect.top() >= margin, name
        assert rect.right() <= PAGE[0] - margin and rect.bottom() <= PAGE[1] - margin, name


def test_no_two_items_overlap(laid: tuple[QgsProject, Any]) -> None:
    _, layout = laid
    found = items(layout)
    rects = {name: item.mapRectToScene(item.rect()).adjusted(0.05, 0.05, -0.05, -0.05) for name, item in found.items()}
    names = sorted(rects)
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            pair = {one, other}
            if ("carte" in pair and pair & ON_MAP) or ("echelle_fond" in pair and pair & ON_PLATE):
                continue
            assert not rects[one].intersects(rects[other]), pair


def test_no_text_is_larger_than_its_box_nor_smaller_than_seven_points(laid: tuple[QgsProject, Any]) -> None:
    _, layout = laid
    for name, item in items(layout).items():
        if not isinstance(item, QgsLayoutItemLabel):
            continue
        rect, style = item.rect(), item.textFormat()
        assert style.size() >= 7, name
        assert text_height(layout, item.text(), style, rect.width()) <= rect.height() + 0.05, name
        assert text_width(layout, "\n".join(item.text().split()), style) <= rect.width() + 0.05, name


def test_the_table_is_drawn_whole(laid: tuple[QgsProject, Any], tmp_path: Path) -> None:
    project, layout = laid
    frame = items(layout)["premiers_tableau"]
    assert isinstance(frame, QgsLayoutFrame)
    contents = frame.multiFrame().contents()
    export_layout(project, LAYOUT, tmp_path / "carte.pdf", "pdf")
    printed = words_of(tmp_path / "carte.pdf")
    if contents:
        last = str(contents[-1][1]).split(",")[0].split()[0]
        box = frame.mapRectToScene(frame.rect())
        inside = [word for word, x, y in printed if box.contains(x, y)]
        assert inside.count(str(contents[-1][0])) >= 1 and last in inside
        assert len({y for _, x, y in printed if box.contains(x, y) and x < box.left() + 6.5}) == len(contents) + 1
    else:
        assert {"Aucun", "classé"} <= {word for word, _, _ in printed}


def words_of(pdf: Path) -> list[tuple[str, float, float]]:
    """The words printed in a PDF with the place of their centres in millimetres."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', said)
    millimetre = 25.4 / 72
    return [
        (word, (float(left) + float(right)) / 2 * millimetre, (float(top) + float(bottom)) / 2 * millimetre)
        for left, top, right, bottom, word in found
    ]


def legend_labels(layout: Any) -> dict[str, str]:
    """The labels of the legend by class, without markup: name and count, divided by a bar."""
    legend = items(layout)["legende_classes"]
    assert isinstance(legend, QgsLayoutItemLegend)
    node = legend.model().rootGroup().findLayers()[0]
    labels = {}
    for index in QgsMapLayerLegendUtils.legendNodeOrder(node):
        written = QgsMapLayerLegendUtils.legendNodeUserLabel(node, index).replace("<br>", " | ")
        labels[classes()[index]["code"]] = re.sub(r"<[^>]*>", "", written)
    return labels


def test_the_legend_counts_the_sites_and_hectares_of_the_study(study: Path) -> None:
    _, layout = layout_of(study)
    labels = legend_labels(layout)
    counts = {code: label.split(" | ")[1] for code, label in labels.items()}
    # The first site is a point without a known area.
    assert counts == {
        "R5": "1 site, surface inconnue",
        "R4": "2 sites, 2,0 ha",
        "R3": "3 sites, 3,0 ha",
        "R2": "1 site, 1,0 ha",
        "R1": "1 site, 1,0 ha",
        "R0": "2 sites, 2,0 ha",
        "?": "1 site, 1,0 ha",
        "–": "2 sites, 2,0 ha",
    }
    assert labels["–"].startswith("Hors classement\u00a0: friche reconvertie")
    assert labels["R4"].startswith("R4 – ")


def test_the_legend_says_none_where_there_is_none(tmp_path: Path) -> None:
    _, layout = layout_of(dressed(tmp_path / "etude.gpkg", ["R4"]))
    labels = legend_labels(layout)
    assert list(labels) == ["R5", "R4", "R3", "R2", "R1", "R0"]
    assert labels["R5"].endswith("| aucun site")


def test_sites_that_share_a_rank_are_told_apart_alike_on_map_and_table(tmp_path: Path) -> None:
    project, layout = layout_of(dressed(tmp_path / "etude.gpkg", ["R3"] * 4, ranks=[1, 2, 2, 4]))
    table = items(layout)["premiers_tableau"]
    assert isinstance(table, QgsLayoutFrame)
    assert [row[0] for row in table.multiFrame().contents()] == ["1", "2a", "2b", "4"]
    sites = next(layer for layer in project.mapLayers().values() if layer.name() == "Sites")
    assert "'2b'" in sites.labeling().settings().fieldName


def test_the_map_says_what_it_rests_on(study: Path) -> None:
    _, layout = layout_of(study)
    found = {name: item.text() for name, item in items(layout).items() if isinstance(item, QgsLayoutItemLabel)}
    assert found["titre"].replace("\n", " ") == "Sites clés en main\u00a0: carte de maturité"
    assert found["sous_titre"] == "Val d'Essai · profil Industrie générale"
    assert found["bilan"] == "13 sites\u00a0: 9 classés, 2 écartés par un veto, 2 hors classement"
    assert "IGN (Licence Ouverte 2.0)\u00a0: communes (01/01/2025)" in found["sources"]
    assert "© les contributeurs d’OpenStreetMap (ODbL)\u00a0: routes (date non précisée)" in found["sources"]
    assert "zonage d'urbanisme" in found["sources"]
    assert "Nobody" not in found["sources"]
    for part in ("Loi d'essai", "22\u00a0novembre 2026", "EPSG:2154", "Gisement 0.1.0"):
        assert part in found["pied"]


def test_the_scale_is_round_and_the_territory_inside_the_frame(study: Path) -> None:
    project, layout = layout_of(study)
    item = items(layout)["carte"]
    assert isinstance(item, QgsLayoutItemMap)
    assert round(item.scale()) in resource("layouts/carte_maturite")["carte"]["echelles"]
    for layer in project.mapLayers().values():
        if layer.name() in ("Sites", "Communes"):
            assert item.extent().contains(layer.extent())


class English:
    """The settings of somebody who chose an English QGIS; those of this machine are shared with other processes."""

    def value(self, key: str, *_: Any, **__: Any) -> Any:
        return {"locale/overrideFlag": True, "locale/userLocale": "en_GB"}[key]


def test_an_english_qgis_gets_an_english_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts_layout, "QgsSettings", English)
    _, layout = layout_of(dressed(tmp_path / "study.gpkg", CLASSES))
    title = items(layout)["titre"]
    assert isinstance(title, QgsLayoutItemLabel)
    assert title.text().startswith("Turnkey sites")
    assert legend_labels(layout)["R4"].endswith("| 2 sites, 2.0 ha")


# --- what the charter asks


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = [
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, WCAG 2.1."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_texts_are_told_from_their_ground() -> None:
    colours = resource("styles/maturite")["couleurs"]
    for name in ("accent", "texte", "texte_second"):
        assert contrast(colours[name], colours["fond"]) >= 4.5
    for style in classes():
        assert contrast(style["texte"], style["fond"]) >= 4.5, style["code"]
    grounds = resource("styles/fonds")
    land = grounds["fond_commune"]["surface"]["fond"]
    assert contrast(grounds["fond_commune"]["etiquettes"]["couleur"], land) >= 4.5
    plate = grounds["fond_route"]["etiquettes"]
    assert contrast(plate["couleur"], plate["cartouche"]) >= 4.5


def test_classes_are_told_apart_without_colour() -> None:
    looks = [(style["motif"], round(luminance(QColor(style["fond"])), 2)) for style in classes()]
    assert len(set(looks)) == len(looks)
    greys = [luminance(QColor(style["fond"])) for style in classes() if re.fullmatch("R[1-5]", style["code"])]
    assert greys == sorted(greys)
    assert next(style for style in classes() if style["code"] == "R0")["motif"] == "hachures"


# --- the exports


def test_the_pdf_is_a3_landscape_with_searchable_text(study: Path, tmp_path: Path) -> None:
    output = tmp_path / "carte.pdf"
    export_layout(open_study(study), LAYOUT, output, "pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["carte.pdf"]
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler-utils is not installed")
    said = subprocess.run(["pdfinfo", str(output)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"^Pages: +1$", said, re.M)
    width, height = (float(size) for size in re.search(r"Page size: +([\d.]+) x ([\d.]+)", said).groups())  # type: ignore[union-attr]
    assert width == pytest.approx(420 / 25.4 * 72, abs=1) and height == pytest.approx(297 / 25.4 * 72, abs=1)
    assert {"maturité", "Sources", "d’OpenStreetMap"} <= {word for word, _, _ in words_of(output)}


def test_the_png_is_a3_at_300_dpi_on_white_and_not_blank(study: Path, tmp_path: Path) -> None:
    output = tmp_path / "carte.png"
    export_layout(open_study(study), LAYOUT, output, "png")
    assert [path.name for path in tmp_path.iterdir()] == ["carte.png"]
    image = QImage(str(output))
    assert abs(image.width() - 420 / 25.4 * 300) <= 1 and abs(image.height() - 297 / 25.4 * 300) <= 1
    assert image.pixelColor(5, 5) == QColor("white")
    small = image.scaled(420, 297)
    inked = sum(small.pixelColor(x, y) != QColor("white") for x in range(420) for y in range(297))
    assert 0.05 < inked / (420 * 297) < 0.9


def test_the_svg_parses_and_keeps_inside_the_frame_of_the_map(study: Path, tmp_path: Path) -> None:
    output = tmp_path / "carte.svg"
    export_layout(open_study(study), LAYOUT, output, "svg")
    assert [path.name for path in tmp_path.iterdir()] == ["carte.svg"]
    document = minidom.parse(str(output))
    root = document.documentElement
    assert root.tagName == "svg"
    size = [float(root.getAttribute(name).removesuffix("mm")) for name in ("width", "height")]
    assert size == pytest.approx(PAGE, abs=0.2)
    # The study's motorway runs 50 km beyond its territory; nothing of it may reach the legend.
    left, _, width, _ = (float(part) for part in root.getAttribute("viewBox").split())
    border = left + width * (420 - 10 - 116) / 420
    plate = resource("styles/fonds")["fond_route"]["lignes"][-1]["traits"][0]["couleur"]
    for group in document.getElementsByTagName("g"):
        if group.getAttribute("stroke") == plate and not group.getAttribute("transform").startswith("matrix(1,0,0,1"):
            for line in group.getElementsByTagName("polyline"):
                xs = [float(point.split(",")[0]) for point in line.getAttribute("points").split()]
                assert max(xs) <= border or max(xs) - min(xs) < width / 10


def test_a_title_of_ones_own_is_made_to_fit(study: Path, tmp_path: Path) -> None:
    title = "Friches et sites d'activité du Val d'Essai, état des lieux pour la révision générale du plan " * 3
    project, layout = layout_of(study)
    export_layout(project, LAYOUT, tmp_path / "carte.pdf", "pdf", title=title)
    label = items(layout)["titre"]
    assert isinstance(label, QgsLayoutItemLabel)
    assert label.text().replace("\n", " ").startswith("Friches et sites") and label.text().endswith("…")
    assert text_height(layout, label.text(), label.textFormat(), label.rect().width()) <= label.rect().height() + 0.05


def test_an_unknown_layout_or_format_is_named_with_the_known_ones(study: Path, tmp_path: Path) -> None:
    project = open_study(study)
    with pytest.raises(GisementError) as caught:
        export_layout(project, "Carte absente", tmp_path / "carte.pdf", "pdf")
    assert caught.value.code == "layout_missing" and caught.value.facts["layouts"] == [LAYOUT]
    with pytest.raises(GisementError) as caught:
        export_layout(project, LAYOUT, tmp_path / "carte.doc", "doc")
    assert caught.value.code == "format_unknown" and caught.value.facts["choices"] == ["pdf", "png", "svg"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fmt", ["pdf", "png", "svg"])
def test_a_failing_export_leaves_no_file_and_the_earlier_one_whole(
    study: Path, tmp_path: Path, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gisement.bridge import export

    output = tmp_path / f"carte.{fmt}"
    output.write_text("la carte d'avant", encoding="utf-8")
    project = open_study(study)
    whole = export._export

    def cut_short(layout: Any, path: Path, kind: str) -> str:
        reason = whole(layout, path, kind)
        path.write_bytes(path.read_bytes()[:-100])
        return reason

    monkeypatch.setattr(export, "_export", cut_short)
    with pytest.raises(GisementError) as caught:
        export_layout(project, LAYOUT, output, fmt)
    assert caught.value.code == "export_failed"
    assert [path.name for path in tmp_path.iterdir()] == [output.name]
    assert output.read_text(encoding="utf-8") == "la carte d'avant"
    monkeypatch.undo()
    with pytest.raises(GisementError):
        export_layout(project, LAYOUT, tmp_path / "absent" / f"carte.{fmt}", fmt)


def test_rules_are_lines_from_edge_to_edge_of_the_column(study: Path) -> None:
    _, layout = layout_of(study)
    rules = [item for item in items(layout).values() if isinstance(item, QgsLayoutItemPolyline)]
    lefts = {round(rule.mapRectToScene(rule.rect()).left()) for rule in rules}
    assert len(rules) >= 3 and len(lefts) == 1
