"""The workbook a clerk fills: every cell means something the standard knows."""

from __future__ import annotations

from ziping.standards.model.workbook import Field, GridRow, WorkSheet
from ziping.standards.validation.sight import Sight, Step
from ziping.standards.workbook_terms import choices_of, note_of


def look_at_workbook(sight: Sight) -> None:
    """``workbook.yaml``."""
    workbook = sight.standard.workbook
    if workbook is None:
        return
    ids = [sheet.id for sheet in workbook.sheets]
    for number, sheet in enumerate(workbook.sheets):
        way: tuple[Step, ...] = ("workbook", "sheets", number)
        if sheet.below:
            sight.known(sheet.below, ids, "unknown_sheet", (*way, "below"))
        for at, stage in enumerate(sheet.stages):
            sight.known(stage, sight.standard.stages, "unknown_stage", (*way, "stages", at))
        for at, row in enumerate(sheet.rows):
            _row(sight, row, sheet, (*way, "rows", at))
        for at, field in enumerate(sheet.fields):
            _field(sight, field, (*way, "fields", at))


def _row(sight: Sight, row: GridRow, sheet: WorkSheet, way: tuple[Step, ...]) -> None:
    if row.concept:
        sight.known(row.concept, sight.standard.concepts, "unknown_concept", (*way, "concept"))
    for key, stages in (("required", row.required), ("closed", row.closed)):
        for stage in stages:
            sight.known(stage, sheet.stages, "unknown_stage", (*way, key))
    for name in row.total_of:
        sight.known(name, [other.concept for other in sheet.rows], "unknown_concept", (*way, "total_of"))


def _field(sight: Sight, field: Field, way: tuple[Step, ...]) -> None:
    if "@" in field.field:
        sight.concept_at_stage(field.field, (*way, "field"))
    if note := note_of(field):
        _note(sight, field, note, (*way, "field"))
    if field.continues:
        _continues(sight, field, (*way, "continues"))
    if field.stored and len(field.stored) != len(field.choices):
        sight.note(
            "check.field_count", (*way, "stored"), choices=len(field.choices), stored=len(field.stored)
        )
    elif field.choices_from.startswith("standard."):
        try:
            choices_of(field, sight.standard)
        except KeyError:
            sight.known(field.choices_from, (), "unknown_source", (*way, "choices_from"))


def _note(sight: Sight, field: Field, note: tuple[str, str], way: tuple[Step, ...]) -> None:
    """A note's reason or document, of a figure there is."""
    key, part = note
    if part in ("reason", "document"):
        sight.concept_at_stage(key, way)
    else:
        sight.note("check.note_part", way, read=field.field)


def _continues(sight: Sight, field: Field, way: tuple[Step, ...]) -> None:
    """The figure of last year a new year begins with: both stand in the book of figures, under a stage."""
    before, written = len(sight.problems), field.continues
    sight.concept_at_stage(written, way)
    if len(sight.problems) > before:
        return
    name, _, stage = written.partition("@")
    concept = sight.standard.concepts[name]
    if not stage:
        examples = tuple(f"{name}@{one}" for one in concept.stages)
        sight.note("check.continues_stage", way, read=written, known=examples)
    elif concept.item or concept.field or "@" not in field.field:
        sight.note("check.continues_book", way, read=written, field=field.field)
