"""What a plant would change: land that it newly artificialises, land that it could give back, land that it spares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import GisementError
from ...resources import resource
from .cover import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

PARTS = ("bati_part", "impermeable_part", "vert_part")
ROUNDING = 1e-6
SQUARE_METRES = 10_000.0


@dataclass(frozen=True)
class Programme:
    """How a plant fills its land.

    :param hard: share (0 to 1) that is built or sealed; the rest is green.
    :param ratio: hectares of natural, farm and forest land (ENAF) that a hectare of plant would take elsewhere.
    """

    hard: float
    ratio: float


def programme_of(need: Mapping[str, Any]) -> Programme:
    """Give the programme that the profile asks for (`programme`, `artificialisation.enaf_ratio`), else the usual one.

    :raises GisementError: ``programme_invalid``.
    """
    figures = resource("measures/artificialisation")
    said = need.get("programme") or figures["programme"]
    parts: list[Any] = [said.get(part) if isinstance(said, dict) else None for part in PARTS]
    ratio = chosen(need).get("enaf_ratio", figures["enaf_ratio"]["value"])
    if not all(map(_is_share, parts)) or abs(sum(parts) - 1.0) > ROUNDING:
        raise GisementError("programme_invalid", value=str(said), names=", ".join(PARTS))
    if not _is_number(ratio) or ratio < 0.0:
        raise GisementError("programme_invalid", value=str(ratio), names="enaf_ratio")
    return Programme(float(parts[0]) + float(parts[1]), float(ratio))


def effects(
    area: npt.NDArray[np.float64],
    artificial: npt.NDArray[np.float64],
    natural: npt.NDArray[np.float64],
    complete: npt.NDArray[np.bool_],
    programme: Programme,
) -> dict[str, npt.NDArray[np.float64]]:
    """Give what the programme changes on each of n sites.

    With S the area of the site, A what is artificialised of it, and H = `hard` × S: the plant fills the whole site, its
    buildings and sealed ground lie on A first, and its green on what is not artificialised. So

    * newly artificialised: max(0, H − A);
    * can be given back to nature: max(0, A − H);
    * ENAF spared: max(0, `ratio` × S − (S − A)), in hectares: the same plant elsewhere, less all the land of this site
      that is not artificialised, for the consumption of ENAF counts the whole plot, its green too.

    To be on the safe side, what is not known to be artificialised counts as not: of a site that is known all but for
    `connu_min`. Of others, an effect is known where it is the same whatever the rest is.

    :param area: m² of the site.
    :param artificial: m² known to be artificialised.
    :param natural: m² known not to be.
    :param complete: whether that is known of nearly the whole site.
    """
    least, most = (_of(area, artificialised, programme) for artificialised in (artificial, area - natural))
    return {key: np.where(complete | (least[key] == most[key]), least[key], np.nan) for key in least}


def _of(
    area: npt.NDArray[np.float64], artificial: npt.NDArray[np.float64], programme: Programme
) -> dict[str, npt.NDArray[np.float64]]:
    hard = programme.hard * area
    spared = programme.ratio * area - (area - artificial)
    return {
        "nouvelle_artif_m2": np.maximum(hard - artificial, 0.0),
        "desartif_possible_m2": np.maximum(artificial - hard, 0.0),
        "enaf_evite_ha": np.maximum(spared, 0.0) / SQUARE_METRES,
    }


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and bool(np.isfinite(value))


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0.0 <= value <= 1.0
