"""One site scored and one site scheduled by the engine, to show the formulas at work."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from gisement.core.readiness import assess, load_procedures
from gisement.core.scoring import load_profile, score

from .words import code, number, table, texts

PROFILE = "industrie_generale"
#: what is measured of the site that is scored
RAW = {
    "surface_utile_ha": 4.0,
    "compacite": 0.8,
    "autoroute_km": 3.0,
    "fret_km": 10.0,
    "htb_km": 7.5,
    "zone_vocation": 0.5,
}
#: what its vetoes and caps need
NO_VETO = {
    "ppr_rouge_part": 0.0,
    "zone_humide_part": 0.0,
    "protection_forte_part": 0.0,
    "zone_dominante": "urbaine générale",
    "surface_utile_part": 1.0,
    "surface_utile_part_max": 1.0,
    "halle_possible": "oui",
    "monument_sur_site": "non",
}
#: what is known of the site that is scheduled: nothing stands against it but what nobody has looked for
CLEAN = {
    "maitrise_publique": "oui",
    "zone_compatible_part": 1.0,
    "rubrique_39": "cas par cas",
    "rubrique_39_systematique": "non",
    "surface_m2": 20_000.0,
    "pollution_a_diagnostiquer": "non",
    "pollution_a_traiter": "non",
    "bati_a_demolir": "non",
    "viabilise": "oui",
}


def score_of_a_site() -> str:
    """Score one site, and once more with one veto unknown."""
    profile = load_profile(PROFILE)
    sites = pd.DataFrame([{**RAW, **NO_VETO}] * 2, index=pd.Index(["a", "b"], name="site_id"))
    sites.loc["b", "protection_forte_part"] = np.nan
    origins = pd.DataFrame(index=list(RAW), columns=["source", "millesime", "remarque"], dtype=object)
    scored = score(sites, profile, date(2026, 11, 22), origins)
    rows = scored.criteria[(scored.criteria["site_id"] == "a") & scored.criteria["utilite"].notna()]
    parts = rows["poids"] * rows["utilite"] ** profile.power
    known = rows["poids"].sum()
    lines = [
        [code(row.critere), number(row.valeur), row.unite, number(row.poids), number(row.utilite, 3)]
        + [number(part, 3), number(row.contribution, 1)]
        for row, part in zip(rows.itertuples(), parts)
    ]
    total = ["**somme**", "", "", number(known), "", number(parts.sum(), 3), number(rows["contribution"].sum(), 1)]
    sure, doubtful = scored.sites.loc["a"], scored.sites.loc["b"]
    said = texts()["phrases"]["note"].format(
        somme=number(parts.sum(), 3),
        connu=number(known),
        reste=number(profile.weights.sum() - known),
        score=number(sure["score"], 1),
        min=number(sure["score_min"], 1),
        max=number(sure["score_max"], 1),
        confiance=number(sure["confiance"], 1),
        collecter=sure["a_collecter"],
        min_veto=number(doubtful["score_min"], 1),
    )
    head = ("Critère", "Valeur", "Unité", "Poids w", "Utilité u", "w · uᵖ", "Contribution")
    return f"{table(head, [*lines, total])}\n\n{said}"


def months_of_a_site() -> str:
    """Lay out the procedures of one site."""
    sites = pd.DataFrame([CLEAN], index=pd.Index(["a"], name="site_id"))
    vetoed = pd.Series(False, index=sites.index)
    ready = assess(sites, load_procedures(), load_profile(PROFILE).need, vetoed, date(2026, 11, 22))
    counted = ready.procedures[ready.procedures["mois"].notna()]
    lines = [
        (row.libelle, code(row.statut), number(row.mois), f"{row.debut:%d/%m/%Y}", f"{row.fin:%d/%m/%Y}", row.critique)
        for row in counted.itertuples()
    ]
    site = ready.sites.loc["a"]
    said = texts()["phrases"]["delai"].format(
        probable=number(site["mois_avant_pret"]),
        min=number(site["mois_min"]),
        max=number(site["mois_max"]),
        classe=site["classe_maturite"],
        date=f"{site['date_prete']:%d/%m/%Y}",
        chemin=site["chemin_critique"],
    )
    return f"{table(('Étape comptée', 'Statut', 'Mois', 'Début', 'Fin', 'Critique'), lines)}\n\n{said}"
