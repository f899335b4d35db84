"""Why the class of readiness of a site is another than before: the procedures that moved, else what the class says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...resources import resource
from ...vector import layer_names, read_layer

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

#: table of a study, and the column of its sites that says what makes the class
TABLE, REASONS = "procedures", "classe_motifs"
SEPARATOR = " ; "


def read_steps(path: str | Path) -> pd.DataFrame | None:
    """Read the procedures of a study, one row per site and step; None where the file is no study."""
    if not str(path).lower().endswith(".gpkg") or TABLE not in layer_names(path):
        return None
    return read_layer(path, TABLE, read_geometry=False)


def why(
    pairs: pd.DataFrame,
    before: pd.DataFrame,
    after: pd.DataFrame,
    steps: tuple[pd.DataFrame | None, pd.DataFrame | None],
    language: str,
) -> list[str | None]:
    """Say for each pair of sites why the class changed.

    :param pairs: columns ``site_id_avant``, ``site_id``.
    :param before: the sites of before; `after`: those of after.
    :param steps: the procedures of before and after, see :func:`read_steps`.
    """
    told: list[str | None]
    if steps[0] is not None and steps[1] is not None:
        told = _moved(pairs, steps[0], steps[1], language)
    else:
        told = [None] * len(pairs)
    said = resource("merging/comparaison")["pourquoi"]
    reasons = []
    for found, old, new in zip(told, pairs["site_id_avant"], pairs["site_id"]):
        was, is_ = (_text(sites, name) for sites, name in ((before, old), (after, new)))
        if found is None and was is not None and is_ is not None and was != is_:
            found = said["motifs"][language].format(avant=was, apres=is_)
        reasons.append(found)
    return reasons


def _text(sites: pd.DataFrame, name: str) -> str | None:
    if REASONS not in sites:
        return None
    value = sites.at[name, REASONS]
    return value if isinstance(value, str) else None


def _moved(pairs: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, language: str) -> list[str | None]:
    """Name the steps whose status is another than before."""
    said = resource("merging/comparaison")["pourquoi"]
    was = before.set_index(["site_id", "etape"])["statut"]
    is_ = after.set_index(["site_id", "etape"])[["statut", "libelle"]]
    told: list[str | None] = []
    for old, new in zip(pairs["site_id_avant"], pairs["site_id"]):
        if old not in was.index.get_level_values(0) or new not in is_.index.get_level_values(0):
            told.append(None)
            continue
        now, then = is_.loc[new], was.loc[old]
        moved = [
            said["etape"][language].format(etape=row.libelle, avant=then.get(row.Index, "–"), apres=row.statut)
            for row in now.itertuples()
            if then.get(row.Index, "–") != row.statut
        ]
        told.append(SEPARATOR.join(moved) or None)
    return told
