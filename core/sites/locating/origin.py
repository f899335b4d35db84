"""Where a site's shape comes from: the values of ``emprise_origine``."""

from __future__ import annotations

#: an area that the inventory gives
SURFACE = "surface"
#: the parcels that the record names
PARCELS = "parcelles"
#: the parcel under the point that the record gives: a guess
PARCEL_UNDER_POINT = "parcelle_sous_point"
#: a disc of the declared area around the point, for the study only
DISC = "disque"
#: the point that the inventory gives
POINT = "point"
#: some point of the commune: no true place
COMMUNE = "commune"
