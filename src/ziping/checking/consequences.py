"""What only follows from another finding, although another rule found it: one wrong figure is one finding.

A rule on marks, scores or growth sees a figure that a contradiction already puts in doubt; a rule of the pack and a
sentence of the document claim the same relation. Such findings are shown, but not counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ziping.checking.findings import Finding, Operand, Relation
from ziping.reading.claims import AT
from ziping.standards import Standard
from ziping.standards.model.rules import Severity

_GRAVITY: tuple[Severity, ...] = ("notice", "warning", "error")
_GROWTH = ("growth", "multiple")
_ROOTS = ("told_apart", "rows_left_unfinished", "cells_left_blank")
"""Checks whose findings put the figures they rest on in doubt by themselves."""

_BLANKS = "Q-02"  # the defect of what is not filled

_Claim = tuple[str, str, str, str]


def with_consequences(
    findings: Sequence[Finding], relations: Sequence[Relation], standard: Standard
) -> list[Finding]:
    """``findings``, those that follow from another one's figure or say the same relation again with their root."""
    found = list(findings)
    by_claim = {(one.rule, one.item, one.stage, one.at): one for one in relations}
    _same_relations(found, by_claim, standard)
    _growth(found, by_claim, standard)
    _resting(found, by_claim, standard)
    return found


def _of(finding: Finding) -> _Claim:
    return (finding.rule, finding.item, finding.stage, finding.at)


def _under(found: list[Finding], at: int, root: Finding) -> None:
    """``found[at]`` as what follows from ``root``: never something graver from something lighter, nor from itself."""
    own = found[at]
    if own.rule != root.rule and _GRAVITY.index(own.severity) <= _GRAVITY.index(root.severity):
        found[at] = replace(own, depends_on=(root.rule,), root=root.id)


def _same_relations(found: list[Finding], by_claim: dict[_Claim, Relation], standard: Standard) -> None:
    """A relation that a rule of the pack has judged is not told again because a sentence claims it as well."""
    of_rules: dict[object, Finding] = {}
    for finding in found:
        relation = by_claim.get(_of(finding))
        if relation is not None and not relation.at.startswith(AT) and finding.counted:
            of_rules.setdefault(_shape(relation, standard), finding)
    for at, finding in enumerate(found):
        relation = by_claim.get(_of(finding))
        if relation is None or not relation.at.startswith(AT) or not finding.counted:
            continue
        root = of_rules.get(_shape(relation, standard))
        if root is not None and root.verdict == finding.verdict:
            _under(found, at, root)


def _growth(found: list[Finding], by_claim: dict[_Claim, Relation], standard: Standard) -> None:
    """A growth rate whose amounts are in a contradiction already: which base was meant cannot be told any more."""
    broken: dict[object, Finding] = {}
    for finding in found:
        relation = by_claim.get(_of(finding))
        if finding.counted and finding.verdict == "inconsistent" and relation is not None:
            for part in _parts(relation) if relation.kind not in _GROWTH else ():
                broken.setdefault(_quantity(part, standard), finding)
    for at, finding in enumerate(found):
        relation = by_claim.get(_of(finding))
        if not finding.counted or relation is None or relation.kind not in _GROWTH:
            continue
        roots = (broken.get(_quantity(part, standard)) for part in relation.operands)
        root = next((each for each in roots if each is not None), None)
        if root is not None and not (finding.explanations and root.explanations):
            _under(found, at, root)


def _resting(found: list[Finding], by_claim: dict[_Claim, Relation], standard: Standard) -> None:
    """What no relation says, but rests on a figure in doubt: marks that do not add up, a score not by its rule."""
    doubted: dict[str, Finding] = {}
    missing: dict[str, Finding] = {}
    for finding in found:
        if (
            finding.counted
            and finding.rule in standard.rules
            and standard.rules[finding.rule].defect == _BLANKS
        ):
            missing.update((spot.key, finding) for spot in finding.spots if spot.blank)
        for key in _doubted(finding, by_claim, standard) if finding.counted else ():
            doubted.setdefault(key, finding)
    for at, finding in enumerate(found):
        itself = finding.explanations or finding.verdict == "inconsistent" or _is_root(finding, standard)
        if itself or not finding.counted:
            continue
        keys = (*(spot.key for spot in finding.spots), *finding.rests)
        roots = [doubted[key] for key in keys if key in doubted]
        roots += [missing[key] for key in finding.rests if key in missing]
        root = next(iter(roots), None)
        if root is not None:
            _under(found, at, root)


def _doubted(finding: Finding, by_claim: dict[_Claim, Relation], standard: Standard) -> Iterator[str]:
    """The keys of the figures a finding takes for wrong; unexplained, all of its relation's. A limit contradicts nothing."""
    if _is_root(finding, standard):
        yield from (spot.key for spot in finding.spots)
        yield from finding.rests
    relation = by_claim.get(_of(finding))
    if finding.explanations:
        for explanation in finding.explanations:
            yield explanation.figure.spot.key
            yield from (cause.figure.spot.key for cause in explanation.causes)
    elif relation is not None and finding.verdict == "inconsistent" and relation.kind != "limit":
        yield from (part.spot.key for part in _parts(relation))


def _is_root(finding: Finding, standard: Standard) -> bool:
    rule = standard.rules.get(finding.rule)
    return rule is not None and rule.check in _ROOTS


def _parts(relation: Relation) -> Iterable[Operand]:
    return (relation.claim, *relation.operands)


def _shape(relation: Relation, standard: Standard) -> object:
    """What two claims of the same relation have in common: the figures, wherever they are written."""
    parts = sorted(repr(_quantity(part, standard)) for part in relation.operands)
    return (_quantity(relation.claim, standard), tuple(parts))


def _quantity(operand: Operand, standard: Standard) -> object:
    """One fact however often it is written; what repeats is told apart by where it stands."""
    known = standard.concepts.get(operand.concept)
    single = known is not None and not known.item
    return (operand.concept, operand.stage) if single else operand.spot.key
