"""What a unit gets back with its report: the list of findings and remarks, and the report with notes in its margin."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks import task

from ziping.audit import Options, examine
from ziping.checking import check
from ziping.composing import compose
from ziping.documents import (
    Note,
    Sheet,
    SheetCell,
    Style,
    Workbook,
    annotate_docx,
    write_docx,
    xlsx_bytes,
)
from ziping.documents.source import Passage, Source
from ziping.presenting import comments, listing
from ziping.report import Report, mask_text, report_of
from ziping.scoring import score
from ziping.standards import Standard
from ziping.wording import Lang, Message, say
from ziping.workbench.filling.assemble import assemble, standard_named
from ziping.workbench.filling.models import Handed, Package
from ziping.workbench.review.models import Remark, ReturnList

_HEAD = Style(font="head", bold=True, fill="head", border=True, align="center", wrap=True)
_BODY = Style(border=True, wrap=True, valign="top", align="left")
_WIDTHS = (5, 30, 40, 60, 10, 60)
_COLUMNS = ("number", "place", "quote", "remark", "state_head", "replies")


def file_name(package: Package, lang: Lang, kind: str) -> str:
    return say(Message(f"review.file.{kind}", {"unit": package.unit, "year": package.campaign.year}), lang)


def handed_in(package: Package) -> tuple[Report, Standard]:
    """The report as it was handed in last, whatever was typed since; what stands there now if it never was."""
    standard = standard_named(package.campaign.standard)
    handed = Handed.objects.filter(package=package).order_by("-id").first()
    return (assemble(package).entered.report if handed is None else report_of(handed.report)), standard


def list_of(package: Package, lang: Lang) -> bytes:
    """The list of what was found and remarked, as .xlsx: the check's own sheet, and one of the remarks."""
    report, standard = handed_in(package)
    checked = check(report, standard, score(report, standard), explain=False)
    book = listing(str(package), checked, standard, lang, _now())
    remarks = tuple(package.remarks.prefetch_related("replies"))
    return xlsx_bytes(Workbook((*book.sheets, _remarks_sheet(remarks, lang)), book.metadata))


def _remarks_sheet(remarks: Sequence[Remark], lang: Lang) -> Sheet:
    words = [say(Message(f"review.column.{name}"), lang) for name in _COLUMNS]
    cells = [SheetCell(0, at, text, style=_HEAD) for at, text in enumerate(words)]
    for row, remark in enumerate(remarks, 1):
        texts = (
            str(row),
            remark.label,
            remark.quote,
            remark.text,
            say(Message(f"review.remark.{remark.state}"), lang),
            "\n".join(reply.text for reply in remark.replies.all()),
        )
        cells += [SheetCell(row, at, mask_text(text), style=_BODY) for at, text in enumerate(texts)]
    name = say(Message("review.remarks"), lang)
    return Sheet(name, tuple(cells), column_widths=_WIDTHS, freeze=(1, 0))


def annotated(package: Package, lang: Lang) -> bytes:
    """The report as composed, as .docx, with what the check of that document says and the remarks in its margin."""
    report, standard = handed_in(package)
    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        path = Path(folder) / "report.docx"
        write_docx(compose(report, standard, score(report, standard)), path)
        examined = examine(path, Options(standard=standard.manifest.id, explain=False))
        notes = list(comments(examined.checked, standard, lang, _now()))
        if examined.paper is not None:
            remarks = package.remarks.exclude(state=Remark.State.SETTLED)
            notes += _notes(remarks, examined.paper.source, lang)
        return annotate_docx(path, notes)


def _notes(remarks: Iterable[Remark], source: Source, lang: Lang) -> Iterator[Note]:
    """A note for each remark: where its sentence is quoted from, otherwise at the beginning."""
    passages = [block for block in source.blocks if isinstance(block, Passage)]
    author, initials = (say(Message(f"review.note.{word}"), lang) for word in ("author", "initials"))
    for remark in remarks:
        quoted = [block for block in passages if remark.quote and remark.quote in block.text]
        place = (quoted or passages)[0].place if passages else None
        if place is not None:
            text = f"{remark.label}：{remark.text}" if remark.label else remark.text
            yield Note(place, mask_text(text), author, initials, _now())


@task()
def make_return_list(number: int) -> None:
    """Make both files of a return, of what was handed in last, once."""
    made = ReturnList.objects.select_related("package__unit", "package__campaign").filter(pk=number).first()
    if made is None or made.made_at is not None:
        return
    package = made.package
    made.listing.save(f"{package.pk}-{made.pk}.xlsx", ContentFile(list_of(package, "zh")), save=False)
    made.annotated.save(f"{package.pk}-{made.pk}.docx", ContentFile(annotated(package, "zh")), save=False)
    made.made_at = timezone.now()
    made.save()


def _now() -> dt.datetime:
    return timezone.localtime().replace(microsecond=0, tzinfo=None)
