"""What was recognised in a picture is never held against a unit without saying so."""

from __future__ import annotations

from dataclasses import replace

from ziping.checking import check, describe
from ziping.documents.source import Doubt, Passage
from ziping.documents.text import read_text
from ziping.reading import read_paper
from ziping.standards import load_standard

TEXT = "“三公”经费支出合计5.38万元，其中：出国费0万元，公务接待费0.77万元，公务用车运行维护费4.51万元。"


def said(confidence: int | None) -> str:
    source = read_text(TEXT.encode(), "扫描件.png")
    if confidence is not None:
        begin = TEXT.index("5.38")
        blocks = tuple(
            replace(block, doubts=(Doubt(begin, begin + 4, confidence),))
            if isinstance(block, Passage)
            else block
            for block in source.blocks
        )
        source = replace(source, blocks=blocks, recognised=True)
    paper = read_paper(source, "national/disclosure/2021")
    checked = check(paper.report, paper.standard, None, paper=paper)
    (finding,) = (each for each in checked.findings if each.rule == "Q-14.claimed-sum")
    return " ".join(describe(finding, paper.standard, "zh").remarks)


def test_a_finding_on_doubtful_characters_asks_to_look_at_the_original() -> None:
    assert "把握只有 71%" in said(71)
    assert "对照原件" in said(71)


def test_a_finding_on_clear_characters_says_that_they_were_recognised() -> None:
    assert "识别出来的（把握 99%）" in said(99)


def test_text_that_was_typed_is_not_doubted() -> None:
    assert "识别" not in said(None)


def test_how_sure_is_sure_enough_is_the_packs_to_say() -> None:
    limit = load_standard("national/disclosure/2021").manifest.parameters["recognised_surely"]
    assert limit == "95%"
    assert "把握只有" in said(94)
    assert "把握只有" not in said(95)
