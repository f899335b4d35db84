"""The user's mapping: read strictly, and told where it is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from gisement.core.errors import GisementError
from gisement.core.sites.columns import name_columns
from gisement.core.sites.findings import Findings
from gisement.core.sites.mapping import Mapping, load_mapping
from gisement.core.sites.reading import Records


def written(folder: Path, content: Any) -> Path:
    path = folder / "mapping.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_mapping_is_read(tmp_path: Path) -> None:
    content = {
        "columns": {"Nom du site": "site_nom"},
        "values": {"site_statut": {"en cours": "friche avec projet", "?": None}},
        "constants": {"source_nom": "DDT 08", "bati_type": "industriel|commercial"},
    }
    assert load_mapping(written(tmp_path, content)) == Mapping(**content)
    assert load_mapping(written(tmp_path, {})) == Mapping()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ([], "mapping_invalid", "{}"),
        ({"columns": ["a"]}, "mapping_invalid", "columns"),
        ({"columns": {"a": 1}}, "mapping_invalid", "columns.a"),
        ({"columns": {"a": "nom"}}, "mapping_field_unknown", "columns.a"),
        ({"values": {"site_statut": "x"}}, "mapping_invalid", "values.site_statut"),
        ({"values": {"statut": {}}}, "mapping_field_unknown", "values.statut"),
        ({"values": {"site_statut": {"x": 3}}}, "mapping_invalid", "values.site_statut.x"),
        ({"values": {"site_statut": {"x": "projet"}}}, "mapping_value_unknown", "values.site_statut.x"),
        ({"constants": {"urba_zaer": "vrai"}}, "mapping_value_unknown", "constants.urba_zaer"),
        ({"constants": {"source_nom": None}}, "mapping_invalid", "constants.source_nom"),
        ({"constant": {}}, "mapping_part_unknown", None),
    ],
)
def test_a_faulty_mapping_is_refused_with_the_place(tmp_path: Path, content: Any, code: str, place: str | None) -> None:
    path = written(tmp_path, content)
    with pytest.raises(GisementError) as caught:
        load_mapping(path)
    assert (caught.value.code, caught.value.facts.get("place")) == (code, place)
    assert caught.value.facts["file"] == str(path)


def test_a_mapping_that_is_no_json_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(GisementError) as caught:
        load_mapping(written(tmp_path, '{\n"columns": {"a" "b"}}'))
    assert (caught.value.code, caught.value.facts["line"]) == ("json_invalid", 2)


def test_a_column_that_the_file_has_not_is_refused_with_those_it_has() -> None:
    records = Records(pd.DataFrame({"Nom": ["a"], "Ville": ["b"]}), "sites.csv")
    with pytest.raises(GisementError) as caught:
        name_columns(records, Findings(), Mapping(columns={"Désignation": "site_nom"}))
    assert caught.value.code == "mapping_column_missing"
    assert caught.value.facts == {"file": "sites.csv", "column": "Désignation", "columns": ["Nom", "Ville"]}
