"""`gisement:mergeinventories`: several inventories made one, without doubles, every decision on record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingUtils,
)

from ...bridge.texts import tr, user_language
from ...core.errors import GisementError
from ..base import GisementAlgorithm, Parameters
from ..places import file_behind, path_of

if TYPE_CHECKING:
    from ...core.report import Report
    from ...core.sites.merging import NamedInventory


class Inventories(QgsProcessingParameterMultipleLayers):
    """Several layers, or files that only the reader of inventories opens."""

    def checkValueIsAcceptable(self, value: Any, context: QgsProcessingContext | None = None) -> bool:  # noqa: N802
        """Accept what the algorithm looks at itself."""
        return bool(value)


class MergeInventories(GisementAlgorithm):
    """Finds the same site in several inventories, and keeps it once."""

    INPUTS, PRIORITY, OVERLAP = "INPUTS", "PRIORITY", "OVERLAP"
    OUTPUT, DECISIONS, MERGED_COUNT = "OUTPUT", "DECISIONS", "MERGED_COUNT"

    def name(self) -> str:
        """Give the identifier."""
        return "mergeinventories"

    def displayName(self) -> str:
        """Give the name that the toolbox shows."""
        return tr("Merge inventories")

    def groupId(self) -> str:
        """Give the group."""
        return "inventaire"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        self.add(
            Inventories(self.INPUTS, tr("Inventories"), QgsProcessing.SourceType.TypeVector),
            tr("Layers or files, each one an inventory; a single one is cleared of its own doubles."),
        )
        self.add(
            QgsProcessingParameterString(self.PRIORITY, tr("Producers, best first"), optional=True),
            tr(
                "Names of inventories or producers, separated by commas; the values and the shape of the first are kept. In the order of the inventories when left empty."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.OVERLAP,
                tr("Overlap of one and the same site"),
                QgsProcessingParameterNumber.Type.Double,
                0.10,
                minValue=0.0,
                maxValue=1.0,
            ),
            tr("Share of the smaller footprint above which two footprints are the same site."),
            advanced=True,
        )
        self.add_layer_output(
            self.OUTPUT, tr("Merged inventory"), tr("Each site once, with the history of its records.")
        )
        self.add_layer_output(
            self.DECISIONS,
            tr("Decisions of the merge"),
            tr("For each pair of records that anything speaks for: what was compared, what was decided, and why."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.MERGED_COUNT, tr("Number of records that went into another")))

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Look at the files before anything runs."""
        given = inventories_given(parameters.get(self.INPUTS))
        if not given:
            raise GisementError("merge_needs_inventories")
        for value in given:
            path = value.split("|")[0] if isinstance(value, str) else None
            if path and not Path(path).is_file() and QgsProcessingUtils.mapLayerFromString(value, context) is None:
                raise GisementError("file_not_found", file=path)
        files = [file_behind(value, context) for value in given]
        self.check_layer_output(parameters, self.OUTPUT, files)
        self.check_layer_output(parameters, self.DECISIONS, [*files, path_of(parameters.get(self.OUTPUT))], table=True)

    def compute(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> dict[str, Any]:
        """Import each inventory, merge them, write both files."""
        from ...core.sites.merging import merge_inventories

        with report.part(0.0, 0.5):
            inventories = self._opened(parameters, context, report)
        priority = re.split(r"[,;|]", self.parameterAsString(parameters, self.PRIORITY, context))
        with report.part(0.5, 0.9):
            merged = merge_inventories(
                inventories,
                priority=[name.strip() for name in priority if name.strip()],
                overlap=self.parameterAsDouble(parameters, self.OVERLAP, context),
                language=user_language(),
                report=report,
            )
        report.step("merge_write")
        written = {
            self.OUTPUT: self.write_layer_output(
                parameters, self.OUTPUT, merged.sites.reset_index(), "friches", context, "fusion"
            )
        }
        if parameters.get(self.DECISIONS):
            written[self.DECISIONS] = self.write_layer_output(
                parameters, self.DECISIONS, merged.decisions, "decisions", context, "decisions"
            )
        return {**written, self.MERGED_COUNT: merged.merged_count}

    def _opened(self, parameters: Parameters, context: QgsProcessingContext, report: Report) -> list[NamedInventory]:
        from ...core.sites import import_inventory
        from ...core.sites.findings import ERROR
        from ...core.sites.merging import NamedInventory

        given = inventories_given(parameters.get(self.INPUTS))
        opened = []
        for place, value in enumerate(given):
            path, layer = self.source_path({**parameters, self.INPUTS: value}, self.INPUTS, context, report)
            name = _name(value, path, layer)
            report.step("merge_open", inventory=name)
            with report.part(place / len(given), (place + 1) / len(given)):
                imported = import_inventory(path, layer=layer, report=report)
            errors = imported.findings.count(ERROR)
            if errors:
                report.warn("merge_import_errors", inventory=name, count=errors)
            opened.append(NamedInventory(name, imported.sites))
        return opened


def inventories_given(value: Any) -> list[Any]:
    """Give the inventories of a parameter, of which there may be one or several, as a list."""
    if not value:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _name(value: Any, path: str, layer: str | None) -> str:
    """Name an inventory: as its layer in the project, else as its file, with the layer where the file has several."""
    if isinstance(value, QgsMapLayer):
        return value.name()
    return f"{Path(path).stem} {layer}" if layer else Path(path).stem
