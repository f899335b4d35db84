"""Tells names of natural persons from those of companies and institutions, by the words of `personnes.json`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..folding import fold_name, plain
from ..resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable


def names_a_person(text: str) -> bool:
    """Tell whether a text holds a civility or a form of ownership between persons (``M. Dupont``, ``Indivision``)."""
    return any(form.search(text) for form in _forms())


def names_a_company(text: str) -> bool:
    """Tell whether a name holds a legal form or the name of an institution (``SCI``, ``COMMUNE DE``)."""
    words = " ".join(re.findall(r"[a-z0-9]+", plain(text)))
    return bool(_companies().search(words))


def is_personal_contact(text: str) -> bool:
    """Tell whether a contact names a person, or holds a person's mailbox (``prenom.nom@…``) rather than a service's."""
    known = resource("fields/personnes")["contact"]
    services = set(known["mots_de_service"])
    mailboxes = [
        box for box in re.findall(r"[\w.+-]+(?=@)", plain(text)) if not set(re.split(r"[-._+]", box)) & services
    ]
    return names_a_person(text) or any(re.fullmatch(form, box) for form in known["nominative"] for box in mailboxes)


def personal_in(column: str) -> Callable[[str], bool] | None:
    """Tell which values of a column beyond the standard are personal, by the column's name; None: it holds no people.

    In a column of people every value is, but a company's; in one that may hold some, a civility, a mailbox or a
    telephone number tells.
    """
    known = resource("fields/personnes")["colonnes"]
    folded = fold_name(column)
    if any(word in folded for word in known["personnes"]):
        return lambda text: not names_a_company(text) or names_a_person(text)
    if any(word in folded for word in known["parfois"]):
        telephone = re.compile(known["telephone"])
        return lambda text: is_personal_contact(text) or bool(telephone.search(text))
    return None


@cache
def _forms() -> tuple[re.Pattern, ...]:
    known = resource("fields/personnes")["nom_de_personne"]
    return (*(re.compile(form, re.IGNORECASE) for form in known["sans_casse"]), *map(re.compile, known["avec_casse"]))


@cache
def _companies() -> re.Pattern:
    words = sorted(map(re.escape, resource("fields/personnes")["personne_morale"]["mots"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
