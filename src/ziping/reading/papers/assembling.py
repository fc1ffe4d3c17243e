"""From what was gathered to a :class:`Report`: lists merged, figures of indicators taken apart, codes looked up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from ziping.figures import FigureError, Place, parse_date
from ziping.figures.folding import fold
from ziping.reading.papers.blanks import (
    Home,
    home_of,
    places_in_records,
    places_of_lists,
    places_under_headings,
)
from ziping.reading.papers.categories import place_categories
from ziping.reading.papers.gathering import Gathering, Record
from ziping.reading.papers.shapes import Outline, Placed
from ziping.report import DayOrMonth, Quantity, Report, report_of, takes_month
from ziping.standards import Standard

_BY_NAME: Final = frozenset(("project", "premises"))
_TARGET: Final = re.compile(
    r"(?P<sign>≥|≤|=|>|<|>=|<=)?\s*(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>[^\s0-9,.;:。，；]{0,8})"
)
_NO_UNITS: Final = re.compile(r"[年月日前底]")
_SIGNS: Final = {">=": "≥", "<=": "≤"}


class Assembled:
    """A report's data and the place of every value."""

    def __init__(self, gathering: Gathering, year: int) -> None:
        self.gathering = gathering
        self.standard = gathering.standard
        self.data: dict[str, Any] = {"standard": self.standard.manifest.id, "year": year}
        self.places: dict[str, Place] = {}
        self.placed: list[Placed] = []
        self.blanks: dict[str, Place] = {}  # where a cell or field was found in which nothing stands
        self.homes: dict[str, Home] = {}  # key of a record → where it stands

    def report(self) -> Report:
        """The report. It never fails on what a document says: what does not fit a field was kept out of it."""
        self._book()
        if len(self.gathering.totals) == 1:
            total = self.gathering.totals[0]
            self.gathering.figure(total.concept, "", total.written, total.place, total.confidence)
        self._fields()
        for item, records in self.gathering.lists.items():
            self._list(item, records)
        if "project" not in self.gathering.lists:
            place_categories(self.gathering, ())
        self._notes()
        self.placed.extend(self.gathering.stated)
        return report_of(self.data)

    def _keep(self, placed: Placed, key: str) -> None:
        self.places[key] = placed.place
        self.placed.append(
            Placed(
                key,
                placed.written,
                placed.place,
                placed.confidence,
                placed.concept,
                placed.stage,
                placed.item,
            )
        )

    def _book(self) -> None:
        for (concept, stage), placed in self.gathering.book.items():
            if placed.written:
                self.data.setdefault("figures", {}).setdefault(concept, {})[stage] = placed.written
                self._keep(placed, placed.key)
            else:
                self.blanks[placed.key] = placed.place

    def _fields(self) -> None:
        for name, placed in self.gathering.fields.items():
            value = self._value(placed, placed.written)
            if value is None or value == "" or name == "year":
                self.blanks[name] = placed.place
                continue
            target = self.data
            *way, last = name.split(".")
            for step in way:
                target = target.setdefault(step, {})
            target[last] = value
            self._keep(placed, name)
        for section, placed in self.gathering.narrative.items():
            self.data.setdefault("narrative", {})[section] = placed.written
            self._keep(placed, placed.key)

    def _notes(self) -> None:
        for key, parts in self.gathering.notes.items():
            self.data.setdefault("notes", {})[key] = {part: placed.written for part, placed in parts.items()}
            for placed in parts.values():
                self._keep(placed, placed.key)

    def _value(self, placed: Placed, text: str) -> str | None:
        """A date as a report keeps it; ``None`` for what is no date where one is wanted."""
        concept = self.standard.concepts.get(placed.concept)
        if concept is None or concept.unit != "date":
            return None if concept is not None and concept.unit == "flag" else text
        try:
            day = parse_date(text)
        except FigureError:
            if text:
                self.gathering.cannot(concept.label.zh, text, placed.place)
            return None
        if day.day is not None:
            return day.first.isoformat()
        return str(DayOrMonth(text)) if takes_month(concept, self.standard.items) else None

    # --- lists --------------------------------------------------------------------------------------------------------------

    def _list(self, item: str, records: Iterable[Record]) -> None:
        field = self.standard.items[item].field
        made: list[dict[str, Any]] = []
        listed = merged(item, list(records))
        if item == "project":
            place_categories(self.gathering, listed)
        for record in listed:
            number = len(made)
            data = self._record(record, f"{field}[{number}]", item)
            if item == "indicator":
                _indicator(data)
            if item in ("economic", "functional") and not self._coded(item, data):
                self.gathering.cannot(
                    str(data.get("name", "")), str(data.get("executed", "")), _place(record)
                )
                continue
            if item in ("project", "premises", "institution") and not data.get("name"):
                data["name"] = ""
            if data or record.values or record.inner:
                made.append(_complete(item, data))
        if made:
            self.data[field] = made

    def _record(self, record: Record, key: str, item: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        if (home := home_of(item, record)) is not None:
            self.homes[key] = home
        for name, placed in record.values.items():
            if name == "allotted":
                continue
            value = self._value(placed, placed.written)
            if value:
                data[name] = int(value) if name == "problem" and value.isdigit() else value
                self._keep(placed, f"{key}.{name}")
            else:
                self.blanks[f"{key}.{name}"] = placed.place
        for name, inner in record.inner.items():
            within = self._item_of(name)
            rows = [self._record(one, f"{key}.{name}[{number}]", within) for number, one in enumerate(inner)]
            data[name] = rows  # one nobody has filled in is one of them
        allotted = record.values.get("allotted")
        if allotted is not None and "allotments" not in data and _something(allotted.written):
            data["allotments"] = [{"amount": allotted.written}]
            self._keep(allotted, f"{key}.allotments[0].amount")
        for name, texts in record.lists.items():
            data[name] = [text for text in texts if text]
        return data

    def _item_of(self, field: str) -> str:
        """The part that is kept within another one under ``field``."""
        return next(
            (name for name, item in self.standard.items.items() if item.within and item.field == field), ""
        )

    def whereabouts(self, outline: Outline) -> dict[str, Place]:
        """The place of every value; of what is blank its cell, the record it is missing from or its section's heading."""
        found = self.gathering.blanks | self.blanks | self.places
        found.update(places_in_records(self.homes, found, self.standard))
        found.update(places_of_lists(found, self.standard))
        return dict(places_under_headings(outline, self.standard)) | found

    def _coded(self, item: str, data: dict[str, Any]) -> bool:
        """A line of a classification is kept by its code: where only its name is printed, the code is looked up."""
        if data.get("code"):
            return True
        code = code_of(item, str(data.get("name", "")), self.standard)
        if code:
            data["code"] = code
        return bool(code)


def _place(record: Record) -> Place:
    return next((placed.place for placed in record.values.values()), Place())


def _something(written: str) -> bool:
    figure = Quantity(written).figure("万元")
    return figure.known and figure.base != 0


def code_of(item: str, name: str, standard: Standard) -> str:
    """The code of a line of a classification by its name; empty where it is not exactly one."""
    classification = standard.economic if item == "economic" else standard.functional
    if classification is None or not name:
        return ""
    found = [code for code, line in classification.codes.items() if name == line.name or name in line.aliases]
    deepest = [code for code in found if not any(other != code and other.startswith(code) for other in found)]
    return deepest[0] if len(deepest) == 1 else ""


def _complete(item: str, data: dict[str, Any]) -> dict[str, Any]:
    if item in ("problem", "measure", "duty"):
        data.setdefault("text", "")
    return data


def _indicator(data: dict[str, Any]) -> None:
    """A target as it is printed (≥520人次) into sign, figure and unit; dates and words stay as they are."""
    flat = fold(str(data.get("target", ""))).strip()
    found = _TARGET.fullmatch(flat)
    if found is None or _NO_UNITS.match(found["unit"]):
        return
    sign = found["sign"] or ""
    data["target"] = found["number"]
    if sign:
        data["sign"] = _SIGNS.get(sign, sign)
    unit = found["unit"]
    if not unit:
        return
    data["unit"] = unit
    actual = fold(str(data.get("actual", ""))).strip()
    other = _TARGET.fullmatch(actual)
    if other is not None and other["unit"] == unit and not other["sign"]:
        data["actual"] = other["number"]


def merged(item: str, records: list[Record]) -> list[Record]:
    """Records of several sources that are the same one, put together: by name, else those of the fullest source.

    Of one name in one source the first stands for the first of that name in another, the second for the second.
    """
    if item not in _BY_NAME:
        source = _fullest(records)
        return [record for record in records if not source or record.source == source]
    found: dict[tuple[str, int], Record] = {}
    seen: dict[tuple[str, str], int] = {}
    for record in records:
        name = record.text("name")
        times = seen.get((record.source, name), 0)
        seen[record.source, name] = times + 1
        known = found.setdefault((name, times), record)
        if known is not record:
            for field, placed in record.values.items():
                other = known.values.get(field)
                if other is None or not other.written:
                    known.values[field] = placed
            for field, inner in record.inner.items():
                known.inner.setdefault(field, inner)
            for field, texts in record.lists.items():
                known.lists.setdefault(field, texts)
    return list(found.values())


def _fullest(records: list[Record]) -> str:
    """The table with most items, of equals the first; empty where there is none (all records are kept)."""
    counts = Counter(record.source for record in records if record.source.startswith("table:"))
    return max(counts, key=lambda source: counts[source], default="")
