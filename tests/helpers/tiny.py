"""A territory of 14 by 8 km and eight sites, small enough to know every figure by hand.

Local metres (the origin is at 880 000, 6 270 000 in Lambert-93)::

    y 5500                                                     == road that leads nowhere ==   (x 9000 to 9500)
                                                                       T-007
    y 4250      substation (x 1000)
    y 3000  ────────── A99, one way eastwards ──┬───────────────┬──────────────────────────
                                 exit ramp ↙ (3000)    (6000) ↗ entry ramp
    y 1000  F──────────────┬──────────────────┬────────────────────────────────────────── road D1, both ways
          x 0    1000    2000     3000      4000        6000             9000
                 T-001   T-003    T-004                 T-005            T-002                         T-006 (20 000)

The access is where the entry ramp leaves the D1, at x 4000; the exit ramp ends on the D1 at x 2000. F is the freight
station, at x 0. Sites are diamonds, so that one vertex alone is nearest to the road.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

CRS = "EPSG:2154"
X, Y = 880_000.0, 6_270_000.0
#: what a study of the tiny inventory must find (site → column → value; None is unknown)
KNOWN: dict[str, dict[str, Any]] = {
    "T-001": {
        "emprise_origine": "surface",
        "surface_m2": 20_000.0,
        "surface_utile_ha": 2.0,
        # nothing of it is red or narrow; wetlands, easements and slopes have no layer
        "surface_utile_part_max": 1.0,
        "deductions_inconnues": "zone humide, servitude, pente",
        # the diamond is a square, 100 √2 m on each side; the hall of 60 × 40 m may grow to 100 √2 / 60 of itself
        "rectangle_petit_cote_m": 141.421,
        "halle_possible": "oui",
        "halle_marge_pct": 135.702,
        "compacite": 1.0,
        "bati_reutilisable": "aucun",
        "voirie_m": 50.0,
        "autoroute_km": 3.0,
        "autoroute_min": 3.0,
        "autoroute_acces": "A99",
        "fret_km": 1.0,
        "fret_nom": "Gare d'Essai",
        "htb_km": 3.0,
        "htb_nom": "Poste d'Essai",
        "ppr_rouge_part": 0.0,
        "zone_vocation": 1.0,
        "pollution_niveau": 0,
        "maitrise_publique": "oui",
        "veto": None,
        "rang": 1,
        # 100 × ((8√.425 + 5 + 2 + 5√.6 + 8√.75 + 4 + 3 + 6√(14/15) + 7) / 48)²: area, rectangle, compactness, no
        # building, motorway, lorry access, freight, substation, zoning
        "score": 79.556,
        # 48 of 100 points of weight are known; area and rectangle are upper bounds and count half (13 / 2), the
        # substation is as the crow flies and counts three quarters (6 × 3 / 4): 40 points
        "confiance": 4.0,
        # 12 of survey, then 6 for protected species: both unknown, so both counted
        "mois_avant_pret": 18.0,
        "classe_maturite": "R3",
    },
    "T-002": {
        "autoroute_km": 5.0,
        "ppr_rouge_part": 0.875,
        # the eighth that is not red: a triangle 100 m wide and 50 m high
        "surface_utile_ha": 0.25,
        "deduit_ppr_m2": 17_500.0,
        "halle_possible": "non",
        "pollution_niveau": 4,
        "veto": "oui",
        "score": None,
        "rang": None,
        "classe_maturite": "R0",
    },
    "T-003": {
        "emprise_origine": "disque",
        "surface_m2": 10_000.0,
        "compacite": None,
        "surface_utile_ha": 1.0,
        "rectangle_petit_cote_m": None,
        "halle_possible": None,
        "ppr_rouge_part": None,
        "autoroute_km": 2.0,
        "pollution_niveau": 1,
        "veto": None,
    },
    "T-004": {"autoroute_km": 1.0, "pollution_niveau": 5, "veto": None, "rang": None},
    "T-005": {"surface_m2": 800.0, "autoroute_km": 2.0, "pollution_niveau": 3, "veto": "oui", "rang": None},
    "T-006": {"surface_utile_ha": 2.0, "autoroute_km": None, "htb_km": None, "pollution_niveau": None, "veto": None},
    "T-007": {"autoroute_km": None, "autoroute_acces": "non relié au réseau routier", "fret_km": None},
    "T-008": {"surface_m2": None, "autoroute_km": None, "htb_km": None, "score": None, "rang": None},
}
COUNTS = {"SITES_COUNT": 8, "RANKED_COUNT": 4, "VETO_COUNT": 2}
#: site → local centre, half diagonal (0: a point), and the fields of the CNIG standard that the inventory gives
SITES: dict[str, tuple[tuple[float, float] | None, float, dict[str, Any]]] = {
    "T-001": ((1000, 1150), 100, {"urba_zone_type": "U", "urba_zone_formdomi": "activité", "proprio_type": "P4a"}),
    "T-002": ((9000, 1200), 100, {}),
    "T-003": ((2000, 1300), 0, {"unite_fonciere_surface": 10_000}),
    "T-004": ((3000, 800), 100, {"site_statut": "friche reconvertie"}),
    "T-005": ((6000, 1120), 20, {}),
    "T-006": ((20_000, 1200), 100, {}),
    "T-007": ((9250, 5350), 100, {}),
    "T-008": (None, 0, {"bati_nombre": None}),
}


def diamond(x: float, y: float, half: float) -> Any:
    """Draw a diamond around a local point; its area is 2 × half²."""
    import shapely

    return shapely.Polygon([(X + x, Y + y - half), (X + x + half, Y + y), (X + x, Y + y + half), (X + x - half, Y + y)])


def layer(rows: list[tuple[Any, dict[str, Any]]]) -> gpd.GeoDataFrame:
    """Make a layer of (geometry, fields) pairs."""
    import geopandas as gpd

    return gpd.GeoDataFrame([fields for _, fields in rows], geometry=[shape for shape, _ in rows], crs=CRS)


def inventory() -> gpd.GeoDataFrame:
    """Give the eight sites as the inventory has them."""
    import shapely

    common = {
        "site_type": "friche industrielle",
        "site_statut": "friche sans projet",
        "comm_nom": "Essai-sur-Berre",
        "comm_insee": "13999",
        "bati_nombre": 0,
        "unite_fonciere_surface": None,
        "urba_zone_type": None,
        "urba_zone_formdomi": None,
        "proprio_type": None,
    }
    rows = []
    for name, (centre, half, said) in SITES.items():
        shape = None
        if centre is not None:
            shape = diamond(*centre, half) if half else shapely.Point(X + centre[0], Y + centre[1])
        rows.append((shape, {"site_id": name, "site_nom": f"Site {name}", **common, **said}))
    return layer(rows)


def write_inventory(path: Path) -> Path:
    """Write the inventory as the layer `friches`."""
    import pyogrio

    pyogrio.write_dataframe(inventory(), path, layer="friches", driver="GPKG", geometry_type="Unknown")
    return path


def write_territory(path: Path, layers: dict[str, gpd.GeoDataFrame] | None = None) -> Path:
    """Write layers under the names of their roles; those of :func:`territory` unless given."""
    import pandas as pd
    import pyogrio

    for role, rows in (territory() if layers is None else layers).items():
        pyogrio.write_dataframe(rows, path, layer=role, driver="GPKG", append=False)
    sources = pd.DataFrame([{"role": "troncon_de_route", "producteur": "Essai", "millesime": "2026-01-01"}])
    pyogrio.write_dataframe(sources, path, layer="sources", driver="GPKG", append=False)
    return path


def territory() -> dict[str, gpd.GeoDataFrame]:
    """Give each role's layer, in the schema of its producer."""
    import shapely

    def point(x: float, y: float) -> Any:
        return shapely.Point(X + x, Y + y)

    def box(x0: float, y0: float, x1: float, y1: float) -> Any:
        return shapely.box(X + x0, Y + y0, X + x1, Y + y1)

    in_use = {"etat_de_l_objet": "En service"}
    return {
        "commune": layer(
            [(box(-1000, -1000, 13_000, 7000), {"code_insee": "13999", "nom_officiel": "Essai-sur-Berre"})]
        ),
        "troncon_de_route": layer(_roads()),
        "gare_fret": layer(
            [
                (diamond(0, 940, 10), {"nature": "Gare fret uniquement", "toponyme": "Gare d'Essai", **in_use}),
                (diamond(900, 990, 5), {"nature": "Gare voyageurs uniquement", "toponyme": "Halte d'Essai", **in_use}),
            ]
        ),
        "poste_htb": layer(
            [
                (box(990, 4250, 1010, 4270), {"toponyme": "Poste d'Essai", **in_use}),
                (box(990, 2250, 1010, 2270), {"toponyme": "Poste futur", "etat_de_l_objet": "En construction"}),
            ]
        ),
        "ppr_zone": layer(
            [(box(8950, 1000, 9500, 1500), {"TYPEREG": "03"}), (box(500, 1000, 1500, 1500), {"TYPEREG": "02"})]
        ),
        "sis": layer([(box(2800, 600, 3000, 1000), {"id_sis": "SIS-1", "nom": "Ancienne usine"})]),
        "instruction_pollution": layer(
            [
                (
                    point(9000, 1200),
                    {"identifiant_ssp": "SSP-1", "nom": "Dépôt", "code_insee": "13999", "statut": "En cours"},
                )
            ]
        ),
        "casias": layer(
            [
                (point(6000, 1120), _casias("PAC-1", "Localisation à la parcelle")),
                (point(1000, 1400), _casias("PAC-2", "Localisation à la parcelle")),
            ]
        ),
        "icpe": layer(
            [
                (
                    point(2000, 1400),
                    {
                        "code_aiot": "0001",
                        "nom_ets": "Voisin",
                        "cd_insee": "13999",
                        "lib_regime": "Autorisation",
                        "lib_seveso": "Non Seveso",
                    },
                )
            ]
        ),
    }


