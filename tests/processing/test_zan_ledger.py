"""The land ledger in QGIS: tables written, the example of the help, refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from gisement_tests.language import speaking
from qgis import processing
from qgis.core import QgsProcessingException

from gisement.core.ledger_inventory import ledger_inventory

ROOT = Path(__file__).resolve().parent.parent.parent
YEARS = range(2011, 2025)


@pytest.fixture
def conso(tmp_path: Path) -> Path:
    """The municipality of the help: 2 ha a year for ten years, then 1 ha a year for four."""
    flows = {f"naf{year % 100}art{year % 100 + 1}": 20_000 if year < 2021 else 10_000 for year in YEARS}
    small = {name: 1_000 if value == 20_000 else 500 for name, value in flows.items()}
    path = tmp_path / "conso.csv"
    pd.DataFrame([{"idcom": "01001", "epci25": "E", **flows}, {"idcom": "01002", "epci25": "E", **small}]).to_csv(
        path, index=False
    )
    return path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_example_of_the_help_is_what_the_engine_computes(conso: Path, language: str) -> None:
    text = (ROOT / "resources" / "help" / language / "zanledger.md").read_text(encoding="utf-8")
    table = ledger_inventory(None, conso).territories.set_index(["niveau", "code"])
    one, two = table.loc[("commune", "01001")], table.loc[("commune", "01002")]
    assert one[["conso_reference_ha", "enveloppe_ha", "conso_periode_ha", "reste_ha"]].tolist() == [20, 10, 4, 6]
    assert one[["rythme_ha_an", "annees_restantes", "epuisee_en"]].tolist() == [1, 6, 2031]
    assert two[["enveloppe_ha", "conso_periode_ha", "reste_ha", "reste_max_ha"]].tolist() == pytest.approx(
        [0.5, 0.2, 0.3, 0.8]
    )
    mark = "," if language == "fr" else "."
    for told in ("20 ha", "10 ha", "2031", f"0{mark}3 ha", f"0{mark}8 ha"):
        assert re.search(rf"\b{re.escape(told)}\b", text), told


def test_tables_are_written(plugin: object, conso: Path, tmp_path: Path) -> None:
    out = {name: str(tmp_path / f"{name}.csv") for name in ("OUTPUT", "YEARS", "COVERAGE")}
    done = processing.run("gisement:zanledger", {"CONSUMPTION": str(conso), **out})
    assert done["TERRITORIES_COUNT"] == 2 + 1 + 1
    assert done["LEFT_HA"] == pytest.approx(6.3)
    rows = pd.read_csv(out["OUTPUT"], dtype={"code": str})
    assert rows["niveau"].tolist() == ["commune", "commune", "epci", "ensemble"]
    assert pd.read_csv(out["YEARS"])["conso_ha"].sum() == pytest.approx(3 * (24 + 1.2))
    assert len(pd.read_csv(out["COVERAGE"])) == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"REGIME": "loi_2050"}, "no regime named loi_2050"),
        ({"CONSUMPTION": "autre.csv"}, "no table of land consumption"),
        ({"ZONES": "autre.csv"}, "lacks the columns code_insee"),
        ({"DEMAND": "beaucoup"}, "beaucoup"),
        ({"OUTPUT": "conso.csv"}, "input"),
    ],
)
def test_what_cannot_be_is_refused(plugin: object, conso: Path, tmp_path: Path, asked: dict, told: str) -> None:
    (tmp_path / "autre.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    asked = {key: str(tmp_path / value) if value.endswith("csv") else value for key, value in asked.items()}
    given = {"CONSUMPTION": str(conso), "OUTPUT": str(tmp_path / "o.gpkg"), **asked}
    with speaking("en"), pytest.raises(QgsProcessingException) as caught:
        processing.run("gisement:zanledger", given)
    assert told in str(caught.value)
    assert not (tmp_path / "o.gpkg").exists()
