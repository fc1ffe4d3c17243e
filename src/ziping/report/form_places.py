"""Where the official forms print a figure: the row's name and the column's heading, as a reader finds it on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ziping.figures import Place
from ziping.standards import Standard
from ziping.standards.model.concepts import Concept
from ziping.standards.model.forms import Form, FormCell, FormRow

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*(?:@[A-Za-z0-9_]+)?")
_HOLE = re.compile(r"\{\s*(" + _NAME.pattern + r")\s*(?:\|[^{}]*)?\}")
_OF_YEAR = re.compile(r"\{(year|prior_year)\}年?")


def places(standard: Standard, year: int | None = None) -> Mapping[tuple[str, str], Place]:
    """(concept, stage) → place, such as ``附件1-1 公用经费 / 2024年决算数``.

    The stage is empty for what is a field of the report (``unit.name``). Without ``year`` headings speak of 本年 and
    上年. Repeated rows are left out, their items name themselves. What stands on several forms is found on the first
    one that is filed.
    """
    filed = standard.outline.attachments if standard.outline is not None else ()
    names = [
        *(name for name in filed if name in standard.forms),
        *(name for name in standard.forms if name not in filed),
    ]
    found: dict[tuple[str, str], Place] = {}
    for form in (standard.forms[name] for name in names if not standard.forms[name].each):
        for row, column, cell in _cells(form):
            place = _place(form, row, column, cell, year)
            for name in _named(cell):
                if (key := _key(name, standard.concepts)) is not None:
                    found.setdefault(key, place)
    return found


def _cells(form: Form) -> Iterator[tuple[FormRow, int, FormCell]]:
    """Every cell of the single rows with the column it begins in, spans from above taken into account."""
    open_below: dict[int, int] = {}  # column → rows it is still covered
    for number, row in enumerate(form.rows):
        column = 0
        covered, open_below = open_below, {at: rows - 1 for at, rows in open_below.items() if rows > 1}
        for cell in row.cells:
            while column in covered:
                column += 1
            if not row.each and not row.records:
                yield row, column, cell
            if (rows := _rows_below(form, number, cell)) > 0:
                open_below.update(dict.fromkeys(range(column, column + cell.columns), rows))
            column += cell.columns


def _rows_below(form: Form, number: int, cell: FormCell) -> int:
    if not cell.until:
        return cell.rows - 1
    return next((last for last, row in enumerate(form.rows) if row.id == cell.until), number) - number


def _place(form: Form, row: FormRow, column: int, cell: FormCell, year: int | None) -> Place:
    heading = cell.label or (form.column_labels[column] if column < len(form.column_labels) else "")
    row_name = " ".join(part for part in (form.mark, row.label) if part)
    heading = _dated(heading, year)
    return Place(row_name, heading) if heading and heading != row.label else Place(row_name)


def _dated(heading: str, year: int | None) -> str:
    def said(match: re.Match[str]) -> str:
        prior = match[1] == "prior_year"
        if year is None:
            return "上年" if prior else "本年"
        return f"{year - 1 if prior else year}年"

    return _OF_YEAR.sub(said, heading)


def _named(cell: FormCell) -> Iterator[str]:
    """The concepts a cell prints as they are: its value when that is a name, names in the braces of its text."""
    if _NAME.fullmatch(cell.value):
        yield cell.value
    for match in _HOLE.finditer(cell.text):
        yield match[1]


def _key(name: str, concepts: Mapping[str, Concept]) -> tuple[str, str] | None:
    concept_id, _, stage = name.partition("@")
    concept = concepts.get(concept_id)
    if concept is None or concept.item:
        return None
    if concept.field:
        return concept_id, ""
    return concept_id, stage or concept.stages[0]
