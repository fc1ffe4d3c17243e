"""What is published is masked, complete, signed for and proved; it stays at its address and is withdrawn with a reason."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from workbench.cast import Cast
from ziping.report import data_of, load_report
from ziping.wording import InputError
from ziping.workbench.disclosure import publishing
from ziping.workbench.disclosure.editions import refuse_private, strings_of
from ziping.workbench.disclosure.models import Edition, Publication
from ziping.workbench.disclosure.portal import listing
from ziping.workbench.disclosure.publishing_desk import desk_of
from ziping.workbench.filling.models import Handed, Package, Step
from ziping.workbench.journal.chain import sm3
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Person, Unit, UnitName

EXAMPLE = Path(__file__).parents[2] / "examples" / "tidy" / "report.json"
PHONE, IDENTITY, BANK, MAIL = (
    "13800138000",
    "110101199001010015",
    "6222021234567890128",
    "somebody@example.cn",
)
PRIVATE = (PHONE, IDENTITY, BANK, MAIL)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without LibreOffice, which takes seconds; one test has it."""
    monkeypatch.setenv("PATH", "/nowhere")


def hand_in(package: Package, **changes: Any) -> Handed:
    """Hand in the tidy example, with private data wherever somebody might have put it."""
    report = data_of(load_report(EXAMPLE))
    report["unit"]["phone"] = PHONE
    report["unit"]["preparer"] = "李示例"
    report["projects"][0]["name"] += f"（联系人{PHONE}）"
    report["problems"][0]["text"] = (
        f"资金打入账号{BANK}，经办人身份证{IDENTITY}，电话 138 0013 8000，邮箱{MAIL}。"
    )
    report.update(changes)
    step = Step.objects.create(
        package=package,
        action="sign",
        before="",
        after="",
        round=1,
        digest="c" * 64,
        person=Person.objects.get(username="head"),
    )
    package.state = "accepted"
    package.save()
    return Handed.objects.create(package=package, step=step, round=1, report=report, digest="c" * 64)


def ready(cast: Cast, name: str = "subordinate") -> Package:
    """A package with everything that must be there before it is published."""
    package = cast.packages[name]
    hand_in(package)
    today = timezone.localdate()
    told = publishing.Particulars(today - dt.timedelta(days=5), today - dt.timedelta(days=2), "周示例")
    publishing.tell(package, told, standing_of(cast.person("performance")))
    found = publishing.publication_of(package)
    found.signed_by, found.signed_at, found.signed_digest = cast.person("head"), timezone.now(), "c" * 64
    found.save()
    return package


def publish(cast: Cast, package: Package) -> Edition:
    edition = publishing.publish(package, standing_of(cast.person("performance")))
    publishing.prepare_edition.func(edition.pk)
    edition.refresh_from_db()
    assert edition.refused == []
    return edition


def contents(edition: Edition) -> dict[str, bytes]:
    made = {}
    for file in edition.files.all():
        with file.file.open("rb") as opened:
            made[file.form] = opened.read()
    return made


def plain(form: str, content: bytes) -> str:
    """The text of a published file."""
    if form != "docx":
        return content.decode()
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return re.sub(r"<[^>]+>", "", "".join(parts))


def given(answer: Any) -> bytes:
    """The bytes of a file sent in a stream; Django's client closes it behind the last."""
    return b"".join(answer)


def body(answer: Any) -> str:
    return given(answer).decode() if answer.streaming else answer.content.decode()


def test_no_private_data_stand_in_any_published_file_or_page(cast: Cast) -> None:
    edition = publish(cast, ready(cast))
    made = contents(edition)
    assert set(made) == {"docx", "json", "csv", "page"}
    for form, content in made.items():
        text = plain(form, content)
        assert len(text) > 1000
        assert not [number for number in (*PRIVATE, "138 0013 8000", "李示例") if number in text], form
    page = body(Client().get(reverse("public-report", args=[edition.publication.key])))
    assert "138****8000" in page
    assert not [number for number in PRIVATE if number in page]
    assert not [number for number in PRIVATE if number in json.dumps(edition.shown)]


