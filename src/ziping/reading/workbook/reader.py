"""From the sheets of a file to a report, or to everything that stands in the way, at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from ziping.documents import SheetRead, SheetsRead
from ziping.figures.folding import fold
from ziping.reading.workbook.cells import text_of
from ziping.reading.workbook.context import Reading
from ziping.reading.workbook.finding import Index, Located, locate
from ziping.reading.workbook.forms import read_fields, read_grid, read_own
from ziping.reading.workbook.labels import key_of
from ziping.reading.workbook.lists import read_list, read_rest
from ziping.reading.workbook.shapes import blank, types_of
from ziping.report import Note, Part, Report
from ziping.standards import Standard, load_standard
from ziping.standards.model.workbook import SheetWords, Workbook, WorkSheet
from ziping.standards.workbook_terms import FORMAT, VERSION, topics
from ziping.wording import InputError, Message

_TITLE_ROWS = 3
_YEARS = range(2000, 2101)
_YEAR = re.compile("20[0-9]{2}")
_FOUND_AT_LEAST = 3  # topics by which a workbook without its technical sheet is still known as ours
READERS = {"fields": read_fields, "grid": read_grid, "own": read_own, "list": read_list, "rest": read_rest}


@dataclass(frozen=True, slots=True)
class Label:
    """What the technical sheet says of the file."""

    version: int
    standard: str
    year: int | None


def read_workbook(sheets_read: SheetsRead, standard: Standard | None = None) -> Report:
    """The report in a filled workbook.

    Without ``standard`` the one the workbook names is loaded. Figures are kept as typed; of a cell that holds a number
    that is its shortest writing (67.2, however many decimals the sheet shows). Raises one ``InputError`` with a message
    for every cell that cannot be read, each saying sheet, cell, label, what was read, what was expected and what to do.
    A blank required cell is no such error, except the year; a sheet with required cells that is gone is one.
    """
    file = sheets_read.path.name
    label = _label(sheets_read.sheets)
    standard = _standard_for(label, standard, sheets_read)
    assert standard.workbook is not None, "checked when the standard was chosen"
    form = standard.workbook
    index = Index(sheets_read.sheets, _ignored(sheets_read.sheets, form))
    located = locate(form, standard, index, _year_hint(label, form, standard, index))
    if label is None and len(located) < _FOUND_AT_LEAST:
        raise _not_ours(sheets_read)
    reading = Reading(standard, form.words, file, sheets_read.sheets)
    for sheet in form.sheets:
        if sheet.id in located:
            READERS[sheet.kind](located[sheet.id], reading)
    _check_sheets(reading, form, located)
    _check_head(reading, located, label)
    if reading.trouble.messages:
        raise InputError(*reading.trouble.messages)
    return assembled(reading)


def is_workbook(sheets_read: SheetsRead, standard: Standard | None = None) -> bool:
    """Whether these are the sheets of a workbook to fill in: by its technical sheet, else by its topics."""
    label = _label(sheets_read.sheets)
    if label is not None or standard is None or standard.workbook is None:
        return label is not None
    index = Index(sheets_read.sheets, _ignored(sheets_read.sheets, standard.workbook))
    hint = _year_hint(label, standard.workbook, standard, index)
    return len(locate(standard.workbook, standard, index, hint)) >= _FOUND_AT_LEAST


# --- what file it is ------------------------------------------------------------------------------------------------


def _label(sheets: Iterable[SheetRead]) -> Label | None:
    for sheet in sheets:
        if sheet.value(0, 0) == FORMAT:
            facts = {str(row[0]): row[1] for row in sheet.rows if len(row) > 1}
            version, year = facts.get(FORMAT), facts.get("year")
            return Label(
                int(str(version)) if str(version).isdigit() else 0,
                text_of(facts.get("standard")),
                int(str(year)) if str(year).isdigit() else None,
            )
    return None


def _standard_for(label: Label | None, standard: Standard | None, sheets_read: SheetsRead) -> Standard:
    """The standard to read by. Raises ``InputError`` for another standard's workbook, a newer one, or none at all."""
    if label is None and standard is None:
        raise _not_ours(sheets_read)
    if label is not None and label.version > VERSION:
        args = {"file": sheets_read.path.name, "version": label.version, "known": VERSION}
        raise InputError(Message("reading.too_new", args))
    if standard is None:
        assert label is not None, "one of the two is there"
        standard = load_standard(label.standard)
    elif label is not None and label.standard != standard.manifest.id:
        args = {"file": sheets_read.path.name, "own": label.standard, "asked": standard.manifest.id}
        raise InputError(Message("reading.other_standard", args))
    if standard.workbook is None:
        raise InputError(Message("reading.no_workbook", {"standard": standard.manifest.title.zh}))
    return standard


