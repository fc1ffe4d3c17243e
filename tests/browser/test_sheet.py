"""The workspace in a real browser: it behaves like a sheet, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client

from browsing import Watched, needs_browser, violations, watched
from workbench.cast import Cast, assemble_cast
from ziping.report import Address
from ziping.workbench.filling.assemble import forget
from ziping.workbench.filling.models import Change, Package
from ziping.workbench.filling.store import Edit, entries, save

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
BASIC = "#c-budget-basic-executed"


@pytest.fixture(scope="module", autouse=True)
def beside_playwright() -> Iterator[None]:
    """Playwright's loop runs in the thread that asks the database; a database in memory takes one request at a time."""
    alone, answered = Lock(), BaseHandler.get_response

    def one_by_one(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        with alone:
            return answered(handler, request)

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        patched.setattr(BaseHandler, "get_response", one_by_one)
        yield


@pytest.fixture
def county(transactional_db: None) -> Cast:  # noqa: ARG001 - opens the database
    forget()
    return assemble_cast()


@pytest.fixture
def package(county: Cast) -> Package:
    """A report with some figures and two projects."""
    cells = {
        Address("budget", "expenditure", "executed"): "1177.69",
        Address("budget", "basic", "executed"): "1006.91",
        Address("budget", "basic", "initial"): "695.99",
        Address("budget", "project_total", "executed"): "170.78",
        Address("projects", "projects-1", "name"): "就业补助",
        Address("projects", "projects-2", "name"): "社保监管",
    }
    found = county.packages["subordinate"]
    save(found, [Edit(address, "", text) for address, text in cells.items()], county.person("clerk"))
    found.refresh_from_db()
    return found


class Desk:
    """A person at a page of the report."""

    def __init__(self, chromium: Browser, live: Any, county: Cast, package: Package, who: str) -> None:
        self.live, self.package, self.county = live, package, county
        self.seen: Watched = watched(
            chromium, offline=False, permissions=["clipboard-read", "clipboard-write"]
        )
        self.page: Page = self.seen.page
        self.page.route("**/here/", lambda route: route.fulfill(json={"revision": 0, "people": []}))
        self.log_in(who)

    def log_in(self, who: str) -> None:
        client = Client()
        client.force_login(self.county.person(who))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.live.url}]
        )

    def open(self, page: str) -> Page:
        self.page.goto(f"{self.live.url}/reports/{self.package.pk}/pages/{page}/")
        return self.page

    def saving(self) -> Any:
        """``with desk.saving(): …``: goes on when what is typed inside has been answered."""
        return self.page.expect_response(lambda answer: answer.url.endswith("/cells/") and answer.ok)

    def focus(self) -> str:
        found: str = self.page.evaluate("document.activeElement.id")
        return found

    def paste(self, cell: str, text: str, html: str = "") -> None:
        self.page.eval_on_selector(
            cell,
            """(cell, [text, html]) => {
                cell.focus();
                const data = new DataTransfer();
                data.setData("text/plain", text);
                if (html) data.setData("text/html", html);
                cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            [text, html],
        )

    def cell(self, topic: str, line: str, column: str) -> str:
        lines = {one.key: one.cells for one in entries(self.package).get(topic, ())}
        return lines.get(line, {}).get(column, "")


@pytest.fixture
def desk(chromium: Browser, live_server: Any, county: Cast, package: Package) -> Iterator[Desk]:
    found = Desk(chromium, live_server, county, package, "clerk")
    yield found
    complaints = [
        one for one in found.seen.complaints if "ERR_INTERNET_DISCONNECTED" not in one and "401" not in one
    ]
    found.seen.close()
    assert complaints == []


def test_keys_move_about_as_in_a_spreadsheet(desk: Desk) -> None:
    page = desk.open("budget")
    page.focus(BASIC)
    for key, expected in (
        ("Enter", "personnel-executed"),
        ("ArrowLeft", "personnel-adjusted"),
        ("Shift+Enter", "basic-adjusted"),
        ("ArrowRight", "basic-executed"),
        ("Home", "basic-prior_initial"),
    ):
        page.keyboard.press(key)
        assert desk.focus() == f"c-budget-{expected}", key


def test_f2_puts_the_caret_into_the_cell_and_escape_undoes_it(desk: Desk) -> None:
    page = desk.open("budget")
    page.focus(BASIC)
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("9")
    assert page.input_value(BASIC) == "1006.991"
    page.keyboard.press("Escape")
    assert page.input_value(BASIC) == "1006.91"
    assert desk.focus() == BASIC[1:]


def test_undo_and_redo_go_across_cells_and_are_saved(desk: Desk) -> None:
    page = desk.open("budget")
    page.click(BASIC)
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    personnel = "#c-budget-personnel-executed"
    with desk.saving():
        page.keyboard.press("Control+z")
        page.keyboard.press("Control+z")
    assert (page.input_value(BASIC), page.input_value(personnel)) == ("1006.91", "")
    with desk.saving():
        page.keyboard.press("Control+y")
    assert page.input_value(BASIC) == "1"
    assert desk.cell("budget", "basic", "executed") == "1"


def test_a_range_is_picked_and_copied_as_a_spreadsheet_takes_it(desk: Desk) -> None:
    page = desk.open("budget")
    page.focus("#c-budget-basic-initial")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == "695.99\t\t1006.91"


def test_a_range_pasted_fills_the_cells_and_says_how_it_came(desk: Desk) -> None:
    page = desk.open("budget")
    with desk.saving():
        desk.paste("#c-budget-personnel-initial", "1,234.50\t４８８.45\t（2.5）\n67.2\t\t518.46\n")
    got = [page.input_value(f"#c-budget-{line}") for line in (
        "personnel-initial", "personnel-adjusted", "personnel-executed", "operating-initial", "operating-executed",
    )]  # fmt: skip
    assert got == ["1234.50", "488.45", "-2.5", "67.2", "518.46"]
    assert set(Change.objects.filter(key="personnel").values_list("way", flat=True)) == {"pasted"}


def test_merged_cells_of_excel_leave_what_they_cover_alone(desk: Desk) -> None:
    page = desk.open("budget")
    html = "<table><tr><td colspan=2>5</td><td>6</td></tr><tr><td>7</td><td>8</td><td>9</td></tr></table>"
    page.fill("#c-budget-personnel-adjusted", "3")
    desk.paste("#c-budget-personnel-initial", "5\t\t6\n7\t8\t9", html)
    row = [
        page.input_value(f"#c-budget-personnel-{column}") for column in ("initial", "adjusted", "executed")
    ]
    assert row == ["5", "3", "6"]


def test_rows_pasted_into_a_list_add_what_is_missing(desk: Desk) -> None:
    page = desk.open("projects")
    with desk.saving():
        desk.paste("#c-projects-projects-2-name", "甲\n乙\n“丙”")
    names = page.eval_on_selector_all(
        "[data-topic=projects] tbody [data-column=name]", "all => all.map(one => one.value)"
    )
    assert names == ["就业补助", "甲", "乙", "“丙”"]
    assert [line.cells["name"] for line in entries(desk.package)["projects"]] == names


def test_a_wrong_cell_keeps_what_was_typed_and_says_why(desk: Desk) -> None:
    page = desk.open("budget")
    page.fill(BASIC, "一千多")
    page.wait_for_selector(f"{BASIC}.wrong")
    assert page.input_value(BASIC) == "一千多"
    assert "一千多" in page.inner_text(f"#x-{BASIC[1:]}")


def test_yuan_is_shown_and_typed_while_the_form_s_unit_is_kept(desk: Desk) -> None:
    page = desk.open("budget")
    page.click("[data-topic=budget] [data-unit=yuan]")
    assert page.input_value(BASIC) == "10069100"
    with desk.saving():
        page.fill("#c-budget-personnel-executed", "6582201.5")
    assert desk.cell("budget", "personnel", "executed") == "658.22015"
    page.click("[data-topic=budget] [data-unit=form]")
    assert page.input_value(BASIC) == "1006.91"
    assert desk.cell("budget", "basic", "executed") == "1006.91"


def test_ctrl_d_fills_down(desk: Desk) -> None:
    page = desk.open("budget")
    page.focus("#c-budget-personnel-executed")
    page.keyboard.press("Control+d")
    assert page.input_value("#c-budget-personnel-executed") == "1006.91"


def test_what_is_typed_without_a_connection_survives_a_reload_and_is_sent(desk: Desk) -> None:
    page = desk.open("budget")
    page.route("**/cells/", lambda route: route.abort("internetdisconnected"))
    page.fill(BASIC, "77")
    page.wait_for_selector("#saved.late")
    assert desk.cell("budget", "basic", "executed") == "1006.91"
    page.unroute("**/cells/")
    with desk.saving():
        page.reload()
    assert page.input_value(BASIC) == "77"
    assert desk.cell("budget", "basic", "executed") == "77"


def test_an_expired_login_keeps_the_typing_and_goes_on_afterwards(desk: Desk) -> None:
    page = desk.open("budget")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.fill(BASIC, "88")
    page.wait_for_selector("#session-dialog[open]")
    assert desk.cell("budget", "basic", "executed") == "1006.91"
    desk.log_in("clerk")
    with desk.saving():
        page.evaluate("document.dispatchEvent(new Event('ziping:back'))")
    assert desk.cell("budget", "basic", "executed") == "88"


def test_a_conflict_shows_both_sides_in_place_and_either_can_be_kept(desk: Desk) -> None:
    page = desk.open("budget")
    address = Address("budget", "basic", "executed")
    save(desk.package, [Edit(address, "1006.91", "5")], desk.county.person("head"))
    page.fill(BASIC, "6")
    clash = page.wait_for_selector("td:has(#c-budget-basic-executed) .clash")
    assert clash is not None
    assert "6" in clash.inner_text()
    assert "head" in clash.inner_text()
    assert desk.cell("budget", "basic", "executed") == "5"
    with desk.saving():
        page.click(".clash button >> nth=0")
    assert desk.cell("budget", "basic", "executed") == "6"


def test_a_figure_in_focus_tells_where_it_comes_from(desk: Desk) -> None:
    page = desk.open("budget")
    page.focus(BASIC)
    page.wait_for_selector("#why .why-box")
    said = page.inner_text("#why")
    assert "1006.91" in said
    assert "修改记录" in said


def test_a_row_is_moved_by_keys(desk: Desk) -> None:
    page = desk.open("projects")
    page.focus("#c-projects-projects-1-name")
    with page.expect_response("**/lines/"):
        page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector("[data-topic=projects] tbody tr[data-line=projects-2]:first-child")
    assert [line.key for line in entries(desk.package)["projects"]] == ["projects-2", "projects-1"]


def test_a_sentence_is_taken_over_and_its_figure_mended_when_the_table_changes(desk: Desk) -> None:
    others = [Address("staff", f"staff.{name}@actual", "value") for name in ("posts", "retired", "others")]
    serving = Address("staff", "staff.serving@actual", "value")
    clerk = desk.county.person("clerk")
    save(desk.package, [Edit(serving, "", "38"), *(Edit(one, "", "40") for one in others)], clerk)
    page = desk.open("narrative")
    taker = page.locator("li", has_text="38").locator("[data-take]").first
    cell = f"#{taker.get_attribute('data-take')}"
    with desk.saving():
        taker.click()
    assert "38" in page.input_value(cell)
    save(desk.package, [Edit(serving, "38", "39")], clerk)
    desk.open("narrative")
    assert page.locator(".stale").count() > 0
    with desk.saving():
        page.click(".stale [data-written='38']")
    assert "39" in page.input_value(cell)
    page.wait_for_selector(".stale [data-written='38']", state="detached")


def test_a_warning_is_answered_beside_it(desk: Desk) -> None:
    cells = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "培训人次",
        "sign": "≥",
        "target": "100",
        "actual": "90",
        "marks": "10",
    }
    edits = [Edit(Address("indicators", "i1", name), "", text) for name, text in cells.items()]
    save(desk.package, edits, desk.county.person("clerk"))
    page = desk.open("indicators")
    note = page.locator(".note.warning:has(details.answer)").first
    note.locator("details.answer summary").click()
    note.locator("textarea").fill("年中追加")
    with page.expect_response("**/answer/"):
        note.locator("button").click()
    page.wait_for_selector("details.answer[open]")
    assert "年中追加" in page.input_value("details.answer[open] textarea")


def test_a_note_leads_to_its_cell(desk: Desk) -> None:
    page = desk.open("budget")
    page.locator(".note details:has(.blanks)").first.evaluate("list => { list.open = true; }")
    link = page.locator(".blanks a").first
    link.click()
    assert desk.focus() == link.get_attribute("data-cell")


@pytest.mark.parametrize("name", ["unit", "budget", "indicators", "narrative"])
def test_a_page_can_be_used_by_everybody(desk: Desk, name: str) -> None:
    assert violations(desk.open(name)) == []
