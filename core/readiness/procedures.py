"""The procedures as data: steps, what brings each, how long it takes, what it must wait for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..conditions import check
from ..errors import GisementError
from ..resources import RESOURCES, listed, read_json
from ..sites.fields import known, number
from ..vector import read_layer

if TYPE_CHECKING:
    import pandas as pd

STATUS_COLUMNS = ["site_id", "etape", "statut", "reste_mois"]


@dataclass(frozen=True)
class Step:
    """One procedure: its trigger, its months (least, likely, most), its predecessors.

    `probability` below one marks a step that may turn out not to be needed: it counts in the longest case only.
    """

    id: str
    label: dict[str, str]
    when: dict[str, Any]
    months: tuple[float, float, float]
    after: tuple[str, ...]
    heavy: bool
    probability: float


@dataclass(frozen=True)
class Procedures:
    """Steps in an order in which each comes after those it waits for, and the classes of readiness, best first."""

    id: str
    steps: tuple[Step, ...]
    classes: tuple[dict[str, Any], ...]
    vetoed: dict[str, Any]
    statuses: dict[str, str]


def load_procedures(name: str | Path = "france_2026") -> Procedures:
    """Load a set of procedures by name, or from the user's own JSON file.

    :raises GisementError: ``procedures_unknown``, ``procedures_invalid``, ``procedures_cycle`` (which names the cycle).
    """
    path = RESOURCES / "procedures" / f"{name}.json" if str(name) in listed("procedures") else Path(name)
    if not path.is_file():
        raise GisementError("procedures_unknown", value=str(name), choices=", ".join(listed("procedures")))
    content = read_json(path)
    try:
        steps = {said["id"]: _step(said) for said in content["steps"]}
        for step in steps.values():
            check(step.when)
        ordered = _ordered(steps, str(path))
        return Procedures(content["id"], ordered, tuple(content["classes"]), content["vetoed"], content["statuses"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise GisementError("procedures_invalid", file=str(path), reason=repr(error)) from error


def _step(said: dict[str, Any]) -> Step:
    least, likely, most = (float(sum(part["values"][i] for part in said["months"])) for i in range(3))
    return Step(
        id=said["id"],
        label=said["label"],
        when=said["when"],
        months=(least, likely, most),
        after=tuple(said["after"]),
        heavy=bool(said.get("heavy", False)),
        probability=float(said.get("probability", {"value": 1.0})["value"]),
    )


def _ordered(steps: dict[str, Step], file: str) -> tuple[Step, ...]:
    """Put each step after those it waits for (depth first)."""
    ordered: dict[str, Step] = {}

    def visit(name: str, waiting: tuple[str, ...]) -> None:
        if name in waiting:
            raise GisementError(
                "procedures_cycle", file=file, cycle=" → ".join((*waiting[waiting.index(name) :], name))
            )
        if name in ordered:
            return
        for before in steps[name].after:
            visit(before, (*waiting, name))
        ordered[name] = steps[name]

    for name in steps:
        visit(name, ())
    return tuple(ordered.values())


def read_statuses(path: str | Path, procedures: Procedures, layer: str | None = None) -> pd.DataFrame:
    """Read the table in which the user says where each procedure stands: site_id, etape, statut, reste_mois.

    :raises GisementError: ``file_not_found``, ``file_unreadable``, ``statuses_columns``,
        ``statuses_value`` with the line.
    """
    path = Path(path)
    if not path.is_file():
        raise GisementError("file_not_found", file=str(path))
    table = read_layer(path, layer, read_geometry=False).rename(columns=str.lower)
    missing = [column for column in STATUS_COLUMNS[:3] if column not in table]
    if missing:
        raise GisementError("statuses_columns", file=str(path), columns=", ".join(missing))
    return checked_statuses(table, procedures, str(path))


def checked_statuses(table: pd.DataFrame, procedures: Procedures, file: str) -> pd.DataFrame:
    """Check the statuses against the steps and status words there are; see :func:`read_statuses`."""
    table = table.reindex(columns=STATUS_COLUMNS)
    table["statut"] = known(table["statut"].astype(object)).fillna("inconnu")
    for column, accepted in (("etape", [step.id for step in procedures.steps]), ("statut", list(procedures.statuses))):
        wrong = ~table[column].isin(accepted)
        if wrong.any():
            line = int(wrong.to_numpy().argmax())
            raise GisementError(
                "statuses_value",
                file=file,
                line=line + 2,
                field=column,
                value=str(table[column].iloc[line]),
                choices=", ".join(accepted),
            )
    table["reste_mois"] = number(table["reste_mois"])
    return table.drop_duplicates(["site_id", "etape"], keep="last").reset_index(drop=True)