def test_the_pdf_holds_what_the_word_file_holds_and_nothing_private(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    from ziping.documents import read_pdf

    made = contents(publish(cast, ready(cast)))
    text = "".join(passage.text for passage in read_pdf(made["pdf"], "report.pdf").passages)
    assert "138****8000" in text.replace(" ", "")
    assert not [number for number in PRIVATE if number in text]


def test_what_masking_did_not_reach_is_refused_and_quoted_masked() -> None:
    with pytest.raises(InputError) as refused:
        refuse_private(["正文", f"电话{PHONE}"])
    assert PHONE not in str(refused.value)
    assert "138****8000" in str(refused.value)


def test_an_edition_with_private_data_left_is_not_published(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, bureau = ready(cast), standing_of(cast.person("performance"))
    with monkeypatch.context() as careless:
        careless.setattr("ziping.workbench.disclosure.editions.public_report", lambda report: report)
        edition = publishing.publish(package, bureau)
        publishing.prepare_edition.func(edition.pk)
    edition.refresh_from_db()
    package.refresh_from_db()
    assert edition.published_at is None
    assert edition.refused
    assert PHONE not in json.dumps(edition.refused, ensure_ascii=False)
    assert package.state == "accepted"
    assert not edition.files.exists()
    assert publishing.publish(package, bureau).number == 2  # and may be tried again


def test_every_text_of_plain_data_is_looked_at() -> None:
    assert list(strings_of({"a": ["x", {"b": "y"}], "c": ("z", 1, None)})) == ["x", "y", "z"]


def test_a_formula_in_a_published_table_is_a_text(cast: Cast) -> None:
    package = ready(cast)
    handed = Handed.objects.get(package=package)
    handed.report["projects"][0]["name"] = "=HYPERLINK(1)"
    handed.save()
    table = contents(publish(cast, package))["csv"].decode()
    assert "'=HYPERLINK(1)" in table
    assert ",=HYPERLINK" not in table


def test_digests_are_of_the_bytes_given_out(cast: Cast) -> None:
    edition = publish(cast, ready(cast))
    for file in edition.files.exclude(form="page"):
        sent = Client().get(reverse("public-file", args=[edition.publication.key, 1, file.form]))
        assert sm3(given(sent)) == file.digest
    assert edition.digest == edition.files.get(form="json").digest
    page = body(Client().get(reverse("public-report", args=[edition.publication.key])))
    assert edition.digest in page
    assert edition.accepted_digest in page


@pytest.mark.parametrize(
    ("lack", "spoil"),
    [
        ("accepted", {"state": "draft"}),
        ("approved_on", {"approved_on": None}),
        ("secrecy", {"secrecy_passed_on": None}),
        ("signed", {"signed_digest": "d" * 64}),
    ],
)
def test_nothing_is_published_before_all_is_there(lack: str, spoil: dict[str, Any], cast: Cast) -> None:
    package = ready(cast)
    if "state" in spoil:
        Package.objects.filter(pk=package.pk).update(**spoil)
    else:
        Publication.objects.filter(package=package).update(**spoil)
    with pytest.raises(InputError) as refused:
        publishing.publish(package, standing_of(cast.person("performance")))
    assert [message.key for message in refused.value.messages] == [f"disclosure.missing.{lack}"]
    assert not Edition.objects.exists()


def test_publishing_moves_the_package_and_is_in_the_journal(cast: Cast) -> None:
    package = ready(cast)
    publish(cast, package)
    package.refresh_from_db()
    assert package.state == "published"
    actions = list(Entry.objects.values_list("action", flat=True))
    assert [
        action for action in actions if action in ("disclosure.ask", "package.publish", "disclosure.publish")
    ] == [
        "disclosure.ask",
        "package.publish",
        "disclosure.publish",
    ]


def test_an_edition_made_twice_is_made_once(cast: Cast) -> None:
    edition = publish(cast, ready(cast))
    before = {file.form: file.digest for file in edition.files.all()}
    publishing.prepare_edition.func(edition.pk)
    assert {file.form: file.digest for file in edition.files.all()} == before
    with pytest.raises(InputError):
        publishing.publish(edition.publication.package, standing_of(cast.person("performance")))


def test_a_withdrawn_page_says_so_and_gives_no_file(cast: Cast) -> None:
    edition = publish(cast, ready(cast))
    key = edition.publication.key
    with pytest.raises(InputError):
        publishing.withdraw(edition.publication.package, standing_of(cast.person("performance")), "  ")
    publishing.withdraw(edition.publication.package, standing_of(cast.person("performance")), "数据有误")
    page = body(Client().get(reverse("public-report", args=[key])))
    assert "数据有误" in page
    assert "1177.69" not in page
    assert Client().get(reverse("public-file", args=[key, 1, "docx"])).status_code == 410
    assert "撤回" in body(Client().get(reverse("public")))
    assert key not in body(Client().get(reverse("public-sitemap")))


def test_a_new_edition_stands_at_the_same_address_and_the_old_one_at_its_own(cast: Cast) -> None:
    package = ready(cast)
    first = publish(cast, package)
    publishing.withdraw(package, standing_of(cast.person("performance")), "更正")
    second = publish(cast, package)
    assert (second.publication, second.number) == (first.publication, 2)
    key = first.publication.key
    assert "1177.69" in body(Client().get(reverse("public-report", args=[key])))
    assert "更正" in body(Client().get(reverse("public-edition", args=[key, 1])))
    assert [entry.withdrawn for entry in listing(None, "", 1).entries] == [False]


def test_the_address_does_not_change_when_the_unit_does(cast: Cast) -> None:
    package = ready(cast)
    edition = publish(cast, package)
    unit = package.unit
    UnitName.objects.create(unit=unit, name=unit.name, until=timezone.localdate())
    unit.name, unit.code = "示例县就业服务局", "999"
    unit.save()
    page = Client().get(reverse("public-report", args=["2024-201001"]))
    assert edition.unit_name in body(page)
    for word in ("示例县就业中心", "就业服务局", "999"):
        assert [entry.key for entry in listing(None, word, 1).entries] == ["2024-201001"]
    assert listing(2023, "", 1).entries == ()
    assert listing(None, "没有这个单位", 1).entries == ()


@pytest.mark.parametrize(
    ("approved", "on", "left", "late"),
    [
        (dt.date(2025, 9, 1), dt.date(2025, 9, 1), 20, False),
        (dt.date(2025, 9, 1), dt.date(2025, 9, 21), 0, False),
        (dt.date(2025, 9, 1), dt.date(2025, 9, 22), -1, True),
        (dt.date(2025, 12, 20), dt.date(2026, 1, 9), 0, False),
    ],
)
def test_twenty_days_are_counted_from_the_approval(
    approved: dt.date, on: dt.date, left: int, late: bool, cast: Cast
) -> None:
    found = publishing.clock(cast.packages["subordinate"], approved, on)
    assert (found.days_left, found.late) == (left, late)


def test_no_clock_runs_before_the_final_account_is_approved(cast: Cast) -> None:
    found = publishing.clock(cast.packages["subordinate"], None, dt.date(2099, 1, 1))
    assert (found.due_on, found.late) == (None, False)


def test_the_desk_sorts_what_is_due_late_ready_and_published(cast: Cast) -> None:
    published = ready(cast, "subordinate")
    publish(cast, published)
    ready(cast, "department")
    hand_in(cast.packages["stranger"])
    bureau = standing_of(cast.person("performance"))
    statuses = {line.package.unit.code: line.status for line in desk_of(bureau, None, "").lines}
    assert statuses == {"201001": "published", "201": "ready", "301": "due"}
    Publication.objects.update(approved_on=dt.date(2020, 1, 1))
    assert [line.package.unit.code for line in desk_of(bureau, None, "late").lines] == ["201"]
    assert {line.package.unit.code for line in desk_of(standing_of(cast.person("head")), None, "").lines} == {
        "201001"
    }


def test_queries_do_not_grow_with_the_number_of_reports(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    package = ready(cast)
    first = publish(cast, package)
    bureau = standing_of(cast.person("performance"))
    bureau.roles  # noqa: B018 - looked up before counting
    for number in range(30):
        unit = Unit.objects.create(place=cast.place, code=f"5{number:02}", name=f"示例县第{number}中学")
        other = Package.objects.create(campaign=cast.campaign, unit=unit, state="published")
        page = Publication.objects.create(package=other, key=f"2024-5{number:02}")
        Edition.objects.create(
            publication=page, number=1, handed=first.handed, unit_name=unit.name, title="x", year=2024,
            shown=first.shown, published_by=first.published_by, published_at=timezone.now(),
        )  # fmt: skip
    with django_assert_max_num_queries(4):
        assert len(listing(None, "", 1).entries) == 31
    with django_assert_max_num_queries(4):
        assert len(desk_of(bureau, None, "").lines) == 31


def test_marks_are_shown_only_where_the_place_publishes_them(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    key = publish(cast, ready(cast)).publication.key
    pages = (reverse("public"), reverse("public-report", args=[key]))
    assert all("94.86" in body(Client().get(page)).partition("report-text")[0] for page in pages)
    answer = as_("performance").post(
        reverse("publishing-terms"), {"place": cast.place.pk, "shows_score": "no"}
    )
    assert answer.status_code == 302
    assert not any("94.86" in body(Client().get(page)).partition("report-text")[0] for page in pages)


def test_the_whole_way_in_the_browser(cast: Cast, as_: Callable[[str], Client]) -> None:
    package = cast.packages["subordinate"]
    hand_in(package)
    today = timezone.localdate().isoformat()
    told = {"approved_on": today, "secrecy_passed_on": today, "secrecy_reviewer": "周示例"}
    as_("clerk").post(reverse("publishing-particulars", args=[package.pk]), told)
    page = body(as_("performance").get(reverse("publishing-report", args=[package.pk])))
    assert "负责人签批" in page
    as_("head").post(reverse("publishing-sign", args=[package.pk]))
    as_("performance").post(reverse("publishing-publish", args=[package.pk]))
    edition = Edition.objects.get()
    publishing.prepare_edition.func(edition.pk)
    assert "已公开" in body(as_("performance").get(reverse("publishing")))
    as_("performance").post(reverse("publishing-withdraw", args=[package.pk]), {"reason": "更正"})
    assert "更正" in body(Client().get(reverse("public-report", args=[edition.publication.key])))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"approved_on": "2999-01-01"}, "晚于今天"),
        ({"approved_on": "九月一日"}, "不是日期"),
        ({"secrecy_passed_on": "2025-09-01"}, "审查人"),
        ({"secrecy_reviewer": "周示例"}, "审查人"),
    ],
)
def test_particulars_that_cannot_be_are_told(
    told: dict[str, str], why: str, cast: Cast, as_: Callable[[str], Client]
) -> None:
    package = cast.packages["subordinate"]
    hand_in(package)
    answer = as_("performance").post(reverse("publishing-particulars", args=[package.pk]), told, follow=True)
    assert why in body(answer)
    assert not Publication.objects.exists()


