"""Projects told in running text, one after the other: 某专项17万元，于12月份下达0万元，决算0万元；…."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ziping.reading.claims import Mention
from ziping.reading.papers import lexicon
from ziping.reading.papers.naming import concept_in, fits
from ziping.reading.papers.sections import Known, kept, known_sections
from ziping.reading.papers.shapes import Outline
from ziping.reading.papers.table_forms import other_names, table_forms
from ziping.standards import Standard

_MARKS: Final = " \t\n　，、；：。,;:“”\"'"
_COUNTED: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,2}是|[（(]?[0-9]{1,2}[)）、.．]|[①-⑳])")
_YEAR: Final = re.compile(r"^(?:19|20)[0-9]{2}年度?")
_SHORTEST: Final = 3
_LONGEST: Final = 40
_ROLES: Final = ("initial", "adjusted", "allotted", "executed")


class _Sections(Struct, frozen=True):
    """Sections in which the pack goes through its projects, and those around them, which tell of more than projects."""

    alone: frozenset[str]
    around: frozenset[str]


class ToldProjects:
    """Follows mentions in their order: a project's name holds until another one is named, or a sum of all is told."""

    def __init__(self, outline: Outline, year: int | None, standard: Standard) -> None:
        told = kept(standard, "sections_of_projects", _sections)
        self.alone = told.alone
        self.sections = told.alone | told.around
        self.kinds = kept(standard, "kinds_of_projects", _kinds)
        self.outline = outline
        self.year = year
        self.standard = standard
        self.block: int | None = None
        self.name = ""
        self.stage = ""
        self.known: dict[str, None] = {}
        self.listing = (
            False  # the figure before was that of a name in a list: 甲专项20万元、乙保护与管理30万元
        )

    def bound(self, mention: Mention, section: str) -> Mention | None:
        """``mention`` as a project's amount; ``None`` where it is none."""
        if mention.place.block != self.block:
            self.block, self.stage, self.listing = mention.place.block, "", False
            self.name = self._above()
        if mention.figure.unit is None or not fits(mention.figure.unit, "万元"):
            return None
        name, said = self._named(mention.words, section)
        role = role_of(said)
        if not name and self.listing and self._is_next(mention.words, section):
            name, role = _bare(mention.words), ""
        self.listing = bool(name) and not role
        if not name and (concept_in(mention.words, self.standard) or _speaks_of_all(mention.words)):
            self.name, self.stage = "", role or self.stage
            return None
        if name:
            self.name = name
            self.known[name] = None
            role = role or self.stage or "initial"
        concept = f"project.{role}"
        if not self.name or not role or concept not in self.standard.concepts:
            return None
        return replace(mention, concept=concept, column="", item=self.name, year=mention.year or self.year)

    def _named(self, words: str, section: str) -> tuple[str, str]:
        """The project ``words`` name, one named before or a new one, and what they say beside the name."""
        text = _bare(words)
        known = max((name for name in self.known if text.startswith(name)), key=len, default="")
        name = known or project_name(words)
        if not name or name in self.kinds or concept_in(name, self.standard) not in ("", "project_total"):
            return "", words
        if (
            not known
            and section not in self.alone
            and not name.endswith(lexicon.words("projects", "certain"))
        ):
            return "", words
        before, _, after = words.partition(name)
        return name, after or before

    def _is_next(self, words: str, section: str) -> bool:
        """Whether words behind a project in a list can only be the next one's name, whatever it ends with."""
        text = _bare(words)
        said = role_of(text) or concept_in(text, self.standard) or _speaks_of_all(text) or _is_generic(text)
        aside = text.startswith(
            (*lexicon.words("projects", "remainders"), *lexicon.words("projects", "doing"))
        ) or text.endswith((*lexicon.words("projects", "remainders"), *lexicon.words("binding", "changes")))
        plain = re.fullmatch(r"[\u4e00-\u9fff（）()“”、]+", text) is not None
        return (
            section in self.alone and _SHORTEST < len(text) <= _LONGEST and plain and not said and not aside
        )

    def _above(self) -> str:
        """The project a heading right above the paragraph, or opening it, is called by."""
        path = self.outline.path(self.block) if self.block is not None else ()
        nearest = path[-1] if path else None
        return project_name(nearest.words) if nearest is not None and not nearest.section else ""


