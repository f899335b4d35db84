"""The range of costs of each site, by line: at the least, likely, at the most, in euros, without taxes and land."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..resources import resource
from .quantities import FILE, Quantities, quantities

#: columns of a site
COLUMNS = ("cout_min", "cout_probable", "cout_max", "cout_probable_ha", "cout_hypotheses")
HECTARE = 10_000.0
SEPARATOR = " ; "


@dataclass
class Costs:
    """`sites`: :data:`COLUMNS` by ``site_id``; `lines`: a row per site and line, ``couts``."""

    sites: pd.DataFrame
    lines: pd.DataFrame


def cost_range(sites: pd.DataFrame, language: str = "fr") -> Costs:
    """Reckon what each site costs to bring back into use (`resources/costs/friches_2026.json`).

    Line = quantity × unit cost, the least with the least and the most with the most. Unknown where the area is.

    :param sites: measured sites: ``surface_m2``, and what is known of ``bati_*``, ``pollution_a_traiter``,
        ``site_type``, ``desartif_possible_m2``, ``viabilise``.
    """
    measured = quantities(sites, language)
    lines = _lines(measured)
    total = np.sum(list(lines.values()), axis=0)
    names = resource(FILE)["lignes"]
    notes = {name: measured.notes.get(name, np.full(len(sites), None, dtype=object)) for name in lines}
    said = [SEPARATOR.join(dict.fromkeys(note for note in row if note)) or None for row in zip(*notes.values())]
    per_hectare = np.divide(total[1], measured.area / HECTARE, out=np.full(len(sites), np.nan), where=measured.area > 0)
    columns = {
        "cout_min": total[0],
        "cout_probable": total[1],
        "cout_max": total[2],
        "cout_probable_ha": per_hectare,
        "cout_hypotheses": np.where(np.isnan(total[1]), None, np.array(said, dtype=object)),
    }
    table = pd.concat(
        [
            pd.DataFrame(
                {
                    "site_id": sites.index,
                    "ligne": name,
                    "libelle": names[name][language],
                    "cout_min": values[0],
                    "cout_probable": values[1],
                    "cout_max": values[2],
                    "hypothese": notes[name],
                }
            )
            for name, values in lines.items()
        ],
        ignore_index=True,
    )
    order = pd.Series(range(len(sites)), index=sites.index)
    table = table.iloc[np.argsort(order[table["site_id"]].to_numpy(), kind="stable")].reset_index(drop=True)
    return Costs(pd.DataFrame(columns, index=sites.index), table)


def _lines(measured: Quantities) -> dict[str, npt.NDArray[np.float64]]:
    """Give each line (3, n) in euros."""
    said = resource(FILE)

    def unit(group: str, name: str) -> npt.NDArray[np.float64]:
        return np.array(said[group][name]["values"], dtype=float)[:, None]

    works = np.where(measured.serviced, unit("amenagement", "travaux_viabilise"), unit("amenagement", "travaux"))
    return {
        "demolition": measured.demolished * unit("bati", "demolition"),
        "amiante": measured.asbestos * unit("bati", "amiante"),
        "depollution": measured.treated * unit("pollution", "depollution"),
        "desimpermeabilisation": measured.greened * unit("sols", "desimpermeabilisation"),
        "sols_vivants": measured.greened * unit("sols", "sols_vivants"),
        "etudes": measured.area * unit("amenagement", "etudes"),
        "travaux": measured.area * works,
    }
