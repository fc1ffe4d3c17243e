"""One rich fictional report, its standard and its marks; documents read as plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from ziping.report import Report, load_report
from ziping.standards import Standard, load_standard


@pytest.fixture(scope="session")
def standard() -> Standard:
    return load_standard("hunan/department/2024")


@pytest.fixture(scope="session")
def project_standard() -> Standard:
    return load_standard("national/project/2020")


@pytest.fixture(scope="session")
def rich() -> Report:
    return load_report(Path(__file__).parent / "rich.json")
