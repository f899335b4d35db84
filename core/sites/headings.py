"""Which field of the standard a column of a file holds, by its name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..folding import fold_name
from ..resources import resource
from .cleaning import clean
from .fields import fields
from .persons import personal_in

if TYPE_CHECKING:
    from collections.abc import Iterable

#: length to which a Shapefile cuts the names of columns
CUT = 10


class Heading(NamedTuple):
    """The field that a name stands for; the lower the rank, the better the name; the unit that the name says.

    A label or another alias is no name of the standard: it counts only where the values bear it out.
    """

    field: str
    rank: int
    unit: str | None = None
    alias: bool = False


def heading(name: str) -> Heading | None:
    """Tell the field of a column: its name in the standard, its short name, its label, or one of its other names.

    Case, accents, blanks and punctuation do not matter, nor an encoding mistaken; None when the name says nothing.
    """
    bare = clean(name)
    return _headings().get(fold_name(bare)) or (_cut_headings().get(bare.lower()) if len(bare) == CUT else None)


def known_name(name: str) -> str | None:
    """Give the name under which the measures know a column that is not of the standard."""
    return _known_names().get(fold_name(clean(name)))


def personal_columns(names: Iterable[str]) -> frozenset[str]:
    """Give the columns that may name natural persons, those kept beside the standard's fields among them."""
    personal = {field["name"] for field in fields() if "personal" in field}
    found = {name: heading(str(name)) for name in names}
    return frozenset(
        name
        for name, meant in found.items()
        if (personal_in(str(name)) is not None if meant is None else meant.field in personal)
    )


@cache
def _headings() -> dict[str, Heading]:
    known: dict[str, Heading] = {}
    for name, meant in _names():
        known.setdefault(fold_name(name), meant)
    return known


@cache
def _cut_headings() -> dict[str, Heading]:
    """Give the aliases as a Shapefile cuts them, where the cut is no other field's as well, nor a word by itself."""
    cuts: dict[str, Heading] = {}
    doubtful = {field["name"][:CUT] for field in fields()}
    for name, meant in _names():
        cut = name.lower()[:CUT]
        if len(name) <= CUT or not meant.alias or name[CUT].isspace():
            continue
        if cuts.setdefault(cut, meant).field != meant.field:
            doubtful.add(cut)
    return {cut: meant for cut, meant in cuts.items() if cut not in doubtful}


@cache
def _names() -> list[tuple[str, Heading]]:
    """Give every name with what it means, best first: the standard's, then the aliases of each source."""
    standard, aliases = fields(), resource("fields/alias")
    names = [(field["name"], field["name"]) for field in standard]
    names += [(field["short"], field["name"]) for field in standard if "short" in field]
    known = [(name, Heading(field, rank)) for rank, (name, field) in enumerate(names)]
    others = [(label, field["name"], None) for field in standard for label in field["label"].values()]
    others += [
        (name, field, None) for source in aliases["sources"] for field, said in source["alias"].items() for name in said
    ]
    others += [
        (name, field["name"], unit)
        for field in standard
        for name, unit in aliases["unites"].get(field["name"], {}).items()
    ]
    known += [(name, Heading(field, len(names) + rank, unit, True)) for rank, (name, field, unit) in enumerate(others)]
    return known


@cache
def _known_names() -> dict[str, str]:
    return {fold_name(name): name for name in resource("fields/alias")["connus"]["noms"]}
