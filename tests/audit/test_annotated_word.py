"""The Word file with notes in its margin keeps the rules of ECMA-376, and is otherwise the file it was."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from ziping.audit import Examined, Options, examine
from ziping.audit.delivering import contents
from ziping.documents.office import program, run

REPORT = Path(__file__).resolve().parents[2] / "examples" / "received" / "自评报告.docx"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
# ECMA-376 part 1, 17.13.4.3 and 17.13.4.4: what may hold the marks of a range inside a paragraph, where we put them.
HOLDERS = {
    f"{W}{name}" for name in ("p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "customXml")
}


@pytest.fixture(scope="module")
def examined() -> Examined:
    return examine(REPORT, Options())


@pytest.fixture(scope="module")
def made(examined: Examined) -> bytes:
    return contents(examined, "docx", "zh")


@pytest.fixture(scope="module")
def parts(made: bytes) -> dict[str, bytes]:
    return unzipped(made)


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/document.xml"])


@pytest.fixture(scope="module")
def comments(parts: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(parts["word/comments.xml"])


def unzipped(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


def test_only_the_parts_that_must_be_are_touched(parts: dict[str, bytes]) -> None:
    before = unzipped(REPORT.read_bytes())
    assert parts.keys() - before.keys() == {"word/comments.xml"}
    assert before.keys() <= parts.keys()
    changed = {name for name, content in before.items() if parts[name] != content}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert next(iter(parts)) == next(iter(before))  # some readers want the list of parts to come first


def test_the_comments_are_declared_once_and_linked_once(parts: dict[str, bytes]) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    assert [one.get("ContentType") for one in types if one.get("PartName") == "/word/comments.xml"] == [TYPE]
    names = [one.get("PartName") for one in types if one.get("PartName")]
    assert len(names) == len(set(names))
    links = etree.fromstring(parts["word/_rels/document.xml.rels"])
    assert [one.get("Target") for one in links if one.get("Type") == RELATION] == ["comments.xml"]
    idents = [one.get("Id") for one in links]
    assert len(idents) == len(set(idents))


def test_every_comment_has_one_start_one_end_and_one_reference_in_that_order(
    body: etree._Element, comments: etree._Element
) -> None:
    idents = [one.get(f"{W}id") for one in comments]
    assert len(idents) == len(set(idents)) > 50
    order: dict[str | None, list[str]] = {}
    for element in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
        order.setdefault(element.get(f"{W}id"), []).append(element.tag.removeprefix(W))
    wanted = ["commentRangeStart", "commentRangeEnd", "commentReference"]
    assert order == dict.fromkeys(idents, wanted)


def test_marks_stand_where_the_standard_lets_them(body: etree._Element) -> None:
    for mark in body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        parent = mark.getparent()
        assert parent is not None
        assert parent.tag in HOLDERS
        assert all(following.tag != f"{W}pPr" for following in mark.itersiblings())
    for reference in body.iter(f"{W}commentReference"):
        run_ = reference.getparent()
        assert run_ is not None
        assert run_.tag == f"{W}r"
        assert {child.tag for child in run_} <= {f"{W}rPr", f"{W}commentReference"}


def test_every_comment_says_who_when_and_what(comments: etree._Element) -> None:
    assert comments.tag == f"{W}comments"
    for one in comments:
        assert one.tag == f"{W}comment"
        assert one.get(f"{W}author") == "自评核对"
        assert len(str(one.get(f"{W}initials"))) <= 9
        assert str(one.get(f"{W}date")).endswith("Z")
        assert one[0].tag == f"{W}p"
        assert any(text.text for text in one.iter(f"{W}t"))


def test_no_character_of_the_text_and_no_look_of_it_is_changed(body: etree._Element) -> None:
    def letters(root: etree._Element) -> list[tuple[str, bytes]]:
        found = []
        for run_ in root.iter(f"{W}r"):
            look = run_.find(f"{W}rPr")
            drawn = b"" if look is None else etree.tostring(look, method="c14n")
            found += [(char, drawn) for text in run_.iter(f"{W}t") for char in text.text or ""]
        return found

    before = etree.fromstring(unzipped(REPORT.read_bytes())["word/document.xml"])
    assert letters(body) == letters(before)
    kinds = {
        f"{W}commentRangeStart",
        f"{W}commentRangeEnd",
        f"{W}commentReference",
        f"{W}r",
        f"{W}t",
        f"{W}rPr",
    }

    def others(root: etree._Element) -> Counter[object]:
        return Counter(
            each.tag
            for each in root.iter()
            if each.tag not in kinds and next(each.iterancestors(f"{W}rPr"), None) is None
        )

    assert others(body) == others(before)


def test_spaces_at_the_ends_of_split_text_are_kept(body: etree._Element) -> None:
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for text in body.iter(f"{W}t"):
        written = text.text or ""
        assert written == written.strip(" \t\r\n") or text.get(space) == "preserve"


def test_python_docx_opens_it_and_counts_the_same_comments(made: bytes, comments: etree._Element) -> None:
    document = Document(BytesIO(made))
    assert len(list(document.comments)) == len(comments)
    assert next(iter(document.comments)).author == "自评核对"


def test_checked_again_it_has_the_same_findings(made: bytes, examined: Examined, tmp_path: Path) -> None:
    path = tmp_path / "批注.docx"
    path.write_bytes(made)
    again = examine(path, Options()).checked.findings
    assert Counter(finding.rule for finding in again) == Counter(
        finding.rule for finding in examined.checked.findings
    )


def test_comments_put_in_twice_keep_their_ids_apart(
    made: bytes, tmp_path: Path, comments: etree._Element
) -> None:
    path = tmp_path / "批注.docx"
    path.write_bytes(made)
    twice = unzipped(contents(examine(path, Options()), "docx", "zh"))
    idents = [one.get(f"{W}id") for one in etree.fromstring(twice["word/comments.xml"])]
    assert len(idents) == len(set(idents)) == 2 * len(comments)
    assert unzipped(made).keys() == twice.keys()


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_comment_at_its_place(
    made: bytes, comments: etree._Element, tmp_path: Path
) -> None:
    from pypdfium2 import PdfDocument, raw  # type: ignore[import-untyped]  # it ships no types

    path = tmp_path / "批注.docx"
    path.write_bytes(made)
    command = program()
    assert command is not None
    notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    run(command, path, notes, tmp_path, 120)
    shown = 0
    with PdfDocument(tmp_path / "批注.pdf") as pdf:
        for page in pdf:
            for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                annotation = raw.FPDFPage_GetAnnot(page.raw, at)
                shown += raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_TEXT
                raw.FPDFPage_CloseAnnot(annotation)
    assert shown == len(comments)
