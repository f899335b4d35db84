"""The provider: all algorithms of Gisement, in the order in which the toolbox shows them."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..bridge.texts import ROOT
from .demo_territory import DemoTerritory
from .inventory.check_inventory import CheckInventory
from .inventory.compare_inventories import CompareInventories
from .inventory.detect_sites import DetectSites
from .inventory.export_cnig import ExportCnig
from .inventory.import_inventory import ImportInventory
from .inventory.merge_inventories import MergeInventories
from .measures.measure_access import MeasureAccess
from .measures.measure_artificialisation import MeasureArtificialisation
from .measures.measure_basin import MeasureBasin
from .measures.measure_energy import MeasureEnergy
from .measures.measure_environment import MeasureEnvironment
from .measures.measure_land import MeasureLand
from .measures.measure_planning import MeasurePlanning
from .measures.measure_pollution import MeasurePollution
from .publish.export_map import ExportMap
from .readiness.readiness import Readiness
from .readiness.zan_ledger import ZanLedger
from .scoring.ahp_weights import AhpWeights
from .scoring.compare_profiles import CompareProfiles
from .scoring.match_demand import MatchDemand
from .scoring.score_sites import ScoreSites
from .study import Study

ALGORITHMS = (
    Study,
    DemoTerritory,
    ImportInventory,
    CheckInventory,
    MergeInventories,
    CompareInventories,
    DetectSites,
    ExportCnig,
    MeasureLand,
    MeasureAccess,
    MeasureEnergy,
    MeasurePlanning,
    MeasureEnvironment,
    MeasurePollution,
    MeasureArtificialisation,
    MeasureBasin,
    ScoreSites,
    CompareProfiles,
    AhpWeights,
    MatchDemand,
    Readiness,
    ZanLedger,
    ExportMap,
)


class GisementProvider(QgsProcessingProvider):
    """Provider ``gisement``."""

    def id(self) -> str:
        """Give the identifier, which users' scripts rest on."""
        return "gisement"

    def name(self) -> str:
        """Give the name that the toolbox shows."""
        return "Gisement"

    def icon(self) -> QIcon:
        """Give the icon."""
        return QIcon(str(ROOT / "resources" / "icons" / "gisement.svg"))

    def svgIconPath(self) -> str:
        """Give the icon as a file, for what draws it itself."""
        return str(ROOT / "resources" / "icons" / "gisement.svg")

    def loadAlgorithms(self) -> None:
        """Add the algorithms, each newly made."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
