"""What the unit says of itself against what it reached."""

from __future__ import annotations

import re
from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly
from ziping.checking.register import check
from ziping.report import Report
from ziping.scoring import grade_of

_SCORE = re.compile(r"[0-9０-９]+(\.[0-9]+)?\s*分")


def _total(report: Report, context: Context) -> Fraction | None:
    stated = report.conclusion.stated_total.figure().value
    return context.marks.total if stated is None else Fraction(stated)


def _grades_named(text: str, context: Context) -> list[str]:
    """Grades the text gives the unit: “等级为优”, “评为‘良’”, “自评结果：优”."""
    scoring = context.standard.scoring
    names = [] if scoring is None else sorted((grade.name for grade in scoring.grades), key=len, reverse=True)
    if not names:
        return []
    pattern = rf"(?:等级|评定|评为|结果|评价)(?:为|是|：|:)?\s*[“‘\"]?({'|'.join(map(re.escape, names))})(?![良秀好化等])"
    return re.findall(pattern, text)


@check("grade_differs")
def grade_differs(report: Report, context: Context) -> Outcomes:
    """The grade stated, or named in the conclusion, is that of the total."""
    total = _total(report, context)
    grade = report.conclusion.stated_grade.strip()
    named = [(name, "conclusion.text") for name in _grades_named(report.conclusion.text, context)]
    stated = ([(grade, "conclusion.stated_grade")] if grade else []) + named
    if not stated or total is None:
        yield context.blank(["conclusion.stated_grade"], why="not_stated")
        return
    scoring = context.standard.scoring
    right = (grade_of(total, scoring) or "") if scoring else ""
    wrong = [(name, key) for name, key in stated if name != right]
    if right and wrong:
        name, key = wrong[0]
        yield context.finding(
            [key, "conclusion.stated_total"],
            quote=name,
            stated=name,
            computed=right,
            total=Exactly(total, "分"),
        )
    else:
        yield context.passed(key for _, key in stated)


@check("conclusion_contradicts")
def conclusion_contradicts(report: Report, context: Context) -> Outcomes:
    """“All done” is not said where indicators were not met."""
    key, text = "conclusion.text", report.conclusion.text
    if not text.strip():
        yield context.blank([key])
        return
    said = next((word for word in context.words("all_done") if word in text and not _limited(text, word)), "")
    unmet = context.marks.unmet
    if said and unmet:
        yield context.finding([key], quote=said, number=len(unmet), names=tuple(each.name for each in unmet))
    else:
        yield context.passed([key])


def _limited(text: str, word: str) -> bool:
    """Whether the sentence with ``word`` makes an exception (“除……外”, “基本”, “未”)."""
    at = text.index(word)
    begin = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return any(exception in text[begin:at] for exception in ("除", "基本", "未", "没有"))


def score_said(text: str, context: Context) -> str:
    """The score or the grade a text gives the unit, as written; empty where it gives neither."""
    score = _SCORE.search(text)
    return score[0] if score else next(iter(_grades_named(text, context)), "")


@check("conclusion_missing")
def conclusion_missing(report: Report, context: Context) -> Outcomes:
    """A score or a grade stands in the conclusion: typed by the unit, or put there by the program that computes them."""
    conclusion = report.conclusion
    keys = ["conclusion.text", "conclusion.stated_total", "conclusion.stated_grade"]
    typed = not conclusion.stated_total.blank or conclusion.stated_grade.strip()
    said = typed or score_said(conclusion.text, context)
    yield context.passed(keys) if said or context.marks.total is not None else context.finding(keys)
