"""The inventory: any of its usual files read into one table of sites, its defects told."""

from .findings import Findings
from .inventory import Inventory, prepare
from .reading import read_inventory

__all__ = ["Findings", "Inventory", "prepare", "read_inventory"]
