"""A report checked against its pack: every rule applied, every silence accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, get_args

from msgspec.structs import replace

import ziping.checking.checks  # noqa: F401 - fills the register
from ziping.checking.applying import apply
from ziping.checking.consequences import with_consequences
from ziping.checking.context import Outcome, Setting
from ziping.checking.covering import uncovered
from ziping.checking.doubts import with_doubts
from ziping.checking.findings import Checked, Finding, NotChecked, Passed, Relation, Summary, Verdict
from ziping.checking.marks import marks_of
from ziping.checking.once import said_once
from ziping.checking.precision import with_usual_precision
from ziping.checking.roots import with_roots
from ziping.report import Fact, Report, Statement, statement_of
from ziping.scoring import Scorecard
from ziping.standards import Standard
from ziping.standards.model.rules import Rule
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.reading.paper import Paper

_NOT_ABLE = frozenset(("blank", "undefined", "no_text"))  # why a rule that should be is not applied


def check(
    report: Report,
    standard: Standard,
    scorecard: Scorecard | None,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    statement: Statement | None = None,
    paper: Paper | None = None,
    explain: bool = True,
) -> Checked:
    """Apply the rules of ``standard`` to ``report``, whose marks are ``scorecard`` (``None``: its pack gives none).

    ``only`` and ``ignore`` choose rules by id, defect or the beginning of an id (``Q-14``, ``Q-14.basic``).
    ``paper`` is the document the report was read from: then the rules for documents are tried, and of the others those
    that a document can decide. ``statement`` stands for the report's own where it was read from somewhere else.
    ``explain`` names the likeliest wrong figures. Pure: same input, same answer.
    Raises ``InputError`` for a name in ``only`` or ``ignore`` that no rule has.
    """
    if statement is None:
        statement = statement_of(report, standard) if paper is None else paper.statement
    said = with_usual_precision(statement)
    setting = Setting(report, standard, said, marks_of(report, scorecard), paper)
    kinds = _kinds(paper)
    lacking = frozenset(("text",) if paper is not None else ()) - kinds
    rules = [rule for rule in standard.rules.values() if not (kinds | lacking).isdisjoint(rule.on)]
    chosen = _chosen(rules, standard.manifest.form, only, ignore)
    findings: list[Finding] = []
    relations: list[Relation] = []
    passed: list[Passed] = []
    not_checked: list[NotChecked] = []
    for rule in chosen:
        for answer in _answers(rule, setting, kinds):
            match answer:
                case Finding():
                    findings.append(answer)
                case Relation():
                    relations.append(answer)
                case Passed():
                    passed.append(answer)
                case NotChecked():
                    not_checked.append(answer)
    facts = said.facts if paper is None else (*said.facts, *paper.others)
    once = said_once(findings, standard)
    findings = with_roots(once, relations, standard, facts=facts, explain=explain)
    findings = with_consequences(findings, relations, standard)
    if paper is not None:
        findings = with_doubts(findings, paper)
    stated = [fact for fact in facts if fact.figure.known]
    unchecked = uncovered(stated, findings, passed, relations)
    return Checked(
        tuple(findings),
        tuple(relations),
        tuple(passed),
        tuple(not_checked),
        facts,
        unchecked,
        _summary(findings, relations, passed, not_checked, stated, unchecked),
    )


def _answers(rule: Rule, setting: Setting, kinds: frozenset[str]) -> Iterator[Outcome | Relation]:
    """What ``rule`` comes to, or why it is not applied; ``kinds`` is what there is to decide it."""
    if not in_force(rule, setting.report.year):
        yield NotChecked(rule.id, "not_in_force")
    elif kinds.isdisjoint(rule.on):
        yield NotChecked(rule.id, "no_text")
    else:
        yield from apply(rule, setting)


def with_findings(checked: Checked, findings: Sequence[Finding]) -> Checked:
    """``checked`` with other findings (those that are new, for one) and their counts; all else stays."""
    counts = Counter(finding.severity for finding in findings if finding.counted)
    summary = replace(
        checked.summary,
        errors=counts["error"],
        warnings=counts["warning"],
        notices=counts["notice"],
        dependent=sum(not finding.counted for finding in findings),
    )
    return replace(checked, findings=tuple(findings), summary=summary)


def in_force(rule: Rule, year: int) -> bool:
    """Whether the rule holds for reports of ``year``: begun by then, and not ended before it."""
    return rule.since <= year and (not rule.ended or year <= int(rule.ended[:4]))


def _kinds(paper: Paper | None) -> frozenset[str]:
    """What is there to decide a rule: a unit's own data, a document, one with the text of a report (not annexes alone)."""
    if paper is None:
        return frozenset(("data",))
    if paper.outline.annexes and not any(heading.section for heading in paper.outline.headings):
        return frozenset(("document",))
    return frozenset(("document", "text"))


def _chosen(rules: Iterable[Rule], form: str, only: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    known = list(rules)
    for name in (*only, *ignore):
        if not any(_named(rule, name) for rule in known):
            near = get_close_matches(name, [rule.id for rule in known], n=3, cutoff=0.4)
            raise InputError(Message("checking.no_such_rule", {"name": name, "near": tuple(near) or "—"}))
    return [
        rule
        for rule in known
        if (not rule.forms or form in rule.forms)
        and (not only or any(_named(rule, name) for name in only))
        and not any(_named(rule, name) for name in ignore)
    ]


def _named(rule: Rule, name: str) -> bool:
    return bool(name) and (rule.id.startswith(name) or rule.defect == name)


def _summary(
    findings: Sequence[Finding],
    relations: Sequence[Relation],
    passed: Sequence[Passed],
    not_checked: Sequence[NotChecked],
    stated: Sequence[Fact],
    unchecked: Sequence[Fact],
) -> Summary:
    counts = Counter(finding.severity for finding in findings if finding.counted)
    verdicts = Counter(relation.verdict for relation in relations)
    return Summary(
        counts["error"],
        counts["warning"],
        counts["notice"],
        sum(not finding.counted for finding in findings),
        len(passed),
        sum(answer.why in _NOT_ABLE for answer in not_checked),
        {verdict: verdicts[verdict] for verdict in get_args(Verdict)},
        len(stated),
        len(unchecked),
    )
