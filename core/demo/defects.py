"""Spoils part of the inventory the way real ones are spoilt, and says where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from ..resources import resource

if TYPE_CHECKING:
    import pandas as pd

    from .stage import Stage

Objects = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Defect:
    """A defect put into a record on purpose."""

    site_id: str
    kind: str
    column: str
    value: str | None
    comment: str


class Spoiler:
    """Puts each kind of defect into rows of its own; rows that stay clean are never touched."""

    def __init__(self, stage: Stage, table: pd.DataFrame, shapes: Objects) -> None:
        self.stage, self.table, self.shapes = stage, table, shapes
        self.said = resource("demo/inventory")["defects"]
        self.found: list[Defect] = []

    def spoil(self) -> list[Defect]:
        """Put every kind of defect in: once in a small inventory, at its usual frequency in a large one."""
        places = self.stage.places
        ordinary = np.array([not key for key in places.key])
        rows = np.flatnonzero(ordinary & (np.array(places.kind) != "zone"))
        if self.stage.settings.size == "small":
            # Few sites: only the records spoilt on purpose stay out of the ranking.
            self.table["site_statut"] = "friche sans projet"
        singles = (
            self._bow_tie,
            self._no_geometry,
            self._outside,
            self._old_code,
            self._short_code,
            self._dates,
            self._area_conflict,
            self._point_without_area,
            self._lost_parcel,
            self._tiny,
            self._same_id,
        )
        each = max(1, round(float(self.said["share_in_large_inventories"]) * len(rows)))
        if self.stage.settings.size != "small":
            rows = self.stage.settings.rng("defects").permutation(rows)
        left = iter(rows.tolist())
        for _ in range(each):
            for spoil in (self._same_point, self._overlap):
                spoil(next(left), next(left))
            for single in singles:
                single(next(left))
        return self.found

    def _note(self, row: int, kind: str, column: str, comment: str) -> None:
        value = None if column == "geometry" else self.table.loc[row, column]
        self.found.append(
            Defect(str(self.table.loc[row, "site_id"]), kind, column, None if value is None else str(value), comment)
        )

    def _same_point(self, first: int, second: int) -> None:
        self.shapes[first] = shapely.point_on_surface(self.shapes[first])
        self.shapes[second] = self.shapes[first]
        self.table.loc[second, ["site_statut", "source_nom"]] = [
            "friche potentielle",
            "Site Basias ou Basol non vérifié\n",
        ]
        for row in (first, second):
            self._note(row, "point_en_double", "geometry", "deux fiches au même point, connues par ce point seul")
        self._note(second, "friche_potentielle", "site_statut", "repérage national non vérifié : hors classement")
        self._note(second, "fin_de_ligne", "source_nom", "saut de ligne en fin de valeur")

    def _overlap(self, first: int, second: int) -> None:
        west, _, east, _ = shapely.bounds(self.shapes[first])
        shift = (east - west) * 0.35
        self.shapes[second] = shapely.transform(self.shapes[first], lambda xy: np.round(xy + (shift, 0.0), 2))
        for row in (first, second):
            self._note(row, "superposition", "geometry", "deux emprises se recouvrent de plus de 10 %")

    def _bow_tie(self, row: int) -> None:
        corners = shapely.get_coordinates(self.shapes[row])[:4]
        self.shapes[row] = shapely.Polygon(corners[[0, 2, 1, 3]])
        self.table.loc[row, "site_type"] = "friche agro industrielle"
        self._note(row, "geometrie_invalide", "geometry", "contour en nœud papillon")
        self._note(row, "type_hors_liste", "site_type", "sans trait d'union")

    def _no_geometry(self, row: int) -> None:
        self.shapes[row] = None
        self.table.loc[row, "sol_pollution_existe"] = "pollution probable"
        self.table.loc[row, ["unite_fonciere_surface", "unite_fonciere_refcad"]] = None
        self._note(row, "sans_geometrie", "geometry", "ni emprise ni point")
        self._note(row, "surface_absente", "unite_fonciere_surface", "surface non renseignée")
        self._note(row, "pollution_hors_liste", "sol_pollution_existe", "valeur de Cartofriches absente du standard")

    def _outside(self, row: int) -> None:
        away = self.stage.plan.width + 6_000.0 - shapely.bounds(self.shapes[row])[0]
        self.shapes[row] = shapely.transform(self.shapes[row], lambda xy: np.round(xy + (away, 0.0), 2))
        self._note(row, "hors_territoire", "geometry", "à 6 km à l'est du territoire")

    def _old_code(self, row: int) -> None:
        self.table.loc[row, ["comm_insee", "site_type"]] = [self.said["obsolete_insee"], "mixte"]
        self._note(row, "commune_disparue", "comm_insee", "code d'une commune fusionnée")
        self._note(row, "type_hors_liste", "site_type", "valeur de la version 2023 du standard")

    def _short_code(self, row: int) -> None:
        self.table.loc[row, "comm_insee"] = str(self.table.loc[row, "comm_insee"]).lstrip("0")
        for column in ("site_identif_date", "site_actu_date"):
            self.table.loc[row, column] = "/".join(reversed(str(self.table.loc[row, column]).split("-")))
            self._note(row, "date_jj_mm_aaaa", column, "date au format jj/mm/aaaa")
        self._note(row, "zero_perdu", "comm_insee", "zéro initial perdu")

    def _dates(self, row: int) -> None:
        first, last = self.table.loc[row, ["site_identif_date", "site_actu_date"]]
        self.table.loc[row, ["site_identif_date", "site_actu_date"]] = [last, first]
        self.table.loc[row, ["proprio_type", "proprio_personne", "proprio_nom"]] = [
            "X1a",
            "personne physique",
            self.said["person"],
        ]
        self._note(row, "dates_inversees", "site_actu_date", "mise à jour antérieure à l'identification")
        self._note(row, "personne_physique", "proprio_nom", "nom d'une personne physique (fictive)")

    def _area_conflict(self, row: int) -> None:
        area = int(self.table.loc[row, "unite_fonciere_surface"])
        self.table.loc[row, ["unite_fonciere_surface", "site_type"]] = [round(area / 7), "friche d’habitat"]
        self.table.loc[row, "site_nom"] = "Cité de l’Étang d'en Bas"
        self._note(row, "surface_contradictoire", "unite_fonciere_surface", "sept fois moins que l'emprise")
        self._note(row, "apostrophe_typographique", "site_type", "apostrophe typographique")

    def _point_without_area(self, row: int) -> None:
        self.shapes[row] = shapely.point_on_surface(self.shapes[row])
        self.table.loc[row, ["unite_fonciere_surface", "site_nom"]] = [0, self.table.loc[row, "site_id"]]
        self._note(row, "surface_nulle", "unite_fonciere_surface", "surface à zéro, site connu par un point")
        self._note(row, "nom_egal_identifiant", "site_nom", "nom égal à l'identifiant")

    def _lost_parcel(self, row: int) -> None:
        lost = str(self.table.loc[row, "comm_insee"]) + "000" + self.said["lost_parcel_section"] + "0001"
        self.table.loc[row, "unite_fonciere_refcad"] = f"{self.table.loc[row, 'unite_fonciere_refcad']}|{lost}"
        self.table.loc[row, ["site_statut", "site_reconv_annee", "site_reconv_type"]] = [
            "friche reconvertie",
            "2021",
            "industrie",
        ]
        self._note(row, "parcelle_disparue", "unite_fonciere_refcad", f"la parcelle {lost} n'est plus au cadastre")
        self._note(row, "friche_reconvertie", "site_statut", "reconvertie : hors classement")

    def _tiny(self, row: int) -> None:
        x, y = np.round(shapely.get_coordinates(shapely.point_on_surface(self.shapes[row]))[0])
        self.shapes[row] = shapely.box(x - 10.0, y - 10.0, x + 10.0, y + 10.0)
        self.table.loc[row, ["unite_fonciere_surface", "site_statut", "site_reconv_type"]] = [
            400,
            "friche avec projet",
            "habitat",
        ]
        self._note(row, "surface_infime", "geometry", "400 m²")
        self._note(row, "friche_avec_projet", "site_statut", "projet d'habitat : hors classement industriel")

    def _same_id(self, row: int) -> None:
        first_ordinary = next(i for i, key in enumerate(self.stage.places.key) if not key)
        self.table.loc[row, "site_id"] = self.table.loc[first_ordinary, "site_id"]
        self._note(row, "identifiant_en_double", "site_id", "identifiant déjà porté par un autre site")
