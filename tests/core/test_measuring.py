"""One measure on an inventory: the figures of a study, beside records that stay as they are."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from gisement_tests import tiny

from gisement.core import study
from gisement.core.errors import Cancelled, GisementError
from gisement.core.measures import MEASURES, columns
from gisement.core.measuring import measure_inventory, named_measure
from gisement.core.report import Report
from gisement.core.sites.headings import heading
from gisement.core.sites.persons import personal_in
from gisement.core.store import write_file
from gisement.core.territory.sources import Source

NAMES = [measure.name for measure in MEASURES]
TODAY = date(2026, 11, 22)


def keys(name: str) -> list[str]:
    return [column.key for column in named_measure(name).columns]


def written(sites: gpd.GeoDataFrame, path: Path) -> Path:
    """Write measured sites as the algorithms do."""
    write_file(sites.reset_index(), path, "sites")
    return path


def chained(inventory: Path, territory: Path, names: list[str], folder: Path) -> Path:
    """Measure one after the other, each on the file that the one before has written."""
    for step, name in enumerate(names):
        found = measure_inventory(inventory, name, territory=territory)
        inventory = written(found.sites, folder / f"{step}_{name}.gpkg")
    return inventory


def plain(sites: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give a table in which shapes are text and whole numbers are like others, so that it compares exactly."""
    table = pd.DataFrame(sites).assign(geometry=sites.geometry.to_wkt())
    return table.astype({name: float for name in table if isinstance(table[name].dtype, pd.Int64Dtype)})


@pytest.mark.parametrize("name", NAMES)
def test_a_measure_alone_gives_the_figures_of_the_study(name: str, tiny_inventory: Path, tiny_territory: Path) -> None:
    whole = study.run(tiny_inventory, tiny_territory, TODAY).sites.loc[list(tiny.SITES)]
    alone = measure_inventory(tiny_inventory, name, territory=tiny_territory).sites
    known = [*keys(name), "emprise_origine", "surface_m2", "geometry"]
    pd.testing.assert_frame_equal(plain(alone)[known], plain(whole)[known], check_dtype=False, check_exact=True)


def test_measures_chained_through_files_give_the_figures_of_the_study(
    tiny_inventory: Path, tiny_territory: Path, tmp_path: Path
) -> None:
    whole = study.run(tiny_inventory, tiny_territory, TODAY).sites.loc[list(tiny.SITES)]
    last = pyogrio.read_dataframe(chained(tiny_inventory, tiny_territory, NAMES, tmp_path)).set_index("site_id")
    stored = pyogrio.read_dataframe(written(whole, tmp_path / "etude.gpkg")).set_index("site_id")
    known = [*columns(), "emprise_origine", "surface_m2", "geometry"]
    pd.testing.assert_frame_equal(plain(last)[known], plain(stored)[known], check_dtype=False, check_exact=True)
    again = study.run(tmp_path / f"{len(NAMES) - 1}_{NAMES[-1]}.gpkg", tiny_territory, TODAY).sites
    pd.testing.assert_series_equal(again["score"].loc[list(tiny.SITES)], whole["score"])


@pytest.mark.parametrize("name", NAMES)
def test_measuring_twice_changes_nothing(name: str, tiny_inventory: Path, tiny_territory: Path, tmp_path: Path) -> None:
    first, second = (
        pyogrio.read_dataframe(chained(tiny_inventory, tiny_territory, [name] * times, tmp_path)) for times in (1, 2)
    )
    pd.testing.assert_frame_equal(plain(first), plain(second), check_exact=True)


