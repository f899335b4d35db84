"""The columns of the pollution measure."""

from __future__ import annotations

from ..measure import Column

#: the layers that must all have been searched before nothing found means nothing there
ROLES = ("sis", "instruction_pollution", "casias", "icpe")
#: the parcels tell which records lie next door
GRADED = (*ROLES, "parcelle")
ICPE = ("icpe",)

COLUMNS = (
    Column(
        "pollution_niveau",
        "integer",
        "0 à 5",
        "Indices de pollution (0 à 5)",
        "Evidence of pollution (0 to 5)",
        GRADED,
    ),
    Column("pollution_preuves", "text", "", "Preuves de pollution", "Pieces of evidence of pollution", GRADED),
    Column(
        "pollution_complet",
        "text",
        "",
        "Tous les registres de pollution consultés",
        "All pollution registers searched",
        ROLES,
    ),
    Column(
        "sol_pollution_propose",
        "text",
        "",
        "Pollution des sols proposée d'après les preuves",
        "Soil pollution proposed from the evidence",
        GRADED,
    ),
    Column("pollution_a_traiter", "text", "", "Sol à dépolluer", "Soil to be treated", GRADED),
    Column("pollution_a_diagnostiquer", "text", "", "Sol à diagnostiquer", "Soil to be surveyed", GRADED),
    Column(
        "sis_part",
        "real",
        "",
        "Part du site en secteur d'information sur les sols",
        "Share of the site in a soil information sector",
        ("sis",),
    ),
    Column(
        "icpe_nombre", "integer", "", "Installations classées sur le site", "Classified installations on site", ICPE
    ),
    Column(
        "icpe_regime",
        "text",
        "",
        "Régime le plus contraignant des installations du site",
        "Strictest regime of the installations on site",
        ICPE,
    ),
    Column(
        "icpe_etat",
        "text",
        "",
        "État d'activité des installations du site",
        "State of activity of the installations on site",
        ICPE,
    ),
    Column("seveso", "text", "", "Établissement Seveso sur le site", "Seveso establishment on site", ICPE),
    Column(
        "seveso_m",
        "real",
        "m",
        "Établissement Seveso le plus proche, à vol d'oiseau",
        "Nearest Seveso establishment, straight line",
        ICPE,
        "à vol d'oiseau",
    ),
    Column("seveso_nom", "text", "", "Établissement Seveso", "Seveso establishment", ICPE),
)
