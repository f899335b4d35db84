"""Readiness: the procedures between a site and a plant, their months, and the class that follows."""

from .draws import read_draws
from .procedures import DEFAULT_PROCEDURES, load_procedures
from .readiness import VETO, Readiness, assess, default_deadline, vetoes
from .statuses import blank_statuses, read_statuses
from .steps import Procedures

__all__ = [
    "DEFAULT_PROCEDURES",
    "VETO",
    "Procedures",
    "Readiness",
    "assess",
    "blank_statuses",
    "default_deadline",
    "load_procedures",
    "read_draws",
    "read_statuses",
    "vetoes",
]