def test_a_disc_stays_a_disc_and_a_point_a_point(tiny_territory: Path, tmp_path: Path) -> None:
    where = shapely.Point(tiny.X + 2000, tiny.Y + 1300)
    rows = tiny.layer([(where, {"site_id": "a", "unite_fonciere_surface": 10_000}), (where, {"site_id": "b"})])
    first = measure_inventory(rows, "access", territory=tiny_territory).sites
    second = measure_inventory(written(first, tmp_path / "a.gpkg"), "land", territory=tiny_territory).sites
    for sites in (first, second):
        assert sites["emprise_origine"].tolist() == ["disque", "point"]
        assert sites.geometry.iloc[1] == where
        assert sites.at["a", "surface_m2"] == 10_000
    assert second.geometry.geom_equals_exact(first.geometry, 1e-9).all()
    assert second["compacite"].isna().all(), "the shape of a disc is not that of the site"


def test_the_records_keep_their_columns_and_their_values(tiny_territory: Path, tmp_path: Path) -> None:
    path = tmp_path / "friches.csv"
    path.write_text(
        "Identifiant;Nom du site;SURFACE;Remarque;X;Y\n"
        "F-1;  Forge;12 500 m2;=1+1;881000;6271150\n;Tannerie;1,2 ha;NR;882000,5;6271300\n",
        encoding="cp1252",
    )
    found = measure_inventory(path, "land", territory=tiny_territory).sites
    assert found.index.tolist() == ["F-1", "sans_id_2"]
    own = ["Identifiant", "Nom du site", "SURFACE", "Remarque", "X", "Y"]
    assert list(found.columns[: len(own)]) == own
    assert found.loc["F-1", own].tolist() == ["F-1", "  Forge", "12 500 m2", "=1+1", "881000", "6271150"]
    assert found["surface_m2"].tolist() == [12_500, 12_000]
    again = measure_inventory(written(found, tmp_path / "f.gpkg"), "land", territory=tiny_territory).sites
    assert again.index.tolist() == found.index.tolist()
    assert again[own].to_numpy().tolist() == found[own].where(found[own].notna(), None).to_numpy().tolist()


def test_an_identifier_borne_twice_is_kept_beside_the_one_that_each_site_gets(tiny_territory: Path) -> None:
    at = shapely.Point(tiny.X + 1000, tiny.Y + 1100)
    rows = tiny.layer([(at, {"SITE_ID": "a"}), (at, {"SITE_ID": "a"}), (at, {"SITE_ID": None})])
    found = measure_inventory(rows, "land", territory=tiny_territory).sites
    assert found.index.tolist() == ["a", "a~2", "sans_id_3"]
    assert found["site_id_origine"].tolist() == ["a", "a", None]


def test_an_area_of_the_user_is_not_taken_for_ours(tiny_territory: Path, tmp_path: Path) -> None:
    rows = tiny.layer([(tiny.diamond(1000, 1150, 100), {"site_id": "a", "surface_m2": 5.0})])
    found = measure_inventory(rows, "land", territory=tiny_territory).sites
    assert (found.at["a", "surface_m2_origine"], found.at["a", "surface_m2"]) == (5.0, 20_000.0)
    again = measure_inventory(written(found, tmp_path / "a.gpkg"), "land", territory=tiny_territory).sites
    assert (again.at["a", "surface_m2_origine"], again.at["a", "surface_m2"]) == (5.0, 20_000.0)


def test_a_moment_keeps_its_hour(tiny_territory: Path, tmp_path: Path) -> None:
    said = {"site_id": "a", "vu_le": datetime(2026, 3, 1, 14, 30), "jour": datetime(2026, 3, 1)}
    found = measure_inventory(tiny.layer([(tiny.diamond(0, 0, 9), said)]), "land", territory=tiny_territory).sites
    row = pyogrio.read_dataframe(written(found, tmp_path / "a.gpkg")).iloc[0]
    assert (row["vu_le"], row["jour"]) == ("2026-03-01T14:30:00", "2026-03-01")


