"""The reference layers: which roles exist, where they are, and how each producer's schema is read."""

from .territory import Territory

__all__ = ["Territory"]
