"""Roads as a graph: built from lines, joined by sites, searched from the nearest of many places."""

from .graph import RoadGraph, build_graph
from .joining import Joined, join, join_fronts
from .nearest import Nearest, nearest
from .search import Network

__all__ = ["Joined", "Nearest", "Network", "RoadGraph", "build_graph", "join", "join_fronts", "nearest"]
