"""What a zone of a risk prevention plan is about, and how strict it is: codes first, then words, then letters."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ...territory.words import plain_texts
from .answers import figures

#: what stands before the letters of the risks in the code of a zone: red or blue
COLOUR = re.compile(r"^[rb](?=[a-z])")


def hazards(zones: pd.DataFrame) -> pd.DataFrame:
    """Tell of each zone which kinds of risk it is about; of none of them where nobody says.

    The code of the hazard tells, else the words of the zone, else those of its plan, else the letters of its code.

    :param zones: rows with the fields of ``ppr_zone``.
    :returns: a row per zone, one boolean column per kind (`ppr.aleas` of the resources).
    """
    said = figures()["ppr"]["aleas"]
    texts = {name: plain_texts(zones[name]) for name in ("alea", "nom", "plan", "document", "procedure", "zone")}
    about = texts["plan"] + " " + texts["document"] + " " + texts["procedure"]
    letters = texts["zone"].map({code: _letters(code) for code in texts["zone"].unique()})
    steps = (
        {kind: texts["alea"].str.contains(rule["codes"]) for kind, rule in said.items()},
        {kind: texts["nom"].str.contains(rule["mots"]) for kind, rule in said.items()},
        {kind: about.str.contains(rule["plans"]) for kind, rule in said.items()},
        {kind: letters.map(lambda kinds, kind=kind: kind in kinds).astype(bool) for kind in said},
    )
    told = np.zeros((len(zones), len(said)), dtype=bool)
    for step in steps:
        found = np.column_stack([np.asarray(step[kind], dtype=bool) for kind in said])
        told = np.where(told.any(axis=1)[:, None], told, found)
    return pd.DataFrame(told, index=zones.index, columns=list(said))


def rules(zones: pd.DataFrame) -> pd.Series:
    """Give the class of each zone: ``rouge``, ``bleue``, ``hors aléa``, ``neutre``; None where its rule is unknown."""
    said = figures()["ppr"]
    rule = zones["reglement"].map(said["reglements"])
    exposed = (zones["expose"] == "oui") | hazards(zones)[said["hors_alea_bleue"]["alea"]].any(axis=1)
    return rule.mask((rule == "hors aléa") & exposed, "bleue").astype(object).where(rule.notna(), None)


def _letters(code: str) -> frozenset[str]:
    """Give the kinds of risk that all letters of a code name ("rg,v1" is a landslide and run-off); none if one is not
    understood.
    """
    meaning = {letter: kind for kind, rule in figures()["ppr"]["aleas"].items() for letter in rule["lettres"]}
    tokens = [token for token in re.split(r"[\s,;+/]+", COLOUR.sub("", code.strip())) if token]
    kinds = [meaning.get(re.sub(r"\d+$", "", token)) for token in tokens]
    return frozenset(kind for kind in kinds if kind is not None) if all(kinds) else frozenset()
