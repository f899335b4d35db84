"""Writes communes, EPCI and zones d'emploi."""

from __future__ import annotations

import numpy as np
import shapely

from .communes import DEPARTEMENT, REGION
from .stage import Stage, codes


def write_administration(stage: Stage) -> None:
    """Write the roles ``commune``, ``epci``, ``zone_emploi`` and ``territoire_industrie``."""
    towns, communes, writer = stage.towns, stage.communes, stage.writer
    siren = np.array(communes.epci_siren, dtype=object)
    writer.add(
        "commune",
        communes.shape,
        cleabs=codes("COMMUNE_", len(towns)),
        code_insee=np.array(towns.code, dtype=object),
        code_insee_du_departement=DEPARTEMENT,
        code_insee_de_la_region=REGION,
        code_insee_de_l_arrondissement=DEPARTEMENT + "9",
        code_insee_de_la_collectivite_terr=DEPARTEMENT + "D",
        population=towns.population,
        organisme_recenseur="INSEE",
        date_du_recensement="2023-01-01",
        surface_en_ha=np.round(shapely.area(communes.shape) / 10_000.0),
        code_postal=[f"{DEPARTEMENT}{900 + i % 99:03d}" for i in range(len(towns))],
        nom_officiel=np.array(towns.name, dtype=object),
        codes_siren_des_epci=siren[communes.epci],
        code_siren=[f"2109{code}" for code in towns.code],
        chef_lieu_d_arrondissement=np.arange(len(towns)) == 0,
        chef_lieu_de_departement=False,
        chef_lieu_de_region=False,
        chef_lieu_de_collectivite_terr=False,
        capitale_d_etat=False,
        date_creation="2010-01-01",
    )
    natures = ["Communauté d'agglomération"] + ["Communauté de communes"] * (len(siren) - 1)
    writer.add(
        "epci",
        _union(communes.shape, communes.epci, len(siren)),
        cleabs=codes("EPCI____", len(siren)),
        code_siren=siren,
        nom_officiel=[f"{nature} {name}" for nature, name in zip(natures, communes.epci_name)],
        nature=np.array(natures, dtype=object),
        date_creation="2017-01-01",
    )
    count = len(communes.basin_name)
    basins = _union(communes.shape, communes.basin, count)
    writer.add(
        "zone_emploi",
        basins,
        ze2020=[basin_code(i) for i in range(count)],
        libze2020=np.array(communes.basin_name, dtype=object),
        nb_com=np.bincount(communes.basin, minlength=count),
    )
    names = ", ".join(name for name, epci in zip(towns.name, communes.epci) if epci == 0)
    writer.add(
        "territoire_industrie",
        _union(communes.shape, communes.epci, 1),
        id_ti="ti-0999",
        lib_ti="Estuaire d'Orvanne",
        lib_groupement=[names],
        siren_groupement=[siren[0]],
    )


def basin_code(basin: int) -> str:
    """Give the code of a zone d'emploi: four digits, of a range that is not assigned."""
    return f"{990 + basin:04d}" if basin < 10 else f"{9900 + basin:04d}"


def _union(shapes: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    return np.array([shapely.union_all(shapes[group == i]) for i in range(count)], dtype=object)
