"""The land ledger of real territories: the sums of the years are the totals that the producers publish."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gisement.core.report import Report
from gisement.core.zan import ledger, load_regime, read_consumption
from gisement.core.zan.zones import Zones

CEREMA = "tables/cerema_conso_com_2011_2025_gironde_plm_drom.csv"
LAW = load_regime("climat_resilience_2023")


def kept(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    report = Report()
    found = ledger(read_consumption(path, report=report), Zones.none(), LAW)
    assert report.warnings == []
    return found.territories.set_index(["niveau", "code"]), found.years


def test_ledger_of_the_municipalities_of_gironde_is_the_published_one(data: Path) -> None:
    raw = pd.read_csv(data / CEREMA, dtype={"idcom": str, "iddep": str}).set_index("idcom")
    table, years = kept(data / CEREMA)
    own = table.loc["commune"]
    assert (own.index == raw.index).all()
    for column, total in (("conso_reference_ha", "naf11art21"), ("conso_periode_ha", "naf21art25")):
        np.testing.assert_allclose(own[column], raw[total] / 1e4, atol=1e-9)
    part = (raw["art21act25"] / raw["naf21art25"] * 100).where(raw["naf21art25"] > 0)
    np.testing.assert_allclose(own["part_eco_periode_pct"], part, atol=1e-9)
    gironde = table.loc[("departement", "33")]
    assert gironde["communes"] == 534
    assert gironde["conso_reference_ha"] == pytest.approx(6708.6687)
    assert gironde["reste_ha"] == pytest.approx(6708.6687 / 2 - 1516.6976)
    assert set(table["millesime"]) == {"2011-2025"}
    sums = years[years["niveau"] == "commune"].groupby("code")["conso_ha"].sum()
    np.testing.assert_allclose(sums.reindex(raw.index), raw["naf11art25"] / 1e4, atol=1e-9)
    epci = raw.groupby("epci25")["naf21art25"].sum() / 1e4
    own = table.loc["epci"]["conso_periode_ha"]
    np.testing.assert_allclose(own.loc[epci.index.astype(str)], epci, atol=1e-9)


@pytest.mark.parametrize(("code", "count", "reference", "since"), [("13", 119, 4289.7, 1295.6), ("93", 39, None, None)])
def test_years_of_two_departments_add_up_to_their_totals(
    data: Path, tmp_path: Path, code: str, count: int, reference: float | None, since: float | None
) -> None:
    said = json.loads((data / f"tables/cerema_conso_{code}_rouages.json").read_text(encoding="utf-8"))
    rows = []
    for insee, (flows, *_rest) in said["c"].items():
        years = {f"naf{year % 100}art{year % 100 + 1}": 1e4 * flow for year, flow in zip(said["annees"], flows)}
        rows.append({"idcom": insee, **years})
    pd.DataFrame(rows).to_csv(tmp_path / "c.csv", index=False)
    table, _ = kept(tmp_path / "c.csv")
    own = table.loc["commune"]
    assert len(own) == count
    told = pd.DataFrame({insee: values[-2:] for insee, values in said["c"].items()}, index=["reference", "since"]).T
    np.testing.assert_allclose(own["conso_reference_ha"], told.loc[own.index, "reference"], atol=0.08)
    np.testing.assert_allclose(own["conso_periode_ha"], told.loc[own.index, "since"], atol=0.08)
    if reference is not None:
        every = table.loc[("ensemble", "")]
        assert every["conso_reference_ha"] == pytest.approx(reference, abs=0.5)
        assert every["conso_periode_ha"] == pytest.approx(since, abs=0.5)


def test_lyon_from_the_yearly_figures_of_the_dashboard(data: Path) -> None:
    raw = pd.read_csv(data / "tables/sparte_lyon_landconso.csv", dtype={"land_id": str})
    raw = raw[raw["land_type"] == "COMM"]
    table, years = kept(data / "tables/sparte_lyon_landconso.csv")
    every = table.loc[("ensemble", "")]
    assert every["communes"] == raw["land_id"].nunique()
    reference = raw[raw["year"].between(2011, 2020)]["total"].sum() / 1e4
    since = raw[raw["year"].between(2021, 2030)]["total"].sum() / 1e4
    assert every["conso_reference_ha"] == pytest.approx(reference)
    assert every["reste_ha"] == pytest.approx(reference / 2 - since)
    assert years[years["niveau"] == "ensemble"]["conso_ha"].sum() == pytest.approx(raw["total"].sum() / 1e4)


def test_older_vintage_is_read_by_its_names(data: Path) -> None:
    found = read_consumption(data / "tables/cerema_conso_2009_2023_sample_ain.csv")
    assert (found.vintage, len(found.codes), found.years[0]) == ("2009-2023", 3, 2009)
    raw = pd.read_csv(data / "tables/cerema_conso_2009_2023_sample_ain.csv", sep=";")
    np.testing.assert_allclose(found.total.sum(axis=1), raw["naf09art23"], atol=2)
