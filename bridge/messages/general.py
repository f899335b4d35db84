"""What errors, warnings and steps say that are no single room's own."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "cancelled": tr("Stopped at your request; nothing was written."),
        "condition_invalid": tr(
            "A condition of the profile or of the procedures cannot be judged: {condition} ({reason}). A condition has a column, an op and a value, or all, any or not."
        ),
        "condition_types": tr(
            "A condition compares the column {column} with {value} ({op}), but the column holds {found}: a number cannot be compared with a text. Correct the value of the condition, or the column."
        ),
        "csv_invalid": tr(
            "The table {file} cannot be read: {reason}. Save it anew as CSV with one header line and the same number of columns on every line."
        ),
        "date_invalid": tr(
            "The reference date {value} is not a date. Give it as year-month-day, for example 2026-11-22."
        ),
        "demo_size_unknown": tr("There is no demonstration territory of size {value}. Choose one of: {choices}."),
        "export_failed": tr(
            "The layout {name} could not be exported to {file}: {reason}. Check the folder and the free space, then export again."
        ),
        "file_empty": tr(
            "The file {file} is empty (0 bytes). Check that its download or copy has ended, then try again."
        ),
        "file_not_found": tr(
            "The file {file} does not exist. Check its path (relative paths start from the current folder, those of a territory file from its own folder)."
        ),
        "file_unreadable": tr(
            "The file {file} cannot be read: {reason}. Check that QGIS opens it, and save it anew as GeoPackage if it does."
        ),
        "format_unknown": tr("There is no map format named {value}. Choose one of: {choices}."),
        "format_mismatch": tr(
            "The map {file} is to be written as {format}, which its ending does not say. Change the ending or the format."
        ),
        "inventory_empty": tr("The inventory {file} holds no record (layer {layer}). Choose another layer or file."),
        "inventory_without_geometry": tr(
            "The inventory {file} has neither geometries nor one of the columns {columns}. Give each site a point or a footprint."
        ),
        "json_invalid": tr("The file {file} is not valid JSON: line {line}, {reason}. Correct that line."),
        "layer_missing": tr("The file {file} has no layer named {layer}. Its layers: {layers}. Correct the name."),
        "layer_not_recognised": tr(
            "The layer {layer} of {file}, given as {role}, has none of the known schemas ({expected}). Give the producer's original layer, or rename its columns."
        ),
        "layer_without_crs": tr(
            'The layer {layer} of {file}, given as {role}, does not say its coordinate reference system. Set it in QGIS (Layer > Set CRS) and save the layer anew, or write it as "crs" beside the source in the territory\'s JSON.'
        ),
        "layer_without_geometry": tr(
            "The layer {layer} of {file}, given as {role}, has no geometry. Give a layer with geometries, or leave this role out: it then counts as unknown."
        ),
        "layout_missing": tr("The study has no layout named {name}. Its layouts: {layouts}."),
        "output_folder_missing": tr(
            "The folder {folder} does not exist, so {file} cannot be written. Create it or choose another."
        ),
        "output_is_folder": tr("{file} is a folder: give the name of a file to write."),
        "output_not_writable": tr(
            "{file} cannot be written: {reason}. Choose a folder where you may write, or ask for the right to."
        ),
        "output_is_input": tr(
            "{file} is given both as input and as output; it would be replaced. Give the output another name."
        ),
        "output_suffix": tr("The name of {file} must end in {suffix}. Correct the name."),
        "output_write_failed": tr(
            "Writing {file} failed: {reason}. Free some space on the disk or choose another folder; the file that was there before is unchanged."
        ),
        "profile_invalid": tr("The profile {file} cannot be used. At {place}: {reason}. Correct it there."),
        "profile_unknown": tr("There is no profile named {value}. Give a JSON file, or one of: {choices}."),
        "project_not_written": tr(
            "The styles, project and layout could not be written into {file}: {reason}. Free some space on the disk or choose another folder; the file that was there before is unchanged."
        ),
        "projection_unknown": tr(
            "No site lies in France, seen from the coordinate reference system of the inventory ({crs}). Check that system, and the order of the coordinates."
        ),
        "regime_unknown": tr("There is no regime named {value}. Choose one of: {choices}."),
        "role_not_read": tr("No measure reads the role {role} yet."),
        "role_unknown": tr("{file} names the role {role}, which does not exist. The roles are: {roles}."),
        "role_without_source": tr(
            '{file} gives no source for the role {role}. Write "file|layername=layer", or take the role out.'
        ),
        "coverage_invalid": tr(
            "The territory says of the role {role} where its layer was collected (couvre), but not as a polygon layer "
            '("file|layername=layer") nor as a list of INSEE codes. Write one of these, or take it out.'
        ),
        "coverage_unknown": tr(
            "The territory says that a layer was collected in the communes {codes}, which its commune layer does not "
            "hold. Correct the codes, or add the communes."
        ),
        "role_crs_unknown": tr(
            'The territory gives {value} as the coordinate reference system of the role {role}, which does not exist. Write a code such as "EPSG:2154".'
        ),
        "study_unreadable": tr(
            "{file} is not a study of Gisement: {reason}. Choose a GeoPackage made by the study algorithm."
        ),
        "study_without_project": tr(
            "The study {file} holds no QGIS project, so it has no layout. Run the study again with QGIS."
        ),
        "territory_empty": tr(
            "{file} has no layer named after a role of the territory. Its layers: {layers}. Rename them (commune, troncon_de_route…) or describe them in a JSON file."
        ),
        "territory_invalid": tr(
            '{file} does not describe a territory: it needs "roles", an object from role to source.'
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "findings": tr(
            "{count} findings in the inventory, {errors} of them errors: the table constats names each site, what is wrong and what to do."
        ),
        "geometries_repaired": tr(
            "{role}: {count} invalid geometries repaired for the study; the source is unchanged."
        ),
        "role_absent": tr("{role}: no layer; what rests on it stays unknown."),
        "role_empty": tr(
            "{role}: the layer is empty, so nothing of the kind counts as being there. Leave the role out if the layer is only missing."
        ),
        "sites_not_connected": tr(
            "{count} sites lie on roads from which no motorway access can be reached: their access stays unknown. Check whether the road layer is cut at the border of an extract."
        ),
        "layer_not_usable": tr("{role}: the layer cannot be used ({reason}); no measure of this study needs it."),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "inventory": tr("Reading the inventory"),
        "measure": tr("Measuring: {name}"),
        "score": tr("Scoring"),
        "writing": tr("Writing the study"),
        "writing_inventory": tr("Writing the inventory"),
        "dressing": tr("Styles, project and layout"),
        "map": tr("Exporting the map"),
        "demo_plan": tr("Laying out the demonstration territory"),
        "demo_roads": tr("Building its roads"),
        "demo_layers": tr("Writing its layers"),
    }


def measures() -> dict[str, str]:
    """Name the measures."""
    return {
        "land": tr("land"),
        "access": tr("access"),
        "energy": tr("energy"),
        "planning": tr("planning"),
        "environment": tr("risks"),
        "pollution": tr("pollution"),
        "artificialisation": tr("artificialisation"),
        "basin": tr("employment basin"),
    }
