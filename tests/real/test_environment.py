"""Environment on real layers: risk plans, floods, PatriNat, INPN, BD TOPO, public easements, Mérimée."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gisement.core.measures import Request, environment
from gisement.core.measures.environment.hazards import hazards
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
L93 = "EPSG:2154"
ISERE = {number: f"risques/pprn_covadis_isere_38DDT{number}.gpkg" for number in ("20010005", "20180003", "20200002")}
PATRINAT, INPN = "nature/patrinat_valdoise95_2025.gpkg", "nature/inpn_2013_2016_4_zones.gpkg"
BDTOPO = ("bdtopo_v3/bdtopo_v3_wfs_valdoise95.gpkg", "parc_ou_reserve")
SCIE = "risques/pprn_cnig_refonte_scie_76.gpkg"
PPRT = "urbanisme/pprt_69dreal20090005.gpkg"
CORSE = "servitudes/sup_ac1_corse2A.gpkg"

#: role, file, layer, dialect, rows that the role keeps of the layer, the one kind that the layer is about
RECOGNISED = [
    *(
        ("ppr_zone", ISERE[n], f"n_zone_reg_pprn_{n}_s_038", "covadis", rows, "pprn")
        for n, rows in (("20010005", 165), ("20180003", 209), ("20200002", 584))
    ),
    (
        "ppr_zone",
        "risques/ppr_cnig2023_pprm_38ddt20180002.gpkg",
        "pprm_38ddt20180002_zonereglementaireurba_s",
        "cnig_2023",
        380,
        "pprm",
    ),
    ("ppr_zone", PPRT, "pprt_69dreal20090005_zonereglementaireurba_s", "cnig_2023", 25, "pprt"),
    ("ppr_zone", PPRT, "pprt_69dreal20090005_zonereglementairefoncier_s", "cnig_2023", 10, "pprt"),
    ("ppr_zone", PPRT, "pprt_69dreal20090005_perimetre_s", "perimetre_cnig", 1, "pprt"),
    ("ppr_zone", ISERE["20010005"], "n_perimetre_pprn_20010005_s_038", "perimetre", 1, "pprn"),
    ("ppr_zone", ISERE["20010005"], "n_zone_alea_pprn_20010005_s_038", "alea", 174, "pprn"),
    ("ppr_zone", "servitudes/sup_pm1_ppr_valdoise95.gpkg", "sup_pm1_ppr_valdoise95", "sup_pm", 26, "pm1"),
    ("ppr_zone", "servitudes/sup_pm3_eureetloir28.gpkg", "pm3_generateur_sup_s_028", "sup_pm_generateur", 3, "pm3"),
    ("zone_inondable", ISERE["20010005"], "n_zone_alea_pprn_20010005_s_038", "alea_covadis", 173, None),
    ("zone_inondable", SCIE, "refonte_n_zonealeareference_pprn_20120001_s_076", "alea_cnig", 1994, None),
    ("zone_inondable", SCIE, "refonte_n_zonealeaecheance100ans_pprn_20120001_s_076", "alea_cnig", 497, None),
    ("zone_inondable", SCIE, "refonte_n_zonedangerspecifique_pprn_20120001_s_076", "alea_cnig", 2, None),
    ("zone_inondable", "risques/pac_risques_herault34.gpkg", "pac_risques_herault34", "pac", 298, None),
    (
        "zone_inondable",
        "risques/tri_zone_inondable_vienne_clain.gpkg",
        "tri_zone_inondable_vienne_clain",
        "tri",
        61,
        None,
    ),
    ("natura2000", PATRINAT, "sic", "patrinat", 7, "habitats"),
    ("natura2000", PATRINAT, "zps", "patrinat", 3, "oiseaux"),
    ("natura2000", *BDTOPO, "bdtopo_v3", 11, None),
    ("znieff", PATRINAT, "znieff1", "patrinat", 211, "1"),
    ("znieff", PATRINAT, "znieff2", "patrinat", 42, "2"),
    ("znieff", INPN, "znieff1_mer", "patrinat", 9, "1"),
    ("znieff", INPN, "znieff2_mer", "patrinat", 5, "2"),
    ("pnr", PATRINAT, "pnr", "patrinat", 2, None),
    ("pnr", *BDTOPO, "bdtopo_v3", 2, None),
    ("reserve", PATRINAT, "rnn", "patrinat", 1, "réserve naturelle nationale"),
    ("reserve", INPN, "apb", "patrinat", 97, "arrêté de protection"),
    ("reserve", INPN, "rnn", "patrinat", 16, "réserve naturelle nationale"),
    ("reserve", INPN, "rnr", "patrinat", 13, "réserve naturelle régionale"),
    ("reserve", INPN, "reserve_biologique", "patrinat", 20, "réserve biologique"),
    ("reserve", INPN, "ramsar", "patrinat", 2, "site Ramsar"),
    ("reserve", INPN, "conservatoire_littoral", "patrinat", 24, "conservatoire du littoral"),
    ("reserve", INPN, "cen", "patrinat", 43, "conservatoire d'espaces naturels"),
    ("reserve", INPN, "rncfs", "patrinat", 2, "réserve de chasse"),
    ("reserve", *BDTOPO, "bdtopo_v3", 19, None),
    (
        "reserve",
        "servitudes/sup_el10_parcs_nationaux.gpkg",
        "sup_el10_parcs_nationaux",
        "sup",
        7,
        "cœur de parc national",
    ),
    ("servitude", "servitudes/sup_pm1_ppr_valdoise95.gpkg", "sup_pm1_ppr_valdoise95", "cnig_sup", 26, None),
    ("servitude", "servitudes/sup_pm3_eureetloir28.gpkg", "pm3_assiette_sup_s_028", "cnig_sup", 3, None),
    ("servitude", CORSE, "ac1_assiette_sup_s", "cnig_sup", 206, None),
    ("servitude", "servitudes/sup_ac2_sites_classes.gpkg", "sup_ac2_sites_classes", "cnig_sup", 6, None),
    ("servitude", "servitudes/sup_el10_parcs_nationaux.gpkg", "sup_el10_parcs_nationaux", "cnig_sup", 7, None),
    ("abords_mh", CORSE, "ac1_assiette_sup_s", "cnig_sup", 206, None),
    ("monument_historique", CORSE, "ac1_generateur_sup_s", "sup_generateur", 104, None),
    ("monument_historique", CORSE, "ac1_assiette_sup_s", "sup_assiette", 206, None),
    ("monument_historique", "servitudes/merimee_toulouse31.gpkg", "merimee_toulouse31", "merimee_ods", 181, None),
]


def placed(data: Path, **layers: tuple[str, str | None]) -> Territory:
    sources = {role: Source(role, str(data / file), layer) for role, (file, layer) in layers.items()}
    return Territory("t", sources, L93, digests=False)


def flat(data: Path, file: str, layer: str) -> gpd.GeoDataFrame:
    rows = pyogrio.read_dataframe(data / file, layer=layer).to_crs(L93)
    shapes = shapely.make_valid(shapely.force_2d(rows.geometry.array))
    return rows.set_geometry(gpd.GeoSeries(shapes, index=rows.index, crs=L93))


def boxes(at: np.ndarray, side: float) -> gpd.GeoDataFrame:
    shapes = shapely.box(*(at - side / 2).T, *(at + side / 2).T)
    index = pd.Index([f"s{number}" for number in range(len(at))], name="site_id")
    said = {"emprise_origine": "surface", "surface_m2": shapely.area(shapes)}
    return gpd.GeoDataFrame(said, geometry=shapes, index=index, crs=L93)


def made_sites(rows: gpd.GeoDataFrame, count: int, side: float) -> gpd.GeoDataFrame:
    """Put boxes into real polygons, and near by."""
    rng = np.random.default_rng(11)
    shapes = rows.geometry.to_numpy()
    shapes = shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    at = shapely.get_coordinates(shapely.point_on_surface(shapes[rng.integers(len(shapes), size=count)]))
    return boxes(at + rng.uniform(-side, side, at.shape), side)


def measured(sites: gpd.GeoDataFrame, place: Territory, report: Report | None = None) -> pd.DataFrame:
    return environment.run(sites, place, Request(), report or Report()).values


def shares_by_union(sites: gpd.GeoDataFrame, rows: gpd.GeoDataFrame) -> np.ndarray:
    """Give shares the slow way: all rows united, cut by each site."""
    whole = shapely.union_all(rows.geometry.array) if len(rows) else shapely.Polygon()
    shapes = sites.geometry.to_numpy()
    return shapely.area(shapely.intersection(shapes, whole)) / shapely.area(shapes)


@pytest.mark.parametrize(("role", "file", "layer", "dialect", "rows", "only"), RECOGNISED)
def test_every_layer_is_recognised_in_its_role(
    data: Path, role: str, file: str, layer: str, dialect: str, rows: int, only: str | None
) -> None:
    place = placed(data, **{role: (file, layer)})
    read = place.read(role)
    assert (place.readings[role].dialect, len(read), read.attrs["dialect"].get("only")) == (dialect, rows, only)
    sites = made_sites(read, 12, 100.0)
    values = measured(sites, place)
    told = values.drop(columns="environnement_inconnu").notna().any(axis=None)
    assert told or (role, dialect) in {("ppr_zone", "perimetre"), ("servitude", "cnig_sup"), ("zone_inondable", "pac")}


# --- Plans


@pytest.mark.parametrize("number", ISERE)
def test_red_and_blue_zones_of_isere_are_those_of_their_own_codes(data: Path, number: str) -> None:
    layer = (ISERE[number], f"n_zone_reg_pprn_{number}_s_038")
    rows = flat(data, *layer)
    sites = made_sites(rows, 60, 120.0)
    values = measured(sites, placed(data, ppr_zone=layer))
    red, blue = rows["typereg"].isin(["03", "04"]), rows["typereg"] == "02"
    assert values["ppr_rouge_part"].to_numpy() == pytest.approx(shares_by_union(sites, rows[red]), abs=1e-9)
    assert values["ppr_bleu_part"].to_numpy() == pytest.approx(shares_by_union(sites, rows[blue]), abs=1e-9)
    # a plan of natural risks says nothing of the others, and what stands in a red zone names its plan
    assert values["risque_technologique"].isna().all()
    assert values.loc[values["ppr_rouge_part"] > 0.02, "ppr_zones"].str.contains(f"38DDT{number}").all()
    reds = (values["inondation"] == "rouge") | (values["mouvement_terrain"] == "rouge")
    assert reds.sum() > 20


@pytest.mark.parametrize(
    ("number", "known", "agreed", "of"),
    [("20010005", 165, 58, 58), ("20180003", 188, 141, 141), ("20200002", 569, 158, 160)],
)
def test_hazards_read_from_words_and_letters_are_those_of_the_plans_own_hazard_map(
    data: Path, number: str, known: int, agreed: int, of: int
) -> None:
    zones = placed(data, ppr_zone=(ISERE[number], f"n_zone_reg_pprn_{number}_s_038")).read("ppr_zone")
    kinds = hazards(zones)
    assert kinds.any(axis=1).sum() == known
    mapped = flat(data, ISERE[number], f"n_zone_alea_pprn_{number}_s_038")[["coderisque", "geometry"]]
    middles = zones.set_geometry(shapely.point_on_surface(zones.geometry.array))[["geometry"]].set_crs(L93)
    there = gpd.sjoin(middles, mapped[mapped["coderisque"] != "9999999"], predicate="within")
    names = {"11": "inondation", "12": "mouvement de terrain", "14": "autre"}
    same = [kinds.at[row, names[code[:2]]] for row, code in there["coderisque"].items()]
    assert (sum(same), len(same)) == (agreed, of)


def test_mining_plan_is_ground_movement_and_industrial_plan_is_technological(data: Path) -> None:
    layer = ("risques/ppr_cnig2023_pprm_38ddt20180002.gpkg", "pprm_38ddt20180002_zonereglementaireurba_s")
    rows = flat(data, *layer)
    sites = made_sites(rows, 60, 60.0)
    values = measured(sites, placed(data, ppr_zone=layer))
    red = shares_by_union(sites, rows[rows["typereglement"] == "04"])
    assert values["ppr_rouge_part"].to_numpy() == pytest.approx(red, abs=1e-9)
    assert values.loc[red > 0.02, "mouvement_terrain"].eq("rouge").all()
    assert values[["inondation", "risque_technologique"]].isna().all(axis=None)
    layer = (PPRT, "pprt_69dreal20090005_zonereglementaireurba_s")
    rows = flat(data, *layer)
    sites = made_sites(rows, 60, 60.0)
    values = measured(sites, placed(data, ppr_zone=layer))
    # its zones b, coded 01 as if beyond the hazard, are light blue
    regulated = shares_by_union(sites, rows[rows["typereglement"].isin(["01", "02"])])
    assert values["ppr_bleu_part"].to_numpy() == pytest.approx(regulated, abs=1e-9)
    assert values.loc[regulated > 0.21, "risque_technologique"].isin(["bleue", "rouge"]).all()
    assert values[["inondation", "mouvement_terrain"]].isna().all(axis=None)


def test_land_measures_of_an_industrial_plan_tell_that_a_plan_is_there_and_not_what_it_allows(data: Path) -> None:
    layer = (PPRT, "pprt_69dreal20090005_zonereglementairefoncier_s")
    sites = made_sites(flat(data, *layer), 30, 40.0)
    values = measured(sites, placed(data, ppr_zone=layer))
    touched = shares_by_union(sites, flat(data, *layer)) > 0.02
    assert touched.sum() > 10
    assert values.loc[touched, ["ppr_rouge_part", "risque_technologique"]].isna().all(axis=None)


def test_envelopes_of_val_d_oise_tell_floods_and_ground_apart_by_their_names(data: Path) -> None:
    layer = ("servitudes/sup_pm1_ppr_valdoise95.gpkg", "sup_pm1_ppr_valdoise95")
    rows = flat(data, *layer)
    sites = made_sites(rows, 60, 80.0)
    values = measured(sites, placed(data, servitude=layer))
    assert values[["ppr_rouge_part", "risque_technologique"]].isna().all(axis=None)
    assert set(values["inondation"].dropna()) == {"aucune"} and set(values["mouvement_terrain"].dropna()) == {"aucun"}
    ground_only = shares_by_union(sites, rows[~rows["nomass"].str.contains("PPR(?:N?MT)", regex=True)]) == 0
    assert ground_only.any()
    assert values.loc[ground_only, "inondation"].eq("aucune").all()


def test_porter_a_connaissance_drawn_by_commune_does_not_flood_the_whole_commune(data: Path) -> None:
    layer = ("risques/pac_risques_herault34.gpkg", "pac_risques_herault34")
    rows = flat(data, *layer)
    sites = made_sites(rows, 40, 100.0)
    values = measured(sites, placed(data, zone_inondable=layer))
    flooding = rows["ALEA"].str.contains("nondation|ubmersion|ultirisque")
    within = shares_by_union(sites, rows[flooding])
    assert values.loc[within > 0.02, "zone_inondable_part"].isna().all()
    assert (values.loc[within == 0, "zone_inondable_part"] == 0.0).all()


def test_flood_directive_and_hazard_maps_give_share_and_event(data: Path) -> None:
    for layer, event in (
        (("risques/tri_zone_inondable_vienne_clain.gpkg", "tri_zone_inondable_vienne_clain"), "moyen"),
        ((SCIE, "refonte_n_zonealeareference_pprn_20120001_s_076"), "moyen"),
        ((SCIE, "refonte_n_zonealeaecheance100ans_pprn_20120001_s_076"), "moyen, changement climatique"),
    ):
        rows = flat(data, *layer)
        rows = rows[~(rows.geometry.isna() | rows.geometry.is_empty)]
        sites = made_sites(rows, 40, 120.0)
        values = measured(sites, placed(data, zone_inondable=layer))
        expected = shares_by_union(sites, rows)
        assert values["zone_inondable_part"].to_numpy() == pytest.approx(expected, abs=1e-3)
        assert set(values.loc[expected > 0.02, "zone_inondable_scenario"]) == {event}


# --- Nature


@pytest.fixture(scope="module")
def val_d_oise(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The layers of PatriNat put together by role, as an agency has them."""
    path = tmp_path_factory.mktemp("valdoise") / "territoire.gpkg"
    for role, names in (
        ("natura2000", ("sic", "zps")),
        ("znieff", ("znieff1", "znieff2")),
        ("pnr", ("pnr",)),
        ("reserve", ("rnn",)),
    ):
        rows = pd.concat([pyogrio.read_dataframe(data / PATRINAT, layer=name) for name in names])
        rows.to_file(path, layer=role, engine="pyogrio")
    nothing = gpd.GeoDataFrame({"id_zh": pd.Series(dtype=str)}, geometry=gpd.GeoSeries([], crs=L93))
    pyogrio.write_dataframe(nothing, path, layer="zone_humide", geometry_type="Polygon")
    return path


