"""The rules of evidence: those of `resources/detection/indices.json`, changed and completed by the user's file."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...conditions import check, columns_of
from ...errors import GisementError
from ...resources import RESOURCES, read_json, resource
from ...territory import catalogue
from ..fields import fields
from .entries import Entries

if TYPE_CHECKING:
    from collections.abc import Collection

#: relation between a parcel and the features of a layer → the figures it needs
RELATIONS: dict[str, tuple[str, ...]] = {
    "contient": (),
    "touche": (),
    "distance": ("max_m",),
    "longueur": ("min_m",),
    "part": ("min",),
    "part_du_bati": ("min", "min_m2"),
}
#: what an evidence file, a rule and a table may say
PARTS = ("seuils", "indices", "tables")
RULE_KEYS = (
    "id",
    "famille",
    "decisif",
    "points",
    "label",
    "a_confirmer",
    "role",
    "condition",
    "relation",
    "renseigne",
    "source",
)
TABLE_KEYS = ("file", "key", "condition", "indice", "points")
#: the rule that a table of the user feeds unless it names another
LONG_VACANCY = "vacance_longue"


@dataclass(frozen=True)
class Rule:
    """One kind of evidence: what is looked for, in which layer, how a parcel bears it, and what it is worth.

    :param role: reference layer, None for a rule that only a table of the user can feed.
    :param decisive: whether it makes a candidate; other evidence only adds to one, or takes away.
    :param points: below zero for evidence of use.
    :param fills: field of an inventory → field of the role that fills it.
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
    :raises GisementError: ``evidence_incomplete``, ``evidence_key``, ``evidence_value``, ``evidence_choice``,
        ``condition_invalid``, ``file_not_found``, ``json_invalid``, ``role_not_read``.
    """
    shipped = deepcopy(resource("detection/indices"))
    file = RESOURCES / "detection" / "indices.json" if path is None else Path(path)
    content: dict[str, Any] = {} if path is None else read_json(file)
    reader = _Reader(str(file))
    reader.keys(reader.kind(content, dict, "{}"), PARTS, "{}")
    thresholds = {name: said["value"] for name, said in shipped["seuils"].items()}
    reader.keys(reader.get(content, "seuils", dict, {}), thresholds, "seuils")
    for name, value in content.get("seuils", {}).items():
        most = 1.0 if shipped["seuils"][name]["unit"] == "part" else float("inf")
        thresholds[name] = reader.between(value, 0.0, most, f"seuils.{name}")
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


class _Reader(Entries):
    """Reads the rules and tables of an evidence file."""

    def rule(self, said: dict[str, Any], place: str) -> Rule:
        self.keys(said, RULE_KEYS, place)
        if {"condition", "relation", "renseigne"} & set(said):
            self.need(said, "role", str, place)
        role = self.get(said, "role", str, None, place)
        relation = self.get(said, "relation", dict, {}, place)
        if role is not None:
            self.choice(role, catalogue.roles(), f"{place}.role")
            kind = self.choice(self.need(relation, "type", str, f"{place}.relation"), RELATIONS, f"{place}.relation")
            self.keys(relation, ("type", *RELATIONS[kind]), f"{place}.relation")
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
        if role is not None:
            self._fields(rule, catalogue.schema(role)["fields"], place)
        return rule

    def _fields(self, rule: Rule, known: Collection[str], place: str) -> None:
        """Look at the fields that a rule reads, which are its role's, and at those that it fills, an inventory's."""
        for name in columns_of(rule.condition) if rule.condition else ():
            self.choice(name, known, f"{place}.condition")
        inventory = [each["name"] for each in fields()] + resource("fields/alias")["connus"]["noms"]
        self.keys(rule.fills, inventory, f"{place}.renseigne")
        for filled, name in rule.fills.items():
            self.choice(self.kind(name, str, f"{place}.renseigne.{filled}"), known, f"{place}.renseigne.{filled}")

    def table(self, table: Any, rules: dict[str, Any], place: str, folder: Path) -> VacancyTable:
        """Read a table's entry; its points and words go to the rule that it feeds."""
        path = folder / self.need(table, "file", str, place)
        self.keys(table, TABLE_KEYS, place)
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
