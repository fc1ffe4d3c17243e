"""体检: anybody may bring any report; it is looked over in a process of its own, and nothing of it stays."""

from __future__ import annotations

import os
import resource
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from ziping.workbench.disclosure.checkup import contained, inside, limits, visits
from ziping.workbench.disclosure.sweeping import sweep_checkups

pytestmark = pytest.mark.django_db
TEXT = "示例县统计局2024年度部门整体支出绩效自评报告\n一、部门基本情况\n2024年部门整体支出总计1176.69万元，其中：基本支出1006.91万元，项目支出170.78万元。"
RECEIVED = Path(__file__).parents[2] / "examples" / "received" / "自评报告.docx"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.CHECKUP_FOLDER = tmp_path / "checkup"
    return tmp_path / "checkup"


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer waits for the check to end, as long as it takes on a busy machine."""
    monkeypatch.setattr("ziping.workbench.disclosure.checkup.views._AT_ONCE", None)


def bring(content: bytes = TEXT.encode(), name: str = "报告.txt", **more: Any) -> Any:
    return Client().post(reverse("checkup"), {"file": SimpleUploadedFile(name, content)}, **more)


def token_of(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).split("/")[3]


def given(answer: Any) -> bytes:
    """The bytes of a file sent in a stream; Django's client closes it behind the last."""
    return b"".join(answer)


def body(answer: Any) -> str:
    return given(answer).decode() if answer.streaming else answer.content.decode()


