"""Candidate brownfields: land units that bear evidence of disuse, with how strong it is and what would confirm it."""

from .detecting import detect

__all__ = ["detect"]
