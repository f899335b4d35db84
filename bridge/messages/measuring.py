"""What errors, warnings and steps say of the measures."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "measure_without_layers": tr(
            "There is nothing to measure by ({name}): neither a territory nor a layer is given. Give TERRITORY, a GeoPackage or JSON file of reference layers, or at least one of the layers: {roles}."
        ),
        "need_invalid": tr(
            'The need {name} of the profile is not understood: {value}. A hall is written {{"longueur": 60, "largeur": 40}}, in metres; a power is a number of megawatts.'
        ),
        "number_invalid": tr(
            "{parameter} is {value}, which is no number. Give one with a point before its decimals, for example 4.3."
        ),
        "raster_without_file": tr(
            "{role}: {layer} is no raster that lies in a file, so it cannot be measured by. Save it as GeoTIFF (Layer > Save As), and give that file."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "roads_odd": tr(
            "Roads: {zero_length} stretches of no length left out, {doubles} that stand twice counted once, {no_speed} with a speed of 0 driven at the usual speed of their class, {no_importance} of unknown importance taken for local roads, {zero_limits} with a limit of 0 taken for none. The source is unchanged."
        ),
        "sites_without_footprint": tr(
            "{count} of {of} sites have no known footprint (a point, a disc or a parcel guessed): shares and areas stay unknown there. Import the inventory with the cadastre (PARCELS), or draw them."
        ),
        "sites_without_road": tr(
            "{count} sites have no road nearby: their access stays unknown. Check their place, and whether the road layer covers it."
        ),
        "sites_isolated": tr(
            "{count} sites lie on a part of the road network that nothing joins to the main one: what lies beyond cannot be reached. Check whether the road layer is cut there; an island is rightly told."
        ),
        "slope_partly_covered": tr(
            "{count} sites have altitudes on less than {percent} % of their area: their slope stays unknown."
        ),
        "terrain_tile_skipped": tr(
            "{role}: {count} files of the folder {folder} are no rasters and were left out ({files}). Check that none of them is a damaged tile."
        ),
        "voltage_inferred": tr(
            "{role}: the layer gives no voltages; those of {count} substations near the sites are inferred from the lines that reach them, {unknown} stay unknown and count as high voltage."
        ),
        "network_not_understood": tr(
            "{column}: {count} values of the inventory are neither yes nor no and were not used; write oui or non."
        ),
        "measure_findings": tr(
            "{count} findings in the inventory, {errors} of them errors: some sites may not be measured, or not as they are. “Import an inventory” lists each of them with what to do."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "writing_measure": tr("Writing the measured sites"),
    }
