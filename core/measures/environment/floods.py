"""Flood areas that no plan regulates: those of the flood directive (TRI), of atlases (AZI), of hazard maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .answers import class_told, figures, nobody, share_told, worst

if TYPE_CHECKING:
    from .reading import Ground, Told

ROLE = "zone_inondable"


def flood_areas(ground: Ground) -> Told:
    """Measure the share of each site that known floods reach, and by which event.

    An area drawn by whole communes, or of several hazards together, leaves open whether the site is flooded.
    """
    found = ground.found(ROLE)
    if found is None:
        ground.absent(ROLE)
        return {"zone_inondable_part": np.full(ground.count, np.nan), "zone_inondable_scenario": nobody(ground.count)}
    said, fields = figures()["zone_inondable"], found.fields
    vague = (fields["precision"] == "commune") | fields["alea"].isin(said["aleas_multiples"])
    event = fields["scenario"].where(fields["scenario"].notna(), said["sans_scenario"])
    counted = ~vague & event.map(said["scenarios"]).astype("boolean").fillna(True).astype(bool)
    doubt = found.doubt + found.share(vague, ground.report)
    share = found.share(counted, ground.report)
    order = said["ordre"]
    events = {name: found.share(~vague & (event == name), ground.report) for name in order[1:]}
    least = worst(order, events)
    most = worst(order, {order[-1]: events[order[-1]] + doubt})
    return {
        "zone_inondable_part": share_told("zone_inondable_part", share, doubt, at_least=True),
        "zone_inondable_scenario": class_told(order, least, np.maximum(least, most), ~np.isnan(share)),
    }
