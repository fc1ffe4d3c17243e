"""The main screens of the workbench with 示例县 in it: nothing wrong on them, and pictures of them for the READMEs.

ZIPING_SCREENSHOTS=docs/images pytest tests/browser/test_screens.py     takes the pictures anew
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django import Settings

from browsing import needs_browser, violations, watched
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.demo.loading import load
from ziping.workbench.filling.assemble import forget
from ziping.workbench.filling.models import Package

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def beside_playwright() -> Iterator[None]:
    """Playwright's loop runs in the thread that asks the database."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


def screens() -> list[tuple[str, str, str]]:
    """Picture, who looks, and where."""
    campaign = Campaign.objects.get(year=2024)
    draft = Package.objects.filter(
        campaign=campaign, state="draft", unit__holdings__person__username="clerk"
    ).get()
    return [
        ("home", "clerk", "/"),
        ("filling", "clerk", f"/reports/{draft.pk}/pages/budget/"),
        ("board", "performance", f"/campaigns/{campaign.pk}/"),
        ("review", "performance", "/review/"),
    ]


def test_the_main_screens_of_the_demo_are_sound(
    chromium: Browser,
    live_server: Any,
    settings: Settings,
    tmp_path: Path,
    transactional_db: None,  # noqa: ARG001
) -> None:
    settings.DEMO = True
    forget()
    load(40, 1)
    folder = Path(os.environ.get("ZIPING_SCREENSHOTS") or tmp_path)
    found: dict[str, list[str]] = {}
    seen = watched(chromium, offline=False, width=1280, height=800)
    page = seen.page
    page.goto(f"{live_server.url}/login/")
    found["login"] = violations(page)
    page.screenshot(path=folder / "workbench-login.png")
    here = ""
    for name, person, path in screens():
        if person != here:
            page.context.clear_cookies()
            page.goto(f"{live_server.url}/login/")
            page.locator(f'form:has(input[value="{person}"]) button').click()
            page.wait_for_url(f"{live_server.url}/")
            here = person
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state("networkidle")
        found[name] = violations(page)
        page.screenshot(path=folder / f"workbench-{name}.png")
    complaints = seen.complaints
    seen.close()
    assert {name: said for name, said in found.items() if said} == {}
    assert complaints == []
