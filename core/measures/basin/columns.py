"""The columns of the basin measure."""

from __future__ import annotations

from ..measure import Column

#: what tells in which zone d'emploi a site lies; a figure of that zone rests on its own table, and is as old as that
ZONE = ("zone_emploi", "commune", "mouvement_commune")
CROW = "à vol d'oiseau"

COLUMNS = (
    Column(
        "commune_code",
        "text",
        "",
        "Commune du site (code INSEE)",
        "Municipality of the site (INSEE code)",
        ("commune",),
    ),
    Column("zone_emploi", "text", "", "Zone d'emploi (code)", "Employment area (code)", ZONE),
    Column("zone_emploi_nom", "text", "", "Zone d'emploi", "Employment area", ZONE),
    Column(
        "actifs_30min",
        "integer",
        "personnes",
        "Personnes en âge de travailler à moins de 30 min par la route",
        "Working-age people within 30 min by road",
        ("population", "troncon_de_route"),
        "en voiture, sans congestion",
    ),
    Column(
        "emploi_industriel_pct",
        "real",
        "%",
        "Part de l'industrie dans les emplois de la zone d'emploi",
        "Share of industry in the jobs of the employment area",
        ("emploi",),
        "emplois salariés",
    ),
    Column("emploi_industriel_annee", "integer", "", "Année de ces emplois", "Year of these jobs", ("emploi",)),
    Column(
        "chomage_pct",
        "real",
        "%",
        "Taux de chômage de la zone d'emploi",
        "Unemployment rate of the employment area",
        ("chomage",),
    ),
    Column("chomage_trimestre", "text", "", "Trimestre de ce taux", "Quarter of this rate", ("chomage",)),
    Column(
        "etab_industriels_10km",
        "integer",
        "établissements",
        f"Établissements industriels à moins de 10 km {CROW}",
        "Industrial establishments within 10 km, straight line",
        ("etablissement",),
        CROW,
    ),
    Column(
        "secteurs_voisins",
        "text",
        "",
        "Secteurs industriels voisins (division NAF et nombre)",
        "Industrial sectors next door (NAF division and count)",
        ("etablissement",),
    ),
    Column(
        "formation_km",
        "real",
        "km",
        f"Établissement de formation le plus proche, {CROW}",
        "Nearest training site, straight line",
        ("formation",),
        CROW,
    ),
    Column("formation_nom", "text", "", "Établissement de formation", "Training site", ("formation",)),
    Column(
        "formations_30km",
        "integer",
        "établissements",
        f"Établissements de formation à moins de 30 km {CROW}",
        "Training sites within 30 km, straight line",
        ("formation",),
        CROW,
    ),
    Column(
        "territoire_industrie",
        "text",
        "",
        "Territoire d'industrie",
        "In a Territoire d'industrie",
        ("territoire_industrie",),
    ),
    Column(
        "territoire_industrie_nom",
        "text",
        "",
        "Nom du Territoire d'industrie",
        "Name of the Territoire d'industrie",
        ("territoire_industrie",),
    ),
    Column(
        "logements_vacants_pct",
        "real",
        "%",
        "Logements vacants de la commune",
        "Vacant dwellings of the municipality",
        ("logement_vacant",),
        "parc privé",
    ),
)
