"""What errors, warnings and steps say of the land ledger, its tables and its regimes."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "consumption_columns": tr(
            "{file} is no table of land consumption: it lacks {columns} (its first columns: {found}). Give the Cerema's conso_com, with idcom and naf11art12…, or the dashboard's, with land_id, year and total."
        ),
        "consumption_gap": tr(
            "{file} lacks the years {years} between its first and its last. Give the producer's whole file: figures of two vintages cannot be put together."
        ),
        "consumption_negative": tr(
            "{file}, line {line}, column {column}: {value} m² cannot be consumed; only −1 and −2 are residues of rounding. Correct the line, or fetch the file again."
        ),
        "consumption_number": tr(
            "{file}, line {line}, column {column}: {value} is no number of square metres. Correct the line, or empty the cell: it then counts as unknown."
        ),
        "consumption_twice": tr(
            "{file}, line {line}: the municipality {value} stands in line {other_line} already. Remove one of them."
        ),
        "consumption_year_twice": tr(
            "{file} has two columns for the year {year}; {column} is one. Remove one of them."
        ),
        "consumption_years": tr(
            "{file} (vintage {vintage}) lacks the years {years}, which the regime counts from. Give a vintage that holds them."
        ),
        "regime_invalid": tr("The regime {file} cannot be used. At {place}: {reason}. Correct it there."),
        "zones_contradict": tr(
            "{file}, line {line}: the municipality {commune} has {column} = {value}, but {other} in a line above. Say the same on all its lines, or on one alone."
        ),
        "zones_empty": tr(
            "The table of zones {file} names no municipality. Give a column code_insee with their codes."
        ),
        "zones_target": tr(
            "{file}, line {line}: the zone {zone} is set a reduction of {value} %, which is another than above, or more than 100. Give one for the whole zone."
        ),
        "zones_twice": tr(
            "{file}, line {line}: the municipality {commune} stands in the zone {zone} in line {other_line} already. Remove one of them."
        ),
        "zones_without_communes": tr(
            "The zones of {file} are drawn, so the municipalities must be too: give a TERRITORY with the layer commune, or a table with code_insee and zone."
        ),
        "zones_without_crs": tr(
            "The zones of {file} do not say their coordinate reference system. Set it in QGIS (Layer > Set CRS) and save the layer anew."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "consumption_rows_without_code": tr(
            "{file}: {count} rows bear no code of a municipality and were left out (a total, a department?)."
        ),
        "consumption_totals": tr(
            "In {count} rows (the first in line {line}) the column {column} is not the sum of its years. The years count: check whether the file is whole."
        ),
        "ledger_sites_without_area": tr(
            "{count} ranked sites have no known area and offer no hectare, for example {sites}. Measure the land first."
        ),
        "ledger_demand_elsewhere": tr(
            "{count} codes of the demand are those of no territory, for example {codes}: the hectares sought there count nowhere. Correct them, or give the zones as ZONES."
        ),
        "ledger_sites_without_class": tr(
            "{count} ranked sites have no class or date, for example {sites}: they count in the hectares offered, not in COVERAGE. Assess their readiness first (“Assess readiness”)."
        ),
        "ledger_sites_without_commune": tr(
            "{count} ranked sites lie in no municipality of the table of consumption, for example {sites}: they are in no territory. Check comm_insee, or give a TERRITORY with its list of merged municipalities."
        ),
        "ledger_without_ranks": tr(
            "The sites have no rank: none is set against the demand. Score them first (“Score sites”), or give the layer sites of a study."
        ),
        "regime_unverified": tr(
            "The regime {regime} is a scenario: its text has not been verified. Do not show its figures as the law."
        ),
        "zones_without_consumption": tr(
            "{count} municipalities of the zones are not in the table of consumption, for example {communes}: the sums of their zones lack them."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {"ledger": tr("Keeping the land ledger"), "ledger_write": tr("Writing the ledger")}
