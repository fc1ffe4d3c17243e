"""PDFs that are broken, locked, empty, scanned, or no PDFs at all."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest

from documents.pdf_files import Page, pdf, with_password
from ziping.documents import read_pdf
from ziping.documents.pdf.reader import library, reading
from ziping.documents.source import Source
from ziping.wording import LANGUAGES, InputError, say

PAGE = Page().text(72, 700, "支出1177.69万元").grid((60, 160, 260), (600, 580, 560)).text(64, 585, "甲", 10)
IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\n\x80\nendstream"
)


def texts(source: Source) -> list[str]:
    return [passage.text for passage in source.passages]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "not_pdf"),
        (b"PK\x03\x04 a zip", "not_pdf"),
        ("一段文字".encode(), "not_pdf"),
        (b"%PDF-1.7\n", "damaged"),
        (pdf(PAGE)[:200], "damaged"),
        (b"%PDF-1.7\n" + bytes(5000), "damaged"),
        (pdf(), "no_pages"),
        (with_password(b"secret", PAGE), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as refused:
        read_pdf(content, "报告 2024.pdf")
    message = refused.value.messages[0]
    assert message.key == f"documents.pdf_reading.{key}"
    assert all("报告 2024.pdf" in say(message, language) for language in LANGUAGES)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_pdf(tmp_path / "无.pdf", "无.pdf")
    assert refused.value.messages[0].key == "documents.pdf_reading.unreadable"


def test_a_file_of_too_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE", 100)
    with pytest.raises(InputError) as refused:
        read_pdf(pdf(PAGE), "大.pdf")
    assert refused.value.messages[0].key == "documents.pdf_reading.too_large"


def test_a_file_locked_with_an_empty_password_opens(tmp_path: Path) -> None:
    path = tmp_path / "锁 🔒.pdf"
    path.write_bytes(with_password(b"", PAGE))
    assert texts(read_pdf(path, path.name)) == ["支出1177.69万元"]


def test_a_broken_table_of_objects_is_mended() -> None:
    content = pdf(PAGE)
    start, end = content.rindex(b"xref\n0"), content.rindex(b"trailer")
    assert texts(read_pdf(content[:start] + b"xref\n0 3\nnothing\n" + content[end:], "坏.pdf")) == [
        "支出1177.69万元"
    ]


def test_pages_that_are_only_pictures_are_named() -> None:
    scans = [
        Page(extra=b"/Resources<</XObject<</X 12 0 R>>>>", marks=["595 0 0 842 0 0 cm /X Do"]) for _ in "123"
    ]
    source = read_pdf(pdf(scans[0], PAGE, scans[1], scans[2], more=[IMAGE]), "扫描.pdf")
    assert [(notice.key, notice.args) for notice in source.notices] == [
        ("documents.pdf_reading.no_text", {"pages": "1、3–4"})
    ]
    assert all("1、3–4" in say(source.notices[0], language) for language in LANGUAGES)


def test_blank_pages_are_nothing_to_tell() -> None:
    white = Page()
    for y in range(100, 800, 20):
        white.area(60, y, 400, 20, "1 g")
    source = read_pdf(pdf(PAGE, white, PAGE), "空页.pdf")
    assert (source.notices, source.pages) == ((), 3)


def test_pages_beyond_the_limit_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PAGES", 2)
    source = read_pdf(pdf(*[PAGE] * 5), "长.pdf")
    assert len(texts(source)) == 2
    assert source.notices[0].args == {"pages": "3–5", "read": 2}
    assert source.pages == 5


def test_a_long_file_is_opened_anew_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_AT_ONCE", 2)
    pages = [Page().text(72, 700, f"{number}.00万元") for number in range(7)]
    assert texts(read_pdf(pdf(*pages), "长.pdf")) == [f"{number}.00万元" for number in range(7)]


def test_a_page_of_too_much_is_read_in_part_and_named() -> None:
    crowded = Page(marks=["0 0 m " + "9 9 l " * 60_001 + "S"]).text(72, 700, "正文")
    source = read_pdf(pdf(crowded), "满.pdf")
    assert texts(source) == ["正文"]
    assert source.notices[0].key == "documents.pdf_reading.cut"


def test_six_times_the_pages_take_no_more_room_while_reading() -> None:
    def peak(pages: int) -> int:
        content = pdf(*[PAGE] * pages)
        tracemalloc.start()
        read_pdf(content, "长.pdf")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(120) < 7 * peak(20) + 1_000_000


def test_mutilated_files_are_read_or_refused_never_a_fault() -> None:
    dice = random.Random(20241)
    whole = pdf(PAGE, PAGE)
    outcomes = {True: 0, False: 0}
    for _ in range(250):
        content = bytearray(whole)
        for _ in range(dice.choice((1, 5, 40))):
            at = dice.randrange(len(content))
            if dice.random() < 0.5:
                content[at] = dice.randrange(256)
            else:
                content[at : at + dice.randrange(30)] = dice.choice(
                    (b"", b"-1", b"99999999999", b"<<", b"[", b"1e30")
                )
        try:
            read_pdf(bytes(content), "坏.pdf")
            outcomes[True] += 1
        except InputError:
            outcomes[False] += 1
    assert min(outcomes.values()) > 0
