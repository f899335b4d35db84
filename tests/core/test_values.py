"""Values are brought to the standard, what the file said is kept, and nothing is invented."""

from __future__ import annotations

import datetime
import json
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gisement.core.errors import Cancelled
from gisement.core.folding import fold
from gisement.core.report import Report
from gisement.core.resources import RESOURCES
from gisement.core.sites.fields import fields
from gisement.core.sites.findings import Findings
from gisement.core.sites.mapping import Mapping
from gisement.core.sites.personal import hide_names
from gisement.core.sites.values import ORIGINALS, to_standard_values
from gisement.core.sites.values.words import listed_values


def sites_of(**columns: Any) -> gpd.GeoDataFrame:
    count = max(map(len, columns.values()))
    index = pd.Index([f"s{row}" for row in range(count)], name="site_id")
    table = pd.DataFrame({name: list(values) for name, values in columns.items()}, index=index)
    return gpd.GeoDataFrame(table, geometry=[shapely.Point(0, 0)] * count, crs="EPSG:2154")


def standard(mapping: Mapping | None = None, **columns: Any) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    findings = Findings()
    return to_standard_values(sites_of(**columns), findings, mapping), findings.table()


def test_findings_are_counted_as_their_table_tells_them() -> None:
    findings = Findings()
    assert findings.count("erreur") == 0
    findings.add("geometrie_absente", ["a", "b"], "geometry")
    findings.add("axes_inverses", ["a"], "geometry", corrections=["x"])
    findings.add("date_illisible", ["a"], "site_actu_date", ["?"])
    counts = findings.table()["gravite"].value_counts().to_dict()
    assert counts == {"erreur": 2, "repare": 1, "avertissement": 1}
    assert {severity: findings.count(severity) for severity in counts} == counts


