"""The inventory of friches as its producer would have filled it in: the columns of the CNIG standard, no defect yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from ..resources import resource
from .places import activities
from .pollution import basol_number, casias_number, has_history, has_instruction
from .zoning import THEMES

if TYPE_CHECKING:
    from .stage import Stage
    from .writing import Writer

Objects = npt.NDArray[np.object_]


def fill_inventory(
    stage: Stage, parcels: list[str], footprint: npt.NDArray[np.float64], zoning: tuple[Objects, list[str]]
) -> tuple[pd.DataFrame, Objects]:
    """Fill in one record per site.

    :param parcels: references of the parcels of each site, joined by ``|``.
    :param footprint: built area of each site, in m².
    :param zoning: shapes and themes of the planning zones.
    :returns: the records, and their shapes in metres from the south-west corner.
    """
    rng = stage.settings.rng("inventory")
    said, places = resource("demo/inventory"), stage.places
    count = len(places)
    at = shapely.get_coordinates(shapely.point_on_surface(places.shape))
    code, commune = stage.code_at(at), stage.name_at(at)
    listed = activities()
    activity = pd.DataFrame([listed[a] for a in places.activity])
    table = pd.DataFrame({name: np.full(count, None, dtype=object) for name in said["columns"]})
    table["site_id"] = [f"{one}_{n + 1}" for n, one in enumerate(code)]
    words = resource("demo/words")
    where = np.array(words["lieux"], dtype=object)[rng.integers(len(words["lieux"]), size=count)]
    table["site_nom"] = activity["nom"].to_numpy() + " " + where
    table["site_type"] = activity["type"]
    table["activite_libelle"], table["activite_code"] = activity["libelle"], activity["naf"]
    number = rng.integers(1, 180, count).astype(str).astype(object)
    table["site_adresse"] = (
        number + " " + np.array(words["voies"], dtype=object)[rng.integers(len(words["voies"]), size=count)]
    )
    for column, choices in said["choices"].items():
        table[column] = _drawn(rng, choices, count)
    identified = pd.Timestamp("2014-01-06") + pd.to_timedelta(rng.integers(0, 3_000, count), unit="D")
    updated = identified + pd.to_timedelta(rng.integers(30, 1_300, count), unit="D")
    table["site_identif_date"], table["site_actu_date"] = identified.strftime("%Y-%m-%d"), updated.strftime("%Y-%m-%d")
    table["activite_fin_annee"] = rng.integers(1972, 2019, count).astype(str)
    table["local_ancien_annee"], table["local_recent_annee"] = (
        rng.integers(1890, 1965, count).astype(str),
        rng.integers(1965, 2005, count).astype(str),
    )
    table["comm_nom"], table["comm_insee"] = [one.upper() for one in commune], code
    built = footprint > 0.0
    table["bati_type"] = [
        said["building_types"].get(kind, "industriel") if has else "sans objet"
        for kind, has in zip(table["site_type"], built)
    ]
    table["bati_nombre"], table["bati_surface"] = built.astype(int), np.round(footprint).astype(int)
    owner = _drawn(rng, [[row, row[3]] for row in said["owners"]], count)
    for position, column in enumerate(("proprio_type", "proprio_personne", "proprio_nom")):
        table[column] = [one[position] for one in owner]
    table["unite_fonciere_surface"] = np.round(shapely.area(places.shape)).astype(int)
    table["unite_fonciere_refcad"] = parcels
    _planning(table, at, zoning)
    table["source_nom"], table["source_url"] = (
        "Observatoire des friches de l'Orvanne",
        "https://exemple.invalid/friches",
    )
    table["source_contact"] = "observatoire@exemple.invalid"
    _registers(stage, table)
    _known(stage, table)
    return table, places.shape.copy()


def write_inventory(writer: Writer, layer: str, table: pd.DataFrame, shapes: Objects) -> None:
    """Write the records, with the surfaces as multipolygons and whole numbers as such."""
    table = table.copy()
    for column in resource("demo/inventory")["integers"]:
        table[column] = pd.array([None if pd.isna(value) else int(value) for value in table[column]], dtype="Int64")
    surface = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
    shapes = shapes.copy()
    shapes[surface] = [shapely.MultiPolygon([shape]) for shape in shapes[surface]]
    writer.write(layer, table, shapes, "Unknown")


def _drawn(rng: np.random.Generator, choices: list[list[Any]], count: int) -> list[Any]:
    weight = np.array([share for _, share in choices], dtype=float)
    return [choices[i][0] for i in rng.choice(len(choices), count, p=weight / weight.sum())]


def _planning(table: pd.DataFrame, at: npt.NDArray[np.float64], zoning: tuple[Objects, list[str]]) -> None:
    shapes, themes = zoning
    point, zone = shapely.STRtree(shapes).query(shapely.points(at), predicate="intersects")
    theme = np.full(len(table), "a", dtype=object)
    theme[point] = np.array(themes, dtype=object)[zone]
    table["urba_zone_type"] = [THEMES[one].typezone for one in theme]
    table["urba_zone_lib"] = [THEMES[one].libelle for one in theme]
    table["urba_zone_formdomi"] = [THEMES[one].formdomi for one in theme]
    table["urba_zaer"], table["urba_doc_type"] = "non", "PLUI"


def _registers(stage: Stage, table: pd.DataFrame) -> None:
    keys = [stage.known[key].said if key else {} for key in stage.places.key]
    old = has_history(stage) | np.array([bool(said.get("casias")) for said in keys])
    open_ = has_instruction(stage) | np.array([bool(said.get("basol")) for said in keys])
    for row in np.flatnonzero(old):
        table.loc[row, "site_numero_basias"] = casias_number(int(row))
        table.loc[row, "site_url"] = f"https://fiches-risques.brgm.fr/georisques/casias/{casias_number(int(row))}"
    for row in np.flatnonzero(open_):
        table.loc[row, "site_numero_basol"] = basol_number(int(row))


def _known(stage: Stage, table: pd.DataFrame) -> None:
    """Give the known sites their names and owners, and nothing that would blur their figures."""
    for row, key in enumerate(stage.places.key):
        if not key:
            break
        said = stage.known[key].said
        table.loc[row, ["site_nom", "site_statut", "sol_pollution_existe"]] = [
            said["nom"],
            "friche sans projet",
            "inconnu",
        ]
        table.loc[row, ["proprio_type", "proprio_personne", "proprio_nom"]] = [
            said["proprio_type"],
            "personne morale",
            said["proprio_nom"],
        ]