def _sections(standard: Standard) -> _Sections:
    sections: Mapping[str, Known] = {known.id: known for known in known_sections(standard)}
    alone = {
        known.id
        for known in sections.values()
        if any(passage.each == "project" for passage in known.section.passages)
    }
    around: set[str] = set()
    for name in tuple(alone):
        above = sections[name].above
        while above:
            inner = {one.id for one in sections.values() if one.above == above}
            (alone if inner <= alone | {name} or _names_projects(sections[above]) else around).add(above)
            above = sections[above].above
    return _Sections(frozenset(alone), frozenset(around - alone))


def _kinds(standard: Standard) -> frozenset[str]:
    """What the forms call kinds of projects (业务工作经费), by all names: sums of projects, and none themselves."""
    rows = {key for form in table_forms(standard) for key, row in form.rows.items() if row.category}
    return frozenset(rows | {written for written, meant in other_names(standard).items() if meant in rows})


def _names_projects(known: Known) -> bool:
    return known.section.heading.startswith(lexicon.words("projects", "no_name"))


def role_of(words: str) -> str:
    """What the words say was done with the money: the word that stands last; the longer of those that end together."""
    best, at, length = "", 0, 0
    for role in _ROLES:
        for word in lexicon.words("projects", role):
            end = words.rfind(word) + len(word) if word in words else 0
            if end > at or (end == at and end and len(word) > length):
                best, at, length = role, end, len(word)
    # a remainder (结转5万元) is no amount spent, and what follows the last word must not be another one
    return "" if at and words[at:].endswith(lexicon.words("projects", "remainders")) else best


def _is_budgeted(name: str, beside: str) -> bool:
    """Whether a name that might be of anything (…建设) stands with a word for its budget."""
    weak = name.endswith(lexicon.words("projects", "weak"))
    return not weak or any(
        word in beside for role in ("initial", "adjusted") for word in lexicon.words("projects", role)
    )


def _speaks_of_all(words: str) -> bool:
    """Whether an amount is said of all projects together: 合计下达, 项目支出年初预算, 共收到财政拨付项目资金."""
    return _bare(words).startswith(lexicon.words("projects", "of_all"))


def _bare(words: str) -> str:
    """``words`` without marks, numbers, the year and what introduces a name."""
    text = words.strip(_MARKS)
    while True:
        before = text
        for pattern in (_COUNTED, _YEAR):
            text = pattern.sub("", text)
        for word in lexicon.words("projects", "before_name"):
            text = text.removeprefix(word)
        text = text.strip(_MARKS)
        if text == before:
            return text


def _is_generic(text: str) -> bool:
    """Whether nothing but general words is left: 县级财政专项资金."""
    for word in lexicon.words("projects", "idle"):
        text = text.replace(word, "")
    return not text or text in lexicon.words("projects", "no_name")


def project_name(words: str) -> str:
    """The name of a project that ``words`` end with, empty where they name none.

    >>> (
    ...     project_name("其中：社保基金监管专项"),
    ...     project_name("本年决算支出为"),
    ...     project_name("项目支出年初预算"),
    ... )
    ('社保基金监管专项', '', '')
    """
    text = _bare(words)
    shorter = True
    while shorter:
        shorter = False
        for role in _ROLES:
            for word in lexicon.words("projects", role):
                if text.endswith(word) and len(text) > len(word) + _SHORTEST:
                    text, shorter = text[: -len(word)].strip(_MARKS), True
    if not _SHORTEST < len(text) <= _LONGEST or not text.endswith(lexicon.words("projects", "endings")):
        return ""
    if role_of(text) and not text.endswith(lexicon.words("projects", "certain")):
        return ""
    if (
        text.startswith((*lexicon.words("projects", "remainders"), *lexicon.words("projects", "doing")))
        or _is_generic(text)
        or _speaks_of_all(text)
        or text.endswith(lexicon.words("projects", "no_project"))
    ):
        return ""
    return "" if re.search(r"[，；。]|[0-9]{1,2}月|[0-9]{4}年", text) else text
