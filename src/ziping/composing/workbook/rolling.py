"""A new year begun from last year's report: who we are stays, what was spent becomes the year before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ziping.report import BLANK, Part, Quantity, Report
from ziping.report.paths import value_at
from ziping.standards import Standard
from ziping.standards.model.workbook import Workbook, WorkSheet

P = TypeVar("P", bound=Part)
_PRIOR = "prior_"


def rolled_over(last_year: Report, workbook: Workbook, standard: Standard, year: int) -> Report:
    """The report of ``year`` as far as last year's says it.

    Sheets that ``keep`` stay, except for fields that clear; those that ``shift`` hand last year's figures to their
    prior-year columns and lose this year's; everything else starts blank. Closing figures go to the archive.
    """
    report = Report(
        standard=standard.manifest.id, year=year, figures=_shifted_book(last_year, workbook, standard)
    )
    for sheet in workbook.sheets:
        if sheet.kind == "fields" and sheet.roll_over == "keep":
            report = _with_fields(report, last_year, sheet)
        elif sheet.kind == "list" and "." not in sheet.of and sheet.roll_over != "clear":
            records: Iterable[Part] = getattr(last_year, sheet.of)
            report = msgspec.structs.replace(
                report, **{sheet.of: tuple(_rolled(one, sheet, workbook) for one in records)}
            )
    return msgspec.structs.replace(report, archive=_closing_figures(last_year, standard))


def _with_fields(report: Report, last_year: Report, sheet: WorkSheet) -> Report:
    """``report`` with what stays the same from year to year on a sheet of single fields."""
    for field in sheet.fields:
        if field.clears or field.field == "year":
            continue
        concept, at, stage = field.field.partition("@")
        if not at:
            report = _with(report, field.field.split("."), value_at(last_year, field.field))
        elif stage in last_year.figures.get(concept, {}):
            kept = {**report.figures.get(concept, {}), stage: last_year.figures[concept][stage]}
            report = msgspec.structs.replace(report, figures={**report.figures, concept: kept})
    return report


def _rolled(record: P, sheet: WorkSheet, workbook: Workbook) -> P:
    """The record without what belonged to its year. A list within it goes the way of its own sheet."""
    names = {field.name: field for field in msgspec.structs.fields(type(record))}
    changes: dict[str, object] = {}
    for field in sheet.fields:
        if field.clears:
            changes[field.field] = _default(names[field.field])
        elif sheet.roll_over == "shift" and isinstance(getattr(record, field.field), Quantity):
            changes[field.field] = BLANK
    if sheet.roll_over == "shift":
        for name in names:
            if name.startswith(_PRIOR):
                changes[name] = getattr(record, name.removeprefix(_PRIOR))
    for nested in workbook.sheets:
        parent, _, own = nested.of.rpartition(".")
        if parent and parent == sheet.of and nested.roll_over == "clear":
            changes[own] = ()
    return msgspec.structs.replace(record, **changes)


def _default(field: msgspec.structs.FieldInfo) -> object:
    return field.default_factory() if field.default is msgspec.NODEFAULT else field.default


def _shifted_book(
    last_year: Report, workbook: Workbook, standard: Standard
) -> dict[str, dict[str, Quantity]]:
    """Last year's executed as this year's prior_executed, for the grids that shift."""
    book: dict[str, dict[str, Quantity]] = {}
    for sheet in workbook.sheets:
        if sheet.kind != "grid" or sheet.roll_over != "shift" or sheet.of == "archive":
            continue
        for row in sheet.rows:
            kept = last_year.figures.get(row.concept, {})
            for name in standard.concepts[row.concept].stages if row.concept else ():
                stage = standard.stages[name]
                if stage.years_back == 1 and not kept.get(stage.of, BLANK).blank:
                    book.setdefault(row.concept, {})[name] = kept[stage.of]
    return book


def _closing_figures(last_year: Report, standard: Standard) -> dict[str, dict[str, Quantity]]:
    """All of last year's own figures as they were filed; what was the year before then is left behind."""
    archive: dict[str, dict[str, Quantity]] = {}
    for concept, stages in last_year.figures.items():
        own = {
            name: quantity
            for name, quantity in stages.items()
            if not quantity.blank and not (name in standard.stages and standard.stages[name].years_back)
        }
        if own:
            archive[concept] = own
    return archive


def _with(record: P, way: list[str], value: object) -> P:
    """``record`` with ``value`` at the end of ``way``."""
    name, *further = way
    inner = _with(getattr(record, name), further, value) if further else value
    return msgspec.structs.replace(record, **{name: inner})
