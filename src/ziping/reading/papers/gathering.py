"""What has been read so far, each value with where it stood; and what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ziping.figures import Figure, FigureError, Place
from ziping.reading.papers.shapes import Placed, Unread
from ziping.report import Quantity
from ziping.standards import Standard
from ziping.wording import Message

_GAP: Final = re.compile(r"【待填[^】]*】")
_ASIDE: Final = re.compile(r"(?<=不适用)[（(][^（）()]*[）)]$")  # why it is not applicable
_STROKE: Final = re.compile(r"[-—－/]{1,4}")
_UNIT_LINE: Final = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(?P<unit>亿元|万元|千元|元)")
ALLOTTED: Final = "project.allotted"  # derived from the allotments, but a table may give only their sum
WORDS: Final = frozenset(("text", "date", "flag"))
_LONGEST_SHOWN: Final = 40
_LONGEST_FIGURE: Final = 40
UNSURE: Final = 75  # percent: what is placed with less is listed in a notice


class Record(Struct):
    """An item of a list as it is read: field → what was put there."""

    source: str = ""  # which table or passage it was read from
    values: dict[str, Placed] = field(default_factory=dict)
    inner: dict[str, list[Record]] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was put into a field, empty for nothing."""
        found = self.values.get(name)
        return found.written if found is not None else ""


class Gathering:
    """Values gathered from tables and text. The surest stays; of equals, the first."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.book: dict[tuple[str, str], Placed] = {}
        self.fields: dict[str, Placed] = {}
        self.lists: dict[str, list[Record]] = {}
        self.notes: dict[str, dict[str, Placed]] = {}
        self.narrative: dict[str, Placed] = {}
        self.stated: list[Placed] = []  # what a report derives, as the document states it
        self.categories: dict[str, list[Placed]] = {}
        self.totals: list[Placed] = []  # marks reached, of each table that is about one project
        self.blanks: dict[str, Place] = {}  # cells in which nothing stands, whatever the text says
        self.notices: list[Message] = []
        self.unread: list[Unread] = []
        self.document_unit = ""

    def cannot(self, words: str, written: str, place: Place) -> None:
        """Keep what could not be placed; a stroke in a cell that is of no use says nothing."""
        if _STROKE.fullmatch(written.strip()):
            return
        self.unread.append(Unread(words.strip()[:_LONGEST_SHOWN], written.strip(), place))

    def figure(
        self,
        concept_id: str,
        stage: str,
        written: str,
        place: Place,
        confidence: int = 100,
        unit: str = "",
        words: str = "",
    ) -> bool:
        """Put a figure or text where its concept is kept; ``False`` when it is none and so was not placed."""
        concept = self.standard.concepts.get(concept_id)
        text = cleaned(written)
        if concept is None:
            return False
        if concept.unit in WORDS:
            return self._field(concept_id, concept.field, text, place, confidence)
        value = quantity(text, concept.unit, unit)
        if value is None:
            if text:
                self.cannot(words or concept.label.zh, text, place)
            return False
        if concept.field:
            return self._field(concept_id, concept.field, value, place, confidence)
        placed = Placed(f"figures.{concept_id}.{stage}", value, place, confidence, concept_id, stage)
        if not value and place.row is not None:
            self.blanks.setdefault(placed.key, place)
        if concept.formula or concept.given:
            self.stated.append(Placed("", value, place, confidence, concept_id, stage))
            return True
        known = self.book.get((concept_id, stage))
        if known is None or _better(placed, known):
            self.book[concept_id, stage] = placed
        if known is not None and known.written and value and not same(known.written, value, concept.unit):
            self._conflict(known, placed)
        return True

    def _field(self, concept_id: str, name: str, text: str, place: Place, confidence: int) -> bool:
        if not name:
            return False
        placed = Placed(name, text, place, confidence, concept_id)
        known = self.fields.get(name)
        if known is None or _better(placed, known):
            self.fields[name] = placed
        return True

    def record(self, item: str, source: str) -> Record:
        """A new record of ``item``; those of one ``source`` are different ones, those of two may be the same."""
        made = Record(source)
        self.lists.setdefault(item, []).append(made)
        return made

    def put(
        self,
        record: Record,
        concept_id: str,
        written: str,
        place: Place,
        confidence: int = 100,
        unit: str = "",
    ) -> None:
        """Put a text into a record's field."""
        concept = self.standard.concepts[concept_id]
        name = concept.field or concept_id.rpartition(".")[2]
        text = cleaned(written)
        if concept.unit not in WORDS:
            value = quantity(text, concept.unit, unit)
            if value is None:
                self.cannot(concept.label.zh, text, place)
                return
            text = value
        placed = Placed(name, text, place, confidence, concept_id, item=record.text("name"))
        if not concept.field and concept_id != ALLOTTED:
            self.stated.append(replace(placed, key=""))
            return
        known = record.values.get(name)
        if known is None or _better(placed, known):
            record.values[name] = placed

    def note(self, key: str, part: str, written: str, place: Place) -> None:
        """Keep a reason or a paper for a figure."""
        self.notes.setdefault(key, {}).setdefault(
            part, Placed(f"notes.{key}.{part}", cleaned(written), place)
        )

    def _conflict(self, known: Placed, other: Placed) -> None:
        label = self.standard.concepts[known.concept].label.zh
        args = {
            "label": label,
            "stage": self.standard.stages[known.stage].label.zh
            if known.stage in self.standard.stages
            else "",
            "kept": self.book[known.concept, known.stage].written,
            "other": other.written if self.book[known.concept, known.stage] is known else known.written,
        }
        message = Message("reading.papers.conflict", args)
        if message not in self.notices:
            self.notices.append(message)

    def everything(self) -> Iterator[Placed]:
        """All that was placed outside of lists."""
        yield from self.book.values()
        yield from self.fields.values()
        yield from self.stated


