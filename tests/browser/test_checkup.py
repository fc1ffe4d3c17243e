"""体检 in a real browser: dropped, looked over, read on a desk and on a phone, taken away, removed."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.fixtures import Settings

from browsing import Watched, needs_browser, violations, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
REPORT = Path(__file__).resolve().parents[2] / "examples" / "received" / "自评报告.docx"
_DROP = """(data) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], "自评报告.docx"));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module", autouse=True)
def beside_playwright() -> Iterator[None]:
    """Playwright's loop runs in the thread that asks the database."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def site(live_server: Any, settings: Settings, tmp_path: Path) -> str:
    settings.CHECKUP_FOLDER = tmp_path / "checkup"
    return str(live_server.url)


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def visitor(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    one = watched(chromium, width=request.param, offline=False)
    yield one
    one.close()
    assert one.complaints == []


def test_a_dropped_report_is_shown_with_its_findings_and_removed(visitor: Watched, site: str) -> None:
    page = visitor.page
    page.goto(f"{site}/public/check/")
    assert violations(page) == []
    page.evaluate(_DROP, base64.b64encode(REPORT.read_bytes()).decode())
    page.wait_for_selector("iframe", timeout=60_000)
    inside = page.frame_locator("iframe")
    inside.locator(".note").first.wait_for()
    before = inside.locator(".note:visible").count()
    inside.locator("input[data-severity=warning]").uncheck()  # its script runs although it is shut off
    assert 0 < inside.locator(".note:visible").count() < before
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as download:
        page.click("a[href$='found.docx']")
    assert download.value.suggested_filename.endswith(".docx")
    page.click("form[action*='/remove/'] button")
    page.wait_for_selector("text=已删除")
    assert page.context.cookies() == []


def test_too_large_a_file_is_told_before_it_is_sent(
    chromium: Browser, site: str, settings: Settings, tmp_path: Path
) -> None:
    settings.CHECKUP_MEGABYTES = 1
    large = tmp_path / "大.docx"
    large.write_bytes(b"x" * 1_100_000)
    one = watched(chromium, offline=False)
    one.page.goto(f"{site}/public/check/")
    one.page.set_input_files("#file", large)
    one.page.wait_for_selector("#told:visible")
    assert "1 MB" in one.page.inner_text("#told")
    assert one.page.url.endswith("/public/check/")
    one.close()
