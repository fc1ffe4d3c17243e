"""Checking for people: one file shown in full, or many as a table with totals."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.audit import Asides, Examined, Options, examine, load_asides, mark, naming_the_notes, save_asides
from ziping.cli.codes import BAD_INPUT, CLEAN, FAULT, FINDINGS
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.checking import Checked

_GRAVITY = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user asked for. ``reasons``: rules to set aside for good; ``output``: a file, or a folder for many."""

    options: Options
    formats: tuple[str, ...]
    output: Path | None
    reasons: Mapping[str, str]
    fail_on: str
    baseline: bool
    show_all: bool

    @property
    def files(self) -> tuple[str, ...]:
        """The formats that are always files; JSON and SARIF are, where a place for them is named."""
        return tuple(
            form for form in self.formats if form != "text" and (self.output or form not in ("json", "sarif"))
        )


def check_one(terminal: Terminal, path: Path, wanted: Wanted) -> int:
    """Check one file, show what was asked for; returns the exit code."""
    kept = load_asides(path)
    asides = kept.with_reasons(wanted.reasons)
    options = replace(wanted.options, ignore=(*wanted.options.ignore, *asides.reasons))
    with terminal.progress("working.checking"), naming_the_notes(path, kept):
        examined = examine(path, options)
    everything = examined.checked.findings
    if wanted.baseline:
        examined = _news(examined, asides)
    _show(terminal, examined, wanted)
    # Kept only now: a rule nobody knows, or an output that cannot be written, must leave nothing set aside.
    if wanted.baseline:
        asides = asides.with_baseline(everything, dt.datetime.now().astimezone().date())
    if wanted.baseline or wanted.reasons:
        save_asides(path, asides, terminal.text("check.asides_heading", file=path.name))
    if asides.reasons and "text" in wanted.formats:
        terminal.say("check.set_aside", count=len(asides.reasons), rules="、".join(asides.reasons))
    if wanted.baseline and "text" in wanted.formats:
        terminal.say("check.known", count=len(everything) - len(examined.checked.findings))
    return _code(examined.checked, wanted.fail_on)


def _news(examined: Examined, asides: Asides) -> Examined:
    """Only what is new since the baseline."""
    from ziping.checking import with_findings

    checked = examined.checked
    if asides.kept_on is None:
        return examined
    new = tuple(finding for finding in checked.findings if mark(finding) not in asides.known)
    return replace(examined, checked=with_findings(checked, new))


def _show(terminal: Terminal, examined: Examined, wanted: Wanted) -> None:
    if "text" in wanted.formats:
        from ziping.cli.views.findings import show_findings
        from ziping.cli.views.paper import show_paper

        if examined.paper is not None:
            show_paper(terminal, examined.paper, examined.report)
        show_findings(terminal, examined.checked, examined.standard, show_all=wanted.show_all)
    for form in wanted.formats:
        if form in ("json", "sarif") and wanted.output is None:
            from ziping.audit.delivering import contents

            terminal.data(contents(examined, form, terminal.lang))
    if not wanted.files:
        return
    from ziping.audit import deliver, is_folder

    several = len(wanted.files) > 1 or (wanted.output is not None and is_folder(wanted.output))
    folder, output = (wanted.output, None) if several else (None, wanted.output)
    for written in deliver(examined, wanted.files, folder, terminal.lang, output):
        terminal.say("check.written", file=written)


def _code(checked: Checked, fail_on: str) -> int:
    grave = _grave(fail_on)
    return FINDINGS if any(each.counted and each.severity in grave for each in checked.findings) else CLEAN


def _grave(fail_on: str) -> tuple[str, ...]:
    """The severities that count as failing."""
    return () if fail_on == "never" else _GRAVITY[: _GRAVITY.index(fail_on) + 1]


def check_many(terminal: Terminal, paths: Sequence[Path], wanted: Wanted, jobs: int | None) -> int:
    """Check many files: one line each as they are done, then totals; returns the gravest exit code."""
    from ziping.audit import Work, examine_many
    from ziping.cli.views.lines import Lines

    if wanted.baseline or wanted.reasons:
        raise InputError(Message("cli.one_file_only"))
    work = Work(wanted.options, wanted.files, wanted.output, terminal.lang)
    view = Lines(terminal, len(paths))
    lines = []
    codes: Counter[int] = Counter()
    for line in examine_many(paths, work, jobs):
        lines.append(line)
        if "text" in wanted.formats:
            view.show(line)
        counts = dict(zip(_GRAVITY, (line.errors, line.warnings, line.notices), strict=True))
        found = FINDINGS if any(counts[severity] for severity in _grave(wanted.fail_on)) else CLEAN
        codes[FAULT if line.fault else BAD_INPUT if line.problems else found] += 1
    if "text" in wanted.formats:
        view.totals(lines)
    if "json" in wanted.formats and wanted.output is None:
        terminal.plain(json.dumps([view.data(line) for line in lines], ensure_ascii=False, indent=2))
    return max(codes)
