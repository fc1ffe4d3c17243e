"""Cases a finance clerk can write: a tidy report, what to change in it, what must then be found.

    - rule: Q-14.basic-project
      passes:
        - {name: 两项相加等于总额}
      fails:
        - name: 总额少写一万元
          with: {部门整体支出.决算数: "966.67"}
          finds: [{severity: error, stated: "966.67", computed: "967.67万元"}]
          along: [Q-14.sources]

``with`` names what is changed by the pack's own labels (``概念.栏``, ``项目[名称或序号].字段``; ``项目 +`` adds one) or by
the report's field names. ``finds`` lists every finding of the rule; ``along`` the other rules that must then speak too.
What a case does not name must not be found beyond what the tidy report shows.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from ziping.checking.findings import Checked, Finding
from ziping.checking.run import check
from ziping.checking.text import shown as as_read
from ziping.figures import Figure, Place
from ziping.report import Fact, Report, Statement, report_of, statement_of
from ziping.scoring import score
from ziping.standards import Standard
from ziping.wording import InputError, Message

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding a case expects; what is left empty is not compared. Values are as a reader sees them, in Chinese."""

    severity: str = ""
    item: str = ""
    stage: str = ""
    verdict: str = ""
    stated: str = ""
    computed: str = ""
    quote: str = ""
    depends_on: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"changes": "with"}):
    """One report, by what differs from the tidy one; ``again`` states single figures a second time, in the text."""

    name: str
    changes: dict[str, Any] = {}
    again: dict[str, str] = {}
    finds: tuple[Expected, ...] = (Expected(),)
    along: tuple[str, ...] = ()


class RuleCases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cases of one rule."""

    rule: str
    passes: tuple[Case, ...]
    fails: tuple[Case, ...]


@dataclass(frozen=True)
class CaseBook:
    """A pack's cases with the tidy report they start from; what was checked once is kept."""

    base: Mapping[str, Any]
    rules: tuple[RuleCases, ...]
    kept: dict[str, Checked] = field(default_factory=dict, repr=False, compare=False)


def load_cases(folder: Path) -> CaseBook:
    """The cases in ``folder``: ``tidy.yaml`` and beside it files of :class:`RuleCases`. Raises ``InputError``."""
    base = read_yaml(folder / "tidy.yaml")
    rules: list[RuleCases] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "tidy.yaml":
            continue
        try:
            rules += msgspec.convert(read_yaml(path), tuple[RuleCases, ...])
        except msgspec.ValidationError as error:
            raise InputError(
                Message("checking.case.bad_file", {"file": path.name, "problem": str(error)})
            ) from error
    return CaseBook(base, tuple(rules))


def read_yaml(path: Path) -> Any:
    """A YAML file with decimals and dates kept as the texts they are written as. Raises ``InputError``."""
    import yaml  # noqa: PLC0415 - cases are read by tests and pack authors only

    class Loader(yaml.SafeLoader):
        """Numbers with a point and dates stay texts: no float ever stands for an amount."""

        yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":float", ":timestamp"))]
            for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506 - a SafeLoader with fewer types
    except yaml.YAMLError as error:
        raise InputError(
            Message("checking.case.bad_file", {"file": path.name, "problem": str(error)})
        ) from error


# --- running ---------------------------------------------------------------------------------------------------------


def checked(book: CaseBook, case: Case, standard: Standard) -> Checked:
    """What checking the case's report finds. Raises ``InputError`` for a name nothing has."""
    key = f"{standard.manifest.id} {case.changes!r} {case.again!r}"
    if key not in book.kept:
        book.kept[key] = _checked(book, case, standard)
    return book.kept[key]


def _checked(book: CaseBook, case: Case, standard: Standard) -> Checked:
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


def _second(statement: Statement, name: str, text: str, standard: Standard, case: str) -> Fact:
    """A single figure stated once more, elsewhere."""
    path = _path([word for word, _ in _STEP.findall(name)], "", standard) or [name, "", ""]
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


