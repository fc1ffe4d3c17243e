"""A survey is answered once a browser, counted exactly, and closed into the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from ziping.report import Address
from ziping.wording import InputError
from ziping.workbench.filling.inquiries import Draft, answer, begin, close, count, open_it, qr
from ziping.workbench.filling.models import Inquiry, Package, Reply
from ziping.workbench.filling.store import Edit, LockedError, entries, save

As = Callable[[str], Client]


@pytest.fixture
def package(cast: Cast) -> Package:
    found = cast.packages["subordinate"]
    cells = {"name": "服务对象满意度", "target": "90", "unit": "%", "actual": "88"}
    edits = [Edit(Address("indicators", "s", column), "", text) for column, text in cells.items()]
    save(found, edits, cast.person("clerk"))
    return found


@pytest.fixture
def inquiry(package: Package, cast: Cast) -> Inquiry:
    draft = Draft("s", "2024年服务满意度", "您总体满意吗？", more=("环境如何？",), satisfied_to=3, sent=40)
    begun = begin(package, draft, cast.person("clerk"))
    open_it(begun, cast.person("clerk"))
    begun.refresh_from_db()
    return begun


def visit(inquiry: Inquiry) -> Client:
    client = Client()
    client.get(reverse("survey", args=[inquiry.token]))
    return client


def post(client: Client, inquiry: Inquiry, *grades: int) -> Any:
    data = {f"q{at}": str(grade) for at, grade in enumerate(grades)}
    return client.post(reverse("survey", args=[inquiry.token]), data)


def test_anybody_answers_without_login_once_a_browser(inquiry: Inquiry) -> None:
    client = visit(inquiry)
    assert post(client, inquiry, 0, 1).status_code == 302
    assert "谢谢" in client.get(reverse("survey", args=[inquiry.token])).content.decode()
    post(client, inquiry, 4, 4)
    assert [reply.grades for reply in Reply.objects.all()] == [[0, 1]]


def test_a_browser_that_keeps_no_mark_is_not_counted(inquiry: Inquiry) -> None:
    page = post(Client(enforce_csrf_checks=True), inquiry, 0, 0)
    assert page.status_code == 400
    assert "Cookie" in page.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("grades", [(0,), (0, 9), ()])
def test_a_question_without_an_answer_is_asked_again_and_the_rest_is_kept(
    grades: tuple[int, ...], inquiry: Inquiry
) -> None:
    page = post(visit(inquiry), inquiry, *grades)
    assert page.status_code == 400
    assert "每题选一档" in page.content.decode()
    assert not Reply.objects.exists()


def test_nothing_of_who_answered_is_kept(inquiry: Inquiry) -> None:
    post(visit(inquiry), inquiry, 0, 0)
    reply = Reply.objects.get()
    assert len(reply.address) == len(reply.browser) == 64
    assert "127.0.0.1" not in reply.address


def test_one_address_sends_only_so_many_in_ten_minutes(inquiry: Inquiry) -> None:
    for number in range(30):
        answer(inquiry, [0, 0], "", f"b{number}", "one network")
    with pytest.raises(InputError, match="过十分钟"):
        answer(inquiry, [0, 0], "", "b30", "one network")
    Reply.objects.update(at=timezone.now() - dt.timedelta(minutes=11))
    assert answer(inquiry, [0, 0], "", "b30", "one network")


def test_a_survey_after_its_last_day_takes_no_answer(inquiry: Inquiry) -> None:
    Inquiry.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))
    assert "已经结束" in visit(inquiry).get(reverse("survey", args=[inquiry.token])).content.decode()
    post(visit(inquiry), inquiry, 0, 0)
    assert not Reply.objects.exists()


def test_a_draft_is_not_there_for_the_public(inquiry: Inquiry) -> None:
    Inquiry.objects.update(state="draft")
    assert Client().get(reverse("survey", args=[inquiry.token])).status_code == 404


@pytest.mark.parametrize(
    ("grades", "satisfied", "rate"),
    [
        ([0, 1, 2, 3, 4], 3, "60.00"),
        ([0, 0, 3], 2, "66.67"),
        ([0] * 199 + [4], 199, "99.50"),
        ([4], 0, "0.00"),
    ],
)
def test_the_rate_is_counted_exactly(grades: list[int], satisfied: int, rate: str, inquiry: Inquiry) -> None:
    Reply.objects.bulk_create(
        Reply(inquiry=inquiry, grades=[grade, 0], browser=str(at), address="a")
        for at, grade in enumerate(grades)
    )
    counted = count(inquiry)
    assert (counted.returned, counted.satisfied, str(counted.rate)) == (len(grades), satisfied, rate)


def test_closing_writes_the_survey_and_the_indicator_s_value(
    inquiry: Inquiry, package: Package, cast: Cast
) -> None:
    for number, grade in enumerate((0, 2, 3)):
        answer(inquiry, [grade, 0], "", f"b{number}", "a")
    noon = dt.datetime(2025, 3, 3, 12, tzinfo=dt.UTC)
    Reply.objects.update(at=noon)
    Reply.objects.filter(browser="b0").update(at=noon - dt.timedelta(minutes=95, seconds=20))
    close(inquiry, cast.person("clerk"))
    there = entries(package)
    (line,) = there["surveys"]
    told = {name: line.cells[name] for name in ("indicator", "sent", "returned", "satisfied", "minutes")}
    assert told == {
        "indicator": "服务对象满意度",
        "sent": "40",
        "returned": "3",
        "satisfied": "2",
        "minutes": "95",
    }
    indicator = there["indicators"][0].cells
    assert (indicator["actual"], indicator["value_source"]) == ("66.67", "问卷调查报告")


def test_closing_twice_writes_once(inquiry: Inquiry, package: Package, cast: Cast) -> None:
    answer(inquiry, [0, 0], "", "b", "a")
    close(inquiry, cast.person("clerk"))
    close(inquiry, cast.person("clerk"))
    assert len(entries(package)["surveys"]) == 1


def test_a_survey_nobody_answered_is_not_closed(inquiry: Inquiry, cast: Cast) -> None:
    with pytest.raises(InputError, match="还没有人作答"):
        close(inquiry, cast.person("clerk"))


def test_a_report_on_its_way_takes_no_result(inquiry: Inquiry, package: Package, cast: Cast) -> None:
    answer(inquiry, [0, 0], "", "b", "a")
    Package.objects.filter(pk=package.pk).update(state="internal_review")
    with pytest.raises(LockedError):
        close(inquiry, cast.person("clerk"))
    inquiry.refresh_from_db()
    assert inquiry.state == "open"


def test_what_is_missing_is_told_at_once(package: Package, cast: Cast) -> None:
    with pytest.raises(InputError) as told:
        begin(package, Draft("nobody", " ", ""), cast.person("clerk"))
    assert len(told.value.messages) == 2


def test_the_clerk_makes_publishes_and_closes_one_in_the_browser(package: Package, as_: As) -> None:
    client = as_("clerk")
    made = client.post(
        reverse("report-inquiries", args=[package.pk]),
        {"indicator": "s", "title": "问卷", "question": "满意吗？", "satisfied_to": "2", "users": "1200"},
    )
    inquiry = Inquiry.objects.get()
    page = reverse("report-inquiry", args=[package.pk, inquiry.pk])
    assert made["Location"] == page
    client.post(page, {"action": "open"})
    assert "<svg" in client.get(page).content.decode()
    post(visit(inquiry), inquiry, 1)
    client.post(page, {"action": "close"})
    inquiry.refresh_from_db()
    assert inquiry.state == "closed"
    assert entries(package)["surveys"][0].cells["users"] == "1200"


def test_a_figure_typed_wrong_is_told_not_guessed(package: Package, as_: As) -> None:
    client = as_("clerk")
    data = {"indicator": "s", "title": "问卷", "question": "满意吗？", "users": "约一千"}
    client.post(reverse("report-inquiries", args=[package.pk]), data)
    assert not Inquiry.objects.exists()
    assert "约一千" in client.get(reverse("report-inquiries", args=[package.pk])).content.decode()


@pytest.mark.parametrize("who", ["section", "head", "department", "line", "auditor"])
def test_others_look_and_change_nothing(who: str, inquiry: Inquiry, as_: As) -> None:
    page = reverse("report-inquiry", args=[inquiry.package_id, inquiry.pk])
    assert as_(who).get(page).status_code == 200
    assert as_(who).post(page, {"action": "close"}).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "other_line", "npc", "security_admin"])
def test_strangers_see_no_survey(who: str, inquiry: Inquiry, as_: As) -> None:
    assert as_(who).get(reverse("report-inquiries", args=[inquiry.package_id])).status_code == 404
    assert as_(who).get(reverse("report-inquiry", args=[inquiry.package_id, inquiry.pk])).status_code == 404


def test_the_code_has_no_style_of_its_own() -> None:
    drawn = qr("https://example.test/s/abc/")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
