"""What errors and warnings say of the land cover and the programme on it."""

from __future__ import annotations

from ..texts import tr


def errors() -> dict[str, str]:
    """Give the sentence of each error."""
    return {
        "programme_invalid": tr(
            "The need of the profile is not understood: {value} for {names}. The parts bati_part, impermeable_part and vert_part of the programme are shares from 0 to 1 that make 1 together; enaf_ratio is a number from 0 on."
        ),
    }


def warnings() -> dict[str, str]:
    """Give the sentence of each warning."""
    return {
        "cover_codes_unknown": tr(
            "{role}: {count} polygons on the sites have codes that do not tell whether they are artificialised ({codes}): their area counts as unknown, in ocsge_inconnu_m2. Check the codes in the layer."
        ),
        "cover_gaps": tr(
            "{role}: {count} sites are not covered in whole; what lies in the gap stays unknown, and ocsge_lacune_m2 measures it. Check whether the layer reaches that far."
        ),
        "cover_methods_differ": tr(
            "{role}: on {count} sites one vintage is judged by its producer and the other by the matrix, so a part of the change may come from that."
        ),
        "cover_not_older": tr(
            "{role}: none of its {count} polygons is older than the land cover of today, so there is no change to measure. Give the vintage before."
        ),
        "cover_of_two_vintages": tr(
            "{role}: the layer holds several vintages ({years}); the latest is measured; the one before it gives the change, unless another layer is given for that."
        ),
        "cover_overlaps": tr(
            "{role}: on {count} sites polygons lie on one another. Each square metre counts once; where they disagree ({disputed} m² in all), what is not artificialised wins."
        ),
        "cover_patches_alone": tr(
            "{role}: {count} small polygons on the sites are surrounded by unknown ground or by nothing: the threshold cannot be applied, and they keep their class."
        ),
        "cover_patches_cut": tr(
            "{role}: {count} polygons on the sites belong to a patch that goes on beyond what was read around the sites: they keep their class."
        ),
        "cover_without_area": tr(
            "{role}: {count} objects of the layer are lines or points, which cover nothing, and were left out. Give the layer of the polygons."
        ),
    }


def steps() -> dict[str, str]:
    """Give the sentence that announces each step."""
    return {}