def left_behind(folder: Path) -> list[str]:
    """Every file there is but the counters of the limits."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in ("slots", "rates")
    ]


@pytest.mark.usefixtures("wait")
def test_a_word_file_comes_back_with_findings_and_as_three_files() -> None:
    token = token_of(bring(RECEIVED.read_bytes(), "自评报告.docx"))
    shown = Client().get(reverse("checkup-result", args=[token]))
    assert "自评报告.docx" in body(shown)
    assert "iframe" in body(shown)
    page = Client().get(reverse("checkup-page", args=[token]))
    assert 'class="note' in body(page)
    for form, head in (("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype")):
        file = Client().get(reverse("checkup-file", args=[token, form]))
        assert given(file).startswith(head)
        assert "attachment" in file["Content-Disposition"]


@pytest.mark.usefixtures("wait")
def test_pasted_text_is_looked_over_and_has_no_word_file() -> None:
    answer = Client().post(reverse("checkup"), {"text": TEXT})
    token = token_of(answer)
    assert "1176.69" in body(Client().get(reverse("checkup-page", args=[token])))
    assert Client().get(reverse("checkup-file", args=[token, "docx"])).status_code == 404


@pytest.mark.usefixtures("wait")
def test_the_page_of_a_strangers_file_is_shut_off_from_the_site() -> None:
    token = token_of(
        bring(b"<html><body><script>alert(1)</script><p>" + TEXT.encode() + b"</p></body></html>", "a.html")
    )
    answer = Client().get(reverse("checkup-page", args=[token]))
    assert "sandbox allow-scripts" in answer["Content-Security-Policy"]
    assert "allow-same-origin" not in answer["Content-Security-Policy"]
    assert "alert(1)" not in body(answer)
    outer = Client().get(reverse("checkup-result", args=[token]))
    assert 'sandbox="allow-scripts"' in body(outer)


@pytest.mark.usefixtures("wait")
def test_the_result_is_for_one_visitor_and_no_search_engine() -> None:
    answer = Client().get(reverse("checkup-result", args=[token_of(bring())]))
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


@pytest.mark.usefixtures("wait")
def test_the_file_itself_is_gone_as_soon_as_it_was_read(folder: Path) -> None:
    token = token_of(bring())
    names = left_behind(folder)
    assert not [name for name in names if "/in/" in name or "/tmp/" in name]
    assert {name.rpartition("/")[2] for name in names} == {
        "about.json",
        "result.json",
        "found.html",
        "found.xlsx",
    }
    assert visits.find(token) is not None


@pytest.mark.usefixtures("wait")
def test_delete_now_leaves_nothing(folder: Path) -> None:
    token = token_of(bring())
    answer = Client().post(reverse("checkup-remove", args=[token]))
    assert "已删除" in body(answer)
    assert left_behind(folder) == []
    assert Client().get(reverse("checkup-result", args=[token])).status_code == 404


@pytest.mark.usefixtures("wait")
def test_what_nobody_asked_to_keep_goes_when_its_time_is_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes, stays = token_of(bring()), token_of(bring())
    Client().post(reverse("checkup-keep", args=[stays]))
    later = time.time() + 31 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert Client().get(reverse("checkup-result", args=[goes])).status_code == 404  # even before it is swept
    sweep_checkups.func()
    assert {name.partition("/")[0] for name in left_behind(folder)} == {stays}
    monkeypatch.setattr(time, "time", lambda: later + 8 * 86_400)
    sweep_checkups.func()
    assert left_behind(folder) == []


def test_what_outlived_the_last_start_goes_at_the_next(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visits.begin("报告.docx", "zh")
    apps.get_app_config("disclosure").ready()
    assert left_behind(folder) != []
    later = time.time() + 31 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    apps.get_app_config("disclosure").ready()
    assert left_behind(folder) == []


@pytest.mark.usefixtures("wait")
@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "空.docx", "是空的"),
        (b"\0" * 40, "空白.docx", "是空的"),
        (b"PK\x03\x04 not really a zip", "坏.docx", ""),
        (b"%PDF-1.7 cut off", "坏.pdf", ""),
        (b"\x89PNG\r\n\x1a\n broken", "坏.png", ""),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\xff\xff" * 50, "程序.docx", ""),
        (b"{ not json", "report.json", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_words(
    content: bytes, name: str, told: str, folder: Path
) -> None:
    answer = bring(content, name)
    if answer.status_code == 302:
        answer = Client().get(answer["Location"])
    page = body(answer)
    assert 'role="alert"' in page
    assert told in page
    assert "Traceback" not in page
    assert str(folder) not in page  # nor where it lay


def test_neither_file_nor_text_is_told() -> None:
    answer = Client().post(reverse("checkup"), {"text": "  "})
    assert answer.status_code == 400
    assert "没有收到文件" in body(answer)


def test_too_large_a_file_is_refused_before_it_is_read(settings: Settings, folder: Path) -> None:
    settings.CHECKUP_MEGABYTES = 1
    answer = bring(b"x" * 1_200_000)
    assert answer.status_code == 413
    assert "1 MB" in body(answer)
    assert not folder.exists()


def test_too_long_a_text_is_refused() -> None:
    assert Client().post(reverse("checkup"), {"text": "字" * 2_000_000}).status_code == 413


@pytest.mark.usefixtures("wait")
def test_one_address_may_come_so_often_an_hour(settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 1
    assert bring(REMOTE_ADDR="192.0.2.1").status_code == 302
    refused = bring(REMOTE_ADDR="192.0.2.1")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert bring(REMOTE_ADDR="192.0.2.2").status_code == 302
    settings.CHECKUP_LIMITS = False
    assert bring(REMOTE_ADDR="192.0.2.1").status_code == 302


@pytest.mark.usefixtures("wait")
def test_a_text_pasted_in_vain_is_still_in_the_form(settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 1
    bring()
    assert TEXT.splitlines()[0] in body(Client().post(reverse("checkup"), {"text": TEXT}))


def test_addresses_are_counted_by_the_hour_and_by_the_network(settings: Settings) -> None:
    settings.CHECKUP_PER_HOUR = 2
    assert [limits.wait_for("2001:db8::1", now) for now in (1000, 1010, 1020)] == [0, 0, 3580]
    assert limits.wait_for("2001:db8::2", 1030) == 3570  # the same household
    assert limits.wait_for("2001:db8:0:1::1", 1030) == 0
    assert limits.wait_for("2001:db8::1", 4601) == 0


def test_no_address_is_written_down(folder: Path) -> None:
    limits.wait_for("192.0.2.77")
    assert "192.0.2.77" not in "".join(path.name + path.read_text() for path in (folder / "rates").iterdir())
    limits.forget_rates(time.time() + 3700)
    assert list((folder / "rates").iterdir()) == []


def test_when_all_places_are_taken_a_visitor_is_asked_to_wait(settings: Settings, folder: Path) -> None:
    settings.CHECKUP_AT_ONCE = 1
    held = limits.take_slot()
    assert held is not None
    refused = bring()
    assert refused.status_code == 503
    assert "Retry-After" in refused
    assert left_behind(folder) == []
    held.close()
    again = limits.take_slot()
    assert again is not None
    again.close()


@pytest.fixture
def sleepers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process of the check does what the file says, in Python: as a hostile file might make it."""
    module = tmp_path / "obeying.py"
    module.write_text(
        "import sys\nfrom pathlib import Path\nfrom ziping.workbench.disclosure.checkup import inside\n"
        "def obey(folder, name, lang):\n    exec((folder / 'in' / name).read_text())\n    return {}\n"
        "inside.look_over = obey\nraise SystemExit(inside.main(sys.argv[1:]))\n"
    )
    monkeypatch.setattr(contained, "_MODULE", "obeying")
    monkeypatch.setattr(contained, "_PASSED_ON", (*contained._PASSED_ON, "PYTHONPATH"))  # noqa: SLF001 - one more than usual
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("wait", "sleepers")
@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("import time; time.sleep(60)", "已停止"),
        ("while True: pass", "已停止"),
        ("bytearray(10**11)", "太大"),
        ("import os; os.kill(os.getpid(), 9)", "没有结果"),
        ("import ctypes; ctypes.string_at(0)", "没有结果"),
        ("raise ValueError('a fault of ours')", "没有结果"),
    ],
)
def test_a_hostile_file_ends_its_own_process_and_nothing_else(
    script: str, told: str, settings: Settings, folder: Path
) -> None:
    settings.CHECKUP_SECONDS, settings.CHECKUP_AT_ONCE = 1, 1
    page = body(Client().get(bring(script.encode())["Location"]))
    assert told in page
    assert "a fault of ours" not in page
    assert {name.rpartition("/")[2] for name in left_behind(folder)} == {"about.json", "result.json"}
    slot = limits.take_slot()  # its place is free again
    assert slot is not None
    slot.close()


