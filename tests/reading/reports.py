"""Reports of every shape for properties, made from the workbook's own fields so that none is forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import strategies as st

from ziping.reading.workbook.shapes import Shape, blank, part_at, shape_of
from ziping.report import DayOrMonth, Note, Part, Quantity, Report
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, WorkSheet
from ziping.standards.workbook_terms import CODES, choices_of, note_of, own_passages

LETTERS = "甲乙丙丁戊己庚辛Abz07（）〔〕《》·—-+=@%#'\"&<>。？ "
TEXT = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
LONG = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
WORD = st.text("甲乙丙丁戊己AbC", min_size=1, max_size=6)
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False).map(
    lambda value: f"{value:f}"
)
EMPTIES = ["", "0", "——", "—", "不适用", "无", "/"]
MONEY = st.one_of(
    st.sampled_from(
        [
            *EMPTIES,
            "67.2",
            "67.20",
            "1,177.69",
            "1177.69 万元",
            "11776900元",
            "0.1",
            "-3.5",
            "１２.５",
            "1177.690000001",
        ]
    ),
    NUMBERS,
)
COUNT = st.one_of(
    st.sampled_from([*EMPTIES, "43", "43 人", "1,024", "1.2万人"]), st.integers(0, 10**6).map(str)
)
FREE = st.one_of(st.sampled_from(["98%", "0.98", "≥12", "2024年12月31日前", "效果明显", "1", "2/3"]), TEXT)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


FIGURES = {"integer": COUNT, "money": MONEY}
BY_SHAPE: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.DATE: DATES,
    Shape.DAY_OR_MONTH: DATES.map(DayOrMonth) | st.just(DayOrMonth("2024-12")),
    Shape.FLAG: st.booleans(),
    Shape.COUNT: st.integers(0, 99),
    Shape.WORDS: st.lists(st.one_of(WORD, st.just("水费、电费控制率")), max_size=3, unique=True).map(tuple),
    Shape.SETTINGS: st.dictionaries(WORD, st.sampled_from(["60%", "0.5", "1个百分点"]), max_size=2),
}


def _value(field: Field, shape: Shape, standard: Standard) -> st.SearchStrategy[Any]:
    if shape is Shape.QUANTITY:
        return FIGURES.get(field.kind, NUMBERS).map(Quantity)
    return BY_SHAPE[shape] if shape in BY_SHAPE else _text(field, standard)


def _text(field: Field, standard: Standard) -> st.SearchStrategy[str]:
    choices = [choice.stored for choice in choices_of(field, standard)]
    if field.choices_from in CODES:
        return st.sampled_from(choices)
    words = LONG if field.kind == "long_text" else FREE if field.kind == "figure" else TEXT
    if not choices or field.kind != "choice":
        return words
    return st.one_of(st.sampled_from(choices), words) if field.free else st.sampled_from(choices)


def _identity(field: Field) -> Callable[[Part], tuple[object, ...]]:
    return lambda one: tuple(getattr(one, name) for name in (field.field, *field.unique_with))


def _records(sheet: WorkSheet, standard: Standard, most: int) -> st.SearchStrategy[tuple[Part, ...]]:
    part = part_at(sheet.of)
    values = {field.field: _value(field, shape_of(part, field.field), standard) for field in sheet.fields}
    # What a row is about is there; a row with nothing at all is no row. A question answered with nothing is none.
    first = next(field.field for field in sheet.fields if shape_of(part, field.field) is Shape.TEXT)
    sure = {first: values.pop(first)}
    if sheet.of == "answers":
        sure["evidence"] = values.pop("evidence")
    unique = next((_identity(field) for field in sheet.fields if field.unique), None)
    record = st.fixed_dictionaries(sure, optional=values).map(lambda found: blank(part, found))
    return st.lists(record, max_size=most, unique_by=unique).map(tuple)


@st.composite
def _book(draw: Any, standard: Standard) -> dict[str, dict[str, Quantity]]:
    """Some cells of the book of figures, and one the standard has no place for."""
    cells = [
        (name, stage)
        for name, concept in standard.concepts.items()
        if not concept.field and not concept.item and concept.unit not in ("text", "date", "flag")
        for stage in concept.stages
    ]
    found: dict[str, dict[str, Quantity]] = {}
    for concept, stage in draw(
        st.lists(st.sampled_from([*cells, ("own.concept", "own_stage")]), max_size=12)
    ):
        unit = standard.concepts[concept].unit if concept in standard.concepts else "万元"
        quantity = Quantity(draw(MONEY if unit == "万元" else st.integers(0, 999).map(str)))
        if not quantity.blank:
            found.setdefault(concept, {})[stage] = quantity
    return found


def _single(sheet: WorkSheet, standard: Standard) -> dict[str, dict[str, st.SearchStrategy[Any]]]:
    """Part → field → values, for the single fields of the report; ``""`` are those of the report itself."""
    found: dict[str, dict[str, st.SearchStrategy[Any]]] = {}
    for field in sheet.fields:
        if "@" in field.field or field.field == "year" or note_of(field):
            continue
        part, _, name = field.field.rpartition(".")
        found.setdefault(part, {})[name] = _value(field, shape_of(part_at(part), name), standard)
    return found


@st.composite
def reports(draw: Any, standard: Standard, most: int = 4) -> Report:
    """A report with anything a workbook of ``standard`` can hold."""
    form = standard.workbook
    assert form is not None
    parts: dict[str, Any] = {}
    nested: list[WorkSheet] = []
    for sheet in form.sheets:
        if sheet.kind == "fields":
            for part, fields in _single(sheet, standard).items():
                sure = {"name": fields.pop("name")} if part == "unit" else {}
                values = draw(st.fixed_dictionaries(sure, optional=fields))
                if part:
                    parts[part] = blank(part_at(part), {**values})
                else:
                    parts.update(values)
        elif sheet.kind == "list" and "." in sheet.of:
            nested.append(sheet)
        elif sheet.kind == "list":
            parts[sheet.of] = draw(_records(sheet, standard, most))
    for sheet in nested:
        of, _, own = sheet.of.rpartition(".")
        inner = _records(sheet, standard, 2)
        parts[of] = tuple(msgspec.structs.replace(one, **{own: draw(inner)}) for one in parts[of])
    passages = [choice.stored for choice in own_passages(standard.outline)]
    concepts = [row.concept for sheet in form.sheets for row in sheet.rows if row.concept]
    concepts += [note[0] for sheet in form.sheets for field in sheet.fields if (note := note_of(field))]
    notes = st.builds(Note, reason=LONG, document=TEXT)
    return Report(
        standard=standard.manifest.id,
        year=draw(st.integers(standard.manifest.year_from, 2099)),
        figures=draw(_book(standard)),
        archive=draw(_book(standard)),
        notes=draw(
            st.dictionaries(
                st.sampled_from([*concepts, "operating@executed", "own.key@x"]), notes, max_size=3
            )
        ),
        narrative=draw(st.dictionaries(st.sampled_from([*passages, "own.section"]), LONG, max_size=3)),
        **parts,
    )