def one(field: str, text: Any) -> tuple[Any, str | None]:
    """Give what a text of a field becomes, and the code of its finding."""
    sites, findings = standard(**{field: pd.Series([text], dtype=object)})
    value = sites[field].iloc[0]
    return (None if pd.isna(value) else value), (findings["code"].iloc[0] if len(findings) else None)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("site_type", "friche d’habitat", "friche d'habitat"),
        ("site_type", "Friches industrielles", "friche industrielle"),
        ("site_type", "FRICHE HOSPITALIERE", "friche hospitalière"),
        ("site_type", "agro-industrielle", "friche agro-industrielle"),
        ("site_type", "friche loisir tourisme hotellerie", "friche loisir tourisme hôtellerie"),
        ("site_type", "friche touristique", "friche loisir tourisme hôtellerie"),
        ("site_type", "friche culturelle", "autre"),
        ("site_type", "Inconnue", "inconnu"),
        ("site_type", "{friche portuaire}", "friche portuaire"),
        ("sol_pollution_existe", "pollution probable", "pollution supposée"),
        (
            "sol_pollution_origine",
            "Dépôt de déchets - stockage de produit",
            "dépôt de déchets, stockages de produits",
        ),
        ("bati_vacance", "partiellement inoccupé", "partiellement occupé"),
        ("bati_type", "residentiel", "résidentiel"),
        ("bati_type", "Industriel, commercial ; industriel", "industriel|commercial"),
        ("urba_doc_type", "PLUi", "PLUI"),
        ("urba_doc_type", "POS", "autre"),
        ("urba_zone_type", "ZC", "Zc"),
        ("urba_zone_type", "auc", "AUc"),
        ("urba_zone_type", "Nh", "N"),
        ("urba_zaer", True, "oui"),
        ("urba_zaer", 0, "non"),
        ("urba_zaer", "O", "oui"),
        ("proprio_personne", "personne physique, personne morale", "personne physique|personne morale"),
        ("proprio_type", "g1A", "G1a"),
        ("comm_insee", "8105", "08105"),
        ("comm_insee", 8105.0, "08105"),
        ("comm_insee", "2a004", "2A004"),
        ("urba_zone_formdomi", "202", "0202"),
        ("urba_zone_formdomi", 202.0, "0202"),
        ("urba_zone_formdomi", "2", "02"),
        ("site_url", "http//basol.fr/x?a=1", "http://basol.fr/x?a=1"),
        ("site_url", "https://a.fr/1 / https://a.fr/2", "https://a.fr/1|https://a.fr/2"),
        ("site_url", "https://a.fr/1/ et https://a.fr/2/", "https://a.fr/1/|https://a.fr/2/"),
        ("source_url", "www.ardennes.gouv.fr/f.html", "https://www.ardennes.gouv.fr/f.html"),
        ("site_identif_date", "19/01/2023", "2023-01-19"),
        ("site_identif_date", "9/1/23", "2023-01-09"),
        ("site_identif_date", "9/1/85", "1985-01-09"),
        ("site_identif_date", "2023/01/19", "2023-01-19"),
        ("site_identif_date", "20230119", "2023-01-19"),
        ("site_identif_date", "2023-01-19T10:30:00Z", "2023-01-19"),
        ("site_identif_date", "19/01/2023 10:30", "2023-01-19"),
        ("site_identif_date", "1er février 2020", "2020-02-01"),
        ("site_identif_date", "43831", "2020-01-01"),
        ("activite_fin_annee", "vers 1989", 1989.0),
        ("activite_fin_annee", "1989-05-01", 1989.0),
        ("bati_surface", "12 500 m²", 12500.0),
        ("unite_fonciere_surface", "1,2 ha", 12000.0),
        ("unite_fonciere_surface", "environ 3.000.000", 3000000.0),
    ],
)
def test_a_value_is_brought_to_the_standard_and_its_original_kept(field: str, text: Any, value: Any) -> None:
    sites, findings = standard(**{field: pd.Series([text], dtype=object)})
    assert sites[field].iloc[0] == value
    assert findings["gravite"].tolist() in ([], ["repare"])
    if isinstance(text, str):
        assert len(findings) == 1
        assert json.loads(sites[ORIGINALS].iloc[0]) == {field: text}


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("site_nom", "  Usine  ", "Usine"),
        ("bati_nombre", "3,0", 3.0),
        ("unite_fonciere_surface", "12\u00a0500,5", 12500.5),
        ("local_ancien_annee", "1989.0", 1989.0),
        ("site_actu_date", datetime.date(2023, 1, 19), "2023-01-19"),
        ("urba_zone_formdomi", "02", "02"),
        ("urba_zone_formdomi", "Habitat", "Habitat"),
        ("urba_zone_lib", "Na", "Na"),
        ("site_type", "inconnu", "inconnu"),
        ("site_projet_url", "contact@epf.fr", "contact@epf.fr"),
    ],
)
def test_what_is_right_already_calls_for_no_finding(field: str, text: Any, value: Any) -> None:
    assert one(field, text) == (value, None)


@pytest.mark.parametrize(
    "text", ["", "NA", "NULL", "nan", "N/A", "#N/A", "Non renseigné", "-", "?", "n.c.", None, "nr"]
)
@pytest.mark.parametrize("field", ["site_nom", "site_type", "bati_surface", "site_actu_date", "activite_fin_annee"])
def test_words_for_nothing_are_unknown(field: str, text: str | None) -> None:
    assert one(field, text) == (None, None)


def test_inconnu_is_unknown_only_where_no_list_has_it() -> None:
    sites, _ = standard(comm_nom=["inconnu"], bati_nombre=["inconnu"], bati_etat=["Inconnu"])
    assert sites["comm_nom"].iloc[0] is None
    assert np.isnan(sites["bati_nombre"].iloc[0])
    assert sites["bati_etat"].iloc[0] == "inconnu"


