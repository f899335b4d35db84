"""A profile: what one kind of plant needs, as a JSON file of `resources/profiles/` or of the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Text = dict[str, str]


@dataclass(frozen=True)
class Criterion:
    """One criterion: the column it reads, its weight, and its utility by knots (numbers) or by class (texts)."""

    key: str
    group: str
    weight: float
    unit: str
    label: Text
    knots: tuple[tuple[float, float], ...] = ()
    classes: dict[str, float] | None = None
    source: str = ""

    @property
    def worst(self) -> float:
        """The lowest utility it can give."""
        return min(self.classes.values()) if self.classes else min(utility for _, utility in self.knots)

    @property
    def best(self) -> float:
        """The highest utility it can give."""
        return max(self.classes.values()) if self.classes else max(utility for _, utility in self.knots)


@dataclass(frozen=True)
class Rule:
    """A veto, a cap or a reason to leave a site out of the ranking, with the condition that brings it.

    `cap` is the highest score left; 100 takes nothing away.
    """

    id: str
    label: Text
    when: dict[str, Any]
    cap: float = 100.0


@dataclass(frozen=True)
class Precision:
    """What makes a known value count less in the confidence.

    It holds for the criteria named, and for those whose column bears one of the remarks; for all sites, or for those
    that the condition holds for.

    :param factor: between 0 (counts for nothing) and 1 (for all).
    """

    id: str
    label: Text
    factor: float
    criteria: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    when: dict[str, Any] | None = None


@dataclass(frozen=True)
class Trust:
    """How far known values count in the confidence, by their age and their precision.

    :param old_factor: what a value counts whose data are older than `old_after_years`.
    :param unknown_age_factor: what one counts of whose data nobody tells the age.
    """

    old_after_years: float
    old_factor: float
    unknown_age_factor: float
    precision: tuple[Precision, ...] = ()


@dataclass(frozen=True)
class Draws:
    """How weights are drawn at random: how many times, from which seed, and how closely around the profile's own.

    :param concentration: the sum of the parameters of Dirichlet's distribution; a criterion that bears the share w of
        the weight gets a share with mean w and variance w (1 - w) / (concentration + 1).
    """

    count: int
    seed: int
    concentration: float


@dataclass(frozen=True)
class Profile:
    """All that scoring and readiness need to know of a kind of plant."""

    id: str
    label: Text
    need: dict[str, Any]
    power: float
    criteria: tuple[Criterion, ...]
    groups: dict[str, Text]
    vetoes: tuple[Rule, ...]
    caps: tuple[Rule, ...]
    unranked: tuple[Rule, ...]
    key_criteria: tuple[str, ...]
    key_unknown_max: int
    trust: Trust
    draws: Draws

    @property
    def weights(self) -> np.ndarray:
        """The weights of the criteria, in their order."""
        return np.array([criterion.weight for criterion in self.criteria], dtype=float)

    @property
    def old_after_years(self) -> float:
        """The age in years beyond which data count less."""
        return self.trust.old_after_years
