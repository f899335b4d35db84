"""The free width of a strip through a piece, exact between its edges, in any direction and from any place."""

from __future__ import annotations

import numpy as np

from .rectangle_placements import Floats

#: x where edges cross a line in metres, and how far beyond the line those lie that are not in the strip; (n, b) each
Cut = tuple[Floats, Floats]

#: metres by which an edge may reach into a strip: one that lies along its side differs from it by rounding
TOLERANCE = 1e-6
#: what makes of the least distance a far one, and metres from which on something is far
FAR, FAR_OFF = 1e40, 1e12


class Frames:
    """The edges of b pieces in b frames, all arrays (n, b): one end of each, and the way to the other."""

    def __init__(self, edges: Floats, angle: Floats) -> None:
        """Turn the edges.

        :param edges: (4, n, b) metres from the place they are seen from
        :param angle: (b,) radians
        """
        cos, sin = np.cos(angle), np.sin(angle)
        self.x, self.y = cos * edges[0] + sin * edges[1], cos * edges[1] - sin * edges[0]
        self.run, rise = cos * edges[2] + sin * edges[3], cos * edges[3] - sin * edges[2]
        end = self.y + rise
        self.low, self.high = np.minimum(self.y, end), np.maximum(self.y, end)
        # A level edge counts as one of a tiny rise: a line lies below or above it, and so meets one of its ends.
        rise += 1e-300
        self.inverse = np.divide(1.0, rise, out=rise)

    def below(self, line: Floats) -> Cut:
        """Cut the edges by the line (b,) that bounds a strip below."""
        line = line + TOLERANCE
        away = line - self.high
        return self._cross(line), np.maximum(away, 0.0, out=away)

    def above(self, line: Floats) -> Cut:
        """Cut the edges by the line (b,) that bounds a strip above."""
        line = line - TOLERANCE
        away = self.low - line
        return self._cross(line), np.maximum(away, 0.0, out=away)

    def _cross(self, line: Floats) -> Floats:
        """Give x where the edges cross a line; an edge that ends before is held to its end."""
        at = line - self.y
        at *= self.inverse
        np.minimum(at, 1.0, out=at)
        np.maximum(at, 0.0, out=at)
        at *= self.run
        at += self.x
        return at


def gap(below: Cut, above: Cut) -> tuple[Floats, Floats]:
    """Give how far a strip is free of edges to the left and to the right of its middle, (b,) metres.

    Both are 0 where an edge crosses the middle, or none bounds the strip (one of no height).

    This is where the search spends its time, so it does without masks, which cost numpy many times an addition: an edge
    outside the strip is put far away on both sides, and the least number above zero is the least of all when their bits
    are read as whole numbers, for the bit of the sign is the highest.
    """
    away = below[1] + above[1]
    away *= FAR
    begin, end = np.minimum(below[0], above[0]), np.maximum(below[0], above[0])
    begin += away
    np.subtract(away, end, out=end)  # the end, counted to the left
    right = begin.view(np.uint64).min(axis=0).view(np.float64)
    left = end.view(np.uint64).min(axis=0).view(np.float64)
    # Begins to the left and ends to the right: both have their sign, and the larger of the two is not above zero.
    across = np.maximum(begin, end, out=begin).min(axis=0)
    free = (across > 0.0) & (right > 0.0) & (left > 0.0) & (right < FAR_OFF) & (left < FAR_OFF)
    return -left * free, right * free
