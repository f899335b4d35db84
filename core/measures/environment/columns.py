"""The columns of the environment measure."""

from __future__ import annotations

from ..measure import Column

SUP = "servitude"
PLANS = ("ppr_zone", SUP)
AT_LEAST = "au moins ce qui est trouvé, si une partie du site n'est pas connue"
DECIDES = "vide si une partie du site n'est pas connue et que le reste ne suffit pas à juger"


def _share(key: str, fr: str, en: str, *roles: str, remark: str = AT_LEAST) -> Column:
    return Column(key, "real", "", fr, en, roles, remark)


def _text(key: str, fr: str, en: str, *roles: str, remark: str = "") -> Column:
    return Column(key, "text", "", fr, en, roles, remark)


NATURE = ("natura2000", "znieff", "zone_humide", "pnr")
MONUMENT = ("monument_historique", SUP)

COLUMNS = (
    _share("ppr_rouge_part", "Part en zone rouge d'un PPR", "Share in a red risk zone", *PLANS, remark=DECIDES),
    _share("ppr_bleu_part", "Part en zone bleue d'un PPR", "Share in a blue risk zone", *PLANS),
    _text("ppr_zones", "Zones des PPR sur le site", "Risk zones on the site", "ppr_zone"),
    _text("inondation", "Inondation : classe de PPR", "Flood: class of risk plan", *PLANS),
    _text("mouvement_terrain", "Mouvement de terrain : classe de PPR", "Ground movement: class of risk plan", *PLANS),
    _text("risque_technologique", "Risque technologique : classe de PPR", "Technological risk: class of plan", *PLANS),
    _share(
        "zone_inondable_part", "Part en zone inondable connue hors PPR", "Share in known flood areas", "zone_inondable"
    ),
    _text(
        "zone_inondable_scenario",
        "Zone inondable : crue la plus fréquente",
        "Flood area: most frequent event",
        "zone_inondable",
    ),
    _share("natura2000_part", "Part en Natura 2000", "Share in Natura 2000", "natura2000"),
    _share("znieff1_part", "Part en ZNIEFF de type 1", "Share in ZNIEFF of type 1", "znieff"),
    _share("znieff2_part", "Part en ZNIEFF de type 2", "Share in ZNIEFF of type 2", "znieff"),
    _share("zone_humide_part", "Part en zone humide", "Share in wetlands", "zone_humide", remark=DECIDES),
    _share(
        "protection_forte_part",
        "Part en réserve, arrêté de protection ou cœur de parc national",
        "Share in reserves, protection orders or the core of a national park",
        "reserve",
        SUP,
        remark=DECIDES,
    ),
    _share("pnr_part", "Part en parc naturel régional", "Share in a regional nature park", "pnr"),
    _share(
        "nature_part",
        "Part en Natura 2000, ZNIEFF ou zone humide (PNR pour moitié)",
        "Share in Natura 2000, ZNIEFF or wetlands (half of it for regional parks)",
        *NATURE,
        remark=DECIDES,
    ),
    _text("nature_zones", "Espaces naturels sur le site", "Natural areas on the site", *NATURE, "reserve"),
    _text(
        "especes_protegees",
        "Espèces protégées observées",
        "Protected species observed",
        "especes_protegees",
        remark="l'inventaire l'emporte ; non : aucune observation sur le site",
    ),
    _text("captage", "Périmètre de captage", "Water catchment perimeter", "captage", SUP),
    _share("captage_part", "Part en périmètre de captage", "Share in catchment perimeters", "captage", SUP),
    _text("patrimoine", "Patrimoine", "Heritage", *MONUMENT, "abords_mh", "spr"),
    _text("monument_sur_site", "Monument historique sur le site", "Listed monument on the site", *MONUMENT),
    Column(
        "monument_m",
        "real",
        "m",
        "Monument historique le plus proche",
        "Nearest listed monument",
        MONUMENT,
        "à vol d'oiseau",
    ),
    _text("monument_nom", "Monument historique le plus proche : nom", "Nearest listed monument: name", *MONUMENT),
    _share("abords_part", "Part en abords de monument", "Share in surroundings of monuments", "abords_mh", *MONUMENT),
    _share("spr_part", "Part en site patrimonial remarquable", "Share in an outstanding heritage site", "spr", SUP),
    _share("site_protege_part", "Part en site classé ou inscrit", "Share in a listed or registered site", SUP),
    _share("site_classe_part", "Part en site classé", "Share in a listed site", SUP),
    _share("site_inscrit_part", "Part en site inscrit", "Share in a registered site", SUP),
    _text("zppa", "En zone de présomption archéologique", "In an archaeological presumption zone", "zppa"),
    _text(
        "archeologie",
        "Diagnostic archéologique à prévoir",
        "Archaeological survey to be expected",
        "zppa",
        remark="3 ha et plus, ou en ZPPA",
    ),
    _text("argile", "Retrait-gonflement des argiles", "Shrink-swell of clay", "argile"),
    Column("cavites_500m", "integer", "", "Cavités à moins de 500 m", "Cavities within 500 m", ("cavite",)),
    Column("cavite_m", "real", "m", "Cavité la plus proche", "Nearest cavity", ("cavite",), "à vol d'oiseau"),
    _text("cavite_nom", "Cavité la plus proche : nom", "Nearest cavity: name", "cavite"),
    _text("sol_geotechnique", "Argiles et cavités", "Clay and cavities", "argile", "cavite"),
    _text(
        "environnement_inconnu",
        "Ce que l'on ignore de l'environnement",
        "What is not known of the environment",
        remark="couches absentes, ou qui ne couvrent pas tout le site",
    ),
)
