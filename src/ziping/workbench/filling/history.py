"""What a page, a cell, or a whole report was before: who changed what when, and what two rounds differ in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ziping.composing.workbook import entries_of
from ziping.report import Address, Entries, Line, report_of
from ziping.standards import Standard
from ziping.standards.english import cell_name
from ziping.wording import Lang, Message, say
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.cells import cell_id
from ziping.workbench.filling.linework import MOVED, REMOVED, RESTORED
from ziping.workbench.filling.models import Change, Handed, Package
from ziping.workbench.filling.rendering import called
from ziping.workbench.filling.sheets import Form

_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Past:
    """A change in words. ``of_line``: a whole line was moved, taken away or brought back, as ``after`` says."""

    id: int
    at: dt.datetime
    who: str
    where: str
    before: str
    after: str
    way: Message
    cell: str = ""
    of_line: bool = False
    line_gone: bool = False

    @property
    def restores(self) -> bool:
        """Whether what it was before can be put back."""
        return not self.of_line or self.line_gone


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell in which two rounds differ."""

    topic: str
    where: str
    before: str
    after: str


def pasts_of(package: Package, address: Address, lang: Lang) -> tuple[Past, ...]:
    """The changes of one cell, newest first: one query."""
    changes = Change.objects.filter(
        package=package, topic=address.topic, key=address.line, column=address.column
    ).select_related("person")
    return tuple(_past(change, "", lang) for change in changes[:_A_PAGE])


def changes_of(form: Form, page: str, lang: Lang, before: int = 0) -> tuple[tuple[Past, ...], int]:
    """The changes of a page of the form (of all where blank), newest first, and the number to go on from (0: no more)."""
    found: QuerySet[Change] = Change.objects.filter(package=form.package).select_related("person")
    if page:
        group = next((group for group in form.pages if group[0].id == page), None)
        if group is None:
            raise KeyError(page)
        found = found.filter(topic__in=[sheet.id for sheet in group])
    if before:
        found = found.filter(pk__lt=before)
    listed = list(found[: _A_PAGE + 1])
    names = _Names(form.standard, form.typed, lang)
    pasts = tuple(_past(change, names.of(change), lang) for change in listed[:_A_PAGE])
    return pasts, pasts[-1].id if len(listed) > _A_PAGE else 0


def _past(change: Change, where: str, lang: Lang) -> Past:
    address = Address(change.topic, change.key, change.column)
    of_line = change.column in (REMOVED, RESTORED, MOVED)
    after = say(_line_word(change), lang) if of_line else change.after
    return Past(
        change.pk,
        timezone.localtime(change.at),
        str(change.person),
        where,
        "" if of_line else change.before,
        after,
        Message(f"filling_sheet.way.{change.way}"),
        "" if of_line else cell_id(address),
        of_line,
        change.column == REMOVED,
    )


def _line_word(change: Change) -> Message:
    if change.column == MOVED:
        return Message("filling_sheet.line_moved", {"before": change.before, "after": change.after})
    return Message(
        "filling_sheet.line_removed" if change.column == REMOVED else "filling_sheet.line_restored"
    )


class _Names:
    """What cells are called, by the pack and by what is typed."""

    def __init__(self, standard: Standard, typed: Entries, lang: Lang) -> None:
        assert standard.workbook is not None, "a campaign takes only standards that have one"
        self.standard = standard
        self.lang = lang
        self.sheets = {sheet.id: sheet for sheet in standard.workbook.sheets}
        self.lines: dict[tuple[str, str], str] = {
            (topic, line.key): line.cells.get("name", "").strip() or str(number)
            for topic, lines in typed.items()
            for number, line in enumerate(lines, 1)
        }

    def of(self, change: Change) -> str:
        return self.called(change.topic, change.key, change.column)

    def topic(self, topic: str) -> str:
        sheet = self.sheets.get(topic)
        return called(cell_name(sheet.title, self.standard), self.lang) if sheet else topic

    def called(self, topic: str, line: str, column: str) -> str:
        return " · ".join(
            filter(None, (self.topic(topic), self.line(topic, line), self.column(topic, column)))
        )

    def line(self, topic: str, line: str) -> str:
        sheet = self.sheets.get(topic)
        labels: Mapping[str, str] = {}
        if sheet is not None and sheet.kind == "fields":
            labels = {one.field: one.label for one in sheet.fields}
        elif sheet is not None and sheet.kind == "grid":
            labels = {
                row.concept: row.label or self.standard.concepts[row.concept].label.zh
                for row in sheet.rows
                if row.concept
            }
        if line in labels:
            return called(cell_name(labels[line], self.standard), self.lang)
        return self.lines.get((topic, line), "")

    def column(self, topic: str, column: str) -> str:
        sheet = self.sheets.get(topic)
        words = self.standard.workbook.words if self.standard.workbook else None
        if column in self.standard.stages:
            return self.standard.stages[column].label[self.lang]
        label = next((one.label for one in sheet.fields if one.field == column), "") if sheet else ""
        if not label and sheet is not None and words is not None:
            label = {"reason": words.reason, "document": words.document, "key": sheet.key}.get(column, "")
        return called(cell_name(label, self.standard), self.lang) if label else ""


def page_called(standard: Standard, page: str, lang: Lang) -> str:
    """What a page of the form is called; blank for one it has not."""
    sheets = standard.workbook.sheets if standard.workbook else ()
    sheet = next((sheet for sheet in sheets if sheet.id == page), None)
    return called(cell_name(sheet.title, standard), lang) if sheet else ""


def rounds_of(package: Package) -> tuple[Handed, ...]:
    """Everything that was handed in, the latest first."""
    found = Handed.objects.filter(package=package).select_related("step", "step__person")
    return tuple(found.defer("report").order_by("-round"))


def differences(one: Handed, other: Handed, lang: Lang) -> tuple[Differing, ...]:
    """The cells in which ``other`` differs from ``one``, topic by topic."""
    standard = standard_named(one.package.campaign.standard)
    before, after = (entries_of(report_of(handed.report), standard) for handed in (one, other))
    names = _Names(standard, after, lang)
    earlier = _Names(standard, before, lang)
    return tuple(_differing(before, after, names, earlier))


def _differing(before: Entries, after: Entries, names: _Names, earlier: _Names) -> Iterator[Differing]:
    for topic in dict.fromkeys((*before, *after)):
        old, new = _cells(before.get(topic, ())), _cells(after.get(topic, ()))
        for line, column in dict.fromkeys((*old, *new)):
            was, is_ = old.get((line, column), ""), new.get((line, column), "")
            if was != is_:
                called_ = names.line(topic, line) or earlier.line(topic, line)
                where = " · ".join(filter(None, (called_, names.column(topic, column))))
                yield Differing(names.topic(topic), where, was, is_)


def _cells(lines: Sequence[Line]) -> dict[tuple[str, str], str]:
    return {(line.key, column): text for line in lines for column, text in line.cells.items()}
