"""A profile of two criteria, a veto, a cap and a reason not to be ranked; and sites scored under it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from gisement.core.scoring import load_profile, score

if TYPE_CHECKING:
    from pathlib import Path

    from gisement.core.scoring import Scored

NOWHERE = pd.DataFrame(columns=["source", "millesime", "remarque"])
TODAY = date(2026, 11, 22)
LABEL = {"fr": "x", "en": "x"}
ALWAYS = {"column": "ha", "op": "known"}


def rule(name: str, label: str, when: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a veto, a cap, or a reason to leave a site out."""
    return {"id": name, "label": {"fr": label, "en": label}, "when": when, **more}


def small_content(**changes: Any) -> dict[str, Any]:
    """Give the content of the profile: area with weight 3, road with weight 1, p = 0.5."""
    criteria = [
        {"key": "ha", "weight": 3, "label": {"fr": "Surface", "en": "Area"}, "knots": [[0, 0], [10, 1]]},
        {"key": "km", "weight": 1, "label": {"fr": "Route", "en": "Road"}, "knots": [[0, 1], [20, 0]]},
    ]
    content = {
        "id": "petit",
        "label": LABEL,
        "need": {},
        "aggregation": {"p": 0.5},
        "confidence": {"old_after_years": 5},
        "ranking": {
            "key_criteria": ["ha", "km"],
            "key_unknown_max": 2,
            "excluded": [rule("r", "reconvertie", {"column": "statut", "op": "==", "value": "r"})],
        },
        "vetoes": [rule("v", "rouge", {"column": "rouge", "op": ">", "value": 0.5})],
        "caps": [rule("c", "étroit", {"column": "etroit", "op": "==", "value": "oui"}, cap=40)],
        "groups": [{"id": "g", "label": LABEL, "criteria": criteria}],
    }
    return {**content, **changes}


def write_profile(folder: Path, content: Any, name: str = "petit.json") -> Path:
    """Write content as a profile's file."""
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def small_profile(folder: Path, **changes: Any) -> Path:
    """Write the profile with some of its entries replaced."""
    return write_profile(folder, small_content(**changes))


def scored(folder: Path, rows: dict[str, list[Any]], **changes: Any) -> Scored:
    """Score sites ``s0``, ``s1``… under the profile; what the rows do not say lets no rule hold."""
    count = len(next(iter(rows.values())))
    defaults = {"rouge": [0.0] * count, "etroit": ["non"] * count, "statut": [None] * count}
    sites = pd.DataFrame({**defaults, **rows}, index=[f"s{i}" for i in range(count)])
    return score(sites, load_profile(small_profile(folder, **changes)), TODAY, NOWHERE, draws=50)
