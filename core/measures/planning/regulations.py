"""Prescriptions, annexes and public easements over each site, in words: what each is, and the share it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from ...folding import fold
from ...resources import resource
from ...territory.words import unspoilt
from .covers import PIECE, SITE, cover
from .wording import each, largest_first, lines, percent

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from ...territory import Territory
    from .covers import Cover

#: column → its role, its list of codes, and the fields read: label, code, sub-code
LAYERS = {
    "prescriptions": ("prescription_surf", "prescriptions", ("libelle", "type", "sous_type")),
    "informations": ("information_surf", "informations", ("libelle", "type", "sous_type")),
    "servitudes": ("servitude", "servitudes", ("nom", "categorie")),
}
#: columns that a plan fills
OF_THE_PLAN = ("prescriptions", "informations")
NONE, NOTHING_NOTABLE, WITHOUT_CODE = "aucune", "aucune notable", "sans code"
AT_LEAST = " (au moins : la couche ne couvre pas tout le site)"
#: easements come category by category: a layer of so many or fewer may well lack the others
EASEMENTS, FEW = "servitude", 3
#: names of the same kind of thing that are told before the rest is only hinted at
NAMES = 3


def regulations(
    shapes: npt.NDArray[np.object_], planned: npt.NDArray[np.bool_], territory: Territory, report: Report
) -> dict[str, Any]:
    """Give the columns of :data:`LAYERS`: None where nobody knows, ``aucune`` where it is known that there is none.

    ``aucune notable`` is said where there are some, but none that bears on what may be built.

    :param planned: (n,) whether a plan is known to be there: where none is, that it prescribes nothing says nothing.
    """
    told = {}
    for column, (role, codes, fields) in LAYERS.items():
        there = planned if column in OF_THE_PLAN else np.ones(len(shapes), dtype=bool)
        told[column] = _told(shapes, there, territory, role, resource(f"urbanisme/{codes}"), fields, report)
        report.check()
    return told


def _told(
    shapes: npt.NDArray[np.object_],
    there: npt.NDArray[np.bool_],
    territory: Territory,
    role: str,
    codes: dict[str, Any],
    fields: tuple[str, ...],
    report: Report,
) -> npt.NDArray[np.object_]:
    found = cover(shapes, territory, role, fields, report)
    if found is None:
        return np.full(len(shapes), None, dtype=object)
    figures = resource("measures/planning")
    names = mentions(found.pieces, fields, codes)
    least = float(figures["effleurement_m2"]["value"])
    kinds = largest_first(found.shares(names["mention"]), found, least)
    words = kinds["class"] + " " + percent(kinds["share"])
    named = _named(found, names, least)
    bracketed = named.groupby([SITE, "mention"], sort=False)["name"].agg(_few)
    several = bracketed.reindex(pd.MultiIndex.from_frame(kinds[[SITE, "class"]])).to_numpy(dtype=object)
    words = words + np.where(pd.isna(several), "", several)
    told = lines(words, kinds[SITE], len(shapes), " ; ")
    whole = there & (found.searched >= float(figures["collecte_min"]["value"]))
    known = ~np.isnan(found.area)
    nothing = pd.isna(told)
    touched = found.pieces[SITE].to_numpy()[shapely.area(found.pieces[PIECE].to_numpy()) >= least]
    neutral = np.isin(np.arange(len(shapes)), touched)
    none = np.where(neutral, NOTHING_NOTABLE, _none(territory, role, fields)).astype(object)
    told[nothing] = np.where(whole, none, None)[nothing]
    told[~nothing & ~whole] += AT_LEAST
    told[~known] = None
    return told


def _none(territory: Territory, role: str, fields: tuple[str, ...]) -> str:
    """Say that there is none; of easements, among which, where the layer holds few categories."""
    if role != EASEMENTS:
        return NONE
    held = territory.values(role, fields[1])
    categories = [] if held is None else sorted(held.dropna().astype(str).unique())
    return f"{NONE} parmi {', '.join(categories)}" if 0 < len(categories) <= FEW else NONE


def _named(found: Cover, names: pd.DataFrame, least: float) -> pd.DataFrame:
    """Give the names on each site, those that cover most of it first; below `least` m² one only touches it."""
    pieces = pd.DataFrame(
        {
            SITE: found.pieces[SITE].to_numpy(),
            "mention": names["mention"].to_numpy(),
            "name": names["name"].to_numpy(),
            "area": shapely.area(found.pieces[PIECE].to_numpy()),
        }
    ).dropna(subset=["mention", "name"])
    sums = pieces.groupby([SITE, "mention", "name"], as_index=False)["area"].sum()
    sums = sums[sums["area"] >= least].assign(order=-sums["area"].round(3))
    return sums.sort_values([SITE, "mention", "order", "name"], kind="stable")


def _few(names: pd.Series) -> str:
    """Put some names between brackets."""
    first = list(names)[:NAMES]
    return f" ({', '.join(first)}{'…' if len(names) > NAMES else ''})"


def mentions(rows: pd.DataFrame, fields: tuple[str, ...], codes: dict[str, Any]) -> pd.DataFrame:
    """Give what is said of each row: ``mention``, None for what is neutral; ``name``, None where it says no more.

    :param fields: the label, the code and, where there is one, the sub-code.
    :param codes: a list of `resources/urbanisme/`.
    """
    label, *coded = (rows[field].astype(object).where(rows[field].notna(), "").astype(str) for field in fields)
    whole = coded[0] if len(coded) == 1 else _two_digits(coded[0]) + "-" + _two_digits(coded[1])
    keys, distinct = pd.factorize(whole)
    said = [entry(code, codes) for code in distinct]
    mention = pd.Series(np.array([what for what, _ in said], dtype=object)[keys], index=rows.index)
    naming = np.array([names for _, names in said], dtype=bool)[keys]
    name = each(label, lambda text: unspoilt(text.strip()))
    same = (each(name, fold) == each(mention, fold)).to_numpy()
    return pd.DataFrame({"mention": mention, "name": name.where(naming & ~same & (name != ""), None)})


def _two_digits(codes: pd.Series) -> pd.Series:
    """Write codes as the standard does: "5", "5.0" and "05" are "05"; nothing stays nothing."""
    return codes.str.strip().str.split(".").str[0].map(lambda code: code.zfill(2) if code else code)


def entry(code: str, codes: dict[str, Any]) -> tuple[str | None, bool]:
    """Give what a code is called, None when it is neutral, and whether the label of an object says more than the code.

    :param code: a category of easement, or type and sub-type ("05-01", "05-").
    """
    kind = code.split("-")[0]
    if not kind:
        return WITHOUT_CODE, True
    for key in (code, kind):
        if key in codes["dites"]:
            prefix = f"{key} " if "-" not in code else ""
            return prefix + codes["dites"][key], bool({code, kind} & set(codes["nommees"]))
        if key in codes["neutres"]:
            return None, False
    return f"code {code.rstrip('-')} hors liste", True
