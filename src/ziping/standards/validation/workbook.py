"""The workbook a clerk fills: every cell means something the standard knows."""

from __future__ import annotations

from ziping.standards.model.workbook import Field, GridRow, WorkSheet
from ziping.standards.validation.sight import Sight, Step
from ziping.standards.workbook_terms import choices_of


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
    if field.stored and len(field.stored) != len(field.choices):
        sight.note(
            "check.field_count", (*way, "stored"), choices=len(field.choices), stored=len(field.stored)
        )
    elif field.choices_from.startswith("standard."):
        try:
            choices_of(field, sight.standard)
        except KeyError:
            sight.known(field.choices_from, (), "unknown_source", (*way, "choices_from"))
