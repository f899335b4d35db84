"""Algorithms that publish a study: maps."""
