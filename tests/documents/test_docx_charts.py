"""Charts are native: exact values, a sheet behind them, words for who cannot see them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from ziping.documents import Chart, Document, Metadata, Paragraph, Series, read_xlsx, write_docx
from ziping.documents.model import ChartKind

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Parts = Callable[..., dict[str, etree._Element]]  # noqa: SLF001 -- lxml has no public name for it
PLOTS: dict[ChartKind, str] = {
    "bar": "barChart",
    "column": "barChart",
    "stacked_bar": "barChart",
    "pie": "pieChart",
    "doughnut": "doughnutChart",
}


def chart(kind: ChartKind, title: str | None = None) -> Chart:
    return Chart(
        kind,
        ("人员经费", "公用<经费>"),
        (
            Series("年初预算", (Decimal("628.79"), Decimal("67.20"))),
            Series("全年执行", (Decimal("658.22"), None)),
        ),
        alt="公用经费由67.20万元增至518.46万元",
        title=title,
    )


@pytest.mark.parametrize("kind", list(PLOTS))
def test_values_in_the_chart_are_the_exact_decimals(parts_of: Parts, kind: ChartKind) -> None:
    part = parts_of(chart(kind, "收支（万元）"))["word/charts/chart1.xml"]
    assert part.find(f".//{C}{PLOTS[kind]}") is not None
    first = part.find(f".//{C}ser/{C}val")
    assert first is not None
    assert [node.text for node in first.iter(f"{C}v")] == ["628.79", "67.20"]
    names = part.find(f".//{C}ser/{C}cat")
    assert names is not None
    assert [node.text for node in names.iter(f"{C}v")] == ["人员经费", "公用<经费>"]
    assert "收支（万元）" in "".join(str(text) for text in part.itertext())


def test_a_missing_value_leaves_a_gap(parts_of: Parts) -> None:
    part = parts_of(chart("column"))["word/charts/chart1.xml"]
    second = part.findall(f".//{C}ser/{C}val")[1]
    assert [point.get("idx") for point in second.iter(f"{C}pt")] == ["0"]


def test_the_chart_says_in_words_what_it_shows(parts_of: Parts) -> None:
    text = etree.tostring(parts_of(chart("bar"))["word/document.xml"], encoding="unicode")
    assert 'descr="公用经费由67.20万元增至518.46万元"' in text


def test_the_sheet_behind_a_chart_holds_its_figures(tmp_path: Path, about: Metadata) -> None:
    path = tmp_path / "report.docx"
    write_docx(Document((chart("bar"), chart("pie")), about), path)
    with ZipFile(path) as package:
        (tmp_path / "behind.xlsx").write_bytes(package.read("word/embeddings/Microsoft_Excel_Sheet2.xlsx"))
        relation = package.read("word/charts/_rels/chart2.xml.rels").decode()
    assert "../embeddings/Microsoft_Excel_Sheet2.xlsx" in relation
    (sheet,) = read_xlsx(tmp_path / "behind.xlsx").sheets
    assert sheet.name == "Sheet1"
    assert sheet.rows == (
        (None, "年初预算", "全年执行"),
        ("人员经费", Decimal("628.79"), Decimal("658.22")),
        ("公用<经费>", Decimal("67.2")),
    )


def test_bars_start_at_zero_unless_one_is_negative(parts_of: Parts) -> None:
    positive = parts_of(chart("column"))["word/charts/chart1.xml"]
    assert positive.find(f".//{C}valAx/{C}scaling/{C}min") is not None
    negative = Chart("column", ("甲",), (Series("增减", (Decimal("-5.23"),)),), alt="减少")
    assert parts_of(negative)["word/charts/chart1.xml"].find(f".//{C}valAx/{C}scaling/{C}min") is None


def test_a_caption_below_keeps_to_its_chart_and_not_to_the_next_paragraph(parts_of: Parts) -> None:
    parts = parts_of(chart("bar"), Paragraph("图1　支出", role="caption"), Paragraph("正文"))
    figure, caption, *_ = parts["word/document.xml"][0]
    assert figure.find(f"{W}pPr/{W}keepNext") is not None
    loose = caption.find(f"{W}pPr/{W}keepNext")
    assert loose is not None
    assert loose.get(f"{W}val") == "0"
