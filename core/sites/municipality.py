"""The municipality's code: that of the whole city, and read from what else the site says where its field is empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from ..folding import plain
from ..resources import resource
from ..territory.territory import Territory
from .cleaning import clean, is_absent
from .fields import standard_first
from .values.reading import as_texts

if TYPE_CHECKING:
    from ..report import Report
    from ..territory.sources import Source
    from .findings import Findings

GEOGRAPHIC = "EPSG:4326"


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


def with_codes_of_names(
    sites: pd.DataFrame, sources: dict[str, Source], findings: Findings, report: Report
) -> pd.DataFrame:
    """Fill an empty ``comm_insee`` from ``comm_nom``, where one municipality alone of the layer bears that name.

    :param sources: where the layer ``commune`` is, if there is one.
    """
    if "commune" not in sources or "comm_nom" not in sites:
        return sites
    given = sites.get("comm_insee", pd.Series(None, index=sites.index, dtype=object)).astype(object)
    empty = as_texts(given).map(lambda text: text is None or is_absent(clean(text), False)).astype(bool)
    if not empty.any():
        return sites
    layer = Territory("", sources, GEOGRAPHIC, report)
    codes, names = layer.values("commune", "code_insee"), layer.values("commune", "nom")
    if codes is None or names is None:
        return sites
    known = pd.DataFrame({"code": codes.to_numpy(), "name": folded(names).to_numpy()}).dropna().drop_duplicates()
    known = known[~known["name"].duplicated(keep=False)]
    found = folded(as_texts(sites["comm_nom"])).map(known.set_index("name")["code"])
    filled = empty & found.notna()
    if not filled.any():
        return sites
    findings.add("comm_insee_deduit", sites.index[filled], "comm_insee", corrections=found[filled])
    return standard_first(sites.assign(comm_insee=given.where(~filled, found)))


def folded(names: pd.Series) -> pd.Series:
    """Bring names of municipalities to a form in which accents, case, hyphens, ``St`` and an article do not count."""
    known = {name: _folded(name) for name in names.dropna().unique()}
    return names.map(known).astype(object).where(names.notna(), None)


def _folded(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", plain(name))
    if len(words) > 1 and words[0] in ("l", "le", "la", "les"):  # some lists keep it apart, in a column of its own
        words = words[1:]
    return "".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)
