"""Pictures and scanned pages, with a stand-in for the OCR: layout, doubts, order of pages, and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ziping.documents import Limits, open_source, read_pdf
from ziping.documents.image import Picture, Recognised, Word, read_image, reader, with_recognised_pages
from ziping.documents.source import Grid, Passage
from ziping.wording import InputError, say

PNG = b"\x89PNG\r\n\x1a\n"
WIDE, TALL = 1654, 2339  # dots: A4 at 200 dpi
CHARACTER = 40  # dots


def word(x: float, y: float, text: str, confidence: int = 99, sure: tuple[int, ...] = ()) -> Word:
    return Word(text, x, y, x + CHARACTER * len(text), y + CHARACTER, confidence, (), sure)


class StandIn:
    """Recognises in each picture what it was told to."""

    def __init__(self, *pages: Recognised) -> None:
        self.pages = pages
        self.seen: list[Picture] = []

    def pictures(self, data: bytes) -> tuple[int, Iterator[Picture]]:
        return len(self.pages), self._pictures(broken=b"broken" in data)

    def _pictures(self, *, broken: bool) -> Iterator[Picture]:
        for number, _ in enumerate(self.pages):
            if broken and number == len(self.pages) - 1:
                raise ValueError("cut short")
            yield Picture(WIDE, TALL, WIDE * 3, b"", 200.0)

    def recognise(self, picture: Picture) -> Recognised:
        self.seen.append(picture)
        return self.pages[len(self.seen) - 1]


def lines(*texts: str) -> Recognised:
    return Recognised(tuple(word(200, 200 + 120 * number, text) for number, text in enumerate(texts)))


def table() -> Recognised:
    """Two rows of two cells, ruled."""
    level = tuple((float(y), 200.0, 1000.0) for y in (400, 500, 600))
    upright = tuple((float(x), 400.0, 600.0) for x in (200, 600, 1000))
    cells = (
        word(220, 430, "项目"),
        word(620, 430, "决算数"),
        word(220, 530, "公务接待"),
        word(620, 530, "0.77", 61),
    )
    return Recognised(cells, level, upright)


def test_text_and_ruled_tables_of_a_picture_are_laid_out() -> None:
    source = read_image(PNG, "扫描.png", recogniser=StandIn(table()))
    assert (source.format, source.recognised, source.pages) == ("image", True, 1)
    (grid,) = source.grids
    assert [cell.text for cell in grid.cells] == ["项目", "决算数", "公务接待", "0.77"]
    assert grid.place.page == 1


def test_every_figure_carries_its_doubt_and_the_doubtful_are_counted() -> None:
    source = read_image(PNG, "扫描.png", recogniser=StandIn(table()))
    (grid,) = source.grids
    (doubt,) = grid.cells[3].doubts
    assert (doubt.start, doubt.end, doubt.confidence) == (0, 4, 61)
    assert source.notices[0].args["doubtful"] == 1
    assert "1 处数字的把握不足 90%" in say(source.notices[0], "zh")


def test_figures_stay_as_recognised_however_odd() -> None:
    text = "支出l176.6O万元，占5S。93%，增加，"
    source = read_image(PNG, "a", recogniser=StandIn(Recognised((word(200, 200, text),))))
    (passage,) = source.passages
    assert passage.text == text
    assert [text[one.start : one.end] for one in passage.doubts] == ["l176.6O", "5S。93%"]


def test_a_letter_more_guessed_than_read_carries_its_doubt_but_is_no_doubtful_figure() -> None:
    text = "服务对过总度指标，第2项"
    sure = (99, 98, 95, 31, 71, 99, 99, 99, 20, 99, 99, 99)
    source = read_image(PNG, "a", recogniser=StandIn(Recognised((word(200, 200, text, 90, sure),))))
    (passage,) = source.passages
    assert [(passage.text[one.start : one.end], one.confidence) for one in passage.doubts] == [
        ("过", 31),
        ("2", 99),
    ]
    assert source.notices[0].args["doubtful"] == 0


def test_where_each_character_is_sure_the_least_of_the_figure_counts() -> None:
    text = "支出1.5万元"
    sure = (99, 99, 99, 70, 98, 99, 99)
    source = read_image(PNG, "a", recogniser=StandIn(Recognised((word(200, 200, text, 90, sure),))))
    (passage,) = source.passages
    assert [(one.start, one.end, one.confidence) for one in passage.doubts] == [(2, 5, 70)]


def test_boxes_side_by_side_never_fuse() -> None:
    found = Recognised((word(200, 200, "12.5"), word(200 + 4 * CHARACTER + 30, 200, "36.1")))
    (passage,) = read_image(PNG, "a", recogniser=StandIn(found)).passages
    assert passage.text == "12.5 36.1"


def test_lines_that_waver_a_little_are_one_paragraph() -> None:
    full = "示例县人力资源和社会保障局部门整体支出绩效自评工作情况的说明如下"
    found = Recognised(
        (
            *tuple(word(200 + shift, 200 + 60 * number, full) for number, shift in enumerate((0, 7, -6, 5))),
            word(202, 440, "完。"),
        )
    )
    assert [one.text for one in read_image(PNG, "a", recogniser=StandIn(found)).passages] == [
        full * 4 + "完。"
    ]


def test_pages_of_a_picture_file_follow_each_other() -> None:
    source = read_image(PNG, "a.tif", recogniser=StandIn(lines("第一页。"), lines("第二页。")))
    assert [(one.text, one.place.page) for one in source.passages] == [("第一页。", 1), ("第二页。", 2)]


def test_pages_beyond_the_limit_are_told() -> None:
    source = read_image(PNG, "a.tif", most=1, recogniser=StandIn(lines("第一页。"), lines("第二页。")))
    assert [notice.key.rpartition(".")[2] for notice in source.notices] == ["recognised", "frames_cut"]


@pytest.mark.parametrize(
    ("data", "page", "said"),
    [(PNG + b"broken", lines(), "cut short"), (PNG, Recognised(()), "没有识别出任何文字")],
)
def test_a_picture_that_gives_nothing_says_why(data: bytes, page: Recognised, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_image(data, "扫描.png", recogniser=StandIn(page))


def test_of_a_file_damaged_at_its_end_the_rest_is_read() -> None:
    source = read_image(PNG + b"broken", "a.tif", recogniser=StandIn(lines("第一页。"), lines("第二页。")))
    assert [one.text for one in source.passages] == ["第一页。"]
    told = {notice.key: notice.args for notice in source.notices}
    assert told["documents.image.page_failed"]["page"] == 2


def test_a_picture_too_large_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_DOTS", 1000)
    with pytest.raises(InputError, match="1654 × 2339"):
        read_image(PNG, "扫描.png", recogniser=StandIn(lines("字")))


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "usual_recogniser", lambda: None)
    (tmp_path / "扫描.png").write_bytes(PNG)
    with pytest.raises(InputError, match=r"ziping\[ocr\]"):
        open_source(tmp_path / "扫描.png")


def test_recognition_can_be_switched_off(tmp_path: Path) -> None:
    (tmp_path / "扫描.png").write_bytes(PNG)
    with pytest.raises(InputError, match="识别被关闭"):
        open_source(tmp_path / "扫描.png", limits=Limits(recognise=False))


def pdf(*pages: str) -> bytes:
    """A PDF whose pages have these contents: text is written, “*” is a scanned page of black boxes."""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in pages:
        boxes = " ".join(f"{50 + 40 * at} 400 20 20 re f" for at in range(8))
        content = boxes if page == "*" else f"BT /F1 20 Tf 72 700 Td ({page}) Tj ET"
        parts.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        resources = "<< /Font << /F1 3 0 R >> >>"
        kids.append(f"{len(parts) + 1} 0 R")
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(parts)} 0 R /Resources {resources} >>"
        )
    parts[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table_ = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table_}"
    return (
        body
        + f"{head}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()
    )


def test_only_pages_without_text_are_recognised_and_stand_in_their_order() -> None:
    data = pdf("First 12.5", "*", "Third 7.1", "*")
    engine = StandIn(table(), lines("第四页支出8.8万元。"))
    source = with_recognised_pages(read_pdf(data, "报告.pdf"), data, recogniser=engine)
    assert [(type(one), one.place.page) for one in source.blocks] == [
        (Passage, 1),
        (Grid, 2),
        (Passage, 3),
        (Passage, 4),
    ]
    assert [one.place.block for one in source.blocks] == [0, 1, 2, 3]
    assert [bool(one.doubts) for one in source.passages] == [False, False, True]
    assert (source.format, source.recognised) == ("pdf", True)
    told = {notice.key: notice.args for notice in source.notices}
    assert told == {"documents.image.recognised_pages": {"pages": "2、4", "doubtful": 1, "confidence": 90}}
    assert (engine.seen[0].width, engine.seen[0].height) == (1653, 2339)


def test_a_pdf_with_text_is_left_as_it_is() -> None:
    data = pdf("First 12.5")
    source = read_pdf(data, "报告.pdf")
    assert with_recognised_pages(source, data, recogniser=StandIn()) is source


def test_unread_pages_of_a_pdf_are_told_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "usual_recogniser", lambda: None)
    data = pdf("First 12.5", "*", "*")
    (notice,) = with_recognised_pages(read_pdf(data, "报告.pdf"), data).notices
    assert notice.key == "documents.image.pages_unread"
    assert "第 2–3 页" in say(notice, "zh")
    assert "ziping[ocr]" in say(notice, "en")


def test_scanned_pages_beyond_the_limit_are_told() -> None:
    data = pdf("*", "*", "*")
    source = with_recognised_pages(read_pdf(data, "a"), data, most=1, recogniser=StandIn(lines("第一页。")))
    told = {notice.key: notice.args for notice in source.notices}
    assert told["documents.image.too_many"] == {"count": 3, "limit": 1, "pages": "2–3"}
