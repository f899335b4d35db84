"""What sites cost to bring back into use: lines worked out by hand, and what was assumed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisement.core.costs import COLUMNS, cost_range
from gisement.core.resources import resource

FACTORY = {
    "surface_m2": 20_000.0, "bati_emprise_m2": 5_000.0, "bati_a_demolir": "oui", "local_ancien_annee": 1962,
    "pollution_a_traiter": "oui", "site_type": "friche industrielle", "desartif_possible_m2": 1_000.0,
    "viabilise": "non",
}  # fmt: skip


def costs(**changes: object):
    return cost_range(pd.DataFrame([{**FACTORY, **changes}], index=pd.Index(["s"], name="site_id")))


def line(found, name: str) -> list[float]:
    row = found.lines[found.lines["ligne"] == name].iloc[0]
    return row[["cout_min", "cout_probable", "cout_max"]].tolist()


def test_factory_by_hand() -> None:
    found = costs()
    assert line(found, "demolition") == [250_000, 375_000, 750_000]
    assert line(found, "amiante") == [0, 375_000, 750_000]
    # half of 2 ha polluted, of which 10, 25, 50 % are treated: 1 000, 2 500, 5 000 m² at 30, 66, 200 €
    assert line(found, "depollution") == [30_000, 165_000, 1_000_000]
    assert line(found, "desimpermeabilisation") == [10_000, 10_000, 10_000]
    assert line(found, "sols_vivants") == [0, 45_000, 45_000]
    assert line(found, "etudes") == [120_000] * 3
    assert line(found, "travaux") == [1_080_000] * 3
    site = found.sites.loc["s"]
    assert site[["cout_min", "cout_probable", "cout_max"]].tolist() == [1_490_000, 2_170_000, 3_755_000]
    assert site["cout_probable_ha"] == 1_085_000
    assert site["cout_hypotheses"] == (
        "amiante possible : bâti d'avant 1997 ou sans date ; 50 % du site pollué (friche industrielle)"
    )


@pytest.mark.parametrize(("year", "asbestos"), [(1997, 375_000), (1998, 0), (None, 375_000)])
def test_asbestos_is_in_what_was_built_until_1997(year: int | None, asbestos: float) -> None:
    assert line(costs(local_ancien_annee=year), "amiante")[1] == asbestos


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        ("friche industrielle", 0.5),
        ("friche portuaire", 0.15),
        ("friche ferroviaire", 0.1),
        ("friche militaire", 0.05),
        ("friche commerciale", 0.15),
        (None, 0.15),
        ("inconnu", 0.15),
    ],
)
def test_polluted_share_is_that_of_the_past_activity(kind: str | None, share: float) -> None:
    assert line(costs(site_type=kind), "depollution")[1] == pytest.approx(20_000 * share * 0.25 * 66)


def test_every_kind_of_brownfield_has_a_share_or_the_wide_one() -> None:
    kinds = next(field for field in resource("fields/cnig_friches")["fields"] if field["name"] == "site_type")["values"]
    assert set(resource("costs/friches_2026")["pollution"]["part_polluee"]) < set(kinds)


def test_unknown_footprint_opens_the_range() -> None:
    found = costs(bati_emprise_m2=None)
    assert line(found, "demolition") == [0, 4_000 * 75, 12_000 * 150]
    assert "emprise bâtie inconnue : 0 à 60 % du site" in found.sites["cout_hypotheses"].iloc[0]
    assert line(costs(bati_emprise_m2=None, bati_surface=3_000), "demolition")[0] == 150_000
    assert line(costs(bati_emprise_m2=None, bati_nombre=0), "demolition") == [0, 0, 0]


def test_what_nobody_decided_costs_nothing_at_the_least() -> None:
    assert line(costs(bati_a_demolir=None), "demolition") == [0, 375_000, 750_000]
    assert line(costs(pollution_a_traiter=None), "depollution") == [0, 165_000, 1_000_000]
    assert line(costs(bati_a_demolir="non"), "amiante") == [0, 0, 0]
    assert line(costs(pollution_a_traiter="non"), "depollution") == [0, 0, 0]


def test_serviced_site_may_need_no_works() -> None:
    assert line(costs(viabilise="oui"), "travaux") == [0, 1_080_000, 1_080_000]


def test_site_without_area_has_no_cost() -> None:
    found = costs(surface_m2=None)
    assert found.sites[list(COLUMNS)].iloc[0].isna().all()


def test_sites_of_which_nothing_but_the_area_is_known_have_a_range() -> None:
    found = cost_range(pd.DataFrame({"surface_m2": [10_000.0]}, index=["s"])).sites.iloc[0]
    assert found["cout_min"] == 600_000
    assert found["cout_probable"] == pytest.approx(600_000 + 2_000 * 150 + 10_000 * 0.15 * 0.25 * 66)
    assert found["cout_max"] == pytest.approx(600_000 + 6_000 * 300 + 10_000 * 0.5 * 0.5 * 200)


@given(
    st.floats(0, 1e6), st.floats(0, 1e5), st.sampled_from(["oui", "non", None]), st.sampled_from(["oui", "non", None])
)
def test_least_likely_and_most_rise_and_lines_add_up(area: float, built: float, demolish, clean) -> None:
    found = costs(surface_m2=area, bati_emprise_m2=built, bati_a_demolir=demolish, pollution_a_traiter=clean)
    three = found.sites[["cout_min", "cout_probable", "cout_max"]].iloc[0].to_numpy(dtype=float)
    assert (np.diff(three) >= -1e-6).all()
    assert found.lines[["cout_min", "cout_probable", "cout_max"]].sum().to_numpy() == pytest.approx(three)


def test_order_of_sites_changes_nothing() -> None:
    rows = pd.DataFrame([FACTORY, {**FACTORY, "surface_m2": 5_000.0}], index=pd.Index(["a", "b"], name="site_id"))
    one, other = cost_range(rows), cost_range(rows.iloc[::-1])
    assert one.sites.equals(other.sites.loc[["a", "b"]])
    assert one.lines["site_id"].tolist() == ["a"] * 7 + ["b"] * 7
