"""The general profile and the procedures: criteria, rules, steps, classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gisement.core.conditions import columns_of
from gisement.core.measures import columns
from gisement.core.readiness import load_procedures
from gisement.core.resources import resource
from gisement.core.scoring import load_profile
from gisement.core.scoring.score import confidence

from .words import code, number, phrase, table, texts

if TYPE_CHECKING:
    from gisement.core.readiness.steps import Variant

PROFILE = "industrie_generale"
NEED = "besoin."


def criteria() -> str:
    """List the criteria of the general profile, and say which are measured."""
    profile, measured = load_profile(PROFILE), columns()
    rows = []
    for criterion in profile.criteria:
        worth = criterion.classes or {number(raw): value for raw, value in criterion.knots}
        told = " ; ".join(f"{raw} → {number(value)}" for raw, value in worth.items())
        there = "oui" if criterion.key in measured else "non"
        rows.append((code(criterion.key), criterion.unit, number(criterion.weight), told, there))
    known = np.array([[0.0 if criterion.key in measured else np.nan for criterion in profile.criteria]])
    said = texts()["phrases"]["mesures"].format(
        mesures=int((~np.isnan(known)).sum()),
        criteres=len(rows),
        connu=number(profile.weights[~np.isnan(known[0])].sum()),
        total=number(profile.weights.sum()),
        confiance=number(confidence(known, profile.weights, np.ones(len(rows)))[0], 1),
    )
    return f"{table(('Critère', 'Unité', 'Poids', 'Valeur → utilité', 'Mesuré'), rows)}\n\n{said}"


def rules() -> str:
    """List the vetoes, caps and reasons to leave a site out, and say which rest on what is not measured."""
    profile = load_profile(PROFILE)
    rows = []
    for kind, some in (("veto", profile.vetoes), ("plafond", profile.caps), ("hors classement", profile.unranked)):
        for rule in some:
            effect = f"{kind} {number(rule.cap)}" if kind == "plafond" else kind
            rows.append((effect, rule.label["fr"], phrase(rule.when), _not_measured(rule.when)))
    return table(("Effet", "Règle", "Condition", "Encore à mesurer"), rows)


def steps() -> str:
    """List the procedures: trigger, months, predecessors, and what of the trigger is not measured."""
    rows = []
    for step in load_procedures().steps:
        name = step.label["fr"]
        name += " (travaux lourds)" if step.heavy else ""
        name += f" (probabilité {number(step.probability)})" if step.probability < 1 else ""
        months = " ; ".join(_way(variant, len(step.variants) > 1) for variant in step.variants)
        after = ", ".join(map(code, step.after)) or "–"
        rows.append((code(step.id), name, phrase(step.when), months, after, _not_measured(step.when)))
    head = ("Étape", "Nom", "Requise si", "Mois : min / probable / max", "Après", "Encore à mesurer")
    return table(head, rows)


def _way(variant: Variant, named: bool) -> str:
    """Write the months of one way in which a step is carried out, and when it is taken."""
    months = " / ".join(number(value) for value in variant.months)
    if not named:
        return months
    return f"{variant.label['fr']} {months}" + (f" (si {phrase(variant.when)})" if variant.when else "")


def _not_measured(condition: dict[str, Any]) -> str:
    fields = {field["name"] for field in resource("fields/cnig_friches")["fields"]}
    there = fields | set(columns()) | set(texts()["emprise"])
    missing = [name for name in columns_of(condition) if name not in there and not name.startswith(NEED)]
    return ", ".join(map(code, missing)) or "–"


def classes() -> str:
    """List the classes of readiness with their conditions."""
    procedures = load_procedures()
    rows = []
    for said in procedures.classes:
        most = said.months_max
        needs = ["toute durée" if most is None else f"{number(most)} mois au plus"]
        if said.no_heavy:
            needs.append("aucune étape de travaux lourds ouverte ou inconnue")
        if said.nothing_unknown:
            needs.append("aucune étape inconnue")
        if said.none_of:
            needs.append(f"rien d'ouvert ni d'inconnu dans {', '.join(map(code, said.none_of))}")
        rows.append((said.id, said.label["fr"], " ; ".join(needs)))
    rows.append((procedures.vetoed.id, procedures.vetoed.label["fr"], "un veto est certain"))
    return table(("Classe", "Nom", "Conditions"), rows)
