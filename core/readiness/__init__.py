"""Readiness: the procedures between a site and a plant, their months, and the class that follows."""

from .procedures import Procedures, load_procedures, read_statuses
from .readiness import Readiness, assess

__all__ = ["Procedures", "Readiness", "assess", "load_procedures", "read_statuses"]
