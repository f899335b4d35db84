"""The columns of the artificialisation measure."""

from __future__ import annotations

from ..measure import Column

NOW = ("ocsge",)
BOTH = ("ocsge", "ocsge_avant")
LEAST = "au moins, là où la couverture ne dit pas tout"
SITE = "le programme occupe tout le site, d'abord ce qui est artificialisé"

COLUMNS = (
    Column("artif_m2", "real", "m²", "Surface artificialisée", "Artificialised area", NOW, LEAST),
    Column("artif_pct", "real", "%", "Part artificialisée", "Artificialised share", NOW),
    Column(
        "artif_origine",
        "text",
        "",
        "Qui dit ce qui est artificialisé (IGN, matrice)",
        "Who says what is artificialised (IGN, matrice)",
        NOW,
    ),
    Column(
        "artif_seuil_m2",
        "real",
        "m²",
        "Surface dont un seuil a changé le statut",
        "Area whose status a threshold changed",
        NOW,
        LEAST,
    ),
    Column("imper_m2", "real", "m²", "Surface imperméabilisée", "Sealed area", NOW, LEAST),
    Column("imper_pct", "real", "%", "Part imperméabilisée", "Sealed share", NOW),
    Column("vegetation_part", "real", "", "Part avec végétation", "Share with vegetation", NOW, LEAST),
    Column("ocsge_millesime", "text", "", "Millésime de l'OCS GE", "Vintage of the land cover", NOW),
    Column(
        "ocsge_couverte_part",
        "real",
        "",
        "Part de l'emprise couverte par l'OCS GE",
        "Share of the footprint that the land cover covers",
        NOW,
    ),
    Column("ocsge_lacune_m2", "real", "m²", "Lacune de l'OCS GE", "Gap of the land cover", NOW),
    Column(
        "ocsge_inconnu_m2",
        "real",
        "m²",
        "Surface aux codes OCS GE non compris",
        "Area whose land cover codes are not understood",
        NOW,
    ),
    Column(
        "ocsge_recouvrement_m2",
        "real",
        "m²",
        "Surface que deux polygones ou plus couvrent",
        "Area that two polygons or more cover",
        NOW,
    ),
    Column(
        "ocsge_desaccord_m2",
        "real",
        "m²",
        "Surface que l'un dit artificialisée, l'autre non",
        "Area that one polygon says artificialised, another not",
        NOW,
    ),
    Column(
        "artif_avant_m2",
        "real",
        "m²",
        "Surface artificialisée au millésime précédent",
        "Artificialised area at the vintage before",
        BOTH,
        LEAST,
    ),
    Column("ocsge_millesime_avant", "text", "", "Millésime précédent", "Vintage before", BOTH),
    Column(
        "artif_evolution_m2",
        "real",
        "m²",
        "Évolution de la surface artificialisée entre les deux millésimes",
        "Change of the artificialised area between the two vintages",
        BOTH,
    ),
    Column(
        "nouvelle_artif_m2",
        "real",
        "m²",
        "Artificialisation nouvelle par le programme",
        "New artificialisation by the programme",
        NOW,
        SITE,
    ),
    Column(
        "desartif_possible_m2",
        "real",
        "m²",
        "Surface que le programme peut désartificialiser",
        "Area that the programme can give back to nature",
        NOW,
        SITE,
    ),
    Column(
        "enaf_evite_ha",
        "real",
        "ha",
        "Espaces naturels, agricoles et forestiers épargnés",
        "Natural, farm and forest land spared",
        NOW,
        SITE,
    ),
)
