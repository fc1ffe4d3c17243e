"""What a document is: whose, of which year, of which kind, and which installed pack fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from ziping.documents.source import Grid, Passage, Source
from ziping.figures import Place
from ziping.figures.folding import fold
from ziping.reading.papers import lexicon
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.shapes import About, Told
from ziping.standards import list_standards

_NOTHING: Final = Told("", 0)
_FIRST: Final = 25  # passages in which a title is looked for
_YEAR: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s*(?:财政)?年(?!\s*[0-9]{1,2}\s*月)")  # no date
_NAMED_YEAR: Final = re.compile(r"(20[0-9]{2})(?=[^0-9]{0,10}(?:预算|决算|自评))")
_CJK_YEAR: Final = re.compile(
    r"(二[〇○0零][一二三四五六七八九〇零]{2})\s*年(?!\s*[一二三四五六七八九十]{1,2}\s*月)"
)
_CJK: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_REPORTED: Final = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s*年?度?\s*(?:部门|单位|区级|县级|市级|年度)?[^。，,]{0,12}(?:决算|预算|执行|支出|自评)"
)
_LONGEST_UNIT: Final = 40
_TITLE_LINES: Final = 6
_PARTY: Final = "中共"
_FORMS: Final = {"department_self_evaluation": "department", "project_self_evaluation": "project"}
_BLANKS: Final = re.compile(r"\s+")


def about(source: Source) -> About:
    """What ``source`` is, each answer with its confidence and the place it was read from. Works for any document."""
    opening = [one for one in _passages(source) if one.text.strip()][:_FIRST]
    kind = _kind(source, opening)
    unit = _unit(source, opening)
    year = _year(source, opening)
    place = _place(unit, opening)
    return About(unit, place, year, kind, _standard(kind, place, year))


def _passages(source: Source) -> Iterator[Passage]:
    return (one for one in source.passages if one.role not in ("comment", "footnote"))


def _kind(source: Source, opening: Iterable[Passage]) -> Told:
    """By what the title says; else by what the text says most, less surely."""
    kinds = (
        "project_self_evaluation",
        "department_self_evaluation",
        "department_account",
        "department_budget",
    )
    lines = [(_joined(one.text), one.place) for one in opening]
    lines.insert(0, (_joined(source.name), Place(source.name)))
    head = "".join(text for text, _ in lines[1:4])
    for confidence, texts in (
        (97, [*lines[1:6]]),
        (92, [(head, lines[1][1])] if lines[1:] else []),
        (85, lines),
    ):
        for text, place in texts:
            for kind in kinds:
                if len(text) <= 3 * _LONGEST_UNIT and any(word in text for word in _title_words(kind)):
                    return Told(kind, confidence, place)
    said = Counter[str]()
    for one in _passages(source):
        for kind in kinds:
            said[kind] += sum(one.text.count(word) for word in _title_words(kind))
    best = said.most_common(1)
    if best and best[0][1] > 1:
        return Told(best[0][0], 50)
    return Told("other", 60)


@cache
def _title_words(kind: str) -> tuple[str, ...]:
    return tuple(_joined(word) for word in lexicon.words("titles", kind))


def _joined(text: str) -> str:
    return _BLANKS.sub("", fold(text))


def _unit(source: Source, opening: list[Passage]) -> Told:
    """Named on the form (填报单位：…), else in the title, else by who signs."""
    for text, place, below in _labelled(source):
        if clean := _clean(text):
            return Told(clean, 96 if below else 98, place)
    for position, one in enumerate(opening):
        if position >= _TITLE_LINES:
            break
        text = _joined(one.text)
        name = _named_in(text)
        if name in (None, text) and position + 1 < len(opening):  # a name may run over two lines
            name = _named_in(text + _joined(opening[position + 1].text)) or name
        if name:
            return Told(name, 90, one.place)
    for one in reversed(list(_passages(source))):
        name = _named_in(_joined(one.text))
        if name and name == _joined(one.text):
            return Told(name, 75, one.place)
    return _NOTHING


def _labelled(source: Source) -> Iterator[tuple[str, Place, bool]]:
    """What stands after a label for the unit, in a line or in the next cell."""
    labels = _unit_labels()
    for block in source.blocks:
        if isinstance(block, Passage):
            if len(block.text) <= 4 * _LONGEST_UNIT and (found := _label().match(fold(block.text))):
                yield block.text[found.end() :], block.place, False
        else:
            yield from _beside(block, labels)


@cache
def _unit_labels() -> tuple[str, ...]:
    return tuple(key_of(label) for label in lexicon.words("units", "after"))


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(fold(label)) for label in lexicon.words("units", "after"))
    return re.compile(rf"\s*(?:{labels})\s*(?:\(.{{1,6}}\))?\s*:\s*")


def _beside(grid: Grid, labels: tuple[str, ...]) -> Iterator[tuple[str, Place, bool]]:
    for position, cell in enumerate(grid.cells):
        if len(cell.text) <= _LONGEST_UNIT and key_of(cell.text) in labels and position + 1 < len(grid.cells):
            after = grid.cells[position + 1]
            if after.row == cell.row and _joined(after.text).endswith(lexicon.words("units", "endings")):
                yield after.text, grid.at(after), True


def _clean(text: str) -> str:
    """The name out of what stands behind a label: up to the next label, seals and units of money left out."""
    flat = text.replace("\t", "  ").strip()
    name = re.split(r"\s{2,}|　|(?:单位|金额单位)\s*[:：]|[（(]\s*(?:盖章|公章)", flat, maxsplit=1)[0]
    name = _BLANKS.sub("", name).strip("_。，")
    return name if 2 <= len(name) <= _LONGEST_UNIT and not name.startswith("【") else ""  # noqa: PLR2004 - a name


@cache
def _ending() -> re.Pattern[str]:
    endings = "|".join(sorted(lexicon.words("units", "endings"), key=len, reverse=True))
    return re.compile(rf"[\u4e00-\u9fff（）()、“”]{{2,30}}?(?:{endings})(?![\u4e00-\u9fff]{{0,3}}(?:股|科))")


_BEFORE: Final = re.compile(
    r"^(?:关于|第[一二三四五六七八九十]+部分|附件[0-9\-:]*|[0-9]{4}年度?|预算主管部门:|标题:)+"
)
_AFTER: Final = re.compile(
    r"(?:[0-9]{4}年度?|[二〇零一三四五六七八九]{4}年度?)?(?:关于|部门整体|部门|单位|整体支出|项目支出|预算|决算|自评|绩效)|(?=[0-9]{4}年)|$"
)


def _named_in(text: str) -> str | None:
    """The unit's name a line opens with, where the line goes on with nothing but a title or ends."""
    bare = _BEFORE.sub("", text)
    if not bare or len(bare) > 3 * _LONGEST_UNIT:
        return None
    best: str | None = None
    for found in _ending().finditer(bare):
        if found.start() != 0 and best is None:
            break
        end = found.end()
        if _AFTER.match(bare, end):
            best = bare[:end]
            break
        best = ""
    return best or None


