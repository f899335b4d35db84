"""Gives every site an identifier of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .fields import known

if TYPE_CHECKING:
    from .findings import Findings


def identify(sites: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Make ``site_id`` the index, unique: a site without one gets a name, a second bearer another."""
    given = sites["site_id"] if "site_id" in sites else pd.Series(None, index=sites.index, dtype=object)
    given = known(given.astype(object)).map(lambda value: None if value is None or pd.isna(value) else str(value))
    number_ = pd.Series(np.arange(1, len(sites) + 1).astype(str), index=sites.index)
    absent = given.isna()
    name = given.where(~absent, "sans_id_" + number_)
    again = name.groupby(name).cumcount()
    final = name.where(again == 0, name + "~" + (again + 1).astype(str))
    findings.add("site_id_absent", final[absent], "site_id", corrections=final[absent])
    findings.add("site_id_double", final[again > 0], "site_id", name[again > 0], final[again > 0])
    sites = sites.drop(columns="site_id", errors="ignore")
    return sites.set_index(pd.Index(final.to_numpy(), name="site_id"))
