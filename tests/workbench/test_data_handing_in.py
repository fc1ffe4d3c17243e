"""Before handing in everything is settled; what was handed in has a receipt and a package with digests; files are made once."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import STANDARD, Cast
from ziping.composing.workbook import entries_of
from ziping.report import Address, load_report
from ziping.standards import load_standard
from ziping.workbench.filling.making import FORMS, make, make_file
from ziping.workbench.filling.models import FindingNote, Made, Package
from ziping.workbench.filling.ready import readiness_of
from ziping.workbench.filling.store import Edit, fill, save
from ziping.workbench.journal.chain import sm3
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.access import standing_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "tidy" / "report.json"
As = Callable[[str], Client]


@pytest.fixture
def package(cast: Cast) -> Package:
    """A report without an error."""
    found = cast.packages["subordinate"]
    fill(found, entries_of(load_report(EXAMPLE), load_standard(STANDARD)), cast.person("clerk"))
    found.refresh_from_db()
    return found


def settle(client: Client, package: Package, cast: Cast) -> None:
    """A word to every warning."""
    ready = readiness_of(package, standing_of(cast.person("clerk")), "zh")
    marks = [one.mark for one in ready.warnings]
    client.post(reverse("report-ready-note", args=[package.pk]), {"mark": marks, "note": "年中政策调整"})


def hand(client: Client, package: Package, action: str) -> str:
    answer = client.post(reverse("report-ready-hand", args=[package.pk]), {"action": action})
    return answer.get("Location", str(answer.status_code))


def test_an_error_blocks_and_is_shown_with_where_to_mend_it(package: Package, cast: Cast, as_: As) -> None:
    save(package, [Edit(Address("budget", "basic", "executed"), "", "一千多")], cast.person("clerk"))
    save(package, [Edit(Address("staff", "staff.posts@actual", "value"), "", "许多")], cast.person("clerk"))
    line = package.lines.get(topic="budget", key="basic")
    save(
        package,
        [Edit(Address("budget", "basic", "executed"), line.cells["executed"], "一千多")],
        cast.person("clerk"),
    )
    client = as_("clerk")
    page = client.get(reverse("report-ready", args=[package.pk])).content.decode()
    assert "一千多" in page
    assert reverse("report-page", args=[package.pk, "budget"]) in page
    hand(client, package, "ask_signature")
    package.refresh_from_db()
    assert package.state == "draft"


def test_a_warning_wants_a_word_and_one_word_may_answer_several(
    package: Package, cast: Cast, as_: As
) -> None:
    clerk = standing_of(cast.person("clerk"))
    save(package, [Edit(Address("unit", "unit.phone", "value"), "", "")], cast.person("clerk"))
    before = readiness_of(package, clerk, "zh")
    settle(as_("clerk"), package, cast)
    after = readiness_of(package, clerk, "zh")
    assert (after.answered, after.unanswered) == (len(before.warnings), 0)
    assert FindingNote.objects.filter(package=package).count() == len(before.warnings)


def test_a_required_paper_that_is_missing_blocks(package: Package, cast: Cast, as_: As) -> None:
    package.campaign.attachments = ["部门决算批复"]
    package.campaign.save()
    client = as_("clerk")
    settle(client, package, cast)
    hand(client, package, "ask_signature")
    package.refresh_from_db()
    assert package.state == "draft"
    assert "部门决算批复" in client.get(reverse("report-ready", args=[package.pk])).content.decode()
    client.post(
        reverse("report-evidence", args=[package.pk]),
        {"file": SimpleUploadedFile("批复.txt", "同意".encode()), "attachment": "部门决算批复"},
    )
    hand(client, package, "ask_signature")
    package.refresh_from_db()
    assert package.state == "internal_review"


def test_what_was_signed_has_a_receipt_with_number_time_and_digest(
    package: Package, cast: Cast, as_: As
) -> None:
    settle(as_("clerk"), package, cast)
    hand(as_("clerk"), package, "ask_signature")
    receipt = hand(as_("head"), package, "sign")
    assert receipt == reverse("report-receipt", args=[package.pk, 1])
    page = as_("clerk").get(receipt).content.decode()
    handed = package.handed.get()
    assert "2024-201001-1" in page
    assert handed.digest in page
    assert as_("outsider").get(receipt).status_code == 404


@pytest.mark.parametrize("who", ["section", "department", "line", "performance", "auditor", "outsider"])
def test_who_neither_fills_nor_signs_hands_nothing_in(who: str, package: Package, as_: As) -> None:
    client = as_(who)
    assert client.get(reverse("report-ready", args=[package.pk])).status_code == 404
    assert hand(client, package, "ask_signature") == "404"
    assert hand(client, package, "sign") == "404"


def test_a_step_that_does_not_hand_in_is_not_taken_here(package: Package, as_: As) -> None:
    assert hand(as_("head"), package, "withdraw") == "404"
    assert hand(as_("head"), package, "no_such_step") == "404"


# --- files -----------------------------------------------------------------------------------------------------------


def held(made: Made) -> bytes:
    with made.file.open() as stored:
        data: bytes = stored.read()
    return data


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_every_form_is_made_and_can_be_taken(form: str, package: Package, as_: As) -> None:
    client = as_("clerk")
    client.post(reverse("report-files", args=[package.pk]), {"form": form, "edition": "internal"})
    made = Made.objects.get()
    assert (made.state, made.problem) == ("ready", {})
    answer = client.get(reverse("report-file", args=[package.pk, made.pk]))
    assert sm3(answer.content) == made.digest
    assert answer["Content-Disposition"].startswith("attachment")
    made.refresh_from_db()
    assert made.taken
    assert Entry.objects.filter(action="report.exported", person="clerk").count() == 1


def test_the_same_is_made_once_and_anew_after_a_change(package: Package, cast: Cast) -> None:
    clerk = cast.person("clerk")
    first = make(package, "json", "internal", clerk)
    assert make(package, "json", "internal", clerk).pk == first.pk
    save(package, [Edit(Address("budget", "basic", "reason"), "", "新增")], clerk)
    package.refresh_from_db()
    assert make(package, "json", "internal", clerk).pk != first.pk


def test_what_was_left_half_made_is_begun_again(package: Package, cast: Cast) -> None:
    clerk = cast.person("clerk")
    made = make(package, "json", "internal", clerk)
    Made.objects.update(state="waiting", name="", at=timezone.now() - dt.timedelta(minutes=6))
    assert make(package, "json", "internal", clerk).pk == made.pk
    assert Made.objects.get().state == "ready"


def test_what_was_handed_in_is_packed_as_it_was_then(package: Package, cast: Cast, as_: As) -> None:
    settle(as_("clerk"), package, cast)
    hand(as_("clerk"), package, "ask_signature")
    hand(as_("head"), package, "sign")
    package.lines.filter(topic="unit", key="unit.name").update(cells={"value": "另一个单位"})
    Package.objects.update(revision=999)
    package.refresh_from_db()
    made = make(package, "zip", "internal", cast.person("clerk"))
    with zipfile.ZipFile(BytesIO(held(made))) as archive:
        data = next(archive.read(name) for name in archive.namelist() if name.endswith(".json"))
    assert "另一个单位" not in data.decode()


def test_making_a_second_time_leaves_the_file_alone(package: Package, cast: Cast) -> None:
    made = make(package, "json", "internal", cast.person("clerk"))
    make_file.call(made.pk)
    again = Made.objects.get(pk=made.pk)
    assert (again.digest, again.file.name) == (made.digest, made.file.name)


def test_the_public_edition_names_nobody(package: Package, cast: Cast) -> None:
    made = make(package, "json", "public", cast.person("clerk"))
    data = json.loads(held(made))
    head = load_report(EXAMPLE).unit.head
    assert head
    assert data["unit"]["head"] != head
    assert "公开版" in made.name


def test_the_package_lists_every_file_with_its_digest(package: Package, cast: Cast, as_: As) -> None:
    line = package.lines.filter(topic="indicators").first()
    assert line is not None
    risky = "=cmd.txt"
    for name in (risky, "台账.txt", "台账.txt"):
        sent = SimpleUploadedFile(name, f"{name}{package.evidence_files.count()}".encode())
        as_("clerk").post(reverse("report-evidence", args=[package.pk]), {"file": sent, "line": line.key})
    package.refresh_from_db()
    made = make(package, "zip", "internal", cast.person("clerk"))
    with zipfile.ZipFile(BytesIO(held(made))) as archive:
        names = archive.namelist()
        listed = archive.read("文件清单.csv").decode("utf-8-sig")
        digests = {name: sm3(archive.read(name)) for name in names if name != "文件清单.csv"}
    assert {"佐证/台账.txt", "佐证/台账-2.txt", f"佐证/{risky}"} <= set(names)
    assert all(digest in listed for digest in digests.values())


def test_nobody_takes_what_was_made_for_another(package: Package, cast: Cast, as_: As) -> None:
    made = make(package, "json", "internal", cast.person("clerk"))
    url = reverse("report-file", args=[package.pk, made.pk])
    assert as_("head").get(url).status_code == 404
    assert as_("outsider").get(url).status_code == 404


def test_a_form_nobody_knows_is_not_there(package: Package, as_: As) -> None:
    answer = as_("clerk").post(reverse("report-files", args=[package.pk]), {"form": "exe"})
    assert answer.status_code == 404


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_preview_shows_the_report_as_it_will_read(edition: str, package: Package, as_: As) -> None:
    page = (
        as_("line").get(reverse("report-preview", args=[package.pk]), {"edition": edition}).content.decode()
    )
    preparer = load_report(EXAMPLE).unit.preparer
    assert "p-title" in page
    assert (preparer in page) == (edition == "internal")


@pytest.mark.parametrize("who", ["npc", "outsider", "other_line", "audit_admin"])
def test_strangers_get_no_file_and_no_preview(who: str, package: Package, as_: As) -> None:
    client = as_(who)
    assert client.get(reverse("report-files", args=[package.pk])).status_code == 404
    assert client.get(reverse("report-preview", args=[package.pk])).status_code == 404
