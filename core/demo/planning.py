"""Writes the planning documents: a zoning that covers each commune once, municipal maps, prescriptions, annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

from .zoning import THEMES, draw_zoning, partition, river_bands

if TYPE_CHECKING:
    from .stage import Stage

Objects = npt.NDArray[np.object_]
DATE = "20250624"


def write_planning(stage: Stage) -> tuple[Objects, list[str]]:
    """Write ``zone_urba``, ``secteur_cc``, ``prescription_surf`` and ``information_surf``.

    :returns: the partition of the land, and the theme of each part.

    One commune has a municipal map and one has no document at all (RNU), as in real intercommunalités.
    """
    drawn, themes = draw_zoning(stage)
    shapes, which, commune = partition(stage, drawn, themes)
    simple, without = _exceptions(stage)
    _zones(stage, shapes, which, commune, ~np.isin(commune, [simple, without]))
    _municipal_map(stage, shapes, which, commune == simple, stage.towns.code[simple])
    _prescriptions(stage)
    _informations(stage)
    return shapes, which


def _exceptions(stage: Stage) -> tuple[int, int]:
    """Choose the smallest communes where no zone is known: one has a municipal map, the other no document."""
    around = [shapely.box(*one.box).buffer(300.0) for one in stage.known.values() if one.planned]
    taken = set(shapely.STRtree(stage.communes.shape).query(around, predicate="intersects")[1].tolist())
    free = [int(c) for c in np.argsort(stage.towns.population, kind="stable") if int(c) not in taken]
    return free[0], free[1]


def _document(stage: Stage, commune: npt.NDArray[np.int64]) -> dict[str, Objects | str]:
    siren = np.array(stage.communes.epci_siren, dtype=object)[stage.communes.epci[commune]]
    return {
        "gpu_status": "production",
        "gpu_timestamp": "2025-07-02T10:00:00Z",
        "partition": np.array([f"DU_{code}" for code in siren], dtype=object),
        "idurba": np.array([f"{code}_PLUI_{DATE}" for code in siren], dtype=object),
        "datappro": DATE,
        "datvalid": DATE,
        "nomfic": np.array([f"{code}_reglement_{DATE}.pdf" for code in siren], dtype=object),
        "insee": np.array(stage.towns.code, dtype=object)[commune],
    }


def _zones(
    stage: Stage, shapes: Objects, which: list[str], commune: npt.NDArray[np.int64], covered: npt.NDArray[np.bool_]
) -> None:
    rows = np.flatnonzero(covered)
    theme = [THEMES[which[row]] for row in rows]
    stage.writer.add(
        "zone_urba",
        shapes[rows],
        gid=np.arange(len(rows)) + 1,
        idzone=np.arange(len(rows)).astype(str).astype(object),
        libelle=[one.libelle for one in theme],
        libelong=[one.libelong for one in theme],
        typezone=[one.typezone for one in theme],
        formdomi=[one.formdomi for one in theme],
        destoui=["51-52-53" if one.formdomi.startswith("02") else None for one in theme],
        **_document(stage, commune[rows]),
    )


def _municipal_map(stage: Stage, shapes: Objects, which: list[str], own: npt.NDArray[np.bool_], code: str) -> None:
    rows = np.flatnonzero(own)
    built = np.array([which[row].startswith("u") for row in rows])
    both = [
        (shapely.union_all(shapes[rows[mask]]), code) for mask, code in ((built, "01"), (~built, "03")) if mask.any()
    ]
    stage.writer.add(
        "secteur_cc",
        np.array([shape for shape, _ in both], dtype=object),
        gid=np.arange(len(both)) + 1,
        gpu_status="production",
        partition=f"DU_{code}",
        typesect=[sector for _, sector in both],
        fermreco="N",
        insee=code,
        idurba=f"{code}_CC_20190305",
        datappro="20190305",
        libelle=["Secteur constructible" if sector == "01" else "Secteur non constructible" for _, sector in both],
        nomfic=f"{code}_reglement_20190305.pdf",
        datvalid="20190305",
    )


def _prescriptions(stage: Stage) -> None:
    zones = stage.zones.shapes[1:]
    groups = [
        (stage.forests[::2], "Espace boisé classé", "01", "00"),
        (zones[::3], "OAP de réhabilitation de zone d'activités", "18", "03"),
        (np.array(river_bands(stage)[:-1], dtype=object), "Continuité écologique", "25", "00"),
        (
            shapely.buffer(stage.zones.centre_points()[1::4], 45.0),
            "Emplacement réservé, élargissement de voirie",
            "05",
            "01",
        ),
        (zones[1::3], "Limitation de l'imperméabilisation, eaux pluviales", "48", "01"),
    ]
    _write_groups(stage, "prescription_surf", groups, ("typepsc", "stypepsc"))


def _informations(stage: Stage) -> None:
    zones = stage.zones.shapes[1:]
    towns = [stage.towns.outline(town, 1.03) for town in range(len(stage.towns))]
    groups = [
        (zones[2::3], "ZAC du parc d'activités", "02", "00"),
        (np.array(towns, dtype=object), "Droit de préemption urbain", "04", "00"),
        (shapely.buffer(stage.zones.centre_points()[1::5], 120.0), "Projet urbain partenarial", "30", "00"),
    ]
    _write_groups(stage, "information_surf", groups, ("typeinf", "stypeinf"))


def _write_groups(stage: Stage, role: str, groups: list[tuple[Objects, str, str, str]], codes: tuple[str, str]) -> None:
    """Write groups of shapes: shapes, label, code, sub-code."""
    shapes = np.concatenate([found for found, *_ in groups])
    sizes = [len(found) for found, *_ in groups]

    def each(position: int) -> Objects:
        return np.repeat(np.array([group[position] for group in groups], dtype=object), sizes)

    commune = stage.communes.at(shapely.get_coordinates(shapely.centroid(shapes)))
    stage.writer.add(
        role,
        shapes,
        gid=np.arange(len(shapes)) + 1,
        libelle=each(1),
        txt=None,
        **{codes[0]: each(2), codes[1]: each(3)},
        **_document(stage, commune),
    )
