"""What a brownfield's record and a study say in the words of the standard Sites économiques."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from ...conditions import judge
from ...resources import resource
from ..fields import fields, known
from .cells import column
from .places import GEOGRAPHIC

if TYPE_CHECKING:
    from .places import Places

SQUARE_METRES_PER_HECTARE = 10_000.0
PRESUMED = "presume"
#: facts made here, beside the columns of the inventory and of the study
AREA, OWNER, OWNERS, PAGE = "emprise_ha", "proprietaire", "proprietaires", "page_cartofriches"
SERVICING, EPCI_NAME, EPCI_SIREN = "etape.viabilisation", "etude.epci_nom", "etude.epci_siren"


def with_equivalents(
    sites: gpd.GeoDataFrame,
    place: Places,
    procedures: pd.DataFrame | None,
    epci: gpd.GeoDataFrame | None,
    producer: str | None,
) -> pd.DataFrame:
    """Add to the sites' columns what the rules of `resources/export/sites_economiques.json` read.

    ``emprise_ha``, ``proprietaire`` (the one kind of owner), ``proprietaires`` (how many kinds), ``page_cartofriches``;
    of a study, ``etape.viabilisation`` (the state of servicing in its procedures), and ``etude.epci_nom`` and
    ``etude.epci_siren`` (the intercommunality in which the centroid lies).

    :param sites: index ``site_id`` as written, column ``inventaire_id`` as in the inventory.
    """
    facts = pd.DataFrame(sites.drop(columns=sites.geometry.name)).assign(site_id=sites.index)
    facts[AREA] = place.area.loc[sites.index] / SQUARE_METRES_PER_HECTARE
    kinds = column(facts, "proprio_type").map(_owners, na_action="ignore")
    facts[OWNERS] = kinds.map(len, na_action="ignore").astype(float)
    facts[OWNER] = kinds.map(lambda found: min(found) if len(found) == 1 else None, na_action="ignore")
    facts[PAGE] = _pages(facts)
    if procedures is not None:
        servicing = procedures[procedures["etape"] == "viabilisation"].drop_duplicates("site_id")
        facts[SERVICING] = facts["inventaire_id"].map(servicing.set_index("site_id")["statut"])
    if epci is not None and len(epci):
        around = _around(place.points.loc[sites.index], epci)
        facts[EPCI_NAME], facts[EPCI_SIREN] = around["nom"], around["code_siren"]
    said = column(facts, "source_producteur")
    return facts.assign(source_producteur=said.where(said.notna(), producer))


def _around(points: pd.Series, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give for each point (degrees) the attributes of the area in which it lies, unknown outside all."""
    there = gpd.GeoSeries(points, crs=GEOGRAPHIC).to_crs(areas.crs)
    at, inside = areas.sindex.query(there.to_numpy(), predicate="intersects")
    found = pd.Series(inside, index=points.index[at]).groupby(level=0).first()
    attributes = areas.drop(columns=areas.geometry.name).iloc[found.to_numpy()].set_index(found.index)
    return attributes.reindex(points.index)


def field_values(field: dict[str, Any], facts: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Give what is known of a field, and the code of the note that each value deserves (None: none).

    A column of the field's own name comes first, unless the standard Friches gives that name another meaning; then
    the columns, and the rules, that `resources/export/sites_economiques.json` names.
    """
    name = field["name"]
    rule = resource("export/sites_economiques")["fields"].get(name, {})
    presumed = PRESUMED if rule.get("presumed") else None
    values = _first(facts, () if name in {friche["name"] for friche in fields()} else (name,))
    codes = pd.Series(None, index=facts.index, dtype=object)
    found = _translated(_first(facts, tuple(rule.get("columns", ()))), rule)
    new = values.isna() & found.notna()
    values[new], codes[new] = found[new], presumed
    for case in rule.get("rules", ()):
        new = values.isna() & judge(case["when"], facts).fillna(False).astype(bool)
        values[new], codes[new] = case["value"], case.get("code", presumed)
    return values.rename(name), codes


def _first(facts: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    values = pd.Series(None, index=facts.index, dtype=object)
    for name in names:
        if name in facts:
            values = values.where(values.notna(), known(facts[name].astype(object)))
    return values


def _translated(values: pd.Series, rule: dict[str, Any]) -> pd.Series:
    """Apply what the rule says of a column: a list of equivalents, a part of the text, the first of several."""
    nothing = resource("export/sites_economiques")["no_name"]
    values = values.where(~values.isin(nothing), None)
    if "values" in rule:
        return values.map(rule["values"])
    if "extract" in rule:
        return (
            values.astype("string")
            .str.extract(rule["extract"], expand=False)
            .str.replace(" ", "", regex=False)
            .astype(object)
        )
    if rule.get("first"):
        return values.map(lambda text: str(text).split("|")[0].strip(), na_action="ignore")
    return values


def _owners(codes: str) -> set[str]:
    """Give the kinds of owners behind a list of catpro3 codes; the longest prefix decides."""
    prefixes = resource("export/sites_economiques")["owners"]["prefixes"]
    found = re.findall(r"[A-Z]\d[a-z]", codes)
    return {
        prefixes[max((prefix for prefix in prefixes if code.startswith(prefix)), key=len, default="M")]
        for code in found
    }


def _pages(facts: pd.DataFrame) -> pd.Series:
    """Give the page in Cartofriches: the one the record names, else that of a site which Cartofriches published."""
    said = resource("export/sites_economiques")["cartofriches"]
    pages = column(facts, "site_url").map(
        lambda text: next((part.strip() for part in text.split("|") if said["mark"] in part), None), na_action="ignore"
    )
    published = _first(facts, tuple(said["published"])).notna()
    made = facts["inventaire_id"].map(lambda site_id: said["page"].format(site_id=site_id))
    return pages.where(pages.notna() | ~published, made)
