"""The columns of the planning measure."""

from __future__ import annotations

from ..measure import Column

ZONED = ("zone_urba", "secteur_cc")
BUILT, PEOPLE = ("batiment",), ("equipement_sensible",)
CROW = "à vol d'oiseau"
SHARES = "parts du site couvertes, la plus grande d'abord"
ASSUMED = "un logement par bâtiment résidentiel sans nombre"
RULE = "rubrique 39, d'après le zonage et non l'état du sol"

COLUMNS = (
    Column(
        "zone_vocation",
        "real",
        "",
        "Vocation économique du zonage (0 à 1)",
        "Economic purpose of the zoning (0 to 1)",
        ZONED,
    ),
    Column("zone_dominante", "text", "", "Vocation dominante du zonage", "Main purpose of the zoning", ZONED),
    Column("zone_compatible_part", "real", "", "Part en zone compatible", "Share in a compatible zone", ZONED),
    Column(
        "zone_u",
        "text",
        "",
        "Principalement en zone U ou secteur constructible",
        "Mainly in a U zone or constructible sector",
        ZONED,
    ),
    Column(
        "viabilise",
        "text",
        "",
        "Desservi par les réseaux publics",
        "Served by public networks",
        ZONED,
        "déduit du type de zone",
    ),
    Column("zone_libelle", "text", "", "Zone majoritaire", "Majority zone", ZONED),
    Column("zone_libelle_part", "real", "", "Part de la zone majoritaire", "Share of the majority zone", ZONED),
    Column("zones", "text", "", "Zones et parts", "Zones and shares", ZONED, SHARES),
    Column("zone_document", "text", "", "Document d'urbanisme", "Planning document", ZONED),
    Column(
        "zone_couverte_part", "real", "", "Part du site que des zones couvrent", "Share of the site in zones", ZONED
    ),
    Column(
        "zone_superposee_part",
        "real",
        "",
        "Part du site où des zones se superposent",
        "Share of the site where zones overlap",
        ZONED,
        "somme des parts moins la part couverte",
    ),
    Column(
        "prescriptions",
        "text",
        "",
        "Prescriptions du plan",
        "Prescriptions of the plan",
        ("prescription_surf",),
        SHARES,
    ),
    Column(
        "informations",
        "text",
        "",
        "Périmètres des annexes du plan",
        "Perimeters in the plan's annexes",
        ("information_surf",),
        SHARES,
    ),
    Column("servitudes", "text", "", "Servitudes d'utilité publique", "Public easements", ("servitude",), SHARES),
    Column("zae", "text", "", "Zone d'activité", "Business park", ("zae",)),
    Column("zae_nom", "text", "", "Nom de la zone d'activité", "Name of the business park", ("zae",)),
    *(
        Column(
            f"logements_{metres}m",
            "integer",
            "logements",
            f"Logements à {metres} m au plus",
            f"Dwellings within {metres} m",
            BUILT,
            CROW,
        )
        for metres in (100, 200, 500)
    ),
    *(
        Column(
            f"logements_supposes_{metres}m",
            "integer",
            "logements",
            f"Dont supposés, à {metres} m au plus",
            f"Of these assumed, within {metres} m",
            BUILT,
            ASSUMED,
        )
        for metres in (100, 200, 500)
    ),
    Column(
        "sensibles_200m",
        "integer",
        "équipements",
        "Équipements sensibles à 200 m au plus",
        "Sensitive facilities within 200 m",
        PEOPLE,
        CROW,
    ),
    Column(
        "sensible_nom",
        "text",
        "",
        "Équipement sensible le plus proche",
        "Nearest sensitive facility",
        PEOPLE,
    ),
    Column(
        "sensible_m",
        "real",
        "m",
        f"Équipement sensible le plus proche, {CROW}",
        "Nearest sensitive facility, straight line",
        PEOPLE,
        CROW,
    ),
    Column("rubrique_39", "text", "", "Évaluation environnementale, rubrique 39", "Assessment, rubric 39", ZONED, RULE),
    Column(
        "rubrique_39_systematique",
        "text",
        "",
        "Évaluation environnementale systématique",
        "Systematic environmental assessment",
        ZONED,
        RULE,
    ),
    Column("rubrique_39_motif", "text", "", "Motif de la rubrique 39", "Reason by rubric 39", ZONED),
)