def test_a_layer_given_by_itself_wins_over_the_territory(
    tiny_inventory: Path, tiny_territory: Path, tmp_path: Path
) -> None:
    posts = tiny.territory()["poste_htb"].iloc[:1]
    posts = posts.set_geometry(posts.geometry.translate(0, -1000))
    pyogrio.write_dataframe(posts, tmp_path / "postes.gpkg", layer="p")
    own = {"poste_htb": Source("poste_htb", str(tmp_path / "postes.gpkg"), "p")}
    both = measure_inventory(tiny_inventory, "energy", territory=tiny_territory, sources=own).sites
    assert both.at["T-001", "htb_km"] == pytest.approx(2.0)
    alone = measure_inventory(tiny_inventory, "energy", sources=own).sites
    assert alone.at["T-001", "htb_km"] == pytest.approx(2.0)
    # Without communes nobody knows that T-006 lies outside.
    assert pd.isna(both.at["T-006", "htb_km"])
    assert alone.at["T-006", "htb_km"] > 10


def test_a_site_outside_or_nowhere_is_kept_counted_and_told(tiny_inventory: Path, tiny_territory: Path) -> None:
    report = Report()
    found = measure_inventory(tiny_inventory, "energy", territory=tiny_territory, report=report)
    assert len(found.sites) == 8
    assert found.measured_count == 6
    told = dict(report.warnings)["measure_findings"]
    assert (told["count"], told["errors"]) == (4, 1)


def test_a_layer_that_cannot_be_made_is_empty(tiny_inventory: Path, tiny_territory: Path) -> None:
    own = {"gare_fret": Source("gare_fret", str(tiny_territory), "gare_fret")}
    found = measure_inventory(tiny_inventory, "access", sources=own, layers=["itineraires"])
    assert found.layers["itineraires"].empty
    assert found.layers["itineraires"].crs == tiny.CRS


@pytest.mark.parametrize("name", [measure.name for measure in MEASURES if measure.roles])
def test_nothing_to_measure_by_is_refused(name: str, tiny_inventory: Path) -> None:
    with pytest.raises(GisementError) as caught:
        measure_inventory(tiny_inventory, name)
    assert caught.value.code == "measure_without_layers"
    assert caught.value.facts["roles"] == list(named_measure(name).roles)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"territory": "absent.gpkg"}, "file_not_found"),
        ({"profile": "absent"}, "profile_unknown"),
        ({"layer": "absente"}, "layer_missing"),
    ],
)
def test_what_is_not_there_is_refused(
    options: dict[str, Any], code: str, tiny_inventory: Path, tiny_territory: Path
) -> None:
    with pytest.raises(GisementError) as caught:
        measure_inventory(tiny_inventory, "energy", **{"territory": tiny_territory, **options})
    assert caught.value.code == code


def test_records_without_any_place_are_refused(tiny_territory: Path, tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("site_id;site_nom\na;Forge\nb;Tannerie\n", encoding="utf-8")
    with pytest.raises(GisementError) as caught:
        measure_inventory(tmp_path / "f.csv", "land", territory=tiny_territory)
    assert caught.value.code == "inventory_without_geometry"


def test_it_stops_when_the_user_asks(tiny_inventory: Path, tiny_territory: Path) -> None:
    class Impatient(Report):
        stop = False

        def show_step(self, code: str, facts: dict[str, Any]) -> None:
            self.stop = code == "measure"

        def cancelled(self) -> bool:
            return self.stop

    with pytest.raises(Cancelled):
        measure_inventory(tiny_inventory, "access", territory=tiny_territory, report=Impatient())


def test_progress_rises_to_the_end(tiny_inventory: Path, tiny_territory: Path) -> None:
    seen: list[float] = []

    class Noting(Report):
        def show_progress(self, fraction: float) -> None:
            seen.append(fraction)

    measure_inventory(tiny_inventory, "access", territory=tiny_territory, report=Noting())
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_no_measured_column_is_taken_for_a_field_of_the_inventory_or_for_a_person() -> None:
    """Else the output of a measure would be read otherwise than the inventory that it is made of."""
    added = [*columns(), "emprise_origine", "surface_m2", "surface_m2_origine", "site_id_origine"]
    assert [name for name in added if heading(name) is not None or personal_in(name) is not None] == []
