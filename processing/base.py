"""What all algorithms share: identity, help, refusal of unknown parameters, errors as one readable sentence."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QIcon

from ..bridge.feedback import FeedbackReport
from ..bridge.libraries import broken_library_text, missing_libraries, missing_libraries_text
from ..bridge.messages import error_text
from ..bridge.texts import ROOT, help_text, tr
from ..core.errors import GisementError
from .places import check_output, file_and_layer, path_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from ..core.report import Report
    from ..core.territory.sources import Source

Parameters = dict[str, Any]
#: what the engine reads as it is; other layers are written to a temporary GeoPackage first
VECTOR_FORMATS = ["gpkg", "geojson", "shp", "fgb", "csv"]


class GisementAlgorithm(QgsProcessingAlgorithm):
    """A thin algorithm: subclasses say who they are and implement :meth:`compute`."""

    def createInstance(self) -> QgsProcessingAlgorithm:
        """Make a new one, as QGIS asks before every run."""
        return type(self)()

    def group(self) -> str:
        """Give the group's name in the toolbox."""
        return {
            "etude": tr("Study"),
            "inventaire": tr("Inventory"),
            "mesures": tr("Measures"),
            "notation": tr("Scoring"),
            "maturite": tr("Readiness"),
            "cartes": tr("Maps"),
        }[self.groupId()]

    def icon(self) -> QIcon:
        """Give the icon."""
        return QIcon(str(ROOT / "resources" / "icons" / "gisement.svg"))

    def shortHelpString(self) -> str:
        """Give the help, from `resources/help/<language>/<name>.md`."""
        return help_text(self.name())

    def canExecute(self) -> tuple[bool, str]:
        """Refuse to start, with the remedy, where a library is missing."""
        missing = missing_libraries()
        return (False, missing_libraries_text(missing)) if missing else (True, "")

    def add(self, parameter: QgsProcessingParameterDefinition, help_: str, advanced: bool = False) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(help_)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        if not self.addParameter(parameter):
            raise ValueError(f"two parameters named {parameter.name()}")

    def add_layer_output(self, name: str, label: str, help_: str, optional: bool = False) -> None:
        """Add a layer or table that the algorithm writes; see :meth:`write_layer_output`."""
        kind = QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterVectorDestination(name, label, kind, None, optional, not optional), help_)

    def check_layer_output(
        self, parameters: Parameters, name: str, inputs: list[str | None], table: bool = False
    ) -> None:
        """Refuse a layer output that nobody could write, or that would replace an input; a table may be a CSV too."""
        path = path_of(parameters.get(name))
        is_csv = table and path is not None and path.lower().endswith(".csv")
        check_output(path, ".csv" if is_csv else ".gpkg", inputs)

    def write_layer_output(
        self,
        parameters: Parameters,
        name: str,
        table: pd.DataFrame,
        layer: str,
        context: QgsProcessingContext,
        style: str | None = None,
    ) -> str:
        """Write a table or layer to the place that the user chose, whole or not at all, and give that place.

        :param style: the look of what QGIS loads, a key of `resources/styles/inventaire.json`.
        """
        from ..bridge.loading import load_output
        from ..core.store import write_file

        path = self.parameterAsOutputLayer(parameters, name, context)
        write_file(table, path, layer)
        load_output(path, context, style)
        return path

    def validateInputCrs(self, parameters: Parameters, context: QgsProcessingContext) -> bool:
        """Accept inputs in any systems: they are brought together; QGIS would open each file here, whatever it is."""
        return True

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse parameter names that do not exist (QGIS ignores them) and files that are not there."""
        possible, why = self.canExecute()  # neither models nor scripts ask
        if not possible:
            return False, why
        known = {definition.name() for definition in self.parameterDefinitions()}
        unknown = [name for name in parameters if name not in known]
        if unknown:
            return False, tr("Unknown parameters: {names}. This algorithm has: {known}.").format(
                names=", ".join(unknown), known=", ".join(sorted(known))
            )
        try:
            self.check(parameters, context)
        except GisementError as error:
            return False, error_text(error)
        return super().checkParameterValues(self._opened_by_qgis(parameters), context)

    def _opened_by_qgis(self, parameters: Parameters) -> Parameters:
        """Put a stand-in where a source is a file: QGIS would refuse what only the engine opens (a gzip, a lying name)."""
        stand_in = QgsVectorLayer("Polygon", "", "memory")
        files = [
            definition.name()
            for definition in self.parameterDefinitions()
            if isinstance(definition, QgsProcessingParameterFeatureSource)
            and file_and_layer(parameters.get(definition.name())) is not None
        ]
        return {**parameters, **dict.fromkeys(files, stand_in)}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the parameters before anything runs; raise :class:`GisementError` for what cannot do."""

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback | None
    ) -> dict[str, Any]:
        """Run :meth:`compute`; an error of the engine becomes the exception that makes qgis_process exit with 1."""
        try:
            return self.compute(parameters, context, FeedbackReport(feedback or QgsProcessingFeedback()))
        except GisementError as error:
            sentence = _let_go(error, error_text(error))
        except ImportError as error:
            sentence = _let_go(error, broken_library_text(error))
        raise QgsProcessingException(sentence)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Do the work and give the outputs by id."""
        raise NotImplementedError

    def source_path(
        self, parameters: Parameters, name: str, context: QgsProcessingContext, report: Report
    ) -> tuple[str, str | None]:
        """Give the file and layer behind a source, written to a temporary file first where it has none.

        A file given by its path is left to the engine, which opens more than QGIS does.
        """
        given = file_and_layer(parameters.get(name))
        if given is not None:
            return given
        path, layer = self.parameterAsCompatibleSourceLayerPathAndLayerName(
            parameters, name, context, VECTOR_FORMATS, "gpkg", getattr(report, "feedback", None)
        )
        return path, layer or None

    def reference(
        self, parameters: Parameters, roles: dict[str, str], context: QgsProcessingContext, report: Report
    ) -> dict[str, Source]:
        """Give the source of each reference layer that was given.

        :param roles: parameter → role.
        """
        from ..core.territory.sources import Source

        return {
            role: Source(role, *self.source_path(parameters, name, context, report))
            for name, role in roles.items()
            if parameters.get(name)
        }

    def date(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> date:
        """Read a date, which the window gives as such and the command line as text.

        :raises GisementError: ``date_invalid``.
        """
        given = self.parameterAsDateTime(parameters, name, context)
        if given.isValid():
            return given.date().toPyDate()
        raise GisementError("date_invalid", value=str(parameters.get(name)))


def _let_go(error: Exception, sentence: str) -> str:
    """Drop what the frames of an error hold: QGIS keeps an exception for ever, and with it layers and open files."""
    traceback.clear_frames(error.__traceback__)
    return sentence
