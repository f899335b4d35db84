"""A profile whose weights come from pairwise comparisons: all else is that of the profile it starts from."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...output import whole_file
from ...report import Report
from ...resources import resource
from ..profile_file import load_profile, profile_content
from .comparisons import read_comparisons
from .hierarchy import Weighed, new_weights, weigh
from .names import Names
from .pairs import CRITERIA, GROUPS
from .table import given_table, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

#: characters of a line of the file
WIDTH = 118
#: between two statements of one source
SEPARATOR = " ; "


@dataclass(frozen=True)
class NewProfile:
    """The content of the new profile, and what each matrix said."""

    content: dict[str, Any]
    weighed: tuple[Weighed, ...]

    @property
    def consistency_ratio(self) -> float:
        """The ratio of the matrix that agrees least."""
        return max(made.priorities.consistency_ratio for made in self.weighed)


def ahp_profile(
    matrix: str | Path | Sequence[Any],
    profile: str | Path,
    *,
    name: str,
    force: bool = False,
    language: str = "fr",
    report: Report | None = None,
) -> NewProfile:
    """Make a profile with the weights that pairwise comparisons say; they sum to 100.

    :param matrix: a table as text, or its rows, or its cells as :func:`.table.given_table` takes them.
    :param profile: what it starts from, by name or file.
    :param name: ``id`` of the new profile.
    :param force: take comparisons that do not agree all the same.
    :raises GisementError: those of the profile, of :func:`.table.read_table`, :func:`.comparisons.read_comparisons`,
        :func:`.hierarchy.weigh` and :func:`.hierarchy.new_weights`.
    """
    report = report or Report()
    base = load_profile(profile)
    names = Names(base, language)
    is_file = isinstance(matrix, (str, Path))
    report.step("ahp_read")
    lines = read_table(matrix, report) if isinstance(matrix, (str, Path)) else given_table(matrix)
    weighed = weigh(read_comparisons(lines, names, report), force, report)
    weights = new_weights(base, weighed, names, report)
    table = Path(str(matrix)).name if is_file else "MATRIX"
    return NewProfile(_content(profile_content(profile), name, weights, weighed, table), tuple(weighed))


def _content(
    base: dict[str, Any], name: str, weights: dict[str, float], weighed: list[Weighed], table: str
) -> dict[str, Any]:
    words = resource("scoring/ahp")["provenance"]
    ratios = {made.comparisons.level: _decimal(made.priorities.consistency_ratio) for made in weighed}
    told = [
        words["matrix"].format(matrix=made.comparisons.label, ratio=ratios[made.comparisons.level]) for made in weighed
    ]
    content = copy.deepcopy(base)
    source = _joined(content.get("source"), words["profile"].format(table=table, matrices=" / ".join(told)))
    content |= {"id": name, "label": _label(content["label"]), "source": source}
    compared = {item for made in weighed if made.comparisons.level != GROUPS for item in made.comparisons.items}
    for group in content["groups"]:
        group.pop("weight", None)  # its criteria have theirs
        for criterion in group["criteria"]:
            criterion["weight"] = weights[criterion["key"]]
            level = CRITERIA if CRITERIA in ratios else group["id"]
            ratio = ratios.get(level if criterion["key"] in compared else GROUPS)
            if ratio is not None:
                criterion["source"] = _joined(criterion.get("source"), words["criterion"].format(ratio=ratio))
    return content


def _label(label: dict[str, str]) -> dict[str, str]:
    """Say in the label that the weights are by AHP, once."""
    added = resource("scoring/ahp")["provenance"]["label"]
    return {
        language: text if text.endswith(added[language].format(label="")) else added[language].format(label=text)
        for language, text in label.items()
    }


def _joined(source: str | None, told: str) -> str:
    """Add where the weight comes from to what a source says, in the place of what an earlier run has added."""
    begins = resource("scoring/ahp")["provenance"]["begins"]
    kept = [part for part in (source or "").split(SEPARATOR) if part and not part.startswith(begins)]
    return SEPARATOR.join([*kept, told])


def _decimal(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")


def write_profile(content: dict[str, Any], path: str | Path) -> None:
    """Write a profile as JSON that people can read and change, whole or not at all.

    :raises GisementError: those of :func:`core.output.whole_file`.
    """
    with whole_file(path) as draft:
        draft.write_bytes(f"{_json(content)}\n".encode())


def _json(value: Any, indent: int = 0) -> str:
    """Write JSON on one line where it has room, else one entry a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or (indent and len(line) + indent <= WIDTH):
        return line
    inside, outer = " " * (indent + 2), " " * indent
    if isinstance(value, dict):
        entries = [f"{json.dumps(key, ensure_ascii=False)}: {_json(item, indent + 2)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inside + entry for entry in entries) + f"\n{outer}}}"
    return "[\n" + ",\n".join(inside + _json(item, indent + 2) for item in value) + f"\n{outer}]"
