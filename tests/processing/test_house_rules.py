"""Rules that a reader of one file cannot see: who may import whom, and what shipped code never does."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("core", "bridge", "processing", "ui")
#: what each room may never import; arrows run ui → processing → bridge → core
FORBIDDEN = {
    "core": {"qgis", "osgeo", "PyQt5", "PyQt6", "bridge", "processing", "ui", "plugin"},
    "bridge": {"osgeo", "PyQt5", "PyQt6", "processing", "ui", "plugin"},
    "processing": {"osgeo", "PyQt5", "PyQt6", "ui", "plugin"},
    "ui": {"osgeo", "PyQt5", "PyQt6", "plugin"},
}
#: modules that the scan of the plugins' site refuses, or that make a run depend on chance
REFUSED_MODULES = {"random", "xml.etree", "xml.etree.ElementTree", "pickle", "telnetlib"}


def shipped() -> list[Path]:
    """The Python files that the plugin's zip holds."""
    return sorted([*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Name what a file imports: whole names of packages, and the rooms that relative imports reach."""
    found = set()
    folder = path.parent.relative_to(ROOT).parts
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
        elif isinstance(node, ast.ImportFrom):
            inside = (*folder[: len(folder) - node.level + 1], *(node.module or "").split("."))
            reached = [part for part in inside if part] or [alias.name for alias in node.names]
            found.add(f".{reached[0]}")
    return found


@pytest.mark.parametrize("room", [room for room in ROOMS if (ROOT / room).is_dir()])
def test_no_room_imports_what_lies_above_it(room: str) -> None:
    wrong = {
        (str(path.relative_to(ROOT)), name)
        for path in (ROOT / room).rglob("*.py")
        for name in imports(path)
        if name.lstrip(".").split(".")[0] in FORBIDDEN[room] and not (name.startswith("qgis") and room != "core")
    }
    assert wrong == set()


def test_inside_the_plugin_imports_are_relative() -> None:
    absolute = {
        (str(path.relative_to(ROOT)), name)
        for path in shipped()
        for name in imports(path)
        if name.split(".")[0] in ("gisement", *ROOMS)
    }
    assert absolute == set()


def test_shipped_code_has_neither_assert_nor_silent_except() -> None:
    wrong = []
    for path in shipped():
        for node in ast.walk(parsed(path)):
            silent = isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body)
            bare = isinstance(node, ast.ExceptHandler) and node.type is None
            if isinstance(node, ast.Assert) or silent or bare:
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_shipped_code_uses_no_module_or_call_that_the_publishers_scan_refuses() -> None:
    wrong = []
    for path in shipped():
        wrong += [f"{path.relative_to(ROOT)}: {name}" for name in imports(path) & REFUSED_MODULES]
        for node in ast.walk(parsed(path)):
            called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if called in ("eval", "exec", "print"):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {called}")
    assert wrong == []


def test_every_public_function_says_what_it_does() -> None:
    silent = []
    for path in shipped():
        for node in parsed(path).body:
            members = node.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_") else []
            for found in (node, *members):
                if not isinstance(found, (ast.FunctionDef, ast.ClassDef)) or found.name.startswith("_"):
                    continue
                if ast.get_docstring(found) is None:
                    silent.append(f"{path.relative_to(ROOT)}:{found.lineno} {found.name}")
    assert silent == []
