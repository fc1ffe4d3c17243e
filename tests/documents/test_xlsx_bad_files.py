"""A file that cannot be read says what it is and what to do."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from ziping.documents import archive, read_xlsx
from ziping.wording import InputError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def good() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"] = "甲", 2
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(parts: Mapping[str, bytes | None]) -> bytes:
    """A good workbook with parts replaced, added or (None) left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good())) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def sheet(rows: str, more: str = "") -> bytes:
    return changed(
        {
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{more}<sheetData>{rows}</sheetData></worksheet>'.encode()
        }
    )


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name in names:
            new.writestr(name, "x")
    return buffer.getvalue()


def cell(ref: str) -> str:
    return f'<row r="{re.sub("[A-Z]", "", ref)}"><c r="{ref}"><v>1</v></c></row>'


def complaint(tmp_path: Path, data: bytes, name: str = "数据.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_xlsx(path)
    assert str(path) in str(caught.value)
    assert caught.value.render("en")[0].isascii() or str(path) in caught.value.render("en")[0]
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "是空的"),
        (b"\0" * 5000, "是空的"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "图片"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"{\\rtf1\\ansi}", "RTF"),
        ("<html><table><tr><td>三公经费</td></tr></table></html>".encode("gb18030"), "网页"),
        ("\ufeff<!DOCTYPE html><html></html>".encode(), "网页"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "Excel 2003",
        ),
        (b'<?xml version="1.0"?><root/>', "XML 文件"),
        ("项目,预算数\n基本支出,1006.91\n".encode("gb18030"), "CSV"),
        ("项目\t预算数\n基本支出\t1006.91\n".encode("utf-16"), "CSV"),
        ("项目;预算数\r\n基本支出;1\r\n".encode(), "CSV"),
        (b'{"report": 1}', "JSON"),
        ("一段说明文字".encode(), "纯文本"),
        (b"\x01\x02\x03\xff\xfe\x00\x81" * 9, "无法辨认"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "演示文稿"),
        (OLE + "MSProject".encode("utf-16-le"), "无法辨认"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (OLE + "Workbook".encode("utf-16-le"), "已损坏"),
        (package("word/document.xml"), "Word"),
        (package("ppt/presentation.xml"), "演示文稿"),
        (package("OFD.xml"), "OFD"),
        (package("xl/workbook.bin"), "xlsb"),
        (package("照片.jpg"), "压缩包"),
        (good()[:-300], "已损坏"),
        (good()[: len(good()) // 2], "已损坏"),
        (b"PK\x03\x04", "已损坏"),
        (changed({"xl/worksheets/sheet1.xml": b"<worksheet"}), "已损坏"),
        (changed({"xl/workbook.xml": b"<workbook><sheets></wrong>"}), "已损坏"),
        (changed({"xl/worksheets/sheet1.xml": None}), "已损坏"),
        (
            changed({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'.encode()}),
            "没有可读的工作表",
        ),
    ],
)
def test_what_it_is_and_what_to_do(tmp_path: Path, data: bytes, words: str) -> None:
    assert words in complaint(tmp_path, data)


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        read_xlsx(tmp_path / "没有.xlsx")
    with pytest.raises(InputError, match="文件夹"):
        read_xlsx(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(good())

    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="读取权限"):
        read_xlsx(tmp_path / "a.xlsx")


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(good())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), bytes(data)):
            data[found.start() + flags] |= 1
    assert "密码" in complaint(tmp_path, bytes(data))


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ziping.documents.xlsx.reader.MAX_FILE", 1000)
    assert "上限" in complaint(tmp_path, good())


@pytest.mark.parametrize("size", [archive.MAX_UNPACKED + 1, archive.RATIO_FROM + 1])
def test_a_bomb_is_not_unpacked(tmp_path: Path, size: int) -> None:
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * 1_000_000
    data = b"".join(squeezed.compress(block) for _ in range(size // len(block) + 1)) + squeezed.flush()
    assert len(data) < 1_000_000
    bomb = changed({"xl/sharedStrings.xml": b" " * size})
    assert "为安全起见没有读取" in complaint(tmp_path, bomb)


def test_a_bomb_that_lies_about_its_size_is_found_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ziping.documents.xlsx.guard.MAX_UNPACKED", 3_000_000)
    data = bytearray(changed({"xl/sharedStrings.xml": b" " * 5_000_000}))
    honest = struct.pack("<I", 5_000_000)
    assert data.count(honest) == 2  # in the entry and in the directory
    lying = bytes(data).replace(honest, struct.pack("<I", 5000))
    assert "为安全起见没有读取" in complaint(tmp_path, lying)


def test_a_thousand_parts_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ziping.documents.xlsx.guard.MAX_PARTS", 5)
    assert "为安全起见没有读取" in complaint(tmp_path, good())


@pytest.mark.parametrize(
    "data",
    [
        sheet(cell("A1") + cell("XFD1048576")),
        sheet(cell("A1") + cell("A1048577")),  # below the last row there is
        sheet(cell("A1") + cell("A4294967295")),
        sheet(cell("A1").replace("<", "<x:").replace("<x:/", "</x:") + cell("XFD1048576")),
        sheet('<row r="1"><c><v>1</v></c></row><row r="1048576">' + "<c><v>1</v></c>" * 9 + "</row>"),
    ],
)
def test_cells_at_the_ends_of_a_sheet_do_not_exhaust_memory(tmp_path: Path, data: bytes) -> None:
    assert "范围过大" in complaint(tmp_path, data)


def test_a_declared_size_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(cell("B2"), more='<dimension ref="A1:XFD1048576"/>'))
    assert read_xlsx(path).sheets[0].rows == ((), (None, 1))


def test_looks_alone_count_for_nothing(tmp_path: Path) -> None:
    looks = "".join(
        f'<x:row r="{row}"><x:c r="XFD{row}" s="0"/><x:c r="XFC{row}" s="0"></x:c></x:row>'
        for row in range(3, 900)
    )
    part = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row>{looks}</x:sheetData></x:worksheet>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed({"xl/worksheets/sheet1.xml": part.encode()}))
    assert read_xlsx(path).sheets[0].rows == ((1,),)


def test_an_ods_that_repeats_a_cell_for_ever(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr(
            "content.xml",
            '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell'
            ' office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
            "</table:table-row></table:table>",
        )
    assert "XFD1048576" in complaint(tmp_path, buffer.getvalue())


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ha">{laughs}]><sst xmlns="{MAIN}" count="1" uniqueCount="1">'
        "<si><t>&l9;</t></si></sst>"
    )
    for coding in ("utf-8", "utf-16"):
        said = complaint(tmp_path, changed({"xl/sharedStrings.xml": text.encode(coding)}))
        assert "xl/sharedStrings.xml 里有 DOCTYPE 声明" in said
        assert "另存" in said


def test_announced_counts_are_not_believed(tmp_path: Path) -> None:
    text = f'<sst xmlns="{MAIN}" count="1" uniqueCount="99999999999999"><si><t>甲</t></si></sst>'
    assert "已损坏" in complaint(tmp_path, changed({"xl/sharedStrings.xml": text.encode()}))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:2048],
        lambda data: data[:600] + b"\xff" * 1500,
        lambda data: data + b"\xff" * 90_000,
    ],
)
def test_a_damaged_binary_workbook_ends_only_the_process_that_reads_it(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    # A directory that names a Workbook stream, and nothing behind it that makes sense.
    header = bytearray(OLE)
    header[24:34] = struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entry = (
        "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18) + b"\x02\x01" + b"\xff" * 60
    )
    assert "已损坏" in complaint(tmp_path, damage(bytes(header) + entry * 12), "旧.xls")
