"""The inventory: any of its usual files read into one table of sites, its defects told."""

from .findings import Findings
from .footprint import add_footprints
from .importing import Inventory, import_inventory, open_inventory, to_standard

__all__ = ["Findings", "Inventory", "add_footprints", "import_inventory", "open_inventory", "to_standard"]
