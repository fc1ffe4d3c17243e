"""Findings by severity, each with where, what, why and what to do; and what was not checked."""

from __future__ import annotations

from collections.abc import Sequence

from ziping.checking import Checked, Finding, NotChecked, describe, reason_said
from ziping.cli.terminal import Terminal
from ziping.figures import Figure
from ziping.standards import Standard
from ziping.standards.english import said

STYLES = {"error": "bold red", "warning": "yellow", "notice": "blue"}
HEADINGS = {"error": "findings.errors", "warning": "findings.warnings", "notice": "findings.notices"}
LONGEST_LIST = 200
MOST_EXPLAINED = 3


def show_findings(
    terminal: Terminal, checked: Checked, standard: Standard, *, show_all: bool = False
) -> None:
    """All findings, gravest first, then the counts."""
    terminal.styled(("\n" + terminal.text("findings.title"), "bold"))
    if not checked.findings:
        terminal.say("findings.clean")
    under = _by_root(checked.findings)
    for severity, heading in HEADINGS.items():
        found = [finding for finding in checked.findings if finding.severity == severity and finding.counted]
        if found:
            terminal.styled((f"\n{terminal.text(heading)} {len(found)}", STYLES[severity]))
        for finding in found:
            _show(terminal, finding, standard)
            for dependent in (*under.pop(finding.id, ()), *under.pop(finding.rule, ())):
                _show(terminal, dependent, standard, indent=4)
    for left in under.values():
        for dependent in left:
            _show(terminal, dependent, standard)
    if show_all:
        _show_silence(terminal, checked, standard)
    summary = checked.summary
    terminal.plain("")
    terminal.say(
        "findings.summary",
        errors=summary.errors,
        warnings=summary.warnings,
        notices=summary.notices,
        passed=summary.passed,
        not_checked=summary.not_checked,
        unchecked=summary.unchecked,
    )
    if not show_all:
        terminal.say("findings.silence")


def _by_root(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """What only follows from another finding, by that finding or the rule at its root: beneath it, never counted."""
    roots = {finding.rule for finding in findings if finding.counted}
    ids = {finding.id for finding in findings if finding.counted}
    under: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.depends_on:
            root = next((rule for rule in finding.depends_on if rule in roots), finding.depends_on[0])
            root = finding.root if finding.root in ids else root
            under.setdefault(root, []).append(finding)
    return under


def _show(terminal: Terminal, finding: Finding, standard: Standard, *, indent: int = 0) -> None:
    text = describe(finding, standard, terminal.lang)
    title = f"{' ' * indent}{'└' if indent else '●'} {text.heading}"
    style = "dim" if indent else STYLES[finding.severity]
    terminal.styled((title, style), (f"  {finding.rule}", "dim"))
    lines = [text.message, *text.remarks]
    if text.mend:
        lines.append(terminal.text("findings.mend", mend=text.mend))
    if text.places:
        places = tuple(dict.fromkeys(text.places))
        lines.append(terminal.text("findings.places", places="；".join(places[:4])))
    lines.append(terminal.text("findings.basis", basis=text.basis))
    stated = finding.stated.written if isinstance(finding.stated, Figure) else ""
    for line in lines:
        terminal.line(line, indent=indent + 2, marked=stated)
    for line in text.explained[:MOST_EXPLAINED]:
        terminal.line(line, indent=indent + 4)


def _show_silence(terminal: Terminal, checked: Checked, standard: Standard) -> None:
    terminal.styled((f"\n{terminal.text('findings.not_checked')} {len(checked.not_checked)}", "bold"))
    by_rule: dict[str, list[NotChecked]] = {}
    for answer in checked.not_checked:
        by_rule.setdefault(answer.rule, []).append(answer)
    for rule, answers in by_rule.items():
        times = f" ×{len(answers)}" if len(answers) > 1 else ""
        title = f"○ {standard.rules[rule].title[terminal.lang]}{times}"
        why = reason_said(answers[0], standard, terminal.lang)
        terminal.styled((f"{title}：{why}", ""), (f"  {rule}", "dim"))
    terminal.styled((f"\n{terminal.text('findings.unchecked')} {len(checked.unchecked)}", "bold"))
    for fact in checked.unchecked[:LONGEST_LIST]:
        terminal.styled((f"○ {said(fact.place, standard, terminal.lang)}　{fact.figure.written}", ""))