MAY = {
    "publishing-report": {"clerk", "head", "performance"},
    "publishing-particulars": {"clerk", "performance"},
    "publishing-sign": {"head"},
    "publishing-publish": {"performance"},
    "publishing-withdraw": {"performance"},
}


@pytest.mark.parametrize("name", MAY)
def test_each_step_is_for_those_who_have_a_right_to_it(
    name: str, cast: Cast, as_: Callable[[str], Client]
) -> None:
    package = ready(cast)
    url = reverse(name, args=[package.pk])
    for who in cast.people:
        before = Edition.objects.count()
        client = as_(who)
        answer = client.get(url) if name == "publishing-report" else client.post(url, {"reason": ""})
        assert (answer.status_code != 404) is (who in MAY[name]), who
        assert who in MAY[name] or Edition.objects.count() == before
    assert Client().get(url).status_code in (302, 405)


@pytest.mark.parametrize("name", ["public", "public-sitemap", "robots", "checkup"])
def test_public_pages_need_no_login_and_set_no_cookie(name: str, cast: Cast) -> None:
    publish(cast, ready(cast))
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    assert not answer.cookies
    assert Client().head(reverse(name)).status_code == 200


def test_public_pages_speak_english_from_link_to_link(cast: Cast) -> None:
    key = publish(cast, ready(cast)).publication.key
    answer = Client().get(reverse("public") + "?lang=en")
    assert f"{reverse('public-report', args=[key])}?lang=en" in body(answer)
    page = Client().get(reverse("public-report", args=[key]) + "?lang=en")
    assert "SM3 of the published data" in body(page)
    assert not page.cookies


