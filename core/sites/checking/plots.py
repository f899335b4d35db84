"""The rules on cadastral parcels: that they exist, lie where the site does, and belong to it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from ...resources import resource
from ...territory import Territory
from ..locating.origin import SURFACE
from ..municipality import without_arrondissements
from ..parcels import REFERENCES, exploded
from .footprints import NAMED, common_area

if TYPE_CHECKING:
    import geopandas as gpd

    from .case import Case

#: what is said already of a site whose footprint was to be made of its parcels
SAID = "parcelle_absente"


def check_parcels(case: Case) -> None:
    """Find parcels that are gone, elsewhere, outside the footprint, or another site's too."""
    plots = exploded(case.texts(REFERENCES), case.texts("comm_insee"))
    if plots.empty:
        return
    plots = plots.reset_index()
    case.report.check()
    _check_commune(case, plots)
    case.report.check()
    _check_shared(case, plots)
    if "parcelle" in case.sources:
        _check_cadastre(case, plots)


def _check_commune(case: Case, plots: pd.DataFrame) -> None:
    """Compare the first five characters of each parcel with the municipality of its site."""
    declared = without_arrondissements(case.texts("comm_insee"))[plots["site_id"]].to_numpy()
    own = without_arrondissements(plots["idu"].str[:5]).to_numpy()
    _note_parcels(case, "parcelle_autre_commune", plots[pd.notna(declared) & (own != declared)])


def _check_shared(case: Case, plots: pd.DataFrame) -> None:
    plots = plots.drop_duplicates()
    shared = plots[plots["idu"].duplicated(keep=False)]
    bearers = shared.groupby("idu")["site_id"].agg(list).map(_listed)
    told = shared["idu"] + " (" + shared["idu"].map(bearers) + ")"
    _note_parcels(case, "parcelle_partagee", shared.assign(idu=told))


def _check_cadastre(case: Case, plots: pd.DataFrame) -> None:
    territory = Territory("", case.sources, case.crs, case.report)
    listed = territory.values("parcelle", "idu")
    if listed is None:
        return
    # A cadastre says nothing of a municipality that it does not cover.
    gone = plots["idu"].str[:5].isin(listed.dropna().str[:5].unique()) & ~plots["idu"].isin(listed)
    gone &= ~plots["site_id"].isin(case.opened.sites_with(SAID))
    _note_parcels(case, "parcelle_disparue", plots[gone])
    there = plots["idu"].isin(listed)
    parcels = territory.read("parcelle", fields=["idu"], among=("idu", set(plots["idu"][there])))
    case.report.check()
    if parcels is not None and len(parcels):
        _check_footprint(case, plots[there], parcels.drop_duplicates("idu").set_index("idu"))


def _check_footprint(case: Case, plots: pd.DataFrame, parcels: gpd.GeoDataFrame) -> None:
    """Find parcels that a footprint drawn by the producer leaves out."""
    shapes = case.sites.geometry
    drawn = (shapely.get_dimensions(shapes.to_numpy()) == 2) & (
        case.texts("emprise_origine").fillna(SURFACE) == SURFACE
    ).to_numpy()
    plots = plots[plots["site_id"].isin(case.sites.index[drawn])]
    parcel = parcels.geometry[plots["idu"]].to_numpy()
    common = common_area(shapes[plots["site_id"]].to_numpy(), parcel)
    least = resource("checking/seuils")["parcelle_part_hors_emprise"]
    _note_parcels(case, "parcelle_hors_emprise", plots[common < least * np.maximum(shapely.area(parcel), 1e-9)])


def _note_parcels(case: Case, code: str, plots: pd.DataFrame) -> None:
    """Note one finding per site, that lists its parcels."""
    told = plots.groupby("site_id", sort=False)["idu"].agg(list).map(_listed)
    case.note(code, told.index, REFERENCES, told)


def _listed(values: list[str]) -> str:
    named = ", ".join(values[:NAMED])
    return f"{named}, … ({len(values)})" if len(values) > NAMED else named
