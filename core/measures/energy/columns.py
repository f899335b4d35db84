"""The columns of the energy measure."""

from __future__ import annotations

from ..measure import Column

CROW = "à vol d'oiseau"
HTB = ("poste_htb", "ligne_electrique")
LINE = ("ligne_electrique",)
POWER = ("poste_hta", *HTB)


def _pair(key: str, fr: str, en: str, roles: tuple[str, ...], named: tuple[str, str]) -> tuple[Column, Column]:
    """Make the two columns of what is nearest: its distance and its name."""
    return (
        Column(f"{key}_km", "real", "km", f"{fr}, {CROW}", f"{en}, straight line", roles, CROW),
        Column(f"{key}_nom", "text", "", *named, roles),
    )


COLUMNS = (
    *_pair(
        "hta",
        "Poste HTA/BT ou ligne HTA le plus proche",
        "Nearest medium-voltage substation or line",
        ("poste_hta", "ligne_electrique"),
        ("Poste HTA/BT ou ligne HTA", "Medium-voltage substation or line"),
    ),
    Column(
        "htb_km",
        "real",
        "km",
        f"Poste HTB le plus proche, {CROW}",
        "Nearest high-voltage substation, straight line",
        HTB,
        CROW,
    ),
    Column("htb_kv", "real", "kV", "Tension du poste HTB", "Voltage of the high-voltage substation", HTB),
    Column("htb_nom", "text", "", "Poste HTB", "High-voltage substation", HTB),
    *_pair(
        "poste_source",
        "Poste source (HTB/HTA) le plus proche",
        "Nearest primary substation",
        HTB,
        ("Poste source", "Primary substation"),
    ),
    *_pair(
        "htb1",
        "Poste de 63 à 150 kV le plus proche",
        "Nearest substation of 63 to 150 kV",
        HTB,
        ("Poste de 63 à 150 kV", "Substation of 63 to 150 kV"),
    ),
    *_pair(
        "htb2",
        "Poste de 225 kV le plus proche",
        "Nearest substation of 225 kV",
        HTB,
        ("Poste de 225 kV", "Substation of 225 kV"),
    ),
    *_pair(
        "htb3",
        "Poste de 400 kV le plus proche",
        "Nearest substation of 400 kV",
        HTB,
        ("Poste de 400 kV", "Substation of 400 kV"),
    ),
    *_pair(
        "ligne_htb1",
        "Ligne de 63 à 150 kV la plus proche",
        "Nearest line of 63 to 150 kV",
        LINE,
        ("Ligne de 63 à 150 kV", "Line of 63 to 150 kV"),
    ),
    *_pair(
        "ligne_htb2",
        "Ligne de 225 kV la plus proche",
        "Nearest line of 225 kV",
        LINE,
        ("Ligne de 225 kV", "Line of 225 kV"),
    ),
    *_pair(
        "ligne_htb3",
        "Ligne de 400 kV la plus proche",
        "Nearest line of 400 kV",
        LINE,
        ("Ligne de 400 kV", "Line of 400 kV"),
    ),
    *_pair(
        "gaz", "Réseau de gaz le plus proche", "Nearest gas network", ("reseau_gaz",), ("Réseau de gaz", "Gas network")
    ),
    *_pair(
        "gaz_transport",
        "Canalisation de transport de gaz la plus proche",
        "Nearest gas transmission pipeline",
        ("reseau_gaz",),
        ("Canalisation de transport de gaz", "Gas transmission pipeline"),
    ),
    *_pair(
        "gaz_distribution",
        "Réseau de distribution de gaz le plus proche",
        "Nearest gas distribution network",
        ("reseau_gaz",),
        ("Réseau de distribution de gaz", "Gas distribution network"),
    ),
    *_pair(
        "chaleur",
        "Réseau de chaleur le plus proche",
        "Nearest heat network",
        ("reseau_chaleur",),
        ("Réseau de chaleur", "Heat network"),
    ),
    *_pair(
        "eau",
        "Réseau d'eau potable le plus proche",
        "Nearest drinking water network",
        ("reseau_eau",),
        ("Réseau d'eau potable", "Drinking water network"),
    ),
    *_pair(
        "assainissement",
        "Réseau d'assainissement le plus proche",
        "Nearest waste water network",
        ("reseau_assainissement",),
        ("Réseau d'assainissement", "Waste water network"),
    ),
    *_pair(
        "fibre",
        "Fibre optique la plus proche",
        "Nearest optical fibre",
        ("reseau_fibre",),
        ("Réseau de fibre optique", "Optical fibre network"),
    ),
    Column("desservi_eau", "text", "", "Desservi en eau potable", "Served with drinking water", ("reseau_eau",)),
    Column(
        "desservi_assainissement",
        "text",
        "",
        "Desservi par l'assainissement",
        "Served by the sewer",
        ("reseau_assainissement",),
    ),
    Column("desservi_fibre", "text", "", "Desservi par la fibre optique", "Served by optical fibre", ("reseau_fibre",)),
    Column(
        "reseaux",
        "real",
        "",
        "Part des réseaux présents (eau, assainissement, fibre) parmi les connus",
        "Share of the networks present (water, waste water, fibre) among those known",
        ("reseau_eau", "reseau_assainissement", "reseau_fibre"),
        "part des réponses connues",
    ),
    Column("puissance_mw", "real", "MW", "Puissance demandée par le profil", "Power that the profile asks for"),
    Column(
        "puissance_niveau",
        "text",
        "",
        "Niveau de raccordement (BT, HTA, HTB)",
        "Voltage level of the connection (BT, HTA, HTB)",
    ),
    Column(
        "puissance_km",
        "real",
        "km",
        f"Ouvrage de raccordement de ce niveau, {CROW}",
        "What a connection of that level leads to, straight line",
        POWER,
        CROW,
    ),
    Column(
        "puissance_nom",
        "text",
        "",
        "Ouvrage de raccordement de ce niveau",
        "What a connection of that level leads to",
        POWER,
    ),
    Column("puissance_proche", "text", "", "Ouvrage de raccordement proche", "Connection near", POWER),
)
