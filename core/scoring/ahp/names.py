"""The groups and criteria of a profile, found by key or by label in either language, however they are written."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ...errors import GisementError
from ...folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..profile import Profile
    from .table import Cell


class Names:
    """What may be compared under a profile."""

    def __init__(self, profile: Profile, language: str) -> None:
        self.language = language
        self.group_labels = {name: label[language] for name, label in profile.groups.items()}
        self.criterion_labels = {criterion.key: criterion.label[language] for criterion in profile.criteria}
        self.group_of = {criterion.key: criterion.group for criterion in profile.criteria}
        self._groups = _spellings({name: label.values() for name, label in profile.groups.items()})
        self._criteria = _spellings({criterion.key: criterion.label.values() for criterion in profile.criteria})

    def group(self, text: str) -> str | None:
        """Give the group of a name, None where there is none."""
        return self._groups.get(fold(text))

    def criterion(self, text: str, group: str | None = None) -> str | None:
        """Give the criterion of a name, of one group where it is given; None where there is none."""
        found = self._criteria.get(fold(text))
        return found if found and group in (None, self.group_of[found]) else None

    def are_groups(self, cells: Iterable[Cell]) -> bool:
        """Tell whether all cells name groups; else all name criteria.

        :raises GisementError: ``ahp_label_unknown``, ``ahp_labels_mixed`` with the place.
        """
        cells = list(cells)
        for cell in cells:
            if self.group(cell.text) is None and self.criterion(cell.text) is None:
                raise self.unknown(cell)
        no_group = [cell for cell in cells if self.group(cell.text) is None]
        no_criterion = [cell for cell in cells if self.criterion(cell.text) is None]
        if no_group and no_criterion:
            raise GisementError(
                "ahp_labels_mixed", group=no_criterion[0].text, criterion=no_group[0].text, **no_group[0].place
            )
        return not no_group

    def unknown(self, cell: Cell, group: str | None = None) -> GisementError:
        """Make the error of a name that nothing bears, with the nearest ones, or all where none is near."""
        within = {text: key for text, key in self._criteria.items() if group in (None, self.group_of[key])}
        groups = {} if group else self._groups
        near = difflib.get_close_matches(fold(cell.text), [*groups, *within], n=3) or [*groups, *within]
        choices = [f"{self.group_labels[groups[text]]} ({groups[text]})" for text in near if text in groups]
        choices += [f"{self.criterion_labels[within[text]]} ({within[text]})" for text in near if text in within]
        choices = list(dict.fromkeys(choices))
        return GisementError("ahp_label_unknown", value=cell.text, choices=choices, **cell.place)


def _spellings(labels: dict[str, Iterable[str]]) -> dict[str, str]:
    """Give each writing its name; a label that several bear is none, their keys tell them apart."""
    found: dict[str, str] = {}
    shared = set()
    for name, said in labels.items():
        for text in {fold(label) for label in said}:
            if found.setdefault(text, name) != name:
                shared.add(text)
    found = {text: name for text, name in found.items() if text not in shared}
    return {**found, **{fold(name): name for name in labels}}
