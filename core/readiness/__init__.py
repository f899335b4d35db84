"""Readiness: which procedures stand between a site and a plant, how many months they take, and the class that follows."""

from .procedures import Procedures, load_procedures, read_statuses
from .readiness import Readiness, assess

__all__ = ["Procedures", "Readiness", "assess", "load_procedures", "read_statuses"]
