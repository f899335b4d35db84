"""Measured sites read again from their file, and scored."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from gisement_tests import tiny
from gisement_tests.profiles import LABEL, small_content, small_profile, write_profile

from gisement.core import study
from gisement.core.errors import Cancelled, GisementError
from gisement.core.measured import origins_of, read_measured
from gisement.core.measuring import measure_inventory
from gisement.core.report import Report
from gisement.core.scored_inventory import score_inventory
from gisement.core.scoring import load_profile
from gisement.core.scoring.preparing import hall_fits, prepared
from gisement.core.store import write_file, write_study
from gisement.core.territory.sources import Source

ON = date(2026, 11, 22)
LATER = date(2040, 1, 1)
SCORED = ["score", "score_min", "score_max", "confiance", "rang", "ex_aequo", "rang_moyen", "rang_p05", "rang_p95"]


@pytest.fixture(scope="module")
def made(
    tiny_territory: Path, tiny_inventory: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[study.Study, Path]:
    """The study of the tiny territory, without its ports: it has none, and that is known."""
    folder = tmp_path_factory.mktemp("notation")
    territory = shutil.copy(tiny_territory, folder / "territoire.gpkg")
    empty = gpd.GeoDataFrame({"nom": []}, geometry=[], crs=tiny.CRS)
    import pyogrio

    pyogrio.write_dataframe(empty.astype({"nom": str}), territory, layer="port", driver="GPKG", geometry_type="Point")
    found = study.run(tiny_inventory, territory, ON)
    write_study(found, folder / "etude.gpkg")
    return found, folder / "etude.gpkg"


def table(path: Path, rows: dict[str, list], points: bool = True) -> Path:
    """Write measured sites as a layer of points, or as a CSV."""
    frame = pd.DataFrame({"site_id": [f"s{i}" for i in range(len(next(iter(rows.values()))))], **rows})
    if not points:
        frame.to_csv(path, index=False)
        return path
    shapes = [shapely.Point(900_000 + place, 6_270_000) for place in range(len(frame))]
    write_file(gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:2154"), path, "sites")
    return path


def test_sites_of_a_study_get_the_scores_of_the_study(made: tuple[study.Study, Path]) -> None:
    found, path = made
    again = score_inventory(path, LATER, layer="sites")
    whole = found.sites.loc[again.sites.index]
    for column in SCORED:
        pd.testing.assert_series_equal(
            again.sites[column].astype(float), whole[column].astype(float), check_exact=True, check_names=False
        )
    for column in (
        "veto_motifs",
        "veto_possibles",
        "plafond_motifs",
        "hors_classement",
        "a_collecter",
        "bascule_critere",
    ):
        assert again.sites[column].fillna("").tolist() == whole[column].fillna("").tolist()
    order = ["site_id", "critere"]
    first, second = (
        each.sort_values(order).reset_index(drop=True) for each in (found.tables["criteres"], again.criteria)
    )
    pd.testing.assert_frame_equal(first.fillna("–"), second.fillna("–"), check_dtype=False)


def test_distance_to_what_is_not_there_is_infinite_again(made: tuple[study.Study, Path]) -> None:
    _, path = made
    measured = read_measured(path, layer="sites")
    assert measured.sites.loc["T-001", "port_nom"] == "aucun dans le territoire"
    assert measured.sites.loc["T-001", "port_km"] == np.inf
    again = score_inventory(path, ON, layer="sites").criteria.set_index(["site_id", "critere"])
    assert again.loc[("T-001", "port_km"), "utilite"] == 0.0
    assert again.loc[("T-001", "port_km"), "qualite"] == "aucun dans le territoire"
    assert np.isnan(again.loc[("T-007", "autoroute_km"), "utilite"])


def test_what_no_road_reaches_within_the_reach_is_infinite_too(tmp_path: Path) -> None:
    rows = {"fret_km": [None, 3.0], "fret_nom": ["aucun à moins de 100 km", "Gare"], "autoroute_km": [None, None]}
    sites = read_measured(
        table(tmp_path / "m.gpkg", {**rows, "autoroute_acces": ["aucun dans le territoire", None]})
    ).sites
    assert sites["fret_km"].tolist() == [np.inf, 3.0]
    assert sites.loc["s0", "autoroute_km"] == np.inf
    assert np.isnan(sites.loc["s1", "autoroute_km"])


def test_manifest_of_the_study_says_where_figures_come_from_and_when_they_were_judged(
    made: tuple[study.Study, Path],
) -> None:
    measured = read_measured(made[1], layer="sites")
    assert (measured.on, measured.profile) == (ON, '{"halle_m": [60, 40], "puissance_mw": null}')
    assert measured.origins.loc["autoroute_km", ["source", "millesime"]].tolist() == ["Essai", "2026-01-01"]
    assert measured.origins.loc["compacite", "source"] == "inventaire"


def test_output_of_a_measure_says_nothing_of_its_sources(
    tiny_territory: Path, tiny_inventory: Path, tmp_path: Path
) -> None:
    chain = tiny_inventory
    for name in ("land", "access"):
        sites = measure_inventory(chain, name, territory=tiny_territory).sites.reset_index()
        chain = tmp_path / f"{name}.gpkg"
        write_file(sites, chain, "sites")
    measured = read_measured(chain)
    assert (measured.on, measured.profile) == (None, None)
    assert measured.origins.loc["autoroute_km", "source"] is None
    assert measured.origins.loc["compacite", "source"] == "inventaire"
    report = Report()
    found = score_inventory(chain, ON, report=report)
    told = {
        code: facts for code, facts in report.warnings if code == "columns_not_measured" and facts["name"] == "energy"
    }
    assert told["columns_not_measured"]["columns"][:2] == ["hta_km", "htb_km"]
    assert found.sites["score"].notna().sum() > 0


def test_records_keep_their_columns_their_order_and_their_shapes(tmp_path: Path) -> None:
    rows = {"Note": ["b", "a", "c"], "surface_utile_ha": [5.0, 2.0, 0.1], "score": [1.0, 2.0, 3.0]}
    path = table(tmp_path / "m.gpkg", rows)
    found = score_inventory(path, ON).sites
    assert found.index.tolist() == ["s0", "s1", "s2"]
    assert found["Note"].tolist() == ["b", "a", "c"]
    assert list(found.columns).count("score") == 1
    assert found["score"].notna().tolist() == [True, True, False]
    assert found.geometry.x.tolist() == [900_000, 900_001, 900_002]


def test_table_of_texts_without_geometry_is_scored_as_numbers(tmp_path: Path) -> None:
    rows = {"surface_utile_ha": ["5,0", "0,2"], "ppr_rouge_part": ["0,1", "0,9"], "htb_km": ["3,5", ""]}
    found = score_inventory(table(tmp_path / "m.csv", rows, points=False), ON)
    assert not isinstance(found.sites, gpd.GeoDataFrame)
    assert found.sites["veto"].tolist() == [None, "oui"]
    assert found.criteria.loc[found.criteria["critere"] == "htb_km", "valeur"].fillna(-1).tolist() == [3.5, -1]


def test_sites_that_nothing_measured_are_refused(tmp_path: Path, tiny_inventory: Path) -> None:
    with pytest.raises(GisementError) as caught:
        score_inventory(tiny_inventory, ON)
    assert caught.value.code == "nothing_measured"
    path = table(tmp_path / "m.gpkg", {"gravelius": [1.0]})
    with pytest.raises(GisementError) as caught:
        score_inventory(path, ON)
    assert (caught.value.code, caught.value.facts["profile"]) == ("no_criterion_measured", "industrie_generale")


def test_no_site_at_all_is_refused(tmp_path: Path) -> None:
    empty = gpd.GeoDataFrame({"site_id": [], "htb_km": []}, geometry=[], crs="EPSG:2154").astype({"site_id": str})
    write_file(empty, tmp_path / "m.gpkg", "sites")
    with pytest.raises(GisementError) as caught:
        score_inventory(tmp_path / "m.gpkg", ON)
    assert caught.value.code == "inventory_empty"


def test_sites_all_vetoed_are_told_with_the_reason(tmp_path: Path) -> None:
    report = Report()
    found = score_inventory(table(tmp_path / "m.gpkg", {"surface_utile_ha": [0.1, 0.2]}), ON, report=report)
    assert found.sites["rang"].isna().all()
    told = dict(report.warnings)["nobody_ranked"]
    assert (told["count"], told["vetoed"], told["reason"]) == (2, 2, "surface inférieure à 0,5 ha")
    assert found.first_change(Report()) is None


def test_one_site_alone_is_told(tmp_path: Path) -> None:
    report = Report()
    found = score_inventory(table(tmp_path / "m.gpkg", {"surface_utile_ha": [5.0]}), ON, report=report)
    assert found.sites[["rang", "rang_moyen", "p_top10"]].iloc[0].tolist() == [1, 1.0, 1.0]
    assert ("one_ranked", {"site": "s0"}) in report.warnings


def test_columns_that_nobody_knows_are_told(tmp_path: Path) -> None:
    report = Report()
    path = table(tmp_path / "m.gpkg", {"surface_utile_ha": [5.0, 6.0]})
    criteria = [
        {"key": "surface_utile_ha", "weight": 1, "label": LABEL, "knots": [[0, 0], [10, 1]]},
        {"key": "surface_utille_ha", "weight": 1, "label": LABEL, "knots": [[0, 0], [10, 1]]},
    ]
    ranking = {"key_criteria": [], "key_unknown_max": 1, "excluded": []}
    profile = small_profile(tmp_path, groups=[{"id": "g", "label": LABEL, "criteria": criteria}], ranking=ranking)
    score_inventory(path, ON, profile=profile, report=report)
    assert dict(report.warnings)["columns_known_to_nobody"]["columns"] == ["surface_utille_ha", "rouge", "etroit"]


def test_two_sites_are_compared_by_their_identifiers(tmp_path: Path) -> None:
    rows = {"surface_utile_ha": [20.0, 1.0, 0.1], "htb_km": [20.0, 1.0, 1.0]}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON)
    change = found.pair_change("s1", "s0", Report())
    assert found.profile.criteria[change.criterion].key in ("surface_utile_ha", "htb_km")
    with pytest.raises(GisementError) as caught:
        found.pair_change("s0", "s2", Report())
    assert (caught.value.code, caught.value.facts["site"], caught.value.facts["sites"]) == (
        "site_without_rank",
        "s2",
        "s0, s1",
    )


def test_scoring_stops_when_asked_to(tmp_path: Path) -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        score_inventory(table(tmp_path / "m.gpkg", {"surface_utile_ha": [5.0]}), ON, report=Stopped())


# --- What depends on the need of the profile


def test_hall_of_another_profile_is_judged_by_the_largest_rectangle() -> None:
    sites = pd.DataFrame(
        {"rectangle_l_m": [100.0, 40.0, 300.0, np.nan, 60.0], "rectangle_w_m": [50.0, 50.0, 30.0, np.nan, 40.0]}
    )
    # 60 × 40 m: held; larger than 40 × 50 m; 9 000 m² of strip: a wider one may lie elsewhere; not measured; just held
    assert hall_fits(sites, {"longueur": 60, "largeur": 40}).tolist() == ["oui", "non", None, None, "oui"]
    assert hall_fits(sites.iloc[[4]], {"longueur": 40, "largeur": 60}).tolist() == ["oui"]
    assert hall_fits(sites, None).tolist() == [None] * 5


def test_hall_is_kept_as_it_was_measured_for_the_same_profile(made: tuple[study.Study, Path]) -> None:
    measured = read_measured(made[1], layer="sites")
    own = prepared(measured.sites, load_profile("industrie_generale"), measured.profile)
    assert own["halle_possible"].fillna("?").tolist() == measured.sites["halle_possible"].fillna("?").tolist()
    other = prepared(measured.sites, load_profile("xxl"), measured.profile)
    assert other.loc["T-001", "halle_possible"] == "non"


def test_copy_of_a_profile_with_another_hall_is_another_need(made: tuple[study.Study, Path], tmp_path: Path) -> None:
    hall = {"longueur": 400, "largeur": 300}
    said = {"id": "industrie_generale", "label": LABEL, "inherits": "industrie_generale", "need": {"halle_m": hall}}
    measured = read_measured(made[1], layer="sites")
    own = prepared(measured.sites, load_profile(write_profile(tmp_path, said)), measured.profile)
    assert own.loc["T-001", "halle_possible"] == "non"


def test_power_measured_for_other_megawatts_is_unknown(tmp_path: Path) -> None:
    path = table(
        tmp_path / "m.gpkg",
        {"puissance_mw": [2.0, 20.0], "puissance_niveau": ["HTA", "HTB"], "puissance_km": [1.0, 2.0]},
    )
    sites = prepared(read_measured(path).sites, load_profile("electro_intensif"), None)
    assert sites["puissance_niveau"].tolist() == [None, "HTB"]
    assert sites["puissance_km"].fillna(-1).tolist() == [-1, 2.0]


def test_halls_that_nobody_can_tell_are_counted(tmp_path: Path) -> None:
    report = Report()
    rows = {"rectangle_l_m": [300.0], "rectangle_w_m": [30.0], "halle_possible": ["oui"], "surface_utile_ha": [3.0]}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON, report=report)
    assert dict(report.warnings)["halls_undecided"] == {"count": 1, "profile": "industrie_generale"}
    assert "halle" in found.sites["veto_possibles"].iloc[0]


def test_origins_name_each_producer_once_and_the_oldest_vintage() -> None:
    sources = {
        "poste_htb": Source("poste_htb", "a.gpkg", producer="RTE", vintage="2025-01-01"),
        "ligne_electrique": Source("ligne_electrique", "a.gpkg", producer="RTE", vintage="2020-01-01"),
    }
    told = origins_of(sources).loc["htb_km"]
    assert told.tolist() == ["RTE", "2020-01-01", "à vol d'oiseau"]


def test_profile_is_looked_at_before_the_sites(tmp_path: Path) -> None:
    bad = write_profile(tmp_path, small_content(aggregation={"p": "un"}))
    with pytest.raises(GisementError) as caught:
        score_inventory(tmp_path / "absent.gpkg", ON, profile=bad)
    assert caught.value.code == "profile_invalid"


def test_ranking_whose_top_lacks_key_facts_is_told(tmp_path: Path) -> None:
    report, unknown = Report(), [None, None]
    known = {"autoroute_km": [12.0] * 10, "htb_km": [15.0] * 10, "inondation": ["aucune"] * 10}
    rows = {"surface_utile_ha": [5.0] * 12, **{key: values + unknown for key, values in known.items()}}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON, report=report)
    # of six key facts ten sites lack two and two sites five; those two have the best score, of what is known
    assert found.sites["a_etudier"].tolist() == ["non"] * 10 + ["oui"] * 2
    assert found.sites["rang"].iloc[-2:].tolist() == [1, 1]
    told = dict(report.warnings)["top_little_known"]
    assert (told["count"], told["first"]) == (2, 10)


def test_ranking_whose_top_is_known_is_not_doubted(tmp_path: Path) -> None:
    report = Report()
    rows = {"surface_utile_ha": [5.0] * 3, "autoroute_km": [1.0] * 3, "htb_km": [1.0] * 3, "inondation": ["aucune"] * 3}
    score_inventory(table(tmp_path / "m.gpkg", rows), ON, report=report)
    assert "top_little_known" not in dict(report.warnings)


def test_classes_are_read_however_they_are_spelt_and_what_is_none_is_told(tmp_path: Path) -> None:
    report = Report()
    rows = {"surface_utile_ha": [9.0] * 4, "port_km": [10.0] * 4, "ite": ["aucun", "Aucun", "peut-être", None]}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON, profile="logistique_fer_fleuve", report=report).sites
    # neither rail nor a quay within 5 km: ruled out; where nobody can read the siding, that stays possible
    assert found["veto"].tolist() == ["oui", "oui", None, None]
    assert found["veto_possibles"].iloc[2] == found["veto_possibles"].iloc[3]
    told = dict(report.warnings)["classes_unread"]
    assert (told["column"], told["values"]) == ("ite", ["peut-être"])


def test_area_that_is_an_upper_bound_leaves_a_veto_open_near_the_minimum(tmp_path: Path) -> None:
    area = [1.2, 1.2, 2.0, 0.9]
    rows = {"surface_utile_ha": area, "surface_utile_part": [None, 1.0, None, None]}
    rows["deductions_inconnues"] = ["bâti ; PPR", None, "bâti ; PPR", "bâti"]
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON, profile="pme").sites
    small = "surface inférieure à 1 ha"
    assert [small in (told or "") for told in found["veto_possibles"]] == [True, False, False, False]
    assert found["score_min"].iloc[0] == 0.0
    assert found["veto_motifs"].iloc[3] == small


def test_fact_that_would_leave_a_site_out_of_the_ranking_is_listed_where_it_is_unknown(tmp_path: Path) -> None:
    rows = {"surface_utile_ha": [5.0, 5.0], "site_statut": ["friche sans projet", "friche avec projet"]}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON).sites
    assert ["autre vocation" in (told or "") for told in found["veto_possibles"]] == [False, True]


def test_data_of_unknown_age_are_told(tmp_path: Path) -> None:
    report = Report()
    score_inventory(table(tmp_path / "m.gpkg", {"htb_km": [1.0], "port_km": [2.0]}), ON, report=report)
    assert dict(report.warnings)["ages_unknown"] == {"count": 2, "columns": ["port_km", "htb_km"]}


def test_site_of_which_nothing_is_known_has_a_reason_and_may_be_ahead_of_all(tmp_path: Path) -> None:
    rows = {"htb_km": [1.0, 20.0, None], "autoroute_km": [1.0, 15.0, None]}
    found = score_inventory(table(tmp_path / "m.gpkg", rows), ON).sites
    assert found["rang"].tolist()[:2] == [1, 2]
    assert found["rang_au_pire"].iloc[0] == 3
    assert found["hors_classement"].iloc[2] == "aucun critère connu"