@pytest.mark.parametrize(
    ("field", "text", "value", "code"),
    [
        ("site_type", "friche spatiale", "friche spatiale", "valeur_non_comprise"),
        ("urba_zone_type", "AU", "AU", "valeur_non_comprise"),
        ("urba_zone_type", "99", "99", "valeur_non_comprise"),
        ("bati_pollution", "amiante et plomb", "amiante et plomb", "valeur_non_comprise"),
        ("proprio_type", "P5a|privé", "P5a|privé", "valeur_non_comprise"),
        ("site_actu_date", "31/02/2020", None, "date_illisible"),
        ("site_actu_date", "0001-12-31", None, "date_illisible"),
        ("site_actu_date", "12/25/2020", None, "date_illisible"),
        ("site_actu_date", "99999", None, "date_illisible"),
        ("activite_fin_annee", "6000", None, "annee_illisible"),
        ("activite_fin_annee", "avant 1950", None, "annee_illisible"),
        ("activite_fin_annee", "43831", None, "annee_illisible"),
        ("bati_nombre", "trois", None, "nombre_illisible"),
        ("bati_surface", "5 à 10", None, "nombre_illisible"),
        ("bati_nombre", "3 ha", None, "nombre_illisible"),
    ],
)
def test_what_is_not_understood_is_told_and_never_guessed(field: str, text: str, value: Any, code: str) -> None:
    sites, findings = standard(**{field: [text]})
    got = sites[field].iloc[0]
    assert (None if pd.isna(got) else got) == value
    assert findings[["code", "valeur", "correction"]].to_numpy().tolist() == [[code, text, None]]
    assert findings["gravite"].iloc[0] == "avertissement"
    assert sites[ORIGINALS].iloc[0] == (None if value else json.dumps({field: text}, ensure_ascii=False))


@pytest.mark.parametrize(
    ("text", "value"), [("janvier 2020", "2020-01-01"), ("2019", "2019-01-01"), ("03/2018", "2018-03-01")]
)
def test_a_date_without_its_day_is_told(text: str, value: str) -> None:
    assert one("site_actu_date", text) == (value, "date_approchee")


def test_a_mixed_site_is_to_be_confirmed() -> None:
    assert one("site_type", "mixte") == ("mixte - autre", "valeur_a_confirmer")
    assert one("site_type", "mixte à dominante habitat") == ("mixte - dominante habitat", "valeur_normalisee")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("proprio_type", "{P5a,X1a}", "P5a|X1a"),
        ("proprio_type", "['X', '1', 'a']", "X1a"),
        ("proprio_type", "P5a|G2a X1a|G2c", "P5a|G2a|X1a|G2c"),
        ("proprio_type", "P5a|NULL", "P5a"),
        ("activite_libelle", '{"Dépôt, vente","Garage"}', "Dépôt, vente|Garage"),
        ("unite_fonciere_refcad", "['08362000AI0001', '08362000AI0002']", "08362000AI0001|08362000AI0002"),
        ("unite_fonciere_refcad", '["08362000AI0001","08362000AI0001"]', "08362000AI0001"),
        ("unite_fonciere_refcad", "08362000AI0001;08362000AI0002", "08362000AI0001|08362000AI0002"),
        ("source_nom", "BASIAS | BASOL", "BASIAS|BASOL"),
    ],
)
def test_a_list_is_written_with_bars(field: str, text: str, value: str) -> None:
    assert one(field, text) == (value, "liste_reecrite")


def test_commas_of_a_text_and_parcels_in_short_are_left_alone() -> None:
    assert one("activite_libelle", "Dépôt ; vente, réparation") == ("Dépôt ; vente, réparation", None)
    assert one("unite_fonciere_refcad", "AB 12, 13 et 14") == ("AB 12, 13 et 14", None)


def test_doubles_stay_where_lists_answer_to_one_another() -> None:
    assert one("proprio_type", "G1a|P4a|G1a") == ("G1a|P4a|G1a", None)


def test_letters_that_were_lost_are_not_decoded_again() -> None:
    assert one("site_nom", "Zone forestiï¿½re") == ("Zone forestiï¿½re", None)


