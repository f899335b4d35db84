"""Tells in a sentence which rule of rubric 39 holds for a site, what could still change it, and its paradox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ...resources import resource
from .wording import number

if TYPE_CHECKING:
    import numpy.typing as npt

UNKNOWN = "zonage inconnu"
#: documents: rules of a municipal map speak of its sectors, all others of the zones of a plan
PLAN, MAP, NO_PLAN = "PLU", "CC", "RNU"
RULES = {"oui": ("zone_u",), "non": ("hors_zone_u",), None: ("hors_zone_u", "zone_u")}
HECTARE = 10_000.0


def reasons(
    urban: npt.NDArray[np.object_],
    plot: npt.NDArray[np.float64],
    least: npt.NDArray[np.int64],
    most: npt.NDArray[np.int64],
    told: dict[str, Any],
    astride: npt.NDArray[np.bool_],
) -> npt.NDArray[np.object_]:
    """Give the reason for the regime of each of n sites.

    :param urban: see :func:`.rubric.regimes`; so are the others.
    :param told: the columns of the zoning.
    :param astride: see :func:`.rubric.straddling`.
    """
    zone = pd.Series([word if word in ("oui", "non") else None for word in urban], dtype=object)
    area = pd.Series(plot).map(
        lambda value: "surface inconnue" if np.isnan(value) else f"terrain de {_hectares(value)}"
    )
    document = pd.Series(told["zone_document"], dtype=object)
    kind = pd.Series(np.where(document == MAP, MAP, PLAN), dtype=object)
    words = area + ", " + zone.combine(kind, _place)
    label = pd.Series(told["zones"], dtype=object)
    label = label.where(label.notna(), pd.Series(told["zone_libelle"], dtype=object))
    labelled = label.notna() & zone.notna()
    words = words.where(~labelled, words + " (" + label.fillna("").astype(str) + ")")
    words = words + " : " + zone.combine(kind, _rules)
    open_ = pd.Series(least < most)
    words = words.where(~open_, words + " ; à savoir : " + zone.combine(document, _open))
    words = words.where(~pd.Series(astride), words + _said()["a_cheval_dit"])
    paradox = (zone == "non") & pd.Series(told["zone_dominante"]).isin(_said()["paradoxe"])
    return words.where(~paradox, words + kind.map(_said()["paradoxe_dit"])).to_numpy(dtype=object)


def _said() -> dict[str, Any]:
    return resource("measures/planning")["rubrique_39"]


def _hectares(square_metres: float) -> str:
    return f"{number(square_metres / HECTARE, 2)} ha"


def _place(zone: str | None, kind: str) -> str:
    return UNKNOWN if zone is None else str(_said()["lieux"][kind][zone])


def _rules(zone: str | None, kind: str) -> str:
    """Write the rules of a zone: from which plot and footprint on each regime holds."""
    parts = []
    for key in RULES[zone]:
        each = [f"{rule['regime']} dès {thresholds(rule)}" for rule in _said()[key]]
        where = f"{_place('oui' if key == 'zone_u' else 'non', kind)}, " if zone is None else ""
        parts.append(where + ", ".join(each))
    return " ; ".join(parts)


def thresholds(rule: dict[str, Any]) -> str:
    """Write from which plot or footprint on a rule holds."""
    footprint = f"{number(rule['emprise_m2'])} m² d'emprise au sol"
    if rule["terrain_m2"] is None:
        return footprint
    return f"{number(rule['terrain_m2'] / HECTARE)} ha de terrain ou {footprint}"


def _open(zone: str | None, document: str | None) -> str:
    if zone is not None:
        return str(_said()["a_savoir"]["emprise"])
    return str(_said()["a_savoir"][NO_PLAN if document == NO_PLAN else "zonage"])