def _casias(identifier: str, precision: str) -> dict[str, Any]:
    return {
        "identifiant_casias": identifier,
        "nom_etablissement": "Ancien atelier",
        "code_insee": "13999",
        "geocodage_qualite": precision,
    }


def _roads() -> list[tuple[Any, dict[str, Any]]]:
    """Draw the roads, cut at every crossing, with the heights that BD TOPO gives them."""
    import shapely

    def road(*places: tuple[float, float], **said: Any) -> tuple[Any, dict[str, Any]]:
        usual = {
            "nature": "Route à 1 chaussée",
            "importance": "3",
            "sens_de_circulation": "Double sens",
            "vitesse_moyenne_vl": 60,
            "etat_de_l_objet": "En service",
            "acces_vehicule_leger": "Libre",
            "cpx_numero": "D1",
        }
        return shapely.LineString([(X + x, Y + y, 12.0) for x, y in places]), {**usual, **said}

    one_way = {"sens_de_circulation": "Sens direct"}
    motorway = {
        "nature": "Type autoroutier",
        "importance": "1",
        "vitesse_moyenne_vl": 120,
        "cpx_numero": "A99",
        **one_way,
    }
    ramp = {"nature": "Bretelle", "vitesse_moyenne_vl": 50, "cpx_numero": None, **one_way}
    return [
        road((0, 1000), (2000, 1000)),
        road((2000, 1000), (4000, 1000)),
        road((4000, 1000), (12_000, 1000)),
        road((0, 3000), (3000, 3000), **motorway),
        road((3000, 3000), (6000, 3000), **motorway),
        road((6000, 3000), (12_000, 3000), **motorway),
        road((3000, 3000), (2000, 1000), **ramp),
        road((4000, 1000), (6000, 3000), **ramp),
        road((9000, 5500), (9500, 5500), importance="5", cpx_numero=None),
        # A path at the edge of T-001, which lorries do not take, and a road that is only planned.
        road((900, 1040), (1100, 1040), nature="Sentier", importance="6", vitesse_moyenne_vl=0),
        road((3000, 1000), (3000, 3000), etat_de_l_objet="En projet"),
    ]
