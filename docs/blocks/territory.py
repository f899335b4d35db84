"""The roles of a territory and the schemas in which each may come."""

from __future__ import annotations

from typing import Any

from gisement.core.background import LAYERS
from gisement.core.measures import columns
from gisement.core.resources import listed, resource
from gisement.core.territory.catalogue import OUTLINE_ROLES

from .words import code, table


def roles() -> str:
    """List the roles: geometry, and the columns that read each."""
    shapes = {"point": "points", "line": "lignes", "polygon": "surfaces", "raster": "raster", "any": "table ou couche"}
    drawn = {role for role, _, _ in LAYERS.values()}
    rows = []
    for role, said in resource("catalogue/roles").items():
        uses = [code(key) for key, column in columns().items() if role in column.roles]
        uses += ["contour du territoire"] if role in OUTLINE_ROLES else []
        uses += ["accès nommés par le territoire"] if role == "acces_autoroute" else []
        uses += ["fond de carte"] if role in drawn else []
        rows.append((code(role), said["label"]["fr"], shapes[said["geometry"]], ", ".join(uses) or "pas encore lu"))
    return table(("Rôle", "Couche", "Géométrie", "Sert à"), rows)


def dialects() -> str:
    """List, per role, the schemas recognised and how each field is read."""
    parts = []
    for role in (role for role in resource("catalogue/roles") if role in listed("catalogue/dialects")):
        rows = []
        for said in resource(f"catalogue/dialects/{role}")["dialects"]:
            kept = [_kept(rule) for rule in said.get("where", ())]
            read = ", ".join(f"{field} ← {_read_from(form)}" for field, form in said["fields"].items())
            rows.append((said["label"], ", ".join(map(code, said["columns"])), " ; ".join(kept) or "toutes", read))
        parts.append(
            f"### {role}\n\n" + table(("Schéma", "Reconnu aux colonnes", "Lignes gardées", "Champs lus"), rows)
        )
    return "\n\n".join(parts)


def _kept(rule: dict[str, Any]) -> str:
    values = ", ".join(map(str, rule.get("in") or rule["not_in"]))
    return f"{code(rule['column'])} {'parmi' if 'in' in rule else 'hors de'} : {values}"


def _read_from(form: Any) -> str:
    if isinstance(form, str):
        return code(form)
    if not form.get("rules", True):
        return str(form.get("otherwise"))
    if "rules" in form:
        return "règles sur " + " ".join(map(code, dict.fromkeys(name for when, _ in form["rules"] for name in when)))
    if "first_of" in form:
        return " ou ".join(map(_read_from, form["first_of"]))
    if "says" in form:
        return "mots de " + " ".join(map(code, form["in"]))
    if "layer_name" in form:
        return "nom de la couche"
    if "constant" in form:
        return str(form["constant"])
    if "first_match" in form:
        return " ou ".join(map(code, form["first_match"])) + ", au début du texte"
    if "sum" in form:
        return " + ".join(map(code, form["sum"]))
    if "join" in form:
        return " puis ".join(map(code, form["join"]))
    return code(form["column"])
