"""Files that are no Word documents, or broken, or made to do harm: a message that teaches, or a reading in part."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from documents.compound import compound
from documents.word_files import NAMES, docx, keys, p, package, parts, t, tbl, tc, texts, tr
from ziping.documents import read_docx
from ziping.documents.archive import Archive
from ziping.wording import InputError

BODY = "".join(p(f"第{at}段，决算支出{at}.69万元。") for at in range(40)) + tbl(tr(tc("甲"), tc("1176.69")))


def refusal(data: bytes | Path) -> str:
    with pytest.raises(InputError) as caught:
        read_docx(data, "自评报告.docx")
    message = str(caught.value)
    assert "自评报告.docx" in message
    assert caught.value.render("en")
    return message


def with_part(name: str, content: str | bytes) -> bytes:
    return package(parts(BODY) | {name: content})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "是空的"),
        (lambda: bytes(5000), "是空的"),
        (lambda: compound({"WordDocument": b"\xec\xa5" * 3000}), "旧格式"),
        (lambda: compound({"EncryptedPackage": b"x" * 6000, "EncryptionInfo": b"y" * 200}), "密码"),
        ("自评报告\n一、基本情况".encode, "是一个压缩包，而这个文件不是"),
        (lambda: b"%PDF-1.7 ...", "是一个压缩包，而这个文件不是"),
        (lambda: b"PK\x03\x04" + bytes(100), "已损坏"),
        (lambda: docx(BODY)[:700], "已损坏"),
        (lambda: package({"xl/workbook.xml": "<a/>"}), "Excel 工作簿"),
        (lambda: package({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
        (lambda: package({"OFD.xml": "<a/>"}), "OFD"),
        (lambda: package({"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
        (lambda: package({"readme.txt": "x"}), "没有正文"),
        (lambda: package({"word/styles.xml": "<a/>"}), "没有正文"),
        (lambda: with_part("word/document.xml", ""), "没有正文"),
        (lambda: with_part("word/document.xml", "不是 XML"), "没有正文"),
        (lambda: with_part("word/document.xml", "<html><body>登录已过期</body></html>"), "没有正文"),
    ],
)
def test_what_is_no_word_document_is_called_by_its_name(make: Callable[[], bytes], said: str) -> None:
    assert said in refusal(make())


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.docx")
    assert "文件夹" in refusal(tmp_path)


def test_a_password_on_the_parts_is_said() -> None:
    locked = bytearray(docx(BODY))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(signature)
        while start >= 0:
            locked[start + at] |= 1
            start = locked.find(signature, start + 4)
    assert "密码" in refusal(bytes(locked))


def test_entities_are_never_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    for entities in (f'<!ENTITY a0 "哈">{laughs}', f'<!ENTITY a11 SYSTEM "{secret.as_uri()}">'):
        bomb = (
            f"<!DOCTYPE w:document [{entities}]><w:document {NAMES}><w:body>"
            f"{p('<w:r><w:t>&a11;</w:t></w:r>')}</w:body></w:document>"
        )
        assert "DOCTYPE" in refusal(with_part("word/document.xml", bomb))


def test_a_bomb_in_the_text_is_refused_and_one_elsewhere_never_unpacked() -> None:
    body = f"<w:document {NAMES}><w:body>{p(t('字' * 20_000_000))}</w:body></w:document>"
    assert "为安全起见" in refusal(with_part("word/document.xml", body))
    elsewhere = with_part("word/media/image1.png", bytes(150_000_000))
    assert len(texts(read_docx(elsewhere, ""))) == 40


def test_a_part_may_lie_about_its_size() -> None:
    data = bytearray(with_part("word/document.xml", f"<w:document {NAMES}>{' ' * 60_000_000}</w:document>"))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert "为安全起见" in refusal(bytes(data))


def test_too_many_parts_are_refused() -> None:
    assert "过多" in refusal(package({f"word/{at}": "" for at in range(10_001)}))


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    assert "50 MB" in refusal(path)


def test_a_torn_body_is_read_as_far_as_it_goes() -> None:
    whole = str(parts(BODY)["word/document.xml"])
    source = read_docx(with_part("word/document.xml", whole[: whole.index("第20段")]), "")
    assert texts(source) == [f"第{at}段，决算支出{at}.69万元。" for at in range(20)]
    assert keys(source) == ["documents.docx.broken"]


def test_torn_styles_do_not_stop_the_reading() -> None:
    body = p("一、基本情况", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    made = parts(body, styles="", numbering="") | {
        "word/styles.xml": "<w:styles",
        "word/numbering.xml": "\x00\x01",
    }
    source = read_docx(package(made), "")
    assert texts(source) == ["一、基本情况"]
    assert [notice.args["part"] for notice in source.notices] == ["word/styles.xml", "word/numbering.xml"]


@pytest.mark.parametrize(
    "open_tag", ["<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>", "<w:p><w:r><w:pict><w:txbxContent>"]
)
def test_nesting_without_end_is_read_in_part(open_tag: str) -> None:
    close = "".join(f"</{tag.strip('<>')}>" for tag in reversed(open_tag.replace("><", "> <").split()))
    deep = open_tag * 300 + p("最里") + close * 300
    assert keys(read_docx(docx(p("正文") + deep), "")) == ["documents.docx.broken"]


def test_loops_between_styles_and_lists_end() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="1"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = p("甲", '<w:pStyle w:val="1"/>')
    assert texts(read_docx(docx(body, styles=styles, numbering=numbering), "")) == ["甲"]


def mutated(data: bytes, seed: int) -> bytes:
    """Change, drop or repeat a few pieces."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out))
        kind = chance.randrange(3)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.randint(1, 40)]
        else:
            out[at:at] = out[at : at + chance.randint(1, 200)]
    return bytes(out)


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_ends_in_a_traceback(seed: int) -> None:
    made = parts(BODY, styles="", numbering="", footnotes="")
    xml = mutated(str(made["word/document.xml"]).encode(), seed)
    for data in (mutated(package(made), seed), package(made | {"word/document.xml": xml})):
        with suppress(InputError):
            assert read_docx(data, "").format == "docx"


def test_parts_are_replaced_and_added_and_the_others_stay_packed() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("附件/一.txt", "一" * 500)
        zipped.writestr("b.txt", "二")
    archive = Archive(out.getvalue(), "")
    again = Archive(archive.replaced({"b.txt": b"new", "c.txt": b"added"}), "")
    assert [again.read(name) for name in again.names] == [("一" * 500).encode(), b"new", b"added"]
    assert archive.replaced({}).count(("一" * 500).encode()) == 0
