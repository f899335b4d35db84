"""What an inventory is checked for and brought to."""

from __future__ import annotations

from gisement.core.resources import listed, resource
from gisement.core.sites.findings import kinds

from .words import code, number, phrase, table

DECISIONS = {"fusion": "fusion", "a_verifier": "à vérifier", "distinct": "distincts"}
FAMILIES = {
    "inventaire": "La fiche",
    "lieu": "Le lieu",
    "valeurs": "Les valeurs",
    "controle": "Le contrôle",
}


def findings() -> str:
    """List the codes of findings by family: severity, what they say, the rule, the remedy."""
    said = []
    for family in sorted(listed("fields/constats"), key=list(FAMILIES).index):
        rows = [
            (code(name), kinds()[name]["gravite"], "oui" if kinds()[name]["reparable"] else "non")
            + (_without_facts(kinds()[name]["regle"]["fr"]), _without_facts(kinds()[name]["remede"]["fr"]))
            for name in resource(f"fields/constats/{family}")
        ]
        heading = ("Code", "Gravité", "Réparable", "Règle", "Remède")
        said.append(f"### {FAMILIES[family]}\n\n{table(heading, rows)}")
    return "\n\n".join(said)


def _without_facts(text: str) -> str:
    """Make a sentence of no particular case."""
    general = text.format(champ="le champ", valeur="…", correction="…")
    return general[:1].upper() + general[1:]


def merging() -> str:
    """List the rules by which two records are judged, in their order."""
    rows = [
        (code(rule["code"]), DECISIONS[rule["decision"]], phrase(rule["si"]), rule["motif"]["fr"])
        for rule in resource("merging/regles")["regles"]
    ]
    return table(("Code", "Décision", "Si", "Motif"), rows)


def evidence() -> str:
    """List what makes a candidate: evidence, layer, strength, what would confirm it."""
    rows = [
        (
            code(rule["id"]),
            rule["label"]["fr"],
            code(rule.get("role")) or "table de l'utilisateur",
            number(rule["points"]),
            "oui" if rule["decisif"] else "non",
            rule["a_confirmer"]["fr"],
        )
        for rule in resource("detection/indices")["indices"]
    ]
    return table(("Indice", "Sens", "Couche", "Points", "Décisif", "Ce qui le confirmerait"), rows)


def thresholds() -> str:
    """List the thresholds of detection."""
    said = resource("detection/indices")
    rows = [
        (code(name), number(entry["value"]), entry["unit"], entry["source"]) for name, entry in said["seuils"].items()
    ]
    rows += [
        (f"classe {entry['classe']}", number(entry["points"]), "points", entry["source"]) for entry in said["classes"]
    ]
    return table(("Seuil", "Valeur", "Unité", "Source"), rows)
