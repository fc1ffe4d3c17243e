"""What the unit says of itself against what it reached."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly
from ziping.checking.register import check
from ziping.report import Report
from ziping.scoring import grade_of


def _total(report: Report, context: Context) -> Fraction | None:
    stated = report.conclusion.stated_total.figure().value
    return context.marks.total if stated is None else Fraction(stated)


class Named(NamedTuple):
    """A grade a text gives the unit, by its name in the standard, and where it stands in the text."""

    grade: str
    span: tuple[int, int]


def grades_named(text: str, context: Context) -> list[Named]:
    """Grades the text gives the unit: “等级为优”, “评为‘良好’”, “自评结果：优”; none without a scale of grades.

    The pack's words: what stands before a grade (``before_grade``, patterns), other names of grades (``grade_called``,
    “优秀=优”), what makes another word of it (``grade_goes_on``: 优化).
    """
    scoring, words = context.standard.scoring, context.words
    grades = frozenset(grade.name for grade in scoring.grades) if scoring is not None else frozenset[str]()
    called = dict(entry.split("=", 1) for entry in words("grade_called")) | {name: name for name in grades}
    names = sorted((name for name, grade in called.items() if grade in grades), key=len, reverse=True)
    if not names:
        return []
    before, name = "|".join(words("before_grade")), "|".join(map(re.escape, names))
    other = "|".join(map(re.escape, words("grade_goes_on")))
    pattern = rf"(?:{before})\s*[“‘\"]?(?P<grade>{name})(?!{other})"
    return [Named(called[found["grade"]], found.span("grade")) for found in re.finditer(pattern, text)]


@check("grade_differs")
def grade_differs(report: Report, context: Context) -> Outcomes:
    """The grade stated, or named in the conclusion, is that of the total."""
    total = _total(report, context)
    grade = report.conclusion.stated_grade.strip()
    named = [(one.grade, "conclusion.text") for one in grades_named(report.conclusion.text, context)]
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
    said = next(
        (word for word in context.words("all_done") if word in text and not _limited(text, word, context)), ""
    )
    unmet = context.marks.unmet
    if said and unmet:
        yield context.finding([key], quote=said, number=len(unmet), names=tuple(each.name for each in unmet))
    else:
        yield context.passed([key])


def _limited(text: str, word: str, context: Context) -> bool:
    """Whether the sentence with ``word`` makes an exception before it (“除……外”, “基本”, “未”)."""
    at = text.index(word)
    begin = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return any(exception in text[begin:at] for exception in context.words("not_all"))


def score_said(text: str, context: Context) -> str:
    """The score or the grade a text gives the unit, as written; empty where it gives neither."""
    score = re.search("|".join(context.words("score_written")), text)
    return score[0] if score else next((one.grade for one in grades_named(text, context)), "")


@check("conclusion_missing")
def conclusion_missing(report: Report, context: Context) -> Outcomes:
    """A score or a grade stands in the conclusion: typed by the unit, or put there by the program that computes them."""
    conclusion = report.conclusion
    keys = ["conclusion.text", "conclusion.stated_total", "conclusion.stated_grade"]
    typed = not conclusion.stated_total.blank or conclusion.stated_grade.strip()
    said = typed or score_said(conclusion.text, context)
    yield context.passed(keys) if said or context.marks.total is not None else context.finding(keys)
