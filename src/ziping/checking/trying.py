"""Cases tried: what they expect against what checking says."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from ziping.checking.cases import Case, CaseBook, Expected, RuleCases, load_cases
from ziping.checking.changing import STEP, path_of, put
from ziping.checking.findings import Checked, Finding
from ziping.checking.run import check
from ziping.checking.text import shown as as_read
from ziping.figures import Figure, Place
from ziping.report import Fact, Statement, report_of, statement_of
from ziping.scoring import score
from ziping.standards import Standard
from ziping.wording import InputError, Message


def try_cases(folder: Path, standard: Standard) -> tuple[int, tuple[Message, ...]]:
    """How many cases stand in a pack's ``cases`` folder, and what is wrong with any of them.

    (0, ()) for a pack without cases. Raises ``InputError`` for a file that is no file of cases.
    """
    if not (folder / "tidy.yaml").is_file():
        return 0, ()
    book = load_cases(folder)
    shown = usual(book, standard)
    found = [problem for cases in book.rules for problem in problems(book, cases, standard, shown)]
    return sum(len(cases.passes) + len(cases.fails) for cases in book.rules), tuple(found)


def checked(book: CaseBook, case: Case, standard: Standard) -> Checked:
    """What checking the case's report finds. Raises ``InputError`` for a name nothing has."""
    key = f"{standard.manifest.id} {case.changes!r} {case.again!r} {case.document}"
    if key not in book.kept:
        book.kept[key] = _checked(book, case, standard)
    return book.kept[key]


def _checked(book: CaseBook, case: Case, standard: Standard) -> Checked:
    if case.document:
        return _read_and_checked(case, standard)
    data = copy.deepcopy(dict(book.base))
    for name, value in case.changes.items():
        put(data, name, value, standard, case.name)
    report = report_of(data, case.name)
    statement = statement_of(report, standard)
    if case.again:
        statement = statement.with_facts(
            _second(statement, name, text, standard, case.name) for name, text in case.again.items()
        )
    return check(report, standard, score(report, standard), statement=statement)


def _read_and_checked(case: Case, standard: Standard) -> Checked:
    """A document's text read and checked."""
    from ziping.documents.text import read_text
    from ziping.reading import read_paper

    paper = read_paper(read_text(case.document.encode(), case.name), standard.manifest.id)
    card = score(paper.report, standard) if standard.scoring is not None else None
    return check(paper.report, standard, card, paper=paper)


def _second(statement: Statement, name: str, text: str, standard: Standard, case: str) -> Fact:
    """A single figure stated once more, elsewhere."""
    path = path_of([word for word, _ in STEP.findall(name)], "", standard) or [name, "", ""]
    first = statement.found.get((path[1], "", path[2]))
    if not isinstance(first, Fact):
        raise InputError(Message("checking.case.unknown_name", {"case": case, "name": name, "near": "—"}))
    figure = Figure.parse(text, first.figure.unit or standard.concepts[path[1]].unit)
    return replace(first, figure=figure, place=Place("正文"), key=f"narrative.{first.key}")


Usual = frozenset[tuple[str, str, str]]


def usual(book: CaseBook, standard: Standard) -> Usual:
    """What the tidy report itself shows, as (rule, item, stage)."""
    found = checked(book, Case("tidy"), standard).findings
    return frozenset((finding.rule, finding.item, finding.stage) for finding in found)


def problems(book: CaseBook, cases: RuleCases, standard: Standard, shown: Usual) -> Iterator[Message]:
    """What the cases of a rule expect and checking does not say, or says beyond them. ``shown`` is :func:`usual`."""
    for case in cases.passes:
        found = checked(book, case, standard)
        if not any(answer.rule == cases.rule for answer in found.passed):
            yield _wrong(case, cases.rule, Message("checking.case.not_passed"))
        yield from _compared(case, cases.rule, (), found, shown)
    for case in cases.fails:
        found = checked(book, case, standard)
        own = [finding for finding in found.findings if finding.rule == cases.rule]
        for want, have in zip(case.finds, own, strict=False):
            for difference in _differences(want, have, standard):
                yield _wrong(case, cases.rule, difference)
        yield from _compared(case, cases.rule, case.finds, found, shown)


def _wrong(case: Case, rule: str, problem: Message) -> Message:
    return Message("checking.case.wrong", {"case": case.name, "rule": rule, "problem": problem})


def _compared(
    case: Case, rule: str, expected: Sequence[Expected], found: Checked, shown: Usual
) -> Iterator[Message]:
    """How many findings the rule should have and which other rules should speak."""
    own = [finding for finding in found.findings if finding.rule == rule]
    if len(own) != len(expected):
        key, names = ("not_found", len(expected)) if len(own) < len(expected) else ("unexpected", len(own))
        yield _wrong(case, rule, Message(f"checking.case.{key}", {"expected": names, "found": names}))
    if case.document:
        return
    others = {
        finding.rule
        for finding in found.findings
        if finding.rule != rule
        and finding.counted
        and (finding.rule, finding.item, finding.stage) not in shown
    }
    if more := tuple(sorted(others - set(case.along))):
        yield _wrong(case, rule, Message("checking.case.unexpected", {"found": more}))
    if fewer := tuple(sorted(set(case.along) - others)):
        yield _wrong(case, rule, Message("checking.case.not_found", {"expected": fewer}))


def _differences(want: Expected, have: Finding, standard: Standard) -> Iterator[Message]:
    seen = {
        "severity": have.severity,
        "item": have.item,
        "stage": have.stage,
        "verdict": have.verdict or "",
        "stated": as_read(have.stated, standard, "zh"),
        "computed": as_read(have.computed, standard, "zh"),
        "quote": have.quote,
    }
    for name, value in seen.items():
        expected = getattr(want, name)
        if expected and expected != value:
            yield Message("checking.case.differs", {"field": name, "expected": expected, "found": value})
    if want.depends_on and want.depends_on != have.depends_on:
        args = {"field": "depends_on", "expected": want.depends_on, "found": have.depends_on}
        yield Message("checking.case.differs", args)
