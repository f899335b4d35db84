"""The code lists of planning: every value has a meaning or is declared neutral; which source of a purpose wins."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from gisement.core.measures.planning.regulations import entry
from gisement.core.measures.planning.vocations import kinds, vocations
from gisement.core.measures.planning.zoning import planned
from gisement.core.resources import resource
from gisement.core.territory import catalogue
from gisement.core.territory.dialects import translate

SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "schemas" / "gpu"
SAID = resource("measures/planning")
ORDER = SAID["zonage"]["ordre"]
#: FORMDOMI of the standard (2024), by its own words
FORMDOMI = [
    "0000", *(f"01{n:02d}" for n in range(12)), "0200", "0201", "0202", "0203", "0300",
    *(f"04{n:02d}" for n in range(8)), *(f"05{n:02d}" for n in range(4)),
    *(f"06{n:02d}" for n in range(5)), *(f"07{n:02d}" for n in range(6)),
    "0800", "0801", "0802", "0900", "0901", "0902", "0903", "9900",
]  # fmt: skip
DESTDOMI = ["00", "01", "02", "03", "04", "05", "07", "08", "09", "10", "99"]
TYPEZONE = ["U", "AUc", "AUs", "A", "N", "AU", "Ah", "Nh", "Nd", "ZC", "ZCa", "ZnC"]


def vocation(**fields: object) -> str | None:
    """Give the vocation of one zone of a plan."""
    rows = pd.DataFrame({name: [value] for name, value in fields.items()})
    return vocations(rows, ORDER, kinds(rows)).iloc[0]


def listed(name: str) -> list[dict[str, str]]:
    path = SCHEMAS / name
    if not path.is_file():
        pytest.skip(f"the standard's lists are not here: {path}")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


# --- Purposes by code


@pytest.mark.parametrize("code", FORMDOMI)
def test_every_main_use_gives_a_zone_that_is_scored(code: str) -> None:
    scored = {rule["vocation"] for rule in SAID["vocations"]}
    for kind in TYPEZONE:
        assert vocation(typezone=kind, formdomi=code) in scored


def test_the_list_of_main_uses_is_that_of_the_standard() -> None:
    assert [row["code"] for row in listed("formdomi.csv")] == FORMDOMI
    for code in FORMDOMI:
        assert any(code[:length] in SAID["usages"]["formdomi"] for length in (2, 4)), code


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0000", "urbaine générale"),
        ("0100", "habitat"),
        ("0111", "habitat"),
        ("0200", "activité"),
        ("0201", "activité"),
        ("0202", "activité"),
        ("0300", "urbaine générale"),
        ("0405", "loisirs ou équipements"),
        ("0503", "loisirs ou équipements"),
        ("0600", "infrastructure de transport"),
        ("0601", "infrastructure de transport"),
        ("0602", "activité"),
        ("0604", "activité"),
        ("0704", "agricole"),
        ("0801", "naturelle"),
        ("0902", "carrières, déchets ou énergie"),
        ("9900", "urbaine générale"),
        ("201", "activité"),
        (201, "activité"),
        (201.0, "activité"),
    ],
)
def test_main_use_of_an_urban_zone(code: object, expected: str) -> None:
    assert vocation(typezone="U", formdomi=code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("00", "urbaine générale"),
        ("01", "habitat"),
        ("02", "activité"),
        ("2", "activité"),
        ("03", "urbaine générale"),
        ("04", "loisirs ou équipements"),
        ("05", "loisirs ou équipements"),
        ("07", "agricole"),
        ("08", "naturelle"),
        ("09", "naturelle"),
        ("10", "carrières, déchets ou énergie"),
        ("99", "urbaine générale"),
    ],
)
def test_older_main_use_of_an_urban_zone(code: str, expected: str) -> None:
    assert code.zfill(2) in DESTDOMI
    assert vocation(typezone="U", destdomi=code) == expected


@pytest.mark.parametrize(
    ("admitted", "expected"),
    [
        ("51-52-53", "activité"),
        ("51", "activité"),
        ("21-22-51", "urbaine générale"),
        ("21-22", "habitat"),
        ("21-31-53", "urbaine générale"),
        ("31;33", "activité"),
        ("41-43-45", "loisirs ou équipements"),
        ("11", "agricole"),
        ("99", "urbaine générale"),
        ("", "urbaine générale"),
    ],
)
def test_destinations_that_a_zone_admits(admitted: str, expected: str) -> None:
    assert vocation(typezone="U", destoui=admitted) == expected


def test_every_destination_is_scored_or_neutral() -> None:
    assert {row["code"] for row in listed("destination_type.csv")} == set(SAID["usages"]["destoui"])


def test_a_zone_that_forbids_industry_is_none_for_it() -> None:
    assert vocation(typezone="U", formdomi="0202", destnon="51-52") == "industrie interdite"
    assert vocation(typezone="U", destnon="10-50") == "industrie interdite"
    assert vocation(typezone="U", formdomi="0200", destnon="52") == "activité"
    assert vocation(typezone="U", formdomi="0201", destnon="51", destoui="51") == "activité", (
        "where it says both, it may"
    )
    assert vocation(typezone="U", formdomi="0100", destnon="51") == "habitat"
    assert vocation(typezone="A", formdomi="0700", destnon="51") == "agricole"


@pytest.mark.parametrize("kind", TYPEZONE)
def test_every_type_of_zone_says_whether_it_is_urban_and_what_it_is_worth_without_a_code(kind: str) -> None:
    assert kind in SAID["typezones"]["zone_u"]
    expected = {
        "U": "urbaine générale", "AUc": "à urbaniser", "AU": "à urbaniser", "AUs": "à urbaniser, fermée",
        "A": "agricole", "Ah": "agricole", "N": "naturelle", "Nh": "naturelle", "Nd": "naturelle",
        "ZC": "urbaine générale", "ZCa": "activité", "ZnC": "naturelle",
    }  # fmt: skip
    assert vocation(typezone=kind) == expected[kind]
    assert vocation(typezone=kind.lower()) == expected[kind]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("UX1", "U"), ("1AUa", "AUc"), ("AUX", "AUc"), ("1 AU", "AUc"), ("2AU", "AUs"), ("0AU", "AUs"),
        ("IIAU", "AUs"),
        ("A", "A"), ("Ahi", "A"), ("N", "N"), ("NL", "N"), ("Autre secteur", None), ("", None), (None, None),
        ("Zone", None),
    ],
)  # fmt: skip
def test_a_zone_without_type_has_that_of_its_label(label: str | None, kind: str | None) -> None:
    rows = pd.DataFrame({"libelle": [label], "typezone": [None]}, dtype=object)
    assert kinds(rows).iloc[0] == kind


@pytest.mark.parametrize(("column", "code"), [("FORMDOMI", "0201"), ("DESTDOMI", "02")])
def test_a_layer_without_types_and_long_labels_is_read_by_its_codes(column: str, code: str) -> None:
    frame = pd.DataFrame({"LIBELLE": ["UX", "N"], column: [code, None]})
    dialect = catalogue.recognise("zone_urba", frame.columns)
    rows = translate(frame, dialect, catalogue.schema("zone_urba")["fields"])
    assert vocations(rows, ORDER, kinds(rows)).tolist() == ["activité", "naturelle"]


def test_a_layer_without_a_column_of_types_is_read_by_its_labels() -> None:
    frame = pd.DataFrame({"LIBELLE": ["UX", "N"], "LIBELONG": ["Zone d'activités", "Zone naturelle"]})
    dialect = catalogue.recognise("zone_urba", frame.columns)
    rows = translate(frame, dialect, catalogue.schema("zone_urba")["fields"])
    assert dialect["id"] == "sans_typezone"
    assert vocations(rows, ORDER, kinds(rows)).tolist() == ["activité", "naturelle"]


# --- Purposes by rank


def test_the_more_precise_code_wins() -> None:
    words = {"libelle": "UX", "libelong": "Zone d'habitat"}
    assert vocation(typezone="U", formdomi="0201", destdomi="01", destoui="21", **words) == "activité"
    assert vocation(typezone="U", formdomi="0000", destdomi="02", destoui="21", **words) == "activité"
    assert vocation(typezone="U", formdomi=None, destdomi="00", destoui="51", **words) == "activité"
    assert vocation(typezone="U", **words) == "habitat"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Zone urbanisée dédiée au développement économique", "activité"),
        ("Zone urbanisée dédiée aux équipements publics", "loisirs ou équipements"),
        ("Zone urbanisée en périphérie du bourg ancien", "habitat"),
        ("Zone d'habitat et d'activités", "habitat"),
    ],
)
def test_the_code_that_old_plans_put_everywhere_gives_way_to_a_label_that_names_another_use(label, expected) -> None:
    assert vocation(typezone="U", destdomi="01", libelong=label) == expected
    assert vocation(typezone="U", destdomi="05", libelong=label) == "loisirs ou équipements"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Activites economiques", "activité"),
        ("UE : zone à vocation économique", "activité"),
        ("Zone industrielle et artisanale", "activité"),
        ("Zone à vocation d'activités de loisirs", "loisirs ou équipements"),
        ("Secteur d'activités agricoles", "urbaine générale"),
        ("Zone pavillonnaire", "habitat"),
        ("Zone d'équipements collectifs", "loisirs ou équipements"),
        ("Habitat collectif", "habitat"),
        ("Espace vert urbain", "loisirs ou équipements"),
        ("Equipement hospitalier", "loisirs ou équipements"),
        ("Infrastructure", "infrastructure de transport"),
        ("Zone mixte", "urbaine générale"),
        ("Zone d'habitat et d'activités", "urbaine générale"),
        ("Zone dont les équipements n'ont pas une capacité suffisante", "urbaine générale"),
        ("Secteur de projet d'une usine de méthanisation", "carrières, déchets ou énergie"),
        ("Zone urbanisÃ©e dÃ©diÃ©e au dÃ©veloppement Ã©conomique", "activité"),
        ("Centralite", "urbaine générale"),
        (None, "urbaine générale"),
        ("Zone urbaine (industrie interdite)", "industrie interdite"),
        ("Zone économique à l'exclusion des activités industrielles", "industrie interdite"),
        ("Zone d'activités, à l'exclusion de l'habitat", "activité"),
        ("Etablissements à usage industriel non compatibles avec la proximité d'habitat", "activité"),
        ("Zone affectée aux loisirs (activités et hébergement)", "urbaine générale"),
        ("Emprises ferroviaires et autoroutières", "urbaine générale"),
        ("Zone mixte à dominante habitat", "urbaine générale"),
        ("Grandes zones commerciales", "activité"),
        ("Activités industrielles et touristiques", "activité"),
    ],
)
def test_words_of_a_label_name_one_use_or_none(words: str | None, expected: str) -> None:
    assert vocation(typezone="U", libelle="U1", libelong=words) == expected


# --- Prescriptions, annexes, easements, by list


@pytest.mark.parametrize(
    ("name", "file", "kind", "sub"),
    [
        ("prescriptions", "cnig_PLU_2017_PrescriptionUrbaType.csv", "TYPEPSC", "STYPEPSC"),
        ("informations", "cnig_PLU_2017_InformationUrbaType.csv", "TYPEINF", "STYPEINF"),
    ],
)
def test_every_code_of_the_standard_is_told_or_neutral(name: str, file: str, kind: str, sub: str) -> None:
    codes, rows = resource(f"urbanisme/{name}"), listed(file)
    walked = [f"{row[kind]}-{row[sub]}" for row in rows if row[kind] != "--"]
    assert len(walked) > 35
    for code in walked:
        told, _ = entry(code, codes)
        assert told is None or "hors liste" not in told, code
        assert (told is None) == (
            code not in codes["dites"] and code[:2] in codes["neutres"] or code in codes["neutres"]
        )


@pytest.mark.parametrize("name", ["prescriptions", "informations", "servitudes"])
def test_no_code_is_both_told_and_neutral_and_every_one_has_a_name(name: str) -> None:
    codes = resource(f"urbanisme/{name}")
    assert not set(codes["dites"]) & set(codes["neutres"])
    assert all(word.strip() for words in (codes["dites"], codes["neutres"]) for word in words.values())
    assert set(codes["nommees"]) <= set(codes["dites"])


def test_every_category_of_easement_is_told_and_can_be_read() -> None:
    told = set(resource("urbanisme/servitudes")["dites"])
    assert {row["cat"] for row in listed("sup_categories.csv")} <= told
    assert set((SCHEMAS / "categorie.csv").read_text(encoding="utf-8").split()) <= told
    schema = catalogue.schema("servitude")
    assert set(schema["values"]["categorie"]) == told
    for columns in ({"suptype": None, "typeass": "x"}, {"IDASS": None, "TYPEASS": "x"}):
        column = next(iter(columns))
        frame = pd.DataFrame({**columns, column: sorted(told)})
        rows = translate(frame, catalogue.recognise("servitude", frame.columns), schema["fields"])
        assert rows["categorie"].tolist() == sorted(told)


@pytest.mark.parametrize(
    ("code", "told", "named"),
    [
        ("01-00", "espace boisé classé", True),
        ("02-01", "construction interdite", True),
        ("05-", "emplacement réservé", True),
        ("16-03", "STECAL", True),
        ("16-00", None, False),
        ("18-99", "OAP", True),
        ("15-01", None, False),
        ("60-00", "code 60-00 hors liste", True),
        ("-", "sans code", True),
        ("31-05", "marais, vasière ou zone humide", True),
    ],
)
def test_a_prescription_is_called_by_its_sub_code_else_by_its_code(code: str, told: str | None, named: bool) -> None:
    assert entry(code, resource("urbanisme/prescriptions")) == (told, named)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("02-00", "ZAC"),
        ("04-00", "DPU"),
        ("04-01", "DPU renforcé"),
        ("30-00", "PUP"),
        ("38-00", "SIS"),
        ("20-00", None),
    ],
)
def test_annexes_are_called_by_the_names_that_planners_use(code: str, told: str | None) -> None:
    assert entry(code, resource("urbanisme/informations"))[0] == told


# --- Activity areas and facilities of BD TOPO, by list

#: natures of `zone_d_activite_ou_d_interet` in the categories that the two roles read
NATURES = {
    "zae": [
        "Aquaculture", "Carrière", "Centrale électrique", "Déchèterie", "Divers agricole", "Divers commercial",
        "Divers industriel", "Elevage", "Haras", "Marais salant", "Marché", "Mine", "Parc des expositions", "Usine",
        "Zone industrielle",
    ],
    "equipement_sensible": [
        "Enseignement primaire", "Collège", "Lycée", "Enseignement supérieur", "Université", "Science",
        "Autre établissement d'enseignement", "Centre de documentation", "Hôpital", "Etablissement hospitalier",
        "Etablissement thermal", "Maison de retraite", "Structure d'accueil pour personnes handicapées",
    ],
}  # fmt: skip


def test_every_nature_of_activity_area_is_a_park_or_declared_none() -> None:
    said = SAID["zae"]
    assert not set(said["natures"]) & set(said["neutres"])
    assert set(NATURES["zae"]) <= {*said["natures"], *said["neutres"]}
    site_types = {
        "zone d'activité économique", "site économique historique hors ZAE", "établissement économique isolé",
        "zone AU à vocation économique",
    }  # fmt: skip
    assert site_types <= {*said["natures"], *said["neutres"]}


def test_schools_and_hospitals_are_sensitive_universities_and_spas_are_not() -> None:
    kept = set()
    for nature in NATURES["equipement_sensible"]:
        frame = pd.DataFrame({"categorie": ["Santé"], "nature": [nature], "etat_de_l_objet": ["En service"]})
        dialect = catalogue.recognise("equipement_sensible", frame.columns)
        if len(translate(frame, dialect, {"nature": "text"})):
            kept.add(nature)
    assert kept == {
        "Enseignement primaire", "Collège", "Lycée", "Autre établissement d'enseignement", "Hôpital",
        "Etablissement hospitalier", "Maison de retraite", "Structure d'accueil pour personnes handicapées",
    }  # fmt: skip


def test_every_use_of_a_building_is_for_living_or_declared_not() -> None:
    values = catalogue.schema("batiment")["values"]
    said = SAID["logements"]
    assert set(values["usage"]) == set(values["usage_2"]) == {said["usage"], *said["neutres"]}
    assert set(said["etats_sans"]) <= set(values["etat"])


def test_a_plan_is_known_to_be_there_where_its_zones_cover_or_nobody_has_any() -> None:
    covered = pd.Series([0.0, 0.89, 0.9, 1.0, float("nan")]).to_numpy()
    assert planned(covered).tolist() == [False, False, True, True, True]
