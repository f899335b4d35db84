"""The texts: every sentence is translated, every algorithm has its help, every page says what the code does."""

from __future__ import annotations

import ast
import importlib.util
import json
import math
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio
import pytest
from qgis.core import QgsSettings

from gisement.bridge import texts
from gisement.bridge.messages import error_text, warning_text
from gisement.core import study
from gisement.core.conditions import judge
from gisement.core.errors import GisementError
from gisement.core.measures import columns
from gisement.core.readiness import load_procedures, read_statuses
from gisement.core.scoring import load_profile
from gisement.core.store import write_study
from gisement.core.territory.sources import find_sources
from gisement.processing.provider import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
TRANSLATIONS = ROOT / "i18n" / "gisement_fr.ts"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LANGUAGES = ("en", "fr")
LOCALE = "locale/userLocale"


def sources() -> list[Path]:
    """Give the shipped files that may hold texts."""
    folders = [ROOT / name for name in ("bridge", "processing", "ui") if (ROOT / name).is_dir()]
    return [ROOT / "plugin.py", *sorted(path for folder in folders for path in folder.rglob("*.py"))]


def calls_of_tr(tree: ast.AST, inside_function: bool = False) -> Iterator[tuple[ast.Call, bool]]:
    """Give each call of ``tr``, and whether it stands inside a function."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "tr":
            yield node, inside_function
        yield from calls_of_tr(node, inside_function or isinstance(node, (ast.FunctionDef, ast.Lambda)))


def literals() -> dict[str, str]:
    """Give every text passed to ``tr``, with the place of its first use."""
    found: dict[str, str] = {}
    for path in sources():
        for call, _ in calls_of_tr(ast.parse(path.read_text(encoding="utf-8"))):
            if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
                found.setdefault(call.args[0].value, f"{path.relative_to(ROOT)}:{call.lineno}")
    return found


def translations() -> dict[str, ET.Element]:
    """Give the translation element of each source text."""
    contexts = ET.parse(TRANSLATIONS).getroot().findall("context")
    assert [context.findtext("name") for context in contexts] == ["@default"]
    messages = contexts[0].findall("message")
    sources_ = [message.findtext("source") or "" for message in messages]
    assert len(sources_) == len(set(sources_)), "a text stands twice"
    return {source: message.find("translation") for source, message in zip(sources_, messages)}


def test_tr_takes_one_plain_literal_and_never_runs_at_import() -> None:
    wrong = []
    for path in sources():
        for call, inside in calls_of_tr(ast.parse(path.read_text(encoding="utf-8"))):
            plain = len(call.args) == 1 and not call.keywords and isinstance(call.args[0], ast.Constant)
            if not plain or not isinstance(call.args[0].value, str) or not inside:
                wrong.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert not wrong


def test_every_text_is_in_the_translations_and_none_is_left_over() -> None:
    used, known = literals(), translations()
    assert len(used) > 80, "the search for texts finds hardly any"
    assert {text: place for text, place in used.items() if text not in known} == {}
    assert sorted(set(known) - set(used)) == []


def test_every_translation_is_finished_and_keeps_the_facts() -> None:
    wrong = {}
    for source, element in translations().items():
        french = element.text or ""
        same_facts = sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(french))
        if element.get("type") or not french.strip() or not same_facts:
            wrong[source] = french
    assert not wrong


def test_french_texts_use_the_signs_of_print() -> None:
    straight = re.compile(r"'| [:;?!»]|« ")
    assert [element.text for element in translations().values() if straight.search(element.text or "")] == []


@pytest.fixture
def in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The plugin's translator, made of the present translations, for a user whose QGIS is French."""
    lrelease = shutil.which("/usr/lib/qt5/bin/lrelease") or shutil.which("lrelease")
    if lrelease is None:
        pytest.skip("lrelease is not installed (qttools5-dev-tools)")
    (tmp_path / "i18n").mkdir()
    subprocess.run(
        [lrelease, "-silent", str(TRANSLATIONS), "-qm", str(tmp_path / "i18n" / "gisement_fr.qm")], check=True
    )
    settings = QgsSettings()
    before = settings.value(LOCALE, None)
    settings.setValue(LOCALE, "fr_FR")
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    translator = texts.install_translator()
    assert translator is not None
    yield
    texts.remove_translator(translator)
    settings.setValue(LOCALE, before) if before is not None else settings.remove(LOCALE)


@pytest.mark.usefixtures("in_french")
def test_a_french_user_reads_french() -> None:
    error = error_text(GisementError("file_empty", file="friches.gpkg"))
    assert error.startswith("Le fichier friches.gpkg est vide")
    assert warning_text("role_absent", {"role": "commune"}).startswith("Communes (commune)")
    assert ALGORITHMS[0]().group() == "Étude"


