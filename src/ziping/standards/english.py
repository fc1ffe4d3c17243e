"""What a pack calls things, in the reader's language: labels, places and headings, for those who read English.

Forms and workbooks are Chinese, and so are the labels a report is told by. Their English is that of the concepts, stages
and items they name; what has no concept stands in ``english.yaml``. What nobody translated stays as it is written.

    name_of("公用经费 决算数", standard)           Name(zh="公用经费 决算数", en="operating expenditure executed")
    said("附件1-1 公用经费 / 2024年决算数", standard, "en")
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ziping.wording import Lang, Name

if TYPE_CHECKING:
    from ziping.figures import Place
    from ziping.standards.model.pack import Standard

BETWEEN_STEPS = " / "  # as a place joins its steps
_YEAR = re.compile("((?:19|20)[0-9]{2})年度?(.*)")
_SPACES = re.compile("[ 　]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def said(text: str | Place, standard: Standard, lang: Lang) -> str:
    """A label, or a place step by step, in ``lang``."""
    written = str(text)
    if lang == "zh":
        return written
    return BETWEEN_STEPS.join(_step(step, standard.english_labels) for step in written.split(BETWEEN_STEPS))


def whole(text: str, standard: Standard, lang: Lang) -> str:
    """A text in ``lang`` where it is nothing but labels; words of a unit's own are left as they are, throughout."""
    english = said(text, standard, lang)
    return text if _CHINESE.search(english) else english


def name_of(text: str, standard: Standard) -> Name:
    """A label with its English, to be said when somebody reads it."""
    return Name(text, said(text, standard, "en"))


def cell_name(text: str, standard: Standard) -> Name:
    """A label of the workbook: its English with the words that stand in the file beside it."""
    english = said(text, standard, "en")
    return Name(text, english if english == text else f"{english} ({text})")


def _step(text: str, labels: dict[str, str]) -> str:
    """The whole, a year with what is said of it, or words one after the other: “附件1-1 公用经费”, “项目 社保基金监管”."""
    if not text or text.isascii():
        return text
    if text in labels:
        return labels[text]
    if dated := _YEAR.fullmatch(text):
        year, rest = dated.groups()
        return f"{year} {_step(rest, labels)}".rstrip()
    first, colon, rest = text.partition("：")
    if colon and first in labels:
        return f"{labels[first]}: {_step(rest, labels)}"
    for space in _SPACES.finditer(text):
        first = text[: space.start()]
        if first in labels:
            return f"{labels[first]} {_step(text[space.end() :], labels)}"
    return text
