"""The one family of errors of the engine.

The engine says *what* went wrong with a stable code and the facts of the case; the sentence that a person reads
(what, where, why, what to do) is made from them in the user's language, outside the engine.
"""

from __future__ import annotations

from typing import Any


class GisementError(Exception):
    """A failure that the user can understand and act upon.

    :param code: stable identifier of the failure, in snake case (``"file_not_found"``).
    :param facts: what the sentence needs: file, layer, line, site, field, value, reason.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """Give the code and the facts, for logs and for users of the engine without QGIS."""
        listed = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({listed})" if listed else self.code


class Cancelled(GisementError):
    """The user asked to stop; whoever catches it leaves nothing half-written behind."""

    def __init__(self) -> None:
        super().__init__("cancelled")
