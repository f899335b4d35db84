"""The sites that a study works on, made of an inventory's file or records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisement.core.sites import Inventory, add_footprints, import_inventory

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def prepare(source: str | Path | gpd.GeoDataFrame, **options: Any) -> Inventory:
    imported = import_inventory(source, **options)
    return Inventory(add_footprints(imported.sites, imported.findings), imported.findings)
