"""Writes the public easements: water catchments, gas pipelines, power lines, railways; and the quays of the port."""

from __future__ import annotations

import numpy as np
import shapely

from .communes import DEPARTEMENT
from .stage import Objects, Stage, codes
from .tracks import draw_tracks
from .zones import port_outline

#: metres on each side of what an easement is about: a gas pipeline (I3), a power line (I4), a main track (T1)
PIPELINE, LINE, TRACK = 10.0, 25.0, 12.0
PROTECTION = "Zone de protection"


def write_easements(stage: Stage) -> None:
    """Write the roles ``servitude`` and ``quai``, around what other layers have drawn."""
    _easements(stage)
    _quays(stage)


def _easements(stage: Stage) -> None:
    """Write what concerns land away from the known sites, whose figures no easement may change."""
    tracks = [shapely.LineString(track.points) for track in draw_tracks(stage) if track.electric]
    drawn = {
        "as1": (stage.drawn["captage"], "Périmètre de protection immédiate", "Captage"),
        "i3": (shapely.buffer(stage.drawn["gaz"], PIPELINE), PROTECTION, "Canalisation de gaz"),
        "i4": (shapely.buffer(stage.drawn["ligne"], LINE, cap_style="flat"), PROTECTION, "Ligne électrique"),
        "t1": (shapely.buffer(np.array(tracks, dtype=object), TRACK, cap_style="flat"), PROTECTION, "Voie ferrée"),
    }
    pieces = [(kind, stage.kept_quiet(np.asarray(shapes)), said, what) for kind, (shapes, said, what) in drawn.items()]

    def repeated(values: list[str]) -> Objects:
        return np.repeat(np.array(values, dtype=object), [len(shapes) for _, shapes, _, _ in pieces])

    kinds, names = repeated([kind for kind, *_ in pieces]), repeated([what for *_, what in pieces])
    count = len(kinds)
    upper = np.array([kind.upper() for kind in kinds], dtype=object)
    number = np.concatenate([np.arange(len(shapes)) + 1 for _, shapes, _, _ in pieces]).astype(str).astype(object)
    stage.writer.add(
        "servitude",
        np.concatenate([shapes for _, shapes, _, _ in pieces]),
        gid=np.arange(count) + 1,
        suptype=kinds,
        partition=upper + f"_{DEPARTEMENT}",
        fichier=upper + "_ACT.pdf",
        idass=codes("SUP-A", count, 6),
        idgen=codes("SUP-G", count, 6),
        nomass=upper + "_" + number + "_ass",
        typeass=repeated([said for _, _, said, _ in pieces]),
        modegeoass="Digitalisation",
        nomsuplitt=names + " n° " + number,
    )


def _quays(stage: Stage) -> None:
    """Cut the southern edge of the port, on the estuary, into three quays."""
    west, south, east, _ = port_outline(stage.zones).bounds
    ends = np.linspace(west + 40.0, east - 40.0, 4)
    xy = np.array([[(a + 5.0, south, 3.0), (b - 5.0, south, 3.0)] for a, b in zip(ends[:-1], ends[1:])])
    stage.writer.add(
        "quai",
        np.asarray(shapely.linestrings(np.round(xy, 2))),
        cleabs=codes("CONSLINE", 3),
        nature="Quai",
        toponyme=["Quai des Minerais", "Quai aux Bois", "Quai de l'Orvanne"],
        statut_du_toponyme="Validé",
        importance="4",
        etat_de_l_objet="En service",
        date_creation="2011-02-11",
    )
