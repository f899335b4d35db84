"""ZAN: what territories consumed, what the law leaves them, and what the reuse of friches saves."""

from .consumption import Consumption, read_consumption
from .ledger import Ledger, ledger
from .regime import Regime, load_regime
from .zones import Zones, members, read_zones

__all__ = [
    "Consumption",
    "Ledger",
    "Regime",
    "Zones",
    "ledger",
    "load_regime",
    "members",
    "read_consumption",
    "read_zones",
]
