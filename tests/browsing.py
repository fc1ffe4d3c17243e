"""A real browser for tests: Debian's Chromium, driven by Playwright, with everything a page does written down.

    with browser() as chromium: …                  one Chromium, closed with all it opened
    watched(chromium, width=…, dark=…)             a page that knows what it asked for and complained of
    violations(page)                               what axe finds against WCAG 2.2 A and AA

A page from here is offline unless ``online`` says otherwise: a test then fails at once where a page wants the network.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

needs_browser = pytest.mark.skipif(PROGRAM is None, reason="chromium is not installed")


@contextmanager
def browser() -> Iterator[Browser]:
    """One Chromium. Playwright's loop ends with it, so that no later test runs inside a loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=PROGRAM, args=list(_FLAGS))
        try:
            yield chromium
        finally:
            chromium.close()


@dataclass
class Watched:
    """A page and what happened on it: addresses asked for, and what the console and the scripts complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def close(self) -> None:
        self.page.context.close()


def watched(
    chromium: Browser, *, width: int = 1440, height: int = 900, dark: bool = False, **more: Any
) -> Watched:
    """A page in a context of its own; ``more`` goes to that context (``java_script_enabled``, ``offline`` …)."""
    settings: dict[str, Any] = {"offline": True, "locale": "zh-CN", "reduced_motion": "reduce"}
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        **(settings | more),
    )
    seen = Watched(context.new_page())

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            seen.complaints.append(message.text)

    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("console", hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    return seen


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2, levels A and AA: rule, what it asks for, and the first elements at fault."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", list(_WCAG)
    )
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:4]]}"
        for one in found["violations"]
    ]
