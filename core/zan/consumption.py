"""Yearly consumption of natural, agricultural and forest land by municipality, from the file of one vintage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..communes import commune_codes
from ..errors import GisementError
from ..folding import fold_name
from ..report import Report
from ..resources import resource
from ..sites.fields import known
from ..sites.reading import read_records

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

NAMED = 5


@dataclass(frozen=True)
class Consumption:
    """What n municipalities consumed in y years, by one file: figures of two vintages never meet.

    :param codes: (n,) INSEE codes, each once.
    :param names: (n,) names, None where the file gives none.
    :param years: the years (flows from 1 January to 31 December), in order.
    :param total: (n, y) m², NaN where the file says nothing; `economic`: of them those of economic use.
    :param levels: level (``epci``, ``scot``…) → columns ``code`` and ``nom`` of each municipality.
    :param vintage: what the file spans, as its producer names it (``2011-2025``).
    """

    codes: pd.Index
    names: npt.NDArray[np.object_]
    years: tuple[int, ...]
    total: npt.NDArray[np.float64]
    economic: npt.NDArray[np.float64]
    vintage: str
    file: str
    levels: dict[str, pd.DataFrame] = field(default_factory=dict)


def read_consumption(path: str | Path, layer: str | None = None, report: Report | None = None) -> Consumption:
    """Read the Cerema's table (a row per municipality), or the State dashboard's (a row per municipality and year).

    Negative residues of rounding count as they are. Rows that are no municipality are left out and counted.

    :raises GisementError: ``consumption_columns``, ``consumption_year_twice``, ``consumption_number``,
        ``consumption_negative``, ``consumption_twice``, ``consumption_gap``, with the line; those of
        :func:`core.sites.reading.read_records`.
    """
    report = report or Report()
    records = read_records(path, layer=layer, report=report)
    rows = records.rows
    if isinstance(rows, gpd.GeoDataFrame):
        rows = pd.DataFrame(rows.drop(columns=rows.geometry.name))
    lines = np.array(records.lines or range(1, len(rows) + 1))
    table = _Table(rows.reset_index(drop=True), lines, records.file)
    found = _by_year(table, report) if table.column("annuel", "annee") else _by_municipality(table, report)
    missing = sorted(set(range(found.years[0], found.years[-1] + 1)) - set(found.years))
    if missing:
        raise GisementError("consumption_gap", file=records.file, years=missing)
    return found


class _Table:
    """The rows of the file, their lines, and its columns by their folded names."""

    def __init__(self, rows: pd.DataFrame, lines: npt.NDArray[np.int64], file: str) -> None:
        self.rows, self.lines, self.file = rows, lines, file
        self.names = {fold_name(str(name)): str(name) for name in rows.columns}

    def column(self, form: str, what: str) -> str | None:
        """Give the column of the file that holds something."""
        said = resource("registre/consommation")[form][what]
        return next((self.names[fold_name(name)] for name in said if fold_name(name) in self.names), None)

    def needed(self, form: str, what: str) -> str:
        """Give the same, which the file may not lack."""
        found = self.column(form, what)
        if found is None:
            said = resource("registre/consommation")[form][what]
            raise GisementError("consumption_columns", file=self.file, columns=said[0], found=list(self.rows)[:NAMED])
        return found

    def square_metres(self, column: str) -> npt.NDArray[np.float64]:
        """Read a column of m²; NaN where it is empty.

        :raises GisementError: ``consumption_number``, ``consumption_negative``.
        """
        texts = known(self.rows[column].astype(object))
        numbers = pd.to_numeric(texts.astype(str).str.replace(" ", "").str.replace(",", "."), errors="coerce")
        wrong = texts.notna().to_numpy() & ~np.isfinite(numbers.to_numpy(dtype=float))
        if wrong.any():
            raise GisementError("consumption_number", **self.place(wrong, column))
        values = numbers.where(texts.notna()).to_numpy(dtype=float)
        below = values < -float(resource("registre/consommation")["residu_m2"]["value"])
        if below.any():
            raise GisementError("consumption_negative", **self.place(below, column))
        return values

    def place(self, wrong: npt.NDArray[np.bool_], column: str) -> dict[str, Any]:
        """Say where the first wrong cell stands, and what it holds."""
        row = int(np.argmax(wrong))
        value = str(self.rows[column].iloc[row])
        return {"file": self.file, "line": int(self.lines[row]), "column": column, "value": value}

    def municipalities(self, column: str, report: Report) -> pd.Series:
        """Read the codes of municipalities; None for what is none."""
        codes, lost = commune_codes(known(self.rows[column].astype(object)))
        if lost:
            report.warn("codes_without_zero", role="consommation_enaf", count=lost)
        none = codes.isna().to_numpy()
        if none.any():
            report.warn("consumption_rows_without_code", file=self.file, count=int(none.sum()))
        return codes


def _by_municipality(table: _Table, report: Report) -> Consumption:
    said = resource("registre/consommation")["cerema"]
    codes = table.municipalities(table.needed("cerema", "code"), report)
    twice = (codes.duplicated() & codes.notna()).to_numpy()
    if twice.any():
        place = table.place(twice, table.needed("cerema", "code"))
        other = table.lines[int(np.argmax((codes == codes[int(np.argmax(twice))]).to_numpy()))]
        raise GisementError("consumption_twice", other_line=int(other), **place)
    flows = _years(table, said["total"])
    if not flows:
        raise GisementError(
            "consumption_columns", file=table.file, columns="naf11art12…", found=list(table.rows)[:NAMED]
        )
    years = tuple(sorted(flows))
    total = np.column_stack([table.square_metres(flows[year]) for year in years])
    own = _years(table, said["activite"])
    nothing = np.full(len(codes), np.nan)
    economic = np.column_stack([table.square_metres(own[year]) if year in own else nothing for year in years])
    _check_totals(table, years, total, report)
    kept = codes.notna().to_numpy()
    name = table.column("cerema", "nom")
    names = known(table.rows[name].astype(object)).to_numpy(dtype=object) if name else np.full(len(codes), None)
    return Consumption(
        codes=pd.Index(codes[kept], name="commune"),
        names=names[kept],
        years=years,
        total=total[kept],
        economic=economic[kept],
        vintage=f"{years[0]}-{years[-1] + 1}",  # as the Cerema names it: from 1 January to 1 January
        file=table.file,
        levels=_levels(table, kept),
    )


def _years(table: _Table, pattern: str) -> dict[int, str]:
    """Give the column of each year: ``naf11art12`` holds the flow of 2011; one that spans years is a total."""
    century = int(resource("registre/consommation")["siecle"])
    found: dict[int, str] = {}
    for name, own in table.names.items():
        matched = re.match(pattern, name)
        if matched and int(matched[2]) == int(matched[1]) + 1:
            if century + int(matched[1]) in found:
                raise GisementError(
                    "consumption_year_twice", file=table.file, column=own, year=century + int(matched[1])
                )
            found[century + int(matched[1])] = own
    return found


def _check_totals(table: _Table, years: tuple[int, ...], total: npt.NDArray[np.float64], report: Report) -> None:
    """Say where the totals of the file are not the sums of its years."""
    said = resource("registre/consommation")
    for name, own in table.names.items():
        matched = re.match(said["cerema"]["total"], name)
        if not matched:
            continue
        first, last = (int(said["siecle"]) + int(matched[place]) for place in (1, 2))
        if last == first + 1 or first not in years or last - 1 not in years:
            continue
        spanned = [place for place, year in enumerate(years) if first <= year < last]
        apart = np.abs(table.square_metres(own) - total[:, spanned].sum(axis=1)) > said["ecart_m2"]["value"]
        if apart.any():
            report.warn(
                "consumption_totals", column=own, count=int(apart.sum()), line=int(table.lines[np.argmax(apart)])
            )


def _levels(table: _Table, kept: npt.NDArray[np.bool_]) -> dict[str, pd.DataFrame]:
    """Give the groupings that the file itself names for each municipality."""
    said, levels = resource("registre/consommation")["cerema"], {}
    none = {fold_name(word) for word in said["hors_zone"]}
    for level in said["niveaux"]:
        columns = {}
        for what in ("code", "nom"):
            own = next((own for name, own in table.names.items() if re.match(level[what], name)), None)
            if own is not None:
                values = known(table.rows[own].astype(object))[kept].reset_index(drop=True)
                outside = values.map(lambda value: fold_name(str(value)) in none, na_action="ignore").eq(True)
                columns[what] = values.mask(outside, None)
        if "code" in columns:
            levels[level["id"]] = pd.DataFrame(columns).reindex(columns=["code", "nom"])
    return levels


def _by_year(table: _Table, report: Report) -> Consumption:
    code, year, total = (table.needed("annuel", what) for what in ("code", "annee", "total"))
    said = resource("registre/consommation")["annuel"]
    kind = table.column("annuel", "genre")
    meant = np.ones(len(table.rows), dtype=bool)
    if kind is not None:
        words = [fold_name(word) for word in said["communes"]]
        meant = table.rows[kind].map(lambda value: fold_name(str(value)) in words).to_numpy(dtype=bool)
    kept = _Table(table.rows[meant].reset_index(drop=True), table.lines[meant], table.file)
    if kept.rows.empty:
        raise GisementError("consumption_columns", file=table.file, columns="COMM", found=list(table.rows)[:NAMED])
    codes = kept.municipalities(code, report)
    economic = table.column("annuel", "activite")
    rows = pd.DataFrame(
        {
            "commune": codes,
            "year": kept.square_metres(year),
            "total": kept.square_metres(total),
            "economic": kept.square_metres(economic) if economic else np.nan,
        }
    )
    twice = rows.duplicated(["commune", "year"]).to_numpy() & rows["commune"].notna().to_numpy()
    if twice.any():
        first = rows[(rows[["commune", "year"]] == rows[["commune", "year"]].iloc[int(np.argmax(twice))]).all(axis=1)]
        other = int(kept.lines[first.index[0]])
        raise GisementError("consumption_twice", other_line=other, **kept.place(twice, code))
    rows = rows.dropna(subset=["commune", "year"])
    wide = {name: rows.pivot(index="commune", columns="year", values=name) for name in ("total", "economic")}
    years = tuple(int(each) for each in wide["total"].columns)
    return Consumption(
        codes=wide["total"].index,
        names=np.full(len(wide["total"]), None, dtype=object),
        years=years,
        total=wide["total"].to_numpy(dtype=float),
        economic=wide["economic"].to_numpy(dtype=float),
        vintage=f"{years[0]}-{years[-1]}",
        file=table.file,
    )
