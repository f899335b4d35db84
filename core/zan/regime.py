"""The law under which land consumption is counted, as a dated file: periods, reduction, guarantee, exemptions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json
from ..said import Said, Wrong, deeper_than, label

SAYING = ("source", "note")
DEEPEST = 12
YEARS = (1990, 2100)


@dataclass(frozen=True)
class Regime:
    """A regime of the law.

    :param verified: whether its text was read in force; a scenario otherwise.
    :param reference: first and last year of the consumption that the reduction is of; `period`: those of the allowance.
    :param reduction: share by which consumption falls.
    :param excess: share by which the allowance may be exceeded.
    :param guarantee: hectares that a municipality with a planning document has at least; 0 for none.
    :param national_apart: whether projects of national scope stand outside the allowance.
    """

    id: str
    label: dict[str, str]
    verified: bool
    reference: tuple[int, int]
    period: tuple[int, int]
    reduction: float
    excess: float
    guarantee: float
    national_apart: bool


def load_regime(name: str | Path) -> Regime:
    """Load a regime by name, or from the user's own JSON file.

    :raises GisementError: ``regime_unknown``; ``regime_invalid`` with the place of the fault, a word of
        :func:`bridge.messages.scoring.faults`; those of :func:`core.resources.read_json`.
    """
    path = RESOURCES / "zan" / f"{name}.json" if str(name) in listed("zan") else Path(str(name))
    if path.suffix.lower() != ".json" or not path.is_file():
        raise GisementError("regime_unknown", value=str(name), choices=", ".join(listed("zan")))
    content = read_json(path)
    if deeper_than(content, DEEPEST):
        raise GisementError("json_too_deep", file=str(path))
    try:
        return _regime(Said.of(content, str(path)))
    except Wrong as wrong:
        raise GisementError(
            "regime_invalid", file=wrong.file, place=wrong.place or "{}", reason=wrong.reason
        ) from wrong


def _regime(said: Said) -> Regime:
    said.checked(dict).only(
        "id", "label", "en_vigueur", "verifie", "reference", "periode", "reduction", "depassement", "garantie",
        "enveloppe", "ensuite", *SAYING,
    )  # fmt: skip
    reference, period = _years(said, "reference"), _years(said, "periode")
    if period[0] <= reference[1]:
        raise Wrong(said.value["periode"], "years_rise")
    return Regime(
        id=said.text("id"),
        label=label(said),
        verified=bool(said.get("verifie", bool).value),
        reference=reference,
        period=period,
        reduction=_figure(said, "reduction", "value", 1.0, None),
        excess=_figure(said, "depassement", "value", 1.0, 0.0),
        guarantee=_figure(said, "garantie", "ha", 100.0, 0.0),
        national_apart=_national(said),
    )


def _years(said: Said, key: str) -> tuple[int, int]:
    years = said.get(key, dict).only("de", "a", *SAYING)
    first, last = (int(years.number(end, *YEARS)) for end in ("de", "a"))
    if last < first:
        raise Wrong(years, "years_rise")
    return first, last


def _figure(said: Said, key: str, name: str, most: float, default: float | None) -> float:
    if default is not None and not said.has(key):
        return default
    return said.get(key, dict).number(name, 0.0, most)


def _national(said: Said) -> bool:
    if not said.has("enveloppe"):
        return False
    envelope: Any = said.get("enveloppe", dict)
    return bool(envelope.get("pene_hors", dict).get("value", bool).value) if envelope.has("pene_hors") else False
