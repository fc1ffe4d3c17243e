"""A report as the lines of a page to fill: the mirror image of ``reading.workbook.entered``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ziping.composing.workbook.rows import list_rows, rest_rows
from ziping.composing.workbook.values import cell_value
from ziping.documents.xlsx.model import CellValue
from ziping.report import Entries, Line, Note, Quantity, Report
from ziping.report.paths import value_at
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, Workbook, WorkSheet
from ziping.standards.workbook_terms import choices_of, item_labels, note_of, open_stages, own_passages
from ziping.wording import InputError, Message

_NOTHING = Note()


def entries_of(report: Report, standard: Standard) -> Entries:
    """Topic → lines, in the order of the form; rows offered beforehand are there, blank cells are not.

    Lines of lists are numbered within their topic (``projects-1``); ``read_entered`` gives an equal report back.
    Raises ``InputError`` where the standard has no workbook.
    """
    form = standard.workbook
    if form is None:
        raise InputError(Message("composing_workbook.none", {"standard": standard.manifest.title.zh}))
    return {sheet.id: tuple(_lines(sheet, form, report, standard)) for sheet in form.sheets}


def _lines(sheet: WorkSheet, form: Workbook, report: Report, standard: Standard) -> Iterator[Line]:
    match sheet.kind:
        case "fields":
            for field in sheet.fields:
                text = _text(_single(field, report), field, form, standard)
                if text:
                    yield Line(field.field, {"value": text})
        case "own":
            said = {
                choice.stored: report.narrative.get(choice.stored, "")
                for choice in own_passages(standard.outline)
            }
            yield from (Line(key, {"value": text}) for key, text in said.items() if text)
        case "grid":
            yield from _grid_lines(sheet, report, standard)
        case "list":
            yield from _list_lines(sheet, form, report, standard)
        case "rest":
            yield from _rest_lines(sheet, form, report, standard)


def _rest_lines(sheet: WorkSheet, form: Workbook, report: Report, standard: Standard) -> Iterator[Line]:
    words = dict(form.words.parts)
    for number, row in enumerate(rest_rows(form, report, standard), 1):
        cells = {
            "part": words[row.part],
            "item": row.item,
            "column": row.column,
            "content": row.content,
            "document": row.document,
        }
        yield Line(f"{sheet.id}-{number}", _filled(cells))


def _single(field: Field, report: Report) -> object:
    concept, at, stage = field.field.partition("@")
    if at:
        return report.figures.get(concept, {}).get(stage)
    if note := note_of(field):
        return getattr(report.notes.get(note[0], _NOTHING), note[1])
    return value_at(report, field.field)


def _grid_lines(sheet: WorkSheet, report: Report, standard: Standard) -> Iterator[Line]:
    book = report.archive if sheet.of == "archive" else report.figures
    for row in sheet.rows:
        if not row.concept:
            continue
        kept = book.get(row.concept, {})
        cells = {stage: kept[stage].written for stage in open_stages(sheet, row, standard) if stage in kept}
        if sheet.notes:
            note = report.notes.get(row.concept, _NOTHING)
            cells |= {"reason": note.reason, "document": note.document}
        if filled := _filled(cells):
            yield Line(row.concept, filled)


def _list_lines(sheet: WorkSheet, form: Workbook, report: Report, standard: Standard) -> Iterator[Line]:
    parents = _parents(sheet, form, report)
    for number, row in enumerate(list_rows(sheet, report, standard), 1):
        cells = {field.field: _text(row.value(field.field), field, form, standard) for field in sheet.fields}
        if sheet.key:
            cells["key"] = parents[row.parent]
        yield Line(f"{sheet.id}-{number}", _filled(cells))


def _parents(sheet: WorkSheet, form: Workbook, report: Report) -> dict[str, str]:
    """What a nested row's parent is called → the line it stands on."""
    parent = sheet.of.rpartition(".")[0]
    if not parent:
        return {}
    topic = next(one.id for one in form.sheets if one.of == parent and one.kind == "list")
    names = item_labels(getattr(record, "name", "") for record in getattr(report, parent))
    return {name: f"{topic}-{number}" for number, name in enumerate(names, 1)}


def _text(value: object, field: Field, form: Workbook, standard: Standard) -> str:
    if value is None:
        return ""
    if isinstance(value, Quantity):
        return value.written
    return _written(cell_value(value, field, choices_of(field, standard), form.words))


def _written(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f")
        case dt.date():
            return value.isoformat()
        case _:
            return str(value)


def _filled(cells: dict[str, str]) -> dict[str, str]:
    return {column: text for column, text in cells.items() if text}