def test_a_text_wrongly_decoded_is_read_as_it_was_meant() -> None:
    sites, findings = standard(site_projet_etude=["RÃ©novation", "Terrain Ã\xa0 vendre", "château", "l\x92usine"])
    assert sites["site_projet_etude"].tolist() == ["Rénovation", "Terrain à vendre", "château", "l’usine"]
    assert findings["code"].tolist() == ["texte_mal_encode", "texte_mal_encode", "valeur_normalisee"]


def test_control_characters_go() -> None:
    assert one("site_nom", "MTE\n") == ("MTE", None)
    assert one("site_nom", "a\x00b\tc") == ("ab c", "valeur_normalisee")


def test_types_of_the_result() -> None:
    sites, _ = standard(
        bati_nombre=np.array([1, 2], dtype="int32"),
        local_recent_annee=[1990.0, np.nan],
        site_actu_date=pd.to_datetime(["2020-02-01", None]),
        source_contact=[np.nan, np.nan],
        remarque=["x", None],
        taux=[0.5, np.inf],
        parcelles_lues=[["a", "b"], None],
        visite=pd.Series([True, None], dtype=object),
    )
    assert sites.dtypes[["bati_nombre", "local_recent_annee"]].tolist() == [np.dtype(float)] * 2
    assert sites["site_actu_date"].tolist() == ["2020-02-01", None]
    assert sites["source_contact"].tolist() == [None, None]
    assert sites["parcelles_lues"].tolist() == ["a|b", None]
    assert sites["visite"].tolist() == [True, None]
    assert sites["taux"].tolist() == [0.5, np.inf]
    assert sites.columns[-1] == ORIGINALS


def test_the_user_s_words_go_first() -> None:
    mapping = Mapping(values={"site_statut": {"En cours": "friche avec projet", "friche sans projet": None}})
    sites, findings = standard(mapping, site_statut=["EN COURS", "friche sans projet", "friche potentielle"])
    assert sites["site_statut"].tolist() == ["friche avec projet", None, "friche potentielle"]
    assert findings["valeur"].tolist() == ["EN COURS", "friche sans projet"]


def test_the_user_s_words_hold_for_the_items_of_a_list() -> None:
    mapping = Mapping(values={"bati_type": {"usine": "industriel", "ruine": None}})
    sites, _ = standard(mapping, bati_type=["Usine|commercial", "ruine|résidentiel", "ruine"])
    assert sites["bati_type"].tolist() == ["industriel|commercial", "résidentiel", None]


def test_every_synonym_leads_to_a_value_of_its_list_and_hides_none() -> None:
    synonyms = json.loads((RESOURCES / "fields/synonymes.json").read_text(encoding="utf-8"))
    by_name = {field["name"]: field for field in fields()}
    for name, words in synonyms.items():
        if name == "source":
            continue
        values = listed_values(by_name[name])
        folded = {fold(value) for value in values}
        for word, said in words.items():
            assert said["valeur"] in values, (name, word)
            assert fold(word) not in folded, (name, word)


@pytest.mark.parametrize(
    "field", [field for field in fields() if listed_values(field)], ids=lambda field: field["name"]
)
def test_every_value_of_a_list_is_itself(field: dict) -> None:
    values = listed_values(field)
    assert len({fold(value) for value in values}) == len(values)
    sites, findings = standard(**{field["name"]: values})
    assert sites[field["name"]].tolist() == values
    assert findings.empty


def test_the_sites_given_are_not_changed() -> None:
    given = sites_of(site_type=["mixte"], bati_nombre=["3"])
    before = given.copy()
    to_standard_values(given, Findings())
    pd.testing.assert_frame_equal(given, before)


