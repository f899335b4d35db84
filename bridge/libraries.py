"""Which of the engine's libraries are missing here, and what to do about it on this platform."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from .texts import tr

#: library → least version
LIBRARIES = {
    "numpy": (1, 24),
    "pandas": (1, 5),
    "shapely": (2, 0),
    "pyproj": (3, 4),
    "pyogrio": (0, 7),
    "geopandas": (1, 0),
    "scipy": (1, 10),
    "rasterio": (1, 3),
}


def missing_libraries() -> list[str]:
    """Name the libraries that are absent or too old, with the version needed."""
    missing = []
    for name, least in LIBRARIES.items():
        try:
            found = tuple(int(part) for part in version(name).split(".")[:2])
        except (PackageNotFoundError, ValueError):
            found = (0, 0)
        if found < least:
            missing.append(f"{name} ≥ {'.'.join(map(str, least))}")
    return missing


def missing_libraries_text(missing: list[str]) -> str:
    """Say what is missing and how to get it."""
    said = tr("Gisement needs Python libraries that this QGIS does not have: {libraries}.").format(
        libraries=", ".join(missing)
    )
    remedies = {
        "Windows": tr(
            "Install them in the OSGeo4W shell: python -m pip install --upgrade {names}, then start QGIS again."
        ),
        "Darwin": tr(
            "Install them with the Python of QGIS: /Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install --upgrade {names}, then start QGIS again."
        ),
    }
    otherwise = tr(
        'On Debian 12 and 13, "make setup" in the source of Gisement installs them; elsewhere, install them with your distribution, built on the same GDAL as QGIS.'
    )
    names = " ".join(entry.split(" ")[0] for entry in missing)
    return f"{said} {remedies.get(platform.system(), otherwise).format(names=names)}"


def broken_library_text(error: ImportError) -> str:
    """Say that a library is there but does not load, and why."""
    return tr(
        "The Python library {name} is installed but does not load: {reason}. Install it anew, built on the same GDAL as QGIS."
    ).format(name=error.name or "–", reason=error)
