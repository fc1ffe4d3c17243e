"""The journal as the audit administrator sees it, proves it and takes it away."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from ziping.workbench.journal.chain import log_line, record
from ziping.workbench.journal.masking import masked
from ziping.workbench.journal.models import Entry
from ziping.workbench.journal.reading import Filters, called, entries_for
from ziping.workbench.journal.verifying import last_verified, verify_chain

pytestmark = pytest.mark.usefixtures("cast")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("身份证 110101199003078515 核对", "身份证 110101********8515 核对"),
        ("11010119900307851X", "110101********851X"),
        ("电话13800138000。", "电话138****8000。"),
        ("账号 6222020200112233445", "账号 6222********3445"),
        ("决算数 1006.91 万元，编码 201001", "决算数 1006.91 万元，编码 201001"),
        ("摘要 66c7f0f462eeedd9d1f2d46bdc10e4e2", "摘要 66c7f0f462eeedd9d1f2d46bdc10e4e2"),
    ],
)
def test_what_identifies_somebody_is_masked(written: str, kept: str) -> None:
    assert masked(written) == kept


def test_details_are_masked_however_deep() -> None:
    entry = record("x", "13800138000", note={"人": ["13800138000"]})
    assert (entry.subject, entry.details) == ("138****8000", {"note": {"人": ["138****8000"]}})


def test_a_line_of_the_log_is_one_line_whatever_was_typed() -> None:
    entry = record("login", '甲\nnumber=9 action="x"', person="p")
    line = log_line(entry)
    assert "\n" not in line
    said = dict(part.split("=", 1) for part in line.split(" ") if "=" in part and part[0] != '"')
    assert json.loads(said["number"]) == entry.number


def test_filters_find_what_is_asked_for() -> None:
    record("login", "clerk", person="clerk")
    record("login.second", "clerk", person="", succeeded=False)
    record("unit.create", "示例县图书馆", person="system_admin")
    today = timezone.localdate()

    def found(filters: Filters) -> int:
        return entries_for(filters).count()

    assert found(Filters()) == 3
    assert found(Filters(area="login")) == 2
    assert found(Filters(failed=True)) == 1
    assert found(Filters(person="system_admin", subject="图书")) == 1
    assert found(Filters(since=today, until=today)) == 3
    assert found(Filters(since=today + dt.timedelta(days=1))) == 0


def test_the_page_shows_lines_in_words_and_passes_over_a_day_that_is_none(
    as_: Callable[[str], Client],
) -> None:
    record("holding.grant", "王某 · clerk", person="security_admin", to="wang")
    page = as_("audit_admin").get(reverse("journal"), {"since": "2026-13-99", "page": "no"}).content.decode()
    assert "授予角色" in page
    assert "给予：wang" in page


def test_an_action_without_a_name_is_told_by_what_it_is_about() -> None:
    assert called("package.sign", "zh") == "报告流转 sign"
    assert called("quite.new", "en") == "quite new"


def test_verifying_tells_on_the_page_whether_the_chain_holds(as_: Callable[[str], Client]) -> None:
    admin = as_("audit_admin")
    for name in "甲乙丙":
        record("x", name)
    verify_chain.call("audit_admin")
    verified = last_verified()
    assert verified is not None
    assert (verified.lines, verified.breaks) == (3, ())
    Entry.objects.filter(number=2).update(subject="丁")
    verify_chain.call("audit_admin")
    page = admin.get(reverse("journal")).content.decode()
    assert "第2条被改动" in page
    assert Entry.objects.filter(action="journal.verify").values_list("succeeded", flat=True)[1] is False


def test_the_command_ends_with_an_error_when_the_chain_is_broken() -> None:
    record("x", "甲")
    out = io.StringIO()
    call_command("verify_journal", stdout=out)
    assert "完整，共1条" in out.getvalue()
    Entry.objects.update(person="other")
    with pytest.raises(CommandError, match="断裂"):
        call_command("verify_journal", stderr=io.StringIO())


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_what_is_taken_away_runs_no_formula_and_is_recorded(
    file_format: str, as_: Callable[[str], Client]
) -> None:
    record("login", '=HYPERLINK("x")', person="clerk")
    answer = as_("audit_admin").get(reverse("journal-export", args=[file_format]), {"area": "login"})
    assert answer.status_code == 200
    if file_format == "csv":
        assert "'=HYPERLINK" in answer.content.decode("utf-8-sig")
    taken = Entry.objects.get(action="journal.export")
    assert (taken.person, taken.details) == ("audit_admin", {"lines": 1, "format": file_format})


def test_whatever_is_done_in_the_browser_has_its_address(cast: Cast, as_: Callable[[str], Client]) -> None:
    as_("system_admin").post(reverse("section-add", args=[cast.stranger.pk]), {"name": "办公室"})
    assert Entry.objects.get(action="section.create").address == "127.0.0.1"
