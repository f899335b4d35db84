"""The discreet layers under the sites on a map: communes, main roads, railways, substations, freight stations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

    from .report import Report
    from .territory import Territory

#: layer written → role, fields kept, and the field that chooses rows with its values (None: unknown)
LAYERS: dict[str, tuple[str, list[str], tuple[str, list[str | None]] | None]] = {
    "fond_commune": ("commune", ["code_insee", "nom"], None),
    "fond_epci": ("epci", ["code_siren", "nom"], None),
    "fond_route": ("troncon_de_route", ["classe", "numero"], ("classe", ["autoroute", "express", "principale"])),
    "fond_fer": ("troncon_de_voie_ferree", ["nature", "etat"], ("etat", ["en service", None])),
    "fond_poste_htb": ("poste_htb", ["nom", "tension_kv"], None),
    "fond_gare_fret": ("gare_fret", ["nom"], None),
}


def backgrounds(territory: Territory, report: Report) -> dict[str, gpd.GeoDataFrame]:
    """Read the background layers that the territory has, in its working CRS."""
    layers = {}
    for name, (role, fields, chosen) in LAYERS.items():
        report.check()
        layer = territory.read(role, fields=fields)
        if layer is not None and chosen is not None:
            field, values = chosen
            layer = layer[layer[field].isin(values)]
        if layer is not None and len(layer):
            layers[name] = layer.reset_index(drop=True)
    return layers
