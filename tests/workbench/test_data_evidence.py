"""Evidence is kept with its digest, seen by those it concerns, taken away but not forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.report import Address
from ziping.wording import InputError
from ziping.workbench.filling.evidence import file_bytes, ledger_of, page_picture
from ziping.workbench.filling.models import EvidenceFile, Package
from ziping.workbench.filling.store import Edit, entries, save
from ziping.workbench.journal.chain import sm3
from ziping.workbench.journal.models import Entry

As = Callable[[str], Client]
PICTURE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde"
    b"\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
)


def paper() -> bytes:
    """A PDF of two blank pages, written by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>",
    ]
    made = b"%PDF-1.4\n"
    starts = []
    for number, text in enumerate(objects, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        made
        + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(made),
        )
    )


@pytest.fixture
def package(cast: Cast) -> Package:
    found = cast.packages["subordinate"]
    names = {"a": "补贴发放人数", "b": "办理及时率"}
    edits = [Edit(Address("indicators", key, "name"), "", name) for key, name in names.items()]
    save(found, edits, cast.person("clerk"))
    return found


def send(client: Client, package: Package, *files: tuple[str, bytes], **more: str) -> Any:
    data = {"file": [SimpleUploadedFile(name, held) for name, held in files], **more}
    return client.post(reverse("report-evidence", args=[package.pk]), data)


def test_a_file_sent_in_is_counted_for_its_indicator(package: Package, as_: As) -> None:
    send(as_("clerk"), package, ("发放台账.pdf", paper()), ("现场.png", PICTURE), line="a")
    ledger = ledger_of(package)
    assert (ledger.proven, len(ledger.indicators), ledger.files) == (1, 2, 2)
    assert ledger.indicators[0].files[0].digest == sm3(paper())


def test_the_report_s_own_list_names_the_file_once(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("发放台账.pdf", paper()), line="a")
    send(client, package, ("发放台账.pdf", paper()), line="a")
    (line,) = entries(package)["evidence"]
    assert line.cells == {"key": "a", "name": "发放台账", "digest": sm3(paper())}
    assert EvidenceFile.objects.count() == 1


def test_one_refused_file_does_not_keep_the_others_out(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("装作.pdf", b"only text"), ("现场.png", PICTURE), line="a")
    assert [one.name for one in EvidenceFile.objects.all()] == ["现场.png"]
    assert "扩展名是 .pdf" in client.get(reverse("report-evidence", args=[package.pk])).content.decode()


def test_what_is_taken_away_stays_in_the_history_and_can_still_be_read(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("现场.png", PICTURE), line="a")
    kept = EvidenceFile.objects.get()
    client.post(reverse("report-evidence-remove", args=[package.pk, kept.pk]))
    ledger = ledger_of(package)
    assert (ledger.files, [one.pk for one in ledger.removed]) == (0, [kept.pk])
    assert file_bytes(kept) == PICTURE
    assert Entry.objects.filter(action="evidence.removed", person="clerk").exists()


def test_after_handing_in_nothing_is_added_and_nothing_taken_away(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("现场.png", PICTURE), line="a")
    Package.objects.filter(pk=package.pk).update(state="submitted_to_finance")
    send(client, package, ("另一张.png", PICTURE + b"1"), line="a")
    client.post(reverse("report-evidence-remove", args=[package.pk, EvidenceFile.objects.get().pk]))
    assert [(one.name, one.removed) for one in EvidenceFile.objects.all()] == [("现场.png", False)]


def test_a_required_paper_is_missed_until_it_is_there(package: Package, as_: As) -> None:
    package.campaign.attachments = ["部门决算批复"]
    package.campaign.save()
    assert ledger_of(package).missing == ("部门决算批复",)
    send(as_("clerk"), package, ("批复.pdf", paper()), attachment="部门决算批复")
    package.refresh_from_db()
    assert ledger_of(package).missing == ()


def test_a_stored_file_that_was_changed_is_not_handed_out(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("现场.png", PICTURE), line="a")
    kept = EvidenceFile.objects.get()
    Path(kept.file.path).write_bytes(b"something else")
    with pytest.raises(InputError, match="SM3"):
        file_bytes(kept)
    assert client.get(reverse("report-evidence-file", args=[package.pk, kept.pk])).status_code == 302
    assert client.get(reverse("report-evidence-page", args=[package.pk, kept.pk, 1])).status_code == 404


def test_a_pdf_is_shown_as_a_picture_page_by_page(package: Package, as_: As) -> None:
    picture, pages = page_picture(paper(), 2)
    assert (picture[:8], pages) == (b"\x89PNG\r\n\x1a\n", 2)
    with pytest.raises(InputError, match="没有第 3 页"):
        page_picture(paper(), 3)
    send(as_("clerk"), package, ("台账.pdf", paper()), line="a")
    url = reverse("report-evidence-page", args=[package.pk, EvidenceFile.objects.get().pk, 1])
    answer = as_("head").get(url)
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_is_only_ever_saved_never_opened_by_the_browser(package: Package, as_: As) -> None:
    client = as_("clerk")
    send(client, package, ("台账.txt", "甲,1".encode()), line="a")
    answer = client.get(reverse("report-evidence-file", args=[package.pk, EvidenceFile.objects.get().pk]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert Entry.objects.filter(action="evidence.seen", person="clerk").exists()


@pytest.mark.parametrize(
    ("who", "sees", "sends"),
    [
        ("clerk", True, True),
        ("section", True, True),
        ("head", True, False),
        ("department", True, False),
        ("line", True, False),
        ("auditor", True, False),
        ("other_line", False, False),
        ("outsider", False, False),
        ("npc", False, False),
        ("system_admin", False, False),
    ],
)
def test_who_sees_and_who_sends(who: str, sees: bool, sends: bool, package: Package, as_: As) -> None:
    send(as_("clerk"), package, ("现场.png", PICTURE), line="a")
    kept = EvidenceFile.objects.get()
    client = as_(who)
    for name, args in (("", []), ("-look", [kept.pk]), ("-file", [kept.pk]), ("-page", [kept.pk, 1])):
        seen = client.get(reverse(f"report-evidence{name}", args=[package.pk, *args])).status_code
        assert seen == (200 if sees else 404), name
    answer = send(client, package, ("新.png", PICTURE + b"2"), line="b")
    assert answer.status_code == (302 if sends else 404)
    assert EvidenceFile.objects.filter(line="b").exists() == sends


def test_a_file_of_one_report_is_not_reached_through_another(package: Package, cast: Cast, as_: As) -> None:
    send(as_("clerk"), package, ("现场.png", PICTURE), line="a")
    url = reverse("report-evidence-file", args=[cast.packages["stranger"].pk, EvidenceFile.objects.get().pk])
    assert as_("outsider").get(url).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_ledger_takes_as_many_queries_for_many_files_as_for_few(
    count: int, package: Package, cast: Cast, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        EvidenceFile.objects.create(
            package=package,
            line="a",
            name=f"{number}.png",
            kind="image",
            size=1,
            digest="0",
            person=cast.person("clerk"),
        )
    with django_assert_num_queries(2):
        assert ledger_of(package).files == count
