"""What errors, warnings and steps say of matching the demand with sites."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "allowance_empty": tr(
            "The table of the allowance {file} holds no territory with its hectares. Give one line per municipality (INSEE code) or grouping (SIREN), with the hectares that are left."
        ),
        "allowance_invalid": tr(
            "The allowance {value} is neither a number of hectares nor a table that exists. Give hectares, 0 where nothing is left, or a table with a code and hectares."
        ),
        "allowance_twice": tr(
            "{file}, line {line}, column {column}: the territory {value} stands on line {other_line} already. Keep one line for each."
        ),
        "demand_date": tr(
            "{file}, line {line}, column {column}: {value} is no date. Write it as 2028-06-30 or 30/06/2028; a year or a month alone is taken to its end."
        ),
        "demand_empty": tr("The table of projects {file} holds no project. Give one line per project, with its name."),
        "demand_hall": tr(
            "{file}, line {line}, column {column}: {value} is no hall. Write its length and width in metres, for example 120 × 60, or both in columns of their own."
        ),
        "demand_name_twice": tr(
            "{file}, line {line}, column {column}: the project {value} stands on line {other_line} already. Give each project a name of its own."
        ),
        "demand_profile": tr(
            "{file}, line {line}, column {column}: there is no profile named {value}. Write the path of a profile (.json), or one of: {choices}."
        ),
        "demand_without_name": tr("{file}, line {line}: the project has no name. Give it one, or take the line out."),
        "match_failed": tr(
            "The solver gave an assignment that does not respect the areas or the allowance; nothing was written. Try again with another gap (GAP), and report this with your data."
        ),
        "match_too_large": tr(
            "{projects} projects and {sites} sites make more than {most} pairs that may be assigned. Give fewer sites, for example those of one territory, or projects that say more of what they need."
        ),
        "match_without_score": tr(
            "The sites carry no score, and some projects name no profile. Score the sites first (“Score sites”), or write in the column profil of the demand under which profile each project is to be judged."
        ),
        "table_column_twice": tr(
            "{file}: the columns {columns} both say the same ({name}). Keep one of them, or rename the other."
        ),
        "table_columns": tr(
            "{file} lacks the columns {columns}. The columns that were not understood: {found}. Rename the right one."
        ),
        "table_negative": tr(
            "{file}, line {line}, column {column}: {value} cannot be. Write a number above zero, or leave the cell empty where nothing is asked."
        ),
        "table_number": tr(
            "{file}, line {line}, column {column}: {value} is no number. Write for example 3,5 or 3.5, or leave the cell empty where nothing is asked."
        ),
        "table_word": tr("{file}, line {line}, column {column}: {value} is not understood. Write one of: {choices}."),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "demand_columns_unused": tr(
            "{file}: these columns of the projects were not understood and not used: {columns}."
        ),
        "match_admitted_unknown": tr(
            "Unknown needs were admitted. {need} is unknown for {count} pairs of a project and a site: verify it for those that were assigned (projet_a_verifier)."
        ),
        "match_land_unknown": tr(
            "{count} of the {of} sites in question do not say what would be newly artificialised: all that a project takes counts as new there. Measure the artificialisation to know."
        ),
        "match_months_unknown": tr(
            "{count} of the {of} sites in question do not say in how many months they are ready: they count as the slowest known. Run the readiness first."
        ),
        "match_no_candidate": tr(
            "None of the {count} sites may be assigned: {vetoed} under a veto, {unranked} left out of the ranking. The table of what is left out says why."
        ),
        "match_not_stoppable": tr(
            "No second Python could be started, so the solver works here and cannot be stopped before its {seconds} s are over."
        ),
        "match_outside_allowance": tr(
            "{count} sites lie in no territory of the allowance ({sites}): what they may newly take is unknown. Add their municipality or grouping to the table, with 0 where nothing is left."
        ),
        "match_single_site": tr("There is one site only ({site}): it goes to the project that it suits best, if any."),
        "match_stopped": tr(
            "The solver was stopped after {seconds} s: the fitness reached is at most {percent} % below the best possible, months and new land may not be at their least, and another run may give another assignment. Give it more time (TIME_LIMIT), or a larger gap (GAP)."
        ),
        "match_territory_without_site": tr("{count} territories of the allowance hold no site: {codes}."),
        "match_to_verify": tr(
            "Unknown facts keep pairs out that would suit otherwise, most often {need} ({count} pairs). Measure it, or admit what is unknown (ADMIT_UNKNOWN)."
        ),
        "match_within_gap": tr(
            "{count} pairs are too many to prove the best assignment: the fitness reached is at most {percent} % below the best possible. Within that gap, months and new land were kept low."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "match_pairs": tr("Judging {projects} projects for {sites} sites"),
        "match_solve": tr("Choosing among {count} pairs"),
        "match_write": tr("Writing the assignment"),
    }
