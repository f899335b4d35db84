"""Artificialisation on the real land cover of Arcachon: one table of changes, with the codes of 2015 and 2018."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from gisement.core.errors import GisementError
from gisement.core.measures import Request, artificialisation
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
L93 = "EPSG:2154"
SYBARVAL, CHANGES = "gironde_sybarval/gironde_sybarval_ocsge.gpkg", "A_B_2018_2015"
CELLS = Path(__file__).resolve().parent.parent / "data" / "ocsge_artif_matrix.csv"


@pytest.fixture(scope="module")
def changes(data: Path) -> gpd.GeoDataFrame:
    """The table, its one invalid polygon mended."""
    rows = gpd.read_file(data / SYBARVAL, layer=CHANGES, engine="pyogrio")
    return rows.assign(geometry=rows.geometry.make_valid())


def measured(data: Path, shapes: gpd.GeoSeries, report: Report | None = None, layer: str = CHANGES) -> pd.DataFrame:
    index = pd.Index([f"s{number}" for number in range(len(shapes))], name="site_id")
    places = gpd.GeoDataFrame({"emprise_origine": "surface"}, geometry=shapes.to_numpy(), index=index, crs=L93)
    territory = Territory("t", {"ocsge": Source("ocsge", str(data / SYBARVAL), layer)}, L93)
    return artificialisation.run(places, territory, Request(), report or Report()).values


def by_table(rows: gpd.GeoDataFrame, year: int) -> np.ndarray:
    """Read the official table, with the codes of one level up that this layer has."""
    cells = pd.read_csv(CELLS).set_index(["code_cs", "code_us"])["artificialise_base"]
    cells = cells.to_dict() | {("CS2.1.1", use): 0 for use in cells.index.get_level_values(1)}
    said = zip(rows[f"cs_{year}"], rows[f"us_{year}"])
    built = rows[f"cs_{year}"].isin(["CS1.1.1.1", "CS1.1.1.2"])
    found = np.array([cells.get(pair, np.nan) for pair in said], dtype=float)
    return np.where(built, 1.0, found)


def test_the_shared_table_is_that_of_the_tests(data: Path) -> None:
    shared = data.parent / "schemas/ocsge/artif_matrix.csv"
    assert shared.read_text(encoding="utf-8").split() == CELLS.read_text(encoding="utf-8").split()


def test_polygons_over_the_threshold_are_what_the_table_says_at_both_vintages(
    data: Path, changes: gpd.GeoDataFrame
) -> None:
    rows = changes[changes.area >= 2_500].reset_index(drop=True)
    report = Report()
    values = measured(data, rows.geometry, report)
    area = rows.area.to_numpy()
    assert len(rows) == 66
    now, then = by_table(rows, 2018) * area, by_table(rows, 2015) * area
    assert not np.isnan(now).any()
    assert values["artif_m2"].to_numpy() == pytest.approx(now, abs=1e-6)
    assert values["artif_avant_m2"].to_numpy() == pytest.approx(then, abs=1e-6)
    assert values["artif_evolution_m2"].to_numpy() == pytest.approx(now - then, abs=1e-6)
    assert set(values["ocsge_millesime"]) == {"2018"}
    assert set(values["ocsge_millesime_avant"]) == {"2015"}
    assert set(values["artif_origine"]) == {"matrice"}
    assert {"role": "ocsge", "years": "2015, 2018"} in [facts for _, facts in report.warnings]
    # This table is that of the land given back between the two years.
    assert values["artif_evolution_m2"].sum() < -100_000


def test_every_polygon_of_the_table_counts_in_its_municipality(data: Path, changes: gpd.GeoDataFrame) -> None:
    communes = gpd.read_file(data / SYBARVAL, layer="Communes_SYBARVAL", engine="pyogrio")
    communes = communes.assign(geometry=communes.geometry.make_valid())
    report = Report()
    values = measured(data, communes.geometry, report)
    covered = values["ocsge_couverte_part"].to_numpy() * communes.area.to_numpy()
    expected = changes.overlay(communes[["geometry"]], how="intersection", keep_geom_type=True).area.sum()
    assert len(values) == 17
    assert covered.sum() == pytest.approx(expected, rel=1e-6)
    # The four polygons without codes lie in no municipality of the SCoT.
    assert covered.sum() == pytest.approx(changes[changes["cs_2018"].notna()].area.sum(), rel=1e-3)
    assert values["ocsge_recouvrement_m2"].max() < 0.01
    # A table of changes covers hardly anything: what it finds is the least, and no share is told.
    assert values["artif_pct"].isna().all()
    told = dict(report.warnings)
    assert told["cover_gaps"]["count"] == 17


def test_polygons_without_codes_are_unknown_and_told(data: Path, changes: gpd.GeoDataFrame) -> None:
    rows = changes[changes["cs_2018"].isna()]
    report = Report()
    values = measured(data, rows.geometry, report)
    assert values["ocsge_inconnu_m2"].to_numpy() == pytest.approx(rows.area.to_numpy())
    assert values[["artif_m2", "artif_pct", "imper_m2", "vegetation_part", "artif_origine"]].isna().all(axis=None)
    told = [facts for code, facts in report.warnings if code == "cover_codes_unknown" and facts["role"] == "ocsge"]
    assert told == [{"role": "ocsge", "count": 4, "codes": "– × – (4)"}]


def test_what_is_not_known_of_2015_is_read_from_the_codes_as_far_as_they_go(
    data: Path, changes: gpd.GeoDataFrame
) -> None:
    # INDETERMINE is no use of the list; a paved or built cover is artificialised under any.
    rows = changes[changes["us_2015"] == "INDETERMINE"]
    values = measured(data, rows.geometry)
    assert len(rows) == 5
    assert values["artif_avant_m2"].to_numpy() == pytest.approx(rows.area.to_numpy())


def test_sites_that_are_points_stay_unknown(data: Path) -> None:
    places = add_footprints(import_inventory(data / SYBARVAL, layer="cartofriches_2024").sites, Findings())
    territory = Territory("t", {"ocsge": Source("ocsge", str(data / SYBARVAL), CHANGES)}, L93)
    values = artificialisation.run(places, territory, Request(), Report()).values
    assert len(values) == 72
    assert values.isna().all(axis=None)


def test_the_urban_envelope_is_no_land_cover(data: Path, changes: gpd.GeoDataFrame) -> None:
    with pytest.raises(GisementError) as refused:
        measured(data, changes.geometry[:1], layer="Enveloppe_Urbaine_2018")
    assert refused.value.code == "layer_not_recognised"
