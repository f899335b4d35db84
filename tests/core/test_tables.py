"""Reference tables without geometry: texts, workbooks, JSON and layers, their codes kept, their places told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.report import Report
from gisement.core.territory import Territory, tables, text_tables
from gisement.core.territory.json_tables import records_of
from gisement.core.territory.points import points_of, tells_places
from gisement.core.territory.sources import Source

L93 = "EPSG:2154"
MERGERS = [("2024", "8053", "08053"), ("2024", "08294", "08053")]


def place(role: str, path: Path, layer: str | None = None, report: Report | None = None) -> Territory:
    return Territory("t", {role: Source(role, str(path), layer)}, L93, report)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def mergers(path: Path, report: Report | None = None) -> list[tuple]:
    rows = place("mouvement_commune", path, report=report).table("mouvement_commune", ["date", "avant", "apres"])
    return list(rows.itertuples(index=False, name=None))


def table_of(separator: str, quote: str = "", end: str = "\n") -> str:
    lines = [("ANNEE_MODIF", "COM_INI", "COM_FIN"), *MERGERS]
    return end.join(separator.join(f"{quote}{cell}{quote}" for cell in line) for line in lines) + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_is_read_whatever_its_separator_and_encoding(separator: str, encoding: str, tmp_path: Path) -> None:
    assert mergers(written(tmp_path / "t.csv", table_of(separator), encoding)) == MERGERS


@pytest.mark.parametrize(
    "text",
    [
        table_of(";", '"'),
        table_of(";", end="\r\n"),
        "sep=;\n" + table_of(";"),
        "INSEE;;\n\nTable des fusions;;\n" + table_of(";"),
        "\n".join(line + ";" for line in table_of(";").splitlines()),
        '"ANNEE_MODIF","COM_INI","COM_FIN"\n"1","2024","8053","08053"\n"2","2024","08294","08053"\n',
    ],
)
def test_text_is_read_in_whatever_dress(text: str, tmp_path: Path) -> None:
    assert mergers(written(tmp_path / "t.csv", text)) == MERGERS


def test_codes_keep_their_zeros_and_empty_cells_are_unknown(tmp_path: Path) -> None:
    text = "INSEE_C;taux_vacance_25_pct\n01001;\n01004;6,29\n2A004;NA\n"
    rows = place("logement_vacant", written(tmp_path / "l.csv", text)).table("logement_vacant", ["commune", "taux"])
    assert rows["commune"].tolist() == ["01001", "01004", "2A004"]
    assert rows["taux"].isna().tolist() == [True, False, True]
    assert rows["taux"].tolist()[1] == 6.29


def test_text_is_read_part_by_part_with_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_tables, "VALUES_AT_ONCE", 3)
    assert mergers(written(tmp_path / "t.csv", table_of(";"))) == MERGERS


def test_text_whose_lines_are_not_alike_is_refused_with_the_line(tmp_path: Path) -> None:
    body = "\n".join(["2024;08294;08053"] * 200)
    path = written(tmp_path / "t.csv", f"ANNEE_MODIF;COM_INI;COM_FIN\n{body}\n2024;1;2;3;4;5\n")
    with pytest.raises(GisementError) as caught:
        mergers(path)
    assert caught.value.code == "csv_invalid"
    assert "202" in caught.value.facts["reason"]


def test_table_of_another_kind_is_refused_with_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        mergers(written(tmp_path / "t.csv", "a;b\n1;2\n"))
    assert caught.value.code == "layer_not_recognised"
    assert "COM_INI" in caught.value.facts["expected"]


def test_table_that_is_cited_but_empty_has_no_row_and_is_told_as_empty(tmp_path: Path) -> None:
    territory = place("mouvement_commune", written(tmp_path / "t.csv", "ANNEE_MODIF;COM_INI;COM_FIN\n"))
    assert territory.state("mouvement_commune") == "vide"
    assert len(territory.table("mouvement_commune")) == 0
    assert place("emploi", tmp_path / "t.csv").table("mouvement_commune") is None


def test_long_table_of_insee_gives_totals_alone(tmp_path: Path) -> None:
    names = ("ACTIVITY", "FLORES_MEASURE", "GEO", "GEO_OBJECT", "LEGAL_FORM_WITH_PUBLIC", "NUMBER_EMPL", "OBS_STATUS")
    head = ";".join(f'"{name}"' for name in (*names, "TIME_PERIOD", "OBS_VALUE"))
    lines = [
        '"BE";"EMPL3112";"0052";"ZE2020";"1T9X7";"_T";"A";2024;597',
        '"BE";"EMPL3112";"0052";"ZE2020";"1T9X7";"E1T4";"A";2024;11',
        '"BE";"UNIT_LOC";"0052";"ZE2020";"1T9X7";"_T";"A";2024;56',
        '"GU";"EMPL3112";"0052";"ZE2020";"1T9X7";"_T";"A";2024;56',
        '"_T";"EMPL3112";"13201";"ARM";"1T9X7";"_T";"K";2024;',
        '"_T";"EMPL3112";"93";"REG";"1T9X7";"_T";"A";2024;1',
    ]
    rows = place("emploi", written(tmp_path / "f.csv", "\n".join([head, *lines]))).table("emploi")
    assert rows["territoire"].tolist() == ["0052", "13201"]
    assert rows["niveau"].tolist() == ["zone d'emploi", "commune"]
    assert rows["secteur"].tolist() == ["industrie", "ensemble"]
    assert rows["emplois"].tolist()[0] == 597 and np.isnan(rows["emplois"].tolist()[1])


# --- Workbooks


def workbook(path: Path, **sheets: pd.DataFrame) -> Path:
    """Write a workbook by hand, each cell a text or a number, no line a header."""
    main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org"
    kind = f"{office}/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"><Override PartName="/xl/s1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{office}/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{kind}/worksheet" Target="worksheets/s{at}.xml"/>'
            for at in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for at, rows in enumerate(sheets.values(), 1):
        lines = ["".join(_cell(value) for value in line) for line in rows.to_numpy(dtype=object)]
        body = "".join(f"<row>{line}</row>" for line in lines)
        parts[f"xl/worksheets/s{at}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def _cell(value: object) -> str:
    if value is None or value != value:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def test_workbook_of_insee_is_read_below_its_banner_on_the_sheet_that_has_the_communes(tmp_path: Path) -> None:
    composition = pd.DataFrame(
        [
            ["Zones d'emploi 2020 - Géographie au 01/01/2022", None, None, None],
            ["Mise en ligne le 14/06/2022", None, None, None],
            ["Champ : France", None, None, None],
            ["Source : INSEE", None, None, None],
            ["Code commune", "Libellé de commune", "Zone d'emploi", "Libellé de la zone"],
            ["CODGEO", "LIBGEO", "ZE2020", "LIBZE2020"],
            ["01001", "L'Abergement-Clémenciat", "8405", "Bourg en Bresse"],
            ["13004", "Arles", "0052", "Arles"],
        ]
    )
    zones = pd.DataFrame([["ZE2020", "LIBZE2020", "NB_COM"], ["0052", "Arles", 12], ["8405", "Bourg en Bresse", 300]])
    words = pd.DataFrame([["Documentation"], ["Une zone d'emploi est un espace…"]])
    path = workbook(tmp_path / "ze.xlsx", Documentation=words, Zones=zones, Composition_communale=composition)
    rows = place("zone_emploi", path).table("zone_emploi")
    assert rows.to_dict("list") == {
        "code": ["8405", "0052"],
        "nom": ["Bourg en Bresse", "Arles"],
        "commune": ["01001", "13004"],
    }
    one = place("zone_emploi", path, "Zones").table("zone_emploi")
    assert one["code"].tolist() == ["0052", "8405"]
    with pytest.raises(GisementError) as caught:
        place("zone_emploi", path, "Documentation").table("zone_emploi")
    assert caught.value.code in ("layer_not_recognised", "header_missing")


def test_quarters_in_columns_become_rows(tmp_path: Path) -> None:
    rows = pd.DataFrame(
        [
            ["ZE2020", "LIBZE2020", "REG", "2025-T3", "2025-T4"],
            ["0052", "Arles", "93", 9.6, 9.8],
            ["0053", "Avignon", "93", 10.5, None],
        ]
    )
    found = place("chomage", workbook(tmp_path / "c.xlsx", txcho_ze=rows)).table("chomage")
    assert sorted(found[["zone", "trimestre", "taux"]].itertuples(index=False, name=None)) == [
        ("0052", "2025-T3", 9.6),
        ("0052", "2025-T4", 9.8),
        ("0053", "2025-T3", 10.5),
    ]


# --- JSON


DOCUMENT = {
    "meta": {"source": "INSEE"},
    "quarters": ["2025-T3", "2025-T4"],
    "national": [7.5, 7.7],
    "zes": {
        "0052": {"label": "Arles", "rate_pct": [9.6, 9.8]},
        "8405": {"label": "Bourg en Bresse", "rate_pct": [5.0, None]},
    },
    "communes": {"13004": "0052", "01001": "8405", "01002": "9999"},
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "zones.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return path


def test_one_document_gives_rates_to_one_role_and_communes_to_another(document: Path) -> None:
    rates = place("chomage", document).table("chomage")
    assert sorted(rates[["zone", "nom", "trimestre", "taux"]].dropna().itertuples(index=False, name=None)) == [
        ("0052", "Arles", "2025-T3", 9.6),
        ("0052", "Arles", "2025-T4", 9.8),
        ("8405", "Bourg en Bresse", "2025-T3", 5.0),
    ]
    zones = place("zone_emploi", document).table("zone_emploi")
    assert zones.itertuples(index=False, name=None).__next__() == ("0052", "Arles", "13004")
    assert zones["nom"].tolist() == ["Arles", "Bourg en Bresse", None]


def test_document_that_holds_nothing_of_the_role_is_refused(document: Path) -> None:
    with pytest.raises(GisementError) as caught:
        place("logement_vacant", document).table("logement_vacant")
    assert caught.value.code == "layer_not_recognised"


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"total": 2, "results": rows}])
def test_plain_list_of_objects_is_a_table(wrap, tmp_path: Path) -> None:
    path = tmp_path / "l.json"
    path.write_text(
        json.dumps(wrap([{"INSEE_C": "01004", "taux_vacance_25_pct": 6.29}, {"INSEE_C": "01005"}])), "utf-8"
    )
    rows = place("logement_vacant", path).table("logement_vacant", ["commune", "taux"])
    assert rows["commune"].tolist() == ["01004", "01005"]
    assert rows["taux"].tolist()[0] == 6.29 and np.isnan(rows["taux"].tolist()[1])


@given(
    st.recursive(
        st.none() | st.text(max_size=3) | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
        max_leaves=8,
    )
)
def test_no_document_breaks_the_search_for_records(content: object) -> None:
    for form in (None, {"records": "a", "key": "k", "series": {"b": "c"}, "labels": {"l": ["k", "d", "e"]}}):
        rows = records_of(content, form)
        assert rows is None or isinstance(rows, pd.DataFrame)


def test_geojson_stays_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "ti.geojson"
    rows = gpd.GeoDataFrame(
        {"id_ti": ["ti-1"], "lib_ti": ["Essai"]}, geometry=[shapely.box(5, 43, 6, 44)], crs="EPSG:4326"
    )
    rows.to_file(path, driver="GeoJSON", engine="pyogrio")
    territory = place("territoire_industrie", path)
    assert territory.has_shapes("territoire_industrie")
    assert territory.table("territoire_industrie", ["nom"])["nom"].tolist() == ["Essai"]
    assert territory.readings["territoire_industrie"].rows == 1


def test_table_of_a_geopackage_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "t.gpkg"
    pyogrio.write_dataframe(
        pd.DataFrame({"COM_INI": ["08294"], "COM_FIN": ["08053"], "ANNEE_MODIF": [2024]}), path, layer="m"
    )
    territory = place("mouvement_commune", path, "m")
    assert territory.table("mouvement_commune")[["date", "avant", "apres"]].to_numpy().tolist() == [
        ["2024", "08294", "08053"]
    ]
    reading = territory.readings["mouvement_commune"]
    assert (reading.rows, reading.dialect, len(reading.sha256)) == (1, "insee_fusions", 64)


def test_the_same_content_has_the_same_digest_and_another_one_another(tmp_path: Path) -> None:
    digests = []
    for name, text in (("a", table_of(";")), ("b", table_of(",")), ("c", table_of(";").replace("2024", "2025"))):
        territory = place("mouvement_commune", written(tmp_path / f"{name}.csv", text))
        territory.table("mouvement_commune")
        digests.append(territory.readings["mouvement_commune"].sha256)
    assert digests[0] == digests[1] != digests[2]


# --- Places in tables


SIRENE = "siret,activitePrincipaleEtablissement,etatAdministratifEtablissement,longitude,latitude\n"


def test_coordinates_of_a_text_make_points_and_what_has_none_is_told(tmp_path: Path) -> None:
    report = Report()
    text = (
        SIRENE + "1,25.62B,A,5.0,43.5\n2,25.62B,A,,\n3,25.62B,F,5.0,43.5\n4,25.62B,A,5.2,43.5\n5,25.62B,A,[ND],[ND]\n"
    )
    territory = place("etablissement", written(tmp_path / "s.csv", text), report=report)
    assert territory.has_places("etablissement") and not territory.has_shapes("etablissement")
    rows = territory.read("etablissement", fields=["naf"])
    there = gpd.GeoSeries(shapely.points([[5.0, 43.5], [5.2, 43.5]]), crs="EPSG:4326").to_crs(L93)
    assert rows.crs.to_string() == L93
    assert rows.geometry.distance(there).max() < 1e-6
    assert ("rows_without_place", {"role": "etablissement", "count": 2}) in report.warnings
    x, y = there.iloc[0].coords[0]
    assert len(territory.read("etablissement", (x - 10, y - 10, x + 10, y + 10), ["naf"])) == 1


def test_text_without_coordinates_is_no_layer_of_places(tmp_path: Path) -> None:
    path = written(tmp_path / "s.csv", "siret,activitePrincipaleEtablissement\n1,25.62B\n")
    assert not place("etablissement", path).has_places("etablissement")
    with pytest.raises(GisementError) as caught:
        place("etablissement", path).read("etablissement")
    assert caught.value.code == "layer_without_geometry"


def test_code_of_a_square_tells_its_middle() -> None:
    rows = pd.DataFrame({"idcar_200m": ["CRS2154RES200mN6400000E700000", "CRS3035RES200mN2387600E3728800", "?", None]})
    found = points_of(rows, {"point": {"cell": "idcar_200m"}}, pyproj.CRS(L93))
    assert found[0].tolist() == pytest.approx([700_100.0, 6_400_100.0])
    x, y = pyproj.Transformer.from_crs(3035, 2154, always_xy=True).transform(3_728_900, 2_387_700)
    assert found[1].tolist() == pytest.approx([x, y])
    assert np.isnan(found[2:]).all()


def test_first_form_that_tells_a_place_wins_and_coordinates_beyond_their_system_tell_none() -> None:
    said = {
        "point": [
            {"x": "lon", "y": "lat", "crs": "EPSG:4326"},
            {"x": "X", "y": "Y", "crs": L93, "within": [0, 6_000_000, 1_300_000, 7_200_000]},
        ]
    }
    rows = pd.DataFrame(
        {
            "LON": ["3,0", None, None],
            "lat": ["46.5", "46", None],
            "x": ["1", "650000", "345000"],
            "y": ["1", "6800000", "7650000"],
        }
    )
    assert tells_places(said, rows.columns)
    found = points_of(rows, said, pyproj.CRS(L93))
    assert found[0].tolist() == pytest.approx([700_000.0, 6_600_000.0], abs=1e-3)
    assert found[1].tolist() == [650_000.0, 6_800_000.0]
    assert np.isnan(found[2]).all()


def test_rows_of_a_table_keep_their_places_however_the_table_is_indexed() -> None:
    rows = pd.DataFrame({"c": ["CRS2154RES200mN0E0", "CRS2154RES200mN200E400"]}, index=[7, 3])
    assert points_of(rows, {"point": {"cell": "c"}}, pyproj.CRS(L93)).tolist() == [[100.0, 100.0], [500.0, 300.0]]


def test_broken_table_files_are_no_tables_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.7z"
    path.write_bytes(b"7z\xbc\xaf'\x1c" + bytes(99))
    assert tables.open_table("emploi", Source("emploi", str(path)), Report()) is None
    assert tables.open_table("emploi", Source("emploi", "PG:host=nowhere"), Report()) is None
