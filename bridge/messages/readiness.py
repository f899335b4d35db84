"""What errors, warnings and steps say of procedures, their statuses, and readiness."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "procedures_cycle": tr(
            "The procedures of {file} wait for one another in a circle: {cycle}. Remove one of these links."
        ),
        "procedures_invalid": tr("The procedures {file} cannot be used. At {place}: {reason}. Correct it there."),
        "procedures_unknown": tr("There are no procedures named {value}. Give a JSON file, or one of: {choices}."),
        "reference_date_missing": tr(
            "Nobody says from which day months are counted. Give the reference date, or the sites of a study."
        ),
        "statuses_begun_later": tr(
            "The table of procedures {file}, line {line}: {step} of the site {site} is done or running, and yet it begins on {start}, after the reference date {on}. Correct the status or the date."
        ),
        "statuses_ended_later": tr(
            "The table of procedures {file}, line {line}: {step} of the site {site} is done, and yet it ends on {end}, after the reference date {on}. Write en_cours, or correct the date."
        ),
        "statuses_reversed": tr(
            "The table of procedures {file}, line {line}: {step} of the site {site} ends on {end}, before it begins on {start}. Correct one of the dates."
        ),
        "statuses_too_long": tr(
            "The table of procedures {file}, line {line}: {step} of the site {site} has {months} months left, more than a century. Correct reste_mois."
        ),
        "statuses_twice": tr(
            "The table of procedures {file}, line {line}: {step} of the site {site} stands in line {other_line} already. Remove one of them."
        ),
        "statuses_without_site": tr(
            "The table of procedures {file}, line {line} lacks the site, the step or the status (site {site}, step {step}). Fill it in, or empty the line."
        ),
        "table_date": tr(
            "{file}, line {line}, column {column}: {value} is no date. Write it as 2028-06-30 or 30/06/2028."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "statuses_overdue": tr(
            "{count} running procedures should have ended by the reference date, for example on the sites {sites}. They are counted for one more month: correct fin_prevue, or write fait."
        ),
        "statuses_unknown_sites": tr(
            "{count} sites of the table of procedures are not in the inventory and were left out, for example (with their lines): {sites}. Correct site_id, or remove the lines."
        ),
        "veto_unknown": tr(
            "The sites do not say whether a veto holds: none has class R0, and all have it at worst. Score them first (“Score sites”), or give the layer sites of a study."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "readiness": tr("Laying the procedures end to end"),
        "readiness_write": tr("Writing the readiness"),
    }
