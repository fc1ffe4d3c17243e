"""Findings that rest on characters recognised in a picture say so: they may be the recogniser's mistake, not the unit's."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.findings import Finding
from ziping.figures import Figure
from ziping.wording import Message

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

SURE = "recognised_surely"  # the pack's parameter: from which confidence on the picture need not be looked at
_PERCENT = 100


def with_doubts(findings: Sequence[Finding], paper: Paper) -> list[Finding]:
    """``findings``, those whose places hold doubtful characters with a remark that says how sure the reading was."""
    if not paper.source.recognised:
        return list(findings)
    sure = Figure.parse(paper.standard.manifest.parameters.get(SURE, "100%")).base * _PERCENT
    return [_with_doubt(finding, paper, sure) for finding in findings]


def _with_doubt(finding: Finding, paper: Paper, enough: Fraction) -> Finding:
    known = [sure for place in finding.places if (sure := paper.confidence(place)) is not None]
    if not known:
        return finding
    key = "doubtful" if min(known) < enough else "recognised"
    remark = Message(f"checking.{key}", {"confidence": min(known)})
    return replace(finding, remarks=(*finding.remarks, remark))
