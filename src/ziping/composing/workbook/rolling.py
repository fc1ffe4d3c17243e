"""A new year begun from last year's report: who we are stays, what was spent becomes the year before."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

import msgspec

from ziping.figures import FigureError
from ziping.figures import unit as unit_written
from ziping.report import BLANK, Part, Quantity, Report
from ziping.report.paths import value_at
from ziping.standards import Standard
from ziping.standards.model.workbook import Workbook, WorkSheet
from ziping.standards.workbook_terms import note_of, unit_of

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
        if sheet.kind == "fields":
            report = _continued(report, last_year, sheet, standard)
        if sheet.kind == "fields" and sheet.roll_over == "keep":
            report = _with_fields(report, last_year, sheet, standard)
        elif sheet.kind == "list" and "." not in sheet.of and sheet.roll_over != "clear":
            records: Iterable[Part] = getattr(last_year, sheet.of)
            report = msgspec.structs.replace(
                report, **{sheet.of: tuple(_rolled(one, sheet, workbook, standard) for one in records)}
            )
    return msgspec.structs.replace(report, archive=_closing_figures(last_year, standard))


def _with_fields(report: Report, last_year: Report, sheet: WorkSheet, standard: Standard) -> Report:
    """``report`` with what stays the same from year to year on a sheet of single fields."""
    for field in sheet.fields:
        if field.clears or field.field == "year" or note_of(field):
            continue  # a note explains a figure of its year
        concept, at, stage = field.field.partition("@")
        if not at:
            report = _with(report, field.field.split("."), value_at(last_year, field.field))
        elif stage in last_year.figures.get(concept, {}):
            report = _with_figure(report, concept, stage, last_year.figures[concept][stage], standard)
    return report


def _continued(report: Report, last_year: Report, sheet: WorkSheet, standard: Standard) -> Report:
    """``report`` with what a year begins with because the last one ended with it."""
    for field in sheet.fields:
        source, _, its_stage = field.continues.partition("@")
        quantity = last_year.figures.get(source, {}).get(its_stage, BLANK)
        if not quantity.blank:
            concept, _, stage = field.field.partition("@")
            report = _with_figure(report, concept, stage, quantity, standard)
    return report


def _with_figure(report: Report, concept: str, stage: str, quantity: Quantity, standard: Standard) -> Report:
    kept = {**report.figures.get(concept, {}), stage: _plain(quantity, standard.concepts[concept].unit)}
    return msgspec.structs.replace(report, figures={**report.figures, concept: kept})


def _plain(quantity: Quantity, unit: str) -> Quantity:
    """Last year's figure as the number it was, whatever way it was typed: “１５８５．６０” and “1585.60万元” as 1585.6.

    Words, figures with 约 and what is no exact number of ``unit`` stay as they were typed.
    """
    figure = quantity.figure()
    if not figure.plain or figure.value is None or not unit:
        return quantity
    try:
        value = figure.base / unit_written(unit).factor if figure.unit else Fraction(figure.value)
    except FigureError:
        return quantity
    if figure.unit and not figure.unit.comparable(unit_written(unit)):
        return quantity
    written = exactly(value)
    return quantity if written is None else Quantity(written)


def exactly(value: Fraction) -> str | None:
    """``value`` written out, without zeros at its end; ``None`` where no decimal says it.

    >>> exactly(Fraction(15856, 10)), exactly(Fraction(1, 3))
    ('1585.6', None)
    """
    twos, fives, rest = 0, 0, value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _rolled(record: P, sheet: WorkSheet, workbook: Workbook, standard: Standard) -> P:
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
    changes.update(_plain_figures(record, changes, sheet, standard))
    for nested in workbook.sheets:
        parent, _, own = nested.of.rpartition(".")
        if parent and parent == sheet.of and nested.roll_over == "clear":
            changes[own] = ()
    return msgspec.structs.replace(record, **changes)


def _plain_figures(
    record: Part, changes: dict[str, object], sheet: WorkSheet, standard: Standard
) -> dict[str, object]:
    """What is kept of a record's figures, as plain numbers."""
    kept = {field: changes.get(field.field, getattr(record, field.field)) for field in sheet.fields}
    return {
        field.field: _plain(quantity, unit_of(sheet, field, standard))
        for field, quantity in kept.items()
        if isinstance(quantity, Quantity) and field.kind != "figure"
    }


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
                    book.setdefault(row.concept, {})[name] = _plain(
                        kept[stage.of], standard.concepts[row.concept].unit
                    )
    return book


def _closing_figures(last_year: Report, standard: Standard) -> dict[str, dict[str, Quantity]]:
    """All of last year's own figures as they were filed; what was the year before then is left behind."""
    archive: dict[str, dict[str, Quantity]] = {}
    for concept, stages in last_year.figures.items():
        unit = standard.concepts[concept].unit if concept in standard.concepts else ""
        own = {
            name: _plain(quantity, unit)
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
