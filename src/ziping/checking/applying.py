"""One rule applied: at each of its stages, to each item, to what answers it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from ziping.checking.context import Context, Outcome, Setting
from ziping.checking.findings import Finding, Label, NotChecked, Relation, Value, Verdict, Why
from ziping.checking.quotes import quoted
from ziping.checking.recording import Recorder
from ziping.checking.register import REGISTER
from ziping.checking.relations import Unbound, default_key, is_claim, judged, spots_of
from ziping.report import ReportScope
from ziping.standards.formulas import Comparison, Formula, Unknown, bind, evaluate, walk
from ziping.standards.model.rules import Rule, Severity
from ziping.wording import InputError, Message

_GRAVITY: dict[Severity, int] = {"notice": 0, "warning": 1, "error": 2}
_EXPLAINED: dict[Verdict, Severity] = {"rounding": "notice", "truncation": "warning"}


def apply(rule: Rule, setting: Setting) -> Iterator[Outcome | Relation]:
    """Everything ``rule`` has to say of a report; at least one answer, so that silence is never mistaken for approval.

    Raises ``FormulaError`` for a rule that is wrong itself, ``InputError`` for a check nobody registered.
    """
    for stage, concrete in zip(rule.stages or ("",), rule.at_stages(), strict=True):
        context = Context(concrete, stage, setting)
        answers = list(_by_function(context) if rule.check else _by_formula(context))
        yield from answers or [NotChecked(rule.id, "nothing", stage=stage)]


def _by_function(context: Context) -> Iterator[Outcome]:
    rule, scope = context.rule, context.setting.scope
    function = REGISTER.get(rule.check)
    if function is None:
        raise InputError(Message("checking.no_such_check", {"rule": rule.id, "name": rule.check}))
    if rule.when and (refused := _held_back(context, scope, Recorder(scope))) is not None:
        yield refused
        return
    for answer in function(context.report, context):
        yield _complete(answer, context, scope) if isinstance(answer, Finding) else answer


def _by_formula(context: Context) -> Iterator[Outcome | Relation]:
    rule, root = context.rule, context.setting.scope
    scopes = cast("Sequence[ReportScope]", root.items(rule.each)) if rule.each else (root,)
    formula = _bound(rule.equation or rule.holds, context)
    for scope in scopes:
        asked = Recorder(scope)
        if rule.when and (refused := _held_back(context, scope, asked)) is not None:
            yield refused
        elif rule.equation or (is_claim(formula) and not rule.notes):
            yield from _related(formula, context, scope, asked)
        else:
            yield _held(formula, context, scope, asked)


def _bound(text: str, context: Context) -> Formula:
    rule = context.rule
    return bind(text, context.standard.vocabulary, each=rule.each, parameters=rule.params)


def _held_back(context: Context, scope: ReportScope, asked: Recorder) -> NotChecked | None:
    """Why the rule is not applied here, if it is not."""
    wanted = evaluate(_bound(context.rule.when, context), asked)
    if isinstance(wanted, Unknown):
        return _unknown(wanted, context, scope)
    return None if wanted else _not_checked(context, scope, "not_needed")


def _unknown(unknown: Unknown, context: Context, scope: ReportScope) -> NotChecked:
    spots = spots_of(unknown.missing, context.setting)
    why: Why = "undefined" if unknown.zero_base else "blank"
    return NotChecked(context.rule.id, why, spots, scope.name, context.stage)


def _not_checked(context: Context, scope: ReportScope, why: Why) -> NotChecked:
    return NotChecked(context.rule.id, why, (), scope.name, context.stage)


# --- conditions ------------------------------------------------------------------------------------------------------


def _held(formula: Formula, context: Context, scope: ReportScope, asked: Recorder) -> Outcome:
    looked = Recorder(scope)
    value = evaluate(formula, looked)
    keys = tuple(looked.seen) or tuple(_places_named(formula, context.setting))
    if isinstance(value, Unknown):
        return _unknown(value, context, scope)
    if value or (excuses := _excuses(context)):
        excuses = () if value else excuses
        compares = any(isinstance(node, Comparison) for node in walk(formula.root))
        return context.passed((*asked.seen, *keys, *excuses) if compares else (), scope.name)
    finding = context.finding(keys, item=scope.name)
    return _complete(finding, context, scope)


def _places_named(formula: Formula, setting: Setting) -> Iterable[str]:
    return dict.fromkeys(default_key(concept, stage, setting) for concept, stage in formula.names)


def _excuses(context: Context) -> tuple[str, ...]:
    """The notes that give all the rule needs, first one that does."""
    for name in context.rule.notes:
        note = context.report.notes.get(name)
        if note is not None and all(getattr(note, part).strip() for part in context.rule.need):
            return (f"notes.{name}",)
    return ()


# --- claims ----------------------------------------------------------------------------------------------------------


def _related(
    formula: Formula, context: Context, scope: ReportScope, asked: Recorder
) -> Iterator[Outcome | Relation]:
    found = judged(context.rule.id, context.stage, formula, scope, context.setting)
    if isinstance(found, Unbound):
        why: Why = "undefined" if found.zero_base else "not_stated" if found.claim_missing else "blank"
        yield NotChecked(
            context.rule.id, why, spots_of(found.missing, context.setting), scope.name, context.stage
        )
        return
    yield found
    keys = (found.claim.spot.key, *(operand.spot.key for operand in found.operands))
    if found.verdict == "exact":
        yield context.passed((*asked.seen, *keys), scope.name)
        return
    args: dict[str, Value] = {"stated": found.claim.figure, "computed": found.computed, "gap": found.gap}
    finding = context.finding(
        keys, item=scope.name, quote=found.quote, severity=_severity(found.verdict, context.rule), **args
    )
    yield _complete(finding, context, scope, found.verdict)


def _severity(verdict: Verdict, rule: Rule) -> Severity:
    """Severity follows explanation, and is never graver than the rule's."""
    return min(_EXPLAINED.get(verdict, rule.severity), rule.severity, key=_GRAVITY.__getitem__)


def _complete(
    finding: Finding, context: Context, scope: ReportScope, verdict: Verdict | None = None
) -> Finding:
    """``finding`` with all its message quotes, and with what explains it."""
    args: dict[str, Value] = {"item": finding.item, "stage": Label(stage=context.stage), **finding.args}
    remarks = (Message(f"checking.verdict.{verdict}"),) if verdict in _EXPLAINED else ()
    return replace(
        finding,
        args=quoted(context.rule, scope, context.setting, args),
        verdict=verdict,
        remarks=finding.remarks + remarks,
    )
