"""Zips of every kind of packing and damage: a message, never a traceback, and no memory for what is only announced."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from ziping.documents import open_source
from ziping.documents.archive import MAX_DIRECTORY
from ziping.wording import InputError

LONG = "、".join(map(str, range(3000))).encode()
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/>' + LONG
MEMBERS: Mapping[str, Mapping[str, bytes]] = {
    "docx": {"word/document.xml": WORD},
    "zip": {"附件.txt": LONG},
    "ofd": {"OFD.xml": LONG},
    "xlsx": {"xl/workbook.xml": LONG},
    "ods": {"mimetype": LONG[:190]},
}


def zipped(members: Mapping[str, bytes], method: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def torn(data: bytes) -> bytes:
    """The first bytes of what is packed first, garbled."""
    name, extra = data[26] + data[27] * 256, data[28] + data[29] * 256
    begin = 30 + name + extra + 9
    return data[:begin] + bytes(byte ^ 0x5A for byte in data[begin : begin + 30]) + data[begin + 30 :]


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
@pytest.mark.parametrize("kind", MEMBERS)
def test_what_is_packed_wrongly_is_called_damaged(kind: str, method: int, tmp_path: Path) -> None:
    path = tmp_path / f"报告.{kind}"
    path.write_bytes(torn(zipped(MEMBERS[kind], method)))
    with pytest.raises(InputError) as told:
        open_source(path)
    assert "损坏或不完整" in str(told.value.render("zh"))


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_any_usual_packing_is_read(method: int, tmp_path: Path) -> None:
    path = tmp_path / "附件.zip"
    path.write_bytes(zipped({"附件.txt": "附件里的一句话。".encode()}, method))
    assert [passage.text for passage in open_source(path).passages] == ["附件里的一句话。"]


def test_a_directory_of_millions_of_parts_is_not_even_listed(tmp_path: Path) -> None:
    small = zipped({"a.txt": b"a"}, ZIP_DEFLATED)
    directory = small.index(b"PK\1\2")
    end = small.index(b"PK\5\6")
    entry = small[directory:end]
    entries = entry * (MAX_DIRECTORY // len(entry) + 1)
    size = len(entries).to_bytes(4, "little")
    path = tmp_path / "报告.zip"
    path.write_bytes(small[:directory] + entries + small[end : end + 12] + size + small[end + 16 :])
    with pytest.raises(InputError) as told:
        open_source(path)
    assert "文件过多" in told.value.render("zh")[0]
