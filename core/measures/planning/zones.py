"""The zones of plans and the sectors of municipal maps on each site, each with its vocation, type and document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...resources import resource
from ...territory.words import unspoilt
from .covers import Cover, cover
from .vocations import FIELDS, kinds, vocations
from .wording import each

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory

ZONES, SECTORS = "zone_urba", "secteur_cc"
READ = {ZONES: (*FIELDS, "partition"), SECTORS: ("libelle", "typezone", "destdomi")}
#: what a piece of a zone tells beside its place
TOLD = ["libelle", "vocation", "type", "document"]


def zones_of(shapes: npt.NDArray[np.object_], territory: Territory, report: Report) -> Cover | None:
    """Give the zones of both layers on the sites, as one cover; None where neither layer is there."""
    found = {role: cover(shapes, territory, role, fields, report) for role, fields in READ.items()}
    covers = [_described(known, role, territory) for role, known in found.items() if known is not None]
    if not covers:
        return None
    pieces = pd.concat([one.pieces for one in covers], ignore_index=True)
    return replace(covers[0], pieces=pieces, searched=np.maximum.reduce([one.searched for one in covers]))


def _described(known: Cover, role: str, territory: Territory) -> Cover:
    rows = known.pieces
    order = resource("measures/planning")["zonage"]["ordre"]
    kind = kinds(rows)
    label = each(rows["libelle"].fillna("sans libellé"), lambda text: unspoilt(str(text).strip()))
    told = pd.DataFrame(
        {
            "libelle": label,
            "vocation": vocations(rows, order, kind, territory.sources[role]),
            "type": kind,
            "document": _documents(rows) if role == ZONES else _map_or_nothing(rows),
        },
        index=rows.index,
    )
    return replace(known, pieces=rows[["site", "piece"]].join(told))


def _documents(rows: pd.DataFrame) -> pd.Series:
    """Give the kind of document of each zone: by its identifier, else by who made it (a commune, a grouping)."""
    said = resource("measures/planning")["documents"]
    types = "|".join(sorted(said["types"], key=len, reverse=True))
    named = rows["idurba"].fillna("").astype(str).str.upper().str.extract(rf"_({types})(?:_|$)", expand=False)
    maker = rows["partition"].fillna("").astype(str).str.extract(r"^DU_(\d\w*)$", expand=False).str.len()
    made_by = maker.map({5: said["types"]["PLU"], 9: said["types"]["PLUI"]})
    return named.map(said["types"]).fillna(made_by).fillna(said["zone_sans_type"]).astype(object)


def _map_or_nothing(rows: pd.DataFrame) -> pd.Series:
    """Give the municipal map as the document, but where it says itself that it does not reach."""
    types = resource("measures/planning")["documents"]["types"]
    return pd.Series(np.where(rows["typezone"] == "RNU", types["RNU"], types["CC"]), index=rows.index, dtype=object)
