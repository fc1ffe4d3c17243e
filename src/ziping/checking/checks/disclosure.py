"""Private data, secrecy, and when the result was published."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.checking.context import Context, Outcomes
from ziping.checking.register import check
from ziping.report import Report
from ziping.report.masking import mask_phone, mask_text
from ziping.wording import Message

_CONTACT = "unit.phone"


def _texts(context: Context) -> Iterator[tuple[str, str, str]]:
    """Every text of the report with its key and item; narrative paragraphs included."""
    for text in context.statement.texts:
        if isinstance(text.value, str) and text.value and text.key != _CONTACT:
            yield text.key, text.item, text.value
    for section, paragraphs in context.report.narrative.items():
        yield f"narrative.{section}", "", paragraphs
    for concept, note in context.report.notes.items():
        yield f"notes.{concept}", "", f"{note.reason} {note.document}"


_NOT_PERSONAL = (".digest", ".voucher", ".code", "disclosure.url")


@check("private_data")
def private_data(report: Report, context: Context) -> Outcomes:
    """No text holds what masking would hide; the finding quotes it masked."""
    for key, item, text in _texts(context):
        if key.endswith(_NOT_PERSONAL):
            continue
        masked = mask_text(text)
        if masked == text:
            yield context.passed([key], item)
            continue
        first = next(at for at, letter in enumerate(masked) if letter != text[at])
        spot = context.setting.spot(key).place
        yield context.finding(
            [key], item=item, quote=masked[max(0, first - 8) : first + 16].strip(), place=spot
        )


@check("private_phone")
def private_phone(report: Report, context: Context) -> Outcomes:
    """The contact is an office line, not a private mobile."""
    phone = report.unit.phone.strip()
    if not phone:
        return
    masked = mask_phone(phone)
    yield context.passed([_CONTACT]) if masked == phone else context.finding([_CONTACT], quote=masked)


@check("secrecy")
def secrecy(report: Report, context: Context) -> Outcomes:
    """Nothing is marked secret, and secrecy was reviewed before publication."""
    for key, item, text in _texts(context):
        if word := next((word for word in context.words("secret") if word in text), ""):
            yield context.finding(
                [key], item=item, quote=word, problem=Message("checking.problem.secret", {"word": word})
            )
    key = "unit.secrecy_reviewed"
    if report.disclosure.published_on is None:
        return
    if report.unit.secrecy_reviewed:
        yield context.passed([key])
    else:
        yield context.finding(
            [key, "disclosure.published_on"], problem=Message("checking.problem.not_reviewed")
        )


@check("late_disclosure")
def late_disclosure(report: Report, context: Context) -> Outcomes:
    """Published within so many ``days`` of the approval of the final account."""
    approved, published = report.disclosure.final_account_approved_on, report.disclosure.published_on
    keys = ["disclosure.final_account_approved_on", "disclosure.published_on"]
    if approved is None or published is None:
        blank = [key for key, date in zip(keys, (approved, published), strict=True) if date is None]
        yield context.blank(blank, why="not_stated")
        return
    days = (published - approved).days
    if days <= context.number("days"):
        yield context.passed(keys)
    else:
        yield context.finding(keys, approved=approved, published=published, number=days)
