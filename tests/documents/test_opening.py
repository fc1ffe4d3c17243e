"""Files opened by what they are, not by what they are called; and what is said of files that cannot be read."""

from __future__ import annotations

import os
import socket
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ziping.documents import (
    Document,
    Limits,
    Metadata,
    Paragraph,
    ReadValue,
    Sheet,
    SheetCell,
    Title,
    Workbook,
    open_source,
    write_docx,
    write_xlsx,
)
from ziping.documents.kinds import kind_of
from ziping.documents.source import Source
from ziping.documents.xlsx.as_source import shown
from ziping.wording import InputError, say

TEXT = "2024年部门整体支出总计1176.69万元。"
HTML = f"<html><head><meta charset=gb2312></head><body><p>{TEXT}</p></body></html>"


def write_report(path: Path, about: Metadata) -> bytes:
    docx = path.parent / "made.docx"
    write_docx(Document((Title("自评报告"), Paragraph(TEXT)), about), docx)
    return docx.read_bytes()


def texts(source: Source) -> list[str]:
    return [passage.text for passage in source.passages if passage.role != "footer"]


@pytest.mark.parametrize(
    "name", ["报告.docx", "报告.doc", "报告.pdf", "报告", "a b  📄.txt", "长" * 70 + ".docx"]
)
def test_a_word_file_is_one_whatever_its_name(name: str, tmp_path: Path, about: Metadata) -> None:
    path = tmp_path / name
    path.write_bytes(write_report(path, about))
    source = open_source(path)
    assert (source.name, source.format) == (name, "docx")
    assert texts(source) == ["自评报告", TEXT]


@pytest.mark.parametrize("name", ["报告.doc", "报告.xls", "报告.docx", "报告.htm"])
def test_a_web_page_called_something_else_is_a_web_page(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HTML.encode("gbk"))
    source = open_source(tmp_path / name)
    assert (source.format, texts(source)) == ("html", [TEXT])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_a_text_is_a_text_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "报告.doc").write_bytes(TEXT.encode(encoding))
    source = open_source(tmp_path / "报告.doc")
    assert (source.format, texts(source)) == ("text", [TEXT])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n\r\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"II*\0", "image"),
        (HTML.encode("utf-16"), "html"),
        (b"\n\n  <!DOCTYPE HTML PUBLIC>", "html"),
        ("收入 < 支出，<p> 不是标签".encode(), "text"),
        ("BM25是一种算法".encode(), "text"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>", "office"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n", "mhtml"),
        ("Content：不是信头".encode(), "text"),
    ],
)  # fmt: skip
def test_content_tells_the_kind(data: bytes, kind: str) -> None:
    assert kind_of(data, Path("文件")) == kind


def packed(*names: str, mime: bytes = b"") -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        if mime:
            package.writestr("mimetype", mime)
        for name in names:
            package.writestr(name, b"<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("[Content_Types].xml", "word\\document.xml"), "docx"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "workbook"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (packed("content.xml", mime=b"application/vnd.oasis.opendocument.text"), "office"),
        (packed("content.xml", mime=b"application/vnd.oasis.opendocument.spreadsheet"), "workbook"),
        (packed("word/报告.docx", "附件.xlsx"), "zip"),
        (packed(), "zip"),
    ],
)
def test_what_a_zip_holds_tells_the_kind(data: bytes, kind: str) -> None:
    assert kind_of(data, Path("文件")) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "是空的"),
        (b"\0" * 5000, "是空的"),
        (b" \r\n\t ", "是空的"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (bytes(range(256)) * 8, "无法辨认"),
        (b'{"report": {"unit": 1}}', "JSON"),
        (b"<?xml version='1.0'?><data><x/></data>", "XML"),
        (b"PK\x03\x04 cut short", "已损坏"),
        (packed("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿"),
        (packed("content.xml", mime=b"application/vnd.oasis.opendocument.presentation"), "演示文稿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "无法辨认"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "自评报告.docx"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        open_source(path)
    assert "自评报告.docx" in str(caught.value)
    assert all(say(message, "en") for message in caught.value.messages)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        open_source(tmp_path / "没有.docx")


@pytest.mark.parametrize("name", ["坏\0名", "长" * 300])
def test_an_impossible_name_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"读不了|找不到"):
        open_source(tmp_path / name)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders here")
def test_a_socket_and_a_pipe_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name may have a hundred bytes
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("口")
        with pytest.raises(InputError, match="不是普通文件"):
            open_source(Path("口"))
    os.mkfifo("管")
    with pytest.raises(InputError, match="不是普通文件"):
        open_source(Path("管"))


def test_a_file_nobody_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"x")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        open_source(path)


def test_a_file_beyond_the_limit_is_not_even_loaded(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_bytes(b"1" * 3_000_001)
    with pytest.raises(InputError, match="3 MB，超过 2 MB"):
        open_source(path, limits=Limits(max_file=2_000_000))


def test_a_workbook_gives_its_sheets_as_parts(tmp_path: Path, about: Metadata) -> None:
    cells: dict[tuple[int, int], str | int] = {(0, 0): "附件1-1", (1, 0): "填报单位：示例县财政局", (1, 2): "单位：万元", (2, 0): "项目", (2, 1): "预算数",
             (2, 2): "决算数", (3, 0): "公务接待", (3, 1): 6, (3, 2): "——"}  # fmt: skip
    sheet = Sheet("基础数据", tuple(SheetCell(row, column, value) for (row, column), value in cells.items()))
    path = tmp_path / "附件.docx"
    book = tmp_path / "附件.xlsx"
    write_xlsx(Workbook((sheet,), about), book)
    path.write_bytes(book.read_bytes())
    source = open_source(path)
    assert (source.format, source.parts) == ("xlsx", ("基础数据",))
    assert [(one.text, one.place.row, one.place.column) for one in source.passages] == [
        ("附件1-1", 0, 0),
        ("填报单位：示例县财政局", 1, 0),
        ("单位：万元", 1, 2),
    ]
    (grid,) = source.grids
    assert (grid.origin, grid.place.part) == ((2, 0), "基础数据")
    assert [cell.text for cell in grid.cells] == ["项目", "预算数", "决算数", "公务接待", "6", "——"]


def test_numbers_of_a_workbook_are_shown_exactly() -> None:
    from datetime import date, datetime
    from decimal import Decimal

    midnight, noon = datetime(2025, 5, 14), datetime(2025, 5, 14, 12, 30)  # noqa: DTZ001 -- as a sheet holds them
    values: list[ReadValue] = [
        Decimal("658.22"),
        Decimal("1E-7"),
        Decimal("12E3"),
        10**15,
        True,
        None,
        "",
        midnight,
        noon,
        date(2024, 1, 2),
    ]
    assert [shown(value) for value in values] == [
        "658.22", "0.0000001", "12000", "1000000000000000", "TRUE", "", "", "2025-05-14", "2025-05-14 12:30:00",
        "2024-01-02",
    ]  # fmt: skip
