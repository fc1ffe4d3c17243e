"""The package as a whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from ziping.documents import (
    Chart,
    Contents,
    Document,
    Heading,
    Metadata,
    Paragraph,
    Section,
    Series,
    Table,
    TableGrid,
    Title,
    write_docx,
)
from ziping.documents.model import Cell, Row
from ziping.wording import InternalFault

GRID = TableGrid((1, 1), (Row((Cell("三公经费", row_span=2), Cell("6.00"))), Row((Cell("0.77"),))))


def report(about: Metadata) -> Document:
    blocks = (
        Title("自评报告"),
        Contents("目录"),
        Heading(1, "一、概况"),
        Paragraph("正文"),
        Chart("bar", ("甲",), (Series("乙", (Decimal(1),)),), alt="丙"),
        Section("landscape"),
        Table(GRID),
    )
    return Document(blocks, about)


def test_the_same_document_gives_the_same_bytes(tmp_path: Path, about: Metadata) -> None:
    write_docx(report(about), tmp_path / "a.docx")
    write_docx(report(about), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_another_program_reads_text_tables_and_properties(tmp_path: Path, about: Metadata) -> None:
    path = tmp_path / "report.docx"
    write_docx(report(about), path)
    opened = docx.Document(str(path))
    assert [line.text for line in opened.paragraphs if line.style and line.style.name == "Heading 1"] == [
        "一、概况"
    ]
    table = opened.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["三公经费", "6.00"],
        ["三公经费", "0.77"],
    ]
    assert opened.core_properties.title == "自评报告"
    assert opened.core_properties.author == "示例县人力资源和社会保障局"
    assert opened.core_properties.language == "zh-CN"
    assert opened.core_properties.created == datetime(2025, 5, 14, 9, 30, tzinfo=UTC)


def test_every_relation_leads_to_a_part_and_every_part_has_a_type(tmp_path: Path, about: Metadata) -> None:
    path = tmp_path / "report.docx"
    write_docx(report(about), path)
    with ZipFile(path) as package:
        names = set(package.namelist())
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for target in ("styles.xml", "settings.xml", "footer4.xml", "charts/chart1.xml"):
        assert f'Target="{target}"' in relations
        assert f"word/{target}" in names
        assert f"/word/{target}" in types


def test_a_zoned_time_is_kept_as_the_same_moment(tmp_path: Path) -> None:
    beijing = datetime(2025, 5, 14, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    path = tmp_path / "report.docx"
    write_docx(Document((), Metadata("t", "a", beijing)), path)
    with ZipFile(path) as package:
        assert b"2025-05-14T00:00:00Z" in package.read("docProps/core.xml")


def test_a_document_that_cannot_be_written_leaves_the_old_file_alone(tmp_path: Path, about: Metadata) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    with pytest.raises(InternalFault):
        write_docx(Document((Table(TableGrid((1, 1), (Row((Cell("少"),)),))),), about), path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["report.docx"]
