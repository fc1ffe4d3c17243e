"""What is wrong in a report is a finding; no report, however odd, is a fault of ours."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.support import checked, pack, tidy
from ziping.checking import describe, reason_said, special_fund_warnings, to_json
from ziping.report import DayOrMonth, Quantity, Report

ODD_FIGURES = [
    "",
    "0",
    "——",
    "不适用",
    "无",
    "-5",
    "约100",
    "3-5",
    "超过100",
    "1.2345",
    "100%",
    "5亿元",
    "8.5分",
    "12人次",
    "三百万元",
]
ODD_TEXTS = ["", " ", "无", "{x}", "100%", "≥ 5", "2024年12月31日前", "效果明显", "13800138000", "a" * 300]
ODD_DATES = [None, dt.date(2024, 12, 31), dt.date(1999, 1, 1), dt.date(9999, 12, 31)]


def _odd(value: Any, draw: st.DrawFn, often: int) -> Any:
    """``value`` with some of its leaves replaced by odd ones."""
    if isinstance(value, msgspec.Struct):
        names = [name for name in value.__struct_fields__ if name not in KEPT]
        changed = {name: _odd(getattr(value, name), draw, often) for name in names}
        return msgspec.structs.replace(value, **changed)
    if isinstance(value, dict):
        return {key: _odd(each, draw, often) for key, each in value.items()}
    if isinstance(value, tuple):
        kept = tuple(_odd(each, draw, often) for each in value)
        return kept[: draw(st.integers(0, len(kept)))] if draw(st.integers(0, 19)) < often else kept
    return _leaf(value, draw) if draw(st.integers(0, 19)) < often else value


def _leaf(value: Any, draw: st.DrawFn) -> Any:
    odd: dict[type, list[Any]] = {
        Quantity: [Quantity(text) for text in ODD_FIGURES],
        bool: [None],
        str: ODD_TEXTS,
        dt.date: ODD_DATES,
        DayOrMonth: [None, *map(DayOrMonth, ("2024-12", "2023-12", "9999-12", "0001-01-01"))],
    }
    return draw(st.sampled_from(odd[type(value)])) if type(value) in odd else value


# Words a form fixes: an unknown one is refused before anything is checked.
KEPT = frozenset(("standard", "year", "sign", "mode", "mode_params", "kind", "marks", "archive", "origins"))


@st.composite
def odd_reports(draw: st.DrawFn) -> Report:
    report = _odd(tidy(), draw, draw(st.integers(0, 6)))
    assert isinstance(report, Report)
    return report


@settings(deadline=None, max_examples=35)
@given(odd_reports())
def test_any_report_is_checked_and_every_answer_can_be_said(report: Report) -> None:
    found = checked(report)
    for finding in found.findings:
        for lang in ("zh", "en"):
            assert describe(finding, pack(), lang).message
    for answer in found.not_checked:
        assert reason_said(answer, pack(), "zh")
    to_json(found, report, pack(), "en")
    special_fund_warnings(report, pack())
