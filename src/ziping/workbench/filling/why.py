"""Where a figure comes from and what rests on it: its working down to what was typed, the rules that looked at it, its past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ziping.checking import describe
from ziping.explaining import Line, explain
from ziping.report import Address, Fact
from ziping.scoring import Mark, facts, texts
from ziping.standards.english import said, whole
from ziping.wording import InputError, Lang, Message, say
from ziping.workbench.filling.assemble import Assembled
from ziping.workbench.filling.cells import Cell
from ziping.workbench.filling.history import Past, pasts_of
from ziping.workbench.filling.rendering import called
from ziping.workbench.filling.sheets import Form

_MOST_RULES = 12
_MOST_PASTS = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an explanation in words."""

    what: str
    value: str
    how: tuple[str, ...]
    parts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule that looked at the figure. ``severity`` is blank where it holds."""

    title: str
    severity: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """``told`` explains the cell, ``mark`` the marks its line earns; ``found_in`` says where the figure is found."""

    cell: Cell
    title: str
    found_in: str
    told: tuple[Told, ...]
    mark: Told | None
    rules: tuple[Ruled, ...]
    pasts: tuple[Past, ...]


def why_of(form: Form, address: Address, lang: Lang) -> Why:
    """Everything there is to say of one cell. Raises ``KeyError`` for one the form has not."""
    sheet = form.sheet_of(address.topic)
    if sheet is None:
        raise KeyError(address.topic)
    topic = form.topic(sheet)
    number, row, cell = next(
        (
            (number, row, cell)
            for number, row in enumerate(topic.rows, 1)
            for cell in row.cells
            if cell.address == address
        ),
        (0, None, None),
    )
    if row is None or cell is None:
        raise KeyError(address)
    row_name = called(row.label, lang) or cell_name_of(topic.title.zh, row.cells, number)
    column = called(cell.column.label, lang)
    title = " · ".join(dict.fromkeys(filter(None, (row_name, column))))
    key = {place: key for key, place in form.assembled.entered.places.items()}.get(address, "")
    teller = _Teller(form.assembled, lang)
    return Why(
        cell,
        title,
        row.help or cell.column.help,
        tuple(teller.of(key)),
        teller.mark(form.marks.get(key.rpartition(".")[0])) if topic.marked else None,
        tuple(_rules(form, key, address, lang)),
        pasts_of(form.package, address, lang)[:_MOST_PASTS],
    )


def cell_name_of(topic: str, cells: Sequence[Cell], number: int) -> str:
    """What a line of a list is called: its name where it has one, else its number."""
    named = next((cell.text for cell in cells if cell.address.column == "name" and cell.text.strip()), "")
    return named or f"{topic} {number}"


class _Teller:
    """Explains figures of one report."""

    def __init__(self, assembled: Assembled, lang: Lang) -> None:
        self.assembled = assembled
        self.lang = lang

    def of(self, key: str) -> Iterator[Told]:
        """The figure kept under ``key``, as ``explaining`` has it; nothing for words."""
        card = self.assembled.scorecard
        fact = next((fact for fact in self.assembled.statement.facts if fact.key == key), None)
        if fact is None or card is None:
            return
        statement = self.assembled.statement.with_facts(facts(card), texts(card))
        try:
            lines: Iterable[Line] = explain(self._asked(fact), statement, card)
        except InputError:
            return
        yield from (self._told(line) for line in lines)

    def _asked(self, fact: Fact) -> str:
        return f"{fact.concept}@{fact.column}" if not fact.item and fact.column else str(fact.place)

    def mark(self, mark: Mark | None) -> Told | None:
        card = self.assembled.scorecard
        if mark is None or card is None:
            return None
        steps = tuple(say(step, self.lang) for step in (*mark.working.steps, *mark.notes))
        return Told(whole(mark.indicator, self.assembled.standard, self.lang), "", steps, ())

    def _told(self, line: Line) -> Told:
        value = say(line.value, self.lang) if isinstance(line.value, Message) else line.value
        return Told(
            said(line.what, self.assembled.standard, self.lang),
            value,
            tuple(say(one, self.lang) for one in line.how),
            tuple(self._told(part) for part in line.parts),
        )


def _rules(form: Form, key: str, address: Address, lang: Lang) -> Iterator[Ruled]:
    """What the check says of the cell, and the rules that hold it right."""
    for finding in form.said.by_cell.get(address, ()):
        text = describe(finding, form.standard, lang)
        yield Ruled(text.title, finding.severity, text.message)
    titles: dict[str, None] = {}
    for one in form.assembled.checked.passed:
        if key and key in one.keys:
            titles.setdefault(form.standard.rules[one.rule].title[lang])
    for relation in form.assembled.checked.relations:
        keys = {relation.claim.spot.key, *(one.spot.key for one in relation.operands)}
        if key in keys and relation.verdict in ("exact", "rounding"):
            titles.setdefault(form.standard.rules[relation.rule].title[lang])
    yield from (Ruled(title, "") for title in list(titles)[:_MOST_RULES])