def same(first: gpd.GeoDataFrame, second: gpd.GeoDataFrame) -> bool:
    return all(
        first[name].astype(object).where(first[name].notna(), None).tolist()
        == second[name].astype(object).where(second[name].notna(), None).tolist()
        for name in first.columns
    )


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        "|",
        ",",
        ";",
        "'",
        '"',
        " ",
        "http//",
        "www.",
        "X1a",
        "mixte",
        "1",
        "12/05/2020",
        "Ã©",
        "\x92",
        "NULL",
        "-",
        "ha",
    ]
)
TEXTS = st.one_of(st.none(), st.text(max_size=12), st.lists(PIECES, max_size=6).map("".join))


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_twice_is_once_for_any_text_in_any_field(texts: list) -> None:
    names = [field["name"] for field in fields() if field["name"] != "site_id"] + ["remarque"]
    once = to_standard_values(sites_of(**{name: pd.Series(texts, dtype=object) for name in names}), Findings())
    twice = to_standard_values(once, Findings())
    assert same(once, twice)


def owners(**columns: list) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    findings = Findings()
    return hide_names(to_standard_values(sites_of(**columns), findings), findings), findings.table()


def test_names_of_natural_persons_are_hidden_and_those_of_companies_stay() -> None:
    sites, findings = owners(
        proprio_nom=[
            "DURAND PAUL",
            "{DURAND,_X_}",
            "_X_|SCI",
            "COMMUNE DE REVIN|DURAND PAUL",
            "M. Durand",
            "Indivision Durand|SCI DU LAC",
            "SARL DURAND",
            "{_X_}",
        ],
        proprio_type=["x1A", "{X1a}", "X1a|G1a", "P5a X1a", None, None, "Z1a", "X1a"],
        proprio_personne=[None, "Personne physique", None, None, "inconnu", None, "personne morale", None],
    )
    assert sites["proprio_nom"].tolist() == [
        "_X_",
        "_X_",
        "_X_|SCI",
        "COMMUNE DE REVIN|_X_",
        "_X_",
        "_X_|SCI DU LAC",
        "SARL DURAND",
        "_X_",
    ]
    hidden = findings[findings["code"] == "personne_physique"]
    assert hidden["site_id"].tolist() == ["s0", "s1", "s3", "s4", "s5"]
    told = findings.drop(columns="site_id").to_csv() + sites.drop(columns="geometry").to_csv()
    assert "PAUL" not in told
    assert "Durand" not in told


def test_an_owner_kept_beside_the_standard_s_column_is_hidden_as_well() -> None:
    sites, _ = owners(proprio_nom=["_X_"], Propriétaire=["DURAND PAUL"], proprio_type=["X1a"])
    assert sites["Propriétaire"].tolist() == ["_X_"]


def test_a_personal_mailbox_is_taken_out_and_a_service_s_stays() -> None:
    personal = [
        "paul.durand@epf.fr",
        "p.durand@epf.fr",
        "sig@epf.fr ; paul.durand@epf.fr",
        "Mme Durand, 03 24 00 00 00",
    ]
    services = [
        "ddt-mt@loire.gouv.fr",
        "fondfriche@ecologie.gouv.fr",
        "sig.habitat@epf.fr",
        "https://www.epf.fr/contact",
    ]
    sites, findings = owners(source_contact=personal + services)
    assert sites["source_contact"].tolist() == [None] * 4 + services
    assert findings["code"].tolist() == ["contact_personnel"] * 4
    assert "durand" not in findings.to_csv().lower()


def test_a_site_named_after_a_person_is_left_and_told_without_its_name() -> None:
    names = ["Propriété de M. Durand", "Mr DURAND", "Ex Monsieur Bricolage", "Décharge d'O.M.", "Usine"]
    sites, findings = owners(site_nom=names)
    assert sites["site_nom"].tolist() == names
    assert findings[["code", "site_id", "valeur"]].to_numpy().tolist() == [
        ["nom_de_personne_possible", "s0", None],
        ["nom_de_personne_possible", "s1", None],
    ]


def test_bringing_values_to_the_standard_stops_when_asked() -> None:
    class Stopped(Report):
        def cancelled(self) -> bool:
            return True

    with pytest.raises(Cancelled):
        to_standard_values(sites_of(site_nom=["a"]), Findings(), report=Stopped())
