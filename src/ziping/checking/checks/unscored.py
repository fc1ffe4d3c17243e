"""What cannot be scored, and a total that stands open because of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ziping.checking.checks.conclusion import score_said
from ziping.checking.context import Context, Outcomes
from ziping.checking.marks import Measured
from ziping.checking.register import check
from ziping.report import Report
from ziping.scoring import Status

_BLANKS: dict[Status, tuple[str, str]] = {
    "missing_marks": ("marks", "Q-02.marks"),
    "missing_target": ("target", "Q-02.target"),
    "missing_actual": ("actual", "Q-02.actual"),
}
_FIELDS: dict[Status, tuple[str, ...]] = {
    "missing_marks": ("marks",),
    "missing_target": ("target",),
    "missing_actual": ("actual",),
    "needs_band": ("band", "actual"),
    "out_of_band": ("stated_score", "band"),
    "needs_score": ("stated_score",),
    "out_of_range": ("stated_score",),
    "needs_reason": ("manual_reason", "stated_score"),
}
_COMPARED = ("actual", "target")


def _blank(each: Measured) -> str:
    """The rule that speaks of the blank which leaves the indicator without a score; empty where it is no blank."""
    field, rule = _BLANKS.get(each.status, ("", ""))
    if not field:
        return ""
    value = getattr(each.indicator, field)
    return rule if not (value if isinstance(value, str) else value.written).strip() else ""


@check("unscored")
def unscored(report: Report, context: Context) -> Outcomes:
    """Every indicator can be scored; what is blank is said by the rules for blanks."""
    for each in context.marks.indicators:
        keys = [each.at(field) for field in _FIELDS.get(each.status, _COMPARED)]
        if each.scored:
            yield context.passed((), each.name)
        elif _blank(each):
            yield context.blank(keys, each.name)
        else:
            yield context.finding(
                keys,
                item=each.name,
                quote=each.indicator.actual,
                target=each.indicator.target,
                actual=each.indicator.actual,
                why=each.why,
            )


def causes(context: Context) -> Iterator[str]:
    """The rules that say why the total is open."""
    open_ones = [each for each in context.marks.indicators if not each.scored]
    yield from (_blank(each) or "Q-10.unscored" for each in open_ones)
    if context.marks.execution is None:
        yield "Q-02.funds"
    if not context.marks.indicators:
        yield "Q-02.no-indicators"


@check("open_total")
def open_total(report: Report, context: Context) -> Outcomes:
    """No total or grade is stated while something is not scored."""
    conclusion = report.conclusion
    stated = {
        "conclusion.stated_total": conclusion.stated_total.written.strip(),
        "conclusion.stated_grade": conclusion.stated_grade.strip(),
        "conclusion.text": score_said(conclusion.text, context),
    }
    keys = [key for key, said in stated.items() if said]
    if not keys:
        return
    if context.marks.total is not None:
        yield context.passed(keys)
        return
    names = tuple(each.name for each in context.marks.indicators if not each.scored)
    finding = context.finding(
        keys, quote=stated[keys[0]], names=names or (context.standard.concepts["execution_rate"].label.zh,)
    )
    known = context.standard.rules
    yield replace(finding, depends_on=tuple(sorted({rule for rule in causes(context) if rule in known})))
