"""What speaks for and against two records being the same site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from .names import CHUNK, shared

if TYPE_CHECKING:
    from ...report import Report
    from .traits import Traits

TWO_SURFACES, SURFACE_AND_POINT, TWO_POINTS, NOWHERE = "deux emprises", "emprise et point", "deux points", "non situe"


def measure(traits: Traits, a: np.ndarray, b: np.ndarray, overlap: float, report: Report) -> pd.DataFrame:
    """Measure each pair of records; the columns are those of `resources/merging/regles.json`.

    :param overlap: share of the smaller footprint above which two are the same site.
    """
    both = traits.surface[a] & traits.surface[b]
    distance, common = _places(traits, a, b, both, report)
    report.check()
    alike, tells = traits.names.similarity(a, b)
    report.check()
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(both, common / np.minimum(traits.area[a], traits.area[b]), np.nan)
    evidence = pd.DataFrame(
        {
            "a": a,
            "b": b,
            "formes": _kinds(traits, a, b),
            "recouvrement": share,
            "surface_commune_m2": common,
            "recouvre": share > overlap,
            "distance_m": distance,
            "fiches_au_point": np.maximum(traits.crowd[a], traits.crowd[b]),
            "similarite_nom": alike,
            "nom_distinctif": tells,
            "sans_nom": (traits.names.key[a] < 0) & (traits.names.key[b] < 0),
            "meme_id": (traits.identifier[a] == traits.identifier[b]) & (traits.identifier[a] >= 0),
            "meme_commune": (traits.commune[a] == traits.commune[b]) & (traits.commune[a] >= 0),
        }
    )
    return evidence.assign(**_parcels(traits, a, b))


def _kinds(traits: Traits, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    surfaces = traits.surface[a].astype(int) + traits.surface[b]
    located = (traits.surface | traits.point)[a] & (traits.surface | traits.point)[b]
    return np.where(located, np.array([TWO_POINTS, SURFACE_AND_POINT, TWO_SURFACES], dtype=object)[surfaces], NOWHERE)


def _places(
    traits: Traits, a: np.ndarray, b: np.ndarray, both: np.ndarray, report: Report
) -> tuple[np.ndarray, np.ndarray]:
    """Measure distances in m, and the area in common in m² of two surfaces; NaN where it cannot be said."""
    distance, common = np.full(len(a), np.nan), np.full(len(a), np.nan)
    common[both] = 0.0
    for start in range(0, len(a), CHUNK // 10):
        report.check()
        part = slice(start, start + CHUNK // 10)
        distance[part] = shapely.distance(traits.shapes[a[part]], traits.shapes[b[part]])
        touching = start + np.flatnonzero(both[part] & (distance[part] == 0))
        common[touching] = shapely.area(shapely.intersection(traits.shapes[a[touching]], traits.shapes[b[touching]]))
    return distance, common


def _parcels(traits: Traits, a: np.ndarray, b: np.ndarray) -> dict[str, np.ndarray]:
    """Count the parcels in common, their share of the shorter list, and how much larger one site is than the other."""
    count = np.asarray(traits.parcels.sum(axis=1)).ravel()
    known = (count[a] > 0) & (count[b] > 0)
    common = shared(traits.parcels, a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(known, common / np.minimum(count[a], count[b]), np.nan)
        by_area = np.maximum(traits.area[a], traits.area[b]) / np.minimum(traits.area[a], traits.area[b])
        by_count = np.maximum(count[a], count[b]) / np.minimum(count[a], count[b])
    return {
        "parcelles_communes": np.where(known, common, np.nan),
        "parcelles_part": share,
        "parcelles_autres": known & (common == 0),
        "rapport_surfaces": np.where(np.isfinite(by_area), by_area, np.where(known, by_count, np.nan)),
    }
