"""Writes railway, private sidings and stations."""

from __future__ import annotations

import numpy as np
import shapely

from .plan import FREIGHT_X
from .stage import Stage, codes, lambert93, points
from .tracks import draw_tracks, siding_places, yard


def write_rail(stage: Stage) -> None:
    """Write the roles ``troncon_de_voie_ferree``, ``ite`` and ``gare_fret``."""
    _railway(stage)
    _private_sidings(stage)
    _stations(stage)


def _railway(stage: Stage) -> None:
    tracks = draw_tracks(stage)
    owner = np.repeat(np.arange(len(tracks)), [len(track.points) for track in tracks])
    xy = np.round(np.vstack([track.points for track in tracks]), 2)
    main = np.array([track.electric for track in tracks])
    stage.writer.add(
        "troncon_de_voie_ferree",
        shapely.linestrings(np.column_stack([xy, np.round(stage.terrain(*xy.T), 1)]), indices=owner),
        cleabs=codes("TRONFERR", len(tracks)),
        nature=[track.nature for track in tracks],
        position_par_rapport_au_sol="0",
        usage=[track.use for track in tracks],
        etat_de_l_objet=[track.state for track in tracks],
        nombre_de_voies=[track.tracks for track in tracks],
        electrifie=main,
        largeur="Normale",
        date_creation="2012-05-04",
        vitesse_maximale=np.where(main, 160.0, np.nan),
        cpx_toponyme=np.where(main, "Ligne de l'Orvanne", None),
    )


def _private_sidings(stage: Stage) -> None:
    rng = stage.settings.rng("sidings")
    sidings = siding_places(stage)
    good = sidings[:, 2] == 1.0
    stage.writer.add(
        "ite",
        points(sidings[:, :2]),
        code_ite=codes("ITE", len(sidings), 4),
        date_enquete="2024-09-15",
        Raison_sociale=[f"Embranché n° {i + 1}" for i in range(len(sidings))],
        Commune=stage.name_at(sidings[:, :2]),
        Code_postal=stage.code_at(sidings[:, :2]),
        Etat_ITE=np.where(good, "Bon état", "Inutilisable en l'état"),
        longueur_voie=rng.integers(250, 900, len(sidings)),
        nombre_voies=1,
        si_utilisee=False,
        si_train_entier_possible=good,
        si_regime_train_entier=good,
        si_regime_lotissement=True,
        si_reutilisation_prevue=False,
        entreprise_ferroviaire=np.where(good, "Fret Atlantique", None),
        frequence_circulation_train=np.where(good, "hebdomadaire", "nulle"),
    )


def _stations(stage: Stage) -> None:
    plan = stage.plan
    places, names, freight = [yard(stage)], ["Orvanne-Triage"], ["O"]
    for rail in plan.rails:
        gap = np.abs(rail(stage.towns.places[:, 0]) - stage.towns.places[:, 1])
        for town in np.flatnonzero(gap < 0.9 * stage.towns.radius + 300.0):
            x = float(stage.towns.places[town, 0])
            places.append((x, float(rail(x)) + 8.0))
            names.append(stage.towns.name[town])
            # Another freight station near the yard would spoil the known distance to it.
            freight.append("O" if town == 1 or (abs(x - FREIGHT_X) > 30_000.0 and town % 7 == 0) else "N")
    at = np.array(places)
    lon, lat = stage.lon_lat(at)
    l93 = lambert93(at)
    stage.writer.add(
        "gare_fret",
        points(at),
        code_uic=[f"8799{i:04d}" for i in range(len(at))],
        libelle=np.array(names, dtype=object),
        fret=np.array(freight, dtype=object),
        voyageurs=np.array(["N"] + ["O"] * (len(at) - 1), dtype=object),
        code_ligne="999000",
        rg_troncon=1,
        pk=[f"{int(x / 1000):03d}+{int(x % 1000):03d}" for x in at[:, 0]],
        commune=[name.upper() for name in stage.name_at(at)],
        departemen="DEPARTEMENT FICTIF",
        idreseau=np.arange(len(at)) + 9_900,
        x_l93=l93[:, 0],
        y_l93=l93[:, 1],
        x_wgs84=lon,
        y_wgs84=lat,
    )
