"""A unit's own words without what the report keeps as data: that is printed again from the data, and once is enough.

    人员经费658.22万元，占基本支出的55.93%，主要包括基本工资、津贴补贴。   →   人员经费主要包括基本工资、津贴补贴。

A clause goes when the report keeps every figure in it; what else its sentence says stays, with its subject where it needs
one. A clause with a figure that the report does not keep stays as it is, and so does a sentence none of whose clauses go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

import msgspec

from ziping.documents.source import Passage, Source
from ziping.figures import Dimension
from ziping.reading.claims import Mention
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import ALLOTTED
from ziping.report import Quantity, Report, statement_of
from ziping.report.parts import Project
from ziping.standards import Standard
from ziping.standards.formulas import Operand

_SENTENCE: Final = re.compile(r"[^。；;]*[。；;]?")
_ENDS: Final = "。；;"
_PIECE: Final = re.compile(r"[^。；;，]+")
_BREAK: Final = re.compile(r"[，,](?![0-9]{3}(?![0-9]))|、|(?<=其中)[:：]")
_NO_FIGURE: Final = re.compile(
    r"20[0-9]{2}\s*年度?|[0-9]{1,2}月(?:份|[0-9]{1,2}日)?|[（(][0-9]{1,2}[）)]|^\s*[0-9]{1,2}[、.．]"
)
_MARK: Final = re.compile(r"^\s*(?:[①-⑳]|[（(][0-9一二三四五六七八九十]{1,2}[）)]|其中[:：]?)+")
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
_NO_NAMES: Final = re.compile(r"[\s\W0-9_]+")
_COUNTED: Final = re.compile(r"(?:人次|批次)$")
_COMPARED: Final = re.compile(r"\s*[与同比较].*(?:相比|比较)")
_SHORT: Final = 10  # characters of words that only lead up to a figure
_FEWEST: Final = 2  # names that make a list
_TAIL: Final = 4  # characters at the end of a unit's name by which it calls itself

_Kind = Literal["words", "said", "new"]
_Standing = tuple[int, int, Mention]
"""From where to where a figure stands in a text, and the figure."""


def without_restated(
    report: Report, source: Source, mentions: Iterable[Mention], standard: Standard
) -> Report:
    """``report``, read from ``source``, whose narrative says nothing its figures and lists say; ``mentions`` are bound.

    The figures stay linked to their facts: composed again, the report gives each once, in the pack's sentence. What the
    document states differently in two places is in the notices of the extraction.
    """
    kept = _Kept(report, standard)
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.place.row is None and mention.place.block is not None and mention.place.start is not None:
            found.setdefault(mention.place.block, []).append(mention)
    narrative = {}
    for key, text in report.narrative.items():
        lines = (_shortened(line, kept, _within(line, source, found)) for line in text.split("\n"))
        if left := "\n".join(line for line in lines if line.strip()):
            narrative[key] = left
    gone = {f"narrative.{key}" for key in report.narrative if key not in narrative}
    origins = {key: where for key, where in report.origins.items() if key not in gone}
    return msgspec.structs.replace(report, narrative=narrative, origins=origins)


def _within(line: str, source: Source, found: Mapping[int, Sequence[Mention]]) -> list[_Standing]:
    """The figures of a line, by where they stand in it; none for a line that is not to be found in one paragraph."""
    pieces = [piece.span() for piece in _PIECE.finditer(line)]
    for block, mentions in found.items():
        passage = source.blocks[block]
        if isinstance(passage, Passage) and (starts := _starts(line, pieces, passage.text)):
            return [
                (first - at + start, last - at + start, one)
                for at, (start, end) in zip(starts, pieces, strict=True)
                for one in mentions
                if (first := one.place.start or 0) >= at and (last := one.place.end or 0) <= at + end - start
            ]
    return []


def _starts(line: str, pieces: Sequence[tuple[int, int]], text: str) -> list[int]:
    """Where the pieces of a line begin in ``text``, one after the other; clauses between them may have been taken out."""
    starts: list[int] = []
    at = 0
    for start, end in pieces:
        found = text.find(line[start:end], at)
        if found < 0:
            return []
        starts.append(found)
        at = found + end - start
    return starts


class _Kept:
    """What a report keeps, asked figure by figure and name by name."""

    def __init__(self, report: Report, standard: Standard) -> None:
        self.report = report
        self.standard = standard
        self.scope = statement_of(report, standard).scope()
        self.projects = {project.name: project for project in report.projects}
        self.names = sorted({one.name for one in report.institutions if one.name}, key=len, reverse=True)

    def has(self, mention: Mention) -> bool:
        concept = self.standard.concepts.get(mention.concept)
        if concept is None:
            return False
        if concept.item == "project":
            return self._of_project(self.projects.get(mention.item), mention.concept, concept.field)
        if concept.item:
            return False
        typed = self.report.figures.get(mention.concept, {}).get(mention.column)
        if typed is not None:
            return not typed.blank
        value = self.scope.lookup(mention.concept, mention.column)
        figure = mention.figure
        return isinstance(value, Operand) and figure.known and Fraction(figure.base) == value.value

    def _of_project(self, project: Project | None, concept: str, field: str) -> bool:
        if project is None:
            return False
        if concept == ALLOTTED:
            return any(not one.amount.blank for one in project.allotments)
        value = getattr(project, field, None) if field else None
        return isinstance(value, Quantity) and not value.blank

    def subject(self, mention: Mention) -> str:
        """What a figure is of, as the pack or the document calls it."""
        return mention.item or _COUNTED.sub("", self.standard.concepts[mention.concept].label.zh)

    def lists_names(self, sentence: str) -> bool:
        """Whether a sentence names institutions of the report and says nothing else."""
        rest, count = sentence, 0
        for name in self.names:
            count += name in rest
            rest = rest.replace(name, "")
        if count < _FEWEST:
            return False
        own = self.report.unit.name
        for start in range(len(own) - _TAIL + 1):
            rest = rest.replace(own[start:], "")
        for word in lexicon.words("restated", "idle"):
            rest = rest.replace(word, "")
        return not _NO_NAMES.sub("", rest)


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    after: str  # the mark behind it
    kind: _Kind
    about: Mention | None = None


def _shortened(line: str, kept: _Kept, figures: list[_Standing]) -> str:
    """A paragraph without the clauses and lists that the report keeps."""
    left: list[str] = []
    at, before = 0, None
    for sentence in _sentences(line, kept):
        own = [(start - at, end - at, one) for start, end, one in figures if at <= start < at + len(sentence)]
        at += len(sentence)
        if not kept.lists_names(sentence):
            rest, before = _rest(sentence, kept, own, before)
            left.append(rest)
    if left == list(_sentences(line, kept)):
        return line
    text = "".join(left).strip()
    if text and text[-1] in "；;" and not line.rstrip().endswith(text[-1]):
        text = f"{text[:-1]}。"
    return text


def _sentences(line: str, kept: _Kept) -> Iterator[str]:
    """The sentences of a paragraph; those that list names after each other by semicolons stay whole."""
    parts = [found[0] for found in _SENTENCE.finditer(line) if found[0]]
    whole = ""
    for part in parts:
        whole += part
        if part.endswith("。") or part is parts[-1] or not any(name in part for name in kept.names):
            yield whole
            whole = ""


def _rest(
    sentence: str, kept: _Kept, figures: list[_Standing], before: Mention | None
) -> tuple[str, Mention | None]:
    """What is left of a sentence, and what it spoke of when nothing is; ``before``: what the one before spoke of."""
    body = sentence.rstrip(_ENDS)
    clauses = list(_clauses(body, kept, figures))
    said = [clause.about for clause in clauses if clause.kind == "said"]
    if not said and before is None:
        return sentence, None
    left: list[str] = []
    about = before  # of what was taken out right before
    for clause, following in zip(clauses, [*clauses[1:], None], strict=True):
        if clause.kind == "said":
            about = clause.about or about
            continue
        if (
            clause.kind == "words"
            and following is not None
            and following.kind == "said"
            and _leads(clause.text)
        ):
            continue
        text = clause.text if left or not said else _MARK.sub("", clause.text).strip()
        if about is not None and text.lstrip().startswith(lexicon.words("restated", "continues")):
            text = f"{kept.subject(about)}{text.lstrip()}"
        if text.strip():
            left += [text, clause.after]
        if not _COMPARED.fullmatch(text):
            about = None
    if not left:
        return "", said[0] if said else None
    return "".join(left[:-1]) + sentence[len(body) :], None


def _leads(text: str) -> bool:
    plain = text.strip()
    return len(plain) <= _SHORT or plain.endswith(lexicon.words("restated", "leads"))


def _clauses(body: str, kept: _Kept, figures: list[_Standing]) -> Iterator[_Clause]:
    """The clauses of a sentence; 、 parts only two figures, and nothing is parted within brackets."""
    inside = [found.span() for found in _BRACKETS.finditer(body)]
    start, shares = 0, False
    for mark in (*_BREAK.finditer(body), None):
        end = len(body) if mark is None else mark.start()
        if mark is not None and (
            any(first <= end < last for first, last in inside)
            or any(first <= end < last for first, last, _ in figures)
            or (mark[0] == "、" and not (_any(figures, start, end) and _any(figures, end, _next(body, end))))
        ):
            continue
        own = [(first - start, last - start, one) for first, last, one in figures if start <= first < end]
        kind = _kind(body[start:end], kept, own, after_said=shares)
        shares = kind == "said"
        about = next((one for _, _, one in own if one.concept), None)
        yield _Clause(body[start:end], "" if mark is None else mark[0], kind, about)
        start = len(body) if mark is None else mark.end()


def _any(figures: list[_Standing], start: int, end: int) -> bool:
    return any(start <= first < end for first, _, _ in figures)


def _next(body: str, at: int) -> int:
    """The end of the clause that begins at the mark ``at``."""
    found = _BREAK.search(body, at + 1)
    return len(body) if found is None else found.start()


def _kind(text: str, kept: _Kept, figures: list[_Standing], *, after_said: bool) -> _Kind:
    letters = list(text)
    for start, end, _ in figures:
        letters[start:end] = " " * (end - start)
    other = _NO_FIGURE.sub("", "".join(letters))
    if re.search(r"[0-9]", other):
        return "new"
    if not figures:
        return "words"
    share = after_said and any(word in text for word in lexicon.words("restated", "share"))
    return "said" if all(kept.has(one) or (share and _is_share(one)) for _, _, one in figures) else "new"


def _is_share(mention: Mention) -> bool:
    unit = mention.figure.unit
    return unit is not None and unit.dimension is Dimension.PERCENT
