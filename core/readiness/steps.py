"""The procedures between a site and a plant as data: steps, what brings each, how long it takes, what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..conditions import columns_of

LEAST, LIKELY, MOST = 0, 1, 2
#: how the columns begin that stand for the need of a profile
OF_NEED = "besoin."


@dataclass(frozen=True)
class Variant:
    """One way in which a step is carried out.

    :param when: the condition under which this way is taken; None where nothing else is.
    :param parts: what it is made of, one after the other: least, likely and most months of each.
    :param source: where these months come from.
    """

    id: str
    label: dict[str, str]
    when: dict[str, Any] | None
    parts: tuple[tuple[float, float, float], ...]
    source: str = ""

    @property
    def months(self) -> tuple[float, float, float]:
        """The least, likely and most months of all parts together."""
        least, likely, most = (sum(part[case] for part in self.parts) for case in (LEAST, LIKELY, MOST))
        return least, likely, most


@dataclass(frozen=True)
class Step:
    """One procedure: its trigger, the ways it may be carried out, its predecessors.

    `probability` below one marks a step that may turn out not to be needed although it is triggered.
    """

    id: str
    label: dict[str, str]
    when: dict[str, Any]
    variants: tuple[Variant, ...]
    after: tuple[str, ...] = ()
    heavy: bool = False
    probability: float = 1.0
    family: str = ""


@dataclass(frozen=True)
class ReadinessClass:
    """A class of readiness and what a site must meet to be in it.

    :param months_max: the most months before the site is ready; None for no limit.
    :param no_heavy: whether no heavy works may be left.
    :param nothing_unknown: whether all must be known.
    :param none_of: the steps that may not be left.
    """

    id: str
    label: dict[str, str]
    months_max: float | None
    no_heavy: bool
    nothing_unknown: bool
    none_of: tuple[str, ...]
    virginia: int | None = None


@dataclass(frozen=True)
class Procedures:
    """Steps in an order in which each comes after those it waits for, and the classes of readiness, best first."""

    id: str
    label: dict[str, str]
    steps: tuple[Step, ...]
    classes: tuple[ReadinessClass, ...]
    vetoed: ReadinessClass

    @property
    def conditions(self) -> list[dict[str, Any]]:
        """The conditions of all steps, and of the ways in which they are carried out."""
        of_ways = [way.when for step in self.steps for way in step.variants if way.when is not None]
        return [*(step.when for step in self.steps), *of_ways]

    @property
    def columns(self) -> list[str]:
        """Name the columns of sites that the conditions read, without those of the need."""
        named = dict.fromkeys(name for condition in self.conditions for name in columns_of(condition))
        return [name for name in named if not name.startswith(OF_NEED)]
