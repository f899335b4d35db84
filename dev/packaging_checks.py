"""What plugins.qgis.org refuses in a plugin's zip, and whether QGIS loads it: each complaint is one sentence."""

from __future__ import annotations

import configparser
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

LARGEST = 25_000_000  # bytes that the site takes
REQUIRED = (
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "tracker", "repository",
)  # fmt: skip
NEVER = ("__pycache__", ".git", "__MACOSX", "tests", "dev", "benchmarks")


def complaints(path: Path) -> list[str]:
    """Give what is wrong with the zip, the cheap checks first; empty when all is well."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        names = archive.namelist()
        archive.extractall(folder)
        plugin = Path(folder, names[0].split("/")[0])
        found = [*wrong_files(path, names), *wrong_metadata(plugin)]
        return found or [*bandit_findings(plugin), *secret_findings(plugin), *loading_failures(plugin)]


def wrong_files(path: Path, names: list[str]) -> list[str]:
    found = []
    tops = {name.split("/")[0] for name in names}
    if len(tops) != 1 or not min(tops).isidentifier():
        found.append(f"the zip needs one top folder that is a Python name, and has {sorted(tops)}")
    top = min(tops)
    found += [
        f"{name} is missing" for name in ("__init__.py", "metadata.txt", "LICENSE") if f"{top}/{name}" not in names
    ]
    found += [
        f"{name} must not be in the zip"
        for name in names
        if name.endswith(".pyc") or "\\" in name or set(name.split("/")[1:-1]) & set(NEVER)
    ]
    sources = [name for name in names if name.startswith(f"{top}/i18n/") and name.endswith(".ts")]
    found += [f"{name} is not compiled" for name in sources if f"{name[:-3]}.qm" not in names]
    if path.stat().st_size > LARGEST:
        found.append(f"the zip has {path.stat().st_size} bytes, more than {LARGEST}")
    return found


def wrong_metadata(plugin: Path) -> list[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(plugin / "metadata.txt", encoding="utf-8")
    metadata = dict(parser["general"]) if parser.has_section("general") else {}
    found = [f"metadata.txt has no {key}" for key in REQUIRED if not metadata.get(key, "").strip()]
    if "plugin" in metadata.get("name", "").lower():
        found.append("the plugin's name must not hold the word plugin")
    if "/" in metadata.get("author", ""):
        found.append("the author in metadata.txt must not hold a slash")
    if not (plugin / metadata.get("icon", "missing")).is_file():
        found.append(f"the icon {metadata.get('icon')} is not in the zip")
    changelog = plugin / "CHANGELOG.md"
    if not changelog.is_file() or f"## {metadata.get('version')} " not in changelog.read_text(encoding="utf-8"):
        found.append(f"CHANGELOG.md says nothing of version {metadata.get('version')}")
    return found


def bandit_findings(plugin: Path) -> list[str]:
    report = _json_of("bandit", "--quiet", "--recursive", "--format", "json", ".", folder=plugin)
    found = [f"bandit could not read {error['filename']}: {error['reason']}" for error in report["errors"]]
    return found + [
        f"bandit {one['test_id']} in {one['filename']}, line {one['line_number']}: {one['issue_text']}"
        for one in report["results"]
    ]


def secret_findings(plugin: Path) -> list[str]:
    # Its exit code is 0 whatever it finds.
    report = _json_of("detect_secrets", "scan", "--all-files", "--exclude-files", r"metadata\.txt", ".", folder=plugin)
    return [
        f"detect-secrets: {one['type']} in {name}, line {one['line_number']}"
        for name, findings in report["results"].items()
        for one in findings
    ]


def _json_of(module: str, *arguments: str, folder: Path) -> dict:
    command = [sys.executable, "-P", "-m", module, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        raise SystemExit(f"gisement: {module} gave no report: {done.stderr.strip()[-500:]}") from None


def loading_failures(plugin: Path) -> list[str]:
    """Load the unpacked plugin in a new profile, as after an installation."""
    with tempfile.TemporaryDirectory() as profile:
        place = {**os.environ, "QGIS_PLUGINPATH": str(plugin.parent), "QGIS_CUSTOM_CONFIG_PATH": profile}
        for arguments in (["plugins", "enable", plugin.name], ["list"]):
            done = subprocess.run(["qgis_process", *arguments], env=place, capture_output=True, text=True, check=False)
        if f"{plugin.name}:" in done.stdout:
            return []
        return [f"QGIS does not load the unpacked plugin: {(done.stderr or done.stdout).strip()[-500:]}"]
