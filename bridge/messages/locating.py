"""What errors, warnings and steps say of finding out where the sites lie."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "crs_unknown": tr(
            "{value} is no coordinate reference system ({reason}). Give its code, for example EPSG:2154."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "crs_found_out": tr(
            "{file} does not say its coordinate reference system; {count} sites were read in {crs}, which puts them in France. To be sure, give the system to “Import an inventory”."
        ),
        "crs_assumed": tr(
            "{file}: the coordinates of {count} sites ({column}) were taken for {crs}, but {others} would put them in France too. Give “Import an inventory” the system, or a layer of municipalities to prove it."
        ),
        "parcels_without_layer": tr(
            "{count} sites without geometry name their parcels: “Import an inventory” places them, with a layer of parcels."
        ),
        "parcels_not_covered": tr(
            "{count} sites name parcels of municipalities that the layer of parcels does not cover: those parcels are unknown, not missing."
        ),
        "communes_without_layer": tr(
            "{count} sites are known by their municipality only: “Import an inventory” places them there, with a layer of municipalities."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {"parcels": tr("Rebuilding footprints from parcels")}
