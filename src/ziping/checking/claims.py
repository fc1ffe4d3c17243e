"""What a rule answers to a relation: passed, or a finding whose severity follows what explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ziping.checking.context import Context, Outcome
from ziping.checking.findings import Exactly, NotChecked, Relation, Value, Verdict, Why
from ziping.checking.relations import Unbound, spots_of
from ziping.standards.model.rules import Rule, Severity
from ziping.wording import Message

_GRAVITY: dict[Severity, int] = {"notice": 0, "warning": 1, "error": 2}
_WORKED_OUT = 9  # decimals: nobody rounds so late; a spreadsheet cut the figure where its cells end
_EXPLAINED: dict[Verdict, Severity] = {"rounding": "notice", "truncation": "warning"}


def answered(
    found: Relation | Unbound, context: Context, item: str = "", asked: Iterable[str] = (), **args: Value
) -> Iterator[Outcome | Relation]:
    """The relation and what it comes to. ``asked`` are keys a condition looked at before."""
    if isinstance(found, Unbound):
        if found.relation is not None:
            yield found.relation
        why: Why = "undefined" if found.zero_base else "not_stated" if found.claim_missing else "blank"
        why = "vague" if found.vague else why
        yield NotChecked(context.rule.id, why, spots_of(found.missing, context.setting), item, context.stage)
        return
    yield found
    keys = (found.claim.spot.key, *(operand.spot.key for operand in found.operands))
    worked_out = found.verdict == "rounding" and found.claim.figure.digits >= _WORKED_OUT
    if found.verdict == "exact" or worked_out:
        yield context.passed((*asked, *keys), item)
        return
    finding = context.finding(
        keys,
        item=item,
        quote=found.quote,
        severity=_severity(found.verdict, context.rule),
        stated=found.claim.figure,
        computed=found.computed,
        gap=None if found.gap is None else Exactly(abs(found.gap.value), found.gap.unit),
        also=args,
    )
    remarks = (Message(f"checking.verdict.{found.verdict}"),) if found.verdict in _EXPLAINED else ()
    yield replace(finding, verdict=found.verdict, remarks=remarks)


def _severity(verdict: Verdict, rule: Rule) -> Severity:
    """Severity follows explanation, and is never graver than the rule's."""
    return min(_EXPLAINED.get(verdict, rule.severity), rule.severity, key=_GRAVITY.__getitem__)