def test_nature_of_val_d_oise_is_the_union_of_its_layers(data: Path, val_d_oise: Path) -> None:
    layers = {name: flat(data, PATRINAT, name) for name in ("sic", "zps", "znieff1", "znieff2", "pnr")}
    sites = made_sites(pd.concat(layers.values()), 80, 400.0)
    roles = ("natura2000", "znieff", "pnr", "reserve", "zone_humide")
    values = measured(sites, placed(val_d_oise.parent, **{role: (val_d_oise.name, role) for role in roles}))
    natura = pd.concat([layers["sic"], layers["zps"]])
    nature = pd.concat([natura, layers["znieff1"], layers["znieff2"]])
    for key, rows in (
        ("natura2000_part", natura),
        ("znieff1_part", layers["znieff1"]),
        ("znieff2_part", layers["znieff2"]),
        ("pnr_part", layers["pnr"]),
    ):
        assert values[key].to_numpy() == pytest.approx(shares_by_union(sites, rows), abs=1e-6), key
    union, all_ = shares_by_union(sites, nature), shares_by_union(sites, pd.concat([nature, layers["pnr"]]))
    assert values["nature_part"].to_numpy() == pytest.approx(union + 0.5 * (all_ - union), abs=1e-6)
    assert (values[["natura2000_part", "znieff1_part", "znieff2_part"]].sum(axis=1) > values["nature_part"] + 0.1).any()


