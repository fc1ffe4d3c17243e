"""Rules for reading: all in lines, or one with its meaning, basis, example and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from ziping.cli.views.findings import STYLES

if TYPE_CHECKING:
    from ziping.cli.terminal import Terminal
    from ziping.standards import Standard
    from ziping.standards.model.rules import Rule

_ID = 34


def show_rules(terminal: Terminal, rules: Iterable[Rule]) -> None:
    """One line each: id, severity, what it says."""
    ordered = sorted(rules, key=lambda rule: (rule.defect, rule.id))
    for rule in ordered:
        severity = terminal.text(f"rules.severity.{rule.severity}")
        terminal.show(
            Text.assemble(
                (f"{rule.id:<{_ID}} ", "dim"),
                (severity, STYLES[rule.severity]),
                f"　{rule.title[terminal.lang]}",
            )
        )
    terminal.plain("")
    terminal.say("rules.count", count=len(ordered))


def show_rule(terminal: Terminal, rule: Rule, standard: Standard) -> None:
    """Everything about one rule."""
    from ziping.checking import basis_said
    from ziping.checking.catalogue import example_of

    lang = terminal.lang
    severity = terminal.text(f"rules.severity.{rule.severity}")
    terminal.show(
        Text.assemble((rule.title[lang], STYLES[rule.severity]), (f"  {rule.id}  {severity}", "dim"))
    )
    for key, text in (("meaning", rule.message[lang]), ("mend", rule.mend[lang])):
        terminal.line(f"{terminal.text(f'rules.{key}')}{text}", indent=2)
    terminal.line(f"{terminal.text('rules.basis')}{basis_said(rule.basis, standard, lang)}", indent=2)
    example = example_of(rule, standard, lang)
    if example:
        terminal.line(f"{terminal.text('rules.example')}{example[0]}", indent=2)
        terminal.line(f"→ {example[1]}", indent=4)
    terminal.line(
        f"{terminal.text('rules.tried_on')}{terminal.text('rules.on.' + '_'.join(rule.on))}", indent=2
    )
