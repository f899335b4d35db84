"""A plant project: what it needs of a site, as the cells of its record say it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..errors import GisementError
from ..resources import resource
from ..scoring import load_profile, profiles
from ..sites.values.dates import read_date
from ..table import is_one_of, read_quantity

if TYPE_CHECKING:
    from ..table import Cell

PROJECT = "projet"
#: words for a class of installation, the stricter one last
CLASSES = ("non", "ae", "seveso")
YES, NO = "oui", "non"


@dataclass(frozen=True)
class Project:
    """A plant to be placed. What is None is not asked for.

    :param hall: length and width in metres.
    :param siding: ``oui``, ``sur_site`` or ``train_entier``: which private sidings will do.
    :param port: kilometres by road to a port or quay, at most.
    :param nuisance: ``ae`` (environmental permit) or ``seveso``.
    :param deadline: the day on which the site must be ready at the latest; `months`, from the reference date.
    :param profile: under which its fitness is judged; None: the sites' own score.
    :param divisible: whether a part of a divided site will do.
    :param national: a project of national or European scope, which may stand outside the allowance.
    """

    name: str
    area: float | None = None
    hall: tuple[float, float] | None = None
    power: float | None = None
    siding: str | None = None
    port: float | None = None
    nuisance: str | None = None
    jobs: float | None = None
    deadline: date | None = None
    months: float | None = None
    profile: str | None = None
    divisible: bool = True
    national: bool = False


def project_of(cells: dict[str, Cell]) -> Project:
    """Make a project of the cells of its record, of which one holds its name.

    :raises GisementError: ``demand_hall``, ``demand_date``, ``demand_profile``, and those of :class:`core.table.Cell`.
    """
    named = resource("matching/demande")["colonnes"]

    def number(column: str, above: bool = False) -> float | None:
        return cells[column].number(named[column].get("unites", {}), above) if column in cells else None

    def yes(column: str, default: bool = False) -> bool:
        return cells[column].word(resource("matching/demande")["mots"]) == YES if column in cells else default

    return Project(
        name=" ".join(cells[PROJECT].text.split()),
        area=number("surface_ha", above=True),
        hall=_hall(cells),
        power=number("puissance_mw") or None,
        siding=_siding(cells.get("ite")),
        port=_port(cells.get("port_km")),
        nuisance=_nuisance(cells),
        jobs=number("emplois"),
        deadline=_deadline(cells.get("date_limite")),
        months=number("delai_mois"),
        profile=_profile(cells.get("profil")),
        divisible=yes("divisible", default=True),
        national=yes("pene"),
    )


def _hall(cells: dict[str, Cell]) -> tuple[float, float] | None:
    units = resource("matching/demande")["colonnes"]["halle_m"]["unites"]
    sides = [cells.get(f"halle_{side}_m") for side in ("longueur", "largeur")]
    whole = cells.get("halle_m")
    if whole is not None:
        between = "|".join(re.escape(sign) for sign in resource("matching/demande")["entre_les_cotes"])
        found = [read_quantity(part, units) for part in re.split(rf"\s*(?:{between})\s*", whole.text.lower())]
        if len(found) != 2 or any(side is None or side <= 0 for side in found):
            raise GisementError("demand_hall", **whole.place)
        return float(found[0] or 0), float(found[1] or 0)
    if not any(sides):
        return None
    if not all(sides):
        raise GisementError("demand_hall", **next(cell for cell in sides if cell).place)
    length, width = (cell.number(units, above=True) for cell in sides if cell)
    return length, width


def _siding(cell: Cell | None) -> str | None:
    said = resource("matching/demande")
    if cell is None:
        return None
    words = {key: said["mots"].get(key, []) + said["mots_ite"].get(key, []) for key in (YES, *said["mots_ite"], NO)}
    found = cell.word(words)
    return None if found == NO else found


def _port(cell: Cell | None) -> float | None:
    if cell is None:
        return None
    words = resource("matching/demande")["mots"]
    units = resource("matching/demande")["colonnes"]["port_km"]["unites"]
    if is_one_of(cell.text, words[NO]):
        return None
    if is_one_of(cell.text, words[YES]) and not cell.text.isdigit():
        return float(resource("matching/exigences")["port_km_max"]["value"])
    return cell.number(units, above=True)


def _nuisance(cells: dict[str, Cell]) -> str | None:
    said = resource("matching/demande")
    found = [NO]
    if "classement" in cells:
        words = {key: said["mots_classement"][key] + (said["mots"][NO] if key == NO else []) for key in CLASSES}
        found.append(cells["classement"].word(words))
    for column in ("ae", "seveso"):
        if column in cells:
            words = {column: said["mots"][YES] + said["mots_classement"][column], NO: said["mots"][NO]}
            found.append(cells[column].word(words))
    worst = max(found, key=CLASSES.index)
    return None if worst == NO else worst


def _deadline(cell: Cell | None) -> date | None:
    """Read a day; of a month or a year alone, its last day."""
    if cell is None:
        return None
    found = read_date(cell.text).value
    if found is None:
        raise GisementError("demand_date", **cell.place)
    first = date.fromisoformat(found)
    numbers = [number for number in re.findall(r"\d+", cell.text) if int(number)]
    in_words = re.search(r"[^\W\d]", cell.text) is not None
    if len(numbers) + in_words >= 3 or len(numbers[0]) > 4:
        return first
    month = first.month if len(numbers) + in_words == 2 else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def _profile(cell: Cell | None) -> str | None:
    if cell is None:
        return None
    try:
        load_profile(cell.text)
    except GisementError as error:
        if error.code != "profile_unknown":
            raise
        raise GisementError("demand_profile", **cell.place, choices=profiles()) from error
    return cell.text
