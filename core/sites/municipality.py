"""The municipality's code: that of the whole city, and read from what else the site says where its field is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..resources import resource
from .cleaning import clean, is_absent
from .fields import standard_first
from .values.reading import as_texts

if TYPE_CHECKING:
    from .findings import Findings


def without_arrondissements(codes: pd.Series) -> pd.Series:
    """Give the code of the municipality of each INSEE code: of an arrondissement, that of its city."""
    for city, form in resource("checking/arrondissements")["communes"].items():
        codes = codes.where(~codes.astype(str).str.fullmatch(form), city)
    return codes


def with_commune_code(sites: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Fill an empty ``comm_insee`` from a ``site_id`` of the form ``<INSEE>_…``, else from a parcel of 14 characters.

    :param sites: index ``site_id``.
    """
    given = sites["comm_insee"] if "comm_insee" in sites else pd.Series(None, index=sites.index, dtype=object)
    empty = as_texts(given).map(lambda text: text is None or is_absent(clean(text), False)).astype(bool)
    if not empty.any():
        return sites
    code = resource("fields/ecritures")["code_insee"]
    found = pd.Series(sites.index, index=sites.index).astype(str).str.extract(rf"^({code})_", expand=False)
    if "unite_fonciere_refcad" in sites:
        parcels = sites["unite_fonciere_refcad"].astype(str)
        found = found.where(
            found.notna(), parcels.str.extract(rf"(?<!\w)({code})\d{{3}}[0-9A-Z]{{2}}\d{{4}}(?!\w)", expand=False)
        )
    filled = empty & found.notna()
    if not filled.any():
        return sites
    findings.add("comm_insee_deduit", sites.index[filled], "comm_insee", corrections=found[filled])
    return standard_first(sites.assign(comm_insee=given.astype(object).where(~filled, found)))
