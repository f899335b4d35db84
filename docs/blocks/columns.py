"""Every column of a study: key, unit, meaning, formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisement.core.measures import columns
from gisement.core.resources import resource

from .words import code, number, table, texts

if TYPE_CHECKING:
    from collections.abc import Callable

#: parts of a study whose columns the texts describe alone
PARTS = ("emprise", "notation", "maturite", "criteres", "procedures", "constats", "rectangles", "etude")
KINDS = {"text": "texte", "integer": "nombre", "year": "année", "date": "date", "uri": "adresse web"}


def _figures() -> dict[str, str]:
    """Give the figures that the texts of columns name, from the resources."""
    land, access, pollution = (resource(f"measures/{name}") for name in ("land", "access", "pollution"))
    profile = resource("profiles/industrie_generale")

    def pairs(said: dict[str, str]) -> str:
        return ", ".join(f"« {word} » → {code(meaning)}" for word, meaning in said.items())

    return {
        "codes_publics": ", ".join(land["maitrise_publique"]["codes"]),
        "familles_publiques": ", ".join(land["maitrise_publique"]["familles"]),
        "etats_bati": pairs(land["bati_a_demolir"]["etats"]),
        **_land(land, pairs),
        **_access(access),
        **_energy(),
        "zones_viabilisees": ", ".join(resource("measures/planning")["viabilise"]["oui"]),
        "inventaire_dit": pairs(pollution["inventaire_dit"]),
        "a_traiter_des": str(pollution["a_traiter_des"]["value"]),
        "suspect_des": str(pollution["suspect_des"]["value"]),
        "vieux_ans": str(profile["confidence"]["old_after_years"]),
        "cles_max": str(profile["ranking"]["key_unknown_max"]),
        "cles": ", ".join(code(key) for key in profile["ranking"]["key_criteria"]),
    }


def _access(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the access measure that the texts name."""
    vehicle, serving = said["vehicule"], said["desserte_pl"]
    return {
        "part_limite": f"{100 * said['vitesses']['part_de_la_limite']:.0f} %",
        "raccordement_exclu": ", ".join(said["raccordement_exclu"]),
        "classes_exclues": ", ".join(said["classes_exclues"]),
        "voies_sans_acces": ", ".join(said["acces"]["voies_sans_acces"]),
        "voie_express_min_km": number(said["acces"]["voie_express_min_km"]["value"]),
        "voie_express_suite_km": number(said["acces"]["voie_express_suite_km"]["value"]),
        "carrefour": number(said["acces"]["carrefour_importance_max"]["value"]),
        "portee": number(said["portee"]["value"]),
        "vehicule": ", ".join(
            f"{limit['nom']} {number(vehicle[limit['vehicule']])} {limit['unite']}"
            for limit in said["limites"].values()
        ),
        "facade": number(said["facade"]["value"]),
        "raccordement_max": number(said["raccordement_max"]["value"]),
        "detour_min": number(said["detour_min"]["value"]),
        "pl_importance": number(serving["importance_max"]),
        "pl_largeur": number(serving["largeur_min_m"]),
        "ite_classes": ", ".join(f"« {one['classe']} »" for one in said["ite"]["classes"]),
    }


def _land(said: dict[str, Any], pairs: Callable[[dict[str, str]], str]) -> dict[str, str]:
    """Give the figures of the land measure that the texts name."""
    usable, slope, built = said["surface_utile"], said["pente"], said["bati"]
    width, least = usable["largeur_min_m"]["value"], built["morceau"]
    kinds = (
        each["categorie"] + (f" ({', '.join(each['types'])})" if "types" in each else "")
        for each in usable["servitudes"]
    )
    classes = (
        f"« {each['classe']} » " + ("au-delà" if each["sous_pct"] is None else f"sous {each['sous_pct']} %")
        for each in slope["terrassement"]["classes"]
    )
    return {
        "reglements_ppr": ", ".join(usable["ppr"]["reglement"]),
        "servitudes": ", ".join(kinds),
        "pente_max": number(usable["pente_max_pct"]["value"]),
        "largeur_min": number(width),
        "demi_largeur": number(width / 2),
        "couverture_min": f"{100 * slope['couverture_min']['value']:.0f} %",
        "terrassement": ", ".join(classes),
        "part_batiment": f"{100 * least['part_min']:.0f} %",
        "surface_batiment": number(least["surface_min_m2"]),
        "etats_reutilisables": pairs(built["etats"]),
    }


