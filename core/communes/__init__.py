"""Codes of communes: written in many ways, and changed by mergers from one vintage of the list to the next."""

from .codes import commune_codes, zone_codes
from .joining import Rows, rows_of
from .movements import Movements, read_movements

__all__ = ["Movements", "Rows", "commune_codes", "read_movements", "rows_of", "zone_codes"]