def test_search_engines_may_read_the_portal_and_nothing_else(cast: Cast) -> None:  # noqa: ARG001 - the site as it is
    said = body(Client().get(reverse("robots"))).splitlines()
    assert "Allow: /public/" in said
    assert "Disallow: /public/desk/" in said
    assert "Disallow: /" in said


@pytest.mark.parametrize(
    "query", ["?year=²", "?year=99999", "?page=-1", "?page=x&search=%00", "?search=" + "x" * 5000]
)
def test_an_odd_question_gets_an_empty_list(query: str, cast: Cast) -> None:  # noqa: ARG001
    assert Client().get(reverse("public") + query).status_code == 200


@pytest.mark.parametrize(
    "path", ["reports/none/", "reports/2024-201001/9/", "reports/2024-201001/1/report.page"]
)
def test_what_was_never_published_is_not_there(path: str, cast: Cast) -> None:
    publish(cast, ready(cast))
    assert Client().get(f"/public/{path}").status_code == 404


def test_a_making_that_was_broken_off_is_taken_up_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    package, bureau = ready(cast), standing_of(cast.person("performance"))
    with monkeypatch.context() as broken:
        broken.setattr(
            publishing, "make", lambda _handed: (_ for _ in ()).throw(OSError("No space left on device"))
        )
        edition = publishing.publish(package, bureau)
    with pytest.raises(InputError, match="正在生成"):
        publishing.publish(package, bureau)
    Edition.objects.filter(pk=edition.pk).update(asked_at=timezone.now() - dt.timedelta(minutes=11))
    assert publishing.publish(package, bureau) == edition
    publishing.prepare_edition.func(edition.pk)
    edition.refresh_from_db()
    assert edition.published_at is not None
    assert Edition.objects.count() == 1


