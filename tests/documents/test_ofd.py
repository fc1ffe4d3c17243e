"""OFD: characters at their places become lines, paragraphs and ruled tables, whatever the package looks like."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.documents import archive, open_source
from ziping.documents.ofd import page as ofd_page
from ziping.documents.ofd import read_ofd, reader
from ziping.documents.ofd.geometry import numbers, steps, straights
from ziping.documents.source import Source
from ziping.wording import InputError

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.0  # millimetres


def text(x: float, y: float, words: str, more: str = "") -> str:
    """A line of text, every character a square."""
    delta = f'DeltaX="g {len(words) - 1} {SIZE}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {SIZE * len(words)} {SIZE}" Size="{SIZE}" {more}>'
        f'<ofd:TextCode X="0" Y="3.5" {delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(x: float, y: float, data: str, more: str = "") -> str:
    return f'<ofd:PathObject ID="2" Boundary="{x} {y} 1 1" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def table(x: float, y: float, rows: list[list[str]], wide: float = 40, high: float = 8) -> str:
    across, down = wide * len(rows[0]), high * len(rows)
    lines = [path(x, y + high * row, f"M 0 0 L {across} 0") for row in range(len(rows) + 1)]
    lines += [path(x + wide * column, y, f"M 0 0 L 0 {down}") for column in range(len(rows[0]) + 1)]
    words = [
        text(x + wide * column + 2, y + high * row + 2, words)
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
        if words
    ]
    return "".join(lines + words)


def page(objects: str, head: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}>{head}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def package(*pages: str, parts: Mapping[str, str] | None = None, plain: bool = False) -> bytes:
    """An OFD of these pages; ``plain``: without any namespace, as some programs write it."""
    listed = "".join(
        f'<ofd:Page ID="{number}" BaseLoc="Pages/P{number}.xml"/>' for number in range(len(pages))
    )
    every = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        **{f"Doc_0/Pages/P{number}.xml": one for number, one in enumerate(pages)},
        **(parts or {}),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in every.items():
            archive.writestr(
                name, content.replace(f" {NAMESPACE}", "").replace("ofd:", "") if plain else content
            )
    return buffer.getvalue()


def texts(source: Source) -> list[str]:
    return [passage.text for passage in source.passages]


@pytest.mark.parametrize("plain", [False, True])
def test_lines_and_a_ruled_table_are_read(tmp_path: Path, *, plain: bool) -> None:
    rows = [["项目", "预算数", "决算数"], ["公务接待", "6", "0.77"], ["培训费", "", "——"]]
    file = tmp_path / "自评.pdf"
    file.write_bytes(package(page(text(30, 30, "支出1176.69万元。") + table(30, 60, rows)), plain=plain))
    source = open_source(file)
    assert (source.format, source.pages) == ("ofd", 1)
    assert texts(source) == ["支出1176.69万元。"]
    (grid,) = source.grids
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(3)] == rows
    assert grid.place.page == 1


def test_a_space_is_where_one_is_written_or_a_gap_is_wide() -> None:
    words = (
        '<ofd:TextObject Boundary="30 30 90 5" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="2 2 2 20">12 34</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    assert texts(read_ofd(package(page(words)), "报告")) == ["12 3 4"]


def test_a_drawn_object_is_moved_and_enlarged_by_its_matrix() -> None:
    squeezed = text(30, 50, "第二行") + text(30, 30, "第一行")
    doubled = text(30, 70, "第三行", 'CTM="2 0 0 2 0 0"')
    assert texts(read_ofd(package(page(squeezed + doubled)), "报告")) == ["第一行", "第二行", "第三行"]


def test_what_is_marked_invisible_is_not_read() -> None:
    objects = text(30, 30, "看得见") + text(30, 50, "看不见", 'Visible="false"')
    assert texts(read_ofd(package(page(objects)), "报告")) == ["看得见"]


def test_the_template_under_a_page_is_read_with_it() -> None:
    template = page(text(30, 20, "模板文字"))
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        '</ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P0.xml"/></ofd:Pages></ofd:Document>'
    )
    used = page(text(30, 60, "正文"), '<ofd:Template TemplateID="9" ZOrder="Background"/>')
    data = package(used, parts={"Doc_0/Document.xml": document, "Doc_0/Tpls/T.xml": template})
    assert texts(read_ofd(data, "报告")) == ["模板文字", "正文"]


def test_places_may_begin_with_a_slash_and_differ_in_case() -> None:
    root = f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>/doc_0\\Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    assert texts(read_ofd(package(page(text(30, 30, "正文")), parts={"OFD.xml": root}), "报告")) == ["正文"]


def test_thin_filled_boxes_are_rules() -> None:
    boxes = [path(30, 60 + 10 * row, "M 0 0 L 80 0 L 80 0.3 L 0 0.3 C", 'Fill="true"') for row in range(3)]
    boxes += [
        path(30 + 40 * column, 60, "M 0 0 L 0.3 0 L 0.3 20 L 0 20 C", 'Fill="true"') for column in range(3)
    ]
    words = text(32, 62, "项目") + text(72, 62, "数") + text(32, 72, "接待") + text(72, 72, "6")
    (grid,) = read_ofd(package(page("".join(boxes) + words)), "报告").grids
    assert [cell.text for cell in grid.cells] == ["项目", "数", "接待", "6"]


def test_pages_that_are_pictures_and_pages_that_are_lost_are_told() -> None:
    picture = page('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>')
    source = read_ofd(package(page(text(30, 30, "正文")), picture, "", "<not xml"), "报告")
    told = {notice.key: notice.args for notice in source.notices}
    assert told["documents.ofd.no_text_pages"] == {"pages": "2"}
    assert told["documents.ofd.page_failed"]["page"] in (3, 4)
    assert (source.pages, texts(source)) == (4, ["正文"])


def test_what_of_a_page_could_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_page, "MAX_GLYPHS", 12)
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    unnamed = page(text(30, 30, "部门整体支出绩效自评\ufffd报告"))
    long = page(text(30, 30, "部门整体支出绩效自评报告，如实填报"))
    source = read_ofd(package(unnamed, long, unnamed, unnamed), "报告")
    assert {notice.key: notice.args for notice in source.notices} == {
        "documents.ofd.some_glyphs": {"pages": "1"},
        "documents.ofd.cut": {"pages": "2"},
        "documents.ofd.left_out": {"pages": "3–4", "read": 2},
    }
    assert source.pages == 4


def test_a_template_under_many_pages_is_unpacked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 60_000)
    template = page(text(30, 20, "模板文字")) + f"<!--{'=' * 20_000}-->"
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/P{number}.xml"/>' for number in range(8))
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        '</ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    used = page(text(30, 60, "正文"), '<ofd:Template TemplateID="9" ZOrder="Background"/>')
    data = package(*[used] * 8, parts={"Doc_0/Document.xml": document, "Doc_0/Tpls/T.xml": template})
    source = read_ofd(data, "报告")
    assert (source.notices, texts(source).count("正文")) == ((), 8)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"Encryptions.xml": "<x/>"}, "加密"),
        ({"OFD.xml": "<ofd:OFD/>"}, "DocRoot"),
        ({"OFD.xml": "<DocBody><DocRoot>没有.xml</DocRoot></DocBody>"}, r"没有\.xml"),
        ({"OFD.xml": ""}, r"OFD\.xml"),
    ],
)
def test_a_package_without_its_document_says_what_is_missing(parts: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_ofd(package(page(text(30, 30, "正文")), parts=parts), "报告.ofd")


def test_entities_are_neither_resolved_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE p [<!ENTITY a "啊啊啊啊啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        + page(text(30, 30, "正文&b;&c;"))
    )
    assert "啊" not in "".join(texts(read_ofd(package(bomb, page(text(30, 30, "二"))), "报告")))


@pytest.mark.parametrize(
    ("written", "wanted", "expected"),
    [
        ("g 3 2.5", 3, [2.5, 2.5, 2.5]),
        ("1 g 2 3 4", 4, [1.0, 3.0, 3.0, 4.0]),
        ("2", 3, [2.0, 2.0, 2.0]),
        ("", 3, []),
        ("g 999999999 1", 2, [1.0, 1.0]),
        ("x 1 nan inf 2", 2, [1.0, 2.0]),
    ],
)
def test_steps_are_expanded(written: str, wanted: int, expected: list[float]) -> None:
    assert steps(written, wanted) == expected


def test_paths_give_their_straight_pieces() -> None:
    assert list(straights("M 0 0 L 5 0 B 1 1 2 2 5 5 L 0 5 C")) == [
        (0.0, 0.0, 5.0, 0.0),
        (5.0, 5.0, 0.0, 5.0),
        (0.0, 5.0, 0.0, 0.0),
    ]


@given(st.text("gMLCB 0123.-+e", max_size=60))
def test_no_writing_of_numbers_breaks_the_reader(written: str) -> None:
    assert all(number == number for number in numbers(written))  # noqa: PLR0124 -- only nan differs from itself
    assert len(steps(written, 7)) in (0, 7)
    assert all(len(piece) == 4 for piece in straights(written))
