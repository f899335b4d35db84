"""Planning on real layers: the PLUi at Bondy, plans in the CNIG layouts, easements, business parks, buildings."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.errors import GisementError
from gisement.core.measures import Request, planning
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::UserWarning")
L93 = "EPSG:2154"
SEINE = "seine_saint_denis/seine_saint_denis.gpkg"
PLUI = {
    "zone_urba": (SEINE, "plui_zone_urba_bondy"),
    "prescription_surf": (SEINE, "plui_prescription_surf_bondy"),
    "information_surf": (SEINE, "plui_info_surf_bondy"),
}
OLEMPS = "bdtopo_v3/bdtopo_v3_olemps_rodez_12174.gpkg"
OLD_OLEMPS = "aveyron_olemps/bdtopo_v2_olemps_rodez.gpkg"
PLU = "urbanisme/41175_PLU_20140603"
CHER = "urbanisme/241800432_PLUi_20200128/241800432"


def sites_of(shapes: list, ids: list[str] | None = None) -> gpd.GeoDataFrame:
    ids = ids or [f"s{i:02d}" for i in range(len(shapes))]
    rows = gpd.GeoDataFrame({"site_id": ids}, geometry=shapes, crs=L93)
    return add_footprints(import_inventory(rows).sites, Findings())


def measured(
    data: Path, sites: gpd.GeoDataFrame, report: Report | None = None, **layers: tuple[str, str | None]
) -> pd.DataFrame:
    sources = {role: Source(role, str(data / file), layer) for role, (file, layer) in layers.items()}
    report = report or Report()
    return planning.run(sites, Territory("t", sources, L93, report, digests=False), Request(), report).values


def rows_of(data: Path, file: str, layer: str | None = None) -> gpd.GeoDataFrame:
    rows = pyogrio.read_dataframe(data / file, layer=layer).to_crs(L93)
    return rows[rows.geometry.notna() & ~rows.geometry.is_empty]


def squares(rows: gpd.GeoDataFrame, count: int = 30) -> gpd.GeoDataFrame:
    """Lay square sites of 80 to 300 m over objects of a layer."""
    rng = np.random.default_rng(1)
    at = shapely.get_coordinates(shapely.centroid(rows.geometry.array[rng.integers(len(rows), size=count)]))
    at, half = at + rng.uniform(-300, 300, (count, 2)), rng.uniform(40, 150, (count, 1))
    return sites_of(list(shapely.box(*(at - half).T, *(at + half).T)))


#: ten sites of Bondy, looked at on the map: parcel → majority zone, its share, vocation, what else is over it
BONDY = {
    "930100000C0130": ("N", 0.975, "naturelle", "élément écologique à préserver 94 %"),
    "93010000AC0051": ("UR90F16", 0.994, "urbaine générale", "OAP 100 %"),
    "930100000Z0010": ("UR90F16", 1.0, "urbaine générale", "élément écologique à préserver 51 %"),
    "930100000O0080": ("UR90F16", 1.0, "urbaine générale", "OAP 100 %"),
    "93010000AF0228": ("UR90D19", 0.984, "urbaine générale", "OAP Pont de Bondy"),
    "930100000K0117": ("UC10Cnr", 1.0, "urbaine générale", "emplacement réservé (voie)"),
    "930100000K0109": ("UC10Cnr", 1.0, "urbaine générale", "emplacement réservé (voie)"),
    "930100000Q0048": ("UC48C16", 1.0, "urbaine générale", "OAP 100 %"),
    "930100000G0009": ("UC48C16", 1.0, "urbaine générale", "OAP 100 %"),
}


def test_ten_sites_of_bondy_are_as_the_map_shows_them(data: Path) -> None:
    parcels = rows_of(data, SEINE, "cadastre_parcelles_bondy_2025").set_index("id")
    places = {"parcelle": Source("parcelle", str(data / SEINE), "cadastre_parcelles_bondy_2025")}
    friches = add_footprints(
        import_inventory(data / SEINE, layer="cartofriches_2024", sources=places).sites, Findings()
    )
    (friche,) = friches.index[friches["comm_insee"].astype(str) == "93010"]
    shapes = [*parcels.geometry.loc[list(BONDY)], friches.geometry[friche]]
    values = measured(data, sites_of(shapes, [*BONDY, "friche"]), **PLUI)
    for parcel, (label, share, vocation, words) in BONDY.items():
        found = values.loc[parcel]
        assert (found["zone_libelle"], found["zone_dominante"]) == (label, vocation), parcel
        assert found["zone_libelle_part"] == pytest.approx(share, abs=6e-4), parcel
        assert words in found["prescriptions"], parcel
        assert found["zone_couverte_part"] == pytest.approx(1.0, abs=1e-6)
    assert set(values["zone_document"]) == {"PLUi"}
    own = values.loc["friche"]
    assert own["zones"] == "UP Bd1 100 %"
    assert "ZAC 100 % (ZAC Les Rives de l'Ourcq)" in own["informations"]
    assert "DPU 100 %" in own["informations"]
    assert (own["rubrique_39"], own["zone_u"]) == (None, "oui")  # 2 ha: by the footprint of the plant
    cemetery = values.loc["930100000C0130"]
    assert (cemetery["zone_u"], cemetery["rubrique_39"], cemetery["rubrique_39_systematique"]) == (
        "non",
        "cas par cas",
        None,
    )
    assert "même entièrement imperméabilisée" in cemetery["rubrique_39_motif"]


def test_a_rule_of_the_territory_tells_what_uh_means_at_bondy(data: Path) -> None:
    zones = rows_of(data, SEINE, "plui_zone_urba_bondy")
    inside = zones[zones["LIBELLE"] == "UH88E10"].geometry.iloc[0].representative_point().buffer(15)
    rules = ({"libelle": "^UH", "vocation": "habitat"},)
    for said, expected in (((), "urbaine générale"), (rules, "habitat")):
        source = Source("zone_urba", str(data / SEINE), "plui_zone_urba_bondy", vocations=said)
        place = Territory("t", {"zone_urba": source}, L93)
        values = planning.run(sites_of([inside]), place, Request(), Report()).values
        assert values["zone_dominante"].iloc[0] == expected


def test_sites_out_of_the_plan_are_unknown_not_unzoned(data: Path) -> None:
    friches = add_footprints(import_inventory(data / SEINE, layer="cartofriches_2024").sites, Findings())
    # 141 points with a declared area: no shape, so no shares; the inventory tells the zoning of each
    values = measured(data, friches, **PLUI)
    assert len(values) == 141
    assert values["zone_couverte_part"].isna().all()
    assert values["zone_dominante"].notna().sum() > 100
    squared = sites_of([shape.envelope for shape in friches.geometry])
    outside = measured(data, squared, **PLUI)
    away = outside["zone_couverte_part"] == 0.0
    assert away.sum() > 100
    assert outside.loc[away, ["zone_vocation", "prescriptions", "informations"]].isna().all(axis=None)


def test_points_and_lines_that_a_clip_has_left_at_bondy_are_told(data: Path) -> None:
    zones = rows_of(data, SEINE, "plui_zone_urba_bondy")
    report = Report()
    measured(data, sites_of([shapely.box(*zones.total_bounds)]), report, zone_urba=PLUI["zone_urba"])
    assert ("objects_without_area", {"role": "zone_urba", "count": 2}) in report.warnings


@pytest.mark.parametrize(
    ("role", "file", "layer", "dialect", "rows"),
    [
        ("zone_urba", SEINE, "plui_zone_urba_bondy", "gpu", 160),
        ("zone_urba", f"{CHER}_ZONE_URBA_20200128.shp", None, "gpu", 221),
        ("zone_urba", f"{PLU}/ZONE_URBA.shp", None, "gpu", 118),
        ("prescription_surf", f"{CHER}_PRESCRIPTION_SURF_20200128.shp", None, "gpu", 32),
        ("prescription_surf", f"{PLU}/PRESCRIPTION_SURF.shp", None, "gpu", 23),
        ("prescription_surf", SEINE, "plui_prescription_surf_bondy", "gpu", 799),
        ("information_surf", SEINE, "plui_info_surf_bondy", "gpu", 96),
        ("secteur_cc", "urbanisme/50545_CC_20130902/SECTEUR_CC.shp", None, "gpu", 3),
        ("servitude", "servitudes/sup_ac1_corse2A.gpkg", "ac1_assiette_sup_s", "cnig_sup", 206),
        ("servitude", "servitudes/sup_ac2_sites_classes.gpkg", None, "cnig_sup", 6),
        ("servitude", "servitudes/sup_el10_parcs_nationaux.gpkg", None, "cnig_sup", 7),
        ("servitude", "servitudes/sup_pm1_ppr_valdoise95.gpkg", None, "cnig_sup", 26),
        ("servitude", "servitudes/sup_pm3_eureetloir28.gpkg", "pm3_assiette_sup_s_028", "cnig_sup", 3),
        ("zae", "reseaux/zae_nantes_metropole.gpkg", "zae", "contours", 191),
        ("zae", "reseaux/zae_nantes_metropole.gpkg", "conso_zan_naf_zae", "contours", 710),
        ("zae", OLEMPS, "zone_d_activite_ou_d_interet", "bdtopo_v3_shp", 4),
        ("zae", "aveyron_olemps/bdtopo_v3_shp/ZONE_D_ACTIVITE_OU_D_INTERET.shp", None, "bdtopo_v3_shp", 4),
        ("zae", OLD_OLEMPS, "SURFACE_ACTIVITE", "bdtopo_v2", 13),
        ("equipement_sensible", OLEMPS, "zone_d_activite_ou_d_interet", "bdtopo_v3_shp", 7),
        ("equipement_sensible", OLD_OLEMPS, "SURFACE_ACTIVITE", "bdtopo_v2", 38),
        ("batiment", OLEMPS, "batiment", "bdtopo_v3_shp", 2270),
        ("batiment", "bdtopo_v3/bdtopo_v3_rnb_fixtures.gpkg", "batiment", "bdtopo_v3", 6),
    ],
)  # fmt: skip
def test_every_layer_that_can_be_a_role_is_recognised_and_touches_sites(
    data: Path, role: str, file: str, layer: str | None, dialect: str, rows: int
) -> None:
    report = Report()
    place = Territory("t", {role: Source(role, str(data / file), layer)}, L93, report, digests=False)
    read = place.read(role)
    assert (read.attrs["dialect"]["id"], len(read)) == (dialect, rows)
    values = planning.run(squares(read), place, Request(), report).values
    touched = {
        "zone_urba": values["zone_couverte_part"] > 0,
        "secteur_cc": values["zone_couverte_part"] > 0,
        "prescription_surf": values["prescriptions"].notna() & (values["prescriptions"] != "aucune"),
        "information_surf": values["informations"].notna() & (values["informations"] != "aucune"),
        "servitude": values["servitudes"] != "aucune",
        "zae": values["zae"].isin(["dedans", "au contact"]),
        "equipement_sensible": values["sensibles_200m"] > 0,
        "batiment": values["logements_500m"] > 0,
    }[role]
    assert touched.sum() >= 4
    told = {code for code, _ in report.warnings} - {"role_absent"}
    assert told <= {"geometries_repaired", "zones_overlap", "objects_without_area"}


@pytest.mark.parametrize(
    "file",
    [
        f"{PLU}/PRESCRIPTION_PCT.shp",
        f"{PLU}/PRESCRIPTION_LIN.shp",
        "urbanisme/shp_latin1/PRESCRIPTION_PCT.shp",
        "urbanisme/shp_utf8/PRESCRIPTION_PCT.shp",
    ],
)
def test_prescriptions_drawn_as_points_or_lines_are_no_surfaces(data: Path, file: str) -> None:
    report = Report()
    values = measured(data, squares(rows_of(data, file)), report, prescription_surf=(file, None))
    assert values["prescriptions"].isna().all()
    assert "layer_without_area" in {code for code, _ in report.warnings}


@pytest.mark.parametrize(
    ("file", "layer"), [(OLD_OLEMPS, "BATI_INDUSTRIEL"), ("sarthe_la_fleche/BATI_INDIFFERENCIE.shp", None)]
)
def test_buildings_of_bd_topo_2_leave_the_dwellings_unknown(data: Path, file: str, layer: str | None) -> None:
    report = Report()
    values = measured(data, squares(rows_of(data, file, layer)), report, batiment=(file, layer))
    assert values["logements_500m"].isna().all()
    assert "dwellings_not_told" in {code for code, _ in report.warnings}


def test_dwellings_of_olemps_are_the_sum_of_the_buildings_around(data: Path) -> None:
    buildings = rows_of(data, OLEMPS, "batiment")
    sites = squares(buildings, 12)
    values = measured(data, sites, batiment=(OLEMPS, "batiment"))
    standing = buildings[~buildings["ETAT"].isin(["En construction", "En projet", "En ruine"])]
    for site, shape in sites.geometry.items():
        own = standing.geometry.intersection(shape).area >= 0.5 * standing.area
        for metres in (100, 200, 500):
            near = (standing.distance(shape) <= metres) & ~own
            assert values.loc[site, f"logements_{metres}m"] == standing.loc[near, "NB_LOGTS"].fillna(0).sum()
    assert (values["logements_500m"] > 0).all()


def test_words_win_over_the_code_that_the_plan_of_2014_puts_everywhere(data: Path) -> None:
    zones = rows_of(data, f"{PLU}/ZONE_URBA.shp")
    assert set(zones.loc[zones["LIBELLE"].isin(["UY", "UE", "UB"]), "DESTDOMI"]) == {"01"}
    for label, vocation in (
        ("UY", "activité"),
        ("UE", "loisirs ou équipements"),
        ("UB", "habitat"),
        ("1AUY", "activité"),
    ):
        inside = zones[zones["LIBELLE"] == label].geometry.iloc[0].representative_point().buffer(5)
        values = measured(data, sites_of([inside]), zone_urba=(f"{PLU}/ZONE_URBA.shp", None))
        assert values["zone_dominante"].iloc[0] == vocation, label


def test_sectors_of_the_municipal_map_that_overlap_weigh_no_more_than_the_site(data: Path) -> None:
    file = "urbanisme/50545_CC_20130902/SECTEUR_CC.shp"
    sectors = rows_of(data, file)
    activity = sectors[sectors["LIBELLE"] == "Cx"].geometry.iloc[0]
    report = Report()
    values = measured(data, sites_of([activity]), report, secteur_cc=(file, None)).iloc[0]
    assert values["zones"] == "Cx 100 %, NC 100 % (zones superposées)"
    assert values["zone_compatible_part"] == pytest.approx(0.5, abs=1e-3)
    assert (values["zone_document"], values["zone_couverte_part"]) == ("CC", pytest.approx(1.0))
    assert "zones_overlap" in {code for code, _ in report.warnings}


def test_a_shapefile_that_has_lost_its_index_is_refused_by_name(data: Path) -> None:
    with pytest.raises(GisementError) as caught:
        measured(
            data,
            sites_of([shapely.box(652_000, 6_862_000, 652_100, 6_862_100)]),
            zone_urba=("malformed/m3_zone_urba.shp", None),
        )
    assert caught.value.code == "file_unreadable"
    assert "m3_zone_urba" in str(caught.value.facts["file"])


def test_what_generates_an_easement_is_not_its_extent(data: Path) -> None:
    with pytest.raises(GisementError) as caught:
        measured(
            data,
            sites_of([shapely.box(652_000, 6_862_000, 652_100, 6_862_100)]),
            servitude=("servitudes/sup_ac1_corse2A.gpkg", "ac1_generateur_sup_s"),
        )
    assert caught.value.code == "layer_not_recognised"
