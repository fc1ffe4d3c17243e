"""The page of a check in a real browser: jumping, filters, keys, folds, paper, small screens, for everybody to use."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from browser.conftest import Opener
from browsing import needs_browser, violations
from ziping.audit import Examined
from ziping.audit.delivering import contents
from ziping.checking import Checked, with_findings
from ziping.documents.text import read_text
from ziping.presenting import numbered, page
from ziping.reading import read_paper

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_browser

IN_VIEW = """element => {
  const box = element.getBoundingClientRect();
  return box.bottom > document.querySelector(".tools").getBoundingClientRect().bottom && box.top < innerHeight;
}"""


def shown(page: Page, selector: str = ".note") -> int:
    return page.locator(selector).filter(visible=True).count()


def in_view(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).first.evaluate(IN_VIEW))


def lit_words(page: Page) -> list[str]:
    return page.locator("[data-note].lit").all_inner_texts()


def number_of(examined: Examined, rule: str) -> int:
    return next(each.number for each in numbered(examined.checked.findings) if each.finding.rule == rule)


# --- counts ----------------------------------------------------------------------------------------------------------


def test_the_counts_on_the_page_are_those_of_the_json(opened: Opener, examined: Examined) -> None:
    data = json.loads(contents(examined, "json", "zh"))
    page = opened().page
    for severity, key in (("error", "errors"), ("warning", "warnings"), ("notice", "notices")):
        assert page.locator(f".tools .{severity} b").inner_text() == str(data["summary"][key])
    assert shown(page) == len(data["findings"])
    notes = Counter(page.locator(".note").evaluate_all("notes => notes.map(note => note.dataset.severity)"))
    assert notes == Counter(finding["severity"] for finding in data["findings"])


def test_nothing_is_asked_of_any_network_and_nothing_else_may_run(opened: Opener, made: Path) -> None:
    seen = opened()
    assert seen.asked == [made.as_uri()]
    seen.page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.slipped = true";
      document.body.append(script);
    }""")
    assert seen.page.evaluate("window.slipped") is None
    assert len(seen.complaints) == 1
    assert "Content Security Policy" in seen.complaints.pop()


# --- jumping ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1440, 390])
def test_choosing_a_finding_shows_and_marks_its_words(opened: Opener, examined: Examined, width: int) -> None:
    page = opened(width=width, height=844).page
    note = f"#note-{number_of(examined, 'Q-54.slip')}"
    page.locator(f"{note} button").click()
    assert in_view(page, "[data-note].lit")
    assert in_view(page, note)
    assert lit_words(page)
    assert page.locator(".note.lit").count() == 1
    page.locator(f"{note} button").click()
    assert page.locator(".lit").count() == 0


def test_words_lead_to_their_note_which_comes_to_stand_beside_them(
    opened: Opener, examined: Examined
) -> None:
    page = opened().page
    number = number_of(examined, "Q-54.slip")
    mark = page.locator(f"[data-note~='{number}'] a").first
    mark.click()
    assert page.locator(".note.lit").get_attribute("id") == f"note-{number}"
    words, note = mark.bounding_box(), page.locator(f"#note-{number}").bounding_box()
    assert words is not None
    assert note is not None
    assert note["x"] > words["x"] + words["width"]
    assert abs(note["y"] - words["y"]) < 350


def test_words_that_several_findings_speak_of_lead_to_one_after_the_other(opened: Opener) -> None:
    page = opened().page
    mark = page.locator("[data-note*=' ']").first
    numbers = str(mark.get_attribute("data-note")).split()
    found = []
    for _ in numbers:
        mark.locator("a").click()
        found.append(page.locator(".note.lit").get_attribute("id"))
    assert found == [f"note-{number}" for number in numbers]


def test_the_other_place_of_a_contradiction_is_one_click_away(opened: Opener) -> None:
    page = opened().page
    page.locator("#unfold").click()
    page.locator(".pane").hover()
    link = page.locator("a[data-to^='cell-'], a[data-to^='block-']").first
    target = f"#{link.get_attribute('data-to')}"
    link.click()
    assert in_view(page, target)
    assert "lit" in str(page.locator(target).get_attribute("class"))


def test_a_link_to_a_finding_opens_there(opened: Opener, examined: Examined) -> None:
    number = number_of(examined, "Q-54.slip")
    page = opened(fragment=f"#note-{number}").page
    assert page.locator(".note.lit").get_attribute("id") == f"note-{number}"
    assert in_view(page, "[data-note].lit")