def _energy() -> dict[str, str]:
    """Give the figures of the energy measure."""
    said = resource("measures/energy")
    levels = said["puissance"]["niveaux"]

    def upto(megawatts: float | None) -> str:
        return "au-delà" if megawatts is None else f"jusqu'à {number(megawatts)} MW"

    return {
        "tension_min_kv": str(said["tension_min_kv"]["value"]),
        "tension_deduite_m": str(said["tension_deduite_m"]["value"]),
        "reseau_present_m": str(said["presence"]["distance_m"]["value"]),
        "htb2_des_mw": str(said["puissance"]["htb2_des_mw"]["value"]),
        "niveaux_puissance": ", ".join(f"{code(level['niveau'])} {upto(level['max_mw'])}" for level in levels),
        "proche_puissance": ", ".join(f"{level['niveau']} {number(level['proche_km'])} km" for level in levels),
        **{f"domaine_{name}": words for name, words in said["domaines"]["noms"].items()},
    }


def listed(part: str) -> str:
    """List the columns of one part of a study: key, unit, meaning or formula."""
    figures = _figures()
    rows = ((code(key), unit, text.format_map(figures)) for key, (unit, text) in texts()[part].items())
    return table(("Colonne", "Unité", "Sens, formule"), rows)


def measures() -> str:
    """List the columns of the measures: key, label, unit, roles read, formula."""
    said, figures = texts()["mesures"], _figures()
    rows = []
    for key, column in columns().items():
        read = " ".join(map(code, column.roles)) or "inventaire"
        rows.append((code(key), column.fr, column.unit, read, said[key].format_map(figures)))
    return table(("Colonne", "Sens", "Unité", "Couches lues", "Formule"), rows)


def inventory() -> str:
    """List the fields of the standard, and the names that producers give them."""
    others: dict[str, list[str]] = {}
    for source in resource("fields/alias")["sources"]:
        for name, aliases in source["alias"].items():
            others.setdefault(name, []).extend(alias for alias in aliases if alias not in others.get(name, ()))
    rows = [
        (
            code(field["name"]),
            field["label"]["fr"],
            KINDS[field["type"]],
            " ".join(map(code, others.get(field["name"], ()))),
        )
        for field in resource("fields/cnig_friches")["fields"]
    ]
    return table(("Champ", "Sens", "Type", "Autres noms"), rows)


def vocations() -> str:
    """List the vocations of planning zones with what they are worth."""
    rows = []
    for said in resource("measures/planning")["vocations"]:
        purpose = ", ".join(said.get("formdomi", ())) or "autre ou inconnue"
        worth = number(said["utilite"]), number(said["compatible"])
        rows.append((said["vocation"], ", ".join(said["typezone"]), purpose, *worth))
    return table(("Vocation", "typezone", "formdomi commence par", "Utilité", "Compatible"), rows)


def ladder() -> str:
    """List the levels of evidence of pollution, the strongest first."""
    said = resource("measures/pollution")
    rows = [
        (entry["niveau"], f"numéro {entry['nom']} donné par l'inventaire ({code(column)})")
        for column, entry in said["inventaire"].items()
    ]
    for role, entry in said["registres"].items():
        needs = [f"{entry['nom']} ({code(role)}) sur l'emprise"]
        if "part_min" in entry:
            needs.append(f"{100 * entry['part_min']:.0f} % du site au moins")
        needs += [f"{code(column)} : {', '.join(values)}" for column, values in entry.get("si", {}).items()]
        rows.append((entry["niveau"], " ; ".join(needs)))
    rows.sort(key=lambda row: -row[0])
    near = said["voisinage_m"]["value"]
    rows.append(
        (
            said["niveau_voisinage"],
            f"une fiche d'un de ces registres à {near} m au plus, ou sur le site sans ce qu'il faut plus haut",
        )
    )
    rows.append((0, "rien, les quatre registres lus, emprise connue"))
    return table(("Niveau", "Preuve"), rows)


def speeds() -> str:
    """List the speeds of heavy vehicles by class of road."""
    said = resource("measures/access")
    rows = [
        (name, entry["usuelle_kmh"], entry["poids_lourd_max_kmh"])
        for name, entry in said["vitesses"]["classes"].items()
        if name not in said["classes_exclues"]
    ]
    return table(("Classe de route", "Vitesse usuelle (km/h)", "Plafond poids lourds (km/h)"), rows)


def backgrounds() -> str:
    """List the background layers."""
    return table(("Couche", "Contenu"), ((code(name), text) for name, text in texts()["fonds"].items()))
