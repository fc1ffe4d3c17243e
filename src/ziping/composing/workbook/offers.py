"""Drop-down lists: every list stands once on a hidden sheet, or is the column of another sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.composing.workbook.looks import HEAD, LABEL
from ziping.composing.workbook.page import Page
from ziping.documents import Sheet, Validation
from ziping.documents.xlsx.model import Area, CellValue
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, SheetWords
from ziping.standards.workbook_terms import Choice, choices_of
from ziping.wording import Message, say

_LONGEST_PROMPT = 240
_LONGEST_TITLE = 30


@dataclass(slots=True)
class Offers:
    """The lists of the workbook; ``columns`` says where other sheets' columns (``projects.name``) stand."""

    standard: Standard
    words: SheetWords
    columns: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[str, ...], int] = field(default_factory=dict)
    known: dict[tuple[str, tuple[str, ...]], tuple[Choice, ...]] = field(default_factory=dict)

    def choices(self, what: Field) -> tuple[Choice, ...]:
        key = (what.choices_from, what.choices)
        if key not in self.known:
            self.known[key] = choices_of(what, self.standard)
        return self.known[key]

    def source(self, what: Field) -> str | None:
        """The range offered for ``what``, written for a validation; ``None`` when nothing is."""
        if what.choices_from in self.columns:
            return f"={self.columns[what.choices_from]}"
        if what.kind == "yes_no":
            return self._listed((self.words.yes, self.words.no))
        shown = tuple(choice.shown for choice in self.choices(what))
        return self._listed(shown) if shown else None

    def _listed(self, shown: tuple[str, ...]) -> str:
        column = self.lists.setdefault(shown, len(self.lists))
        page = Page(self.words.lists, [24])
        return f"={page.range_name(column, 1, len(shown))}"

    def validation(self, what: Field, area: Area, unit: str, label: str) -> Validation | None:
        """What Excel says while typing into ``area``, and what it refuses."""
        prompt = what.note[:_LONGEST_PROMPT]
        title = label[:_LONGEST_TITLE]
        source = self.source(what) if what.kind in ("choice", "yes_no") else None
        if source:
            return Validation(
                area,
                "list",
                source=source,
                title=title,
                message=prompt,
                error_title=title,
                error_message=_sentence("free" if what.free and what.kind == "choice" else "listed"),
                severity="information" if what.free and what.kind == "choice" else "stop",
            )
        kinds = {"money": "decimal", "number": "decimal", "integer": "integer", "date": "date"}
        if what.kind not in kinds:
            return None
        ask = _sentence(f"ask_{what.kind}", unit=unit)
        return Validation(
            area,
            "date" if what.kind == "date" else "integer" if what.kind == "integer" else "decimal",
            minimum=0 if what.kind == "integer" else None,
            title=title,
            message=f"{prompt}\n{ask}".strip()[:_LONGEST_PROMPT],
            error_title=title,
            error_message=ask,
            severity="information",
        )

    def sheet(self) -> Sheet:
        """The hidden sheet of lists, one a column."""
        page = Page(self.words.lists, [24] * max(1, len(self.lists)))
        for shown, column in self.lists.items():
            page.put(column, f"{self.words.lists}{column + 1}", HEAD, row=0)
            for row, name in enumerate(shown, 1):
                value: CellValue = name
                page.put(column, value, LABEL, row=row)
        return page.finish(protected=True, tab="none", hidden=True)


def _sentence(name: str, **args: object) -> str:
    return say(Message(f"composing_workbook.{name}", args), "zh")
