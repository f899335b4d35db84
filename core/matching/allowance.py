"""The ZAN allowance: hectares that may still be newly artificialised, in all or by municipality or grouping."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GisementError
from ..report import Report
from ..resources import listed, resource
from ..sites.fields import known
from ..table import Table, read_quantity

if TYPE_CHECKING:
    import pandas as pd

    from .candidates import Candidates

UNITS = {"ha": 1.0, "hectare": 1.0, "hectares": 1.0, "m2": 0.0001}
#: length of the code of a municipality; a spreadsheet takes its leading zero away
INSEE = 5
WHOLE = ""


@dataclass(frozen=True)
class Allowance:
    """Hectares by territory; the whole territory has no code. `listed`: whether it came as a table."""

    hectares: dict[str, float]
    listed: bool = False

    def inside(self, candidates: Candidates) -> np.ndarray:
        """Tell (territories, n sites) which site lies in which territory."""
        inside = np.zeros((len(self.hectares), len(candidates)), dtype=bool)
        codes = [
            _codes(candidates.sites[column])
            for column in resource("matching/exigences")["enveloppe"]["colonnes_du_site"]
            if column in candidates.sites
        ]
        for place, code in enumerate(self.hectares):
            inside[place] = np.any([values == code for values in codes], axis=0) if code != WHOLE and codes else False
            if code == WHOLE:
                inside[place] = True
        return inside


def is_quantity(value: str | float) -> bool:
    """Tell whether an allowance is given as hectares."""
    return isinstance(value, (int, float)) or read_quantity(value, UNITS) is not None


def regime_allows(regime: str) -> bool:
    """Tell whether projects of national scope stand outside the allowance under a regime.

    :raises GisementError: ``regime_unknown``.
    """
    if regime not in listed("zan"):
        raise GisementError("regime_unknown", value=regime, choices=", ".join(listed("zan")))
    said = resource(f"zan/{regime}").get("enveloppe", {})
    return bool(said.get("pene_hors", {}).get("value", False))


def read_allowance(
    value: str | float | Path | None, layer: str | None = None, report: Report | None = None
) -> Allowance | None:
    """Read the allowance: hectares, or a table with a code (INSEE or SIREN) and hectares.

    :raises GisementError: ``allowance_invalid``, ``allowance_twice``, and those of :class:`core.table.Table`.
    """
    if value is None or str(value).strip() == "":
        return None
    hectares = float(value) if isinstance(value, (int, float)) else read_quantity(str(value), UNITS)
    if hectares is not None:
        if not hectares >= 0 or np.isinf(hectares):
            raise GisementError("allowance_invalid", value=str(value))
        return Allowance({WHOLE: hectares})
    if not Path(str(value)).is_file():
        raise GisementError("allowance_invalid", value=str(value))
    return _read_table(Path(str(value)), layer, report or Report())


def _read_table(path: Path, layer: str | None, report: Report) -> Allowance:
    said = resource("matching/exigences")["enveloppe"]["noms"]
    named = {"code": {"noms": said["code"]}, "hectares": {"noms": said["hectares"], "unites": UNITS}}
    try:
        table = Table(path, layer, named, report)
    except GisementError as error:
        if error.code == "inventory_empty":
            raise GisementError("allowance_empty", file=error.facts["file"]) from error
        raise
    table.need("code", "hectares")
    hectares: dict[str, float] = {}
    lines: dict[str, int] = {}
    for record in range(len(table)):
        cells = table.cells(record)
        if "code" not in cells or "hectares" not in cells:
            # A line of a total, or a territory of which nobody says what is left: unknown.
            continue
        code = _code(cells["code"].text)
        if code in lines:
            raise GisementError("allowance_twice", **cells["code"].place, other_line=lines[code])
        lines[code], hectares[code] = table.lines[record], cells["hectares"].number(UNITS)
    if not hectares:
        raise GisementError("allowance_empty", file=table.file)
    return Allowance(dict(sorted(hectares.items())), listed=True)


def _codes(values: pd.Series) -> np.ndarray:
    texts = known(values.astype(object))
    return texts.map(lambda value: _code(str(value)), na_action="ignore").to_numpy(dtype=object)


def _code(text: str) -> str:
    bare = "".join(text.split()).upper().removesuffix(".0")
    return bare.zfill(INSEE) if bare.isdigit() and len(bare) == INSEE - 1 else bare
