"""Drawings of the readiness of one site, as SVG: the steps in time, and the families of procedures as a wheel."""

from .gantt import gantt
from .wheel import wheel
from .writing import write_drawings

__all__ = ["gantt", "wheel", "write_drawings"]
