"""The browser, and the page of a careless report with findings of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browsing import Watched, browser, watched
from ziping.audit import Examined, Options, examine
from ziping.audit.delivering import contents

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPORT = Path(__file__).resolve().parents[2] / "examples" / "received" / "自评报告.docx"

Opener = Callable[..., Watched]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def examined() -> Examined:
    return examine(REPORT, Options())


@pytest.fixture(scope="session")
def made(examined: Examined, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "自评报告.html"
    path.write_bytes(contents(examined, "html", "zh"))
    return path


@pytest.fixture
def opened(chromium: Browser, made: Path) -> Iterator[Opener]:
    """Opens the page as ``watched`` says; afterwards nothing may have been asked for and nothing complained of."""
    every: list[Watched] = []

    def opener(path: Path = made, fragment: str = "", **settings: Any) -> Watched:
        one = watched(chromium, **settings)
        every.append(one)
        one.page.goto(path.as_uri() + fragment)
        return one

    yield opener
    for one in every:
        one.close()
    assert [address for one in every for address in one.asked if not address.startswith("file:")] == []
    assert [complaint for one in every for complaint in one.complaints] == []
