"""The export in CNIG Friches: what the validator accepts, nothing invented, nothing lost without a word."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests.exports import X, Y, faults, notes, read, sites, square
from gisement_tests.official import descriptor
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled, GisementError
from gisement.core.report import Report
from gisement.core.sites import import_inventory
from gisement.core.sites.export import export_friches, writing
from gisement.core.sites.fields import fields

ON = date(2026, 11, 22)
POINT = shapely.Point(X, Y)
NAMES = [field["name"] for field in fields()]
TEXTS = [name for name in NAMES if name not in ("site_id", "comm_insee", "geompoint", "geomsurf")]


def exported(folder: Path, shapes: list, **columns: list) -> pd.DataFrame:
    export_friches(sites(shapes, **columns), folder, ON)
    return read(folder / "friches.csv")


def one(folder: Path, field: str, value: object) -> str:
    """Export one site with one value in one field, and give what the CSV says there."""
    return exported(folder, [POINT], **{field: [value]}).iloc[0][field]


def test_the_csv_has_the_51_fields_in_order_utf8_without_mark_and_commas(tmp_path: Path) -> None:
    exported(tmp_path, [POINT], site_nom=["Filature à l'Île-d'Œuf"])
    raw = (tmp_path / "friches.csv").read_bytes()
    assert raw.decode("utf-8").splitlines()[0].replace('"', "") == ",".join(NAMES)
    assert "Filature à l'Île-d'Œuf" in raw.decode("utf-8")


def test_points_are_longitude_latitude_with_six_decimals(tmp_path: Path) -> None:
    assert exported(tmp_path, [POINT]).iloc[0]["geompoint"] == "POINT(3.000000 46.500000)"


def test_a_footprint_is_written_as_wkt_and_its_centroid_as_the_point(tmp_path: Path) -> None:
    row = exported(tmp_path, [square(2000)]).iloc[0]
    assert row["geompoint"] == "POINT(3.000000 46.500000)"
    assert row["geomsurf"].startswith("POLYGON((")
    ring = shapely.from_wkt(row["geomsurf"])
    # A kilometre is 0.01304 degrees of longitude and 0.00900 of latitude there.
    assert ring.bounds == pytest.approx((2.98697, 46.49100, 3.01303, 46.50900), abs=2e-5)


def test_what_the_import_could_not_read_is_listed_as_the_file_has_it(tmp_path: Path) -> None:
    said = json.dumps({"site_identif_date": "2024-02-30", "bati_nombre": "x", "bati_surface": "12,5"})
    exported(
        tmp_path,
        [POINT],
        site_identif_date=[None],
        bati_nombre=[None],
        bati_surface=[12.5],
        valeurs_origine=[said],
    )
    listed = pd.read_csv(tmp_path / "a_completer.csv", dtype=str).query("code == 'hors_forme'")
    assert listed[["champ", "valeur"]].to_numpy().tolist() == [
        ["site_identif_date", "2024-02-30"],
        ["bati_nombre", "x"],
    ]
    assert listed["exporte"].isna().all()


def test_what_the_import_presumed_is_listed_and_what_it_only_wrote_anew_is_not(tmp_path: Path) -> None:
    path = tmp_path / "inventaire.csv"
    path.write_text(
        "site_id;comm_insee;site_identif_date;site_actu_date;bati_nombre;site_type;geompoint\n"
        "63113_1;63113;31/02/2021;2021-05-01;trois;mixte;POINT (3 46.5)\n"
        "63113_2;63113;18/05/2003;mai 2021;3,0;Friche  Industrielle;POINT (3 46.5)\n",
        encoding="utf-8",
    )
    export_friches(import_inventory(path).sites, tmp_path / "out", ON)
    table = read(tmp_path / "out" / "a_completer.csv")
    told = table[table["valeur"] != ""].reset_index(drop=True).sort_values(["site_id", "champ"])
    assert told[["site_id", "champ", "valeur", "exporte", "code"]].to_numpy().tolist() == [
        ["63113_1", "bati_nombre", "trois", "", "hors_forme"],
        ["63113_1", "site_identif_date", "31/02/2021", "", "hors_forme"],
        ["63113_1", "site_type", "mixte", "mixte - autre", "presume"],
        ["63113_2", "site_actu_date", "mai 2021", "2021-05-01", "presume"],
    ]


def test_a_column_of_the_file_that_bears_the_name_of_ours_says_nothing(tmp_path: Path) -> None:
    exported(tmp_path, [POINT] * 3, bati_nombre=[None] * 3, valeurs_origine=["voir fiche", "[1]", None])
    assert not {note for note in notes(tmp_path) if note[2] == "hors_forme"}


def test_the_date_of_the_export_is_told_only_where_it_stands_in(tmp_path: Path) -> None:
    report = Report()
    inventory = sites([POINT] * 2, site_identif_date=[None, None], site_actu_date=["2019-06-23", None])
    export_friches(inventory, tmp_path, ON, report=report)
    assert {site for site, _, code in notes(tmp_path) if code == "date_par_defaut"} == {"63113_2"}
    assert ("export_dates", {"count": 1, "date": "2026-11-22", "file": "a_completer.csv"}) in report.warnings


def test_the_note_of_a_date_says_which_date_stands_in(tmp_path: Path) -> None:
    exported(tmp_path, [POINT], site_identif_date=[None], site_actu_date=["2020-02-01"])
    assert ("63113_1", "site_identif_date", "date_reprise") in notes(tmp_path)
    exported(tmp_path, [POINT], site_identif_date=[None], site_actu_date=[None])
    assert ("63113_1", "site_actu_date", "date_par_defaut") in notes(tmp_path)


@pytest.mark.parametrize("origin", ["disque", "parcelle_sous_point"])
def test_a_footprint_that_was_only_deduced_is_no_perimeter(origin: str, tmp_path: Path) -> None:
    row = exported(tmp_path, [square()], emprise_origine=[origin]).iloc[0]
    assert (row["geompoint"], row["geomsurf"]) == ("POINT(3.000000 46.500000)", "")
    assert ("63113_1", "geomsurf", "emprise_approchee") in notes(tmp_path)
    assert pyogrio.read_dataframe(tmp_path / "friches.gpkg").geom_type.tolist() == ["Point"]


def test_dates_years_and_whole_numbers_are_written_as_the_standard_wants(tmp_path: Path) -> None:
    row = exported(
        tmp_path,
        [POINT],
        site_identif_date=["2003-05-18"],
        site_actu_date=["2019-06-23"],
        activite_fin_annee=[1989.0],
        unite_fonciere_surface=[54949.22],
        bati_nombre=[2.0],
    ).iloc[0]
    assert row["site_identif_date"] == "2003-05-18"
    assert row["activite_fin_annee"] == "1989"
    assert row["unite_fonciere_surface"] == "54949"
    assert row["bati_nombre"] == "2"


def test_what_does_not_fit_is_left_out_and_said(tmp_path: Path) -> None:
    wrong = {
        "site_statut": ("en friche depuis peu", "hors_liste"),
        "site_reconv_annee": (20222.0, "hors_forme"),
        "bati_surface": (-12.0, "hors_forme"),
        "site_ademe_url": ("ademe.fr/fiche 12", "hors_forme"),
        "desserte_distance": ("2|6", "hors_forme"),
        "site_projet_url": ("-commercial@epf.fr", "hors_forme"),
    }
    row = exported(tmp_path, [POINT], **{field: [value] for field, (value, _) in wrong.items()}).iloc[0]
    assert row[list(wrong)].tolist() == [""] * len(wrong)
    assert {("63113_1", field, code) for field, (_, code) in wrong.items()} <= notes(tmp_path)


def test_of_a_list_the_items_that_fit_are_kept(tmp_path: Path) -> None:
    assert one(tmp_path, "unite_fonciere_refcad", "12083000AH0035|bois|2B2930000D0625") == (
        "12083000AH0035|2B2930000D0625"
    )
    assert ("63113_1", "unite_fonciere_refcad", "liste_reduite") in notes(tmp_path)


def test_where_the_validator_takes_one_value_alone_the_first_of_several_is_kept(tmp_path: Path) -> None:
    several = "interdictions ou limitations d'accès au site|suppression des risques d'incendie et d'explosion"
    assert one(tmp_path, "site_securite", several) == "interdictions ou limitations d'accès au site"
    assert ("63113_1", "site_securite", "liste_reduite") in notes(tmp_path)


def test_what_the_standard_requires_and_nobody_knows_is_said_to_be_unknown(tmp_path: Path) -> None:
    row = exported(tmp_path, [POINT]).iloc[0]
    assert row[["site_nom", "site_type", "comm_nom", "urba_zaer"]].tolist() == ["inconnu"] * 4
    assert row[["site_identif_date", "site_actu_date"]].tolist() == ["2026-11-22"] * 2
    assert {("63113_1", name, "inconnu_par_defaut") for name in ("site_nom", "site_type", "comm_nom", "urba_zaer")} | {
        ("63113_1", name, "date_par_defaut") for name in ("site_identif_date", "site_actu_date")
    } <= notes(tmp_path)


def test_a_kind_of_site_outside_the_list_is_other_not_unknown(tmp_path: Path) -> None:
    assert one(tmp_path, "site_type", "friche spatiale") == "autre"
    table = read(tmp_path / "a_completer.csv")
    said = table[table["champ"] == "site_type"].iloc[0]
    assert (said["valeur"], said["exporte"], said["code"]) == ("friche spatiale", "autre", "hors_liste")


def test_a_default_date_never_puts_the_update_before_the_identification(tmp_path: Path) -> None:
    table = exported(
        tmp_path,
        [POINT, POINT],
        site_identif_date=[None, "2030-01-01"],
        site_actu_date=["2019-06-23", None],
    )
    assert table["site_identif_date"].tolist() == ["2019-06-23", "2030-01-01"]
    assert table["site_actu_date"].tolist() == ["2019-06-23", "2030-01-01"]


def test_the_source_is_the_records_own_else_the_producer_else_the_file(tmp_path: Path) -> None:
    inventory = sites([POINT] * 3, source_nom=["BASIAS", None, "inconnu"], source_producteur=["DDT 63", "DDT 63", None])
    export_friches(inventory, tmp_path / "a", ON, source="friches.csv")
    assert read(tmp_path / "a" / "friches.csv")["source_nom"].tolist() == ["BASIAS", "DDT 63", "friches.csv"]
    export_friches(inventory, tmp_path / "b", ON, source="friches.csv", producer="Epora")
    assert read(tmp_path / "b" / "friches.csv")["source_nom"].tolist() == ["BASIAS", "DDT 63", "Epora"]


def test_a_study_gives_its_measured_distances_and_an_inventory_does_not(tmp_path: Path) -> None:
    measured = {"autoroute_km": [1.6, 2.0], "fret_km": [12.4, None], "port_km": [40.0, 3.0]}
    ready = {"classe_maturite": ["R3", "R2"], "mois_avant_pret": [18, 30], "score": [50.0, 40.0]}
    declared = ["9|9|9", "8|8|8"]
    study = exported(tmp_path / "s", [POINT] * 2, desserte_distance=declared, **measured, **ready)
    assert study["desserte_distance"].tolist() == ["2|12|40", "8|8|8"]
    assert ("63113_1", "desserte_distance", "mesure") in notes(tmp_path / "s")
    inventory = exported(tmp_path / "i", [POINT] * 2, desserte_distance=declared, **measured)
    assert inventory["desserte_distance"].tolist() == declared


def test_a_site_that_cannot_be_exported_is_named_with_its_reason(tmp_path: Path) -> None:
    report = Report()
    shapes = [POINT, None, POINT, POINT]
    inventory = sites(
        shapes, comm_insee=["63113", "63113", None, "63113"], emprise_origine=["point", None, "point", "commune"]
    )
    assert export_friches(inventory, tmp_path, ON, report=report) == 1
    left = read(tmp_path / "non_exportes.csv")
    assert left["code"].tolist() == ["sans_lieu", "sans_commune", "lieu_commune"]
    assert left["site_id"].tolist() == ["63113_2", "63113_3", "63113_4"]
    assert ("export_rejected", {"count": 3, "file": "non_exportes.csv"}) in report.warnings


def test_an_inventory_of_which_nothing_can_be_exported_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GisementError, match="export_nothing"):
        export_friches(sites([None]), tmp_path / "new", ON)
    assert not (tmp_path / "new").exists()


def test_names_of_natural_persons_are_not_exported(tmp_path: Path) -> None:
    exported(
        tmp_path,
        [POINT],
        proprio_nom=["DURAND Émile"],
        proprio_personne=["personne physique"],
        proprio_type=["X1a"],
    )
    for path in tmp_path.iterdir():
        assert "DURAND" not in path.read_bytes().decode("utf-8", errors="replace")


def test_no_text_is_a_formula_in_the_csv(tmp_path: Path) -> None:
    texts = ["=1+1", "+33 4", "-x", "@SUM(A1)", "\t=1", "\r\n =1", "＝1+1", "\u200b=1", " ＠x", "1-1", "Île = 2"]
    cells = exported(tmp_path, [POINT] * len(texts), site_nom=texts)["site_nom"].tolist()
    assert [cell.startswith("'") for cell in cells] == [True] * 9 + [False] * 2
    assert {site for site, _, code in notes(tmp_path) if code == "formule"} == {f"63113_{row}" for row in range(1, 10)}
    assert all(value[:1] not in tuple("=+-@＝＠") for value in read(tmp_path / "a_completer.csv")["valeur"])


def test_a_text_of_several_lines_becomes_one_line(tmp_path: Path) -> None:
    assert one(tmp_path, "site_adresse", "2, rue du Four\r\n63000\u2028Clermont\x00") == "2, rue du Four 63000 Clermont"


def test_identifiers_that_become_the_same_are_told_apart(tmp_path: Path) -> None:
    table = exported(tmp_path, [POINT] * 3, site_id=["a b", "a\nb", "a b~2"])
    assert table["site_id"].tolist() == ["a b", "a b~2", "a b~2~2"]
    assert ("a b~2", "site_id", "identifiant_double") in notes(tmp_path)


def test_points_and_footprints_get_a_layer_each(tmp_path: Path) -> None:
    exported(tmp_path, [POINT, square()], bati_nombre=[2.0, None])
    path = tmp_path / "friches.gpkg"
    assert sorted(pyogrio.list_layers(path)[:, 0]) == ["friches_point", "friches_surface"]
    points = pyogrio.read_dataframe(path, layer="friches_point")
    assert points.crs.to_epsg() == 2154
    assert points["bati_nombre"].tolist() == [2]
    surface = pyogrio.read_dataframe(path, layer="friches_surface")
    assert surface.area.tolist() == pytest.approx([10_000.0])


def test_an_export_that_fails_leaves_the_earlier_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported(tmp_path, [POINT])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gisement.core.sites.export.friches.write_side_csv", full)
    with pytest.raises(GisementError, match="output_write_failed"):
        exported(tmp_path, [POINT, POINT])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    with pytest.raises(GisementError, match="output_write_failed"):
        exported(tmp_path / "new", [POINT])
    assert not (tmp_path / "new").exists()


class Stopping(Report):
    """A report whose user presses Cancel at the n-th time of asking."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.asked, self.at = 0, at

    def cancelled(self) -> bool:
        self.asked += 1
        return self.asked == self.at


