"""The rules on dates and years: in order, and plausible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ...resources import resource
from ..fields import fields, number

if TYPE_CHECKING:
    from .case import Case

IDENTIFIED, UPDATED = "site_identif_date", "site_actu_date"


def check_years(case: Case) -> None:
    """Find dates that come after the day of the check or before those they follow, and years that cannot be."""
    day = {name: case.texts(name).where(_dates(case.texts(name)).notna()) for name in (IDENTIFIED, UPDATED)}
    when = {name: _dates(texts) for name, texts in day.items()}
    for name, dates in when.items():
        future = dates > pd.Timestamp(case.on)
        case.note("date_future", dates.index[future], name, day[name][future])
    wrong = when[IDENTIFIED] > when[UPDATED]
    case.note("dates_en_desordre", wrong.index[wrong], UPDATED, (day[IDENTIFIED] + " > " + day[UPDATED])[wrong])
    limits = resource("checking/seuils")["annees"]
    years = {field["name"]: _years(case, field["name"]) for field in fields() if field["type"] == "year"}
    for name, year in years.items():
        last = case.on.year + limits["avance"].get(name, 0)
        odd = year.notna() & ~year.between(limits["premiere"], last)
        case.note("annee_invraisemblable", year.index[odd], name, year[odd].map("{:.0f}".format))
    for first, second in limits["ordre"]:
        wrong = years[first] > years[second]
        told = f"{first} " + years[first].map("{:.0f}".format) + f" > {second} " + years[second].map("{:.0f}".format)
        case.note("annees_en_desordre", wrong.index[wrong], second, told[wrong])


def _dates(texts: pd.Series) -> pd.Series:
    return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce")


def _years(case: Case, name: str) -> pd.Series:
    return number(case.texts(name))
