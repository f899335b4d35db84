"""Every code that the engine can say has its sentence, and every sentence gets the facts it names."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gisement.bridge.messages import error_text, step_text, warning_text
from gisement.core.errors import Cancelled, GisementError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
SPEAKING = ("core", "bridge", "processing")
ERROR, WARNING, STEP = "error", "warning", "step"


@dataclass(frozen=True)
class Said:
    """A place where a code is said: its kind, its facts, and whether more facts come from elsewhere (``**where``)."""

    kind: str
    code: str
    facts: tuple[str, ...]
    more: bool
    place: str

    def __str__(self) -> str:
        return f"{self.kind} {self.code} at {self.place}"


def said_in(path: Path) -> Iterator[Said]:
    """Find the codes that a source file says."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        kind = kind_of(node.func)
        if kind is None:
            continue
        place = f"{path.relative_to(ROOT)}:{node.lineno}"
        code = node.args[0] if node.args else None
        if not (isinstance(code, ast.Constant) and isinstance(code.value, str)):
            # The classes themselves pass a code on.
            assert path.parent.name == "core" or path.parent.name == "messages" or path.name == "feedback.py", place
            continue
        facts = tuple(keyword.arg for keyword in node.keywords if keyword.arg)
        yield Said(kind, code.value, facts, any(keyword.arg is None for keyword in node.keywords), place)


def kind_of(called: ast.expr) -> str | None:
    if isinstance(called, ast.Name) and called.id == "GisementError":
        return ERROR
    if isinstance(called, ast.Attribute) and called.attr in ("warn", "step"):
        owner = ast.unparse(called.value)
        if owner == "report" or owner.endswith(".report"):
            return WARNING if called.attr == "warn" else STEP
    return None


def everything_said() -> list[Said]:
    return [said for folder in SPEAKING for path in sorted((ROOT / folder).rglob("*.py")) for said in said_in(path)]


def sentence(said: Said) -> str:
    facts = {name: "commune" if name == "role" else f"<{name}>" for name in said.facts}
    speak: dict[str, Callable[[], str]] = {
        ERROR: lambda: error_text(GisementError(said.code, **facts)),
        WARNING: lambda: warning_text(said.code, facts),
        STEP: lambda: step_text(said.code, facts),
    }
    return speak[said.kind]()


@pytest.mark.parametrize("code", ["crs_assumed", "crs_found_out", "parcels_without_layer", "communes_without_layer"])
def test_advice_that_only_the_import_can_follow_names_it_for_other_algorithms_say_it_too(code: str) -> None:
    facts = dict.fromkeys(("file", "count", "column", "crs", "others"), "x")
    assert "“Import an inventory”" in warning_text(code, facts)


def test_the_codes_are_found() -> None:
    kinds = [said.kind for said in everything_said()]
    assert kinds.count(ERROR) > 30
    assert kinds.count(WARNING) > 5
    assert kinds.count(STEP) > 5


@pytest.mark.usefixtures("language")
def test_every_code_has_a_sentence() -> None:
    wordless = [str(said) for said in everything_said() if sentence(said).split(" ")[0] == said.code]
    assert wordless == []


@pytest.mark.usefixtures("language")
def test_every_sentence_gets_the_facts_that_it_names() -> None:
    # A fact that is not given reads as a dash alone.
    gaps = [str(said) for said in everything_said() if not said.more and "–" in sentence(said)]
    assert gaps == []


@pytest.mark.parametrize("language", ["en", "fr"], indirect=True)
def test_stopping_has_its_sentence(language: str) -> None:
    assert error_text(Cancelled()).startswith("Stopped" if language == "en" else "Arrêt")


def test_a_code_without_sentence_still_says_all_that_is_known() -> None:
    assert error_text(GisementError("never_heard_of", file="a.gpkg")) == "never_heard_of (file='a.gpkg')"
