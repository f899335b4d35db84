"""Fitness: a profile's criteria made utilities, one score with its interval, vetoes and caps told apart."""

from .profile import Profile
from .profile_file import load_profile, profile_content
from .reading import profiles
from .score import Scored, score

__all__ = ["Profile", "Scored", "load_profile", "profile_content", "profiles", "score"]
