"""Tables as text and as workbooks: every value as it is written, whatever the separator, the encoding, the banner."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyogrio
import pytest
from gisement_tests.broken_files import csv, good, parts, zipped

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.resources import resource
from gisement.core.sites.reading import Records, packed, read_records
from gisement.core.sites.reading.sheets import _plain

NAMES = ["Aciérie de l’Étang", "Filature; des Prés", 'Gare aux "marchandises"', "Papeterie"]


def read(folder: Path, data: bytes | str, name: str = "friches.csv", **options: str) -> Records:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_records(path, **options)


def warned(folder: Path, data: bytes) -> dict[str, dict]:
    report = Report()
    (folder / "friches.csv").write_bytes(data)
    read_records(folder / "friches.csv", report=report)
    return dict(report.warnings)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str, tmp_path: Path) -> None:
    records = read(tmp_path, csv(separator, encoding))
    assert records.rows["site_nom"].tolist() == NAMES
    assert records.rows["unite_fonciere_surface"].tolist() == ["12500,5", "8000", "430", "22000"]
    assert records.rows["site_actu_date"].tolist() == ["05/03/2021", "2021-12-31", "", "01/01/2020"]


def test_text_of_an_old_macintosh_is_known_by_its_french_letters_and_told(tmp_path: Path) -> None:
    data = csv(encoding="mac-roman")
    assert read(tmp_path, data).rows["site_nom"].tolist() == NAMES
    assert warned(tmp_path, data)["encoding_guessed"]["encoding"] == "mac-roman"


def test_encoding_of_the_user_wins(tmp_path: Path) -> None:
    records = read(tmp_path, csv(), encoding="latin-1")
    assert records.rows["site_nom"][3] == "Papeterie"
    assert records.rows["site_nom"][0].startswith("AciÃ©rie")


def test_text_stays_a_text_in_an_encoding_that_reads_none_of_its_accents(tmp_path: Path) -> None:
    data = "site_nom;x\n" + "éèàç;ôûîê\n" * 20
    assert len(read(tmp_path, data.encode("cp1252"), encoding="ascii").rows) == 20


@pytest.mark.parametrize("encoding", ["klingon", "hex", "utf-8\x00"])
def test_encoding_that_does_not_exist_is_refused_with_those_that_do(encoding: str, tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(tmp_path, csv(), encoding=encoding)
    assert caught.value.code == "encoding_unknown"
    assert "cp1252" in caught.value.facts["choices"]


def test_lines_of_another_encoding_are_read_and_told(tmp_path: Path) -> None:
    data = csv() + csv(encoding="cp1252").split(b"\n")[1].replace(b"F-1", b"F-5") + b"\n"
    assert read(tmp_path, data).rows["site_nom"].tolist() == [*NAMES, NAMES[0]]
    assert warned(tmp_path, data)["encodings_mixed"] == {
        "file": str(tmp_path / "friches.csv"),
        "count": 1,
        "line": 6,
    }


def test_characters_that_the_given_encoding_does_not_have_are_told_with_their_line(tmp_path: Path) -> None:
    report, path = Report(), tmp_path / "friches.csv"
    path.write_bytes(csv(encoding="cp1252"))
    read_records(path, encoding="utf-8", report=report)
    # Line 2: three in the name, two in the pollution; line 3: one in the name.
    assert dict(report.warnings)["characters_unreadable"] == {
        "file": str(path),
        "encoding": "utf-8",
        "count": 6,
        "line": 2,
    }


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a;b\n1;2\n3;4;5\n6;7\n", 3, 3),
        ("a;b\n1;2\n\n3\n6;7\n", 4, 1),
        ('a;b\n"1\n1";2\n3;4;5\n', 4, 3),
        ("sep=;\na;b\n1;2\n3;4;5\n", 4, 3),
        ("a;b\n1;2\n3;4;5;6;7\n", 3, 5),
        ("a;b\r1;2\r3;4;5\r", 3, 3),
    ],
)
def test_line_of_another_width_is_named(text: str, line: int, found: int, tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(tmp_path, text)
    assert caught.value.code == "csv_fields"
    assert caught.value.facts == {
        "file": str(tmp_path / "friches.csv"),
        "line": line,
        "found": found,
        "expected": 2,
    }


def test_quote_that_is_never_closed_is_named_with_the_line_where_its_record_begins(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(tmp_path, 'a;b;c\n1;2;3\n4;"5;6\n7;8;9\n')
    assert (caught.value.code, caught.value.facts["line"]) == ("csv_quote", 3)


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1;2\n3;4\n",
        "sep=;\na;b\n1;2\n3;4\n",
        "\n\na;b\n\n1;2\n;\n3;4\n\n",
        "a;b;;\n1;2;;\n3;4;;;\n",
        '"";"a";"b"\n"1";1;2\n"2";3;4\n',
        '"a";"b"\n"1";1;2\n"2";3;4\n',
        ",a,b\n0,1,2\n1,3,4\n",
        "Export du 12/03/2024\nService des friches;\n;\na;b\n1;2\n3;4\n",
        "a,b\n1;2\n3;4\n",
        "a;b\n1;2\na;b\n3;4\n",
    ],
    ids=[
        "plain",
        "separator_line",
        "blank_lines",
        "trailing_separators",
        "row_numbers_of_r",
        "row_names_of_r",
        "row_numbers_of_pandas",
        "banner",
        "header_of_another_separator",
        "header_again",
    ],
)
def test_table_is_found_inside_what_surrounds_it(text: str, tmp_path: Path) -> None:
    rows = read(tmp_path, text).rows
    assert rows.columns.tolist() == ["a", "b"]
    assert rows.to_numpy().tolist() == [["1", "2"], ["3", "4"]]


def test_first_column_without_name_is_kept_where_it_is_no_row_number(tmp_path: Path) -> None:
    rows = read(tmp_path, ";a;b\nF-1;1;2\nF-2;3;4\n").rows
    assert rows["colonne_1"].tolist() == ["F-1", "F-2"]


def test_names_that_come_twice_are_told_apart_whatever_their_case(tmp_path: Path) -> None:
    data = "nom;Nom;NOM;x\n1;2;3;4\n"
    assert read(tmp_path, data).rows.columns.tolist() == ["nom", "Nom_2", "NOM_3", "x"]
    assert warned(tmp_path, data.encode())["columns_alike"]["columns"] == ["Nom_2", "NOM_3"]


def test_table_without_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(tmp_path, "F-1;Usine;POINT (5 43)\nF-2;Gare;POINT (5 44)\n")
    assert (caught.value.code, caught.value.facts["value"]) == ("header_missing", "POINT (5 43)")


def test_two_lines_of_names_count_by_the_second(tmp_path: Path) -> None:
    rows = read(tmp_path, "Zone d'emploi;Libellé\nZE2020;LIBZE2020\n0051;Alençon\n").rows
    assert rows.to_dict("records") == [{"ZE2020": "0051", "LIBZE2020": "Alençon"}]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_workbook_gives_texts_dates_in_iso_and_numbers_as_written(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"friches{ending}"
    table = pd.DataFrame(
        {
            "site_nom": ["Aciérie", None, "Gare"],
            "surface": [12500.5, 8000.0, None],
            "entier": [8001, 2, 3],
            "date": pd.to_datetime(["2021-03-05", None, "1999-12-31"]),
            "instant": pd.to_datetime(["2021-03-05 10:20", None, "1999-12-31 23:59:59"]),
        }
    )
    pyogrio.write_dataframe(table, path, layer="Friches")
    records = read_records(path)
    assert records.layer == "Friches"
    assert records.rows.to_dict("list") == {
        "site_nom": ["Aciérie", None, "Gare"],
        "surface": ["12500.5", "8000", None],
        "entier": ["8001", "2", "3"],
        "date": ["2021-03-05", None, "1999-12-31"],
        "instant": ["2021-03-05T10:20:00", None, "1999-12-31T23:59:59"],
    }


def test_first_sheet_with_records_is_read_unless_another_is_named(tmp_path: Path) -> None:
    path = tmp_path / "friches.xlsx"
    for layer, rows in (("Lisez-moi", []), ("Sites", ["F-1"]), ("Autres", ["F-2"])):
        pyogrio.write_dataframe(pd.DataFrame({"site_id": rows, "n": rows}), path, layer=layer, append=path.exists())
    report = Report()
    assert read_records(path, report=report).rows["site_id"].tolist() == ["F-1"]
    assert dict(report.warnings)["layer_chosen"]["others"] == ["Lisez-moi", "Autres"]
    assert read_records(path, layer="Autres").rows["site_id"].tolist() == ["F-2"]
    with pytest.raises(GisementError) as caught:
        read_records(path, layer="Absente")
    assert caught.value.code == "layer_missing"
    assert "Sites" in caught.value.facts["layers"]


def test_reading_a_workbook_leaves_the_options_of_the_library_as_they_were(tmp_path: Path) -> None:
    pyogrio.set_gdal_config_options({"OGR_XLSX_HEADERS": "FORCE"})
    try:
        read(tmp_path, good(".xlsx"), "friches.xlsx")
        assert pyogrio.get_gdal_config_option("OGR_XLSX_HEADERS") == "FORCE"
    finally:
        pyogrio.set_gdal_config_options({"OGR_XLSX_HEADERS": None})


def test_member_of_an_archive_is_chosen_by_the_layer(tmp_path: Path) -> None:
    data = zipped({"a/nord.csv": csv(), "a/sud.csv": b"site_id;nom\nS-1;x\n", "lisez-moi.txt": b"rien"})
    with pytest.raises(GisementError) as caught:
        read(tmp_path, data, "friches.zip")
    assert caught.value.facts["members"] == ["a/nord.csv", "a/sud.csv"]
    for layer in ("sud", "sud.csv", "a/sud.csv"):
        records = read(tmp_path, data, "friches.zip", layer=layer)
        assert records.rows["site_id"].tolist() == ["S-1"]
        assert records.file == f"{tmp_path / 'friches.zip'}/a/sud.csv"


def test_shapefile_is_chosen_among_several_of_an_archive_by_its_name(tmp_path: Path) -> None:
    shapefile = {".shp": good(".shp"), **parts()}
    data = zipped({f"{name}{ending}": part for name in ("nord", "sud") for ending, part in shapefile.items()})
    with pytest.raises(GisementError) as caught:
        read(tmp_path, data, "friches.zip")
    assert caught.value.facts["members"] == ["nord.shp", "sud.shp"]
    assert read(tmp_path, data, "friches.zip", layer="sud").file.endswith("friches.zip/sud.shp")


def test_layer_names_a_layer_inside_the_only_member(tmp_path: Path) -> None:
    data = zipped({"friches.gpkg": good(".gpkg")})
    for layer in ("friches", "friches.gpkg"):
        assert read(tmp_path, data, "friches.zip", layer=layer).layer == "friches"
    with pytest.raises(GisementError) as caught:
        read(tmp_path, data, "friches.zip", layer="absente")
    assert caught.value.code == "layer_missing"
    assert str(tmp_path / "friches.zip") in caught.value.facts["file"]


def test_archive_that_would_fill_the_disk_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {"unpacked_bytes": 1_000_000, "archive_members": 10}
    known = {name: resource(f"reading/{name}") for name in ("formats", "limits")}
    monkeypatch.setattr(packed, "resource", lambda name: {**known, "limits": limits}[name.rpartition("/")[2]])
    with pytest.raises(GisementError) as caught:
        read(tmp_path, zipped({"friches.csv": bytes(2_000_000)}), "friches.zip")
    assert caught.value.code == "archive_too_large"


def test_reading_leaves_no_scratch_folder_and_stops_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    path = tmp_path / "friches.zip"
    path.write_bytes(good(".zip"))
    read_records(path)
    with pytest.raises(GisementError) as caught:
        read_records(path, report=Stopped())
    assert caught.value.code == "cancelled"
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("name", ["friches.gpkg", "friches.xlsx", "friches.shp"])
def test_letter_named_as_another_format_is_no_table(name: str, tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read(tmp_path, "Monsieur le Préfet\nla liste est jointe\n", name)
    assert caught.value.code == "file_not_inventory"


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        read_records(tmp_path)
    assert caught.value.code == "file_is_folder"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2021/03/05", "2021-03-05"),
        ("2021/03/05 00:00:00", "2021-03-05"),
        ("2021-03-05T10:20:00", "2021-03-05T10:20:00"),
        ("8001.0000000000000000", "8001"),
        ("-1.5000000000000000", "-1.5"),
        ("0.0500000000000000", "0.05"),
        ("1000000000", "1000000000"),
        ("12.50", "12.50"),
        ("08000000ZK0111", "08000000ZK0111"),
        ("05/03/2021", "05/03/2021"),
    ],
)
def test_cell_of_a_workbook_loses_only_what_the_library_added(cell: str, text: str) -> None:
    assert _plain(pd.Series([cell, None])).tolist() == [text, None]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12.5000000000000000", "12.5"),
        ("12.0000000000000000", "12"),
        ("-0.0500000000000000", "-0.05"),
        ("12.50", "12.50"),
        ("1000000", "1000000"),
        ("1.2.3000000", "1.2.3000000"),
        ("2021/05/01", "2021-05-01"),
    ],
)
def test_number_of_a_sheet_loses_the_zeros_that_the_library_adds(written: str, meant: str) -> None:
    assert _plain(pd.Series([written])).tolist() == [meant]


@pytest.mark.parametrize("cell", ["0" * 32_000 + ".", "0" * 16_000 + "." + "0" * 16_000 + "x", "1." + "10" * 16_000])
def test_long_cell_of_a_sheet_is_kept(cell: str) -> None:
    assert _plain(pd.Series([cell])).tolist() == [cell]
