"""The rules of evidence: those of `resources/detection/indices.json`, changed and completed by the user's file."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...conditions import check, columns_of
from ...errors import GisementError
from ...resources import RESOURCES, read_json, resource
from ...territory import catalogue

#: relation between a parcel and the features of a layer → the figures it needs
RELATIONS: dict[str, tuple[str, ...]] = {
    "contient": (),
    "touche": (),
    "distance": ("max_m",),
    "longueur": ("min_m",),
    "part": ("min",),
    "part_du_bati": ("min", "min_m2"),
}
#: the rule that a table of the user feeds unless it names another
LONG_VACANCY = "vacance_longue"


@dataclass(frozen=True)
class Rule:
    """One kind of evidence: what is looked for, in which layer, how a parcel bears it, and what it is worth.

    :param role: reference layer, None for a rule that only a table of the user can feed.
    :param decisive: whether it makes a candidate; other evidence only adds to one, or takes away.
    :param points: below zero for evidence of use.
    :param fills: field of the standard → field of the role that fills it.
    """

    id: str
    family: str
    decisive: bool
    points: float
    label: dict[str, str]
    to_confirm: dict[str, str]
    role: str | None = None
    condition: dict[str, Any] | None = None
    relation: dict[str, Any] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """The fields of the role that the rule reads."""
        return list(dict.fromkeys([*(columns_of(self.condition) if self.condition else []), *self.fills.values()]))


@dataclass(frozen=True)
class VacancyTable:
    """A table of the user whose rows name parcels: file, key column, condition on its columns, rule that it feeds."""

    path: Path
    key: str
    condition: dict[str, Any] | None
    rule: str


@dataclass(frozen=True)
class Evidence:
    """All that a detection rests on: rules in order, thresholds, classes from the strongest, tables of the user."""

    rules: list[Rule]
    thresholds: dict[str, float]
    classes: list[tuple[str, float]]
    tables: list[VacancyTable]


def load_evidence(path: str | Path | None = None) -> Evidence:
    """Load the rules, with what the user's file changes.

    :param path: JSON ``{"seuils": {name: number}, "indices": [rule or {"id": …, what changes}], "tables": [{"file":
        …, "key": …, "condition": …, "indice": …, "points": …}]}``, all optional; files start from its own folder.
    :raises GisementError: ``evidence_incomplete``, ``evidence_value``, ``evidence_choice``, ``condition_invalid``,
        ``file_not_found``, ``json_invalid``, ``role_not_read``.
    """
    shipped = deepcopy(resource("detection/indices"))
    file = RESOURCES / "detection" / "indices.json" if path is None else Path(path)
    content: dict[str, Any] = {} if path is None else read_json(file)
    reader = _Reader(str(file))
    reader.kind(content, dict, "{}")
    thresholds = {name: said["value"] for name, said in shipped["seuils"].items()}
    for name, value in reader.get(content, "seuils", dict, {}).items():
        reader.choice(name, thresholds, "seuils")
        thresholds[name] = float(reader.kind(value, (int, float), f"seuils.{name}"))
    said = {rule["id"]: rule for rule in shipped["indices"]}
    for place, change in enumerate(reader.get(content, "indices", list, [])):
        rule_id = reader.need(change, "id", str, f"indices[{place}]")
        said[rule_id] = {**said.get(rule_id, {}), **change}
    tables = []
    for place, table in enumerate(reader.get(content, "tables", list, [])):
        tables.append(reader.table(table, said, f"tables[{place}]", file.parent))
    rules = [reader.rule(rule, f"indices[{rule_id}]") for rule_id, rule in said.items()]
    classes = [(each["classe"], float(each["points"])) for each in shipped["classes"]]
    return Evidence(rules, thresholds, sorted(classes, key=lambda each: -each[1]), tables)


class _Reader:
    """Reads the entries of a file of rules, and says where one is wrong."""

    def __init__(self, file: str) -> None:
        self.file = file

    def kind(self, value: Any, kinds: Any, place: str) -> Any:
        wrong = not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool)
        if wrong or value != value:
            raise GisementError("evidence_value", file=self.file, place=place, value=str(value))
        return value

    def choice(self, value: Any, choices: Any, place: str) -> Any:
        if value not in choices:
            listed = ", ".join(choices)
            raise GisementError("evidence_choice", file=self.file, place=place, value=str(value), choices=listed)
        return value

    def get(self, said: dict[str, Any], name: str, kinds: Any, default: Any, place: str = "") -> Any:
        return self.kind(said[name], kinds, f"{place}.{name}".lstrip(".")) if name in said else default

    def need(self, said: Any, name: str, kinds: Any, place: str) -> Any:
        self.kind(said, dict, place)
        if name not in said:
            raise GisementError("evidence_incomplete", file=self.file, place=f"{place}.{name}")
        return self.kind(said[name], kinds, f"{place}.{name}")

    def rule(self, said: dict[str, Any], place: str) -> Rule:
        role = self.get(said, "role", str, None, place)
        relation = self.get(said, "relation", dict, {}, place)
        if role is not None:
            self.choice(role, catalogue.roles(), f"{place}.role")
            kind = self.choice(self.need(relation, "type", str, f"{place}.relation"), RELATIONS, f"{place}.relation")
            for figure in RELATIONS[kind]:
                self.need(relation, figure, (int, float), f"{place}.relation")
        rule = Rule(
            id=said["id"],
            family=self.need(said, "famille", str, place),
            decisive=self.get(said, "decisif", bool, False, place),
            points=float(self.need(said, "points", (int, float), place)),
            label=self._words(said, "label", place),
            to_confirm=self._words(said, "a_confirmer", place),
            role=role,
            condition=_checked(self.get(said, "condition", dict, None, place)),
            relation=relation,
            fills=self.get(said, "renseigne", dict, {}, place),
        )
        for name in rule.fields if role is not None else ():
            self.choice(name, catalogue.schema(role)["fields"], f"{place}.condition")
        return rule

    def table(self, table: Any, rules: dict[str, Any], place: str, folder: Path) -> VacancyTable:
        """Read a table's entry; its points and words go to the rule that it feeds."""
        path = folder / self.need(table, "file", str, place)
        if not path.is_file():
            raise GisementError("file_not_found", file=str(path))
        rule = self.choice(self.get(table, "indice", str, LONG_VACANCY, place), rules, f"{place}.indice")
        if "points" in table:
            rules[rule] = {**rules[rule], "points": table["points"]}
        condition = _checked(self.get(table, "condition", dict, None, place))
        return VacancyTable(path, self.need(table, "key", str, place), condition, rule)

    def _words(self, said: dict[str, Any], name: str, place: str) -> dict[str, str]:
        words = self.need(said, name, dict, place)
        return {language: self.need(words, language, str, f"{place}.{name}") for language in ("fr", "en")}


def _checked(condition: dict[str, Any] | None) -> dict[str, Any] | None:
    if condition is not None:
        check(condition)
    return condition
