"""Where the reference layers of a territory are: one GeoPackage with a layer per role, or a JSON file of sources."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyproj

from ..errors import GisementError
from ..resources import read_json
from ..vector import layer_names, read_layer
from . import catalogue
from .local_rules import read_rules

#: table of a territory GeoPackage that says where each layer comes from
SOURCES_TABLE = "sources"


@dataclass(frozen=True)
class Source:
    """One reference layer: its place, and what its producer says of it (None where nobody says).

    :param files: the files of a raster that is given as a list, the first of which is `path`; else none.
    :param covers: where the layer was collected, when that is not the whole territory: a polygon layer as
        ``file|layername=layer``, or INSEE codes of communes.
    :param crs: the coordinate reference system of a file that does not say its own ("EPSG:2154").
    :param vocations: the territory's own rules on what its planning zones are for (see :mod:`.local_rules`).
    """

    role: str
    path: str
    layer: str | None = None
    producer: str | None = None
    vintage: str | None = None
    licence: str | None = None
    files: tuple[str, ...] = ()
    covers: str | tuple[str, ...] | None = None
    crs: str | None = None
    vocations: tuple[dict[str, str], ...] = ()

    @property
    def place(self) -> str:
        """The place in one line, for people; a connection without its password."""
        if self.files:
            return " ; ".join(self.files)
        path = re.sub(r"password=('[^']*'|\S+)", "password=…", self.path)
        return f"{path}|layername={self.layer}" if self.layer else path

    @property
    def layer_name(self) -> str:
        """The name of the layer; of the file, where it holds one alone."""
        return self.layer or Path(self.path).stem

    @property
    def name(self) -> str:
        """Who gives the layer, else the name of the layer or of its (first) file."""
        return self.producer or self.layer or Path(self.path if self.files else self.place).name


def find_sources(territory: str | Path) -> tuple[str | None, dict[str, Source]]:
    """Find the name of a territory, if its file gives one, and the source of each role it has.

    :param territory: a vector file whose layers carry role names, or a JSON file
        ``{"nom": …, "roles": {role: "file|layername=layer" | {"source", "millesime", "producteur", "licence",
        "couvre", "crs", "vocations"}}}`` whose relative paths start from its own folder; the source of a raster may be
        a folder or a list of files. `couvre` says where a layer was collected, when that is not the whole territory: a
        polygon layer, or a list of INSEE codes; in a GeoPackage, the column `couvre` of its table `sources` holds the
        codes, comma between. `crs` says the system of a file that does not say its own; one that does is believed.
        `vocations` is a list of rules on what zones are for (see :mod:`.local_rules`); in a GeoPackage, the column
        `vocations` of its table `sources` holds it as JSON.
    :raises GisementError: ``file_not_found``, ``file_unreadable``, ``json_invalid``, ``territory_invalid``,
        ``territory_empty``, ``role_unknown``, ``vocations_invalid``.
    """
    path = Path(territory)
    if not path.is_file():
        raise GisementError("file_not_found", file=str(territory))
    if path.suffix.lower() == ".json":
        return _from_json(path)
    return None, _from_layers(path)


def _from_layers(path: Path) -> dict[str, Source]:
    layers = layer_names(path) + raster_tables(path)
    known = {role: layer for layer in layers for role in catalogue.roles() if layer.lower() == role}
    if not known:
        raise GisementError("territory_empty", file=str(path), layers=", ".join(layers) or "–")
    said: dict[str, dict[str, Any]] = {}
    if SOURCES_TABLE in layers:
        table = read_layer(path, SOURCES_TABLE)
        table = table.astype(object).where(table.notna(), None)
        said = {row["role"]: row for row in table.to_dict("records") if row.get("role")}
    return {
        role: Source(
            role=role,
            path=str(path),
            layer=layer,
            producer=said.get(role, {}).get("producteur"),
            vintage=_vintage(said.get(role, {}).get("millesime")),
            licence=said.get(role, {}).get("licence"),
            covers=_codes(said.get(role, {}).get("couvre")),
            vocations=read_rules(role, said.get(role, {}).get("vocations")),
        )
        for role, layer in known.items()
    }


def raster_tables(path: Path) -> list[str]:
    """Name the raster tables of a GeoPackage, which the reader of vectors does not see.

    :raises GisementError: ``file_unreadable``.
    """
    if path.suffix.lower() != ".gpkg":
        return []
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            query = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('tiles', '2d-gridded-coverage')"
            return [name for (name,) in connection.execute(query)]
    except sqlite3.Error as error:
        raise GisementError("file_unreadable", file=str(path), reason=str(error)) from error


def _vintage(said: Any) -> str | None:
    """Write a vintage as text, whether it was given as a date, a year or a text."""
    if said is None or said != said:  # a missing date is unequal to itself
        return None
    return said.isoformat()[:10] if isinstance(said, date) else str(said).strip() or None


def _from_json(path: Path) -> tuple[str | None, dict[str, Source]]:
    content = read_json(path)
    if not isinstance(content, dict) or not isinstance(content.get("roles"), dict) or not content["roles"]:
        raise GisementError("territory_invalid", file=str(path))
    sources = {}
    for role, said in content["roles"].items():
        if role not in catalogue.roles():
            raise GisementError("role_unknown", file=str(path), role=role, roles=", ".join(catalogue.roles()))
        said = {"source": said} if isinstance(said, (str, list)) else said
        if not isinstance(said, dict) or not said.get("source") or not _is_source(role, said["source"]):
            raise GisementError("role_without_source", file=str(path), role=role)
        sources[role] = _source(role, said, path.parent)
    return content.get("nom") or None, sources


def _is_source(role: str, source: Any) -> bool:
    """Tell whether a source may be a list: of files, and only that of a raster, whose tiles make one."""
    if not isinstance(source, list):
        return True
    return catalogue.geometry_of(role) == "raster" and all(isinstance(file, str) and file for file in source)


def _source(role: str, said: dict[str, Any], folder: Path) -> Source:
    several = isinstance(said["source"], list)
    files, layer = said["source"] if several else [said["source"]], ""
    if not several:
        place, _, layer = str(files[0]).partition("|layername=")
        files = [place]
    if not files[0].upper().startswith("PG:"):
        files = [str((folder / file).resolve()) for file in files]
        for file in files:
            if not Path(file).exists():
                raise GisementError("file_not_found", file=file, role=role)
    return Source(
        role=role,
        path=files[0],
        files=tuple(files) if several else (),
        layer=layer or None,
        producer=said.get("producteur"),
        vintage=_vintage(said.get("millesime")),
        licence=said.get("licence"),
        covers=_covers(role, said.get("couvre"), folder),
        crs=_crs(role, said.get("crs")),
        vocations=read_rules(role, said.get("vocations")),
    )


def _codes(said: Any) -> tuple[str, ...] | None:
    """Read INSEE codes written in one text, comma between."""
    codes = tuple(code.strip() for code in str(said).split(",") if code.strip()) if isinstance(said, str) else ()
    return codes or None


def _covers(role: str, said: Any, folder: Path) -> str | tuple[str, ...] | None:
    """Read where a layer was collected: codes as they are, a place of a layer from the folder of the territory."""
    if said is None:
        return None
    if isinstance(said, list) and said and all(isinstance(code, str) for code in said):
        return tuple(said)
    if not isinstance(said, str) or not said:
        raise GisementError("coverage_invalid", role=role)
    file, bar, layer = said.partition("|layername=")
    path = (folder / file).resolve()
    if not path.exists():
        raise GisementError("file_not_found", file=str(path), role=role)
    return f"{path}{bar}{layer}"


def _crs(role: str, said: Any) -> str | None:
    """Read the name of a coordinate reference system, which must exist."""
    if said is None:
        return None
    try:
        return pyproj.CRS.from_user_input(said).to_string()
    except pyproj.exceptions.CRSError as error:
        raise GisementError("role_crs_unknown", role=role, value=str(said)) from error