# --- changing --------------------------------------------------------------------------------------------------------


def put(data: dict[str, Any], name: str, value: object, standard: Standard, case: str) -> None:
    """Set what ``name`` speaks of in a report's data. Raises ``InputError`` for a name nothing has."""
    adding = name.endswith("+")
    steps = [(found[1].strip(), found[2]) for found in _STEP.finditer(name.rstrip("+ "))]
    target: Any = data
    item = ""
    while steps:
        word, which = steps[0]
        inner = _item_named(word, item, standard)
        if inner is None or (which is None and len(steps) > 1 and not adding):
            break
        steps.pop(0)
        item, field = inner, standard.items[inner].field
        entries = target.setdefault(field, [])
        if not steps and which is None:
            target[field] = (
                [*entries, _translated(value, item, standard)] if adding else _all(value, item, standard)
            )
            return
        target = entries[_position(entries, which or "1", name, field, case)]
    _set_field(target, [word for word, _ in steps], value, item, standard, (case, name))


def _all(value: object, item: str, standard: Standard) -> list[Any]:
    return [_translated(entry, item, standard) for entry in value] if isinstance(value, list) else []


def _translated(value: object, item: str, standard: Standard) -> object:
    """An entry written with the pack's labels, with the report's field names instead."""
    if not isinstance(value, dict):
        return value
    fields = {
        known.label.zh: known.field
        for known in standard.concepts.values()
        if known.item == item and known.field
    }
    return {fields.get(name, name): entry for name, entry in value.items()}


def _item_named(word: str, within: str, standard: Standard) -> str | None:
    for name, known in standard.items.items():
        if known.within == within and word in (known.label.zh, known.field):
            return name
    return None


def _position(entries: Sequence[Mapping[str, Any]], which: str, name: str, field: str, case: str) -> int:
    if which.isdigit() and 0 < int(which) <= len(entries):
        return int(which) - 1
    for number, entry in enumerate(entries):
        if which in (entry.get("name"), entry.get("indicator"), entry.get("text")):
            return number
    raise InputError(Message("checking.case.no_such_item", {"case": case, "name": name, "list": field}))


def _set_field(
    target: dict[str, Any],
    words: list[str],
    value: object,
    item: str,
    standard: Standard,
    where: tuple[str, str],
) -> None:
    path = _path(words, item, standard)
    if path is None:
        known = [concept.label.zh for concept in standard.concepts.values() if concept.item == item]
        near = get_close_matches(words[0], known, n=1, cutoff=0.3)
        args = {"case": where[0], "name": where[1], "near": near[0] if near else "—"}
        raise InputError(Message("checking.case.unknown_name", args))
    for step in path[:-1]:
        target = target.setdefault(step, {})
    target[path[-1]] = value


def _path(words: list[str], item: str, standard: Standard) -> list[str] | None:
    """Where a report keeps what ``words`` name: a concept (and its stage) by label or id, or a field as it is called."""
    for concept_id, concept in standard.concepts.items():
        if concept.item != item or words[0] not in (concept.label.zh, concept_id):
            continue
        if concept.field:
            return concept.field.split(".")
        stage = _stage_named(words[1] if len(words) > 1 else "", concept.stages, standard)
        return ["figures", concept_id, stage] if stage else None
    if words[0] in ("notes", "narrative", "origins") and len(words) > 1:
        return [words[0], ".".join(words[1:])]
    if words[0] == "archive":
        return ["archive", ".".join(words[1:-1]), words[-1]]
    ascii_only = all(word.isascii() for word in words)
    return words if ascii_only and (item or words[0] in Report.__struct_fields__) else None


def _stage_named(word: str, stages: Sequence[str], standard: Standard) -> str:
    if not word and len(stages) == 1:
        return stages[0]
    return next((stage for stage in stages if word in (stage, standard.stages[stage].label.zh)), "")