def _not_ours(sheets_read: SheetsRead) -> InputError:
    """Not our workbook; says what is seen instead."""
    shown = [sheet for sheet in sheets_read.sheets if not sheet.hidden] or list(sheets_read.sheets)
    first = next(
        (text for sheet in shown for row in sheet.rows for value in row if (text := text_of(value))), ""
    )
    args = {
        "file": sheets_read.path.name,
        "sheets": tuple(sheet.name for sheet in shown[:8]),
        "first": first[:40],
    }
    return InputError(Message("reading.not_ours", args))


def _ignored(sheets: tuple[SheetRead, ...], form: Workbook) -> frozenset[int]:
    """Sheets that hold no answers: the guide, the lists, the library and the technical one, even when renamed."""
    words: SheetWords = form.words
    names = {
        key_of(name)
        for name in (form.guide_title, form.title.zh, words.library, words.lists, words.technical)
    }
    ignored = set()
    for number, sheet in enumerate(sheets):
        titles = {
            key_of(value) for row in sheet.rows[:_TITLE_ROWS] for value in row[:1] if isinstance(value, str)
        }
        if (
            key_of(sheet.name) in names
            or titles & (names | {f"{words.lists}1"})
            or sheet.value(0, 0) == FORMAT
        ):
            ignored.add(number)
    return frozenset(ignored)


def _year_hint(label: Label | None, form: Workbook, standard: Standard, index: Index) -> int:
    """The year the headings speak of: the technical sheet's, else the one typed, else the standard's first."""
    if label is not None and label.year is not None:
        return label.year
    year_label = next((one.label for sheet in form.sheets for one in sheet.fields if one.field == "year"), "")
    for at, row, column in index.hits((key_of(year_label),)):
        for value in index.sheets[at].rows[row][column + 1 :]:
            if found := _YEAR.match(fold(text_of(value))):
                return int(found[0])
    return standard.manifest.year_from


def _check_sheets(reading: Reading, form: Workbook, located: dict[str, Located]) -> None:
    """A sheet that is gone is told as one thing, not as a blank in each of its required cells."""
    for page in topics(form):
        gone = [topic for topic in page if topic.id not in located and _must_be_filled(topic)]
        if gone and len(gone) == sum(map(_must_be_filled, page)):
            reading.trouble.say("no_sheet", file=reading.file, sheet=page[0].title)
        else:
            for topic in gone:
                reading.trouble.say("no_topic", file=reading.file, sheet=page[0].title, topic=topic.title)


def _must_be_filled(topic: WorkSheet) -> bool:
    """Whether single cells of the topic are required; a list may have no rows."""
    return any(row.required for row in topic.rows) or (
        topic.kind == "fields" and any(field.required for field in topic.fields)
    )


def _check_head(reading: Reading, located: dict[str, Located], label: Label | None) -> None:
    """The year is what nothing can be read without; a blank name is for the checks, like any required cell."""
    trouble = reading.trouble
    failed = {str(message.args.get("label")) for message in trouble.messages}
    labels = {one.field: one.label for topic in located.values() for one in topic.sheet.fields}
    if "year" in labels and "year" not in reading.values and labels["year"] not in failed:
        trouble.say("no_year", file=reading.file, label=labels["year"])
    year = reading.values.get("year")
    manifest = reading.standard.manifest
    if year is None:
        return
    cell = reading.origins.get("year", "")
    if label is not None and label.year is not None and label.year != year:
        trouble.say("wrong_year", cell=cell, year=year, own=label.year)
    elif year < manifest.year_from or year > (manifest.year_to or max(_YEARS)):
        last = manifest.year_to or "—"
        trouble.say(
            "year_outside",
            cell=cell,
            year=year,
            standard=manifest.title.zh,
            first=manifest.year_from,
            last=last,
        )


# --- the report -----------------------------------------------------------------------------------------------------


def assembled(reading: Reading) -> Report:
    """The report of all that has been read; a record's missing name is blank."""
    single = _nested(reading.values)
    parts: dict[str, Any] = {}
    for name, kind in types_of(Report).items():
        if isinstance(kind, type) and issubclass(kind, Part) and name in single:
            parts[name] = blank(kind, single.pop(name))
        elif name in reading.lists:
            parts[name] = tuple(_record(get_args(kind)[0], values) for values in reading.lists[name])
    return Report(
        standard=reading.standard.manifest.id,
        **single,
        **parts,
        figures=reading.figures,
        archive=reading.archive,
        notes={key: Note(**note) for key, note in reading.notes.items() if any(note.values())},
        narrative=reading.narrative,
        origins=reading.origins,
    )


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    """``{"unit.name": …}`` as ``{"unit": {"name": …}}``; fields of a report are two steps deep at most."""
    single: dict[str, Any] = {}
    for way, value in values.items():
        part, _, name = way.partition(".")
        if name:
            single.setdefault(part, {})[name] = value
        else:
            single[part] = value
    return single


def _record(part: type[Part], values: dict[str, Any]) -> Part:
    kinds = types_of(part)
    made = {
        name: tuple(_record(get_args(kinds[name])[0], one) for one in value)
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }
    return blank(part, made)