def _better(new: Placed, known: Placed) -> bool:
    """A value beats a blank; among values, and among blanks, the surer one."""
    if bool(new.written) != bool(known.written):
        return bool(new.written)
    return new.confidence > known.confidence


def cleaned(text: str) -> str:
    """A cell's text without gaps nobody filled and without blanks around it."""
    return (
        _GAP.sub("", text).replace("\u3000", " ").strip()
        if "【" in text
        else text.replace("\u3000", " ").strip()
    )


@lru_cache(maxsize=8192)
def quantity(text: str, own: str, unit: str) -> str | None:
    """``text`` as a report keeps it, in the concept's ``own`` unit unless ``unit`` says otherwise; ``None`` for no figure.

    With no ``own`` unit it only tells whether it is one.

    >>> quantity("1177690", "万元", "元"), quantity(" 43 ", "人", ""), quantity("约好", "人", "")
    ('1177690元', '43', None)
    """
    flat = _ASIDE.sub("", re.sub(r"\s+", "", text))
    if not flat:
        return ""
    if len(flat) > _LONGEST_FIGURE:
        return None
    try:
        figure = Figure.parse(flat)
    except FigureError:
        return None
    if unit and own == "万元" and unit != own and figure.known and figure.unit is None:
        flat += unit
    try:
        Quantity(flat).figure(own or None)
    except FigureError:
        return None
    return flat


def same(one: str, other: str, unit: str) -> bool:
    """Whether two written figures are one value."""
    first, second = Quantity(one).figure(unit), Quantity(other).figure(unit)
    if first.known and second.known:
        return first.base == second.base
    # 无 in a sentence and 0 in a table, or 不适用, contradict nothing
    return not (first.known and first.base) and not (second.known and second.base)


def unit_line(text: str) -> str:
    """The unit of money a line above a table gives (单位：元), empty for none."""
    found = _UNIT_LINE.search(text)
    return found["unit"] if found else ""
