"""Reads the file of a profile and those that it inherits from: found, small enough, and in no circle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json, resource
from ..said import Said, deeper_than


def profiles() -> list[str]:
    """Name the profiles that come with Gisement, the general one first."""
    return sorted(listed("profiles"), key=lambda name: (name != "industrie_generale", name))


def read_chain(name: str | Path) -> list[Said]:
    """Read a profile and all that it inherits from: the one that inherits from nothing first, itself last.

    :raises GisementError: ``profile_unknown``, ``profile_parent_unknown``, ``profile_cycle``, ``profile_too_large``,
        ``profile_too_deep``, and those of :func:`core.resources.read_json`.
    :raises Wrong: a file that holds no object, or names what it inherits from by no text.
    """
    path = _path(str(name), Path())
    if path is None:
        raise GisementError("profile_unknown", value=str(name), choices=", ".join(profiles()))
    chain: list[Said] = []
    seen: list[Path] = []
    while path is not None:
        if path.resolve() in seen:
            circle = [*seen[seen.index(path.resolve()) :], path]
            raise GisementError("profile_cycle", file=str(seen[0]), cycle=" → ".join(each.name for each in circle))
        seen.append(path.resolve())
        content = Said.of(read_content(path), str(path)).checked(dict)
        chain.insert(0, content)
        path = _parent(content, path) if content.has("inherits") else None
    return chain


def read_content(path: Path) -> Any:
    """Read the JSON of one file, no larger and no deeper than `resources/scoring/profils.json` lets it be."""
    limits = resource("scoring/profils")["fichier"]
    most = limits["octets_max"]["value"]
    if path.is_file() and path.stat().st_size > most:
        size = path.stat().st_size
        raise GisementError("profile_too_large", file=str(path), size=f"{size / 1e6:.1f}", most=f"{most / 1e6:g}")
    content = read_json(path)
    if deeper_than(content, limits["profondeur_max"]["value"]):
        raise GisementError("profile_too_deep", file=str(path), most=limits["profondeur_max"]["value"])
    return content


def _path(name: str, folder: Path) -> Path | None:
    """Find a profile: one that comes with Gisement, else a JSON file, from a folder on."""
    if name in profiles():
        return RESOURCES / "profiles" / f"{name}.json"
    path = folder / name
    return path if path.suffix.lower() == ".json" and path.is_file() else None


def _parent(content: Said, path: Path) -> Path:
    said = content.text("inherits")
    found = _path(said, path.parent)
    if found is None:
        raise GisementError("profile_parent_unknown", file=str(path), value=said, choices=", ".join(profiles()))
    return found
