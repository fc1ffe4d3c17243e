"""A blank cell is spoken of once: by the rule that says why it matters, else by the one that lists what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.checking.findings import Finding
from ziping.standards import Standard


def said_once(findings: Sequence[Finding], standard: Standard) -> list[Finding]:
    """``findings`` without blanks another rule speaks of; what rests on a topic nobody filled depends on that topic."""
    by_check = {name: rule.check for name, rule in standard.rules.items()}
    topics = {
        spot.key: finding.rule
        for finding in findings
        if by_check[finding.rule] == "required_topics"
        for spot in finding.spots
    }
    spoken = {
        spot.key
        for finding in findings
        if by_check[finding.rule] not in ("required_cells", "required_topics")
        for spot in finding.spots
    }
    kept = []
    for finding in findings:
        if by_check[finding.rule] == "required_cells" and finding.spots[0].key in spoken:
            continue
        if by_check[finding.rule] != "required_topics" and _all_in(finding, topics):
            finding = replace(finding, depends_on=(topics[finding.spots[0].key],))  # noqa: PLW2901 - the finding, completed
        kept.append(finding)
    return kept


def _all_in(finding: Finding, topics: dict[str, str]) -> bool:
    return bool(finding.spots) and all(spot.key in topics for spot in finding.spots)