@pytest.mark.usefixtures("wait", "sleepers")
def test_the_process_of_the_check_knows_no_secret(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:hidden@db/ziping")
    script = "import os; (folder / 'out' / 'seen').write_text('\\n'.join(os.environ.values()))"
    token = token_of(bring(script.encode()))
    seen = (folder / token / "out" / "seen").read_text()
    assert "hidden" not in seen
    assert os.environ["ZIPING_SECRET_KEY"] not in seen
    assert str(folder / token / "tmp") in seen


@pytest.mark.usefixtures("sleepers")
def test_a_check_that_takes_longer_is_waited_for_on_a_page_that_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ziping.workbench.disclosure.checkup.views._AT_ONCE", 0)
    token = token_of(bring(b"import time; time.sleep(2)"))
    answer = Client().get(reverse("checkup-result", args=[token]))
    assert answer["Refresh"]
    assert "正在核对" in body(answer)
    Client().post(reverse("checkup-remove", args=[token]))


def test_a_check_nobody_watches_any_more_is_told_as_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    visit = visits.begin("报告.docx", "zh")
    later = time.time() + 600
    monkeypatch.setattr(time, "time", lambda: later)
    assert "没有结果" in body(Client().get(reverse("checkup-result", args=[visit.token])))


@pytest.mark.parametrize("token", ["x", "..", "A" * 32, "slots", "%2e%2e%2fslots", "A" * 31 + "/"])
def test_a_guessed_address_leads_nowhere(token: str, folder: Path) -> None:
    assert not left_behind(folder)
    assert Client().get(f"/public/check/{token}/").status_code == 404
    assert Client().get(f"/public/check/{token}/found.html").status_code == 404


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\自评.docx", "自评.docx"),
        ("a\n\0b.docx", "ab.docx"),
        ("..", "file"),
        (".docx", "file"),
        ("长" * 300 + ".docx", "长" * 76 + ".docx"),
        ('<img src="x">.docx', "img src=x.docx"),
    ],
)
def test_a_files_name_is_made_harmless(written: str, kept: str) -> None:
    assert visits.safe_name(written) in (kept, kept.replace("file", "docx"))


def test_the_page_may_be_switched_off(settings: Settings) -> None:
    settings.CHECKUP = False
    assert Client().get(reverse("checkup")).status_code == 404
    assert bring().status_code == 404


def test_the_page_speaks_english_and_sets_no_cookie() -> None:
    answer = Client().get(reverse("checkup") + "?lang=en")
    assert "Your file is not kept" in body(answer)
    assert not answer.cookies


def test_limits_hold_inside_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, most: asked.append((kind, most)))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(signal, "alarm", lambda seconds: asked.append((-1, (seconds, seconds))))
    inside.limit(100, 5)
    assert dict(asked)[resource.RLIMIT_AS] == (100_000_000, 100_000_000)
    assert dict(asked)[-1] == (15, 15)
