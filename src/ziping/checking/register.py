"""The register of checks no formula can say: pure functions by the name a rule gives.

A function gets the report and a :class:`Context` and yields what it found, what it passed and what it could not check.
It reads no clock, no file and no database, keeps nothing, and raises nothing for what is wrong in a report. What a
function yields nothing for counts as having had nothing to look at, never as approval.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from ziping.checking.context import Context, Outcomes
from ziping.report import Report

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

Check = Callable[[Report, Context], Outcomes]
_CHECKS: dict[str, Check] = {}
REGISTER = MappingProxyType(_CHECKS)


def check(name: str) -> Callable[[Check], Check]:
    """Register a function under ``name``. Raises ``ValueError`` for a name that is taken."""

    def register(function: Check) -> Check:
        if name in _CHECKS:
            raise ValueError(f"two checks are called {name!r}")
        _CHECKS[name] = function
        return function

    return register


DocumentCheck = Callable[["Paper", Context], Outcomes]


def check_document(name: str) -> Callable[[DocumentCheck], DocumentCheck]:
    """Register a function that looks at a document; of data alone it has nothing to say."""

    def register(function: DocumentCheck) -> DocumentCheck:
        def of_report(report: Report, context: Context) -> Outcomes:  # noqa: ARG001 - every check gets the report
            if context.setting.paper is not None:
                yield from function(context.setting.paper, context)

        of_report.__doc__ = function.__doc__
        check(name)(of_report)
        return function

    return register
