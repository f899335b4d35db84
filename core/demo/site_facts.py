"""What is known of each known site, from the shape and the surroundings it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .known import Known

Fact = dict[str, Any]

#: kinds of owners (catpro3) of the known sites that are public
PUBLIC = {"P1b", "P3a", "P4a", "P5a", "F2a", "F5a"}
#: metres of the straight roads that lead from known sites, all driven at 60 km/h
ROAD_METRES = {"a": 2_000.0, "b": 750.0, "c": 5_000.0}


def fact(
    name: str, column: str, value: Any, unit: str | None = None, tolerance: float | None = None, comment: str = ""
) -> Fact:
    """Make one known fact: what is known, the column that should hold it, its value, and how exact it is."""
    return {"fait": name, "colonne": column, "valeur": value, "unite": unit, "tolerance": tolerance, "comment": comment}


def facts_of_site(one: Known) -> list[Fact]:
    """List what is known of a site."""
    return [*_land(one), *_access(one), *_energy(one), *_risk(one), *_pollution(one), *_nature(one), *_cover(one)]


def _land(one: Known) -> list[Fact]:
    west, south, east, north = one.box
    width, height, notch = east - west, north - south, float(one.said.get("encoche", 0.0))
    area, hull = width * height - notch**2, width * height - notch**2 / 2.0
    shape = f"rectangle de {width:.0f} m sur {height:.0f} m" + (f", moins un carré de {notch:.0f} m" if notch else "")
    owners = str(one.said["proprio_type"])
    public = "oui" if set(owners.split("|")) <= PUBLIC else "non"
    facts = [
        fact("surface", "surface_m2", area, "m²", 0.01, shape),
        fact("compacite", "compacite", area / hull, None, 1e-6, "surface rapportée à l'enveloppe convexe"),
        fact("maitrise_publique", "maitrise_publique", public, comment=f"proprio_type {owners}"),
    ]
    if not notch:
        lost = max(float(one.said.get(name, 0.0)) for name in ("part_rouge", "part_humide"))
        kept = f"{shape}, moins {lost:.0%} de sa largeur où l'on ne bâtit pas" if lost else shape
        short = min(width * (1.0 - lost), height)
        facts.append(fact("rectangle", "rectangle_petit_cote_m", short, "m", 0.5, kept))
    if "pente_pct" in one.said:
        slope = float(one.said["pente_pct"])
        facts.append(fact("pente", "pente_moyenne_pct", slope, "%", 0.01, "plan incliné sous le site et autour"))
    return facts


def _access(one: Known) -> list[Fact]:
    road = one.said.get("au_bout_de")
    if one.said.get("ile"):
        cut_off = "sur une île sans pont : aucun accès par la route"
        return [
            fact("ile", "autoroute_km", None, "km", None, cut_off),
            fact("ile_fret", "fret_km", None, "km", None, cut_off),
        ]
    if one.said.get("ite"):
        return [fact("ite", "ite_km", 0.0, "km", 1e-6, "embranchement en bon état sur le site")]
    if road is None:
        return []
    km = ROAD_METRES[road] / 1_000.0
    if road == "c":
        return [
            fact("fret", "fret_km", km, "km", 1e-4, "route droite, du bord du site à la gare de fret"),
            fact("fret_nom", "fret_nom", "Orvanne-Triage"),
        ]
    ramp = "route droite, en impasse, du bord du site au nœud où la bretelle d'entrée quitte la route"
    return [
        fact("autoroute", "autoroute_km", km, "km", 1e-4, ramp),
        fact("autoroute_minutes", "autoroute_min", km, "min", 1e-3, "60 km/h sur toute la route"),
    ]


def _energy(one: Known) -> list[Fact]:
    facts: list[Fact] = []
    crow = "à vol d'oiseau depuis le bord du site"
    if "poste_htb_m" in one.said:
        km = one.said["poste_htb_m"] / 1_000.0
        facts += [
            fact("poste_htb", "htb_km", km, "km", 1e-6, f"{crow} ; un poste de moins de 63 kV est plus près"),
            fact("poste_htb_nom", "htb_nom", "LES TROIS PYLONES"),
            fact("poste_htb_tension", "htb_kv", 225.0, "kV", 0.0),
            fact("poste_hta", "hta_km", one.said["poste_hta_m"] / 1_000.0, "km", 1e-6, crow),
        ]
    if "gaz_m" in one.said:
        facts.append(fact("gaz", "gaz_km", one.said["gaz_m"] / 1_000.0, "km", 1e-6, crow))
    return facts


def _risk(one: Known) -> list[Fact]:
    facts: list[Fact] = []
    if "part_rouge" in one.said:
        share = float(one.said["part_rouge"])
        facts += [
            fact("zone_rouge", "ppr_rouge_part", share, "part", 1e-6, "part du site en interdiction stricte"),
            fact("zone_rouge_inondation", "inondation", "rouge", comment="zone rouge d'un PPRI"),
        ]
        if share > 0.5:
            facts.append(fact("zone_rouge_veto", "veto", "oui", comment="veto au-delà de la moitié du site"))
    if one.said.get("argile_fort"):
        facts.append(fact("argile", "argile", "fort", comment="le site entier en aléa fort"))
        facts.append(fact("sol", "sol_geotechnique", "fort", comment="argiles en aléa fort"))
    if "part_ux" in one.said:
        share = float(one.said["part_ux"])
        facts.append(fact("zone_vocation", "zone_vocation", share, None, 1e-6, "le reste en zone A"))
        facts.append(fact("zone_majoritaire", "zone_libelle_part", max(share, 1.0 - share), "part", 1e-6))
    elif one.planned:
        facts.append(fact("zone_vocation", "zone_vocation", 1.0, None, 1e-6, "entièrement en UX (formdomi 0201)"))
        facts.append(fact("zone_majoritaire", "zone_libelle", "UX"))
        facts.append(fact("document", "zone_document", "PLUi"))
    return facts


def _pollution(one: Known) -> list[Fact]:
    if "part_sis" in one.said:
        share = float(one.said["part_sis"])
        return [
            fact("sis", "sis_part", share, "part", 1e-6, "part du site en SIS"),
            fact("pollution", "pollution_niveau", 5, comment="SIS sur plus de 5 % du site"),
        ]
    if one.said.get("basol"):
        return [fact("pollution", "pollution_niveau", 4, comment="instruction ex-BASOL en cours sur le site")]
    if one.said.get("casias"):
        return [fact("pollution", "pollution_niveau", 3, comment="point CASIAS sur le site, à la plaque adresse")]
    return []


def _nature(one: Known) -> list[Fact]:
    said, facts = one.said, []
    if "part_humide" in said:
        comment = "et espèces protégées observées sur le site : veto"
        facts.append(fact("zone_humide", "zone_humide_part", float(said["part_humide"]), "part", 1e-6, comment))
    if "part_natura" in said:
        facts += [
            fact("natura2000", "nature_part", float(said["part_natura"]), "part", 1e-6, "Natura 2000, rien d'autre"),
            fact(
                "reserve",
                "protection_forte_part",
                float(said["part_reserve"]),
                "part",
                1e-6,
                "plus de 5 % du site : veto",
            ),
        ]
    if "monument_m" in said:
        comment = "monument classé au nord, site dans ses abords de 500 m"
        facts.append(fact("monument", "monument_m", float(said["monument_m"]), "m", 0.01, comment))
        facts.append(fact("abords", "patrimoine", "abords", comment=comment))
    return facts


def _cover(one: Known) -> list[Fact]:
    if not one.said.get("ocsge_quarts"):
        return []
    area = (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])
    homes = f"un immeuble à {one.said['logements_m']} m du site, rien d'autre"
    quarters = "quatre quarts : bâti, goudronné, herbe à l'abandon (artificialisée), bois (non)"
    return [
        fact("artificialise", "artif_m2", area * 0.75, "m²", 0.5, quarters),
        fact("impermeable", "imper_m2", area * 0.5, "m²", 0.5, quarters),
        fact("artificialise_part", "artif_pct", 75.0, "%", 0.01, quarters),
        fact("artificialise_avant", "artif_avant_m2", area, "m²", 0.5, "en 2018 le bois était encore de l'herbe"),
        fact("artificialise_evolution", "artif_evolution_m2", -area * 0.25, "m²", 0.5, "le bois a poussé depuis 2018"),
        fact("vegetation", "vegetation_part", 0.5, "part", 1e-6, quarters),
        fact("artif_nouvelle", "nouvelle_artif_m2", area * 0.15, "m²", 0.5, "90 % du site, moins ce qui l'est déjà"),
        fact("enaf_evite", "enaf_evite_ha", area * 0.75 / 10_000.0, "ha", 1e-4, "tout le site, moins le bois"),
        fact("bati", "bati_surface", area * 0.25, "m²", 0.5, "un bâtiment, le quart du site"),
        fact("logements", "logements_100m", int(one.said["logements"]), "logements", 0.0, homes),
    ]