def test_the_notes_follow_the_document_as_it_is_scrolled(opened: Opener) -> None:
    page = opened().page
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 2500)
    page.wait_for_function("document.querySelector('.pane').scrollTop > 0")
    page.wait_for_timeout(100)
    top = page.evaluate("""() => {
      const edge = document.querySelector(".pane").getBoundingClientRect().top;
      return [...document.querySelectorAll(".note")].find(note => note.getBoundingClientRect().top >= edge - 2).dataset.at;
    }""")
    assert in_view(page, f"#{top}")


# --- filters, folds, keys --------------------------------------------------------------------------------------------


def test_a_severity_can_be_left_out_and_its_marks_go_with_it(opened: Opener) -> None:
    page = opened().page
    errors = page.locator(".note.error").count()
    page.locator("input[data-severity=warning]").uncheck()
    page.locator("input[data-severity=notice]").uncheck()
    assert (shown(page), shown(page, ".note.error")) == (errors, errors)
    assert page.locator("[data-mark=warning], [data-mark=notice]").count() == 0
    assert page.locator("[data-mark=error]").count() > 0
    page.locator("input[data-severity=warning]").check()
    assert shown(page, ".note.warning") == page.locator(".note.warning").count()


def test_one_kind_of_finding_can_be_looked_at_alone(opened: Opener, examined: Examined) -> None:
    page = opened().page
    number = number_of(examined, "Q-54.slip")
    kind = str(page.locator(f"#note-{number}").get_attribute("data-kind"))
    alike = page.locator(f".note[data-kind='{kind}']").count()
    page.locator("#kind").select_option(kind)
    assert shown(page) == alike
    assert page.locator("#count").inner_text().startswith(f"– / {alike}")
    assert f"（{alike}）" in page.locator(f"#kind option[value='{kind}']").inner_text()
    page.locator("#kind").select_option("")
    assert shown(page) == page.locator(".note").count()


def test_a_chosen_finding_that_is_filtered_away_is_chosen_no_more(opened: Opener, examined: Examined) -> None:
    page = opened().page
    page.locator(f"#note-{number_of(examined, 'Q-54.slip')} button").click()
    page.locator("input[data-severity=warning]").uncheck()
    assert page.locator(".lit").count() == 0


def test_a_note_unfolds_when_chosen_and_all_on_demand(opened: Opener) -> None:
    page = opened().page
    notes = page.locator(".note").count()
    assert shown(page, ".note .basis") == 0
    page.locator(".note button").first.click()
    assert shown(page, ".note .basis") == 1
    assert page.locator(".note button[aria-expanded=true]").count() == 1
    page.locator("#unfold").click()
    assert shown(page, ".note .basis") == notes
    assert page.locator("#unfold").get_attribute("aria-pressed") == "true"
    page.locator("#unfold").click()
    assert shown(page, ".note .basis") == 1


def test_keys_go_from_note_to_note_round_and_leave(opened: Opener) -> None:
    page = opened().page
    order = page.locator(".note").evaluate_all("notes => notes.map(note => note.id)")
    for key, expected in (
        ("j", order[0]),
        ("n", order[1]),
        ("k", order[0]),
        ("p", order[-1]),
        ("j", order[0]),
    ):
        page.keyboard.press(key)
        assert page.locator(".note.lit").get_attribute("id") == expected
    assert page.locator("#count").inner_text().startswith(f"1 / {len(order)}")
    page.keyboard.press("Escape")
    assert page.locator(".lit").count() == 0


def test_all_can_be_done_with_tab_and_enter(opened: Opener) -> None:
    page = opened().page
    page.locator("#next").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#count").inner_text().startswith("2 / ")
    page.locator("[data-note] a").first.focus()
    page.keyboard.press("Enter")
    chosen = page.locator(".note.lit").get_attribute("id")
    assert page.locator("[data-note] a").first.get_attribute("href") == f"#{chosen}"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") in ("A", "BUTTON")


