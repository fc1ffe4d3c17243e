"""A blank cell is spoken of once: by the rule that says why it matters, else by the one that lists what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ziping.checking.findings import Finding
from ziping.standards import Standard

_BEGUN = "rows_left_unfinished"


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
    cells = {
        spot.key
        for finding in findings
        if by_check[finding.rule] not in ("required_cells", "required_topics", _BEGUN)
        for spot in finding.spots
    }
    kept = []
    for finding in findings:
        if by_check[finding.rule] == _BEGUN:
            kept += _without(finding, cells)
            continue
        if by_check[finding.rule] == "required_cells" and finding.spots[0].key in spoken:
            continue
        if by_check[finding.rule] != "required_topics" and _all_in(finding, topics):
            finding = replace(finding, depends_on=(topics[finding.spots[0].key],))  # noqa: PLW2901 - the finding, completed
        kept.append(finding)
    return kept


def _without(finding: Finding, spoken: set[str]) -> list[Finding]:
    """A list of blank cells without those in ``spoken``; nothing where none is left."""
    names = finding.args["names"]
    assert isinstance(names, tuple), "as the check gives them"
    left = [(spot, name) for spot, name in zip(finding.spots, names, strict=True) if spot.key not in spoken]
    if not left:
        return []
    args = {**finding.args, "names": tuple(name for _, name in left), "number": len(left)}
    return [replace(finding, spots=tuple(spot for spot, _ in left), args=args)]


def _all_in(finding: Finding, topics: dict[str, str]) -> bool:
    return bool(finding.spots) and all(spot.key in topics for spot in finding.spots)
