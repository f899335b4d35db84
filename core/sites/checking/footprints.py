"""The rules on the shapes themselves: where they lie, how large they are, how they lie to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ..fields import number
from ..footprint import declared_area
from ..locating.origin import COMMUNE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .case import Case

FIELD = "geometrie"
#: shapes looked at between two questions whether to stop
SHAPES_AT_ONCE = 5_000
#: points nearer to one another than this, in metres, are one
SAME_POINT_M = 0.01
#: sites named in a finding; of more, only the count is said
NAMED = 5


def check_footprints(case: Case) -> None:
    """Find shapes outside France, odd areas, shared points and overlaps."""
    shapes = case.sites.geometry.to_numpy()
    check_france(case)
    check_areas(case)
    own = (case.texts("emprise_origine") != COMMUNE).to_numpy()
    check_points(case, own & (shapely.get_type_id(shapes) == shapely.GeometryType.POINT))
    check_overlaps(case, np.flatnonzero(own & (shapely.get_dimensions(shapes) == 2)))


def check_france(case: Case) -> None:
    """Find the shapes of which no part is in the boxes of metropolitan France and the overseas départements."""
    there = case.sites.geometry[~(case.sites.geometry.isna() | case.sites.geometry.is_empty)]
    bounds = there.to_crs("EPSG:4326").bounds
    inside = pd.Series(False, index=there.index)
    for place in resource("catalogue/projections")["projections"]:
        (west, east), (south, north) = place["longitude"], place["latitude"]
        inside |= (
            (bounds["minx"] <= east) & (bounds["maxx"] >= west) & (bounds["miny"] <= north) & (bounds["maxy"] >= south)
        )
    out = bounds[~inside]
    told = [f"{lon:.4f}, {lat:.4f}" for lon, lat in zip(out["minx"], out["miny"])]
    case.note("hors_de_france", out.index, FIELD, told)


def check_areas(case: Case) -> None:
    """Find areas that differ from those declared, and areas that hardly any site has."""
    limits = resource("checking/seuils")["surface"]
    shapes = case.sites.geometry.to_numpy()
    measured = np.where(shapely.get_dimensions(shapes) == 2, shapely.area(shapes), np.nan)
    measured[(case.texts("emprise_origine") == COMMUNE).to_numpy()] = np.nan
    name = "unite_fonciere_surface"
    said = number(case.texts(name)).to_numpy()
    none = said <= 0
    case.note("surface_nulle", case.sites.index[none], name, [f"{value:.0f} m²" for value in said[none]])
    gap = np.abs(measured - said)
    differs = (said > 0) & (gap > limits["ecart"] * said) & (gap > limits["m2"])
    told = [f"{a:.0f} m² / {b:.0f} m² ({b / a - 1:+.0%})" for a, b in zip(said[differs], measured[differs])]
    case.note("surface_differente", case.sites.index[differs], name, told)
    area = np.where(np.isnan(measured), declared_area(case.sites), measured)
    for code, odd in (
        ("surface_minuscule", area < limits["minuscule_m2"]),
        ("surface_immense", area > limits["immense_m2"]),
    ):
        where = np.where(np.isnan(measured[odd]), name, FIELD)
        for field in (name, FIELD):
            at = np.flatnonzero(odd)[where == field]
            case.note(code, case.sites.index[at], field, [f"{value:.0f} m²" for value in area[at]])


def check_points(case: Case, points: np.ndarray) -> None:
    """Find points that several sites share.

    :param points: whether each site is a point of its own.
    """
    shapes = case.sites.geometry[points]
    place = pd.DataFrame({"x": shapes.x, "y": shapes.y}).div(SAME_POINT_M).round()
    place = place[place.duplicated(keep=False)]
    if place.empty:
        return
    group = place.groupby(["x", "y"]).ngroup()
    ids = pd.Series(place.index, index=place.index)
    told = ids.groupby(group).agg(_together)
    case.note("point_partage", place.index, FIELD, group.map(told))


def _together(ids: pd.Series) -> str:
    named = ", ".join(ids.iloc[:NAMED])
    return f"{named}, … ({len(ids)})" if len(ids) > NAMED else named


def check_overlaps(case: Case, surfaces: np.ndarray) -> None:
    """Find overlaps of footprints, told at both sites with the area and its share of the smaller one.

    :param surfaces: positions of the sites that have a surface.
    """
    limits = resource("checking/seuils")["recouvrement"]
    shapes = case.sites.geometry.to_numpy()[surfaces]
    ids = case.sites.index.to_numpy()[surfaces]
    area = shapely.area(shapes)
    for one, other in _touching(case, shapes):
        common = common_area(shapes[one], shapes[other])
        share = common / np.minimum(area[one], area[other])
        strong = (common > limits["m2"]) & (share > limits["part_forte"])
        slight = (common > limits["m2"]) & ~strong
        for code, which in (("recouvrement_fort", strong), ("recouvrement_leger", slight)):
            for here, there in ((one, other), (other, one)):
                told = [
                    f"{site}, {m2:.0f} m² ({part:.0%})"
                    for site, m2, part in zip(ids[there[which]], common[which], share[which])
                ]
                case.note(code, ids[here[which]], FIELD, told)


def common_area(shapes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Give the area in m² that each shape has in common with the other of its pair."""
    with np.errstate(invalid="ignore"):  # some versions of GEOS warn of shapes that only touch
        return shapely.area(shapely.intersection(shapes, others))


def _touching(case: Case, shapes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give the pairs of shapes that touch, each once, a part at a time."""
    tree = shapely.STRtree(shapes)
    for first in range(0, len(shapes), SHAPES_AT_ONCE):
        case.report.check()
        found: Any = tree.query(shapes[first : first + SHAPES_AT_ONCE], predicate="intersects")
        one, other = found[0] + first, found[1]
        yield one[one < other], other[one < other]
