"""People are told once of each occasion, in the page and by mail, and never of anything private."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from ziping.wording import InputError, Message, say
from ziping.workbench.campaigns.models import Deadline, Morning
from ziping.workbench.campaigns.morning import begin_day, remind
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move
from ziping.workbench.notices.mailing import send_daily, send_each
from ziping.workbench.notices.models import MailWish, Notice
from ziping.workbench.notices.server import mail_settings
from ziping.workbench.notices.telling import message_of, tell
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Person

As = Callable[[str], Client]
NEWS = Message("notices.step.accepted", {"unit": "示例县图书馆", "campaign": "2024年度绩效自评"})


@pytest.fixture(autouse=True)
def at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.MAIL_ON = True
    settings.SITE_URL = "https://jx.example.cn"


def reachable(cast: Cast, *names: str, often: str = "") -> None:
    for name in names:
        Person.objects.filter(username=name).update(email=f"{name}@example.cn")
        cast.people[name] = Person.objects.get(username=name)
        if often:
            MailWish.objects.create(person=cast.people[name], often=often)


def test_nobody_is_told_twice_of_the_same_occasion(cast: Cast) -> None:
    people = [cast.person("clerk"), cast.person("head")]
    assert tell(people, NEWS, mark="a") == 2
    assert tell([*people, cast.person("line")], NEWS, mark="a") == 1
    assert tell(people, NEWS) == 2


def test_who_is_switched_off_is_told_nothing(cast: Cast) -> None:
    clerk = cast.person("clerk")
    clerk.is_active = False
    assert tell([clerk], NEWS) == 0


def test_a_sentence_is_kept_in_no_language_and_said_in_the_reader_s(cast: Cast) -> None:
    inner = Message("campaigns.step.finance")
    args = {"unit": "甲", "campaign": "乙", "step": inner, "day": dt.date(2026, 4, 30)}
    tell([cast.person("clerk")], Message("campaigns.told.due", args))
    message = message_of(Notice.objects.get())
    assert say(message, "zh") == "甲的乙：报财政的截止日是 2026-04-30，请抓紧办理。"
    assert "Handed to the bureau" in say(message, "en")


def test_a_step_of_the_road_tells_whose_move_it_is_and_not_who_took_it(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    Package.objects.filter(pk=package.pk).update(state="line_review", round=1)
    move(package, "return_by_line", standing_of(cast.person("line")), "数字不对，请看 13800138000")
    told = {notice.person.username: notice for notice in Notice.objects.all()}
    assert set(told) == {"clerk", "head"}
    assert told["clerk"].key == "notices.step.draft"
    assert "13800138000" not in str(told["clerk"].args)


def test_the_bell_counts_what_is_unread_until_it_is_read(cast: Cast, as_: As) -> None:
    tell([cast.person("clerk")], NEWS, reverse("home"))
    tell([cast.person("clerk")], NEWS)
    client = as_("clerk")
    assert "通知，2 条未读" in client.get(reverse("home")).content.decode()
    first = Notice.objects.order_by("id")[0]
    assert client.post(reverse("notice-follow", args=[first.pk])).headers["Location"] == reverse("home")
    assert "通知，1 条未读" in client.get(reverse("home")).content.decode()
    client.post(reverse("notices-read"))
    assert "通知，0 条未读" in client.get(reverse("notices")).content.decode()


def test_nobody_reads_another_s_notices(cast: Cast, as_: As) -> None:
    tell([cast.person("clerk")], NEWS)
    client = as_("head")
    assert "示例县图书馆" not in client.get(reverse("notices")).content.decode()
    assert client.post(reverse("notice-follow", args=[Notice.objects.get().pk])).status_code == 404
    client.post(reverse("notices-read"))
    assert Notice.objects.get().read_at is None


@pytest.mark.parametrize("name", ["notices-read", "notices-wish"])
def test_what_changes_something_is_not_done_by_looking(name: str, cast: Cast, as_: As) -> None:
    assert cast.campaign
    assert as_("clerk").get(reverse(name)).status_code == 405
    assert Client().post(reverse(name)).status_code == 302


def test_mail_goes_out_at_once_with_a_link_and_only_once(cast: Cast) -> None:
    reachable(cast, "clerk")
    tell([cast.person("clerk"), cast.person("head")], NEWS, "/reports/1/")
    send_each.call()
    (one,) = mail.outbox
    assert one.to == ["clerk@example.cn"]
    assert "示例县图书馆的2024年度绩效自评已被财政部门接收。" in one.body
    assert "https://jx.example.cn/reports/1/" in one.body


def test_who_reads_english_gets_english(cast: Cast) -> None:
    reachable(cast, "clerk")
    Person.objects.update(language="en")
    tell([cast.person("clerk")], NEWS)
    assert "was accepted by the finance bureau" in mail.outbox[0].body


def test_one_mail_a_day_gathers_the_day(cast: Cast) -> None:
    reachable(cast, "clerk", often="daily")
    reachable(cast, "head", often="never")
    people = [cast.person("clerk"), cast.person("head")]
    tell(people, NEWS, "/reports/1/")
    tell(people, Message("notices.step.published", {"unit": "示例县图书馆", "campaign": "自评"}))
    assert not mail.outbox
    assert send_daily.call() == 1
    assert send_daily.call() == 0
    assert "2 条新通知" in mail.outbox[0].subject


def test_what_was_read_in_the_page_is_not_mailed(cast: Cast) -> None:
    reachable(cast, "clerk", often="daily")
    tell([cast.person("clerk")], NEWS)
    Notice.objects.update(read_at=timezone.now())
    assert send_daily.call() == 0


def test_a_mail_that_fails_stays_to_be_sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reachable(cast, "clerk", often="daily")
    tell([cast.person("clerk")], NEWS)

    def refuse(*_: object, **__: object) -> int:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(ConnectionRefusedError):
            send_daily.call()
    assert Notice.objects.get().mailed_at is None
    assert send_daily.call() == 1


def test_one_wrong_address_keeps_nobody_else_waiting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reachable(cast, "clerk", "head", often="daily")
    tell([cast.person("clerk"), cast.person("head")], NEWS)
    send = EmailMessage.send

    def picky(message: EmailMessage, **options: Any) -> int:
        if message.to == ["clerk@example.cn"]:
            raise SMTPRecipientsRefused({"clerk@example.cn": (550, b"no such person")})
        return send(message, **options)

    monkeypatch.setattr(EmailMessage, "send", picky)
    assert send_daily.call() == 1
    assert [one.to for one in mail.outbox] == [["head@example.cn"]]
    assert send_daily.call() == 0


def test_without_a_server_nothing_is_sent(cast: Cast, settings: Any) -> None:
    settings.MAIL_ON = False
    reachable(cast, "clerk")
    tell([cast.person("clerk")], NEWS)
    assert (send_each.call(), mail.outbox) == (0, [])


def test_the_wish_is_kept(cast: Cast, as_: As) -> None:
    client = as_("clerk")
    client.post(reverse("notices-wish"), {"often": "daily"})
    assert cast.person("clerk").mail_wish.often == "daily"
    assert client.post(reverse("notices-wish"), {"often": "hourly"}).status_code == 404


def due(cast: Cast, day: dt.date) -> None:
    Deadline.objects.filter(campaign=cast.campaign).update(due_on=day)
    cast.campaign.remind_days = [7, 3, 1]
    cast.campaign.save()


DAY = dt.date(2026, 4, 30)


def test_reminders_come_before_the_day_and_each_week_after_it(cast: Cast) -> None:
    due(cast, DAY)
    Package.objects.exclude(unit=cast.stranger).update(state="accepted")
    days = {left: remind(DAY - dt.timedelta(left)) for left in range(9, -16, -1)}
    assert {left for left, told in days.items() if told} == {7, 3, 1, -1, -8, -15}
    assert {notice.person.username for notice in Notice.objects.all()} == {"outsider"}


def test_a_morning_that_was_missed_is_made_up_for(cast: Cast) -> None:
    due(cast, DAY)
    assert remind(DAY - dt.timedelta(5)) == 3
    assert remind(DAY - dt.timedelta(4)) == 0


def test_a_clock_set_back_reminds_nobody_twice(cast: Cast) -> None:
    due(cast, DAY)
    days = [DAY - dt.timedelta(left) for left in (7, 3, 7, 6, 3, 1)]
    assert [remind(day) for day in days] == [3, 3, 0, 0, 0, 3]


def test_a_new_deadline_is_a_new_occasion(cast: Cast) -> None:
    due(cast, DAY)
    remind(DAY - dt.timedelta(7))
    due(cast, DAY + dt.timedelta(10))
    assert remind(DAY + dt.timedelta(3)) == 3


def test_what_lies_with_the_department_reminds_the_department(cast: Cast) -> None:
    due(cast, DAY)
    Package.objects.exclude(unit=cast.subordinate).update(state="accepted")
    Package.objects.filter(unit=cast.subordinate).update(state="submitted_to_department")
    remind(DAY)
    assert {notice.person.username for notice in Notice.objects.all()} == {"department"}


def test_who_handed_in_and_what_is_closed_reminds_nobody(cast: Cast) -> None:
    due(cast, DAY)
    Package.objects.update(state="submitted_to_finance")
    assert remind(DAY) == 0
    Package.objects.update(state="draft")
    cast.campaign.state = "closed"
    cast.campaign.save()
    assert remind(DAY) == 0


def test_the_day_begins_once_at_eight(cast: Cast) -> None:
    due(cast, timezone.localdate())
    morning = timezone.localtime().replace(hour=7, minute=59)
    assert not begin_day(morning)
    assert begin_day(morning + dt.timedelta(minutes=1))
    assert not begin_day(morning + dt.timedelta(minutes=2))
    assert Morning.objects.count() == 1
    assert Notice.objects.count() == 3


def test_the_address_of_the_mail_server_is_read() -> None:
    found = mail_settings("smtp://auto%40x.cn:p%3Aw@mail.example.cn:587?tls=yes")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        "mail.example.cn",
        587,
        True,
        False,
    )
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("auto@x.cn", "p:w")
    assert mail_settings("smtps://mail.example.cn")["EMAIL_PORT"] == 465
    assert mail_settings("")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize("url", ["mail.example.cn", "http://x:secret@y", "smtp://", "smtp://x:99999999"])
def test_what_is_no_mail_server_is_told_without_its_password(url: str) -> None:
    with pytest.raises(InputError) as told:
        mail_settings(url)
    assert "secret" not in str(told.value)