def test_bd_topo_and_patrinat_draw_the_same_natura_2000(data: Path, val_d_oise: Path) -> None:
    sites = made_sites(pd.concat([flat(data, PATRINAT, name) for name in ("sic", "zps")]), 80, 300.0)
    one = measured(sites, placed(val_d_oise.parent, natura2000=(val_d_oise.name, "natura2000")))["natura2000_part"]
    other = measured(sites, placed(data, natura2000=BDTOPO))["natura2000_part"]
    assert (one - other).abs().median() < 0.001
    assert (one - other).abs().quantile(0.95) < 0.1


def test_layer_of_one_kind_does_not_say_that_there_is_nothing_else(data: Path) -> None:
    rows = flat(data, INPN, "rnn")
    sites = made_sites(rows, 30, 300.0)
    report = Report()
    values = measured(sites, placed(data, reserve=(INPN, "rnn")), report)
    strict = values["protection_forte_part"]
    expected = shares_by_union(sites, rows)
    assert strict[strict.notna()].to_numpy() == pytest.approx(expected[strict.notna()], abs=1e-9)
    assert strict[expected <= 0.05].isna().all() and strict[expected > 0.05].notna().all()
    assert ("layer_of_one_kind", {"role": "reserve", "kind": "réserve naturelle nationale"}) in report.warnings


