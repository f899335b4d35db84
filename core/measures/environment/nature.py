"""Protected nature: Natura 2000, ZNIEFF, wetlands, strict protections, regional parks, and what they cover together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ...folding import plain
from ...territory.words import plain_texts
from .answers import figures, listed, nobody, share_told
from .reading import together

if TYPE_CHECKING:
    import numpy.typing as npt

    from .reading import Found, Ground, Told

#: roles whose union is nature_part, and the one that counts in part
COUNTED, IN_PART = ("natura2000", "znieff", "zone_humide"), "pnr"
#: column → role of which it is the whole share
SHARES = {"natura2000_part": "natura2000", "zone_humide_part": "zone_humide", "pnr_part": "pnr"}
#: role → what its objects are called
NAMES = {
    "natura2000": "Natura 2000",
    "znieff": "ZNIEFF",
    "zone_humide": "Zone humide",
    "reserve": "",
    "pnr": "PNR",
}


def protected_nature(ground: Ground) -> Told:
    """Measure the share of each site in protected nature; what an absent layer would tell stays unknown."""
    told: Told = {}
    layers = {role: ground.found(role) for role in (*COUNTED, IN_PART)}
    for role, found in layers.items():
        if found is None:
            ground.absent(role)
    for key, role in SHARES.items():
        told[key] = _share(ground, key, layers[role])
    for kind in ("1", "2"):
        told[f"znieff{kind}_part"] = _znieff(ground, layers["znieff"], kind)
    told["protection_forte_part"], strict = _strict(ground)
    told["nature_part"] = _all_nature(ground, layers)
    told["nature_zones"] = _named(ground, {**layers, "reserve": strict})
    return told


def _share(ground: Ground, key: str, found: Found | None) -> npt.NDArray[np.float64]:
    if found is None:
        return np.full(ground.count, np.nan)
    doubt = found.doubt + float(found.only is not None)
    return share_told(key, found.share(None, ground.report), doubt, at_least=key not in figures()["decide"]["parts"])


def _znieff(ground: Ground, found: Found | None, kind: str) -> npt.NDArray[np.float64]:
    """Give the share in ZNIEFF of one type; an area of unknown type may be of it."""
    if found is None:
        return np.full(ground.count, np.nan)
    types, key = found.fields["type"], f"znieff{kind}_part"
    doubt = found.doubt + found.share(types.isna(), ground.report) + float(found.only not in (None, kind))
    return share_told(key, found.share(types == kind, ground.report), doubt, at_least=True)


def _strict(ground: Ground) -> tuple[npt.NDArray[np.float64], Found | None]:
    """Give the share under strict protection, and all protected areas that were found.

    Easements (AC3, EL10) show protections, but their absence tells nothing of prefects' orders: without the layer of
    reserves nothing is known to be none.
    """
    said, key = figures()["nature"], "protection_forte_part"
    reserves, parts = ground.found("reserve"), []
    if reserves is None:
        ground.absent("reserve")
    else:
        parts.append(reserves)
    for name in said["servitudes"]:
        easements = ground.easements(name)
        if easements is not None:
            parts.append(_as_reserve(easements, name))
    if not parts:
        return np.full(ground.count, np.nan), None
    found = together(*parts)
    types = found.fields["type"]
    unsure = found.share(types.isna() | types.isin(said["protection_inconnue"]), ground.report)
    doubt = unsure + (reserves.doubt + float(reserves.only is not None) if reserves is not None else 1.0)
    return share_told(key, found.share(types.isin(said["protection_forte"]), ground.report), doubt), found


def _as_reserve(easements: Found, category: str) -> Found:
    """Give reserves and parks as the easements show them, with the type of protection."""
    names = easements.fields["nom"].fillna("").astype(str)
    around = names.str.contains("rim.{1,2}tre", regex=True)
    kind = "cœur de parc national" if category == "EL10" else "réserve naturelle"
    types = pd.Series(kind, index=names.index, dtype=object)
    if category == "AC3":
        types = types.mask(around, "périmètre de protection de réserve")
    fields = pd.DataFrame({"nom": easements.fields["nom"], "code": None, "type": types})
    return type(easements)(easements.overlay, fields, easements.doubt)


def _all_nature(ground: Ground, layers: dict[str, Found | None]) -> npt.NDArray[np.float64]:
    """Give what Natura 2000, ZNIEFF and wetlands cover together, and the part of the regional parks beyond them."""
    weight, report = figures()["nature"]["pnr_poids"]["value"], ground.report
    there = [found for role in COUNTED if (found := layers[role]) is not None]
    if not there:
        return np.full(ground.count, np.nan)
    share = together(*there).share(None, report)
    open_ = [found.doubt + float(found.only is not None) for found in there]
    doubt = np.sum(open_, axis=0) + float(len(there) < len(COUNTED))
    park = layers[IN_PART]
    if park is None:
        return share_told("nature_part", share, doubt + weight)
    total = share + weight * (together(*there, park).share(None, report) - share)
    return share_told("nature_part", total, doubt + weight * park.doubt)


def _named(ground: Ground, layers: dict[str, Found | None]) -> npt.NDArray[np.object_]:
    """Name all protected areas on each site, with the share of each."""
    parts, labels = [], []
    for role, found in layers.items():
        if found is not None:
            parts.append(found)
            labels.append(_labels(role, found.fields))
    if not parts:
        return nobody(ground.count)
    return listed(together(*parts), pd.concat(labels, ignore_index=True))


def _labels(role: str, fields: pd.DataFrame) -> pd.Series:
    """Give the name of each area: what it is, its type where it has one, and what it is called."""
    kind = pd.Series(NAMES[role], index=fields.index, dtype=object)
    if "type" in fields:
        types = fields["type"].fillna("protection" if role == "reserve" else "").astype(str)
        kind = (kind.astype(str) + " " + types).str.strip()
    name = fields["nom"].fillna(fields.get("code", "")).fillna("").astype(str)
    named = plain_texts(name).str.startswith(tuple({plain(text) for text in kind.unique()}))
    return (kind.str[:1].str.upper() + kind.str[1:] + " " + name).str.strip().where(~named, name)