def test_an_export_stops_at_any_step_and_then_leaves_nothing(tmp_path: Path) -> None:
    whole = Stopping(at=0)
    export_friches(sites([POINT]), tmp_path / "whole", ON, report=whole)
    assert whole.asked > 50
    for at in (1, 2, whole.asked // 2, whole.asked - 2, whole.asked - 1, whole.asked):
        with pytest.raises(Cancelled):
            export_friches(sites([POINT]), tmp_path / "new", ON, report=Stopping(at))
        assert not (tmp_path / "new").exists()


def test_a_folder_is_made_in_one_that_exists_and_nowhere_else(tmp_path: Path) -> None:
    with pytest.raises(GisementError, match="export_parent_missing"):
        writing.check_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_text("")
    with pytest.raises(GisementError, match="export_folder_is_file"):
        writing.check_folder(tmp_path / "file")


def test_the_reasons_are_in_both_languages() -> None:
    texts = json.loads(
        (Path(writing.__file__).parents[3] / "resources" / "export" / "motifs.json").read_text(encoding="utf-8")
    )
    assert all(set(said) == {"fr", "en"} and all(said.values()) for said in texts.values())


nasty = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["=1+1", "@x", "-2+3|cmd", "NA", "N/A", "NaN", "a|b", "2020-02-30", "'", '"', '","', "\ud800", "|", "inconnu"]
    ),
)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.fixed_dictionaries({"site_id": nasty, **dict.fromkeys(TEXTS, nasty)}), min_size=1, max_size=6))
def test_any_text_in_any_field_gives_a_valid_file(rows: list[dict[str, str]]) -> None:
    columns = {name: [row[name] for row in rows] for name in ("site_id", *TEXTS)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = exported(folder, [POINT] * len(rows), **columns)
        assert len(table) == len(rows)
        assert faults(folder / "friches.csv", descriptor()) == []
        for cell in table.to_numpy().ravel():
            assert cell[:1] not in tuple("=+-@\t\r＝＋－＠")
