"""A page of the form as data: its topics, their lines and cells, and what was said of each. No HTML, no requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ziping.figures import format_score
from ziping.report import Address, Entries, Line
from ziping.scoring import Mark
from ziping.standards import Standard
from ziping.standards.english import cell_name
from ziping.standards.model.workbook import Field, WorkSheet
from ziping.standards.workbook_terms import (
    choices_of,
    concept_of,
    item_labels,
    open_stages,
    own_passages,
    row_label,
    stage_heading,
    topics,
    unit_of,
)
from ziping.wording import Message, Name, say
from ziping.workbench.campaigns.frozen import Frozen, frozen_topics
from ziping.workbench.filling.assemble import Assembled
from ziping.workbench.filling.cells import MONEY, Cell, Column, MarkShown, PageMark, Row, Said, Topic, worst
from ziping.workbench.filling.hand import Hand, hand_of
from ziping.workbench.filling.models import EntryLine, Package
from ziping.workbench.organisation.access import Standing

MARKED = "indicators"  # the list of the Report whose lines earn marks


@dataclass(slots=True)
class Form:
    """The pages of a package's form, with what was typed and said. ``year`` is the year it is about."""

    package: Package
    assembled: Assembled
    typed: Entries
    versions: Mapping[tuple[str, str], int]
    hand: Hand
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    said: Said = field(init=False)
    laid: dict[str, Topic] = field(default_factory=dict)
    marked_pages: tuple[PageMark, ...] = ()
    marks: Mapping[str, Mark] = field(init=False)

    def __post_init__(self) -> None:
        self.said = Said.of(self.assembled)
        card = self.assembled.scorecard
        self.marks = {mark.key: mark for mark in card.indicators} if card else {}

    @classmethod
    def of(cls, package: Package, assembled: Assembled, standing: Standing | None = None) -> Form:
        """The form as ``standing`` may fill it; without one it is only looked at."""
        typed: dict[str, list[Line]] = {}
        versions: dict[tuple[str, str], int] = {}
        for line in EntryLine.objects.filter(package=package, deleted=False):
            typed.setdefault(line.topic, []).append(Line(line.key, line.cells))
            versions[line.topic, line.key] = line.version
        hand = Hand() if standing is None else hand_of(standing, package, typed, assembled.standard)
        frozen = frozen_topics(package.campaign_id, package.unit_id)
        return cls(package, assembled, typed, versions, hand, frozen)

    @property
    def standard(self) -> Standard:
        return self.assembled.standard

    @property
    def pages(self) -> list[tuple[WorkSheet, ...]]:
        assert self.standard.workbook is not None, "a campaign takes only standards that have one"
        return topics(self.standard.workbook)

    def page(self, page: str) -> tuple[Topic, ...]:
        """The topics of a page. Raises ``KeyError`` for one the form has not."""
        group = next((group for group in self.pages if group[0].id == page), None)
        if group is None:
            raise KeyError(page)
        return tuple(self.topic(sheet) for sheet in group)

    def outline(self) -> tuple[PageMark, ...]:
        """The pages in their order; worked out once."""
        if not self.marked_pages:
            self.marked_pages = tuple(self._mark(group) for group in self.pages)
        return self.marked_pages

    def topic(self, sheet: WorkSheet) -> Topic:
        """The topic with its lines; laid out once."""
        if sheet.id not in self.laid:
            self.laid[sheet.id] = self._topic(sheet)
        return self.laid[sheet.id]

    def _topic(self, sheet: WorkSheet) -> Topic:
        columns = tuple(self._columns(sheet))
        rows = tuple(self._rows(sheet, columns))
        listed = sheet.kind in ("list", "rest")
        return Topic(
            sheet.id,
            sheet.kind,
            cell_name(sheet.title, self.standard),
            sheet.intro,
            columns,
            rows,
            adds=listed and self.hand.adds(sheet.id) and sheet.id not in self.frozen,
            orders=listed and self.hand.orders() and sheet.id not in self.frozen,
            marked=sheet.of == MARKED,
            frozen=self.frozen.get(sheet.id),
        )

    def sheet_of(self, topic: str) -> WorkSheet | None:
        """The topic as the pack has it."""
        assert self.standard.workbook is not None, "a campaign takes only standards that have one"
        return next((sheet for sheet in self.standard.workbook.sheets if sheet.id == topic), None)

    # --- what stands in it ------------------------------------------------------------------------------------------

    def _mark(self, group: Sequence[WorkSheet]) -> PageMark:
        cells = [cell for sheet in group for row in self.topic(sheet).rows for cell in row.cells]
        required = [cell for cell in cells if cell.column.required and not cell.closed]
        ids = {sheet.id for sheet in group}
        said = [f for address, found in self.said.by_cell.items() if address.topic in ids for f in found]
        troubles = [address for address in self.assembled.entered.troubles if address.topic in ids]
        counted = {
            finding.id: finding for finding in said if finding.counted and finding.severity != "notice"
        }
        return PageMark(
            group[0].id,
            cell_name(group[0].title, self.standard),
            len(required),
            sum(not cell.missing for cell in required),
            "error" if troubles else worst(finding.severity for finding in counted.values()),
            len(counted) + len(troubles),
        )

    def _columns(self, sheet: WorkSheet) -> Iterator[Column]:
        match sheet.kind:
            case "grid":
                for name in sheet.stages:
                    stage = self.standard.stages[name]
                    heading = stage_heading(sheet, stage, self.package.campaign.year)
                    yield Column(name, cell_name(heading, self.standard), "money", MONEY)
                if sheet.notes:
                    words = self.standard.workbook.words if self.standard.workbook else None
                    assert words is not None, "a sheet belongs to a workbook"
                    yield Column("reason", _named("reason", words.reason), "long_text")
                    yield Column("document", _named("document", words.document), "text")
            case "list":
                if sheet.key:
                    yield Column(
                        "key",
                        cell_name(sheet.key, self.standard),
                        "choice",
                        required=True,
                        choices=self._parents(sheet),
                        free=False,
                    )
                for one in sheet.fields:
                    yield self._asked(sheet, one)
            case "rest":
                assert self.standard.workbook is not None, "a sheet belongs to a workbook"
                words = self.standard.workbook.words
                labels = {
                    "part": words.part,
                    "item": words.item,
                    "column": words.column,
                    "content": words.content,
                    "document": words.document,
                }
                parts = tuple((shown, shown) for _, shown in words.parts)
                for name, label in labels.items():
                    kind = "choice" if name == "part" else "text"
                    yield Column(
                        name, cell_name(label, self.standard), kind, choices=parts if name == "part" else ()
                    )
            case _:
                return

    def _asked(self, sheet: WorkSheet, one: Field) -> Column:
        concept = concept_of(sheet, one, self.standard)
        source = one.note or (concept.found_in.zh if concept and concept.found_in else "")
        choices = _offered(self.standard, one)
        if not choices and one.choices_from:
            choices = tuple((name, name) for name in self._names(one.choices_from))
        unit = (
            ""
            if one.kind in ("figure", "text", "long_text", "choice")
            else unit_of(sheet, one, self.standard)
        )
        return Column(
            "value" if sheet.kind == "fields" else one.field,
            cell_name(one.label, self.standard),
            one.kind,
            unit,
            one.required,
            source,
            choices,
            one.free,
            one.width,
        )

    def _names(self, source: str) -> tuple[str, ...]:
        """What stands in a column of another list: ``projects.name``."""
        of, _, name = source.rpartition(".")
        assert self.standard.workbook is not None, "a sheet belongs to a workbook"
        topic = next(
            (one.id for one in self.standard.workbook.sheets if one.of == of and one.kind == "list"), ""
        )
        found = (line.cells.get(name, "").strip() for line in self.typed.get(topic, ()))
        return tuple(dict.fromkeys(filter(None, found)))

    def _parents(self, sheet: WorkSheet) -> tuple[tuple[str, str], ...]:
        parent = sheet.of.rpartition(".")[0]
        assert self.standard.workbook is not None, "a sheet belongs to a workbook"
        topic = next(
            one.id for one in self.standard.workbook.sheets if one.of == parent and one.kind == "list"
        )
        lines = [line for line in self.typed.get(topic, ()) if any(map(str.strip, line.cells.values()))]
        names = item_labels(line.cells.get("name", "").strip() for line in lines)
        return tuple((line.key, name) for line, name in zip(lines, names, strict=True))

    def _rows(self, sheet: WorkSheet, columns: tuple[Column, ...]) -> Iterator[Row]:
        typed = {line.key: line.cells for line in self.typed.get(sheet.id, ())}
        match sheet.kind:
            case "fields":
                for one in sheet.fields:
                    column = self._asked(sheet, one)
                    cell = self._cell(sheet.id, one.field, column, typed)
                    yield Row(
                        one.field,
                        column.label,
                        (cell,),
                        version=self._version(sheet.id, one.field),
                        help=column.help,
                    )
            case "own":
                for choice in own_passages(self.standard.outline):
                    column = Column("value", cell_name(choice.shown, self.standard), "long_text")
                    cell = self._cell(sheet.id, choice.stored, column, typed)
                    yield Row(
                        choice.stored, column.label, (cell,), version=self._version(sheet.id, choice.stored)
                    )
            case "grid":
                yield from self._grid_rows(sheet, columns, typed)
            case _:
                marks = self._marks(sheet)
                for key in typed:
                    cells = tuple(self._cell(sheet.id, key, column, typed) for column in columns)
                    yield Row(
                        key,
                        None,
                        cells,
                        version=self._version(sheet.id, key),
                        mark=_mark_shown(marks.get(key)),
                    )

    def _marks(self, sheet: WorkSheet) -> dict[str, Mark]:
        """The marks of a list's lines, where they earn any."""
        if sheet.of != MARKED:
            return {}
        lines = {
            key.rpartition(".")[0]: address.line
            for key, address in self.assembled.entered.places.items()
            if address.topic == sheet.id
        }
        return {lines[key]: mark for key, mark in self.marks.items() if key in lines}

    def _grid_rows(
        self, sheet: WorkSheet, columns: tuple[Column, ...], typed: Mapping[str, Mapping[str, str]]
    ) -> Iterator[Row]:
        for row in sheet.rows:
            label = cell_name(row_label(row, self.standard), self.standard)
            if not row.concept:
                yield Row(
                    "",
                    label,
                    (),
                    row.indent,
                    heading=bool(row.heading),
                    total=not row.heading,
                    parts=row.total_of,
                )
                continue
            concept = self.standard.concepts[row.concept]
            filled = (*open_stages(sheet, row, self.standard), "reason", "document")
            cells = tuple(
                self._cell(
                    sheet.id,
                    row.concept,
                    Column(
                        column.name,
                        column.label,
                        column.kind,
                        concept.unit if column.numeric else "",
                        column.name in row.required,
                        choices=column.choices,
                    ),
                    typed,
                    closed=column.name not in filled,
                )
                for column in columns
            )
            source = row.note or (concept.found_in.zh if concept.found_in else "")
            yield Row(
                row.concept,
                label,
                cells,
                row.indent,
                version=self._version(sheet.id, row.concept),
                help=source,
                parts=row.total_of,
            )

    def _cell(
        self,
        topic: str,
        key: str,
        column: Column,
        typed: Mapping[str, Mapping[str, str]],
        *,
        closed: bool = False,
    ) -> Cell:
        address = Address(topic, key, column.name)
        text = typed.get(key, {}).get(column.name, "")
        return Cell(
            address,
            column,
            text,
            closed,
            column.required and not closed and not text.strip(),
            self.assembled.entered.troubles.get(address),
            self.said.severity(address),
            not closed and topic not in self.frozen and self.hand.cell(address),
        )

    def _version(self, topic: str, key: str) -> int:
        return self.versions.get((topic, key), 0)


def _named(key: str, label: str) -> Name:
    """A word of the workbook's own furniture, with its English."""
    return Name(label, f"{say(Message(f'filling_sheet.{key}'), 'en')} ({label})")


def _mark_shown(mark: Mark | None) -> MarkShown | None:
    if mark is None:
        return None
    return MarkShown(
        "" if mark.points is None else format_score(mark.points),
        "" if mark.full is None else format_score(mark.full),
    )


_offers: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}


def _offered(standard: Standard, one: Field) -> tuple[tuple[str, str], ...]:
    """The choices the pack offers for a cell, put together once for each pack."""
    key = (standard.manifest.id, one.choices_from or one.field)
    if one.choices:
        return tuple((choice.shown, choice.shown) for choice in choices_of(one, standard))
    if key not in _offers:
        _offers[key] = tuple((choice.shown, choice.shown) for choice in choices_of(one, standard))
    return _offers[key]
