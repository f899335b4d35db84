"""What errors, warnings and steps say of opening a file."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "archive_ambiguous": tr(
            "The archive {file} holds several files that may be the inventory: {members}. Name the one to read as the layer."
        ),
        "archive_empty": tr(
            "The archive {file} holds no inventory. Put one in it: a CSV, XLSX, ODS, GeoPackage, GeoJSON or Shapefile."
        ),
        "archive_encrypted": tr(
            "In the archive {file}, {member} is protected by a password. Unpack it with its password, and give the file itself."
        ),
        "archive_too_deep": tr(
            "{file} is packed more than {limit} times in archives. Unpack it, and give the inventory itself."
        ),
        "archive_too_large": tr(
            "{file} would unpack to more than {limit}. Check where it comes from, then unpack it and give the inventory itself."
        ),
        "archive_unknown": tr(
            "{file} is an archive of the format {format}, which is not read. Unpack it and give the inventory, or pack it as ZIP."
        ),
        "csv_fields": tr(
            "Line {line} of {file} has {found} values where the header has {expected} columns. Correct that line: a value that holds the separator stands in quotes."
        ),
        "csv_quote": tr("In {file}, a quote opened in the record of line {line} is never closed. Close or remove it."),
        "encoding_unknown": tr("There is no encoding named {value}. Choose one of: {choices}."),
        "file_damaged": tr("The file {file} is damaged or cut ({reason}). Download or copy it again."),
        "file_is_folder": tr("{file} is a folder. Give the inventory's file."),
        "file_is_html": tr(
            "{file} is a page of a web site, not an inventory: the download probably gave an error or login page. Open it to read what it says, and download the file again."
        ),
        "file_not_inventory": tr(
            "{file} is a {format} file, which holds no inventory. Give a CSV, XLSX, ODS, GeoPackage, GeoJSON or Shapefile."
        ),
        "file_too_large": tr("{file} is larger than {limit}. Save it as GeoPackage, or cut it into parts."),
        "file_without_layer": tr(
            "The file {file} holds no layer: it is empty, damaged or cut. Download or copy it again, or choose another."
        ),
        "format_not_read": tr(
            "{file} is in a format that is not read ({format}), or is damaged. Formats that may lead to other files or to the network are not opened. In QGIS, save the layer as GeoPackage, and give that."
        ),
        "format_without_driver": tr(
            "{file} is in the format {format}, which the GDAL of this QGIS does not read. Save it as GeoPackage, or use a QGIS that reads it."
        ),
        "header_missing": tr(
            "No line of {file} names the columns: where the names should be stands {value}. Add a first line of names."
        ),
        "json_too_deep": tr(
            "The JSON of {file} nests more values in one another than can be read. Save it anew as GeoJSON."
        ),
        "json_without_records": tr(
            "{file} is JSON but holds neither features nor a list of records; it has {keys}. Give a GeoJSON FeatureCollection."
        ),
        "shapefile_without_dbf": tr(
            "The Shapefile {file} lacks {part}, which holds the attributes. Copy that file beside it; all parts of a Shapefile travel together."
        ),
        "tables_elsewhere": tr(
            "The database {file} has tables that are read from other files ({modules}). In QGIS, save its layer as a new GeoPackage, and give that."
        ),
        "shapefile_without_shx": tr(
            "The Shapefile {file} lacks {part}, the index of its shapes. Copy that file beside it, or let QGIS rebuild it (Processing > Repair Shapefile)."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "characters_unreadable": tr(
            "{file}: {count} characters or values cannot be read as {encoding}, the first at line {line}; they are marked �. Give the encoding of the file."
        ),
        "columns_alike": tr("{file}: columns bear the same name; they were renamed: {columns}."),
        "encoding_guessed": tr(
            "{file}: the text was read as {encoding}, in which most of its letters are French. Check the accents, or give the encoding."
        ),
        "encodings_mixed": tr(
            "{file}: {count} lines of this UTF-8 text are not UTF-8, the first is line {line}; they were read as Windows-1252. Check their accents."
        ),
        "header_again": tr(
            "{file}: the line of column names comes again {count} times, first at line {line}; those lines were left out."
        ),
        "layer_chosen": tr(
            "{file}: the inventory was read from {layer}; it also holds {others}. Name the layer if it should be another."
        ),
        "null_characters": tr("{file}: {count} null characters removed, the first at line {line}."),
        "records_fewer": tr(
            "{file} says it holds {expected} records; {found} could be read. Check that the file is whole."
        ),
        "rings_closed": tr("{file}: {count} footprints had an outline that was not closed; it was closed."),
        "shapefile_encoding": tr(
            "{file}: no valid .cpg says the encoding of the texts; {encoding} was found. Check the accents, or give the encoding."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
