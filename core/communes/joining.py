"""Finds the rows of a table that speak of a commune, whatever the vintages of the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..sites.municipality import without_arrondissements

if TYPE_CHECKING:
    from collections.abc import Collection

    from .movements import Movements


class Rows(NamedTuple):
    """Which rows of a table speak of which commune.

    :param pairs: ``commune``, ``row`` (place in the table), ``own`` (the row bears the commune's own code), ``later``
        (it speaks of what the commune has become: of more than it).
    :param lacking: the communes wanted of which no row speaks.
    """

    pairs: pd.DataFrame
    lacking: list[str]


def rows_of(wanted: Collection[str], codes: pd.Series, movements: Movements, known: Collection[str]) -> Rows:
    """Find the rows of a table that speak of some communes.

    A row of a commune that merged since speaks of a part of the commune of today, so several rows may speak of one. The
    arrondissements of Paris, Lyon and Marseille speak of their city where it has no row of its own.

    :param wanted: codes of communes, of the vintage of `known`.
    :param codes: (n,) the commune of each row of the table.
    :param known: all codes of the vintage in which `wanted` is written.
    """
    codes = codes.reset_index(drop=True)
    cities = without_arrondissements(codes)
    double = (cities != codes) & cities.isin(codes) & ~codes.isin(list(known))
    usable = codes[~double & codes.notna()]
    meant = movements.to(usable, known)
    here = meant[meant.isin(list(wanted))]
    pairs = pd.DataFrame({"commune": here, "row": here.index, "own": usable[here.index] == here, "later": False})
    rest = pd.Series(sorted(set(wanted) - set(here)), dtype=object)
    become = movements.to(rest, set(usable))
    become = pd.Series(become.to_numpy(), index=rest.to_numpy(), dtype=object).dropna()
    places = pd.Series(usable.index, index=usable.to_numpy())
    later = places[places.index.isin(become)].rename_axis("code").reset_index(name="row")
    later = become.rename_axis("commune").reset_index(name="code").merge(later, on="code")
    later = later.assign(own=False, later=True)[["commune", "row", "own", "later"]]
    found = pd.concat([pairs, later], ignore_index=True) if len(later) else pairs.reset_index(drop=True)
    return Rows(found, sorted(set(rest) - set(become.index)))
