"""The report's chapters: sentences that can be said, tables and charts that can be drawn."""

from __future__ import annotations

from ziping.standards.formulas import FLAG
from ziping.standards.model.sections import Chart, Outline, Passage, Section
from ziping.standards.validation.sight import Sight, Step


def look_at_sections(sight: Sight) -> None:
    """``sections.yaml``."""
    outline = sight.standard.outline
    if outline is None:
        return
    way: tuple[Step, ...] = ("outline",)
    for key, lines in (("title", outline.title), ("signature", outline.signature)):
        for number, line in enumerate(lines):
            sight.template(line, (*way, key, number))
    for key, forms in (("attachments", outline.attachments), ("working_papers", outline.working_papers)):
        for number, form in enumerate(forms):
            sight.known(form, sight.standard.forms, "unknown_form", (*way, key, number))
    for name, chart in outline.charts.items():
        _chart(sight, chart, (*way, "charts", name))
    for number, section in enumerate(outline.sections):
        _section(sight, outline, section, (*way, "sections", number))


def _chart(sight: Sight, chart: Chart, way: tuple[Step, ...]) -> None:
    if chart.each and not sight.known(chart.each, sight.standard.items, "unknown_item", (*way, "each")):
        return
    sight.formula(chart.when, (*way, "when"), expect=FLAG)
    sight.template(chart.title, (*way, "title"))
    for number, category in enumerate(chart.categories):
        sight.template(category, (*way, "categories", number), each=chart.each)
    for name, formulas in chart.series.items():
        for number, text in enumerate(formulas):
            here = (*way, "series", name, number)
            sight.format(chart.format, sight.formula(text, here, each=chart.each), here)


def _section(sight: Sight, outline: Outline, section: Section, way: tuple[Step, ...]) -> None:
    sight.template(section.heading, (*way, "heading"))
    for number, passage in enumerate(section.passages):
        _passage(sight, outline, passage, "", (*way, "passages", number))
    for number, below in enumerate(section.sections):
        _section(sight, outline, below, (*way, "sections", number))


def _passage(sight: Sight, outline: Outline, passage: Passage, around: str, way: tuple[Step, ...]) -> None:
    """``around`` is the item a passage stands in when it is part of another one."""
    kinds = (
        passage.text,
        passage.parts,
        passage.texts,
        passage.own,
        passage.note,
        passage.table,
        passage.chart,
    )
    given = sum(1 for kind in kinds if kind)
    if given > 1:
        sight.note("check.kinds_of_passage", way, read=given)
    if passage.each and not sight.known(passage.each, sight.standard.items, "unknown_item", (*way, "each")):
        return
    each = passage.each or around
    sight.formula(passage.when, (*way, "when"), each=each, expect=FLAG)
    sight.template(passage.text, (*way, "text"), each=each)
    for key in ("lead", "end", "otherwise", "caption"):
        sight.template(getattr(passage, key), (*way, key), each=around)
    for number, part in enumerate(passage.parts):
        _passage(sight, outline, part, each, (*way, "parts", number))
    for number, note in enumerate(passage.note):
        sight.concept_at_stage(note, (*way, "note", number))
    if passage.chart:
        sight.known(passage.chart, outline.charts, "unknown_chart", (*way, "chart"))
    _table(sight, passage, each, way)


def _table(sight: Sight, passage: Passage, each: str, way: tuple[Step, ...]) -> None:
    for number, column in enumerate(passage.table):
        here = (*way, "table", number)
        sight.template(column.heading, (*here, "heading"))
        sight.template(column.value, (*here, "value"), each=each)
    for number, line in enumerate(passage.lines):
        for at, cell in enumerate(line):
            sight.template(cell, (*way, "lines", number, at))
    for number, cell in enumerate(passage.total):
        sight.template(cell, (*way, "total", number))
