"""Findings that rest on characters recognised in a picture say so: they may be the recogniser's mistake, not the unit's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ziping.checking.findings import Finding
from ziping.wording import Message

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

SURE = 95  # percent; below it a recogniser confuses 3 and 8, 0 and O often enough to look at the picture


def with_doubts(findings: Sequence[Finding], paper: Paper) -> list[Finding]:
    """``findings``, those whose places hold doubtful characters with a remark that says how sure the reading was."""
    if not paper.source.recognised:
        return list(findings)
    return [_with_doubt(finding, paper) for finding in findings]


def _with_doubt(finding: Finding, paper: Paper) -> Finding:
    known = [sure for place in finding.places if (sure := paper.confidence(place)) is not None]
    if not known:
        return finding
    key = "doubtful" if min(known) < SURE else "recognised"
    remark = Message(f"checking.{key}", {"confidence": min(known)})
    return replace(finding, remarks=(*finding.remarks, remark))
