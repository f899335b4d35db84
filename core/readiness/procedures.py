"""Loads a set of procedures, from `resources/procedures/` or the user's own JSON file, and refuses a faulty one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json, resource
from ..said import NUMBER, Said, Wrong, condition, deeper_than, label
from .steps import Procedures, ReadinessClass, Step, Variant

if TYPE_CHECKING:
    from collections.abc import Iterable

#: entries that say of figures where they come from
SAYING = ("source", "note")
DEFAULT_PROCEDURES = "france_2026"


def load_procedures(name: str | Path = DEFAULT_PROCEDURES) -> Procedures:
    """Load a set of procedures by name, or from the user's own JSON file.

    :raises GisementError: ``procedures_unknown``; ``procedures_invalid`` with the place of the fault, a word of
        :func:`bridge.messages.scoring.faults`; ``procedures_cycle``, which names the cycle; ``json_too_deep`` and those
        of :func:`core.resources.read_json`.
    """
    path = RESOURCES / "procedures" / f"{name}.json" if str(name) in listed("procedures") else Path(name)
    if not path.is_file():
        raise GisementError("procedures_unknown", value=str(name), choices=", ".join(listed("procedures")))
    content = read_json(path)
    if deeper_than(content, resource("readiness/reglages")["profondeur_max"]["value"]):
        raise GisementError("json_too_deep", file=str(path))
    try:
        return _procedures(Said.of(content, str(path)))
    except Wrong as wrong:
        raise GisementError(
            "procedures_invalid", file=wrong.file, place=wrong.place or "{}", reason=wrong.reason
        ) from wrong


def _procedures(said: Said) -> Procedures:
    said.checked(dict).only("id", "label", "steps", "classes", "vetoed", *SAYING)
    steps = [_step(each) for each in said.get("steps", list).value]
    if not steps:
        raise Wrong(said.value["steps"], "missing")
    _once(said.value["steps"], (step.id for step in steps))
    for step, each in zip(steps, said.value["steps"].value):
        for place, before in enumerate(step.after):
            if before not in {other.id for other in steps}:
                raise Wrong(each.value["after"].value[place], "no_step")
    names = {step.id for step in steps}
    return Procedures(
        id=said.text("id"),
        label=label(said),
        steps=ordered(steps, said.file),
        classes=tuple(_class(each, names) for each in said.get("classes", list).value),
        vetoed=_class(said.get("vetoed", dict), names),
    )


def _once(said: Said, names: Iterable[str]) -> None:
    twice = {name for name, count in Counter(names).items() if count > 1}
    for each in said.value:
        if each.text("id") in twice:
            raise Wrong(each.value["id"], "repeated")


def _step(said: Said) -> Step:
    said.only("id", "family", "label", "when", "months", "variants", "after", "heavy", "probability", *SAYING)
    if said.has("months") == said.has("variants"):
        raise Wrong(said, "months_or_variants")
    variants: tuple[Variant, ...]
    if said.has("months"):
        months = said.get("months", list)
        variants = (Variant(said.text("id"), label(said), None, _parts(months), _sources(months)),)
    else:
        variants = tuple(_variant(each) for each in said.get("variants", list).value)
        if not variants or variants[-1].when is not None or any(each.when is None for each in variants[:-1]):
            raise Wrong(said.value["variants"], "last_variant")
        _once(said.value["variants"], (variant.id for variant in variants))
    probability = said.get("probability", dict).only("value", *SAYING) if said.has("probability") else None
    return Step(
        id=said.text("id"),
        family=said.text("family", ""),
        label=label(said),
        when=condition(said.get("when", dict)),
        variants=variants,
        after=tuple(str(each.checked(str).value) for each in said.items("after")),
        heavy=_flag(said, "heavy"),
        probability=1.0 if probability is None else probability.number("value", 0.0, 1.0),
    )


def _variant(said: Said) -> Variant:
    said.only("id", "label", "when", "months", *SAYING)
    when = condition(said.get("when", dict)) if said.has("when") else None
    months = said.get("months", list)
    return Variant(said.text("id"), label(said), when, _parts(months), _sources(months))


def _parts(said: Said) -> tuple[tuple[float, float, float], ...]:
    if not said.value:
        raise Wrong(said, "missing")
    parts = []
    for part in said.value:
        values = part.checked(dict).only("part", "values", *SAYING).get("values", list)
        if len(values.value) != len(("least", "likely", "most")):
            raise Wrong(values, "three_months")
        least, likely, most = (float(each.checked(NUMBER).value) for each in values.value)
        if not 0.0 <= least <= likely <= most:
            raise Wrong(values, "months_rise")
        parts.append((least, likely, most))
    return tuple(parts)


def _sources(said: Said) -> str:
    """Say where the months of all parts come from, each source once."""
    told = [str(part.value["source"].value) for part in said.value if part.has("source")]
    return " ; ".join(dict.fromkeys(told))


def _class(said: Said, steps: set[str]) -> ReadinessClass:
    said.only("class", "label", "months_max", "no_heavy", "nothing_unknown", "none_of", "virginia", *SAYING)
    limit = said.value.get("months_max")
    if limit is not None and limit.value is not None and limit.checked(NUMBER).value < 0:
        raise Wrong(limit, "below_zero")
    for each in said.items("none_of"):
        if each.checked(str).value not in steps:
            raise Wrong(each, "no_step")
    return ReadinessClass(
        id=said.text("class"),
        label=label(said),
        months_max=None if limit is None or limit.value is None else float(limit.value),
        no_heavy=_flag(said, "no_heavy"),
        nothing_unknown=_flag(said, "nothing_unknown"),
        none_of=tuple(str(each.value) for each in said.items("none_of")),
        virginia=int(said.number("virginia", 1.0, 5.0)) if said.has("virginia") else None,
    )


def _flag(said: Said, key: str) -> bool:
    return bool(said.get(key, bool).value) if said.has(key) else False


def ordered(steps: Iterable[Step], file: str) -> tuple[Step, ...]:
    """Put each step after those it waits for.

    :raises GisementError: ``procedures_cycle`` with the cycle, where steps wait for one another.
    """
    left = {step.id: step for step in steps}
    done: dict[str, Step] = {}
    while left:
        free = next((step for step in left.values() if not any(before in left for before in step.after)), None)
        if free is None:
            raise GisementError("procedures_cycle", file=file, cycle=" → ".join(_circle(left)))
        done[free.id] = left.pop(free.id)
    return tuple(done.values())


def _circle(left: dict[str, Step]) -> list[str]:
    """Walk back from any step to one that still waits, until a step comes a second time."""
    walked = [next(iter(left))]
    while True:
        before: Any = next(name for name in left[walked[-1]].after if name in left)
        if before in walked:
            return [*walked[walked.index(before) :], before]
        walked.append(before)
