"""Real data lies beside the project, in ../shared/data; where it is absent these tests are skipped, and say so."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TERRITORIES = Path(__file__).resolve().parent / "territories"


@pytest.fixture(scope="session")
def data() -> Path:
    """Give the folder of real data."""
    if not DATA.is_dir():
        pytest.skip(f"real data is not here: {DATA}")
    return DATA


@pytest.fixture(scope="session")
def territories() -> Path:
    """Give the folder of the files that describe real territories."""
    return TERRITORIES
