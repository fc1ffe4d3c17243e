"""What the benchmarks measure on: the tidy example, a report of many facts, and a template a peer can render."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from ziping.documents import Document, Heading, Paragraph, Table
from ziping.documents.model import plain
from ziping.report import Allotment, Project, Quantity, Report, load_report

ROOT = Path(__file__).resolve().parent.parent
FACTS_A_PROJECT = 5


def tidy_report() -> Report:
    return load_report(ROOT / "examples" / "tidy" / "report.json")


def many_facts(count: int) -> Report:
    """The tidy report with so many projects that its statement has about ``count`` facts."""
    import msgspec  # noqa: PLC0415 - only to change one field

    funds = tuple(
        Project(
            name=f"专项{number}",
            initial=Quantity("10.50"),
            adjusted=Quantity("10.50"),
            executed=Quantity("10.50"),
            allotments=(Allotment(amount=Quantity("10.50")),),
        )
        for number in range(count // FACTS_A_PROJECT)
    )
    return msgspec.structs.replace(tidy_report(), projects=funds)


def template_for(document: Document, path: Path) -> Callable[[Path], None]:
    """A docxtpl template with a loop for the paragraphs and one for each table's rows; renders the same content."""
    paragraphs = [
        block.text if isinstance(block, Heading) else plain(block.content)
        for block in document.blocks
        if isinstance(block, Heading | Paragraph)
    ]
    tables = [block.grid for block in document.blocks if isinstance(block, Table)]
    made = docx.Document()
    made.add_paragraph("{%p for text in paragraphs %}")
    made.add_paragraph("{{ text }}")
    made.add_paragraph("{%p endfor %}")
    context: dict[str, object] = {"paragraphs": paragraphs}
    for number, grid in enumerate(tables):
        width = len(grid.widths)
        table = made.add_table(rows=3, cols=width)
        table.cell(0, 0).text = f"{{%tr for row in table{number} %}}"
        for column in range(width):
            table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
        table.cell(2, 0).text = "{%tr endfor %}"
        rows = [[plain(cell.content) for cell in row.cells] for row in grid.rows]
        context[f"table{number}"] = [cells + [""] * (width - len(cells)) for cells in rows]
    made.save(str(path))

    def render(target: Path) -> None:
        template = DocxTemplate(str(path))
        template.render(context)
        template.save(str(target))

    return render
