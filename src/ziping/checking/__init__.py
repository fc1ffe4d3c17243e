"""Rules over a report and its statement: what does not hold, what does, and what nobody could tell.

    checked = check(report, standard, score(report, standard))
    checked.summary.errors
    describe(checked.findings[0], standard, "zh").message
    to_json(checked, report, standard, "zh")

Rules are the pack's (rules.yaml): equations and limits judged by verdict classes (``relations.py``), conditions
(``applying.py``), and for what no formula can say small pure functions by name (``register.py``, ``checks/``). Silence is
never approval: what passed, what could not be checked and which figures nothing looked at stand beside the findings.
Sentences are rendered late (``text.py``). Cases that a clerk can write are run by ``cases.py``.

Must not know: terminal, web, file formats; no weight, threshold or word list. Start reading in ``findings.py``, then
``run.py``.
"""

from typing import TYPE_CHECKING

from ziping.doors import opening
from ziping.reading.claims import AT

if TYPE_CHECKING:
    from ziping.checking.covering import coverage
    from ziping.checking.findings import (
        Checked,
        Exactly,
        Explanation,
        Finding,
        Label,
        NotChecked,
        Operand,
        Passed,
        Relation,
        Spot,
        Summary,
        Verdict,
    )
    from ziping.checking.output import to_json
    from ziping.checking.output_shapes import json_schema
    from ziping.checking.place_words import place_said
    from ziping.checking.run import check, with_findings
    from ziping.checking.special_funds import Fund, special_fund_warnings
    from ziping.checking.text import FindingText, basis_said, describe, reason_said, spot_said
    from ziping.checking.trying import try_cases


__all__ = [
    "AT",
    "Checked",
    "Exactly",
    "Explanation",
    "Finding",
    "FindingText",
    "Fund",
    "Label",
    "NotChecked",
    "Operand",
    "Passed",
    "Relation",
    "Spot",
    "Summary",
    "Verdict",
    "basis_said",
    "check",
    "coverage",
    "describe",
    "json_schema",
    "place_said",
    "reason_said",
    "special_fund_warnings",
    "spot_said",
    "to_json",
    "try_cases",
    "with_findings",
]

__getattr__ = opening(
    globals(),
    {
        "covering": ("coverage",),
        "findings": (
            "Checked",
            "Exactly",
            "Explanation",
            "Finding",
            "Label",
            "NotChecked",
            "Operand",
            "Passed",
            "Relation",
            "Spot",
            "Summary",
            "Verdict",
        ),
        "output": ("to_json",),
        "output_shapes": ("json_schema",),
        "place_words": ("place_said",),
        "run": (
            "check",
            "with_findings",
        ),
        "special_funds": (
            "Fund",
            "special_fund_warnings",
        ),
        "text": (
            "FindingText",
            "basis_said",
            "describe",
            "reason_said",
            "spot_said",
        ),
        "trying": ("try_cases",),
    },
)