def test_brownfields_of_the_ardennes_lie_in_no_reserve(data: Path) -> None:
    imported = import_inventory(data / "friches/ddt08_obs_friches/friches.geojson")
    sites = add_footprints(imported.sites, Findings())
    assert len(sites) == 164
    for layer in ("apb", "rnn", "rnr", "reserve_biologique", "cen"):
        values = measured(sites, placed(data, reserve=(INPN, layer)))
        assert (shares_by_union(sites, flat(data, INPN, layer)) == 0.0).all()
        assert values["nature_zones"].isna().all()
        assert values["protection_forte_part"].isna().all()


def test_core_of_national_parks_rules_a_site_out_by_the_easement_alone(data: Path) -> None:
    layer = ("servitudes/sup_el10_parcs_nationaux.gpkg", "sup_el10_parcs_nationaux")
    sites = made_sites(flat(data, *layer), 20, 500.0)
    values = measured(sites, placed(data, servitude=layer))
    assert (values["protection_forte_part"] > 0.05).all()
    assert values["nature_zones"].str.startswith("Cœur de parc national EL10_").all()


# --- Heritage


def test_easements_of_corsica_tell_monuments_from_their_surroundings_whatever_their_encoding(data: Path) -> None:
    generators = flat(data, CORSE, "ac1_generateur_sup_s")
    sites = made_sites(generators, 60, 400.0)
    decided = measured(sites, placed(data, abords_mh=(CORSE, "ac1_assiette_sup_s")))
    by_law = measured(sites, placed(data, monument_historique=(CORSE, "ac1_generateur_sup_s")))
    easements = measured(sites, placed(data, servitude=(CORSE, "ac1_assiette_sup_s")))
    assert easements["abords_part"].equals(decided["abords_part"])
    assert easements["monument_m"].to_numpy() == pytest.approx(by_law["monument_m"].to_numpy(), abs=1e-9)
    # 500 m around each monument are what the State drew, but for two monuments without surroundings
    apart = (decided["abords_part"] - by_law["abords_part"]).abs()
    assert (apart < 0.02).sum() >= 58
    assert set(by_law["patrimoine"].dropna()) <= {"inscrit", "classé"}
    on_site = gpd.sjoin(sites[["geometry"]], generators[["type", "geometry"]], predicate="intersects")
    listed = on_site.index[on_site["type"].str.startswith("Class")].unique()
    assert by_law.loc[listed, "patrimoine"].eq("classé").all() and len(listed) > 10
    assert by_law["monument_sur_site"].eq("oui").equals(pd.Series(sites.index.isin(on_site.index), index=sites.index))


