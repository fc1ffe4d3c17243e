"""The notes in the margin of a page: what the check says of its cells, in words, with what the unit answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.checking import Finding, describe
from ziping.report import Address
from ziping.standards.english import cell_name
from ziping.wording import Lang
from ziping.workbench.filling.cells import Topic, cell_id
from ziping.workbench.filling.models import FindingNote
from ziping.workbench.filling.moving import mark_of
from ziping.workbench.filling.rendering import called
from ziping.workbench.filling.sheets import Form

_ORDER = {"error": 0, "warning": 1, "notice": 2}
_ALONE = 2  # from so many blanks of one rule on they become one note


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other place of a finding: a cell of another page."""

    page: str
    cell: str
    label: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that a gathered note names."""

    cell: str
    label: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """A finding in words, beside the cells it speaks of. ``cells`` are those on this page, ``pages`` where others are.

    ``blanks`` is filled where one note speaks for many blank cells. ``mark`` is what an answer to it hangs on,
    ``answer`` what the unit said; ``answers``: whether it may be answered at all.
    """

    severity: str
    title: str
    message: str
    mend: str
    basis: str
    rule: str
    cells: tuple[str, ...]
    pages: tuple[Elsewhere, ...] = ()
    dependent: bool = False
    blanks: tuple[Blank, ...] = ()
    mark: str = ""
    answer: str = ""
    answered_by: str = ""
    answers: bool = False


def notes_of(form: Form, topics: Sequence[Topic], lang: Lang) -> Iterator[NoteText]:
    """What was found on a page, the gravest first; blanks of one kind in one note."""
    ids = {topic.id for topic in topics}
    found: dict[str, tuple[Finding, list[Address]]] = {}
    for address, findings in form.said.by_cell.items():
        for finding in findings:
            found.setdefault(finding.id, (finding, []))[1].append(address)
    here = [(f, places) for f, places in found.values() if any(place.topic in ids for place in places)]
    here.sort(key=lambda one: (_ORDER[one[0].severity], not one[0].counted))
    gathered: dict[str, list[tuple[Finding, list[Address]]]] = {}
    for finding, places in here:
        if _only_blank(finding):
            gathered.setdefault(finding.rule, []).append((finding, places))
    answers = _answers(form)
    told: set[str] = set()
    for finding, places in here:
        many = gathered.get(finding.rule, ())
        if _only_blank(finding) and len(many) >= _ALONE:
            if finding.rule not in told:
                told.add(finding.rule)
                yield _gathered(form, finding, [place for _, found in many for place in found], topics, lang)
            continue
        yield _single(form, finding, places, ids, answers, lang)


def _only_blank(finding: Finding) -> bool:
    return finding.counted and bool(finding.spots) and all(spot.blank for spot in finding.spots)


def _answers(form: Form) -> dict[str, tuple[str, str]]:
    notes = FindingNote.objects.filter(package=form.package).select_related("person")
    return {note.mark: (note.note, str(note.person)) for note in notes}


def _single(
    form: Form,
    finding: Finding,
    places: Sequence[Address],
    ids: set[str],
    answers: Mapping[str, tuple[str, str]],
    lang: Lang,
) -> NoteText:
    said = describe(finding, form.standard, lang)
    mark = mark_of(finding)
    answer, by = answers.get(mark, ("", ""))
    return NoteText(
        finding.severity,
        said.title,
        said.message,
        said.mend,
        said.basis,
        finding.rule,
        tuple(sorted(cell_id(place) for place in places if place.topic in ids)),
        tuple(_elsewhere(form, [place for place in places if place.topic not in ids], lang)),
        not finding.counted,
        mark=mark,
        answer=answer,
        answered_by=by,
        answers=finding.counted and finding.severity == "warning" and form.hand.whole,
    )


def _elsewhere(form: Form, places: Sequence[Address], lang: Lang) -> Iterator[Elsewhere]:
    """Where else the finding stands, each page once."""
    page_of = {sheet.id: group[0] for group in form.pages for sheet in group}
    seen: set[str] = set()
    for place in places:
        page = page_of[place.topic]
        if page.id not in seen:
            seen.add(page.id)
            title = cell_name(page.title, form.standard)
            yield Elsewhere(page.id, cell_id(place), called(title, lang))


def _gathered(
    form: Form, finding: Finding, places: Sequence[Address], topics: Sequence[Topic], lang: Lang
) -> NoteText:
    said = describe(finding, form.standard, lang)
    labels = {
        cell.id: " ".join(
            filter(None, (called(row.label, lang) or _number(number), called(cell.column.label, lang)))
        )
        if topic.kind != "fields"
        else called(cell.column.label, lang)
        for topic in topics
        for number, row in enumerate(topic.rows, 1)
        for cell in row.cells
    }
    cells = [cell_id(place) for place in places]
    blanks = tuple(Blank(cell, labels[cell]) for cell in cells if cell in labels)
    return NoteText(
        finding.severity,
        said.title,
        "",
        said.mend,
        said.basis,
        finding.rule,
        tuple(blank.cell for blank in blanks),
        blanks=blanks,
    )


def _number(number: int) -> str:
    return f"{number}."
