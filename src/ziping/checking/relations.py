"""Claims recomputed: an equation or a limit over stated figures, judged by verdict classes.

A verdict rests on exact fractions. ``exact``: equal as written, or rounded half up to it; ``rounding``: the intervals the
written figures stand for meet; ``truncation``: only figures cut short explain it; ``inconsistent``: nothing does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from ziping.checking.asked import exact
from ziping.checking.context import Setting
from ziping.checking.findings import Kind, Operand, Relation, Spot, Verdict
from ziping.checking.quotes import in_unit_of, sides
from ziping.checking.recording import Recorder
from ziping.figures import Computed, Figure, Interval, Mode, judge_ratio
from ziping.report import Fact, ReportScope
from ziping.standards.formulas import (
    Arithmetic,
    Comparison,
    Formula,
    Missing,
    Name,
    Node,
    Unknown,
    evaluate,
    evaluate_interval,
    walk,
)

_NOTHING_STATED = frozenset(("none_stated", "not_applicable"))
_LIMITS = ("<=", ">=")


class Unbound(Struct, frozen=True):
    """Nothing could be compared: the claim was not stated, or these figures say nothing.

    ``vague``: they are 约, 以上 or a range, which no rounding excuses. ``relation`` is the claim with the verdict ``unbound`` where it was stated and a part is missing.
    """

    missing: tuple[Missing, ...]
    claim_missing: bool = False
    relation: Relation | None = None
    vague: bool = False

    @property
    def zero_base(self) -> bool:
        """Whether every figure was there and only a division by 0 stands in the way."""
        return all(one.reason in ("zero_base", "zero_of_zero") for one in self.missing)


def is_claim(formula: Formula) -> bool:
    """Whether a condition compares one stated figure with others, so that rounding may excuse it."""
    root = formula.root
    if not isinstance(root, Comparison) or root.op not in _LIMITS or not isinstance(root.left, Name):
        return False
    measure = root.left.measure
    return (
        measure is not None and measure.is_number and any(isinstance(node, Name) for node in walk(root.right))
    )


def judged(
    rule_id: str, stage: str, formula: Formula, scope: ReportScope, setting: Setting
) -> Relation | Unbound:
    """The claim on the left of ``formula`` against what its right side comes to."""
    left, right = sides(formula)
    root = formula.root
    assert isinstance(root, Comparison)
    assert isinstance(left.root, Name)
    claim = scope.lookup(left.root.concept, left.root.stage)
    if not isinstance(claim.source, Fact):
        return Unbound(
            (Missing(left.root.concept, left.root.stage, "absent", scope.name),), claim_missing=True
        )
    if not claim.source.figure.known:
        return Unbound(_missing_of(claim))
    recorder = Recorder(scope)
    computed, missing = _computed(right, recorder)
    facts = [fact for fact in recorder.seen.values() if isinstance(fact, Fact)]
    kind = _kind(right.root, root.op, left.root.concept)
    relation = _unbound(rule_id, stage, kind, formula.text, claim.source, facts, setting)
    relation = replace(relation, item=scope.name)
    if vague := _vague([claim.source, *facts]):
        return Unbound(vague, relation=relation, vague=True)
    if not missing and computed is not None:
        return _bound(relation, computed, root.op)
    if computed is not None and kind == "sum" and computed.value >= 0:
        # What is known of the parts may not exceed the total, whatever the blank ones are.
        partial = _bound(replace(relation, kind="partial_sum"), computed, ">=")
        if partial.verdict == "inconsistent":
            return partial
    return Unbound(missing, relation=relation)


def added_up(
    rule_id: str, stage: str, claim: Fact, parts: Sequence[Fact], formula: str, setting: Setting
) -> Relation | Unbound:
    """``claim`` against the sum of ``parts``, for sums no formula can say. ``formula`` is what a reader sees of it."""
    blank = [fact for fact in (claim, *parts) if not fact.figure.known]
    relation = _unbound(rule_id, stage, "sum", formula, claim, parts, setting)
    if blank:
        missing = tuple(Missing(fact.concept, fact.column, "blank", fact.item, "", fact) for fact in blank)
        return Unbound(missing, relation=relation if claim.figure.known else None)
    if vague := _vague([claim, *parts]):
        return Unbound(vague, relation=relation, vague=True)
    return _bound(relation, Computed.total(Computed.of(fact.figure) for fact in parts), "==")


def _vague(facts: Iterable[Fact]) -> tuple[Missing, ...]:
    """Those of ``facts`` that are no exact figure."""
    return tuple(
        Missing(fact.concept, fact.column, "blank", fact.item, "", fact)
        for fact in facts
        if not exact(fact.figure)
    )


def _unbound(
    rule_id: str, stage: str, kind: Kind, formula: str, claim: Fact, parts: Sequence[Fact], setting: Setting
) -> Relation:
    """A claim not judged yet."""
    known = tuple(operand_of(fact, setting) for fact in parts if fact.figure.known)
    missing = tuple(operand_of(fact, setting) for fact in parts if not fact.figure.known)
    return Relation(
        rule_id, kind, formula, operand_of(claim, setting), known, "unbound", missing=missing, stage=stage
    )


def _bound(relation: Relation, computed: Computed, op: str) -> Relation:
    """``relation`` judged against what its parts come to."""
    figure = relation.claim.figure
    return replace(
        relation,
        verdict=verdict_of(figure, computed, op),
        computed=in_unit_of(computed.value, figure),
        gap=in_unit_of(figure.base - computed.value, figure),
    )


def operand_of(fact: Fact, setting: Setting) -> Operand:
    """A fact as the operand of a relation."""
    return Operand(fact.concept, fact.column, setting.spot(fact.key), fact.figure, fact.item)


def _missing_of(found: object) -> tuple[Missing, ...]:
    return (found,) if isinstance(found, Missing) else ()


def _computed(right: Formula, recorder: Recorder) -> tuple[Computed | None, tuple[Missing, ...]]:
    """What the right side comes to. Of a sum, the parts that are known; 无 and 不适用 are parts that are nothing."""
    terms = list(_terms(right.root))
    total: Computed | None = None
    missing: list[Missing] = []
    for term in terms if len(terms) > 1 else [right.root]:
        assert term.measure is not None
        formula = Formula(right.text, term, term.measure)
        value = _reading(formula, recorder)
        if isinstance(value, Unknown):
            missing += [one for one in value.missing if one.reason not in _NOTHING_STATED or len(terms) == 1]
        else:
            total = value if total is None else total + value
    return (total, tuple(missing)) if missing or total is not None else (Computed.exactly(0), ())


def _terms(node: Node) -> Iterator[Node]:
    """The summands of a sum, or the node itself."""
    if isinstance(node, Arithmetic) and node.op == "+":
        yield from _terms(node.left)
        yield from _terms(node.right)
    else:
        yield node


def _reading(formula: Formula, scope: Recorder) -> Computed | Unknown:
    value = evaluate(formula, scope)
    if isinstance(value, Unknown):
        return value
    assert isinstance(value, Fraction)
    exactly = value

    def reading(mode: Mode) -> Interval:
        found = evaluate_interval(formula, scope, mode)
        return found if isinstance(found, Interval) else Interval.at(exactly)

    return Computed(exactly, reading)


def verdict_of(claim: Figure, computed: Computed, op: str = "==") -> Verdict:
    """How a stated figure stands to what was computed for it."""
    if op in _LIMITS:
        return _limit(claim, computed, op)
    if claim.unit is not None and claim.unit.keeps_own_digits:
        return judge_ratio(claim, computed).verdict.value
    if claim.base == computed.value:
        return "exact"
    if claim.interval().meets(computed.rounded):
        return "rounding"
    return "truncation" if claim.interval("truncate").meets(computed.truncated) else "inconsistent"


def _limit(claim: Figure, computed: Computed, op: str) -> Verdict:
    holds: Callable[[Fraction, Fraction], bool] = (
        (lambda a, b: a <= b) if op == "<=" else (lambda a, b: a >= b)
    )
    if holds(claim.base, computed.value):
        return "exact"
    if claim.interval().meets(computed.rounded):
        return "rounding"
    return "truncation" if claim.interval("truncate").meets(computed.truncated) else "inconsistent"


def _kind(right: Node, op: str, concept: str) -> Kind:
    if op in _LIMITS:
        return "partial_sum" if len(list(_terms(right))) > 1 else "limit"
    if isinstance(right, Name):
        return "equal"
    operators = {node.op for node in walk(right) if isinstance(node, Arithmetic)}
    if operators == {"/"}:
        return "share" if concept.endswith(".share") else "rate"
    return _BY_OPERATORS.get(frozenset(operators), "growth")


_BY_OPERATORS: dict[frozenset[str], Kind] = {
    frozenset(): "sum",  # over items
    frozenset("+"): "sum",
    frozenset("-"): "change",
}


def spots_of(missing: Iterable[Missing], setting: Setting) -> tuple[Spot, ...]:
    """Where the missing figures should stand."""
    found = {}
    for one in missing:
        key = getattr(one.source, "key", "") or default_key(one.concept, one.stage, setting)
        found[key] = setting.spot(key)
    return tuple(found.values())


def default_key(concept: str, stage: str, setting: Setting) -> str:
    """Where a report keeps what nobody entered: the list it would be in, the field, the book of figures."""
    known = setting.standard.concepts.get(concept)
    if known is None:
        return concept
    if known.item:
        return setting.standard.items[known.item].field
    return known.field or f"figures.{concept}.{stage or known.stages[0]}"
