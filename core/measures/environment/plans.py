"""Risk prevention plans: what of a site they forbid or regulate, in all and by kind of risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .answers import class_told, figures, listed, nobody, share_told
from .hazards import hazards, rules
from .reading import FIELDS, together

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...report import Report
    from .reading import Found, Ground, Told

ROLE = "ppr_zone"
RED, BLUE, OFF, LAND = "rouge", "bleue", "hors aléa", "foncier"
#: column of the class → kind of risk, and the word for none
KINDS = {
    "inondation": ("inondation", "aucune"),
    "mouvement_terrain": ("mouvement de terrain", "aucun"),
    "risque_technologique": ("technologique", "aucun"),
}


def prevention_plans(ground: Ground) -> Told:
    """Measure the zones of risk prevention plans.

    A zone whose rule or risk is not known leaves open what it may be; so does the envelope of a plan (PM1, PM3) whose
    zones the layer lacks.
    """
    found = ground.found(ROLE)
    if found is None:
        ground.absent(ROLE)
        return _by_envelopes(ground)
    report, rule = ground.report, rules(found.fields)
    outline = rule == LAND
    zones, envelopes = found.kept(~outline), [_envelope(found.kept(outline)), *_envelopes(ground)]
    kinds, rule = hazards(zones.fields), rule[~outline].reset_index(drop=True)
    red, blue, unruled = rule == RED, rule == BLUE, rule.isna()
    doubt = zones.doubt + _beyond(zones, envelopes, None, report) + zones.share(unruled, report)
    told: Told = {
        "ppr_rouge_part": share_told("ppr_rouge_part", zones.share(red, report), doubt),
        "ppr_bleu_part": share_told("ppr_bleu_part", zones.share(blue, report), doubt, at_least=True),
        "ppr_zones": listed(zones, _labels(zones.fields, kinds, rule)),
    }
    about = _kinds_of_layer(ground, zones.only)
    unknown_kind = ~kinds.any(axis=1)
    for key, (kind, none) in KINDS.items():
        unsure = (kinds[kind] & unruled) | (unknown_kind & (red | blue | unruled))
        open_ = zones.doubt + _beyond(zones, envelopes, kind, report) + zones.share(unsure, report)
        open_ += float(about is not None and kind not in about)
        regulated = zones.share(kinds[kind] & (red | blue), report)
        told[key] = _class(none, zones.share(kinds[kind] & red, report), regulated, open_)
    return told


def _kinds_of_layer(ground: Ground, only: str | None) -> set[str] | None:
    """Name the kinds of risk that the layer can tell of; None where it may tell of any.

    It is about one plan by its name, else about the easements (PM1, PM3) that alone it holds.
    """
    said = figures()["ppr"]
    held = {only}
    if only is None:
        procedures = ground.territory.values(ROLE, "procedure")
        held = set() if procedures is None else set(procedures.dropna().astype(str).str.lower().unique())
        if not held <= {name.lower() for name in said["servitudes"]}:
            return None
    kinds = {kind for name in held for kind in said["plans"].get(name, ())}
    return kinds or None


def _by_envelopes(ground: Ground) -> Told:
    """Tell where no plan is, by the envelopes of the plans alone: what one says within is not known."""
    told: Told = {key: np.full(ground.count, np.nan) for key in ("ppr_rouge_part", "ppr_bleu_part")}
    told["ppr_zones"] = nobody(ground.count)
    said = figures()["ppr"]["servitudes"]
    if ground.easements(*said) is not None:
        within = _within(ground, list(said), None)
        told |= {key: share_told(key, within * 0.0, within) for key in ("ppr_rouge_part", "ppr_bleu_part")}
    for key, (kind, none) in KINDS.items():
        of_kind = [name for name, kinds in said.items() if kind in kinds]
        told[key] = nobody(ground.count)
        if ground.easements(*of_kind) is not None:
            within = _within(ground, of_kind, kind)
            told[key] = _class(none, within * 0.0, within * 0.0, within)
    return told


def _envelopes(ground: Ground) -> list[tuple[Found, pd.DataFrame]]:
    """Give the envelopes of plans among the easements, with the kinds of risk that each may be about."""
    parts = [ground.easements(name) for name in figures()["ppr"]["servitudes"]]
    return [_envelope(part) for part in parts if part is not None]


def _envelope(found: Found) -> tuple[Found, pd.DataFrame]:
    """Tell which kinds of risk an envelope may be about: those that it names, or any."""
    fields = found.fields.reindex(columns=[*FIELDS[ROLE], "categorie"])
    named = fields["nom"].fillna("").astype(str) + " " + fields["categorie"].fillna("").astype(str)
    kinds = hazards(fields.assign(procedure=fields["procedure"].fillna("").astype(str) + " " + named))
    return found, kinds.mask(~kinds.any(axis=1), True).astype(bool)


def _within(ground: Ground, categories: list[str], kind: str | None) -> npt.NDArray[np.float64]:
    """Give the share of each site in the envelopes that may be about a kind of risk, or any, and beyond the layer."""
    parts = [_envelope(part) for name in categories if (part := ground.easements(name)) is not None]
    doubt = np.max([part.doubt for part, _ in parts], axis=0)
    return together(*(_about(part, kind) for part in parts)).share(None, ground.report) + doubt


def _about(envelope: tuple[Found, pd.DataFrame], kind: str | None) -> Found:
    found, kinds = envelope
    return found if kind is None else found.kept(kinds[kind])


def _beyond(
    zones: Found, envelopes: list[tuple[Found, pd.DataFrame]], kind: str | None, report: Report
) -> npt.NDArray[np.float64]:
    """Give the share of each site that lies in no zone of the layer and yet in the envelope of a plan."""
    parts = [_about(envelope, kind) for envelope in envelopes]
    return together(zones, *parts).share(None, report) - zones.share(None, report)


def _class(
    none: str,
    red: npt.NDArray[np.float64],
    regulated: npt.NDArray[np.float64],
    doubt: npt.NDArray[np.float64],
) -> npt.NDArray[np.object_]:
    """Give the class of each site by what is red and what is regulated at all, where doubt leaves one class alone."""
    few = figures()["ppr"]["bleue_part"]["value"]
    order = (none, f"bleue, {100 * few:.0f} % au plus", BLUE, RED)
    least, most = _code(red, regulated, few), _code(red + doubt, regulated + doubt, few)
    return class_told(order, least, most, ~np.isnan(red + doubt))


def _code(red: npt.NDArray[np.float64], regulated: npt.NDArray[np.float64], few: float) -> npt.NDArray[np.int64]:
    touched = figures()["part_min"]["value"]
    return np.select([red > touched, regulated > few, regulated > touched], [3, 2, 1], 0)


def _labels(fields: pd.DataFrame, kinds: pd.DataFrame, rule: pd.Series) -> pd.Series:
    """Name each piece by its plan, its zone, its class and its risks."""
    known = fields[["plan", "zone"]].fillna("").astype(str)
    place = (known["plan"] + " " + known["zone"]).str.strip()
    place = place.where(place != "", "zone sans nom")
    risks = pd.Series("", index=fields.index, dtype=object)
    for kind in kinds.columns:
        word = kind if kind != "autre" else "autre aléa"
        risks = risks.where(~kinds[kind], risks + (risks != "").map({True: " et ", False: ""}) + word)
    risks = (", " + risks).where(risks != "", ", aléa inconnu").mask(rule == OFF, "")
    return place + " (" + rule.fillna("règlement inconnu") + risks + ")"
