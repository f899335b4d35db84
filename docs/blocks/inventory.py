"""What an inventory is checked for and brought to."""

from __future__ import annotations

from gisement.core.resources import listed, resource
from gisement.core.sites.findings import kinds

from .words import code, table

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
            + (kinds()[name]["regle"]["fr"], kinds()[name]["remede"]["fr"])
            for name in resource(f"fields/constats/{family}")
        ]
        heading = ("Code", "Gravité", "Réparable", "Règle", "Remède")
        said.append(f"### {FAMILIES[family]}\n\n{table(heading, rows)}")
    return "\n\n".join(said).replace("{champ}", "Le champ").replace("{valeur}", "…").replace("{correction}", "…")
