"""What errors, warnings and steps say of profiles, scores and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.resources import resource
from ..texts import tr, user_language

if TYPE_CHECKING:
    from ...core.scoring import Profile
    from ...core.scoring.tipping import Change


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "draws_invalid": tr("{value} draws of weights are not possible. Ask for 1 to {most}."),
        "json_too_deep": tr(
            "The file {file} nests its JSON too deeply to be read. Check that it is the file you mean, and take nesting out."
        ),
        "no_criterion_measured": tr(
            "The sites have none of the columns that the profile {profile} scores ({columns}). Measure them first (“Measures” in the toolbox), or give the layer sites of a study."
        ),
        "nothing_measured": tr(
            "{file} (layer {layer}) holds no measured sites: it has no column of any measure. Give the output of a measure, or the layer sites of a study."
        ),
        "pair_incomplete": tr("Two sites are compared: give the site_id of both, SITE and RIVAL, or of none."),
        "profile_cycle": tr(
            "The profile {file} inherits from itself: {cycle}. Take the inherits out of one of these files."
        ),
        "profile_parent_unknown": tr(
            "The profile {file} inherits from {value}, which is neither a profile of Gisement ({choices}) nor a JSON file beside it. Correct inherits there."
        ),
        "profile_too_deep": tr(
            "The profile {file} nests its JSON more than {most} levels deep. No profile needs that: check the file, and take nesting out."
        ),
        "profile_too_large": tr(
            "The profile {file} has {size} MB, and no profile may have more than {most}. Check that it is the file you mean."
        ),
        "seed_invalid": tr("The seed {value} is not possible. Give a whole number from 0 to {most}."),
        "site_without_rank": tr(
            "The site {site} has no rank, so no weight can change it. {count} sites have one, for example {sites}. Name two of them by their site_id."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "ages_unknown": tr(
            "Nobody says how old the data of {count} criteria are ({columns}…): they count in full in the confidence. Score the sites of a study whose territory gives the vintage (millesime) of its layers."
        ),
        "classes_unread": tr(
            "The column {column} holds values that the profile does not know ({values}): they count as unknown. It knows: {accepted}."
        ),
        "numbers_unread": tr(
            "In the column {column}, {count} values are no numbers and count as unknown: {values}. Correct them in the sites."
        ),
        "columns_known_to_nobody": tr(
            "{reader} reads columns that the sites do not have and no measure gives: {columns}. They count as unknown everywhere: check how they are spelt there, or add them to the sites."
        ),
        "columns_not_measured": tr(
            "Not measured ({name}), so unknown everywhere: {columns}. Run that measure on the sites first."
        ),
        "halls_undecided": tr(
            "{count} sites were measured for the hall of another profile, or nobody says for which: whether the hall of {profile} fits there is unknown. Measure the land with this profile to know."
        ),
        "nobody_ranked": tr(
            "None of the {count} sites has a rank: {vetoed} are ruled out by a veto, most often “{reason}”; {left_out} others are left out of the ranking. Look at veto_motifs and hors_classement, and whether this is the profile you mean."
        ),
        "one_ranked": tr("Only the site {site} has a rank: there is nothing to compare it with."),
        "top_little_known": tr(
            "{count} of the first {first} sites of the ranking lack three key facts or more (a_etudier), and the median confidence there is {confidence} of 10: these ranks are not established, see rang_au_pire. Collect what a_collecter names before you show them to anybody."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {
        "score_write": tr("Writing the scores"),
    }


def first_text(profile: Profile, first: str | None, shared: int, change: Change | None) -> str:
    """Say who is first, and the smallest change of one weight that changes it."""
    if first is None:
        return tr("No site has a rank.")
    if shared > 1:
        return tr("{count} sites share the first rank, {site} among them.").format(count=shared, site=first)
    if change is None:
        return tr("{site} is first, and no change of a single weight up to {most} points changes that.").format(
            site=first, most=resource("scoring/profils")["bascule_max"]["value"]
        )
    return tr("{site} is first. The smallest change of one weight that changes that: {change}").format(
        site=first, change=change_text(profile, change)
    )


def pair_text(profile: Profile, one: str, other: str, change: Change | None) -> str:
    """Say which of two sites passes the other by the smallest change of one weight."""
    if change is None:
        return tr(
            "{one} and {other}: no change of a single weight up to {most} points changes which of them leads, or they are level."
        ).format(one=one, other=other, most=resource("scoring/profils")["bascule_max"]["value"])
    return tr("Between {one} and {other}: {change}").format(one=one, other=other, change=change_text(profile, change))


def change_text(profile: Profile, change: Change) -> str:
    """Say a change of weight: the criterion, from what to what, and which site then leads."""
    label = profile.criteria[change.criterion].label[user_language()]
    return tr(
        "{criterion} from {old} to {new} points of 100, the other weights unchanged; beyond it {site} leads."
    ).format(criterion=label, old=_points(change.old), new=_points(change.new), site=change.passing)


def _points(value: float) -> str:
    text = f"{value:.3g}" if value < 1000 else f"{value:.0f}"
    return text.replace(".", ",") if user_language() == "fr" else text


def faults() -> dict[str, str]:
    """Say what is wrong at a place of a profile, or of procedures."""
    return {
        "missing": tr("it is missing"),
        "three_months": tr("a duration has three numbers of months: least, likely, most"),
        "type": tr("it is not of the kind expected there"),
        "label": tr("it needs a text in French (fr) and one in English (en)"),
        "condition": tr("the condition cannot be judged; it has a column, an op and a value, or all, any or not"),
        "below_zero": tr("it must not be below zero"),
        "hall": tr('a hall is written {"longueur": 60, "largeur": 40}, in metres above zero'),
        "knot": tr("a knot is a raw value and a utility"),
        "knots_or_classes": tr("a criterion has either knots or classes"),
        "knots_rise": tr("the raw values of the knots must rise"),
        "knots_twice": tr("two knots have the same raw value"),
        "last_variant": tr(
            "the last way (variant) has no when, for it is taken where no other is; the others have one"
        ),
        "method": tr("the method is power_mean"),
        "minimum_differs": tr(
            "it is not the area under which the vetoes rule a site out (surface_utile_ha); give that veto, by its id, the same figure"
        ),
        "months_or_variants": tr("a step has either months or variants"),
        "months_rise": tr("the months must not be below zero and must rise: least, likely, most"),
        "no_column": tr("it is neither a criterion of the profile nor a column of the measures or of the inventory"),
        "no_criterion": tr("it is no criterion of the profile"),
        "no_step": tr("it is no step of the procedures"),
        "not_inherited": tr(
            "it changes what the inherited profile does not have; correct the name, or give it whole, with its label"
        ),
        "not_read": tr("nothing reads an entry of this name there; it may be misspelt"),
        "range": tr(
            "it lies outside what is possible there (p: 0 to 10; cap: 0 to 100; factors: 0 to 1; counts: 1 or more; weights: up to 1 000 000)"
        ),
        "repeated": tr("it stands there twice"),
        "utilities": tr("utilities lie between 0 and 1"),
        "years_rise": tr("the years must rise, and those of the period come after those of the reference"),
        "weights": tr("the weights must not all be zero"),
    }
