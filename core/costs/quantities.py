"""The quantities that costs are of: square metres built, polluted, to be de-sealed, and what had to be assumed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..resources import resource
from ..sites.fields import known, number

if TYPE_CHECKING:
    import numpy.typing as npt

FILE = "costs/friches_2026"


@dataclass
class Quantities:
    """For n sites: (3, n) quantities at the least, likely, at the most; NaN where the area of the site is unknown.

    :param notes: per site, what was assumed, by line.
    """

    area: npt.NDArray[np.float64]
    demolished: npt.NDArray[np.float64]
    asbestos: npt.NDArray[np.float64]
    treated: npt.NDArray[np.float64]
    greened: npt.NDArray[np.float64]
    serviced: npt.NDArray[np.bool_]
    notes: dict[str, npt.NDArray[np.object_]] = field(default_factory=dict)


def quantities(sites: pd.DataFrame, language: str) -> Quantities:
    """Work the quantities out of the measures and the inventory.

    Whether there is anything to demolish or clean up is yes, no or unknown: unknown counts nothing at the least, all
    that is likely, all at the most.
    """
    said = resource(FILE)
    area = _numbers(sites, "surface_m2")
    built, built_note = _built(sites, area, said, language)
    demolish = _needed(sites, "bati_a_demolir")
    demolished = built * demolish
    year = _numbers(sites, "local_ancien_annee")
    limit = said["bati"]["amiante_jusqu_en"]["value"]
    recent = year > limit
    words = said["mots"]
    asked = known(_column(sites, "bati_a_demolir")).isna().to_numpy()
    some = demolished[2] > 0
    polluted, pollution_note = _polluted(sites, area, said, language)
    clean = _needed(sites, "pollution_a_traiter")
    unknown = known(_column(sites, "pollution_a_traiter")).isna().to_numpy()
    treated = polluted * np.array(said["pollution"]["part_traitee"]["values"])[:, None] * clean
    greened = _numbers(sites, "desartif_possible_m2")
    notes = {
        "demolition": _joined(built_note, np.where(asked & some, words["demolition_inconnue"][language], None)),
        "amiante": np.where(
            recent,
            words["amiante_absent"][language].format(annee=limit),
            np.where(some, words["amiante_possible"][language].format(annee=limit), None),
        ),
        "depollution": _joined(
            np.where(treated[2] > 0, pollution_note, None),
            np.where(unknown, words["depollution_inconnue"][language], None),
        ),
        "desimpermeabilisation": np.where(np.isnan(greened), words["vert_inconnu"][language], None),
        "travaux": np.where(_column(sites, "viabilise") == "oui", words["viabilise"][language], None),
    }
    return Quantities(
        area=area,
        demolished=demolished,
        asbestos=np.where(recent, 0.0, demolished),
        treated=treated,
        greened=np.nan_to_num(greened) + area * 0.0,
        serviced=(_column(sites, "viabilise") == "oui").to_numpy(dtype=bool),
        notes=notes,
    )


def _built(
    sites: pd.DataFrame, area: npt.NDArray[np.float64], said: dict[str, Any], language: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Give the built footprint (3, n): measured, else as the inventory says, else a share of the site."""
    told = _numbers(sites, "bati_emprise_m2")
    told = np.where(np.isnan(told), _numbers(sites, "bati_surface"), told)
    told = np.where(_numbers(sites, "bati_nombre") == 0, 0.0, told)
    shares = np.array(said["bati"]["emprise_inconnue_part"]["values"])
    guessed = shares[:, None] * area
    note = said["mots"]["emprise_inconnue"][language].format(min=100 * shares[0], max=100 * shares[2])
    return np.where(np.isnan(told), guessed, told + area * 0.0), np.where(np.isnan(told), note, None)


def _polluted(
    sites: pd.DataFrame, area: npt.NDArray[np.float64], said: dict[str, Any], language: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Give the polluted area (3, n) by the past activity."""
    shares = said["pollution"]["part_polluee"]
    kind = known(_column(sites, "site_type").astype(object))
    share = kind.map(shares).to_numpy(dtype=float)
    three = np.array(said["pollution"]["part_polluee_inconnue"]["values"])
    polluted = np.where(np.isnan(share), three[:, None], share) * area
    words = said["mots"]
    vague = words["activite_inconnue"][language].format(min=100 * three[0], max=100 * three[2])
    notes = [
        vague if np.isnan(part) else words["activite"][language].format(part=100 * part, type=name)
        for part, name in zip(share, kind)
    ]
    return polluted, np.array(notes, dtype=object)


def _needed(sites: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Give (3, n) whether something counts at the least, likely, at the most."""
    told = _column(sites, column)
    sure, never = (told == "oui").to_numpy(), (told == "non").to_numpy()
    return np.stack([sure, ~never, ~never]).astype(float)


def _column(sites: pd.DataFrame, name: str) -> pd.Series:
    return sites[name] if name in sites else pd.Series(None, index=sites.index, dtype=object)


def _numbers(sites: pd.DataFrame, name: str) -> npt.NDArray[np.float64]:
    return number(_column(sites, name)).to_numpy(dtype=float)


def _joined(*notes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Put several notes of each site one after the other."""
    return np.array([" ; ".join(note for note in each if note) or None for each in zip(*notes)], dtype=object)
