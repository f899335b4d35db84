"""The land ledger: three municipalities by hand, groupings, the guarantee, friches by class and year, bad tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import GisementError
from gisement.core.ledger_inventory import ledger_inventory
from gisement.core.report import Report
from gisement.core.resources import listed
from gisement.core.store import write_file
from gisement.core.zan import ledger, load_regime, read_consumption, read_zones
from gisement.core.zan.zones import Zones

YEARS = range(2011, 2025)
LAW = "climat_resilience_2023"


def row(code: str, flows: list[int], *, act: list[int] | None = None, inc: int = 0, **more: Any) -> dict[str, Any]:
    """Write a municipality as the Cerema does: yearly flows, their economic part, an unknown residue, totals."""
    found: dict[str, Any] = {"idcom": code, "idcomtxt": f"Commune {code}", "iddep": code[:2], "iddeptxt": "Ain", **more}
    for year, flow, part in zip(YEARS, flows, act or [0] * len(flows)):
        short, after = year % 100, year % 100 + 1
        found |= {f"naf{short}art{after}": flow, f"art{short}act{after}": part, f"art{short}inc{after}": inc}
    found |= {"naf11art21": sum(flows[:10]), "naf21art25": sum(flows[10:]), "naf11art25": sum(flows)}
    return found


def written(path: Path, *rows: dict[str, Any], sep: str = ",", encoding: str = "utf-8") -> Path:
    pd.DataFrame(list(rows)).to_csv(path, index=False, sep=sep, encoding=encoding)
    return path


#: 20 ha in the reference, 4.0 ha since; 1 ha and 0.2; 3 ha and 2.5: with residues of −1 and −2 m² in the unknown
THREE = (
    row("01001", [20_000] * 10 + [10_000] * 4, act=[5_000] * 10 + [4_000] * 4, inc=-1, epci25="200", epci25txt="CC A"),
    row("01002", [1_000] * 10 + [500, 500, 1_000, 0], inc=-2, epci25="200", epci25txt="CC A"),
    row("01004", [3_000] * 10 + [5_000, 5_000, 10_000, 5_000], act=[3_000] * 10 + [0] * 4, epci25="300"),
)  # fmt: skip


def without(column: str) -> dict[str, Any]:
    """Give the first municipality without a column."""
    return {key: value for key, value in THREE[0].items() if key != column}


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return written(tmp_path / "conso.csv", *THREE)


def kept(path: Path, zones: Zones | None = None, regime: str = LAW) -> pd.DataFrame:
    found = ledger(read_consumption(path), zones or Zones.none(), load_regime(regime))
    return found.territories.set_index(["niveau", "code"])


def test_three_municipalities_by_hand(three: Path) -> None:
    table = kept(three)
    one = table.loc[("commune", "01001")]
    assert one[["conso_reference_ha", "enveloppe_ha", "conso_periode_ha", "reste_ha"]].tolist() == [
        20.0,
        10.0,
        4.0,
        6.0,
    ]
    # 1 ha a year: 6 years from the beginning of 2025
    assert one[["rythme_ha_an", "annees_restantes", "epuisee_en", "annees_connues"]].tolist() == [1.0, 6.0, 2031, 4]
    assert one[["part_eco_reference_pct", "part_eco_periode_pct"]].tolist() == [25.0, 40.0]
    assert one[["garantie_ha", "reste_max_ha"]].tolist() == [0.0, 6.0]
    two = table.loc[("commune", "01002")]
    # 0.5 ha allowed, 0.2 taken; the guarantee of 1 ha adds 0.5 where a document covers it, which nobody says
    assert two[["enveloppe_ha", "conso_periode_ha", "reste_ha"]].tolist() == pytest.approx([0.5, 0.2, 0.3])
    assert two["garantie"] is None
    assert two[["garantie_ha", "reste_max_ha"]].tolist() == pytest.approx([0.5, 0.8])
    assert two["annees_restantes"] == pytest.approx(0.3 / 0.05)
    three_ = table.loc[("commune", "01004")]
    assert three_[["enveloppe_ha", "conso_periode_ha", "reste_ha"]].tolist() == pytest.approx([1.5, 2.5, -1.0])
    assert (three_["annees_restantes"], three_["epuisee_en"]) == (0.0, 2025)
    assert set(table["millesime"]) == {"2011-2025"}


def test_groupings_of_the_file_and_all_add_up(three: Path) -> None:
    table = kept(three)
    assert table.loc[("epci", "200"), ["nom", "communes"]].tolist() == ["CC A", 2]
    assert table.loc[("epci", "200"), "conso_reference_ha"] == pytest.approx(21.0)
    assert table.loc[("departement", "01"), "reste_ha"] == pytest.approx(12.0 - 6.7)
    assert table.loc[("ensemble", ""), "conso_periode_ha"] == pytest.approx(6.7)
    # each municipality's share of the guarantee may be put together
    assert table.loc[("ensemble", ""), "garantie_ha"] == pytest.approx(0.5)


def test_years_are_those_of_the_file(three: Path) -> None:
    found = ledger(read_consumption(three), Zones.none(), load_regime(LAW)).years
    one = found[(found["niveau"] == "commune") & (found["code"] == "01001")]
    assert one["annee"].tolist() == list(YEARS)
    assert one["conso_ha"].tolist() == [2.0] * 10 + [1.0] * 4
    assert one["conso_eco_ha"].sum() == pytest.approx(6.6)


def test_zones_of_the_user_say_targets_documents_and_projects_of_national_scope(three: Path, tmp_path: Path) -> None:
    path = tmp_path / "zones.csv"
    path.write_text(
        "code_insee;zone;nom_zone;objectif_pct;document;pene_ha\n"
        "1001;S1;SCoT Nord;60;PLU;1,5\n01002;S1;SCoT Nord;60;RNU;\n01004;S2;SCoT Sud;;oui;\n",
        encoding="latin-1",
    )
    zones = read_zones(path)
    table = kept(three, zones)
    north = table.loc[("zone", "S1")]
    # 21 ha less 60 %; 4.2 ha since, of which 1.5 of national scope stand outside
    assert north[["enveloppe_ha", "reste_ha", "reduction_pct"]].tolist() == pytest.approx([8.4, 8.4 - 2.7, 60])
    assert (north["nom"], table.loc[("zone", "S2"), "reduction_pct"]) == ("SCoT Nord", 50)
    assert table.loc[("commune", "01001"), "rythme_ha_an"] == pytest.approx(2.5 / 4)
    # no document, no guarantee
    assert table.loc[("commune", "01002"), ["garantie", "garantie_ha"]].tolist() == ["non", 0.0]
    assert table.loc[("commune", "01004"), "garantie"] == "oui"


@pytest.mark.parametrize(
    ("rows", "code", "facts"),
    [
        (["01001;S1;;;;", "01001;S1;;;;"], "zones_twice", {"line": 3, "other_line": 2, "zone": "S1"}),
        (["01001;S1;;50;;", "01002;S1;;60;;"], "zones_target", {"line": 3, "zone": "S1", "value": 60.0}),
        (["01001;S1;;101;;"], "zones_target", {"line": 2, "zone": "S1", "value": 101.0}),
        (["01001;S1;;;oui;", "01001;S2;;;non;"], "zones_contradict", {"line": 3, "column": "document", "other": "oui"}),
        (["01001;S1;;;;2", "01001;S2;;;;3"], "zones_contradict", {"line": 3, "column": "pene_ha", "value": 3.0}),
        ([";S1;;;;"], "zones_empty", {}),
    ],
)
def test_faulty_zones_are_refused_with_their_line(tmp_path: Path, rows: list, code: str, facts: dict) -> None:
    path = tmp_path / "zones.csv"
    path.write_text("\n".join(["code_insee;zone;nom_zone;objectif_pct;document;pene_ha", *rows]), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        read_zones(path)
    assert caught.value.code == code
    assert facts.items() <= caught.value.facts.items()


def test_zones_drawn_on_a_map_hold_the_municipalities_that_they_mostly_cover(three: Path, tmp_path: Path) -> None:
    boxes = [shapely.box(900_000 + 1000 * place, 6_500_000, 901_000 + 1000 * place, 6_501_000) for place in range(3)]
    communes = gpd.GeoDataFrame({"code_insee": ["01001", "01002", "01004"]}, geometry=boxes, crs="EPSG:2154")
    zone = shapely.box(899_000, 6_499_000, 901_600, 6_502_000)
    drawn = gpd.GeoDataFrame({"zone": ["Z"], "nom_zone": ["Zone"]}, geometry=[zone], crs="EPSG:2154").to_crs(4326)
    drawn.to_file(tmp_path / "z.geojson")
    zones = read_zones(tmp_path / "z.geojson", communes=lambda: communes)
    assert zones.members.to_numpy().tolist() == [["01001", "Z", "Zone"], ["01002", "Z", "Zone"]]
    with pytest.raises(GisementError) as caught:
        read_zones(tmp_path / "z.geojson")
    assert caught.value.code == "zones_without_communes"


def test_year_that_a_municipality_lacks_makes_its_sums_unknown(tmp_path: Path) -> None:
    lacking = {**THREE[0], "naf15art16": None}
    table = kept(written(tmp_path / "c.csv", lacking, THREE[1]))
    assert np.isnan(table.loc[("commune", "01001"), "reste_ha"])
    assert np.isnan(table.loc[("ensemble", ""), "enveloppe_ha"])
    assert table.loc[("commune", "01002"), "reste_ha"] == pytest.approx(0.3)


def test_table_of_the_dashboard_has_a_row_for_each_year(tmp_path: Path) -> None:
    rows = [
        {"land_id": "69001", "land_type": "COMM", "year": year, "total": 10_000.0, "activite": 2_500.0}
        for year in YEARS
    ]
    rows += [{"land_id": "84", "land_type": "REGION", "year": year, "total": 9e9, "activite": 0.0} for year in YEARS]
    table = kept(written(tmp_path / "c.csv", *rows))
    assert list(table.index) == [("commune", "69001"), ("ensemble", "")]
    assert table.loc[("ensemble", ""), ["conso_reference_ha", "conso_periode_ha"]].tolist() == [10.0, 4.0]
    assert table.loc[("ensemble", ""), "part_eco_periode_pct"] == 25.0


def test_file_without_economic_use_leaves_it_unknown(tmp_path: Path) -> None:
    plain = [{key: value for key, value in each.items() if "act" not in key} for each in THREE]
    table = kept(written(tmp_path / "c.csv", *plain))
    assert np.isnan(table.loc[("commune", "01001"), "part_eco_periode_pct"])
    assert table.loc[("commune", "01001"), "reste_ha"] == 6.0


@pytest.mark.parametrize(
    ("rows", "code", "facts"),
    [
        ((THREE[0], THREE[0]), "consumption_twice", {"line": 3, "other_line": 2, "value": "01001"}),
        (({**THREE[0], "naf12art13": -300},), "consumption_negative", {"line": 2, "column": "naf12art13"}),
        (({**THREE[0], "naf12art13": "beaucoup"},), "consumption_number", {"line": 2, "value": "beaucoup"}),
        ((without("naf14art15"),), "consumption_gap", {"years": [2014]}),
        ((without("naf11art12"),), "consumption_years", {"years": [2011]}),
        (({"idcom": "01001", "x": 1},), "consumption_columns", {}),
        (({"commune": "Bourg", "naf11art12": 1},), "consumption_columns", {"columns": "idcom"}),
    ],
)  # fmt: skip
def test_faulty_file_is_refused_with_its_place(tmp_path: Path, rows: tuple, code: str, facts: dict) -> None:
    with pytest.raises(GisementError) as caught:
        kept(written(tmp_path / "c.csv", *rows))
    assert caught.value.code == code
    assert {name: caught.value.facts[name] for name in facts} == facts


def test_totals_that_are_not_the_sums_of_the_years_are_told(tmp_path: Path) -> None:
    report = Report()
    read_consumption(written(tmp_path / "c.csv", THREE[1], {**THREE[0], "naf11art25": 5}), report=report)
    assert ("consumption_totals", {"column": "naf11art25", "count": 1, "line": 3}) in report.warnings


def test_residue_of_rounding_is_no_fault(tmp_path: Path) -> None:
    table = kept(written(tmp_path / "c.csv", row("01001", [-2] + [0] * 13)))
    assert table.loc[("commune", "01001"), "conso_reference_ha"] == pytest.approx(-0.0002)


def test_every_regime_that_comes_along_can_be_loaded_and_the_default_is_verified() -> None:
    regimes = {name: load_regime(name) for name in listed("zan")}
    assert [name for name, regime in regimes.items() if regime.verified] == [LAW]
    assert (regimes[LAW].reduction, regimes[LAW].guarantee, regimes[LAW].period) == (0.5, 1.0, (2021, 2030))


def test_scenario_with_an_excess_leaves_more(three: Path) -> None:
    assert kept(three, regime="simplification_2026").loc[("commune", "01001"), "enveloppe_ha"] == pytest.approx(13.0)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"reduction": {"value": 1.5}}, "reduction.value"),
        ({"reference": {"de": 2020, "a": 2011}}, "reference"),
        ({"periode": {"de": 2015, "a": 2030}}, "periode"),
        ({"verifie": "oui"}, "verifie"),
        ({"autre": 1}, "autre"),
    ],
)
def test_faulty_regime_is_refused_with_its_place(tmp_path: Path, change: dict, place: str) -> None:
    from gisement.core.resources import resource

    (tmp_path / "r.json").write_text(json.dumps({**resource(f"zan/{LAW}"), **change}), encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        load_regime(tmp_path / "r.json")
    assert (caught.value.code, caught.value.facts["place"]) == ("regime_invalid", place)


# --- Friches

SITES = pd.DataFrame(
    {
        "site_id": ["a", "b", "c", "d", "e", "f"],
        "comm_insee": ["01001", "01001", "01002", "01001", "01001", "01999"],
        "rang": [1, 2, 3, None, 4, 5],
        "classe_maturite": ["R5", "R3", "R3", "R5", "R0", "R4"],
        "date_prete": ["2026-12-01", "2028-06-30", "2027-01-01", "2026-12-01", "2027-01-01", "2027-01-01"],
        "surface_utile_ha": [2.0, None, 4.0, 9.0, 9.0, 9.0],
        "surface_m2": [25_000.0, 30_000.0, 50_000.0, 90_000.0, 90_000.0, 90_000.0],
        "nouvelle_artif_m2": [5_000.0, None, 0.0, 0.0, 0.0, 0.0],
        "desartif_possible_m2": [0.0, None, 2_000.0, 0.0, 0.0, 0.0],
        "enaf_evite_ha": [1.5, None, 4.0, 0.0, 0.0, 0.0],
    }
)  # fmt: skip


@pytest.fixture
def sites(tmp_path: Path) -> Path:
    shapes = [shapely.Point(900_000 + place, 6_270_000) for place in range(len(SITES))]
    write_file(gpd.GeoDataFrame(SITES, geometry=shapes, crs="EPSG:2154"), tmp_path / "s.gpkg", "sites")
    return tmp_path / "s.gpkg"


def test_ranked_friches_are_counted_by_class_and_year(sites: Path, three: Path) -> None:
    report = Report()
    found = ledger_inventory(sites, three, layer="sites", demand=10.0, report=report)
    table = found.territories.set_index(["niveau", "code"])
    # a (2 ha usable) and b (3 ha of footprint); not d, which has no rank, nor e, under a veto, nor f, elsewhere
    assert table.loc[("commune", "01001"), ["friches", "friches_ha"]].tolist() == [2, 5.0]
    assert table.loc[("commune", "01004"), "friches"] == 0
    assert ("ledger_sites_without_commune", {"count": 1, "sites": ["f"]}) in report.warnings
    every = found.coverage[found.coverage["niveau"] == "ensemble"]
    assert every[["classe", "annee", "sites", "ha", "ha_cumule"]].to_numpy().tolist() == [
        ["R5", 2026, 1, 2.0, 2.0],
        ["R3", 2027, 1, 4.0, 6.0],
        ["R3", 2028, 1, 3.0, 9.0],
    ]
    assert every["part_demande_pct"].tolist() == [20.0, 60.0, 90.0]
    assert table.loc[("ensemble", ""), ["demande_ha", "part_demande_pct"]].tolist() == [10.0, 90.0]


def test_demand_of_another_place_and_sites_without_readiness_are_told(sites: Path, three: Path, tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("code;ha\n01001;4\n69123;9\n", encoding="utf-8")
    scored = SITES.drop(columns=["classe_maturite", "date_prete"])
    scored.to_csv(tmp_path / "s.csv", index=False)
    report = Report()
    found = ledger_inventory(tmp_path / "s.csv", three, demand=tmp_path / "d.csv", report=report)
    told = dict(report.warnings)
    assert told["ledger_demand_elsewhere"] == {"count": 1, "codes": ["69123"]}
    assert told["ledger_sites_without_class"] == {"count": 4, "sites": ["a", "b", "c", "e"]}
    table = found.territories.set_index(["niveau", "code"])
    # a 2 ha, b 3 ha of footprint, e 9 ha: without a class nothing says that a veto holds
    assert table.loc[("commune", "01001"), ["friches_ha", "part_demande_pct"]].tolist() == [14.0, 350.0]
    assert found.coverage.empty
    alone = ledger_inventory(None, three, demand=4.0).territories.set_index(["niveau", "code"])
    assert alone.loc[("ensemble", ""), "demande_ha"] == 4.0


def test_balance_after_2031_is_what_is_taken_less_what_is_given_back(sites: Path, three: Path) -> None:
    table = ledger_inventory(sites, three, layer="sites").territories.set_index(["niveau", "code"])
    every = table.loc[("ensemble", "")]
    assert every[["nouvelle_artif_ha", "desartif_possible_ha", "solde_artif_ha"]].tolist() == pytest.approx(
        [0.5, 0.2, 0.3]
    )
    assert every[["enaf_evite_ha", "artif_connue"]].tolist() == [5.5, 2]
    # of the one site there nobody knows
    assert np.isnan(table.loc[("commune", "01004"), "solde_artif_ha"])


def test_ledger_alone_needs_no_sites(three: Path) -> None:
    found = ledger_inventory(None, three)
    assert len(found.territories) == 3 + 1 + 2 + 1
    assert found.coverage.empty


def test_scenario_is_told_to_be_unverified(three: Path) -> None:
    report = Report()
    ledger_inventory(None, three, regime="trace_senat_2025", report=report)
    assert ("regime_unverified", {"regime": "trace_senat_2025"}) in report.warnings


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.integers(0, 50_000), min_size=14, max_size=14), min_size=1, max_size=6))
def test_what_is_consumed_and_left_adds_up_to_the_allowance(tmp_path_factory, flows: list) -> None:
    path = written(
        tmp_path_factory.mktemp("c") / "c.csv", *(row(f"0100{place}", each) for place, each in enumerate(flows))
    )
    table = kept(path)
    together = (table["reste_ha"] + table["conso_periode_ha"]).to_numpy()
    assert together == pytest.approx(table["enveloppe_ha"].to_numpy(), abs=1e-9)
    communes = table.loc["commune"]
    for name in ("conso_reference_ha", "conso_periode_ha", "reste_ha", "garantie_ha"):
        assert table.loc[("ensemble", ""), name] == pytest.approx(communes[name].sum(), abs=1e-9)


def test_sites_of_merged_municipalities_and_of_districts_are_those_of_the_file(tmp_path: Path) -> None:
    conso = written(tmp_path / "c.csv", row("01015", [1_000] * 14), row("13055", [1_000] * 14))
    old = SITES.iloc[:3].assign(comm_insee=["01340", "13201", "01015"])
    shapes = [shapely.Point(900_000 + place, 6_270_000) for place in range(3)]
    write_file(gpd.GeoDataFrame(old, geometry=shapes, crs="EPSG:2154"), tmp_path / "s.gpkg", "sites")
    moves = pd.DataFrame(
        {"MOD": ["32"], "DATE_EFF": ["2016-01-01"], "TYPECOM_AV": ["COM"], "COM_AV": ["01340"], "TYPECOM_AP": ["COM"],
         "COM_AP": ["01015"], "LIBELLE_AV": ["Saint-Bois"], "LIBELLE_AP": ["Arboys en Bugey"]}
    )  # fmt: skip
    moves.to_csv(tmp_path / "moves.csv", index=False)
    (tmp_path / "t.json").write_text('{"roles": {"mouvement_commune": "moves.csv"}}', encoding="utf-8")
    report = Report()
    found = ledger_inventory(tmp_path / "s.gpkg", conso, layer="sites", territory=tmp_path / "t.json", report=report)
    table = found.territories.set_index(["niveau", "code"])
    assert table.loc["commune"]["friches"].to_dict() == {"01015": 2, "13055": 1}
    assert "ledger_sites_without_commune" not in dict(report.warnings)
    # without the list of movements the district is found, the municipality of before is told
    report = Report()
    ledger_inventory(tmp_path / "s.gpkg", conso, layer="sites", report=report)
    assert dict(report.warnings)["ledger_sites_without_commune"] == {"count": 1, "sites": ["a"]}