def test_one_day_of_approval_is_kept_for_all_that_have_none(cast: Cast, as_: Callable[[str], Client]) -> None:
    ready(cast, "department")
    hand_in(cast.packages["stranger"])
    hand_in(cast.packages["subordinate"])
    before = Publication.objects.get().approved_on
    answer = as_("performance").post(
        reverse("publishing-approval"), {"year": "2024", "approved_on": "2025-09-01"}, follow=True
    )
    assert "2 份" in body(answer)
    days = dict(Publication.objects.values_list("key", "approved_on"))
    assert days == {"2024-201": before, "2024-301": dt.date(2025, 9, 1), "2024-201001": dt.date(2025, 9, 1)}
    answer = as_("performance").post(
        reverse("publishing-approval"), {"year": "2024", "approved_on": ""}, follow=True
    )
    assert "不是日期" in body(answer)


def test_lists_are_taken_away_as_tables(cast: Cast, as_: Callable[[str], Client]) -> None:
    edition = publish(cast, ready(cast))
    table = body(Client().get(reverse("public-list", args=["csv"])))
    assert edition.digest in table
    assert "/public/reports/2024-201001/" in table
    assert Client().get(reverse("public-list", args=["xlsx"])).content.startswith(b"PK")
    assert Client().get(reverse("public-list", args=["exe"])).status_code == 404
    assert "已公开" in body(as_("performance").get(reverse("publishing-list", args=["csv"])))
    assert "示例县就业中心" not in body(as_("outsider").get(reverse("publishing-list", args=["csv"])))
