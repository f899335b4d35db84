"""The columns of the land measure."""

from __future__ import annotations

from ..measure import Column

SUBTRACTED = ("ppr_zone", "zone_humide", "servitude", "mnt")
KNOWN_ONLY = "ôté ce que les couches données disent inutilisable"
BUILT = ("batiment",)
WITHOUT_LIGHT = "constructions légères non comptées"

COLUMNS = (
    Column("surface_utile_ha", "real", "ha", "Surface utile", "Usable area", SUBTRACTED, KNOWN_ONLY),
    Column("surface_utile_m2", "real", "m²", "Surface utile", "Usable area", SUBTRACTED, KNOWN_ONLY),
    Column("surface_utile_part", "real", "", "Part utile de l'emprise", "Usable share of the footprint", SUBTRACTED),
    Column(
        "surface_utile_part_max",
        "real",
        "",
        "Part utile de l'emprise, au plus",
        "Usable share of the footprint, at most",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column("deduit_ppr_m2", "real", "m²", "Déduit : zones rouges", "Taken off: red risk zones", ("ppr_zone",)),
    Column("deduit_zone_humide_m2", "real", "m²", "Déduit : zones humides", "Taken off: wetlands", ("zone_humide",)),
    Column("deduit_servitude_m2", "real", "m²", "Déduit : servitudes", "Taken off: public easements", ("servitude",)),
    Column("deduit_pente_m2", "real", "m²", "Déduit : pentes fortes", "Taken off: steep slopes", ("mnt",)),
    Column("deduit_etroit_m2", "real", "m²", "Déduit : bandes étroites", "Taken off: narrow strips"),
    Column("deductions_inconnues", "text", "", "Déductions inconnues", "Subtractions not known", SUBTRACTED),
    Column(
        "plus_grand_tenant_ha",
        "real",
        "ha",
        "Plus grand tenant utile",
        "Largest contiguous usable piece",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column(
        "rectangle_l_m",
        "real",
        "m",
        "Plus grand rectangle : longueur",
        "Largest rectangle: length",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column(
        "rectangle_w_m",
        "real",
        "m",
        "Plus grand rectangle : largeur",
        "Largest rectangle: width",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column(
        "rectangle_azimut",
        "real",
        "°",
        "Plus grand rectangle : azimut",
        "Largest rectangle: azimuth",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column(
        "rectangle_petit_cote_m",
        "real",
        "m",
        "Petit côté du plus grand rectangle",
        "Short side of the largest rectangle",
        SUBTRACTED,
        KNOWN_ONLY,
    ),
    Column("halle_possible", "text", "", "La halle du profil tient", "The profile's hall fits", SUBTRACTED, KNOWN_ONLY),
    Column("halle_marge_pct", "real", "%", "Marge autour de la halle", "Room around the hall", SUBTRACTED, KNOWN_ONLY),
    Column("compacite", "real", "", "Compacité (surface / enveloppe convexe)", "Compactness (area / convex hull)"),
    Column("gravelius", "real", "", "Indice de Gravelius", "Gravelius's coefficient"),
    Column("pente_moyenne_pct", "real", "%", "Pente moyenne", "Mean slope", ("mnt",)),
    Column("pente_max_pct", "real", "%", "Pente maximale", "Steepest slope", ("mnt",)),
    Column(
        "pente_couverte_part",
        "real",
        "",
        "Part de l'emprise couverte par le MNT",
        "Share of the footprint with altitudes",
        ("mnt",),
    ),
    Column("terrassement", "text", "", "Terrassement", "Earthworks", ("mnt",), "d'après la pente moyenne"),
    Column("bati_emprise_m2", "real", "m²", "Emprise bâtie", "Built footprint", BUILT, WITHOUT_LIGHT),
    Column("bati_compte", "integer", "", "Bâtiments sur le site", "Buildings on the site", BUILT, WITHOUT_LIGHT),
    Column("bati_hauteur_m", "real", "m", "Hauteur moyenne du bâti", "Mean height of the buildings", BUILT),
    Column("bati_hauteur_max_m", "real", "m", "Hauteur maximale du bâti", "Height of the highest building", BUILT),
    Column(
        "bati_etat_mesure", "text", "", "État du bâti dans la couche", "State of the buildings, by the layer", BUILT
    ),
    Column(
        "bati_reutilisable", "text", "", "Bâti réutilisable", "Reusable buildings", BUILT, "état d'après l'inventaire"
    ),
    Column("maitrise_publique", "text", "", "Entièrement en maîtrise publique", "Wholly under public control"),
    Column("bati_a_demolir", "text", "", "Bâti à démolir", "Buildings to be cleared"),
)
