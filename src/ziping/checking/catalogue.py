"""The rules of packs as a page for people: ``docs/rules.md``, made from the packs, never by hand.

python -m ziping.checking.catalogue docs
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from ziping.checking.cases import Case, CaseBook, load_cases
from ziping.checking.output_shapes import json_schema
from ziping.checking.text import basis_said, describe
from ziping.checking.trying import checked
from ziping.standards import Standard, list_standards, load_standard
from ziping.standards.model.rules import Rule
from ziping.wording import LANGUAGES, Lang, Message, say


def rules_page(packs: Sequence[tuple[Standard, CaseBook]]) -> str:
    """The page, Chinese first with the English beneath: every rule once, under the first pack that has it."""
    lines = [f"# {_word('title')}", "", _word("intro"), "", _word("intro", "en"), ""]
    shown: set[str] = set()
    for standard, book in packs:
        new = (rule for rule in standard.rules.values() if rule.id not in shown)
        rules = sorted(new, key=lambda rule: rule.defect)
        shown.update(rule.id for rule in rules)
        title = standard.manifest.title
        lines += [f"## {title.zh}", "", title["en"], ""]
        lines += list(_contents(rules))
        for rule in rules:
            lines += _entry(rule, standard, book)
    return "\n".join(lines).rstrip() + "\n"


def _contents(rules: Iterable[Rule]) -> Iterator[str]:
    for defect, group in groupby(rules, key=lambda rule: rule.defect):
        links = "、".join(f"[{rule.title.zh}](#{_anchor(rule)})" for rule in group)
        yield f"- {defect}：{links}"
    yield ""


def _anchor(rule: Rule) -> str:
    return rule.id.lower().replace(".", "")


def _entry(rule: Rule, standard: Standard, book: CaseBook) -> list[str]:
    severity = say(Message(f"checking.severity.{rule.severity}"), "zh")
    lines = [
        f"### {rule.id}",
        "",
        f"**{rule.title.zh}**（{severity}） {rule.title['en']} ({rule.severity})",
        "",
    ]
    lines += _example(rule, standard, book)
    lines.append(f"- {_word('basis')}：{basis_said(rule.basis, standard, 'zh')}（`{rule.basis}`）")
    lines.append(f"- {_word('kind')}：{_kind(rule)}")
    if rule.ended:
        ended = Message("checking.catalogue.ended", {"when": rule.ended, "why": rule.ended_because})
        lines.append(f"- {say(ended, 'zh')}")
    return [*lines, ""]


def _kind(rule: Rule) -> str:
    way = "equation" if rule.equation else "holds" if rule.holds else "check"
    parts = [f"{_word(way)} `{getattr(rule, way)}`"]
    if rule.when:
        parts.append(f"{_word('when')} `{rule.when}`")
    if rule.each:
        parts.append(f"{_word('each')} `{rule.each}`")
    if rule.stages:
        parts.append(f"{_word('stages')} {'、'.join(f'`{stage}`' for stage in rule.stages)}")
    if rule.notes:
        parts.append(f"{_word('notes')} {'、'.join(f'`{note}`' for note in rule.notes)}")
    if rule.params:
        listed = "、".join(
            f"`{name}: {json.dumps(value, ensure_ascii=False)}`" for name, value in rule.params.items()
        )
        parts.append(f"{_word('params')} {listed}")
    if rule.since:
        parts.append(say(Message("checking.catalogue.since", {"year": rule.since}), "zh"))
    return "；".join(parts)


def _example(rule: Rule, standard: Standard, book: CaseBook) -> list[str]:
    """The rule's first failing case, what is said of it, and how to mend it."""
    cases = next((cases.fails for cases in book.rules if cases.rule == rule.id), ())
    for case in cases[:1]:
        finding = next(found for found in checked(book, case, standard).findings if found.rule == rule.id)
        said = [describe(finding, standard, lang) for lang in LANGUAGES]
        lines = [f"- {_word('example')}：{_changes(case)}", *(f"  - {text.message}" for text in said)]
        return lines + [
            f"- {_word('mend', lang)}{_COLON[lang]}{text.mend}"
            for lang, text in zip(LANGUAGES, said, strict=True)
        ]
    return [f"- {rule.message[lang]}" for lang in LANGUAGES]


def example_of(rule: Rule, standard: Standard, lang: Lang) -> tuple[str, str] | None:
    """The rule's first failing case and what is said of it; ``None`` for a pack that brings no case of it."""
    folder = Path(str(files("ziping.standards"))) / "packs" / standard.manifest.id / "cases"
    if not (folder / "tidy.yaml").is_file():
        return None
    book = load_cases(folder)
    cases = next((cases.fails for cases in book.rules if cases.rule == rule.id), ())
    for case in cases[:1]:
        finding = next(found for found in checked(book, case, standard).findings if found.rule == rule.id)
        return _changes(case), describe(finding, standard, lang).message
    return None


_COLON = {"zh": "：", "en": ": "}


def _changes(case: Case) -> str:
    if case.document:
        return f"{case.name}（{' '.join(case.document.split())}）"
    changes = {**case.changes, **case.again}
    listed = "；".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in changes.items())
    return f"{case.name}（{listed}）" if changes else case.name


def _word(name: str, lang: Lang = "zh") -> str:
    return say(Message(f"checking.catalogue.{name}"), lang)


def installed() -> tuple[tuple[Standard, CaseBook], ...]:
    """The packs that come with the program, with their cases."""
    packs = Path(str(files("ziping.standards"))) / "packs"
    names = [manifest.id for manifest in list_standards() if not manifest.abstract]
    with_cases = [name for name in names if (packs / name / "cases" / "tidy.yaml").is_file()]
    return tuple((load_standard(name), load_cases(packs / name / "cases")) for name in with_cases)


def schema_text() -> str:
    """The JSON schema of a check, as the file holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def write(docs: Path) -> None:
    """Write ``rules.md`` and ``schema/check.schema.json`` under ``docs``."""
    (docs / "schema").mkdir(parents=True, exist_ok=True)
    (docs / "rules.md").write_text(rules_page(installed()), encoding="utf-8")
    (docs / "schema" / "check.schema.json").write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
