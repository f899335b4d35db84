"""Finds which site of before is which site of after: by identifier, else by the land they lie on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from ... import conditions
from ...report import Report
from ...resources import resource
from ..merging.candidates import candidates
from ..merging.evidence import measure
from ..merging.gathering import NamedInventory, gather
from ..merging.traits import read_traits

if TYPE_CHECKING:
    import geopandas as gpd

BEFORE, AFTER = "avant", "apres"


@dataclass
class Matches:
    """What became of the sites.

    :param pairs: one row per site that goes on, columns ``site_id_avant``, ``site_id``.
    :param divided: identifier of before → those of after that have its land.
    :param joined: identifier of after → those of before whose land it has.
    :param added: identifiers of after that nothing of before became.
    :param removed: identifiers of before that became nothing of after.
    """

    pairs: pd.DataFrame
    divided: dict[str, list[str]] = field(default_factory=dict)
    joined: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def in_parts(self) -> set[str]:
        """Name the sites that were divided or joined: their redrawing is told with it."""
        return {*self.divided, *self.joined}


def match(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, report: Report) -> Matches:
    """Match the sites of two dates.

    A site is divided when new sites have part of its land, and joined when it has the land of sites that are gone. A
    new record on land that another one still describes is added, not a division; likewise for one that is gone.
    """
    same = before.index.intersection(after.index, sort=False)
    gone, new = before.index.difference(same, sort=False), after.index.difference(same, sort=False)
    pairs = pd.DataFrame({"site_id_avant": same, "site_id": same}, dtype=object)
    if not len(gone) and not len(new):
        return Matches(pairs)
    links, doubled = _links(before, after, report)
    links = links[links[BEFORE].isin(gone) | links[AFTER].isin(new)]
    # A new record beside one that still describes the same land says nothing of a division.
    links = links[links[BEFORE].isin(gone) | ~_in(links[BEFORE], links[AFTER], doubled[AFTER])]
    links = links[links[AFTER].isin(new) | ~_in(links[AFTER], links[BEFORE], doubled[BEFORE])]
    free = links[BEFORE].isin(gone) & links[AFTER].isin(new)
    renamed = _one_to_one(links[free & links["seulement_renomme"]])
    links = _without(links, renamed, gone, new)
    joined = _several(links[links[BEFORE].isin(gone)], AFTER, BEFORE, set(same))
    used = {site for sites in joined.values() for site in sites}
    links = links[~links[BEFORE].isin(used) & ~(links[AFTER].isin(list(joined)) & links[AFTER].isin(new))]
    divided = _several(links[links[AFTER].isin(new)], BEFORE, AFTER, set(same))
    used |= set(divided)
    pieces = {site for sites in divided.values() for site in sites} | set(joined)
    left = links[links[BEFORE].isin(gone) & links[AFTER].isin(new)]
    renamed = pd.concat([renamed, _one_to_one(left[~left[BEFORE].isin(used) & ~left[AFTER].isin(pieces)])])
    pairs = pd.concat(
        [pairs, renamed.rename(columns={BEFORE: "site_id_avant", AFTER: "site_id"})[["site_id_avant", "site_id"]]],
        ignore_index=True,
    )
    pieces |= set(renamed[AFTER])
    used |= set(renamed[BEFORE])
    added, removed = ([site for site in alone if site not in told] for alone, told in ((new, pieces), (gone, used)))
    return Matches(pairs, divided, joined, added, removed)


def _links(
    before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, report: Report
) -> tuple[pd.DataFrame, dict[str, set[tuple[str, str]]]]:
    """Give the pairs of before and after that lie on the same land, best first, and the pairs inside each date."""
    gathered = gather([NamedInventory(BEFORE, before), NamedInventory(AFTER, after)], [], Report())
    traits = read_traits(gathered, report)
    rules = resource("merging/comparaison")
    evidence = measure(traits, *candidates(traits, report), overlap=0.0, report=report)
    evidence = evidence[conditions.judge(rules["meme_terrain"]["si"], evidence).fillna(False).astype(bool)]
    only = conditions.judge(rules["seulement_renomme"]["si"], evidence).fillna(True).astype(bool)
    ids, side = gathered.origin["site_id"].to_numpy(), gathered.origin["inventaire"].to_numpy()
    names = gathered.records.get("site_nom", pd.Series(None, index=gathered.records.index, dtype=object)).to_numpy()
    same_name = names[evidence["a"]] == names[evidence["b"]]
    links = evidence.assign(seulement_renomme=only, meme_nom=same_name).sort_values(
        ["recouvrement", "parcelles_part", "meme_nom", "similarite_nom", "rapport_surfaces", "distance_m", "a", "b"],
        ascending=[False, False, False, False, True, True, True, True],
        kind="stable",
    )
    one, other = links["a"].to_numpy(), links["b"].to_numpy()
    links[BEFORE], links[AFTER] = ids[one], ids[other]
    doubled = {}
    for date in (BEFORE, AFTER):
        inside = (side[one] == date) & (side[other] == date)
        doubled[date] = {pair for a, b in zip(ids[one[inside]], ids[other[inside]]) for pair in ((a, b), (b, a))}
    return links[side[one] != side[other]], doubled


def _in(left: pd.Series, right: pd.Series, pairs: set[tuple[str, str]]) -> pd.Series:
    return pd.Series([pair in pairs for pair in zip(left, right)], index=left.index, dtype=bool)


def _one_to_one(links: pd.DataFrame) -> pd.DataFrame:
    """Take the best links such that no site stands in two."""
    taken: set[tuple[str, str]] = set()
    rows = []
    for row, old, new in zip(links.index, links[BEFORE], links[AFTER]):
        if (BEFORE, old) not in taken and (AFTER, new) not in taken:
            taken |= {(BEFORE, old), (AFTER, new)}
            rows.append(row)
    return links.loc[rows]


def _without(links: pd.DataFrame, taken: pd.DataFrame, gone: pd.Index, new: pd.Index) -> pd.DataFrame:
    """Leave out the links of sites that are gone or new and have found their counterpart."""
    old = links[BEFORE].isin(taken[BEFORE]) & links[BEFORE].isin(gone)
    return links[~old & ~(links[AFTER].isin(taken[AFTER]) & links[AFTER].isin(new))]


def _several(links: pd.DataFrame, one: str, many: str, going_on: set[str]) -> dict[str, list[str]]:
    """Give the sites of one date that have to do with several of the other, itself counted where it goes on."""
    found = links.groupby(one, sort=False)[many].agg(lambda sites: list(dict.fromkeys(sites)))
    parts = {site: [*([site] if site in going_on else []), *others] for site, others in found.items()}
    return {site: sorted(others) for site, others in parts.items() if len(others) > 1}
