"""What every topic is written with: the report, the standard, the lists offered and the plan."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.composing.workbook.looks import BLOCK, HEAD, INTRO, input_style
from ziping.composing.workbook.offers import Offers
from ziping.composing.workbook.page import Page
from ziping.composing.workbook.plan import Placed
from ziping.composing.workbook.values import cell_value
from ziping.documents import Area, Highlight
from ziping.documents.xlsx.model import a1
from ziping.report import Report
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, SheetWords, WorkSheet
from ziping.standards.workbook_terms import unit_of


@dataclass(frozen=True, slots=True)
class Desk:
    report: Report
    standard: Standard
    words: SheetWords
    offers: Offers
    last_year: Report | None = None

    def unit(self, sheet: WorkSheet, field: Field) -> str:
        """The unit to print behind a label: of figures only, and not where words may stand."""
        return (
            ""
            if field.kind in ("figure", "text", "long_text", "choice")
            else unit_of(sheet, field, self.standard)
        )

    def label(self, sheet: WorkSheet, field: Field, between: str = "") -> str:
        """``决算数（万元）*``: the unit in the heading, a star where it must be filled."""
        unit = self.unit(sheet, field)
        return f"{field.label}{f'{between}（{unit}）' if unit else ''}{'*' if field.required else ''}"

    def put_input(
        self, page: Page, field: Field, value: object, column: int, *, row: int, to_column: int
    ) -> None:
        """A cell to fill, with what the report has for it."""
        held = cell_value(value, field, self.offers.choices(field), self.words)
        page.put(column, held, input_style(field), row=row, to_column=to_column)

    def guide_typing(self, page: Page, sheet: WorkSheet, field: Field, area: Area) -> None:
        """What Excel says while one types into ``area``."""
        validation = self.offers.validation(field, area, self.unit(sheet, field), field.label)
        if validation:
            page.validations.append(validation)


def put_heading(page: Page, placed: Placed) -> None:
    """The title of a topic that stands beneath another, and its introduction."""
    if placed.title_row is not None:
        page.put(0, placed.sheet.title, BLOCK, row=placed.title_row, to_column=page.text_to)
        page.stretch(placed.title_row, 26)
    if placed.intro_row is not None:
        page.put(0, placed.sheet.intro, INTRO, row=placed.intro_row, to_column=page.text_to)
        page.stretch(placed.intro_row, page.height_for(placed.sheet.intro, 0, page.text_to))


def put_header(page: Page, row: int, headings: list[tuple[int, int, str, str]]) -> None:
    """The header row: (column, last column, text, comment)."""
    for column, to_column, text, note in headings:
        page.put(column, text, HEAD, row=row, to_column=to_column, note=note)
        page.stretch(row, page.height_for(text, column, to_column, least=30))


def mark_missing(page: Page, row: int, column: int, formula: str | None = None) -> None:
    """Light up a required cell while it is blank."""
    here = a1(row, column)
    page.highlights.append(Highlight(Area(row, column, row, column), formula or f"=LEN({here})=0", "warning"))
