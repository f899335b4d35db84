"""Where a layer was collected, when a territory says that this is not the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from ..errors import GisementError
from ..vector import read_layer

if TYPE_CHECKING:
    from .territory import Territory


def collected_area(said: str | tuple[str, ...], territory: Territory) -> Any:
    """Give the area (a shapely polygon in the working CRS) of a polygon layer, or of the communes of these codes.

    :raises GisementError: ``layer_without_geometry``, ``layer_without_crs``, ``coverage_unknown`` where codes are none
        of the communes of the territory, and those of reading a layer.
    """
    if isinstance(said, str):
        path, _, layer = said.partition("|layername=")
        rows = read_layer(path, layer or None, columns=[])
        if "geometry" not in rows:
            raise GisementError("layer_without_geometry", role="couvre", file=path, layer=layer)
        if rows.crs is None:
            raise GisementError("layer_without_crs", role="couvre", file=path, layer=layer)
        return shapely.union_all(shapely.make_valid(rows.geometry.to_crs(territory.crs).array))
    communes = territory.read("commune")
    known = set() if communes is None else set(communes["code_insee"])
    lacking = [code for code in said if code not in known]
    if communes is None or lacking:
        raise GisementError("coverage_unknown", codes=", ".join(lacking or said))
    return shapely.union_all(communes.geometry[communes["code_insee"].isin(said)].array)
