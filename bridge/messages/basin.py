"""What warnings say of communes, zones d'emploi and what surrounds a site."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {}


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "codes_without_zero": tr(
            "{role}: {count} codes had lost their leading zero and were read with it. Keep codes as text when you save such a table."
        ),
        "communes_changed": tr(
            "{role}: {count} municipalities of the sites were found under another code, for they have merged, been renumbered or are divided into arrondissements."
        ),
        "communes_not_joined": tr(
            "{role}: {count} municipalities have no row ({codes}…): what rests on it stays unknown there. If municipalities have merged since, give the list of their changes (MOUVEMENT_COMMUNE)."
        ),
        "communes_of_inventory": tr(
            "{count} sites lie in no municipality of the layer: the municipality that the inventory gives them was taken."
        ),
        "zones_without_figure": tr(
            "{role}: {count} employment areas have no figure ({codes}…): it stays unknown for their sites. The table must have rows by employment area (ZE2020)."
        ),
        "layer_of_no_areas": tr(
            "{role}: {count} objects near the sites are points or lines where areas are expected: they hold nothing, and what they would decide stays unknown. Give the layer of areas."
        ),
        "surroundings_partly_covered": tr(
            "{role}: the surroundings of {count} sites lie in part where the layer was not collected, or where nobody says how many there are: what is counted there stays unknown, unless what was found is enough for the full mark."
        ),
        "establishments_without_activity": tr(
            "{role}: {count} establishments have no activity code of the present nomenclature and were not counted as industry: where they are more than a twentieth of those around, the count stays unknown."
        ),
        "people_without_road": tr(
            "{role}: {count} places where people live have no road nearby and reach no site. Check whether the road layer covers them."
        ),
        "people_without_ages": tr(
            "{role}: the layer does not tell how many people are of working age: how many reach the sites stays unknown. Give INSEE's 200 m grid, or the census by age (15 to 64)."
        ),
        "members_without_code": tr(
            "{role}: {count} rows give no readable municipality code and make no municipality a member; where no row gives one, the answer stays unknown. Check the column of INSEE codes."
        ),
        "dwellings_not_told": tr(
            "{role}: {count} rows of the sites' municipalities give no figure (statistical secrecy): the vacancy stays unknown there."
        ),
        "rows_without_place": tr("{role}: {count} rows give no coordinates and are nowhere: they were not counted."),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
