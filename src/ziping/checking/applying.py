"""One rule applied: at each of its stages, to each item, to what answers it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ziping.checking.claims import answered
from ziping.checking.context import Context, Outcome, Setting
from ziping.checking.findings import Finding, Label, NotChecked, Relation, Value, Why
from ziping.checking.quotes import quoted
from ziping.checking.recording import Recorder
from ziping.checking.register import REGISTER
from ziping.checking.relations import default_key, is_claim, judged, spots_of
from ziping.report import ReportScope, says_nothing
from ziping.standards.formulas import Aggregate, Comparison, Formula, Unknown, bind, evaluate, walk
from ziping.standards.model.rules import Rule
from ziping.wording import InputError, Message


def apply(rule: Rule, setting: Setting) -> Iterator[Outcome | Relation]:
    """Everything ``rule`` has to say of a report; at least one answer, so that silence is never mistaken for approval.

    Raises ``FormulaError`` for a rule that is wrong itself, ``InputError`` for a check nobody registered.
    """
    for stage, concrete in zip(rule.stages or ("",), rule.at_stages(), strict=True):
        context = Context(concrete, stage, setting)
        answers = list(_by_function(context) if rule.check else _by_formula(context))
        yield from answers or [NotChecked(rule.id, "nothing", stage=stage)]


def _by_function(context: Context) -> Iterator[Outcome | Relation]:
    rule, scope = context.rule, context.setting.scope
    function = REGISTER.get(rule.check)
    if function is None:
        raise InputError(Message("checking.no_such_check", {"rule": rule.id, "name": rule.check}))
    if rule.when and (refused := _held_back(context, scope, Recorder(scope))) is not None:
        yield refused
        return
    for answer in function(context.report, context):
        yield _complete(answer, context, scope)


def _by_formula(context: Context) -> Iterator[Outcome | Relation]:
    rule, root = context.rule, context.setting.scope
    scopes = root.items(rule.each) if rule.each else (root,)
    formula = _bound(rule.equation or rule.holds, context)
    for scope in scopes:
        asked = Recorder(scope)
        if rule.when and (refused := _held_back(context, scope, asked)) is not None:
            yield refused
        elif rule.equation or (is_claim(formula) and not rule.notes):
            found = judged(rule.id, context.stage, formula, scope, context.setting)
            for answer in answered(found, context, scope.name, asked.seen):
                yield _complete(answer, context, scope)
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


def _held(formula: Formula, context: Context, scope: ReportScope, asked: Recorder) -> Outcome | Relation:
    looked = Recorder(scope)
    value = evaluate(formula, looked)
    keys = tuple(looked.seen) or tuple(_places_named(formula, context.setting))
    if isinstance(value, Unknown):
        return _unknown(value, context, scope)
    if value or (excuses := _excuses(context)):
        excuses = () if value else excuses
        compares = any(isinstance(node, Comparison) for node in walk(formula.root))
        return context.passed((*asked.seen, *keys, *excuses) if compares else (), scope.name)
    finding = context.finding((*keys, *_note_cells(context)), item=scope.name)
    return _complete(finding, context, scope)


def _places_named(formula: Formula, setting: Setting) -> Iterable[str]:
    """Where what the formula speaks of would stand: for figures nobody entered and lists nobody filled."""
    keys = [default_key(concept, stage, setting) for concept, stage in formula.names]
    keys += [
        setting.standard.items[node.path[-1][0]].field
        for node in walk(formula.root)
        if isinstance(node, Aggregate)
    ]
    return dict.fromkeys(keys)


def _note_cells(context: Context) -> Iterator[str]:
    """The cells of their own that the workbook has for the notes the rule asks for, where nothing stands in them.

    A document has none.
    """
    if context.setting.paper is not None:
        return
    for name in context.rule.notes:
        for part in context.rule.need:
            key = f"notes.{name}.{part}"
            if context.setting.has_cell(key) and says_nothing(context.report, key):
                yield key


def _excuses(context: Context) -> tuple[str, ...]:
    """The notes that give all the rule needs, first one that does."""
    for name in context.rule.notes:
        note = context.report.notes.get(name)
        if note is not None and all(getattr(note, part).strip() for part in context.rule.need):
            return (f"notes.{name}",)
    return ()


# --- answers ---------------------------------------------------------------------------------------------------------


def _complete(answer: Outcome | Relation, context: Context, scope: ReportScope) -> Outcome | Relation:
    """A finding with all that its message quotes; anything else as it is."""
    if not isinstance(answer, Finding):
        return answer
    args: dict[str, Value] = {"item": answer.item, "stage": Label(stage=context.stage), **answer.args}
    return replace(answer, args=quoted(context.rule, scope, context.setting, args))
