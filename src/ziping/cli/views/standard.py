"""A pack at a glance."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ziping.cli.terminal import Terminal
from ziping.figures import format_score
from ziping.standards import Standard


def show_standard(terminal: Terminal, standard: Standard) -> None:
    """Title, years, what it holds, marks by block, and the legal bases with how far they were verified."""
    manifest = standard.manifest
    terminal.show(Text(manifest.title[terminal.lang], style="bold"))
    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_row(terminal.text("standards.id"), manifest.id)
    facts.add_row(terminal.text("standards.extends"), " → ".join(standard.lineage))
    facts.add_row(terminal.text("standards.years"), f"{manifest.year_from}–{manifest.year_to or ''}")
    facts.add_row(terminal.text("standards.concepts"), str(len(standard.concepts)))
    facts.add_row(terminal.text("standards.rules"), str(len(standard.rules)))
    forms = "、".join(f"{form.mark} {form.title[terminal.lang]}" for form in standard.forms.values())
    facts.add_row(terminal.text("standards.forms"), forms or "—")
    libraries = "、".join(
        f"{library.title[terminal.lang]} {len(library.indicators)}" for library in standard.libraries.values()
    )
    facts.add_row(terminal.text("standards.indicators"), libraries or "—")
    if standard.scoring:
        blocks = "、".join(f"{block.level1} {format_score(block.marks)}" for block in standard.scoring.blocks)
        marks = (
            f"{terminal.text('score.execution')} {format_score(standard.scoring.execution_marks)}、{blocks}"
        )
        facts.add_row(terminal.text("standards.blocks"), marks)
    terminal.show(facts)
    bases = Table(
        title="\n" + terminal.text("standards.bases"),
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
    )
    for heading in ("number", "title", "evidence", "checked_on"):
        bases.add_column(terminal.text(f"standards.{heading}"), overflow="fold")
    for basis in standard.bases.values():
        evidence = terminal.text(f"standards.evidences.{basis.evidence}")
        bases.add_row(
            basis.number or "—", basis.title[terminal.lang], evidence, basis.last_checked_on.isoformat()
        )
    terminal.show(bases)
