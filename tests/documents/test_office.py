"""Documents of other word processors, through LibreOffice; and what happens where that is missing, hangs or fails."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from ziping.documents import Limits, open_source, pdf_available
from ziping.documents.office import as_docx, convert
from ziping.wording import InputError

RTF = rb"{\rtf1\ansi\ansicpg936\uc1 \u25903?\u20986? 1176.69\par\trowd\cellx2000\cellx4000 6\cell 0.77\cell\row\pard\par}"


def stand_in(folder: Path, code: str) -> str:
    """A program that does ``code`` instead of converting anything."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(pdf_available() is not None, reason="LibreOffice is not installed")
def test_a_document_of_another_program_is_read_with_its_table(tmp_path: Path) -> None:
    path = tmp_path / "自评 报告.doc"  # an .rtf under the name of another format, as WPS users rename them
    path.write_bytes(RTF)
    source = open_source(path)
    assert (source.name, source.format) == ("自评 报告.doc", "rtf")
    assert [one.text for one in source.passages] == ["支出 1176.69"]
    assert [cell.text for grid in source.grids for cell in grid.cells] == ["6", "0.77"]
    assert source.notices[0].key == "documents.office.converted"


def test_without_libreoffice_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "program", lambda: None)
    path = tmp_path / "报告.wps"
    path.write_bytes(RTF)
    with pytest.raises(InputError, match=r"报告\.wps 需要 LibreOffice.*另存为 \.docx"):
        open_source(path)


def test_a_converter_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pids"
    code = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "time.sleep(60)"
    )
    monkeypatch.setattr(convert, "program", lambda: stand_in(tmp_path, code))
    path = tmp_path / "报告.doc"
    path.write_bytes(RTF)
    with pytest.raises(InputError, match=r"1\.5 秒内没有转换完"):
        open_source(path, limits=Limits(seconds=1.5))
    pids = [int(pid) for pid in note.read_text(encoding="utf-8").split()]
    assert len(pids) == 2
    deadline = time.monotonic() + 10
    while any(map(is_running, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, pids))


def is_running(pid: int) -> bool:
    """Whether the process is there and no mere entry waiting to be collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"


def test_a_converter_that_makes_nothing_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        convert, "program", lambda: stand_in(tmp_path, "print('source file could not be loaded')")
    )
    with pytest.raises(InputError, match="source file could not be loaded"):
        as_docx(RTF, "报告.doc")


def test_a_converter_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "soffice"
    broken.write_bytes(b"\0")
    monkeypatch.setattr(convert, "program", lambda: str(broken))
    with pytest.raises(InputError, match="没有启动起来"):
        as_docx(RTF, "报告.doc")


def test_every_conversion_has_a_profile_of_its_own_in_which_no_macro_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import pathlib, sys, urllib.parse\n"
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=')).partition('=file://')[2]\n"
        "settings = pathlib.Path(urllib.parse.unquote(profile)) / 'user' / 'registrymodifications.xcu'\n"
        "pathlib.Path('document.docx').write_text(profile + settings.read_text())"
    )
    monkeypatch.setattr(convert, "program", lambda: stand_in(tmp_path, code))
    first, second = as_docx(RTF, "a.doc").decode(), as_docx(RTF, "a.doc").decode()
    assert first.partition("<")[0] != second.partition("<")[0]
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in first
