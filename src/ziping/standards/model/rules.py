"""What must hold in a report: ``rules.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words

Severity = Literal["error", "warning", "notice"]


class Rule(Record, frozen=True, kw_only=True):
    """A rule over figures or over parts of a report.

    Exactly one of:
    ``equation``  ``left == right``, judged by verdict classes (exact, rounding, truncation, inconsistent)
    ``holds``     a condition that must be true
    ``check``     the name of a registered pure function for what no formula can say (``params`` go to it)

    ``when`` restricts it; ``each`` repeats it over an item (``project``, ``indicator``). Formulas may name ``params``
    as ``param.<name>``. ``message`` may quote formulas in braces: ``{operating@executed}``, ``{a / b | percent}``.
    A rule that ended keeps its id: ``ended`` says when and ``ended_because`` why.
    """

    id: str
    defect: str
    severity: Severity
    title: Words
    basis: str
    message: Words
    mend: Words
    equation: str = ""
    holds: str = ""
    check: str = ""
    when: str = ""
    each: str = ""
    params: dict[str, str | int | list[str]] = {}
    since: int = 0
    ended: str = ""
    ended_because: str = ""
