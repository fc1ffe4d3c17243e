"""Which figures some rule looked at. What none looked at is unchecked, and is said to be."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ziping.checking.findings import Checked, Finding, Passed, Relation
from ziping.report import Fact


def uncovered(
    facts: Iterable[Fact],
    findings: Iterable[Finding],
    passed: Iterable[Passed],
    relations: Iterable[Relation],
) -> tuple[Fact, ...]:
    """The stated facts whose value no relation and no rule looked at (that something is filled in says nothing of it)."""
    keys: set[str] = set()
    for answer in passed:
        keys |= answer.keys
    for finding in findings:
        keys.update(spot.key for spot in finding.spots)
    for relation in relations:
        if relation.verdict == "unbound":
            continue
        keys.add(relation.claim.spot.key)
        keys.update(operand.spot.key for operand in relation.operands)
    return tuple(fact for fact in facts if fact.figure.known and fact.key not in keys)


def coverage(checked: Checked) -> Fraction:
    """The share of stated figures that something looked at, between 0 and 1; 1 where nothing was stated."""
    return 1 - checked.summary.unchecked_share
