"""The packs' workbooks hold everything a report can say, and only what the standard knows."""

from __future__ import annotations

import pytest

from ziping.composing.workbook.rows import placed_keys
from ziping.reading.workbook.shapes import part_at, types_of
from ziping.report import Part, Report
from ziping.standards import load_standard

PACKS = ["hunan/department/2024", "national/project/2020"]


@pytest.mark.parametrize("name", PACKS)
def test_every_field_of_every_list_has_a_column(name: str) -> None:
    form = load_standard(name).workbook
    assert form is not None
    lists = {
        sheet.of: {field.field for field in sheet.fields} for sheet in form.sheets if sheet.kind == "list"
    }
    for of, columns in lists.items():
        nested = {other.rpartition(".")[2] for other in lists if other.rpartition(".")[0] == of}
        assert set(types_of(part_at(of))) == columns | nested, of


def test_every_part_of_a_report_has_its_sheet() -> None:
    form = load_standard("hunan/department/2024").workbook
    assert form is not None
    typed = {sheet.of for sheet in form.sheets if sheet.kind == "list"}
    single = {field.field for sheet in form.sheets for field in sheet.fields if sheet.kind == "fields"}
    dictionaries = {"figures", "notes", "narrative", "archive", "origins", "standard"}
    for name, kind in types_of(Report).items():
        if name in dictionaries or name in typed or name in single:
            continue
        assert isinstance(kind, type), name
        assert issubclass(kind, Part), name
        assert {f"{name}.{field}" for field in types_of(kind)} <= single, name


def test_every_figure_of_the_department_s_book_has_a_cell() -> None:
    standard = load_standard("hunan/department/2024")
    assert standard.workbook is not None
    placed = placed_keys(standard.workbook, standard)
    typed = [
        ("figures", name, stage)
        for name, concept in standard.concepts.items()
        if not (concept.field or concept.item or concept.formula or concept.given)
        for stage in concept.stages
    ]
    assert [cell for cell in typed if cell not in placed] == []


@pytest.mark.parametrize("name", PACKS)
def test_labels_within_a_topic_tell_its_cells_apart(name: str) -> None:
    form = load_standard(name).workbook
    assert form is not None
    for sheet in form.sheets:
        labels = [field.label for field in sheet.fields]
        assert len(set(labels)) == len(labels), sheet.id
