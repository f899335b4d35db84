"""Gives every site an identifier of its own."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .cleaning import clean
from .fields import known
from .municipality import with_commune_code
from .values.reading import as_texts

if TYPE_CHECKING:
    from .findings import Findings

_WHOLE = re.compile(r"([0-9]+)\.0+")


def identify(sites: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Make ``site_id`` the index, unique: a site without one gets a name, a second bearer another.

    An identifier is a text of one line; one that a spreadsheet made a number (``16063.0``) loses its decimals. A site
    without ``comm_insee`` gets the one that its identifier or its parcels tell.
    """
    given = sites["site_id"] if "site_id" in sites else pd.Series(None, index=sites.index, dtype=object)
    texts = as_texts(given)
    name = known(texts.map(_bare).astype(object))
    absent = name.isna()
    final = _each_its_own(name)
    findings.add("site_id_absent", final[absent], "site_id", corrections=final[absent])
    again = ~absent & (final != name)
    findings.add("site_id_double", final[again], "site_id", name[again], final[again])
    written = ~absent & ~again & (name != texts.map(_stripped))
    findings.add("valeur_normalisee", final[written], "site_id", texts[written], final[written])
    sites = sites.drop(columns="site_id", errors="ignore").set_index(pd.Index(final.to_numpy(), name="site_id"))
    return with_commune_code(sites, findings)


def _bare(text: str | None) -> str | None:
    if text is None:
        return None
    bare = clean(text)
    whole = _WHOLE.fullmatch(bare)
    return whole.group(1) if whole else bare


def _stripped(text: str | None) -> str | None:
    return None if text is None else text.strip()


def _each_its_own(given: pd.Series) -> pd.Series:
    """Name the sites without a name ``sans_id_<row>``, and number those that share one: ``a``, ``a~2``, ``a~3``."""
    final = given.to_numpy(dtype=object, copy=True)
    taken = set(given.dropna())
    for row in np.flatnonzero(given.isna() | given.duplicated()):
        name = final[row]
        base = f"sans_id_{row + 1}" if name is None else name
        candidates = chain([base], (f"{base}~{again}" for again in count(2)))
        final[row] = next(candidate for candidate in candidates if candidate not in taken)
        taken.add(final[row])
    return pd.Series(final, index=given.index, dtype=object)