def test_an_english_user_reads_english() -> None:
    settings = QgsSettings()
    before = settings.value(LOCALE, None)
    settings.setValue(LOCALE, "en_GB")
    try:
        assert texts.install_translator() is None
        assert "is empty" in error_text(GisementError("file_empty", file="friches.gpkg"))
    finally:
        settings.setValue(LOCALE, before) if before is not None else settings.remove(LOCALE)


def help_of(algorithm: Any, language: str) -> str:
    """Read the help of an algorithm."""
    return (ROOT / "resources" / "help" / language / f"{algorithm.name()}.md").read_text(encoding="utf-8")


def made(algorithm: type) -> Any:
    """Make an algorithm with its parameters."""
    return algorithm().create()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_help_speaks_of_every_parameter_and_output(algorithm: type, language: str) -> None:
    instance = made(algorithm)
    text = help_of(instance, language)
    names = [definition.name() for definition in instance.parameterDefinitions()]
    names += [definition.name() for definition in instance.outputDefinitions()]
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_examples_of_the_help_name_real_parameters(algorithm: type, language: str) -> None:
    instances = [made(one) for one in ALGORITHMS]
    known = {one.name(): {item.name() for item in one.parameterDefinitions()} for one in instances}
    text = help_of(algorithm(), language)
    calls = [line for _, block in FENCE.findall(text) for line in block.splitlines() if line.startswith("qgis_process")]
    # Other blocks show files that an algorithm takes; they must be JSON too.
    objects = [json.loads(block) for _, block in FENCE.findall(text) if block.startswith("{")]
    inputs = [content["inputs"] for content in objects if "inputs" in content]
    assert calls
    assert inputs
    for line in calls:
        name = re.search(r"run gisement:(\w+)", line)[1]
        assert set(re.findall(r"--(\w+)=", line)) <= known[name]
    for given in inputs:
        assert set(given) <= known[algorithm().name()]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_both_languages_tell_the_same(algorithm: type) -> None:
    english, french = (help_of(algorithm(), language) for language in LANGUAGES)
    assert FENCE.findall(english) == FENCE.findall(french)
    for mark in (r"^### ", r"^- "):
        assert len(re.findall(mark, english, re.MULTILINE)) == len(re.findall(mark, french, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_no_point_of_a_list_begins_in_bold_or_code(algorithm: type, language: str) -> None:
    # Qt gives the whole point the look of its first letter.
    assert re.findall(r"^ *[-*] [*`_].*", help_of(algorithm(), language), re.MULTILINE) == []


def test_no_help_is_left_of_an_algorithm_that_is_gone() -> None:
    names = {algorithm().name() for algorithm in ALGORITHMS}
    for language in LANGUAGES:
        assert {path.stem for path in (ROOT / "resources" / "help" / language).glob("*.md")} == names


def labels(value: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Give each pair of texts in a resource, with its place."""
    if isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            # Of a list of words for values, the words are what is read.
            french, english = value.get("fr"), value.get("en")
            yield place, *(list(said) if isinstance(said, dict) else said for said in (french, english))
        for key, item in value.items():
            yield from labels(item, f"{place}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from labels(item, f"{place}[{index}]")


def test_every_label_of_the_resources_has_both_languages_with_the_same_facts() -> None:
    wrong, count = [], 0
    for path in sorted((ROOT / "resources").rglob("*.json")):
        for place, french, english in labels(json.loads(path.read_text(encoding="utf-8")), path.stem):
            count += 1
            pairs = list(zip(french, english)) if isinstance(french, list) else [(french, english)]
            whole = type(french) is type(english) and bool(french) and len(french or "") > 0
            if isinstance(french, list) and whole:
                # A form for no thing at all may be empty, in both languages or in none.
                whole = len(french) == len(english) and all(bool(one) == bool(other) for one, other in pairs)
            if not whole or any(
                set(PLACEHOLDER.findall(one)) != set(PLACEHOLDER.findall(other)) for one, other in pairs
            ):
                wrong.append(place)
    assert count > 100
    assert not wrong


def test_every_measured_column_has_both_labels() -> None:
    assert [key for key, column in columns().items() if not column.fr.strip() or not column.en.strip()] == []


# --- The pages of docs/


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The script that writes the parts of the pages that follow from the code."""
    spec = importlib.util.spec_from_file_location("gisement_docs_generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_up_to_date(generator: ModuleType) -> None:
    pages = generator.pages()
    assert {path.name for path in pages} >= {"colonnes.md", "methode.md", "territoire.md"}
    stale = [path.name for path, text in pages.items() if text != path.read_text(encoding="utf-8")]
    assert not stale, "run docs/generate.py"


def page(name: str) -> str:
    """Read a page."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def examples(name: str, kind: str) -> list[str]:
    """Give the code blocks of a kind on a page."""
    found = [block for language, block in FENCE.findall(page(name)) if language == kind]
    assert found
    return found


def documented(section: str) -> set[str]:
    """Name the columns that a section of the page of columns lists: the code in the first cell of its tables."""
    text = re.search(rf"^## {section}$(.*?)(?=^## |\Z)", page("colonnes.md"), re.DOTALL | re.MULTILINE)[1]
    cells = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def test_every_column_of_a_study_is_documented(tiny_inventory: Path, tiny_territory: Path, tmp_path: Path) -> None:
    path = tmp_path / "etude.gpkg"
    write_study(study.run(tiny_inventory, tiny_territory, date(2026, 11, 22)), path)
    backgrounds = documented("Fonds de carte")
    for layer in pyogrio.list_layers(path)[:, 0]:
        fields = set(pyogrio.read_info(path, layer=layer)["fields"])
        if layer.startswith("fond_"):
            line = re.search(rf"^\| `{layer}` \|(.*)$", page("colonnes.md"), re.MULTILINE)[1]
            assert layer in backgrounds
            assert fields == set(re.findall(r"`(\w+)`", line))
        elif layer == "sites":
            standard = {
                field["name"]
                for field in json.loads((ROOT / "resources/fields/cnig_friches.json").read_text())["fields"]
            }
            aliases = {"site_surface", "local_ancienne_annee", "l_idpar"}
            assert fields <= documented("sites")
            assert documented("sites") - standard - aliases <= fields
        else:
            assert fields == documented(layer)


def test_the_score_on_the_page_is_the_formula_on_the_page() -> None:
    # Utilities by hand, between the knots of the general profile: 4 ha, 0.8, 3 km, 10 km, 7.5 km, 0.5.
    known = [(8, 0.65), (2, 0.6 + 0.4 * 10 / 15), (8, 0.75), (3, 0.8), (6, 0.65), (7, 0.5)]
    score = 100 * (sum(w * math.sqrt(u) for w, u in known) / sum(w for w, _ in known)) ** 2
    best = 100 * ((sum(w * math.sqrt(u) for w, u in known) + 66) / 100) ** 2
    assert f"**{score:.1f}**".replace(".", ",") in page("methode.md")
    assert f"`score_max` = {best:.1f}".replace(".", ",") in page("methode.md")


def test_the_months_on_the_page_are_the_longest_path() -> None:
    # 12 months of survey, then 6 of waiver; at the shortest 1 of examination; at the longest 13 + 21 of archaeology.
    text = page("methode.md")
    assert "`mois_avant_pret` = 18, `mois_min` = 1, `mois_max` = 34, classe **R3**" in text


def test_the_conditions_of_the_page_can_be_judged() -> None:
    site = pd.DataFrame(
        [
            {
                "ppr_rouge_part": 0.6,
                "site_statut": "friche avec projet",
                "site_reconv_type": "habitat",
                "surface_utile_ha": 1,
            }
        ]
    )
    conditions = [json.loads(block) for block in examples("conditions.md", "json")]
    judged = [judge(condition, site)[0] for condition in conditions if "groups" not in condition]
    assert judged[:2] == [True, True]
    assert judged[2] is pd.NA, "no or unknown is unknown"


def test_the_profile_of_the_page_can_be_used(tmp_path: Path, tiny_inventory: Path, tiny_territory: Path) -> None:
    path = tmp_path / "profil.json"
    path.write_text(next(block for block in examples("conditions.md", "json") if "groups" in block), encoding="utf-8")
    assert load_profile(path).id == "petit_atelier"
    made_ = study.run(tiny_inventory, tiny_territory, date(2026, 11, 22), profile=path)
    # T-001: 2 ha is worth 1 and its zone is served, so nothing is lost.
    assert made_.sites.loc["T-001", "score"] == pytest.approx(100.0)


def test_the_territory_of_the_page_is_accepted(tmp_path: Path) -> None:
    content = examples("territoire.md", "json")[0]
    (tmp_path / "territoire.json").write_text(content, encoding="utf-8")
    for name in ("limites.gpkg", "bdtopo.gpkg", "postes_rte.geojson"):
        (tmp_path / name).touch()
    name, found = find_sources(tmp_path / "territoire.json")
    assert name == "Pays d'Exemple"
    assert found["troncon_de_route"].vintage == "2026-06-15"
    assert found["troncon_de_route"].layer == "troncon_de_route"


def test_the_statuses_of_the_page_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "statuts.csv"
    path.write_text(examples("methode.md", "csv")[0], encoding="utf-8")
    statuses = read_statuses(path, load_procedures(), date(2026, 11, 22))
    assert statuses["statut"].tolist() == ["fait", "sans_objet", "en_cours"]
    assert statuses["reste_mois"].tolist()[2] == 3


def test_the_readme_counts_the_criteria_that_are_measured() -> None:
    profile, measured = load_profile("industrie_generale"), columns()
    known = [criterion for criterion in profile.criteria if criterion.key in measured]
    share = 100 * sum(criterion.weight for criterion in known) / profile.weights.sum()
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(known)} of the {len(profile.criteria)} criteria" in text
    assert f"{share:.0f} % of its weight" in text
    for algorithm in ALGORITHMS:
        assert f"`gisement:{algorithm().name()}`" in text


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
