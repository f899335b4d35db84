"""The columns of the access measure."""

from __future__ import annotations

from ..measure import Column

ROADS, RAIL = ("troncon_de_route",), ("troncon_de_voie_ferree",)
CROW = "à vol d'oiseau"


def _by_road(key: str, fr: str, en: str, name_fr: str, name_en: str, roles: tuple[str, ...]) -> tuple[Column, ...]:
    """Make the three columns of a kind of facility: kilometres and minutes by road, and its name."""
    read = (*roles, *ROADS)
    return (
        Column(f"{key}_km", "real", "km", f"{fr} par la route", f"{en} by road", read),
        Column(f"{key}_min", "real", "min", f"{fr} : temps poids lourd", f"{en}: lorry time", read),
        Column(f"{key}_nom", "text", "", name_fr, name_en, read),
    )


COLUMNS = (
    Column("voirie_m", "real", "m", "Distance à la route", "Distance to the road", ROADS),
    Column("acces_etat", "text", "", "Raccordement à la route", "Connection to the road", ROADS),
    Column("desserte_pl", "text", "", "Desserte poids lourds", "Lorry access", ROADS),
    Column("desserte_pl_m", "real", "m", "Route poids lourds par la route", "Lorry road by road", ROADS),
    Column("autoroute_km", "real", "km", "Accès autoroutier par la route", "Motorway access by road", ROADS),
    Column(
        "autoroute_min",
        "real",
        "min",
        "Temps poids lourd jusqu'à l'accès autoroutier",
        "Lorry time to the motorway access",
        ROADS,
    ),
    Column("autoroute_acces", "text", "", "Accès autoroutier", "Motorway access", ROADS),
    Column(
        "autoroute_limite",
        "text",
        "",
        "Ce qui limite un poids lourd en chemin",
        "What limits a lorry on the way",
        ROADS,
    ),
    Column(
        "autoroute_detour_km",
        "real",
        "km",
        "Détour du poids lourd vers l'autoroute",
        "Detour of a lorry to the motorway",
        ROADS,
    ),
    *_by_road("fret", "Gare de fret", "Freight station", "Gare de fret", "Freight station", ("gare_fret",)),
    *_by_road("port", "Port ou quai", "Port or quay", "Port ou quai", "Port or quay", ("port", "quai")),
    *_by_road("aeroport", "Aéroport", "Airport", "Aéroport", "Airport", ("aeroport",)),
    Column("ite", "text", "", "Embranchement ferroviaire (ITE)", "Private siding", ("ite",)),
    Column(
        "ite_km", "real", "km", f"ITE la plus proche, {CROW}", "Nearest private siding, straight line", ("ite",), CROW
    ),
    Column("ite_nom", "text", "", "ITE la plus proche", "Nearest private siding", ("ite",)),
    Column("ite_etat", "text", "", "État de cette ITE", "State of that siding", ("ite",)),
    Column(
        "ite_train_entier",
        "text",
        "",
        "Train entier possible sur cette ITE",
        "Full train possible on that siding",
        ("ite",),
    ),
    Column("ite_voie_m", "real", "m", "Longueur de voie de cette ITE", "Length of track of that siding", ("ite",)),
    Column(
        "voie_fret_km",
        "real",
        "km",
        f"Voie ferrée ouverte au fret, {CROW}",
        "Railway track open to freight, straight line",
        RAIL,
        CROW,
    ),
    Column("voie_fret_nom", "text", "", "Voie ferrée ouverte au fret", "Railway track open to freight", RAIL),
    Column(
        "voie_navigable_km",
        "real",
        "km",
        f"Voie navigable, {CROW}",
        "Waterway, straight line",
        ("voie_navigable",),
        CROW,
    ),
    Column("voie_navigable_nom", "text", "", "Voie navigable", "Waterway", ("voie_navigable",)),
)