def _year(source: Source, opening: list[Passage]) -> Told:
    """The year in the title; else the year most spoken of as reported on."""
    for one in opening[:_TITLE_LINES]:
        flat = fold(one.text)
        if len(flat) > 3 * _LONGEST_UNIT or "。" in flat:
            continue
        if found := _YEAR.search(flat) or _NAMED_YEAR.search(flat):
            return Told(found[1], 95, one.place)
        if cjk := _CJK_YEAR.search(flat):
            return Told("".join(_CJK.get(char, char) for char in cjk[1]), 92, one.place)
    said = Counter[str]()
    first: dict[str, Place] = {}
    for text, place in _texts(source):
        for found in _REPORTED.finditer(fold(text)):
            said[found[1]] += 1
            first.setdefault(found[1], place)
    if said:
        # the year reported on is the latest of those spoken of often: the year before it is only compared with
        often = [year for year, times in said.items() if 2 * times >= said.most_common(1)[0][1]]
        year = max(often)
        return Told(year, 85 if len(often) == 1 or said[year] * 2 >= sum(said.values()) else 70, first[year])
    if found := _YEAR.search(fold(source.name)):
        return Told(found[1], 60, Place(source.name))
    return _NOTHING


def _texts(source: Source) -> Iterator[tuple[str, Place]]:
    for block in source.blocks:
        if isinstance(block, Passage):
            yield block.text, block.place
        else:
            for cell in block.cells:
                if len(cell.text) <= _LONGEST_UNIT:
                    yield cell.text, block.at(cell)


@cache
def _places() -> re.Pattern[str]:
    return re.compile(lexicon.text("units", "places"))


def _place(unit: Told, opening: Iterable[Passage]) -> Told:
    """The county or city a unit's name opens with, else the title."""
    if unit.value:
        found = _places().match(unit.value.removeprefix(_PARTY))
        if found and found[0] and found[0] != unit.value:
            return Told(found[0], min(unit.confidence, 90), unit.place)
    for one in list(opening)[:6]:
        found = re.match(
            r"[\u4e00-\u9fff]{2,9}?(?:省|市|县|区)(?!级)(?:[\u4e00-\u9fff]{1,7}?(?:县|区))?",
            _joined(one.text),
        )
        if found:
            return Told(found[0], 60, one.place)
    return _NOTHING


def _standard(kind: Told, place: Told, year: Told) -> Told:
    """The installed pack of that form, of that place or of none, in force in that year."""
    form = _FORMS.get(kind.value)
    if form is None:
        return _NOTHING
    of_year = int(year.value) if year.value else None
    best = _NOTHING
    for manifest in list_standards():
        if manifest.abstract or manifest.form not in (form, ""):
            continue
        if not manifest.form and form not in manifest.id:
            continue
        sure = min(kind.confidence, 80)
        if manifest.place and place.value.startswith(manifest.place.rstrip("省市")):
            sure += 15
        if of_year is not None and not manifest.year_from <= of_year <= (manifest.year_to or of_year):
            sure -= 25
        if sure > best.confidence:
            best = Told(manifest.id, min(sure, 99), kind.place)
    return best