def test_listed_sites_without_a_word_on_their_protection_are_registered_at_the_least(data: Path) -> None:
    layer = ("servitudes/sup_ac2_sites_classes.gpkg", "sup_ac2_sites_classes")
    sites = made_sites(flat(data, *layer), 20, 100.0)
    values = measured(sites, placed(data, servitude=layer))
    expected = shares_by_union(sites, flat(data, *layer))
    assert values["site_protege_part"].to_numpy() == pytest.approx(expected, abs=1e-3)
    assert values.loc[expected > 0.02, ["site_classe_part", "site_inscrit_part"]].isna().all(axis=None)


def test_monuments_of_toulouse_are_the_protected_ones_and_the_nearest(data: Path) -> None:
    layer = ("servitudes/merimee_toulouse31.gpkg", "merimee_toulouse31")
    rows = flat(data, *layer)
    protected = rows[rows["chpprot"].str.contains("class|inscri", na=False)]
    assert len(protected) == 181
    rng = np.random.default_rng(2)
    everywhere = shapely.get_coordinates(rows.geometry.array)[rng.integers(len(rows), size=60)]
    sites = boxes(everywhere + rng.uniform(-80, 80, everywhere.shape), 90.0)
    values = measured(sites, placed(data, monument_historique=layer))
    joined = gpd.sjoin_nearest(sites[["geometry"]], protected[["chpprot", "geometry"]], distance_col="m")
    nearest = joined.groupby(level=0)["m"].min().reindex(sites.index)
    assert values["monument_m"].to_numpy() == pytest.approx(nearest.to_numpy(), abs=1e-6)
    assert values["monument_sur_site"].eq("oui").equals((nearest == 0.0).rename("monument_sur_site"))
    listed = joined[(joined["m"] == 0) & joined["chpprot"].str.contains("class")].index.unique()
    assert values.loc[listed, "patrimoine"].eq("classé").all()
