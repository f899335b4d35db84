"""Names the columns of a file as the standard does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fields import fields

if TYPE_CHECKING:
    import pandas as pd

    from .findings import Findings
    from .mapping import Mapping
    from .reading import Records


def name_columns(records: Records, findings: Findings, mapping: Mapping | None = None) -> pd.DataFrame:
    """Give the columns their names in the standard; what the standard does not know keeps its own name."""
    sites = records.rows.rename(columns={name: name.lower() for name in records.rows.columns if name != "geometry"})
    for field in fields():
        for alias in field.get("aliases", ()):
            if alias in sites and field["name"] not in sites:
                sites = sites.rename(columns={alias: field["name"]})
    return sites
