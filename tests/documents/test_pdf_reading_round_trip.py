"""What ``ziping`` writes reads back from its PDF as it does from its Word file, figure by figure."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import pytest

from ziping.documents import (
    Block,
    Cell,
    Document,
    Heading,
    Metadata,
    Paragraph,
    Row,
    Section,
    Table,
    TableGrid,
    Title,
    pdf_available,
    read_pdf,
    to_pdf,
    write_docx,
)
from ziping.documents.docx.reader import read_docx
from ziping.documents.source import Grid, Source

ABOUT = Metadata("自评报告", "示例县财政局", datetime(2025, 5, 14))  # noqa: DTZ001 -- as people write it
LETTERS = "示例县人力资源和社会保障局部门整体支出绩效自评预算执行基本项目公用经费管理改革完成情况"


class Author:
    """Writes reports nobody would: every length of text, figure and table, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def words(self, least: int, most: int) -> str:
        return "".join(self._dice.choices(LETTERS, k=self._dice.randint(least, most)))

    def prose(self, length: int) -> str:
        dice, text = self._dice, ""
        while len(text) < length:
            figure = f"{dice.randint(0, 9999)}.{dice.randint(0, 99):02}"
            text += self.words(3, 12) + dice.choice(
                (f"{figure}万元", f"（占{figure[-5:]}%）", f"〔2024〕{dice.randint(1, 99)}号", "")
            )
            text += dice.choice("，。；、")
        return text[:-1] + "。"

    def cell(self, kind: str) -> str:
        dice = self._dice
        if kind == "figure":
            amount = f"{dice.randint(0, 99999)}.{dice.randint(0, 99):02}"
            return dice.choice((amount, amount, amount, "", "——", "0", "不适用", amount + "%"))
        return self.words(2, 9) if kind == "label" else self.prose(dice.randint(8, 60))

    def table(self) -> Table:
        dice = self._dice
        kinds = ["label", *dice.choices(("figure", "figure", "figure", "label"), k=dice.randint(2, 7))]
        if dice.random() < 0.4:
            kinds.append("prose")
        head = Row(tuple(Cell(self.words(2, 6), shade="light") for _ in kinds))
        rows = [head]
        for _ in range(dice.randint(2, 40)):
            cells = [Cell(self.cell(kind)) for kind in kinds]
            if dice.random() < 0.1:
                cells[0:2] = [Cell(self.words(2, 6), col_span=2)]
            rows.append(Row(tuple(cells)))
        widths = tuple({"prose": 5, "label": 3, "figure": 2}[kind] for kind in kinds)
        return Table(TableGrid(widths, tuple(rows), header_rows=1))

    def report(self) -> Document:
        dice = self._dice
        blocks: list[Block] = [Title("示例县财政局部门整体支出绩效自评报告")]
        for number in "一二三四五":
            blocks.append(Heading(1, f"{number}、{self.words(4, 12)}"))
            blocks += [Paragraph(self.prose(dice.randint(10, 400))) for _ in range(dice.randint(1, 4))]
            if dice.random() < 0.2:
                blocks.append(Section(dice.choice(("portrait", "landscape"))))
            blocks += [
                Paragraph("收支情况表", role="caption"),
                Paragraph("单位：万元", role="note"),
                self.table(),
            ]
        return Document(tuple(blocks), ABOUT)


def bare(text: str) -> str:
    return "".join(text.split())


def passages(source: Source) -> list[str]:
    return [text for passage in source.passages if passage.role != "footer" and (text := bare(passage.text))]


def cells(grid: Grid) -> set[tuple[int, int, int, int, str]]:
    return {(cell.row, cell.column, cell.row_span, cell.col_span, bare(cell.text)) for cell in grid.cells}


@pytest.mark.skipif(pdf_available() is not None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_pdf_of_a_report_holds_the_paragraphs_and_cells_of_its_word_file(
    seed: int, tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    write_docx(Author(seed).report(), path)
    to_pdf(path, path.with_suffix(".pdf"))
    word, paper = read_docx(path, "报告"), read_pdf(path.with_suffix(".pdf"), "报告")
    assert paper.notices == ()
    assert passages(paper) == passages(word)
    assert [cells(grid) for grid in paper.grids] == [cells(grid) for grid in word.grids]
