"""The tidy report and ways to change it."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

from ziping.checking import Checked, Finding, check
from ziping.checking.cases import CaseBook, load_cases, read_yaml
from ziping.checking.changing import put
from ziping.report import Report, report_of
from ziping.scoring import score
from ziping.standards import Standard, load_standard

ROOT = Path(__file__).resolve().parents[2]
PACKS = ROOT / "src" / "ziping" / "standards" / "packs"
HUNAN, PROJECT = "hunan/department/2024", "national/project/2020"


@cache
def pack(name: str = HUNAN) -> Standard:
    return load_standard(name)


@cache
def book(name: str = HUNAN) -> CaseBook:
    return load_cases(PACKS / name / "cases")


def tidy(**changes: Any) -> Report:
    """The tidy report with changes by label: ``tidy(**{"公用经费.决算数": "518.46"})``."""
    data = copy.deepcopy(dict(book().base))
    for name, value in changes.items():
        put(data, name, value, pack(), "test")
    return report_of(data)


def careless() -> Report:
    return report_of(read_yaml(Path(__file__).parent / "careless.yaml"))


def checked(report: Report, **options: Any) -> Checked:
    return check(report, pack(), score(report, pack()), **options)


def of(found: Checked, rule: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.rule == rule]


def answered(found: Checked) -> set[str]:
    """Rules that said anything at all."""
    return (
        {finding.rule for finding in found.findings}
        | {answer.rule for answer in found.passed}
        | {answer.rule for answer in found.not_checked}
    )