# --- where it is read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1920, 1440, 1024, 768, 390, 320])
def test_no_width_needs_scrolling_sideways(opened: Opener, width: int) -> None:
    page = opened(width=width, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_note_stands_under_the_words_it_speaks_of(opened: Opener, examined: Examined) -> None:
    page = opened(width=390, height=844).page
    number = number_of(examined, "Q-54.slip")
    words = page.locator(f"[data-note~='{number}']").first.bounding_box()
    note = page.locator(f".row #note-{number}").bounding_box()
    assert words is not None
    assert note is not None
    assert note["y"] > words["y"]
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390


def test_notes_go_back_under_the_words_when_the_window_gets_narrow(opened: Opener) -> None:
    page = opened().page
    assert page.locator(".pane .note").count() > 0
    page.set_viewport_size({"width": 600, "height": 800})
    page.locator(".row .note").first.wait_for()
    assert page.locator(".pane .note").count() == 0
    order = page.locator(".note").count()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator(".pane .note").first.wait_for()
    assert page.locator(".pane .note").count() == order


def test_without_scripts_everything_is_there_and_no_dead_buttons(opened: Opener) -> None:
    page = opened(java_script_enabled=False).page
    assert shown(page, ".note .basis") == page.locator(".note").count() > 0
    assert shown(page, ".tools button, .tools input, .tools select") == 0
    assert page.locator(".tools .error b").is_visible()


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_axe_finds_nothing_against_wcag_aa(opened: Opener, width: int, *, dark: bool) -> None:
    page = opened(width=width, height=844, dark=dark).page
    page.locator("#unfold").click()
    page.keyboard.press("j")
    page.locator("input[data-severity=notice]").uncheck()
    assert violations(page) == []


def test_dark_is_dark_and_light_is_light(opened: Opener) -> None:
    def brightness(page: Page) -> int:
        colour = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    assert brightness(opened().page) == 3 * 255
    assert brightness(opened(dark=True).page) < 3 * 60


def test_english_readers_get_the_same_page(opened: Opener, examined: Examined, tmp_path: Path) -> None:
    path = tmp_path / "check.html"
    path.write_bytes(contents(examined, "html", "en"))
    seen = opened(path)
    assert shown(seen.page) == len(examined.checked.findings)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert violations(seen.page) == []


def test_a_clean_document_says_that_nothing_was_found(
    opened: Opener, examined: Examined, tmp_path: Path
) -> None:
    clean = with_findings(examined.checked, ())
    path = tmp_path / "clean.html"
    path.write_text(page("自评.docx", clean, examined.standard, "zh", examined.paper), encoding="utf-8")
    seen = opened(path)
    assert seen.page.locator(".nothing").is_visible()
    assert not seen.page.locator(".pane").is_visible()
    seen.page.keyboard.press("j")
    assert violations(seen.page) == []


def test_what_a_document_says_is_never_taken_for_markup(
    opened: Opener, examined: Examined, tmp_path: Path
) -> None:
    hostile = "</script><script>window.slipped=1</script><img src=x onerror='window.slipped=1'>"
    text = f"{hostile}自评报告\n基本支出合计100万元，占50%。{hostile}按时拔付。\n"
    paper = read_paper(read_text(text.encode(), "x.txt"), "national/disclosure/2021")
    path = tmp_path / "hostile.html"
    checked: Checked = with_findings(examined.checked, ())
    path.write_text(page(f"{hostile}.txt", checked, paper.standard, "zh", paper), encoding="utf-8")
    seen = opened(path)
    assert hostile in seen.page.locator("h1").inner_text()
    assert seen.page.locator("img").count() == 0
    assert seen.page.evaluate("window.slipped") is None


# --- on paper --------------------------------------------------------------------------------------------------------


def test_paper_has_every_note_in_full_under_its_words_with_numbers_at_both(
    opened: Opener, examined: Examined, tmp_path: Path
) -> None:
    page = opened().page
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    text = pdf_text(path)
    missing = [each.number for each in numbered(examined.checked.findings) if f"{each.number}. " not in text]
    assert missing == []
    assert text.count("Q-") == len(examined.checked.findings)
    assert "上一条" not in text
    assert page.locator(".pane .note").count() == len(examined.checked.findings)


def test_paper_leaves_out_what_is_filtered_away(opened: Opener, tmp_path: Path) -> None:
    page = opened().page
    for severity in ("warning", "notice"):
        page.locator(f"input[data-severity={severity}]").uncheck()
    path = tmp_path / "errors.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    assert pdf_text(path).count("Q-") == page.locator(".note.error").count()


def test_paper_is_white_and_a4_even_in_the_dark(opened: Opener, tmp_path: Path) -> None:
    page = opened(dark=True).page
    path = tmp_path / "page.pdf"
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(path) as pdf:
        assert [round(side) for side in pdf[0].get_size()] == [595, 842]
        pixels = pdf[0].render(scale=0.5, grayscale=True).to_numpy()
    assert (pixels > 200).mean() > 0.7


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
