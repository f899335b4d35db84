"""Pieces of SVG: rectangles, lines, texts, and the page that holds them."""

from __future__ import annotations

from html import escape

from ...resources import resource


def rectangle(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", dash: str = "") -> str:
    """Draw a rectangle."""
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.8):.1f}" height="{height:.1f}"'
    return f'<rect {place} fill="{fill}" stroke="{stroke}"{broken}/>'


def line(x: float, y: float, to_x: float, to_y: float, stroke: str, width: float = 0.8, dash: str = "") -> str:
    """Draw a straight line."""
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    place = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {place} stroke="{stroke}" stroke-width="{width}"{broken}/>'


def text(x: float, y: float, words: str, fill: str, size: float, anchor: str = "start", bold: bool = False) -> str:
    """Write words; the place is that of their base line."""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} fill="{fill}"{weight}>{escape(words)}</text>'


def page(width: float, height: float, title: str, parts: list[str]) -> str:
    """Put parts on a white page of some size, in pixels."""
    font = resource("readiness/dessins")["police"]
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{font}">'
    ground = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", ground, *parts, "</svg>"]) + "\n"
