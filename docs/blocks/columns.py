"""Every column of a study: key, unit, meaning, formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gisement.core.measures import columns
from gisement.core.measures.planning.rubric_words import thresholds
from gisement.core.resources import resource

from .words import code, number, table, texts

if TYPE_CHECKING:
    from collections.abc import Callable

#: parts of a study whose columns the texts describe alone
PARTS = (
    "emprise",
    "notation",
    "maturite",
    "cout",
    "criteres",
    "procedures",
    "couts",
    "constats",
    "rectangles",
    "preuves",
    "etude",
)
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
        **_environment(resource("measures/environment")),
        **_energy(),
        **_planning(resource("measures/planning")),
        **_basin(resource("measures/basin")),
        **_artificialisation(resource("measures/artificialisation")),
        "inventaire_dit": pairs(pollution["inventaire_dit"]),
        "a_traiter_des": str(pollution["a_traiter_des"]["value"]),
        "suspect_des": str(pollution["suspect_des"]["value"]),
        **_pollution(pollution),
        "vieux_ans": str(profile["confidence"]["old_after_years"]),
        "cles_max": str(profile["ranking"]["key_unknown_max"]),
        "cles": ", ".join(code(key) for key in profile["ranking"]["key_criteria"]),
    }


def _pollution(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the pollution measure that the texts name."""
    return {
        "voisinage": number(said["voisinage_m"]["value"]),
        "communales_max": number(said["preuves"]["communales_max"]),
        "adresses_point": number(said["localisations"]["adresses_au_meme_point"]["value"]),
        "inventaire_suspecte": " ou ".join(f"« {word} »" for word in said["inventaire_suspecte"]),
        "propose": ", ".join(f"{rung} → {code(word)}" for rung, word in said["propose"]["niveaux"].items()),
    }


