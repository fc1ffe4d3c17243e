"""What only follows from another finding, although another rule found it: one wrong figure is one finding.

A rule on marks, scores or growth sees a figure that a contradiction already puts in doubt; a rule of the pack and a
sentence of the document claim the same relation. Such findings are shown, but not counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import repeat

from msgspec import Struct, field
from msgspec.structs import replace

from ziping.checking.findings import Exactly, Finding, Label, Operand, Relation
from ziping.figures import Place
from ziping.reading.claims import AT
from ziping.standards import Standard
from ziping.standards.model.rules import Severity

_GRAVITY: tuple[Severity, ...] = ("notice", "warning", "error")
_GROWTH = ("growth", "multiple")
_ROOTS = ("told_apart", "rows_left_unfinished", "cells_left_blank")
"""Checks whose findings put the figures they rest on in doubt by themselves."""

_BLANKS, _DIFFERENT = "Q-02", "Q-13"  # the defects of what is not filled, and of what is stated differently

_Claim = tuple[str, str, str, str]


def with_consequences(
    findings: Sequence[Finding], relations: Sequence[Relation], standard: Standard
) -> list[Finding]:
    """``findings``, those that follow from another one's figure or say the same relation again with their root."""
    found = list(findings)
    by_claim = {(one.rule, one.item, one.stage, one.at): one for one in relations}
    _same_relations(found, by_claim, standard)
    _growth(found, by_claim, standard)
    _released(found, standard)
    _added_up(found, by_claim, standard)
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


def _released(found: list[Finding], standard: Standard) -> None:
    """Late money of one project, where the report itself says in words that its money came late: told in those words."""
    said: dict[str, Finding] = {}
    for finding in found:
        rule = standard.rules.get(finding.rule)
        if rule is not None and rule.check == "phrases_said" and finding.counted:
            said.setdefault(rule.defect, finding)
    for at, finding in enumerate(found if said else ()):
        rule = standard.rules.get(finding.rule)
        if rule is not None and rule.check == "released_late" and finding.counted and rule.defect in said:
            _under(found, at, said[rule.defect])


def _added_up(found: list[Finding], by_claim: dict[_Claim, Relation], standard: Standard) -> None:
    """What is told apart only because figures were added up whose sum the document states itself, and states otherwise."""
    sums = [
        (finding, [part.spot.place for part in _parts(relation)])
        for finding in found
        if finding.counted and finding.verdict == "inconsistent"
        for relation in (by_claim.get(_of(finding)),)
        if relation is not None and relation.kind == "sum"
    ]
    for at, finding in enumerate(found if sums else ()):
        name = finding.args.get("name")
        rule = standard.rules.get(finding.rule)
        concept = standard.concepts.get(name.concept) if isinstance(name, Label) else None
        if rule is None or rule.check != "told_apart" or concept is None or not concept.formula:
            continue
        root = next((one for one, places in sums if any(map(_meets, places, repeat(finding)))), None)
        if root is not None:
            _under(found, at, root)


def _meets(place: Place, finding: Finding) -> bool:
    """Whether the figure at ``place`` is one that ``finding`` shows."""
    return any(
        (one.block, one.row, one.column) == (place.block, place.row, place.column)
        and (one.start or 0) < (place.end or 0)
        and (place.start or 0) < (one.end or 0)
        for one in finding.places
    )


def _resting(found: list[Finding], by_claim: dict[_Claim, Relation], standard: Standard) -> None:
    """What no relation says, but rests on a figure in doubt: marks that do not add up, a score not by its rule."""
    doubts = _Doubts()
    for finding in found:
        if finding.counted:
            doubts.add(finding, by_claim.get(_of(finding)), standard)
    for at, finding in enumerate(found):
        judged = finding.explanations or finding.verdict == "inconsistent"
        itself = judged or _is_root(finding, standard) or _differs(finding, standard)
        root = None if itself or not finding.counted else doubts.root_of(finding)
        if root is not None:
            _under(found, at, root)


class _Doubts(Struct):
    """The figures in doubt by key: taken for wrong, not filled, off by a certain amount (off by the very same: one cause)."""

    wrong: dict[str, Finding] = field(default_factory=dict)
    blank: dict[str, Finding] = field(default_factory=dict)
    off: dict[tuple[str, Fraction], Finding] = field(default_factory=dict)

    def add(self, finding: Finding, relation: Relation | None, standard: Standard) -> None:
        for key in _doubted(finding, relation, standard):
            self.wrong.setdefault(key, finding)
        rule = standard.rules.get(finding.rule)
        if rule is not None and rule.defect == _BLANKS:
            self.blank.update((spot.key, finding) for spot in finding.spots if spot.blank)
        if relation is not None and relation.gap is not None and finding.verdict == "inconsistent":
            gap = abs(relation.gap.value)
            self.off.update(((part.spot.key, gap), finding) for part in _parts(relation))

    def root_of(self, finding: Finding) -> Finding | None:
        """What ``finding`` follows from, the surest first."""
        keys = (*(spot.key for spot in finding.spots), *finding.rests)
        roots: list[Finding | None] = []
        if isinstance(gap := finding.args.get("gap"), Exactly):
            roots += [self.off.get((key, abs(gap.value))) for key in keys]
        roots += [self.wrong.get(key) for key in keys]
        roots += [self.blank.get(key) for key in finding.rests]
        return next((root for root in roots if root is not None), None)


def _doubted(finding: Finding, relation: Relation | None, standard: Standard) -> Iterator[str]:
    """The keys of the figures a finding takes for wrong; unexplained, all of its relation's. A limit contradicts nothing."""
    if _is_root(finding, standard):
        yield from (spot.key for spot in finding.spots if not spot.key.startswith(AT))
        yield from finding.rests
    if finding.explanations:
        for explanation in finding.explanations:
            yield explanation.figure.spot.key
            yield from (cause.figure.spot.key for cause in explanation.causes)
    elif relation is not None and finding.verdict == "inconsistent" and relation.kind != "limit":
        yield from (part.spot.key for part in _parts(relation))


def _is_root(finding: Finding, standard: Standard) -> bool:
    rule = standard.rules.get(finding.rule)
    return rule is not None and rule.check in _ROOTS


def _differs(finding: Finding, standard: Standard) -> bool:
    """Whether it says that one thing is stated differently in two places: a contradiction of its own."""
    rule = standard.rules.get(finding.rule)
    return rule is not None and rule.defect == _DIFFERENT


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
