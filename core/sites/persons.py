"""Tells names of natural persons from those of companies and institutions, by the words of `personnes.json`."""

from __future__ import annotations

import re
from functools import cache

from ..resources import resource
from .folding import plain


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


@cache
def _forms() -> tuple[re.Pattern, ...]:
    known = resource("fields/personnes")["nom_de_personne"]
    return (*(re.compile(form, re.IGNORECASE) for form in known["sans_casse"]), *map(re.compile, known["avec_casse"]))


@cache
def _companies() -> re.Pattern:
    words = sorted(map(re.escape, resource("fields/personnes")["personne_morale"]["mots"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b")
