"""The steps of one site in time: when each begins and ends, how sure that is, and which decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ...resources import resource
from .svg import line, page, rectangle, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

DAYS_OF_YEAR, DAYS_OF_MONTH = 365.25, 30.4375
UNKNOWN = "inconnu"


def gantt(procedures: pd.DataFrame, on: date, by: date | None = None, language: str = "fr") -> str:
    """Draw the steps that are counted for one site, as SVG.

    A bar runs from the likely beginning to the likely end of a step; the thin line at its end, from the end at its
    shortest to the end at its longest, both from the same beginning. Steps that decide are dark, those of which nobody
    knows whether they are needed have a broken outline.

    :param procedures: the rows of the site in the table ``procedures``.
    :param on: the reference date, where the drawing begins.
    :param by: the day by which the site should be ready, drawn as a line.
    """
    said = resource("readiness/dessins")
    look, words = said["gantt"], said["mots"]
    rows = procedures[procedures["mois"].notna()].sort_values("debut", kind="stable")
    colours, width = look["couleurs"], look["largeur"]
    parts = [text(look["marge"], 16, words["titre"][language], colours["texte"], look["titre"], bold=True)]
    if rows.empty:
        parts.append(text(look["marge"], 36, words["rien"][language], colours["texte"], look["texte"]))
        return page(width, 48, words["titre"][language], parts)
    scale = _Scale(rows, on, by, look)
    top, bottom = 40.0, 40.0 + look["ligne"] * len(rows)
    parts += _years(scale, top, bottom, look)
    if by is not None and scale.shows(by):
        x = scale.at(pd.Timestamp(by))
        parts.append(line(x, top - 6, x, bottom + 2, colours["echeance"], 1.2, "4 2"))
        parts.append(text(x, bottom + 12, words["echeance"][language], colours["echeance"], look["texte"], "middle"))
    for place, row in enumerate(rows.to_dict("records")):
        parts += _bar(row, top + place * look["ligne"], scale, look)
    parts += _legend(bottom + 28, look, words, language)
    return page(width, bottom + 40, words["titre"][language], parts)


class _Scale:
    """Where a day lies on the drawing."""

    def __init__(self, rows: pd.DataFrame, on: date, by: date | None, look: dict[str, Any]) -> None:
        self.on = pd.Timestamp(on)
        last = max(_latest(row) for row in rows.to_dict("records"))
        if by is not None:
            last = max(last, min(pd.Timestamp(by), last + (last - self.on)))
        self.days = max((last - self.on).days * 1.03, DAYS_OF_YEAR)
        self.left, self.right = float(look["libelle"]), float(look["largeur"] - look["marge"])

    def at(self, day: pd.Timestamp) -> float:
        """Give the place of a day."""
        return self.left + (self.right - self.left) * (day - self.on).days / self.days

    def shows(self, day: date) -> bool:
        """Tell whether a day lies on the drawing."""
        return self.left <= self.at(pd.Timestamp(day)) <= self.right


def _latest(row: dict[str, Any]) -> pd.Timestamp:
    return pd.Timestamp(row["debut"]) + pd.Timedelta(days=float(row["mois_max"]) * DAYS_OF_MONTH)


def _years(scale: _Scale, top: float, bottom: float, look: dict[str, Any]) -> Iterator[str]:
    """Draw the first day of each year; every second or fifth where they are many."""
    count = scale.days / DAYS_OF_YEAR
    every = 1 if count <= 9 else 2 if count <= 18 else 5
    year = scale.on.year + 1
    while scale.at(pd.Timestamp(year, 1, 1)) <= scale.right:
        x = scale.at(pd.Timestamp(year, 1, 1))
        if year % every == 0:
            yield line(x, top - 6, x, bottom, look["couleurs"]["grille"])
            yield text(x, top - 10, str(year), look["couleurs"]["second"], look["texte"], "middle")
        year += 1


def _bar(row: dict[str, Any], y: float, scale: _Scale, look: dict[str, Any]) -> Iterator[str]:
    """Draw one step."""
    colours, middle = look["couleurs"], y + look["ligne"] / 2
    words = str(row["libelle"])
    if len(words) > look["libelle_max"]:
        words = words[: look["libelle_max"] - 1].rstrip() + "…"
    decides = row["critique"] == "oui"
    yield text(scale.left - 6, middle + 3.4, words, colours["texte"], look["texte"], "end", bold=decides)
    begin, end = pd.Timestamp(row["debut"]), pd.Timestamp(row["fin"])
    fill = colours["decide"] if decides else colours["autre"]
    height = look["barre"]
    at = scale.at(begin), middle - height / 2, scale.at(end) - scale.at(begin), height
    if row["statut"] == UNKNOWN:
        yield rectangle(*at, colours["inconnu"], fill, "3 2")
    else:
        yield rectangle(*at, fill, fill)
    least, most = (begin + pd.Timedelta(days=float(row[name]) * DAYS_OF_MONTH) for name in ("mois_min", "mois_max"))
    if most > least:
        yield line(scale.at(least), middle, scale.at(most), middle, "#ffffff", 2.6)
        yield line(scale.at(least), middle, scale.at(most), middle, colours["etendue"], 1.0)
        for day in (least, most):
            yield line(scale.at(day), middle - 3, scale.at(day), middle + 3, colours["etendue"], 1.0)


def _legend(y: float, look: dict[str, Any], words: dict[str, Any], language: str) -> Iterator[str]:
    colours, x = look["couleurs"], float(look["marge"])
    for key, fill, stroke, dash in (
        ("decide", colours["decide"], colours["decide"], ""),
        ("autre", colours["autre"], colours["autre"], ""),
        ("inconnu", colours["inconnu"], colours["decide"], "3 2"),
    ):
        yield rectangle(x, y - 8, 16, 8, fill, stroke, dash)
        yield text(x + 21, y, words[key][language], colours["second"], look["texte"])
        x += 34 + 5.1 * len(words[key][language])
    yield line(x, y - 4, x + 16, y - 4, colours["etendue"], 1.0)
    for end in (x, x + 16):
        yield line(end, y - 7, end, y - 1, colours["etendue"], 1.0)
    yield text(x + 21, y, words["etendue"][language], colours["second"], look["texte"])
