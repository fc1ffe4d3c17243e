"""The page: everything in one file, every finding beside what it speaks of, nothing private shown."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from lxml import html

from presenting.samples import checked, paper
from ziping.presenting import numbered, page
from ziping.presenting.marks import Mark, pieces


@pytest.fixture(scope="module")
def tree() -> html.HtmlElement:
    made = page("自评报告.txt", checked(), paper().standard, "zh", paper())
    return html.document_fromstring(made.encode())


def test_nothing_is_fetched_from_elsewhere() -> None:
    made = page("自评报告.txt", checked(), paper().standard, "zh", paper())
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", made)
    assert "@import" not in made
    assert "url(" not in made


def test_every_finding_has_one_note_and_the_counts_are_those_of_the_check(tree: html.HtmlElement) -> None:
    notes = tree.xpath("//article[contains(@class, 'note ')]")
    assert len(notes) == len(checked().findings)
    tools = tree.xpath("string(//div[@class='tools'])")
    summary = checked().summary
    assert f"错误 {summary.errors}" in tools
    assert f"未核对数字 {summary.unchecked}/{summary.facts}" in tree.xpath("string(//header)")


def test_the_words_a_finding_speaks_of_are_marked_and_lead_to_its_note(tree: html.HtmlElement) -> None:
    for words in ("拔付", "56.94%"):
        (mark,) = tree.xpath(f"//mark[.='{words}']")
        (link,) = mark.xpath("a")
        assert link.get("href") == f"#note-{mark.get('data-note').split()[0]}"
        assert tree.get_element_by_id(link.get("href")[1:]) is not None


def test_a_mobile_number_is_shown_masked_wherever_it_stands() -> None:
    made = unescape(page("自评报告.txt", checked(), paper().standard, "zh", paper()))
    assert "13800138000" not in made
    assert "138****8000" in made


def test_the_document_stands_there_word_for_word_but_for_what_is_masked(tree: html.HtmlElement) -> None:
    shown = ["".join(each.itertext()) for each in tree.xpath("//div[contains(@class, 'row')]/*[1]")]
    assert "培训资金到位偏晚,影响进度。" in shown
    assert any("建立健全制度，资金按时拔付。" in text for text in shown)


def test_what_no_relation_covers_is_listed(tree: html.HtmlElement) -> None:
    listed = tree.xpath("//section[@class='list']//li")
    assert len(listed) == checked().summary.unchecked


def test_no_id_stands_twice_and_every_link_leads_somewhere(tree: html.HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href")} <= set(ids)


def test_only_the_pages_own_script_may_run() -> None:
    made = page("自评报告.txt", checked(), paper().standard, "zh", paper())
    (script,) = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert "default-src 'none'; style-src 'sha256-" in made
    assert f"script-src 'sha256-{digest}'" in made


def test_it_speaks_english_when_asked() -> None:
    made = page("report.txt", checked(), paper().standard, "en", paper())
    assert "A slip in a word" in made
    assert 'lang="en"' in made


def test_a_units_own_data_without_a_document_gives_the_list_of_findings() -> None:
    made = page("年度数据.xlsx", checked(), paper().standard, "zh")
    assert made.count('class="note ') == len(checked().findings)


def test_overlapping_marks_are_cut_where_they_begin_and_end() -> None:
    first, second = numbered(checked().findings)[:2]
    cut = list(pieces("一二三四五六", [Mark(1, 4, first), Mark(2, None, second)]))
    assert [(piece.text, len(piece.marks)) for piece in cut] == [
        ("一", 0),
        ("二", 1),
        ("三四", 2),
        ("五六", 1),
    ]
