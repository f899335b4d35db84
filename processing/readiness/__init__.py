"""Algorithms of readiness and land."""
