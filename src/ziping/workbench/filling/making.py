"""Files made of a report: each once for what the report said then, by the queue, waiting until somebody takes it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from ziping.report import Report, dump_report, report_of
from ziping.scoring import Scorecard, score
from ziping.standards import Standard
from ziping.wording import InputError, Message, say
from ziping.workbench.filling.assemble import assemble, standard_named
from ziping.workbench.filling.evidence import file_bytes, kept_files
from ziping.workbench.filling.matching import fresh_key
from ziping.workbench.filling.models import Handed, Made, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.uploads import sentences
from ziping.workbench.journal.chain import sm3
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person

Edition = Literal["internal", "public"]
FORMS = ("docx", "pdf", "xlsx", "workbook", "json", "zip")
EDITIONS: tuple[Edition, ...] = ("internal", "public")
_LONGEST = 60
_TOO_LONG = dt.timedelta(minutes=5)
_RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def make(package: Package, form: str, edition: str, person: Person) -> Made:
    """Have a file made; where the same was made of the same for this person it is that one. Raises ``KeyError``."""
    if form not in FORMS or edition not in EDITIONS:
        raise KeyError(form)
    with transaction.atomic():
        same = (
            Made.objects.filter(
                package=package, form=form, edition=edition, revision=package.revision, round=package.round
            )
            .filter(person=person)
            .exclude(state=Made.State.FAILED)
        )
        # what a package (.zip) holds changes with its evidence, without a new revision
        if form != "zip" and (there := same.first()):
            if there.state == Made.State.WAITING and timezone.now() - there.at > _TOO_LONG:
                make_file.enqueue(there.pk)  # whoever was making it was stopped; making it twice does no harm
            return there
        made = Made.objects.create(
            package=package,
            form=form,
            edition=edition,
            revision=package.revision,
            round=package.round,
            person=person,
        )
        make_file.enqueue(made.pk)
    made.refresh_from_db()
    return made


@task()
def make_file(number: int) -> None:
    """Make the file. Done once: one that is there is left alone."""
    made = (
        Made.objects.select_related("package__campaign", "package__unit", "person").filter(pk=number).first()
    )
    if made is None or made.state != Made.State.WAITING:
        return
    report, standard, card = content_of(made.package, made.form)
    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        try:
            name, data = _MAKERS[made.form](made, report, standard, card, Path(folder))
        except InputError as error:
            made.state, made.problem = Made.State.FAILED, sentences(error.messages, f"{folder}/")
        else:
            made.name, made.size, made.digest = name, len(data), sm3(data)
            made.file.save(f"{fresh_key()}.bin", ContentFile(data), save=False)
            made.state = Made.State.READY
    with transaction.atomic():
        made.save()
        if made.state == Made.State.READY:
            told = Message("filling_data.made_ready", {"unit": made.package.unit.name, "name": made.name})
            tell([made.person], told, reverse("report-files", args=[made.package_id]), f"made:{made.pk}")


def content_of(package: Package, form: str = "") -> tuple[Report, Standard, Scorecard]:
    """What a file is made of: the report as it stands; of a package that was handed in, as it was handed in."""
    standard = standard_named(package.campaign.standard)
    on_its_way = form == "zip" and package.state not in OPEN
    handed = Handed.objects.filter(package=package).order_by("-round").first() if on_its_way else None
    if handed is not None:
        report = report_of(handed.report)
        return report, standard, score(report, standard)
    assembled = assemble(package)
    report = assembled.entered.report
    return report, standard, assembled.scorecard or score(report, standard)


def _word(made: Made, report: Report, standard: Standard, card: Scorecard, folder: Path) -> tuple[str, bytes]:
    from ziping.composing import compose  # noqa: PLC0415 - writers are loaded by who makes a file
    from ziping.documents import write_docx  # noqa: PLC0415

    document = compose(report, standard, card, edition=_edition(made))
    path = folder / "report.docx"
    write_docx(document, path)
    return _name(document.metadata.title, made, ".docx"), path.read_bytes()


def _pdf(made: Made, report: Report, standard: Standard, card: Scorecard, folder: Path) -> tuple[str, bytes]:
    from ziping.documents import pdf_available, to_pdf  # noqa: PLC0415

    if reason := pdf_available():
        raise InputError(reason)
    name, data = _word(made, report, standard, card, folder)
    word, pdf = folder / "report.docx", folder / "report.pdf"
    word.write_bytes(data)
    to_pdf(word, pdf)
    return name.removesuffix(".docx") + ".pdf", pdf.read_bytes()


def _annexes(made: Made, report: Report, standard: Standard, card: Scorecard, _: Path) -> tuple[str, bytes]:
    from ziping.composing import annex_sheets  # noqa: PLC0415
    from ziping.documents import xlsx_bytes  # noqa: PLC0415

    sheets = annex_sheets(report, standard, card, edition=_edition(made))
    return _name(sheets.metadata.title, made, _suffix("annexes", ".xlsx")), xlsx_bytes(sheets)


def _workbook(made: Made, report: Report, standard: Standard, _: Scorecard, __: Path) -> tuple[str, bytes]:
    from ziping.composing.workbook import workbook_of  # noqa: PLC0415
    from ziping.documents import xlsx_bytes  # noqa: PLC0415

    shown = _shown(made, report)
    return _name(_plain_title(made), made, _suffix("workbook", ".xlsx")), xlsx_bytes(
        workbook_of(shown, standard)
    )


def _json(made: Made, report: Report, _: Standard, __: Scorecard, ___: Path) -> tuple[str, bytes]:
    return _name(_plain_title(made), made, ".json"), dump_report(_shown(made, report)).encode()


def _package(
    made: Made, report: Report, standard: Standard, card: Scorecard, folder: Path
) -> tuple[str, bytes]:
    """Report, annexes and data with the files of evidence, and a list of everything with its digest."""
    parts = [maker(made, report, standard, card, folder) for maker in (_word, _annexes, _json)]
    held: dict[str, bytes] = dict(parts)
    for one in kept_files(made.package):
        folder_name = say(Message("filling_data.made.evidence"), "zh")
        held[_unused(f"{folder_name}/{one.name}", held)] = file_bytes(one)
    rows = [[name, str(len(data)), sm3(data)] for name, data in held.items()]
    held[say(Message("filling_data.made.list"), "zh") + ".csv"] = _csv(rows)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return _name(_plain_title(made), made, _suffix("package", ".zip")), whole.getvalue()


_MAKERS: dict[str, Callable[[Made, Report, Standard, Scorecard, Path], tuple[str, bytes]]] = {
    "docx": _word,
    "pdf": _pdf,
    "xlsx": _annexes,
    "workbook": _workbook,
    "json": _json,
    "zip": _package,
}


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [say(Message(f"filling_data.made.list_{name}"), "zh") for name in ("name", "size", "sm3")]
    )
    writer.writerows([["'" + cell if cell.startswith(_RISKY) else cell for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _unused(name: str, taken: dict[str, bytes]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}-{number}{dot}{suffix}"
    return free


def _shown(made: Made, report: Report) -> Report:
    from ziping.composing import public_report  # noqa: PLC0415

    return public_report(report) if made.edition == "public" else report


def _edition(made: Made) -> Edition:
    return "public" if made.edition == "public" else "internal"


def _suffix(word: str, ending: str) -> str:
    return "-" + say(Message(f"filling_data.made.{word}"), "zh") + ending


def _plain_title(made: Made) -> str:
    return f"{made.package.unit.name}{made.package.campaign.title}"


def _name(title: str, made: Made, ending: str) -> str:
    """A name as file systems take it, marked when it is for the public."""
    printable = "".join(letter for letter in title if unicodedata.category(letter)[0] not in "CZ")
    name = re.sub(r'[\\/:*?"<>|]+', "", printable)[:_LONGEST] or "report"
    mark = say(Message("filling_data.made.public_mark"), "zh") if made.edition == "public" else ""
    return f"{name}{mark}{ending}"
