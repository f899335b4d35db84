"""A broken file ends in sites, in findings, or in one error that names it; and it is never changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from gisement_tests.broken_files import PARTS, Broken, broken_files, good, parts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.sites import import_inventory

BROKEN = broken_files()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def outcome(path: Path) -> str:
    """Import a file, hold the outcome to what it may be, and name it: ``sites`` or the code of the error."""
    before, report = contents(path.parent), Report()
    try:
        imported = import_inventory(path, report=report)
    except GisementError as error:
        assert path.name in str(error.facts.get("file")), error
        assert "gisement-" not in str(error), error
        assert error.__cause__ is None or not isinstance(error.__cause__, GisementError)
        result = error.code
    else:
        assert len(imported.sites) > 0
        assert imported.sites.index.is_unique
        assert imported.sites.crs.is_projected
        assert len(imported.findings.table()) >= 0
        result = "sites"
    assert contents(path.parent) == before
    return result


def test_there_are_enough_of_them_and_no_two_are_alike() -> None:
    assert len(BROKEN) >= 120
    assert len({str(broken) for broken in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_broken_file_ends_in_sites_or_in_one_error_that_names_it(broken: Broken, tmp_path: Path) -> None:
    outcome(broken.write(tmp_path))


@pytest.mark.parametrize(
    ("what", "result"),
    [
        ("line_too_long.csv", "csv_fields"),
        ("line_too_short.csv", "csv_fields"),
        ("quote_never_closed.csv", "csv_quote"),
        ("in_truth_page_of_a_site.csv", "file_is_html"),
        ("in_truth_xlsx.csv", "sites"),
        ("in_truth_gpkg.shp", "sites"),
        ("in_truth_csv.geojson", "sites"),
        ("in_truth_geojson.csv", "sites"),
        ("in_truth_zip.csv", "sites"),
        ("that_is_a_gzip.zip", "sites"),
        ("with_a_password.zip", "archive_encrypted"),
        ("of_two_inventories.zip", "archive_ambiguous"),
        ("of_a_shapefile_in_a_folder.zip", "sites"),
        ("packed_too_often.zip", "archive_too_deep"),
        ("with_a_path_outside.zip", "sites"),
        ("without_shx.shp", "shapefile_without_shx"),
        ("without_dbf.shp", "shapefile_without_dbf"),
        ("parts_in_upper_case.SHP", "sites"),
        ("journal_ahead.gpkg", "sites"),
        ("features_empty.geojson", "inventory_empty"),
        ("cut_at_50_percent.geojson", "json_invalid"),
        ("header_only.csv", "inventory_empty"),
        ("utf16_without_mark.csv", "sites"),
        ("formula_cells.csv", "sites"),
        ("error_of_a_server.geojson", "json_without_records"),
    ],
)
def test_outcome_fits_what_is_broken(what: str, result: str, tmp_path: Path) -> None:
    broken = next(broken for broken in BROKEN if str(broken) == what)
    assert outcome(broken.write(tmp_path)) == result


@pytest.mark.parametrize(
    "ending", [".csv", ".geojson", ".gpkg", ".fgb", ".shp", ".dbf", ".xlsx", ".ods", ".zip", ".gz"]
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_file_with_changed_bytes_ends_in_sites_or_in_one_error_that_names_it(ending: str, data: st.DataObject) -> None:
    content = bytearray(parts()[".dbf"] if ending == ".dbf" else good(ending))
    for _ in range(data.draw(st.integers(1, 6), label="changes")):
        at = data.draw(st.integers(0, len(content) - 1), label="at")
        inserted = data.draw(st.binary(max_size=4), label="inserted")
        content[at : at + data.draw(st.integers(0, 3), label="deleted")] = inserted
    beside = {part: content_ for part, content_ in parts().items() if ending == ".shp" and part in PARTS}
    with tempfile.TemporaryDirectory(prefix="mutation") as folder:
        outcome(Broken("mutation", ending, bytes(content), beside).write(Path(folder)))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet=st.sampled_from("a1;,\t|\"'\n\r {}[]:=é\x00\ufeff"), min_size=1, max_size=80))
def test_any_text_named_csv_ends_in_sites_or_in_one_error_that_names_it(text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="mutation") as folder:
        outcome(Broken("text", ".csv", text.encode()).write(Path(folder)))
