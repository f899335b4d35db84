"""Natural persons' names, which the standard never gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..folding import fold
from ..resources import resource
from .headings import heading
from .persons import is_personal_contact, names_a_company, names_a_person, personal_in
from .values.lists import split_list

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from .findings import Findings


def hide_names(sites: gpd.GeoDataFrame, findings: Findings) -> gpd.GeoDataFrame:
    """Hide owners who are natural persons and personal contacts, in every column that holds any.

    Where all owners are natural persons, every name is hidden. Where some are, the names of companies and institutions
    stay, and the others are hidden unless one already was: the order of names says nothing, for files do not align it
    with that of the kinds. A name that a civility or an undivided ownership betrays is hidden whatever the kind. Names
    of sites are left, and a finding asks to look at those that seem to name a person. No finding quotes a name.
    """
    some, all_ = _natural_owners(sites)
    hidden = {}
    for name in sites.columns.drop(sites.geometry.name):
        meant = heading(str(name))
        if sites[name].dtype != object:
            continue
        if meant is None:
            is_personal = personal_in(str(name))
            if is_personal is not None:
                hidden[name] = _without(sites[name], is_personal)
                changed = hidden[name].notna() & (hidden[name] != sites[name])
                findings.add("personne_physique", sites.index[changed], name, corrections=hidden[name][changed])
            continue
        if meant.field == "proprio_nom":
            hidden[name] = _owners_hidden(sites[name], some, all_)
            changed = hidden[name].notna() & (hidden[name] != sites[name])
            findings.add("personne_physique", sites.index[changed], name, corrections=hidden[name][changed])
        elif meant.field == "source_contact":
            mailbox = sites[name].map(lambda text: isinstance(text, str) and is_personal_contact(text)).astype(bool)
            hidden[name] = sites[name].where(~mailbox, None)
            findings.add("contact_personnel", sites.index[mailbox], name, corrections=[None] * int(mailbox.sum()))
        elif meant.field == "site_nom":
            named = sites[name].map(lambda text: isinstance(text, str) and names_a_person(text)).astype(bool)
            findings.add("nom_de_personne_possible", sites.index[named], name)
    return sites.assign(**hidden)


def _natural_owners(sites: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Tell where some owners are natural persons, and where all are."""
    known = resource("fields/personnes")
    some = np.zeros(len(sites), dtype=bool)
    others = np.zeros(len(sites), dtype=bool)
    for column in ("proprio_personne", "proprio_type"):
        if column not in sites:
            continue
        place, texts = pd.factorize(sites[column])
        natural = fold(known[column])
        kinds = [fold(" ".join(split_list(str(text)))) for text in texts] + [""]
        some |= np.array([natural in said for said in kinds])[place]
        others |= np.array([bool(said.replace(natural, "").strip()) for said in kinds])[place]
    return some, some & ~others


def _owners_hidden(owners: pd.Series, some: np.ndarray, all_: np.ndarray) -> pd.Series:
    result = owners.astype(object)
    for where, keep in ((all_, _none), (some & ~all_, names_a_company), (~some, _any)):
        place, texts = pd.factorize(result[where])
        shown = np.array([_shown(str(text), keep) for text in texts] + [None], dtype=object)
        result[where] = shown[place]
    return result


def _without(values: pd.Series, is_personal: Callable[[str], bool]) -> pd.Series:
    sign = resource("fields/personnes")["cache"]
    told = [text for text in values.dropna().unique() if isinstance(text, str) and text != sign and is_personal(text)]
    return values.where(~values.isin(told), sign)


def _none(_name: str) -> bool:
    return False


def _any(_name: str) -> bool:
    return True


def _shown(text: str, keep: Callable[[str], bool]) -> str:
    """Give a list of owners without the natural persons; where one was hidden already, the others are no persons."""
    sign = resource("fields/personnes")["cache"]
    names = split_list(text)
    told = sign in names and keep is names_a_company
    shown = [name if name == sign or ((told or keep(name)) and not names_a_person(name)) else sign for name in names]
    if shown == names:
        return text
    return "|".join(dict.fromkeys(shown))
