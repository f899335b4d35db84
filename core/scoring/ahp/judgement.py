"""One comparison as people write it: 3, 1/3, 0,33."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...resources import resource

if TYPE_CHECKING:
    from .table import Cell

#: what a spreadsheet makes of 1/3 when it takes it for a day: 01-mars, 01/03/2026, 2026-03-01
DATE = re.compile(r"\d{1,2}[-/. ][^\W\d]{3,9}\.?([-/. ]\d{2,4})?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( .*)?", re.IGNORECASE)
#: two writings of one number differ by no more than this once they are computed
ROUNDING = 1e-9


@dataclass(frozen=True)
class Judgement:
    """How many times more the first matters than the second.

    :param slack: half a unit of the last decimal that is written, 0 for a whole number or a fraction.
    :param names: the first and the second as the cell has them.
    """

    value: float
    slack: float
    cell: Cell
    names: tuple[str, str]

    @property
    def inverse(self) -> Judgement:
        """The same comparison, seen from the second."""
        return Judgement(1.0 / self.value, self.slack / self.value**2, self.cell, self.names)

    def agrees_with(self, other: Judgement) -> bool:
        """Tell whether both may be roundings of one number: 0,33 and 1/3 do, 0,3 and 1/4 do not."""
        return abs(self.value - other.value) <= self.slack + other.slack + ROUNDING * max(self.value, other.value)

    def better_of(self, other: Judgement) -> Judgement:
        """Give the one that is written more exactly."""
        return self if self.slack / self.value <= other.slack / other.value else other


def read_judgement(cell: Cell, names: tuple[str, str]) -> Judgement:
    """Read a number, a fraction, with a decimal comma or point.

    :param names: see :class:`Judgement`.

    :raises GisementError: ``ahp_value_date``, ``ahp_value_unreadable``, ``ahp_value_not_positive``,
        ``ahp_value_too_far`` with the place.
    """
    text = unicodedata.normalize("NFKC", cell.text).replace("\u2044", "/").replace(" ", "").replace(",", ".")
    above, bar, below = text.partition("/")
    try:
        value = float(above) / float(below) if bar else float(above)
    except ValueError as error:
        if DATE.fullmatch(cell.text):
            raise GisementError("ahp_value_date", value=cell.text, **cell.place) from error
        raise GisementError("ahp_value_unreadable", value=cell.text, **cell.place) from error
    except ZeroDivisionError as error:
        raise GisementError("ahp_value_not_positive", value=cell.text, **cell.place) from error
    if not math.isfinite(value):
        raise GisementError("ahp_value_unreadable", value=cell.text, **cell.place)
    if value <= 0:
        raise GisementError("ahp_value_not_positive", value=cell.text, **cell.place)
    most = resource("scoring/ahp")["value_max"]["value"]
    if not 1.0 / most <= value <= most:
        raise GisementError("ahp_value_too_far", value=cell.text, most=most, **cell.place)
    decimals = re.fullmatch(r"\d*\.(\d+)", text)
    slack = 0.5 * 10.0 ** -len(decimals[1]) if decimals else 0.0
    return Judgement(value, slack, cell, names)
