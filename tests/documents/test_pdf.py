"""The .docx as PDF, through LibreOffice where it is installed."""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from lxml import etree

from ziping.documents import (
    Contents,
    Document,
    Heading,
    Metadata,
    PageBreak,
    Paragraph,
    Title,
    installed_fonts,
    pdf_available,
    to_pdf,
    write_docx,
)
from ziping.documents.pdf import convert, fonts
from ziping.documents.pdf.live import without_toc_frames
from ziping.wording import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ABOUT = Metadata("自评报告", "示例县财政局", datetime(2025, 5, 14))  # noqa: DTZ001 -- as people write it
REPORT = Document(
    (
        Title("自评报告"),
        Contents("目录"),
        PageBreak(),
        Heading(1, "一、概况"),
        *(Paragraph("示例县财政局整体支出绩效自评。" * 20) for _ in range(6)),
        Heading(1, "二、支出"),
        Paragraph("正文"),
    ),
    ABOUT,
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    write_docx(REPORT, tmp_path / "report.docx")
    return tmp_path / "report.docx"


@pytest.mark.skipif(pdf_available() is not None, reason="LibreOffice is not installed here")
def test_pages_are_a4_numbered_and_the_contents_name_the_right_ones(report: Path) -> None:
    pdf = report.with_suffix(".pdf")
    to_pdf(report, pdf)
    with pypdfium2.PdfDocument(pdf) as opened:
        texts = [page.get_textpage().get_text_bounded() for page in opened]
        width, height = opened[0].get_size()
    assert (round(width * 254 / 720), round(height * 254 / 720)) == (210, 297)
    for number, text in enumerate(texts, start=1):
        assert f"— {number} —" in text
    second = next(number for number, text in enumerate(texts, start=1) if "二、支出" in text and number > 1)
    line = next(line for line in texts[0].splitlines() if "二、支出" in line)
    assert line.rstrip().endswith(str(second))
    assert sorted(path.name for path in report.parent.iterdir()) == ["report.docx", "report.pdf"]


def stand_in(tmp_path: Path, body: str) -> Path:
    """A program that takes LibreOffice's place."""
    program = tmp_path / "soffice"
    program.write_text(f"#!{sys.executable}\nimport os, subprocess, sys, time\n{body}\n")
    program.chmod(0o755)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_conversion_that_hangs_is_ended_with_all_it_started(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    hang = stand_in(
        tmp_path,
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(note)!r}, 'w').write(str(child.pid))\ntime.sleep(600)",
    )
    monkeypatch.setattr(convert, "_program", lambda: str(hang))
    with pytest.raises(InputError, match="没有完成"):
        to_pdf(report, tmp_path / "a.pdf", time_limit=1.5)
    assert not (tmp_path / "a.pdf").exists()
    child = int(note.read_text())
    for _ in range(100):
        if not alive(child):
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("what LibreOffice started was left running")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def test_a_conversion_that_makes_nothing_tells_what_it_said(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_program", lambda: str(stand_in(tmp_path, "print('no export filter')")))
    with pytest.raises(InputError, match="no export filter"):
        to_pdf(report, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_a_program_that_does_not_start_is_named(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soffice").write_bytes(b"\0")
    monkeypatch.setattr(convert, "_program", lambda: str(tmp_path / "soffice"))
    with pytest.raises(InputError, match="没有启动起来"):
        to_pdf(report, tmp_path / "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="stand-ins are POSIX scripts")
@pytest.mark.parametrize("body", ["#!/bin/sh\nexec sleep 600\n", "\0"])
def test_a_fontconfig_that_gives_no_answer_has_no_fonts(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "fc-list"
    program.write_text(body)
    program.chmod(0o755)
    monkeypatch.setattr(fonts, "which", lambda _name: str(program))
    monkeypatch.setattr(fonts, "_LIST_SECONDS", 0.2)
    fonts._families.cache_clear()  # noqa: SLF001 -- what the machine's own fontconfig said is kept
    try:
        assert {use.used for use in installed_fonts()} == {None}
    finally:
        fonts._families.cache_clear()  # noqa: SLF001 -- as above


def test_without_libreoffice_it_says_what_to_install(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_program", lambda: None)
    assert "apt install libreoffice-writer" in str(pdf_available())
    with pytest.raises(InputError, match="LibreOffice"):
        to_pdf(report, tmp_path / "a.pdf")


def test_what_is_no_docx_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_program", lambda: "/nowhere")
    with pytest.raises(InputError, match="找不到"):
        to_pdf(tmp_path / "没有.docx", tmp_path / "a.pdf")
    (tmp_path / "坏.docx").write_bytes(b"not a zip")
    with pytest.raises(InputError, match=r"不是完整的 \.docx"):
        to_pdf(tmp_path / "坏.docx", tmp_path / "a.pdf")


@pytest.mark.parametrize("main", [b"<w:document", b"", None])
def test_a_docx_whose_text_is_damaged_is_refused(
    main: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "_program", lambda: "/nowhere")
    with ZipFile(tmp_path / "坏.docx", "w") as package:
        package.writestr("[Content_Types].xml", b"<x/>")
        if main is not None:
            package.writestr("word/document.xml", main)
    with pytest.raises(InputError, match=r"不是完整的 \.docx"):
        to_pdf(tmp_path / "坏.docx", tmp_path / "a.pdf")


def test_only_the_frame_of_a_contents_field_is_removed(report: Path) -> None:
    with ZipFile(report) as package:
        before = package.read("word/document.xml")
    after = etree.fromstring(without_toc_frames(before))
    instructions = [(node.text or "").split()[0] for node in after.iter(f"{W}instrText")]
    assert instructions == ["PAGEREF", "PAGEREF"]
    kinds = [node.get(f"{W}fldCharType") for node in after.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * 2
    assert "".join(str(text) for text in after.itertext()).count("一、概况") == 2
    plain = f'<w:p xmlns:w="{W[1:-1]}"/>'.encode()
    assert without_toc_frames(plain) == plain


def test_official_fonts_are_kept_where_installed_and_replaced_where_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    have = frozenset({"黑体", "FandolFang", "AR PL UKai CN", "Noto Serif CJK SC", "Liberation Serif"})
    monkeypatch.setattr(fonts, "_families", lambda: have)
    used = {use.official: use.used for use in installed_fonts()}
    assert used == {
        "仿宋_GB2312": "FandolFang",
        "楷体_GB2312": "AR PL UKai CN",
        "黑体": "黑体",
        "方正小标宋简体": "Noto Serif CJK SC:bold",
        "宋体": "Noto Serif CJK SC",
        "Times New Roman": "Liberation Serif",
    }
    assert [use.official for use in installed_fonts() if not use.substituted] == ["黑体"]
    config = ET.fromstring(fonts.fontconfig().replace('<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', ""))
    rules = {match.findtext("test/string"): match.findtext("edit/string") for match in config.iter("match")}
    assert rules["仿宋_GB2312"] == "FandolFang"
    assert "黑体" not in rules


def test_without_any_suitable_font_nothing_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_families", lambda: frozenset({"DejaVu Sans"}))
    assert {use.used for use in installed_fonts()} == {None}
    assert "<match" not in fonts.fontconfig()
