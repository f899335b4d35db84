"""Roads as a graph: built from lines, joined by sites, searched from the nearest of many places."""

from .graph import RoadGraph, build_graph
from .joining import Joined, join
from .nearest import Nearest, nearest

__all__ = ["Joined", "Nearest", "RoadGraph", "build_graph", "join", "nearest"]
