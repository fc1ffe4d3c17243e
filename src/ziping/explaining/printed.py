"""Every formula a pack prints: in the cells of its forms, in the sentences, tables and charts of its outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ziping.standards import Standard
from ziping.standards.formulas import Formula, FormulaError, bind
from ziping.standards.model.forms import Form
from ziping.standards.model.sections import Passage, Section
from ziping.standards.templates import parse_template


@dataclass(frozen=True, slots=True)
class Printed:
    """A formula, where it is printed, and the repeating part it is printed for (empty: the report itself)."""

    where: str
    formula: Formula
    each: str = ""


def printed(standard: Standard) -> Iterator[Printed]:
    """All of them, forms first, in the order of the pack."""
    for form in standard.forms.values():
        yield from _of_form(form, standard)
    if standard.outline is not None:
        for section in standard.outline.sections:
            yield from _of_section(section, standard)


def _of_form(form: Form, standard: Standard) -> Iterator[Printed]:
    for row in form.rows:
        each = row.each or form.each
        for cell in row.cells:
            name = cell.label or row.label
            where = form.mark if "{" in name else f"{form.mark} {name}".strip()
            if cell.value:
                yield from _formula(cell.value, where, each, standard)
            yield from _template(cell.text, where, each, standard)


def _of_section(section: Section, standard: Standard) -> Iterator[Printed]:
    for passage in section.passages:
        yield from _of_passage(passage, section.heading, standard)
    for inner in section.sections:
        yield from _of_section(inner, standard)


def _of_passage(passage: Passage, where: str, standard: Standard, around: str = "") -> Iterator[Printed]:
    each = passage.each or around
    yield from _template(passage.text, where, each, standard)
    for column in passage.table:
        yield from _template(column.value, where, each, standard)
    for line in (*passage.lines, passage.total):
        for cell in line:
            yield from _template(cell, where, around, standard)
    for part in passage.parts:
        yield from _of_passage(part, where, standard, each)


def _formula(text: str, where: str, each: str, standard: Standard) -> Iterator[Printed]:
    try:
        yield Printed(where, bind(text, standard.vocabulary, each=each), each)
    except FormulaError:
        return  # a formula that needs more than the report (parameters of a form) has no value by itself


def _template(text: str, where: str, each: str, standard: Standard) -> Iterator[Printed]:
    if "{" not in text:
        return
    try:
        template = parse_template(text, standard.vocabulary, each=each)
    except FormulaError:
        return  # as above
    for hole in template.holes:
        yield Printed(where, hole.formula, each)
