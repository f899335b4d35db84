"""What measured sites lack of what a profile or the procedures read: told, for it counts as unknown everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .measures import MEASURES
from .sites.fields import fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from .report import Report


def tell_missing(asked: Iterable[str], sites: pd.DataFrame, reader: str, report: Report) -> None:
    """Say which of the columns asked for the sites do not have: to be measured, or known to nobody.

    Those of the standard that an inventory lacks are told by its check.

    :param reader: what reads them, a profile or procedures, by its id.
    """
    missing = [name for name in dict.fromkeys(asked) if name not in sites]
    by_measure = {measure.name: {column.key for column in measure.columns} for measure in MEASURES}
    for name, own in by_measure.items():
        there = [each for each in missing if each in own]
        if there:
            report.warn("columns_not_measured", name=name, columns=there)
    standard = {field["name"] for field in fields()}
    strange = [name for name in missing if name not in standard.union(*by_measure.values())]
    if strange:
        report.warn("columns_known_to_nobody", reader=reader, columns=strange)
