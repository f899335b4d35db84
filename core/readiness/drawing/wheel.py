"""The families of procedures of one site as a wheel, around its class and its months."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ...resources import resource
from ..statuses import RUNNING, TO_DO, UNKNOWN
from .svg import page, text

if TYPE_CHECKING:
    import pandas as pd

CLEARED = "purge"


def family_states(procedures: pd.DataFrame) -> dict[str, str]:
    """Tell of each family of procedures how far it is: ``purge``, ``en_cours``, ``a_faire`` or ``inconnu``.

    What is to be done outweighs what nobody knows, and that what is running.

    :param procedures: the rows of one site in the table ``procedures``.
    """
    found = {}
    for family, rows in procedures.groupby("famille", sort=False):
        held = set(rows["statut"])
        found[str(family)] = next((word for word in (TO_DO, UNKNOWN, RUNNING) if word in held), CLEARED)
    return found


def wheel(procedures: pd.DataFrame, site: pd.Series, language: str = "fr") -> str:
    """Draw the wheel of one site, as SVG.

    :param site: its row of the study: ``classe_maturite``, ``mois_avant_pret``.
    """
    said = resource("readiness/dessins")
    look, names = said["roue"], said["familles"]
    states = family_states(procedures)
    size, radius = look["taille"], look["rayon"]
    width, middle = size + 130, (size + 130) / 2
    parts: list[str] = []
    step = 360.0 / max(len(states), 1)
    for place, (family, state) in enumerate(states.items()):
        begin = -90.0 + place * step + look["jeu_degres"] / 2
        parts += _sector(middle, size / 2, begin, step - look["jeu_degres"], look["etats"][state], look)
        label = names.get(family, {}).get(language, family)
        parts.append(_label(middle, size / 2, begin + (step - look["jeu_degres"]) / 2, radius + 8, label, look))
    parts += _hub(middle, size / 2, site, said, language)
    x = 8.0
    for state in look["etats"].values():
        words = f"{state['signe']} {state['nom'][language]}"
        parts.append(text(x, size + 14, words, "#4d4d4d", look["texte"]))
        x += 14 + 5.3 * len(words)
    return page(width, size + 22, said["mots"]["titre"][language], parts)


def _point(x: float, y: float, radius: float, degrees: float) -> tuple[float, float]:
    turn = math.radians(degrees)
    return x + radius * math.cos(turn), y + radius * math.sin(turn)


def _sector(x: float, y: float, begin: float, width: float, state: dict[str, Any], look: dict[str, Any]) -> list[str]:
    outer, inner, large = look["rayon"], look["creux"], int(width > 180)
    corners = [
        _point(x, y, radius, begin + turn) for radius, turn in ((outer, 0), (outer, width), (inner, width), (inner, 0))
    ]
    (a, b, c, d) = (f"{px:.1f} {py:.1f}" for px, py in corners)
    path = f"M{a} A{outer} {outer} 0 {large} 1 {b} L{c} A{inner} {inner} 0 {large} 0 {d} Z"
    dash = ' stroke-dasharray="3 2"' if state["signe"] == "?" else ""
    sign_x, sign_y = _point(x, y, (outer + inner) / 2, begin + width / 2)
    return [
        f'<path d="{path}" fill="{state["fond"]}" stroke="{look["contour"]}"{dash}/>',
        text(sign_x, sign_y + 4, state["signe"], state["encre"], 12, "middle", bold=True),
    ]


def _label(x: float, y: float, degrees: float, radius: float, words: str, look: dict[str, Any]) -> str:
    at_x, at_y = _point(x, y, radius, degrees)
    side = math.cos(math.radians(degrees))
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    return text(at_x, at_y + 3, words, "#1a1a1a", look["texte"], anchor)


def _hub(x: float, y: float, site: pd.Series, said: dict[str, Any], language: str) -> list[str]:
    """Write the class and the months in the middle."""
    name = str(site["classe_maturite"])
    fill, ink = said["classes"].get(name, ["#ffffff", "#1a1a1a"])
    months = f"{float(site['mois_avant_pret']):.0f} {said['mots']['mois'][language]}"
    if not float(site["mois_avant_pret"]):
        months = said["mots"]["pret"][language]
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{said["roue"]["creux"] - 5}" fill="{fill}" stroke="#0b3c5d"/>',
        text(x, y + 1, name, ink, 18, "middle", bold=True),
        text(x, y + 15, months, ink, said["roue"]["texte"], "middle"),
    ]