def _basin(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the basin measure that the texts name."""
    people, industry, cover = said["actifs"], said["etablissements"], said["couverture"]
    return {
        "ages": people["ages"]["value"],
        "minutes": number(people["minutes"]["value"]),
        "raccordement_habitants": number(people["raccordement_max"]["value"]),
        "partie_isolee": number(people["partie_isolee_km"]["value"]),
        "actifs_suffisants": f"{people['suffisant']['value']:,}".replace(",", " "),
        "couverture_min_bassin": f"{100 * cover['part_min']['value']:.0f} %",
        "rayon_actifs": number(cover["actifs_rayon_km"]["value"]),
        "divisions": f"{industry['divisions']['de']:02d} à {industry['divisions']['a']:02d}",
        "rayon_etab": number(industry["rayon_km"]["value"]),
        "artisanat": ", ".join(industry["hors_industrie"]["codes"]),
        "etab_suffisants": number(industry["suffisant"]["value"]),
        "secteurs": number(industry["secteurs"]["value"]),
        "rayon_formation": number(said["formations"]["rayon_km"]["value"]),
        "part_ti": f"{100 * said['territoire_industrie']['part_min']['value']:.0f} %",
    }


def _environment(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the environment measure that the texts name."""
    plans, soil, species = said["ppr"], said["sol"], said["especes"]
    decides = {key: f"{100 * value:.0f} %" for key, value in said["decide"]["parts"].items()}
    return {
        "part_min": f"{100 * said['part_min']['value']:.0f} %",
        "bleue_part": f"{100 * plans['bleue_part']['value']:.0f} %",
        "codes_inondation": "11…",
        "codes_mouvement": "12… et 31…",
        "codes_technologique": "2…",
        "decide_ppr": decides["ppr_rouge_part"],
        "decide_humide": decides["zone_humide_part"],
        "decide_protection": decides["protection_forte_part"],
        "decide_nature": decides["nature_part"],
        "scenarios_comptes": ", ".join(name for name, counts in said["zone_inondable"]["scenarios"].items() if counts),
        "protections_fortes": ", ".join(said["nature"]["protection_forte"]),
        "servitudes_protection": " et ".join(said["nature"]["servitudes"]),
        "pnr_poids": f"{100 * said['nature']['pnr_poids']['value']:.0f} %",
        "espece_precision": number(species["precision_max_m"]["value"]),
        "espece_maille": number(species["maille_max_m2"]["value"] / 1e6),
        "abords_m": number(said["patrimoine"]["abords_m"]["value"]),
        "archeo_m2": number(said["archeologie"]["surface_m2"]["value"]),
        "cavites_m": number(soil["cavites_m"]["value"]),
        "cavite_fort": number(soil["cavite_fort_m"]["value"]),
        "cavite_moyen": number(soil["cavite_moyen_m"]["value"]),
    }


def _artificialisation(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the artificialisation measure that the texts name."""
    least, known, plan = said["seuils"], said["connu_min"]["value"], said["programme"]
    return {
        "ensemble_min": f"{least['ensemble_min_m2']['value']:,}".replace(",", " "),
        "bati_min": number(least["bati"]["min_m2"]),
        "lecture_m": number(least["lecture_m"]["value"]),
        "connu_min": f"{100 * known:.0f} %",
        "inconnu_max": f"{100 * (1 - known):.0f} %",
        "couvertures_impermeables": ", ".join(said["impermeable"]["couvertures"]),
        "vegetation_decide": f"{100 * said['vegetation_decide']['value']:.0f} %",
        "dur_part": number(plan["bati_part"] + plan["impermeable_part"]),
        "programme": f"{100 * plan['bati_part']:.0f} % bâti, {100 * plan['impermeable_part']:.0f} % imperméabilisé, "
        f"{100 * plan['vert_part']:.0f} % vert",
        "enaf_ratio": number(said["enaf_ratio"]["value"]),
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


def _planning(said: dict[str, Any]) -> dict[str, str]:
    """Give the figures of the planning measure that the texts name."""
    kinds, zoning, homes = said["typezones"], said["zonage"], said["logements"]
    codes = {name: resource(f"urbanisme/{name}") for name in ("prescriptions", "informations")}

    def yes(column: str) -> str:
        return ", ".join(kind for kind, word in kinds[column].items() if word == "oui")

    def some(words: dict[str, str]) -> str:
        return ", ".join(list(dict.fromkeys(words.values()))[:8])

    def rules(zone: str) -> str:
        return ", ".join(f"{rule['regime']} dès {thresholds(rule)}" for rule in said["rubrique_39"][zone])

    return {
        "zonage_ordre": ", ".join(zoning["noms"].get(name) or code(name) for name in zoning["ordre"]),
        "zonage_margin": f"{100 * (1 - zoning['couverture_min']['value']):.0f} %",
        "zones_u": yes("zone_u"),
        "zones_viabilisees": yes("viabilise"),
        "effleurement": number(said["effleurement_m2"]["value"]),
        **{f"{name}_dites": some(words["dites"]) for name, words in codes.items()},
        "prescriptions_neutres": some(codes["prescriptions"]["neutres"]),
        "zae_dedans": f"{100 * said['zae']['part_dedans_min']['value']:.0f} %",
        "zae_contact": number(said["zae"]["contact_m"]["value"]),
        "zae_natures": ", ".join(f"« {name} »" for name in said["zae"]["natures"][:2]),
        "sur_site": f"{100 * homes['sur_site_part']['value']:.0f} %",
        "par_batiment": number(homes["par_batiment"]["value"]),
        "sensibles_m": number(said["sensibles"]["distance_m"]["value"]),
        "rubrique_39": f"hors zone U {rules('hors_zone_u')} ; en zone U {rules('zone_u')}",
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
        uses = ", ".join(use or "aucun" for use in said["usage"]) if "usage" in said else "tout usage"
        uses += ", industrie interdite (`destnon`)" if said.get("interdite") else ""
        worth = number(said["utilite"]), number(said["compatible"])
        rows.append((said["vocation"], ", ".join(said["typezone"]), uses, *worth))
    return table(("Vocation", "typezone", "Usage de la zone", "Utilité", "Compatible"), rows)


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
            needs.append(f"{100 * entry['part_min']:.0f} % du site au moins, tous secteurs ensemble")
        needs += [f"{code(column)} : {', '.join(values)}" for column, values in entry.get("si", {}).items()]
        rows.append((entry["niveau"], " ; ".join(needs)))
        if "niveau_contigu" in entry:
            rows.append(
                (
                    entry["niveau_contigu"],
                    f"la même fiche {entry['nom']} sur une parcelle contiguë : qui touche le site ou l'une de ses "
                    f"parcelles, à {number(said['parcelles']['contact_m']['value'])} m près",
                )
            )
    rows.sort(key=lambda row: -row[0])
    near = said["voisinage_m"]["value"]
    rows.append(
        (
            said["niveau_voisinage"],
            f"une fiche d'un de ces registres à {near} m au plus, ou sur le site sans ce qu'il faut plus haut ; ou "
            "dans la commune, mal localisée",
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
