"""What the lists of the workbook hold: the report's records and the rows offered beforehand, in a clerk's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from ziping.report import Part, Quantity, Report
from ziping.standards import Standard
from ziping.standards.model.workbook import Workbook, WorkSheet
from ziping.standards.workbook_terms import item_labels, note_of, offered_rows, open_stages, own_passages


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: a record of the report (``parent`` is what its parent is called), or only offered values."""

    record: Part | None
    parent: str = ""
    offered: Mapping[str, str] | None = None

    def value(self, field: str) -> object:
        return getattr(self.record, field) if self.record is not None else (self.offered or {}).get(field)


@dataclass(frozen=True, slots=True)
class RestRow:
    """Something no other sheet has a cell for."""

    part: str  # figures, archive, notes, narrative
    item: str
    column: str
    content: str
    document: str = ""


def list_rows(sheet: WorkSheet, report: Report, standard: Standard) -> tuple[ListRow, ...]:
    """The rows of a ``list`` sheet that are not blank."""
    parent_list, _, own = sheet.of.rpartition(".")
    if parent_list:
        parents: tuple[Part, ...] = getattr(report, parent_list)
        labels = item_labels(getattr(parent, "name", "") for parent in parents)
        return tuple(
            ListRow(record, label)
            for parent, label in zip(parents, labels, strict=True)
            for record in getattr(parent, own)
        )
    records: tuple[Part, ...] = getattr(report, own)
    return tuple(_among_offered(records, list(offered_rows(sheet, standard))))


def _among_offered(records: tuple[Part, ...], offered: list[dict[str, str]]) -> Iterator[ListRow]:
    """The records in their own order, the offered rows not taken by one where they belong among them."""
    identity = [
        name for name in ("code", "nature", "control", "question") if any(name in row for row in offered)
    ]
    places = {tuple(row.get(name, "") for name in identity): at for at, row in enumerate(offered)}
    taken = (
        [places.get(tuple(getattr(record, name) for name in identity)) for record in records]
        if identity
        else []
    )
    spare = [at for at in range(len(offered)) if at not in set(taken)]
    next_spare = 0
    for number, record in enumerate(records):
        place = taken[number] if identity else None
        while place is not None and next_spare < len(spare) and spare[next_spare] < place:
            yield ListRow(None, offered=offered[spare[next_spare]])
            next_spare += 1
        yield ListRow(record)
    for at in spare[next_spare:]:
        yield ListRow(None, offered=offered[at])


def rest_rows(workbook: Workbook, report: Report, standard: Standard) -> tuple[RestRow, ...]:
    """Everything typed that has no cell on the other sheets."""
    placed = placed_keys(workbook, standard)
    return tuple(
        chain(
            _book_rows("figures", report.figures, placed),
            _book_rows("archive", report.archive, placed),
            (
                RestRow("notes", concept, stage, note.reason, note.document)
                for key, note in report.notes.items()
                if ("notes", key, "") not in placed and (note.reason or note.document)
                for concept, _, stage in (key.partition("@"),)
            ),
            (
                RestRow("narrative", key, "", text)
                for key, text in report.narrative.items()
                if text and ("narrative", key, "") not in placed
            ),
        )
    )


def _notes_in_fields(sheet: WorkSheet) -> Iterator[str]:
    """Notes that have cells for both their reason and their document among the fields of ``sheet``."""
    parts: dict[str, set[str]] = {}
    for field in sheet.fields:
        if note := note_of(field):
            parts.setdefault(note[0], set()).add(note[1])
    yield from (key for key, named in parts.items() if named == {"reason", "document"})


def _book_rows(
    part: str, book: Mapping[str, Mapping[str, Quantity]], placed: set[tuple[str, str, str]]
) -> Iterator[RestRow]:
    for concept, stages in book.items():
        for stage, quantity in stages.items():
            if not quantity.blank and (part, concept, stage) not in placed:
                yield RestRow(part, concept, stage, quantity.written)


def placed_keys(workbook: Workbook, standard: Standard) -> set[tuple[str, str, str]]:
    """(part, concept or key, stage) of everything the other sheets have a cell for."""
    placed: set[tuple[str, str, str]] = set()
    for sheet in workbook.sheets:
        for row in sheet.rows:
            for stage in open_stages(sheet, row, standard):
                placed.add((sheet.of or "figures", row.concept, stage))
            if sheet.notes and row.concept:
                placed.add(("notes", row.concept, ""))
        for field in sheet.fields:
            concept, at, stage = field.field.partition("@")
            if at:
                placed.add(("figures", concept, stage))
        for key in _notes_in_fields(sheet):
            placed.add(("notes", key, ""))
        if sheet.kind == "own":
            placed.update(("narrative", choice.stored, "") for choice in own_passages(standard.outline))
    return placed
