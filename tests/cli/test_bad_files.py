"""Whatever is thrown at ``ziping check``: a sentence that teaches, or what could be read; never a traceback."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from cli.conftest import EXAMPLES, Program
from documents.pdf_files import Page, pdf
from documents.test_ofd import package, page
from documents.word_files import docx, parts, t
from ziping.audit import examine_many
from ziping.audit.examining import Options
from ziping.audit.many import Work
from ziping.documents.shortening import shortened
from ziping.documents.source import Grid, GridCell, Passage, Source
from ziping.figures import Place

REPORT = EXAMPLES / "received" / "自评报告.docx"
_ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/hostname">]>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return Path(shutil.copy(REPORT, tmp_path / "报告.docx"))


BAD = {
    "空.docx": (b"", "是空的"),
    "零.docx": (bytes(1000), "是空的"),
    "半个.docx": (REPORT.read_bytes()[:20_000], "已损坏或不完整"),
    "炸弹.zip": (zipped({"报告.txt": b"0" * 60_000_000}), "压缩比异常"),
    "炸弹.docx": (zipped({**parts(t("x")), "word/document.xml": b" " * 60_000_000}), "压缩比异常"),
    "实体.docx": (zipped({**parts(t("x")), "word/document.xml": _ENTITY + "<x>&j;</x>"}), "DOCTYPE"),
    "没有文字.pdf": (pdf(Page(), Page()), "没有读出任何文字"),
    "没有文字.ofd": (package(page("")), "没有读出任何文字"),
    "没有文字.docx": (docx(t("")), "没有读出任何文字"),
    "没有页.pdf": (b"%PDF-1.7\n", "找不到它的页面"),
    "程序.zip": (zipped({"a.exe": bytes(range(256)) * 9}), "无法辨认"),
    "空.zip": (zipped({}), "没有可以读"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why_in_both_languages(ziping: Program, tmp_path: Path, name: str) -> None:
    content, said = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    done = ziping("check", path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    english = ziping("--lang", "en", "check", path)
    assert english.code == 2
    assert "程序" not in english.err.replace(name, "")


def test_a_word_file_without_its_list_of_parts_is_no_heap_of_files(ziping: Program, tmp_path: Path) -> None:
    kept = {
        name: content for name, content in parts(t("部门整体支出绩效自评报告")).items() if "Types" not in name
    }
    path = tmp_path / "报告.docx"
    path.write_bytes(zipped(kept))
    done = ziping("check", path)
    assert done.code in (1, 2)
    assert "core.xml" not in done.err + done.out


@pytest.mark.parametrize(
    "name",
    ["长" * 100 + ".docx", "a" * 300 + ".docx", "没有\n.docx", "😀.docx"],
    ids=["600", "300", "line", "emoji"],
)
def test_a_name_without_a_file_is_only_a_name(ziping: Program, tmp_path: Path, name: str) -> None:
    for command in (["check"], ["check", "--package"], ["extract", "-o", tmp_path / "x.json"]):
        assert ziping(*command, tmp_path / name).code == 2


@pytest.mark.parametrize(
    "name", ["我 的 报告.docx", "报告😀.docx", "-o.docx", "长" * 70 + ".docx", "[red]$(x).docx"]
)
def test_any_name_a_file_can_have_will_do(
    ziping: Program, report: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(report.parent)
    report.rename(name)
    done = ziping("check", "--no-explain", "--", name)
    assert (done.code, done.err) == (1, "")


def test_links_that_lead_nowhere_or_in_a_circle_and_pipes(ziping: Program, tmp_path: Path) -> None:
    (tmp_path / "断.docx").symlink_to(tmp_path / "没有")
    (tmp_path / "圈.docx").symlink_to("圈.docx")
    os.mkfifo(tmp_path / "管.docx")
    for name, said in (("断.docx", "找不到"), ("圈.docx", "找不到"), ("管.docx", "不是普通文件")):
        done = ziping("check", tmp_path / name)
        assert (done.code, said in done.err) == (2, True)
    assert "没有可以核对的文件" in ziping("check", tmp_path).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx", "-o", "报告.docx"], "就是正在核对的文件"),
        (["--format", "html,xlsx", "-o", "报告.docx"], "写不了文件夹"),
        (["--format", "html", "-o", "a" * 300], "太长"),
        (["--ignore", "=理由"], "没有写规则"),
        (["--ignore", "Q-999=理由"], "没有叫“Q-999”的规则"),
        (["--ignore", ""], "没有叫“”的规则"),
        (["--only", ""], "没有叫“”的规则"),
        (["--standard", "."], "pack.yaml"),
    ],
)
def test_what_cannot_be_done_leaves_everything_as_it_was(
    ziping: Program, report: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(report.parent)
    before = report.read_bytes()
    done = ziping("check", "报告.docx", *arguments)
    assert (done.code, said in done.err) == (2, True)
    assert report.read_bytes() == before
    assert list(report.parent.iterdir()) == [report]


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("[[ignore]\nrule=1", "第 1 行不合 TOML"),
        ("ignore = 3", "每条 [[ignore]]"),
        ("ignore = ['a']", "每条 [[ignore]]"),
        ("[[ignore]]\nrule = 5\nreason = 'x'", "每条 [[ignore]]"),
        ("[[ignore]]\nrule = 'Q-02'", "没有写理由"),
        ("baseline = 3", "[baseline] 要有"),
        ("[baseline]\nfindings = []\nchecked = 'x'", "[baseline] 要有"),
        ("\x00", "不合 TOML"),
        ("[[ignore]]\nrule = ''\nreason = 'x'", "写了不再提示“”，但没有这条规则"),
    ],
)
def test_notes_beside_a_report_say_what_is_wrong_in_them(
    ziping: Program, report: Path, kept: str, said: str
) -> None:
    report.with_name(report.name + ".ziping.toml").write_text(kept, encoding="utf-8")
    done = ziping("check", report)
    assert (done.code, said in done.err) == (2, True)


def test_a_folder_of_good_and_bad_is_read_to_its_end(ziping: Program, tmp_path: Path, report: Path) -> None:
    for number in ("甲", "乙"):
        (tmp_path / number).mkdir()
        shutil.copy(report, tmp_path / number)
    for name in ("空.docx", "半个.docx", "炸弹.docx"):
        (tmp_path / name).write_bytes(BAD[name][0])
    done = ziping("check", "--no-explain", "--jobs", "64", tmp_path)
    assert done.code == 2
    assert "共 6 份，读出 3 份，读不了 3 份" in done.out


def test_work_given_up_leaves_no_process_behind(report: Path) -> None:
    lines = examine_many([report] * 2000, Work(Options(explain=False)), jobs=2)
    assert next(lines).read
    workers = multiprocessing.active_children()
    assert len(workers) == 2
    del lines  # nobody wants the rest
    deadline = time.monotonic() + 10  # two thousand files take minutes
    while any(worker.is_alive() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(worker.is_alive() for worker in workers)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_ctrl_c_ends_a_run_over_many_files(tmp_path: Path, report: Path) -> None:
    many = [str(shutil.copy(report, tmp_path / f"份{number}.docx")) for number in range(300)]
    run = subprocess.Popen(
        [sys.executable, "-m", "ziping", "check", "--jobs", "2", *many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 2
    assert "已中断" in said
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_an_output_that_does_not_fit_says_so(report: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "ziping", "check", "--no-explain", str(report)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode()
    assert (done.returncode, "磁盘已满" in said, "Traceback" in said) == (2, True, False)


def test_a_document_far_too_long_is_cut_with_a_notice() -> None:
    cells = tuple(GridCell(row, 0, "1234") for row in range(10))
    blocks = (Passage("支出一百万元", Place()), Grid(10, 1, cells, Place()), Passage("后", Place()))
    source = Source("长.txt", "text", blocks)
    assert shortened(source, 100) is source
    cut = shortened(source, 20)
    assert [getattr(block, "rows", None) for block in cut.blocks] == [None, 2]
    assert [notice.key for notice in cut.notices] == ["documents.open.cut"]
    assert [getattr(block, "text", "") for block in shortened(source, 4).blocks] == ["支出一百"]


def test_of_a_table_whose_first_row_is_far_too_long_its_first_cells_are_kept() -> None:
    cells = (GridCell(0, 0, "甲" * 50, row_span=2), GridCell(0, 1, "乙" * 50), GridCell(1, 1, "1.00"))
    cut = shortened(Source("长.docx", "docx", (Grid(2, 2, cells, Place()),)), 20)
    assert cut.blocks == (Grid(1, 1, (GridCell(0, 0, "甲" * 20),), Place()),)


def test_a_number_the_file_computes_is_cut_with_its_text() -> None:
    cut = shortened(Source("长.docx", "docx", (Passage("第一章　总则", Place(), generated=4),)), 3)
    assert cut.blocks == (Passage("第一章", Place(), generated=3),)
