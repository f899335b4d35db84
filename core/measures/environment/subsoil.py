"""What the ground under a site may do: clay that shrinks and swells, underground cavities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from .answers import class_told, figures, nobody, worst
from .nearest import around, count_within, metres_told

if TYPE_CHECKING:
    import numpy.typing as npt

    from .reading import Ground, Told

CLAY, CAVITY = "argile", "cavite"


def subsoil(ground: Ground) -> Told:
    """Measure the worst exposure to clay, the cavities around, and the class that follows from both."""
    least, most, known = _clay(ground)
    told: Told = {"argile": class_told(figures()["sol"]["argile_ordre"], least, most, known)}
    told |= _cavities(ground)
    return told | {"sol_geotechnique": _class(least, most, known, told["cavite_m"], ground)}


def _clay(ground: Ground) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Number the exposure of each site at the least and at the most, and tell where anything is known."""
    found, order = ground.found(CLAY), figures()["sol"]["argile_ordre"]
    if found is None:
        ground.absent(CLAY)
        nothing = np.zeros(ground.count, dtype=np.int64)
        return nothing, nothing + len(order) - 1, ~np.isnan(ground.area)
    level = found.fields["niveau"]
    shares = {name: found.share(level == name, ground.report) for name in order[1:]}
    doubt = found.doubt + found.share(level.isna(), ground.report)
    least = worst(order, shares)
    most = np.maximum(least, worst(order, {order[-1]: shares[order[-1]] + doubt}))
    return least, most, ~np.isnan(doubt)


def _cavities(ground: Ground) -> Told:
    said = figures()["sol"]
    reach = float(said["cavites_m"]["value"])
    read = around(ground, CAVITY, ("nom", "place"), reach, lambda rows: ~rows["place"].isin(said["cavite_ignoree"]))
    if read is None:
        ground.absent(CAVITY)
        nothing = np.full(ground.count, np.nan)
        return {"cavites_500m": nothing, "cavite_m": nothing.copy(), "cavite_nom": nobody(ground.count)}
    rows, found = read
    _tell_unplaced(ground)
    beyond = ground.unsearched(CAVITY, shapely.buffer(ground.places, reach)) > 0
    counts = count_within(ground.places, rows.geometry.to_numpy(), reach)
    metres = metres_told(ground, CAVITY, found)
    names = found.named(rows["nom"].fillna("cavité sans nom"))
    names[np.isnan(metres)] = None
    return {"cavites_500m": np.where(beyond, np.nan, counts), "cavite_m": metres, "cavite_nom": names}


def _tell_unplaced(ground: Ground) -> None:
    """Say how many cavities the layer places no better than by their commune."""
    places = ground.territory.values(CAVITY, "place")
    count = 0 if places is None else int(places.isin(figures()["sol"]["cavite_ignoree"]).sum())
    if count:
        ground.report.warn("cavities_unplaced", count=count)


def _class(
    least: npt.NDArray[np.int64],
    most: npt.NDArray[np.int64],
    known: npt.NDArray[np.bool_],
    metres: npt.NDArray[np.float64],
    ground: Ground,
) -> npt.NDArray[np.object_]:
    """Give the worse of what clay and cavities make of a site."""
    said = figures()["sol"]
    order = said["ordre"]
    by_clay = np.array([order.index(said["argile"][name]) for name in said["argile_ordre"]])
    with np.errstate(invalid="ignore"):
        near = np.select(
            [metres <= said["cavite_fort_m"]["value"], metres <= said["cavite_moyen_m"]["value"]], [2, 1], 0
        )
    far = np.where(np.isnan(metres), len(order) - 1, near)
    return class_told(order, np.maximum(by_clay[least], near), np.maximum(by_clay[most], far), known)
