"""Where working-age people live around the sites: squares of a grid, or communes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ...communes import commune_codes, rows_of
from ...resources import resource
from ..around import AT_ONCE
from .held import MEASURE
from .where import summed

if TYPE_CHECKING:
    import pandas as pd

    from .where import Where

ROLE, FIELDS = "population", ("actifs",)
#: side in metres of the pieces in which a large grid is read
PIECE = 50_000.0


@dataclass(frozen=True)
class Homes:
    """Where people live: a point, and how many of working age; NaN where nobody says."""

    places: npt.NDArray[np.object_]
    people: npt.NDArray[np.float64]


def homes_around(where: Where) -> Homes | None:
    """Read the people as far around the sites as anybody could come from; None, and a warning, where no age is told."""
    west, south, east, north = shapely.total_bounds(where.shapes)
    if np.isnan(west):
        return None
    figures = resource("measures/basin")["actifs"]
    reach = 1_000.0 * figures["lecture_kmh"]["value"] * figures["minutes"]["value"] / 60.0
    around = (west - reach, south - reach, east + reach, north + reach)
    return _of_grid(where, around) if where.territory.has_places(ROLE) else _of_communes(where)


def _without_ages(where: Where, people: npt.NDArray[np.float64]) -> bool:
    """Tell whether no row says how many are of working age, and warn of that."""
    without = len(people) > 0 and bool(np.isnan(people).all())
    if without:
        where.report.warn("people_without_ages", role=ROLE)
    return without


def _of_grid(where: Where, around: tuple[float, float, float, float]) -> Homes | None:
    """Read the middle of each square, piece after piece where there are many; a square counts where its middle lies."""
    places, people, lines = [np.empty(0, dtype=object)], [np.empty(0)], 0
    for west, south, east, north in _pieces(around, where.territory.count(ROLE) <= AT_ONCE):
        where.report.check()
        rows = where.territory.read(ROLE, (west, south, east, north), FIELDS)
        if rows is None:
            return None
        lines += int((shapely.get_dimensions(rows.geometry.to_numpy()) == 1).sum())
        middle = shapely.centroid(rows.geometry.to_numpy())
        x, y = shapely.get_x(middle), shapely.get_y(middle)
        own = (x >= west) & (x < east) & (y >= south) & (y < north)
        places.append(middle[own])
        people.append(rows["actifs"].to_numpy(dtype=float)[own])
    if lines:
        where.report.warn("layer_of_no_areas", role=ROLE, count=lines, measure=MEASURE)
        return None
    if _without_ages(where, np.concatenate(people)):
        return None
    return Homes(np.concatenate(places), np.concatenate(people))


def _pieces(around: tuple[float, float, float, float], at_once: bool) -> list[tuple[float, float, float, float]]:
    west, south, east, north = around
    if at_once:
        return [around]
    xs, ys = np.arange(west, east, PIECE), np.arange(south, north, PIECE)
    return [(x, y, min(x + PIECE, east), min(y + PIECE, north)) for x in xs for y in ys]


def _of_communes(where: Where) -> Homes | None:
    """Put the people of each commune at a point of its land; those of merged communes together, of one year."""
    rows = where.territory.table(ROLE, ["commune", "annee", "actifs"])
    communes = where.territory.read("commune", fields=["code_insee"])
    if communes is None or rows is None or _without_ages(where, rows["actifs"].to_numpy(dtype=float)):
        return None
    codes, lost = commune_codes(rows["commune"])
    if lost:
        where.report.warn("codes_without_zero", role=ROLE, count=lost)
    rows = rows.assign(commune=codes, annee=rows["annee"].fillna(-1.0))
    rows = rows.sort_values("annee").drop_duplicates(["commune", "annee"], keep="last").reset_index(drop=True)
    own, _ = commune_codes(communes["code_insee"])
    # A commune drawn in several pieces has its people in the largest.
    largest = communes.assign(own=own, area=communes.area).sort_values("area").drop_duplicates("own", keep="last")
    largest = largest[largest["own"].notna()]
    found = rows_of(set(largest["own"]), rows["commune"], where.movements, where.known)
    if found.lacking:
        where.report.warn("communes_not_joined", role=ROLE, count=len(found.lacking), codes=found.lacking[:5])
    pairs = _of_one_year(found.pairs[~found.pairs["later"]], rows["annee"].to_numpy(dtype=float))
    people = summed(rows["actifs"].iloc[pairs["row"].to_numpy(dtype=np.int64)], pairs["commune"])
    places = shapely.point_on_surface(largest.geometry.to_numpy())
    return Homes(places, largest["own"].map(people).to_numpy(dtype=float))


def _of_one_year(pairs: pd.DataFrame, years: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Keep of each commune the rows of one year: the latest of its own code, else the latest that has most parts."""
    pairs = pairs.assign(year=years[pairs["row"].to_numpy(dtype=np.int64)])
    each = pairs.groupby(["commune", "year"], as_index=False).agg(own=("own", "any"), parts=("row", "size"))
    each = each.assign(parts=each["parts"].where(~each["own"], 0)).sort_values(["own", "parts", "year"])
    chosen = each.drop_duplicates("commune", keep="last")[["commune", "year"]]
    return pairs.merge(chosen, on=["commune", "year"])
