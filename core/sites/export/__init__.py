"""Writes an inventory in the national standards, and says what had to be left out, replaced or defaulted."""

from __future__ import annotations

from .friches import export_friches
from .sites_economiques import export_sites_economiques
from .writing import FILES, check_folder

__all__ = ["FILES", "check_folder", "export_friches", "export_sites_economiques"]
