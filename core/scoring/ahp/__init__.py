"""Weights from pairwise comparisons, by Saaty's analytic hierarchy process."""

from .new_profile import NewProfile, ahp_profile, write_profile

__all__ = ["NewProfile", "ahp_profile", "write_profile"]
