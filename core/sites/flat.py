"""Drops the heights of GeoJSON geometries: some builds of the geometry library refuse a third coordinate."""

from __future__ import annotations

from typing import Any


def flat(shape: Any) -> Any:
    """Give a GeoJSON geometry, or its coordinates, with the first two numbers of every place alone."""
    if isinstance(shape, dict):
        return {name: flat(value) if name in ("coordinates", "geometries") else value for name, value in shape.items()}
    if isinstance(shape, list):
        if len(shape) > 2 and all(isinstance(one, (int, float)) for one in shape):
            return shape[:2]
        return [flat(one) for one in shape]
    return shape
