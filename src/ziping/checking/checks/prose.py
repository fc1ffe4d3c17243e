"""Figures written in the unit's own sentences against the figures of the report."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from ziping.checking.checks.goals import shortened
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import PERCENT, Exactly, Label, Value
from ziping.checking.marks import figure_in
from ziping.checking.prose import RATE, Mention, Token, Words, tokens_of
from ziping.checking.register import check
from ziping.checking.relations import verdict_of
from ziping.figures import Computed, Unit, comparable, unit
from ziping.report import Report
from ziping.wording import Message

_LEAST_OWN_NAME = 4  # shorter names of projects and indicators are words of the language
_TOTAL = "score.total"
_STAGES = ("initial", "adjusted", "executed")
Target = tuple[str, Computed, Unit | None, Value]  # its key, its value, its unit, as shown


@check("figures_in_text")
def figures_in_text(report: Report, context: Context) -> Outcomes:
    """What a sentence says of a figure is what the report has for it; what it speaks of must be plain to be compared."""
    words = Words(_tokens(report, context), report.year)
    for key, default, text in _texts(report):
        unbound: list[str] = []
        for mention in words.mentions(text, default):
            target = _target(mention, report, context)
            if target is None or not comparable(mention.figure.unit, target[2]):
                unbound.append(mention.figure.written)
            else:
                yield from _compared(mention, key, target, context)
        if unbound:
            yield context.blank([key], "、".join(unbound[:8]), why="unbound")


def _texts(report: Report) -> Iterator[tuple[str, str, str]]:
    """Every text of the unit's own as (key, what it speaks of unless it says otherwise, text)."""
    whole = "expenditure"
    for name, text in report.narrative.items():
        yield f"narrative.{name}", whole, text
    yield "conclusion.text", whole, report.conclusion.text
    for number, goal in enumerate(report.goals):
        yield f"goals[{number}].achieved", "", goal.achieved
    for number, project in enumerate(report.projects):
        own = f"projects[{number}]"
        yield f"{own}.outcome", own, project.outcome
        yield f"{own}.gap_reason", own, project.gap_reason
    for number, problem in enumerate(report.problems):
        yield f"problems[{number}].text", "", problem.text
        yield f"problems[{number}].cause", "", problem.cause


def _tokens(report: Report, context: Context) -> dict[str, Token]:
    words = context.words
    return tokens_of(
        _names(report, context),
        {
            ("filler", ""): words("said_filler"),
            ("part", ""): words("said_part"),
            ("weak", "executed"): words("said_spent"),
            ("stage", "initial"): words("said_initial"),
            ("stage", "adjusted"): words("said_adjusted"),
            ("stage", "executed"): words("said_executed"),
            ("last_year", ""): words("said_last_year"),
            ("rate", ""): words("said_rate"),
            ("name", _TOTAL): words("said_total"),
        },
    )


def _names(report: Report, context: Context) -> Iterator[tuple[str, str]]:
    for concept_id, concept in context.standard.concepts.items():
        if not (concept.item or concept.given or concept.field):
            for word in (concept.label.zh, *concept.aliases):
                yield word, concept_id
    for pair in context.words("also_called"):
        word, _, concept_id = pair.partition(" ")
        if concept_id in context.standard.concepts:
            yield word, concept_id
    for number, project in enumerate(report.projects):
        if len(project.name) >= _LEAST_OWN_NAME:
            yield project.name, f"projects[{number}]"
    for each in context.marks.indicators:
        if len(each.indicator.name) >= _LEAST_OWN_NAME:
            yield each.indicator.name, each.at("actual")


def _target(mention: Mention, report: Report, context: Context) -> Target | None:
    """What the report has for what is mentioned; ``None`` where nothing or nothing definite is stated."""
    name, stage = mention.name, mention.stage
    if not name:
        return None
    if name == _TOTAL:
        return None if stage else _total(mention, report, context)
    if name.endswith(".actual"):
        return None if stage else _actual(name, context)
    if stage == RATE:
        return _rate(name, context)
    if name.startswith("projects["):
        known = stage in _STAGES or stage == "prior_executed"
        return _stated(f"{name}.{stage}", context) if known else None
    stages = context.standard.concepts[name].stages
    column = stage or (stages[0] if len(stages) == 1 else "")
    fact = context.setting.fact(name, column) if column in stages else None
    return None if fact is None else _stated(fact.key, context)


def _total(mention: Mention, report: Report, context: Context) -> Target | None:
    """The total the unit typed, else the computed one; that those two agree is another rule's to say."""
    typed, computed = report.conclusion.stated_total.figure(), context.marks.total
    plain = typed.plain and mention.figure.base != computed
    value = typed.base if plain else computed
    return None if value is None else _exactly("conclusion.stated_total", value, unit("分"))


def _stated(key: str, context: Context) -> Target | None:
    fact = context.setting.facts.get(key)
    if fact is None or not fact.figure.plain:
        return None
    return key, Computed.of(fact.figure), fact.figure.unit, fact.figure


def _exactly(key: str, value: Fraction, of: Unit) -> Target:
    return key, Computed.exactly(value), of, Exactly(value, str(of))


def _actual(key: str, context: Context) -> Target | None:
    indicator = next(each.indicator for each in context.marks.indicators if each.at("actual") == key)
    figure = figure_in(indicator.actual, indicator.unit)
    if figure is None or not figure.plain:
        return None
    return key, Computed.of(figure), figure.unit, figure


def _rate(name: str, context: Context) -> Target | None:
    """Executed over adjusted, of the whole, a project or whatever has both."""
    pair = []
    for stage in ("executed", "adjusted"):
        fact = context.setting.fact(name, stage) if not name.startswith("projects[") else None
        found = _stated(fact.key if fact is not None else f"{name}.{stage}", context)
        if found is None:
            return None
        pair.append(found)
    executed, adjusted = pair
    if not adjusted[1].value:
        return None
    return _exactly(executed[0], executed[1].value / adjusted[1].value, unit(PERCENT))


def _compared(mention: Mention, key: str, target: Target, context: Context) -> Outcomes:
    against, computed, _, shown = target
    verdict = verdict_of(mention.figure, computed)
    if verdict in ("exact", "rounding"):
        yield context.passed([against])
        return
    remarks = (Message("checking.verdict.truncation"),) if verdict == "truncation" else ()
    finding = context.finding(
        [key, against],
        quote=shortened(mention.quote),
        severity="warning" if remarks else None,
        item=shortened(mention.quote),
        name=_called(mention, context),
        stated=mention.figure,
        computed=shown,
        here=context.setting.spot(key).place,
        there=context.setting.spot(against).place,
    )
    yield replace(finding, verdict=verdict, remarks=remarks)


def _called(mention: Mention, context: Context) -> Value:
    if mention.stage == RATE:
        return Label("execution_rate")
    if mention.name in context.standard.concepts:
        return Label(mention.name, mention.stage)
    record = mention.name.removesuffix(".actual")
    name = context.statement.names.get(record, record)
    return (name, Label(stage=mention.stage)) if mention.stage else name
