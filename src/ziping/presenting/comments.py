"""Findings as notes for the margin of a Word file."""

from __future__ import annotations

import datetime as dt

from ziping.checking import Checked, describe
from ziping.documents import Note
from ziping.presenting.marks import numbered
from ziping.report import mask_text
from ziping.standards import Standard
from ziping.wording import Lang, Message, say


def comments(checked: Checked, standard: Standard, lang: Lang, made: dt.datetime) -> tuple[Note, ...]:
    """A note at every place a finding names: the whole finding at the first, a reference to it at the others.

    What stands nowhere in the document (a chapter that is missing) is said at its first block.
    """
    author = say(Message("presenting.comment.author"), lang)
    initials = say(Message("presenting.comment.initials"), lang)
    notes = []
    for each in numbered(checked.findings):
        said = describe(each.finding, standard, lang)
        severity = say(Message(f"presenting.severity.{each.finding.severity}"), lang)
        args = {
            "number": each.number,
            "severity": severity,
            "title": said.title,
            "message": " ".join((said.message, *said.remarks)),
            "mend": said.mend,
            "basis": said.basis,
        }
        key = "whole" if said.mend else "bare"
        text = mask_text(say(Message(f"presenting.comment.{key}", args), lang))
        places = [place for place in each.finding.places if place.block is not None]
        for at, place in enumerate(places):
            if at:
                args = {"number": each.number, "title": said.title}
                text = say(Message("presenting.comment.again", args), lang)
            notes.append(Note(place, text, author, initials, made))
    return tuple(notes)
