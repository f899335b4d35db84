"""Pollution on real registers: Bondy parcel by parcel, Berre, the Ardennes, the national files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest

from gisement.core.errors import GisementError
from gisement.core.measures import Request, pollution
from gisement.core.report import Report
from gisement.core.sites import Findings, add_footprints, import_inventory
from gisement.core.territory import Territory
from gisement.core.territory.sources import Source

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
L93 = "EPSG:2154"
BONDY = "seine_saint_denis/seine_saint_denis.gpkg"
LAND = "cadastre_parcelles_bondy_2025"
BERRE, ARDENNES = "etang_de_berre/etang_de_berre.gpkg", "ardennes/ardennes.gpkg"


def flat(path: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(path, layer=layer).to_crs(L93)


def sites_of(file: Path, layer: str) -> gpd.GeoDataFrame:
    return add_footprints(import_inventory(file, layer=layer).sites, Findings())


def measured(sites: gpd.GeoDataFrame, **layers: tuple[Path, str | None]) -> Any:
    sources = {role: Source(role, str(path), layer) for role, (path, layer) in layers.items()}
    territory = Territory("t", sources, L93)
    found = pollution.run(sites, territory, Request(layers=("preuves",)), Report())
    return found, territory


@pytest.fixture(scope="module")
def parcels(data: Path) -> gpd.GeoDataFrame:
    """The 7 124 parcels of Bondy, each as a site of its own."""
    land = flat(data / BONDY, LAND)
    rows = land[["geometry"]].assign(site_id=land["id"], comm_insee="93010")
    return add_footprints(import_inventory(rows).sites, Findings())


@pytest.fixture(scope="module")
def bondy(data: Path, parcels: gpd.GeoDataFrame) -> Any:
    """What the registers say of each parcel of Bondy."""
    path = data / BONDY
    layers = {
        "icpe": (path, "icpe_georisques_93"),
        "casias": (path, "basias_bondy"),
        "instruction_pollution": (path, "sites_sols_pollues_bondy"),
        "parcelle": (path, LAND),
    }
    return measured(parcels, **layers)[0]


def test_every_parcel_of_bondy_has_the_level_that_geopandas_finds(
    data: Path, parcels: gpd.GeoDataFrame, bondy: Any
) -> None:
    former, cases = flat(data / BONDY, "basias_bondy"), flat(data / BONDY, "sites_sols_pollues_bondy")
    plants = flat(data / BONDY, "icpe_georisques_93")
    # Eleven of the nineteen of Bondy stand at one point, the middle of the municipality, under eleven addresses.
    crowd = plants.groupby(plants.geometry.to_wkb())["adresse"].transform("nunique") >= 3
    assert int((crowd & (plants["cd_insee"] == "93010")).sum()) == 11
    placed = plants[~crowd]
    heavy = placed[placed["cd_regime"].isin(["A", "E"])]
    precise = former[former["precision_adr"] == "numéro"]
    level = pd.Series(1.0, index=parcels.index)  # one plant under registration is lost in the municipality
    for register, value in ((precise, 3), (heavy, 3), (cases, 4)):
        on_it = parcels.sindex.query(register.geometry, predicate="intersects")[1]
        level.iloc[on_it] = np.maximum(level.iloc[on_it], value)
    # Each site is a parcel, so its own parcel is itself; a record on the pavement is that of the parcels before it.
    for record in [*precise.geometry, *heavy.geometry]:
        under = parcels[parcels.intersects(record)]
        under = under if len(under) else parcels[parcels.dwithin(record, 2)]
        for parcel in under.geometry:
            beside = parcels.index[parcels.dwithin(parcel, 2) & parcels.dwithin(record, 500)]
            level.loc[beside] = np.maximum(level.loc[beside], 2)
    assert bondy.values["pollution_niveau"].tolist() == level.tolist()
    counts = bondy.values["pollution_niveau"].value_counts()
    assert (counts[4], counts[3]) == (2, 46)


def test_shares_and_distances_of_the_evidence_are_those_of_geopandas(parcels: gpd.GeoDataFrame, bondy: Any) -> None:
    pieces = bondy.layers["preuves"]
    pieces = pieces[pieces["distance_m"].notna()]
    sites = parcels.geometry.loc[pieces["site_id"]].reset_index(drop=True)
    away = sites.distance(pieces.geometry.reset_index(drop=True))
    assert pieces["distance_m"].to_numpy() == pytest.approx(away.to_numpy(), abs=1e-9)
    near = pieces[pieces["relation"] == "à proximité"]
    assert len(near) > 2_000 and near["distance_m"].max() <= 100


#: ten parcels of Bondy looked at on the map, with all that lies within 100 m of them or next door
LOOKED_AT = {
    "930100000J0179": (4, None, ["SSP000030701 sur", "IDF9302122 contiguë", "IDF9302123 54"]),
    "93010000AZ0125": (4, "pollution avérée", ["SSP000009101 sur", "0006506370 sur"]),
    "930100000C0114": (3, "pollution supposée", ["0006506369 sur", "IDF9302131 17"]),
    "930100000H0363": (3, "pollution supposée", ["IDF9302133 sur", "0006515885 17", "IDF9302134 38", "IDF9302129 99"]),
    "930100000B0379": (3, "pollution supposée", ["IDF9302132 sur"]),
    "930100000C0130": (2, "pollution supposée", ["0006506369 contiguë", "IDF9302131 sur"]),
    "930100000A0321": (1, None, ["IDF9302163 100"]),
    "930100000A0384": (1, None, []),
    "93010000AQ0247": (3, "pollution supposée", ["IDF9302156 sur", "IDF9303349 sur"]),
    "930100000Q0005": (2, "pollution supposée", ["IDF9302147 contiguë"]),
}


@pytest.mark.parametrize("parcel", list(LOOKED_AT))
def test_ten_parcels_of_bondy_are_told_as_the_map_shows_them(bondy: Any, parcel: str) -> None:
    level, proposed, seen = LOOKED_AT[parcel]
    values = bondy.values.loc[parcel]
    assert (values["pollution_niveau"], values["sol_pollution_propose"]) == (level, proposed)
    pieces = bondy.layers["preuves"]
    pieces = pieces[(pieces["site_id"] == parcel) & (pieces["relation"] != "dans la commune")]
    words = [
        f"{piece.identifiant} "
        + {"sur le site": "sur", "parcelle contiguë": "contiguë"}.get(piece.relation, f"{piece.distance_m:.0f}")
        for piece in pieces.itertuples()
    ]
    assert sorted(words) == sorted(seen)


def test_plants_at_the_middle_of_their_municipality_lie_on_no_parcel_of_it(data: Path, bondy: Any) -> None:
    plants = flat(data / BONDY, "icpe_georisques_93")
    middle = plants[plants["cd_insee"] == "93010"].geometry.value_counts().index[0]
    pieces = bondy.layers["preuves"]
    lost = pieces[pieces["relation"] == "dans la commune"]
    assert set(lost["identifiant"]) == {"0007408136"} and lost["site_id"].nunique() == 7_124
    assert lost.geometry.iloc[0].equals(middle)
    assert bondy.values["icpe_nombre"].sum() == 6
    assert "M. DIDI" not in " ".join(pieces["nom"].dropna())


#: file, layer, role → dialect recognised, rows
REGISTERS = [
    (BONDY, "icpe_georisques_93", "icpe", "georisques_aiot", 1224),
    ("tables/InstallationsClassees_France.shp", None, "icpe", "georisques_aiot", 1224),
    ("tables/georisques_exportICPE2024.geojson", None, "icpe", "noms_adresses", 21),
    (BONDY, "basias_bondy", "casias", "basias_brgm", 59),
    (BONDY, "sites_sols_pollues_bondy", "instruction_pollution", "georisques_wfs_shp", 2),
    ("risques/ssp_instruction_bondy93.gpkg", None, "instruction_pollution", "georisques_wfs_shp", 2),
]


@pytest.mark.parametrize(("file", "layer", "role", "dialect", "count"), REGISTERS)
def test_each_register_of_bondy_is_recognised_and_met_as_often_as_geopandas_says(
    data: Path, parcels: gpd.GeoDataFrame, file: str, layer: str | None, role: str, dialect: str, count: int
) -> None:
    found, territory = measured(parcels, **{role: (data / file, layer)})
    assert (territory.dialect(role)["id"], territory.count(role)) == (dialect, count)
    rows = flat(data / file, layer)
    if "cd_insee" in rows:
        crowd = rows.groupby(rows.geometry.to_wkb())["adresse"].transform("nunique") >= 3
        rows = rows[~(crowd & (rows["cd_insee"] == "93010"))]
    pairs = parcels.sindex.query(rows.geometry, predicate="dwithin", distance=100)
    pieces = found.layers["preuves"]
    assert int((pieces["relation"] != "dans la commune").sum()) == pairs.shape[1]


def test_texts_of_the_national_shapefile_without_cpg_keep_their_accents(data: Path, parcels: gpd.GeoDataFrame) -> None:
    path = data / "tables/InstallationsClassees_France.shp"
    territory = Territory("t", {"icpe": Source("icpe", str(path))}, L93)
    rows = territory.read("icpe")
    assert rows["regime"].value_counts().to_dict() == {"autre": 919, "enregistrement": 179, "autorisation": 126}
    assert rows["seveso"].value_counts().to_dict() == {"non": 300, "bas": 4}
    assert rows["adresse"].str.contains("é").sum() > 20
    assert not rows["adresse"].str.contains("Ã|\ufffd", na=False).any()


def test_the_csv_without_coordinates_is_refused_for_want_of_a_place(data: Path, parcels: gpd.GeoDataFrame) -> None:
    with pytest.raises(GisementError) as caught:
        measured(parcels, icpe=(data / "tables/georisques_icpe2024.csv", None))
    assert caught.value.code == "register_without_place"


def test_polluted_sites_without_coordinates_speak_of_their_municipality(data: Path) -> None:
    path = data / "friches/ademe_sites_pollues.geojson"
    orphans = pyogrio.read_dataframe(path)
    nowhere = orphans[orphans.geometry.isna()]
    assert len(nowhere) == 29
    code = nowhere["Code_INSEE"].iloc[0].zfill(5)
    lone = gpd.GeoDataFrame(
        {"comm_insee": [code, "75056"], "emprise_origine": "surface"},
        geometry=gpd.GeoSeries.from_xy([0, 900_000], [0, 6_000_000]).buffer(50),
        crs=L93,
        index=pd.Index(["a", "b"], name="site_id"),
    )
    found, territory = measured(lone, instruction_pollution=(path, None))
    assert territory.dialect("instruction_pollution")["id"] == "ademe_srd"
    assert found.values["pollution_niveau"].iloc[0] == 1
    assert "ADEME" in found.values["pollution_preuves"].iloc[0]
    assert found.values["pollution_complet"].tolist() == ["non", "non"]


@pytest.mark.parametrize(
    ("place", "layer", "role", "dialect", "count"),
    [
        (BERRE, "ademe_sites_pollues", "instruction_pollution", "ademe_srd", 3),
        (BERRE, "icpe_seveso_haut_prioritaires", "icpe", "seveso_prioritaires", 15),
        (BERRE, "irep_etablissements_2021_geocodes", "icpe", "irep", 143),
        (ARDENNES, "ademe_sites_pollues", "instruction_pollution", "ademe_srd", 3),
        (ARDENNES, "icpe_seveso_haut_prioritaires", "icpe", "seveso_prioritaires", 2),
    ],
)
def test_registers_of_berre_and_the_ardennes_are_recognised_as_parts(
    data: Path, place: str, layer: str, role: str, dialect: str, count: int
) -> None:
    sites = sites_of(data / place, "cartofriches_2024")
    found, territory = measured(sites, **{role: (data / place, layer)})
    assert (territory.dialect(role)["id"], territory.count(role)) == (dialect, count)
    assert set(found.values["pollution_complet"]) == {"non"}
    assert not (found.values["pollution_niveau"] == 0).any()
    # What the inventory cites of BASIAS stands whatever the layers.
    cited = sites["site_numero_basias"].notna()
    assert (found.values.loc[cited, "pollution_niveau"] >= 3).all()


@pytest.mark.parametrize("place", [BERRE, ARDENNES, BONDY])
def test_the_nearest_upper_tier_plant_of_the_country_is_as_far_as_geopandas_says(data: Path, place: str) -> None:
    path = data / "national/icpe_seveso_haut_prioritaires_alea.gpkg"
    sites = sites_of(data / place, "cartofriches_2024")
    values = measured(sites, icpe=(path, None))[0].values
    plants = flat(path)
    placed = sites[sites.geometry.notna()]
    joined = gpd.sjoin_nearest(placed[["geometry"]], plants[["geometry"]], distance_col="m")
    expected = joined["m"].groupby(level=0).min().reindex(placed.index)
    assert values.loc[placed.index, "seveso_m"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-9)
    assert set(values.loc[placed.index, "seveso_nom"]) <= set(plants["nom"])
