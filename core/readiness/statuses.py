"""Where each procedure stands, as the user says it: read from a table, and given as a table ready to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..errors import GisementError
from ..report import Report
from ..resources import resource
from ..table import Table

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from .steps import Procedures

DONE, RUNNING, TO_DO, NOT_NEEDED, UNKNOWN = "fait", "en_cours", "a_faire", "sans_objet", "inconnu"
COLUMNS = ["site_id", "etape", "statut", "debut", "fin_prevue", "reste_mois", "document", "responsable"]
#: sites named in a sentence
NAMED = 5
MONTHS = {"mois": 1.0, "an": 12.0, "ans": 12.0}


def read_statuses(
    path: str | Path, procedures: Procedures, on: date, layer: str | None = None, report: Report | None = None
) -> pd.DataFrame:
    """Read the table in which the user says where each procedure stands.

    Rows without a status say nothing: a table ready to fill may be filled in part. Columns of the result:
    :data:`COLUMNS`; dates are ``datetime64``, months a number.

    :param on: the reference date, which a step that is done or running cannot begin after.
    :raises GisementError: ``statuses_twice``, ``statuses_reversed``, ``statuses_begun_later``,
        ``statuses_ended_later``, ``statuses_too_long``, ``statuses_without_site`` with the line; those of
        :class:`core.table.Table` and of its cells.
    """
    report = report or Report()
    said = resource("readiness/statuts")
    try:
        table = Table(path, layer, said["colonnes"], report)
    except GisementError as error:
        if error.code != "inventory_empty":
            raise
        return pd.DataFrame(columns=[*COLUMNS, "line"])
    table.need("site_id", "etape", "statut")
    steps = {step.id: [step.id, *step.label.values()] for step in procedures.steps}
    read = {
        "site_id": table.values("site_id", lambda cell: cell.text),
        "etape": table.values("etape", lambda cell: cell.word(steps)),
        "statut": table.values("statut", lambda cell: cell.word(said["statuts"])),
        "debut": table.values("debut", lambda cell: cell.day()),
        "fin_prevue": table.values("fin_prevue", lambda cell: cell.day()),
        "reste_mois": table.values("reste_mois", lambda cell: cell.number(MONTHS)),
        "document": table.values("document", lambda cell: cell.text),
        "responsable": table.values("responsable", lambda cell: cell.text),
    }
    rows = pd.DataFrame(read, dtype=object).assign(line=table.lines)
    rows = rows[rows["statut"].notna() | rows[["debut", "fin_prevue", "reste_mois"]].notna().any(axis=1)]
    for column in ("debut", "fin_prevue"):
        rows[column] = pd.to_datetime(rows[column])
    rows["reste_mois"] = rows["reste_mois"].astype(float)
    _refuse(rows, pd.Timestamp(on), table.file)
    return rows[[*COLUMNS, "line"]].reset_index(drop=True)


def _refuse(rows: pd.DataFrame, on: pd.Timestamp, file: str) -> None:
    """Refuse what contradicts itself, at the first line that does."""
    begun, done = rows["statut"].isin([DONE, RUNNING]), rows["statut"] == DONE
    place = _first(rows, rows[["site_id", "etape", "statut"]].isna().any(axis=1), file)
    if place:
        raise GisementError("statuses_without_site", **place)
    place = _first(rows, rows["fin_prevue"] < rows["debut"], file)
    if place:
        raise GisementError("statuses_reversed", **place)
    place = _first(rows, begun & (rows["debut"] > on), file)
    if place:
        raise GisementError("statuses_begun_later", on=_day(on), **place)
    place = _first(rows, done & (rows["fin_prevue"] > on), file)
    if place:
        raise GisementError("statuses_ended_later", on=_day(on), **place)
    longest = resource("readiness/reglages")["reste_max_mois"]["value"]
    place = _first(rows, rows["reste_mois"] > longest, file)
    if place:
        raise GisementError("statuses_too_long", **place)
    place = _first(rows, rows.duplicated(["site_id", "etape"]), file)
    if place:
        same = rows[(rows["site_id"] == place["site"]) & (rows["etape"] == place["step"])]
        raise GisementError("statuses_twice", other_line=int(same["line"].iloc[0]), **place)


def _first(rows: pd.DataFrame, wrong: pd.Series, file: str) -> dict[str, Any]:
    """Say where the first wrong line stands and what it holds; nothing where none is wrong."""
    if not wrong.any():
        return {}
    row = rows[wrong].iloc[0]
    return {
        "file": file,
        "line": int(row["line"]),
        "site": row["site_id"],
        "step": row["etape"],
        "start": _day(row["debut"]),
        "end": _day(row["fin_prevue"]),
        "months": row["reste_mois"],
    }


def _day(value: pd.Timestamp) -> str | None:
    return None if pd.isna(value) else value.date().isoformat()


def tell_strangers(statuses: pd.DataFrame, sites: pd.Index, report: Report) -> None:
    """Say which sites of the table are not among those assessed, and where they stand."""
    strange = statuses[~statuses["site_id"].astype(str).isin(set(sites.astype(str)))].drop_duplicates("site_id")
    if len(strange):
        named = [f"{row.site_id} ({row.line})" for row in strange.head(NAMED).itertuples()]
        report.warn("statuses_unknown_sites", count=len(strange), sites=named)


def blank_statuses(
    procedures: Procedures, table: pd.DataFrame, statuses: pd.DataFrame | None, language: str
) -> pd.DataFrame:
    """Give the table of statuses of all sites ready to fill, with what the user has said already.

    :param table: the table ``procedures`` of an assessment, a row per site and step.
    :returns: :data:`COLUMNS` with ``libelle`` and ``calcule``, the status that is counted now, which are not read.
    """
    labels = {step.id: step.label[language] for step in procedures.steps}
    blank = table[["site_id", "etape"]].assign(libelle=table["etape"].map(labels), calcule=table["statut"])
    if statuses is not None and len(statuses):
        blank = blank.merge(statuses, on=["site_id", "etape"], how="left")
    blank = blank.reindex(columns=["site_id", "etape", "libelle", "calcule", *COLUMNS[2:]]).astype(object)
    for column in ("debut", "fin_prevue"):
        blank[column] = pd.to_datetime(blank[column]).dt.strftime("%Y-%m-%d").astype(object)
    return blank.where(blank.notna(), None)
