"""``ziping rules [RULE]``: what is checked, on what basis, with an example, and how to mend it."""

from __future__ import annotations

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Lang, Message

_DEFAULT = "hunan/department/2024"


def command(lang: Lang) -> click.Command:
    return click.Command(
        "rules",
        help=help_text("rules", lang),
        params=[
            click.Argument(["rule"], required=False, metavar="[RULE]"),
            click.Option(
                ["--standard"], default=_DEFAULT, metavar="ID|PATH", help=help_text("rules_standard", lang)
            ),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, rule: str | None, standard: str) -> None:
    from difflib import get_close_matches

    from ziping.cli.views.rules import show_rule, show_rules
    from ziping.standards import load_standard

    pack = load_standard(standard)
    if rule is None:
        show_rules(terminal, pack.rules.values())
        return
    chosen = [each for each in pack.rules.values() if each.id.startswith(rule) or each.defect == rule]
    if not chosen:
        near = get_close_matches(rule, list(pack.rules), n=3, cutoff=0.4)
        raise InputError(Message("checking.no_such_rule", {"name": rule, "near": tuple(near) or "—"}))
    if len(chosen) > 1 and rule not in pack.rules:
        show_rules(terminal, chosen)
        return
    show_rule(terminal, pack.rules.get(rule, chosen[0]), pack)
