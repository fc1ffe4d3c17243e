"""Comments put into a Word document: at the exact characters, and nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.word_files import WORD, box, docx, p, package, parts, read, t, tbl, tc, texts, tr
from ziping.documents import Note, annotate_docx, read_docx
from ziping.documents.source import Grid, Source
from ziping.figures import Place
from ziping.wording import InputError, InternalFault

W = f"{{{WORD}}}"
WHEN = datetime(2025, 5, 14, 9, 30)  # noqa: DTZ001 -- as people write it
BOLD = '<w:r w:rsidR="00A1"><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>{}</w:r>'


def note(place: Place, text: str = "请核对") -> Note:
    return Note(place, text, "自评", "ZP", WHEN)


def part(data: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(data)) as zipped:
        return etree.fromstring(zipped.read(name))


def marked(data: bytes) -> dict[str, str]:
    """What each comment says, and the text between its marks."""
    said = {
        one.get(f"{W}id", ""): "\n".join(
            "".join(piece.text or "" for piece in line.iter(f"{W}t")) for line in one.iter(f"{W}p")
        )
        for one in part(data, "word/comments.xml")
    }
    open_marks: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    references: list[str] = []
    for element in part(data, "word/document.xml").iter():
        ident = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_marks[ident] = []
        elif element.tag == f"{W}commentRangeEnd":
            found[said[ident]] = "".join(open_marks.pop(ident))
        elif element.tag == f"{W}commentReference":
            references.append(ident)
        elif element.tag in (f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"):
            for texts_ in open_marks.values():
                texts_.append(element.text or "")
        elif element.tag == f"{W}tab":
            for texts_ in open_marks.values():
                texts_.append("\t")
    assert not open_marks
    assert sorted(references) == sorted(said)
    return found


def looks(data: bytes) -> list[tuple[str, bytes, str]]:
    """Character by character: what it is, how it looks, and the path of elements around it; our comments left out."""
    found = []
    for run in part(data, "word/document.xml").iter(f"{W}r"):
        if run.find(f"{W}commentReference") is not None:
            continue
        look = run.find(f"{W}rPr")
        rendered = b"" if look is None else etree.tostring(look, method="c14n")
        around = "/".join(str(above.tag) for above in run.iterancestors())
        for child in run:
            if child is look:
                continue
            shown = (child.text or "") if child.tag == f"{W}t" else f"<{child.tag}>"
            found += [(char, rendered, around) for char in shown]
    return found


def places(source: Source) -> Iterator[tuple[Place, str]]:
    for block in source.blocks:
        if isinstance(block, Grid):
            yield from ((block.at(cell), cell.text) for cell in block.cells)
        else:
            yield block.place, block.text


BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
BODY = p(t("2024年决算支出") + BOLD.format("<w:t>1176.69</w:t><w:tab/><w:t>万元</w:t>") + t("。"))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (9, 16, "1176.69"),
        (10, 12, "17"),
        (0, 5, "2024年"),
        (7, 12, "支出117"),
        (15, 19, "9\t万元"),
        (16, 17, "\t"),
        (19, 20, "。"),
        (9, 9, "1"),
        (18, 99, "元。"),
        (None, None, "2024年决算支出1176.69\t万元。"),
    ],
)
def test_a_comment_marks_exactly_its_characters(start: int | None, end: int | None, words: str) -> None:
    place = Place(block=0) if start is None or end is None else Place(block=0, start=start, end=end)
    before = docx(BODY)
    after = annotate_docx(before, [note(place)])
    assert marked(after) == {"请核对": words}
    assert looks(after) == looks(before)


def test_several_comments_on_one_spot_and_across_each_other() -> None:
    spans = [(9, 16), (9, 16), (5, 12), (11, 18), (9, 12), (0, 20), (16, 18)]
    before = docx(BODY)
    notes = [note(Place(block=0, start=a, end=b), f"{at}") for at, (a, b) in enumerate(spans)]
    after = annotate_docx(before, notes)
    whole = texts(read_docx(before, ""))[0]
    assert marked(after) == {f"{at}": whole[a:b] for at, (a, b) in enumerate(spans)}
    assert looks(after) == looks(before)
    assert [one.text for one in read_docx(after, "").passages if one.role == "comment"] == [*"0123456"]


@pytest.mark.parametrize(
    ("inside", "start", "end", "words"),
    [
        (t("见") + f'<w:hyperlink r:id="x">{t("附件一览")}</w:hyperlink>', 2, 5, "件一览"),
        (
            t("见")
            + BEGIN
            + "<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>"
            + SEPARATE
            + t("附件一览")
            + END,
            2,
            5,
            "件一览",
        ),
        (t("前") + f"<w:ins>{t('1176.69')}</w:ins>" + t("后"), 0, 4, "前117"),
        (t("前") + f"<w:del>{t('1177.69')}</w:del>" + t("后面"), 1, 2, "后"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{t('控件里的字')}</w:sdtContent></w:sdt>", 1, 3, "件里"),
        (t("于") + f'<w:fldSimple w:instr="DATE">{t("2025年")}</w:fldSimple>' + t("底"), 2, 4, "2025年"),
        (
            t("计")
            + BEGIN
            + "<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>"
            + SEPARATE
            + t("1176")
            + t(".69")
            + END
            + t("万元"),
            2,
            4,
            "1176.69",
        ),
        (f"<w:smartTag>{t('2024年')}</w:smartTag>{t('决算')}", 4, 5, "年"),
        (t("约") + "<m:oMath><m:r><m:t>658.22</m:t></m:r></m:oMath>" + t("万元"), 2, 8, "658.22万"),
        ("<w:r><w:t>  两头空格  </w:t></w:r>", 1, 3, "头空"),
        ("<w:r><w:t>  两头空格  </w:t></w:r>", 0, 2, "两头"),
        (t("断") + "<w:r><w:lastRenderedPageBreak/><w:t>页断</w:t></w:r>", 0, 2, "断页"),
    ],
)
def test_comments_reach_through_what_wraps_the_text(inside: str, start: int, end: int, words: str) -> None:
    before = docx(p(inside))
    after = annotate_docx(before, [note(Place(block=0, start=start, end=end))])
    assert marked(after)["请核对"].strip() == words
    assert texts(read_docx(after, ""))[0] == texts(read_docx(before, ""))[0]
    assert [char for char in looks(after) if char[0] != " "] == [
        char for char in looks(before) if char[0] != " "
    ]


def test_automatic_numbers_are_shown_but_not_counted_in_the_file() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = docx(
        p("基本情况", numbered) + tbl(tr(tc(p("甲", numbered) + p("乙丙", numbered)))), numbering=levels
    )
    notes = [
        note(Place(block=0, start=2, end=4), "字"),
        note(Place(block=0, start=0, end=2), "号"),
        note(Place(block=1, row=0, column=0, start=7, end=8), "第二段"),
    ]
    assert next(read_docx(data, "").grids).cells[0].text == "二、甲\n三、乙丙"
    assert marked(annotate_docx(data, notes)) == {"字": "基本", "号": "基本情况", "第二段": "丙"}


def test_cells_merged_nested_and_empty() -> None:
    merged = tr(tc("项目", '<w:vMerge w:val="restart"/>'), tc("")) + tr(
        tc("", "<w:vMerge/>"), tc(tbl(tr(tc("内层"))) + p(""))
    )
    data = docx(tbl(merged))
    notes = [
        note(Place(block=0, row=0, column=0, start=0, end=2), "左上"),
        note(Place(block=0, row=1, column=0), "盖住"),
        note(Place(block=0, row=0, column=1), "空格"),
        note(Place(block=1, row=0, column=0, start=1, end=2), "内"),
        note(Place(block=0), "整表"),
    ]
    assert marked(annotate_docx(data, notes)) == {
        "左上": "项目",
        "盖住": "项目",
        "空格": "",
        "内": "层",
        "整表": "项目",
    }


def test_what_floats_is_marked_where_it_hangs() -> None:
    body = (
        p("首段")
        + p(t("框的段落") + box(p("框内") + tbl(tr(tc("表")))))
        + p(box(p("空段上的框")))
        + p(t("有脚注") + '<w:r><w:footnoteReference w:id="2"/><w:t>的段</w:t></w:r>')
        + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    )
    data = docx(
        body,
        footnotes=f'<w:footnote w:id="2">{p(t("脚注") + box(p("脚注里的框")))}</w:footnote>',
        header1=p(t("页眉") + box(p("页眉里的框"))),
    )
    source = read_docx(data, "")
    notes = [
        note(place, text) for place, text in places(source) if text not in ("首段", "框的段落", "有脚注的段")
    ]
    found = marked(annotate_docx(data, [*notes, note(Place(), "全文")]))
    assert found == {
        "框内": "框的段落",
        "表": "框的段落",
        "空段上的框": "",
        "脚注": "",
        "脚注里的框": "",
        "页眉": "首段",
        "页眉里的框": "首段",
        "全文": "首段",
    }
    run = next(
        part(annotate_docx(data, [note(source.blocks[6].place)]), "word/document.xml").iter(
            f"{W}footnoteReference"
        )
    )
    around = run.getparent()
    assert around is not None
    before, behind = around.getprevious(), around.getnext()
    assert before is not None
    assert behind is not None
    assert (before.tag, behind.tag) == (f"{W}commentRangeStart", f"{W}commentRangeEnd")


def test_comments_that_are_there_stay_and_ids_go_on() -> None:
    body = p(
        '<w:commentRangeStart w:id="7"/>'
        + t("原有")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + t("正文")
    )
    data = docx(body, comments=f'<w:comment w:id="7" w:author="审核">{p("旧批注")}</w:comment>')
    after = annotate_docx(
        data, [note(Place(block=0, start=2, end=4), "新"), note(Place(block=0, start=0, end=2), "又")]
    )
    assert marked(after) == {"旧批注": "原有", "新": "正文", "又": "原有"}
    assert [one.get(f"{W}id") for one in part(after, "word/comments.xml")] == ["7", "8", "9"]
    with ZipFile(BytesIO(data)) as old, ZipFile(BytesIO(after)) as new:
        changed = {name for name in new.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_every_other_part_stays_byte_by_byte_and_the_new_one_is_announced() -> None:
    made = parts(p("正文")) | {"word/media/图片.png": bytes(range(256)), "customXml/item1.xml": "<a/>"}
    data = package(made)
    after = annotate_docx(data, [note(Place(block=0))])
    with ZipFile(BytesIO(data)) as old, ZipFile(BytesIO(after)) as new:
        assert new.testzip() is None
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert changed == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}
        assert b"/word/comments.xml" in new.read("[Content_Types].xml")
        assert b"comments.xml" in new.read("word/_rels/document.xml.rels")


def test_a_strict_document_stays_strict() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    made = parts(p("正文"))
    made["word/document.xml"] = str(made["word/document.xml"]).replace(WORD, strict)
    after = annotate_docx(package(made), [note(Place(block=0))])
    with ZipFile(BytesIO(after)) as new:
        for name in ("word/document.xml", "word/comments.xml"):
            assert strict.encode() in new.read(name)
            assert WORD.encode() not in new.read(name)
    assert [one.text for one in read_docx(after, "").passages] == ["正文", "请核对"]


def test_without_notes_the_file_is_what_it_was() -> None:
    data = docx(BODY)
    assert annotate_docx(data, []) == data


def test_what_a_user_wrote_cannot_break_the_file() -> None:
    odd = note(Place(block=0), '<w:p>&"\x00\x0b]]>\n第二段')
    assert marked(annotate_docx(docx(BODY), [odd])) == {'<w:p>&"]]>\n第二段': texts(read(BODY))[0]}


def test_a_damaged_document_is_not_commented() -> None:
    made = parts(p("正文") * 3)
    made["word/document.xml"] = str(made["word/document.xml"])[:-40]
    with pytest.raises(InputError, match="加不了批注"):
        annotate_docx(package(made), [note(Place(block=0))])


def test_a_place_of_another_file_is_our_fault() -> None:
    with pytest.raises(InternalFault, match="第 9 块"):
        annotate_docx(docx(BODY), [note(Place(block=9))])


pieces = st.lists(
    st.sampled_from(
        [
            t("2024年"),
            BOLD.format("<w:t>1176.69</w:t><w:tab/><w:t>万元</w:t>"),
            "<w:r><w:t> 无 preserve </w:t><w:noBreakHyphen/></w:r>",
            f'<w:hyperlink r:id="x">{t("链接")}{t("两截")}</w:hyperlink>',
            f"<w:ins>{t('插入')}</w:ins>",
            f"<w:del>{t('删除')}</w:del>",
            f"<w:sdt><w:sdtContent>{t('控件')}</w:sdtContent></w:sdt>",
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:proofErr w:type="spellStart"/>',
        ]
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(pieces, pieces, st.data())
@settings(max_examples=150, deadline=None)
def test_any_characters_of_any_paragraph_or_cell(first: str, second: str, data: st.DataObject) -> None:
    before = docx(p(first) + tbl(tr(tc(p(first) + p(second)))))
    source = read_docx(before, "")
    spots = [(place, text) for place, text in places(source) if text]
    if not spots:
        return
    wanted: dict[str, str] = {}
    notes = []
    for at in range(data.draw(st.integers(1, 5))):
        place, text = data.draw(st.sampled_from(spots))
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        if text[start:end].strip("\n"):
            notes.append(note(place.spanning(start, end), f"{at}"))
            wanted[f"{at}"] = text[start:end].replace("\n", "").replace("-", "")
    after = annotate_docx(before, notes)
    if notes:
        found = {key: words.replace("删除", "") for key, words in marked(after).items()}
        assert {key: words.replace(" ", "") for key, words in found.items()} == {
            key: words.replace(" ", "") for key, words in wanted.items()
        }
    again = [
        block for block in read_docx(after, "").blocks if isinstance(block, Grid) or block.role != "comment"
    ]
    assert tuple(again) == source.blocks


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments_in_the_right_places(tmp_path: Path) -> None:
    body = (
        BODY + tbl(tr(tc("公用经费518.46", "<w:tcW w:w='4000' w:type='dxa'/>"), tc("占44.07%"))) + p("末段")
    )
    data = docx(body)
    spans = [
        (Place(block=0, start=9, end=16), "1176.69"),
        (Place(block=0, start=0, end=5), "2024年"),
        (Place(block=1, row=0, column=0, start=4, end=10), "518.46"),
        (Place(block=1, row=0, column=1), "占44.07%"),
    ]
    path = tmp_path / "批注.docx"
    path.write_bytes(annotate_docx(data, [note(place, words) for place, words in spans]))
    home = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "docx", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "again"), str(path)], check=True, capture_output=True, timeout=120
    )
    assert marked((tmp_path / "again" / "批注.docx").read_bytes()) == {words: words for _, words in spans}
