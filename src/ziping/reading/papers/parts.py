"""What a section lists in words of its own: duties, goals, institutions, problems with causes, measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from ziping.figures import Place
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import Gathering
from ziping.reading.papers.numbering import number_at_head
from ziping.reading.papers.prose import Paragraph
from ziping.reading.papers.sections import Known, known_sections
from ziping.reading.papers.shapes import Outline

_SURE: Final = 80
_ITEM: Final = re.compile(
    r"(?:(?<=[。；;：:])|^)\s*(?:[0-9]{1,2}\s*[、.．]|[（(]\s*[0-9一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]{1,2}是|[①-⑳])\s*(?![0-9])"
)
_TEXTS: Final = {
    "duty": "duty.text",
    "goal": "goal.expected",
    "measure": "measure.text",
    "problem": "problem.text",
}
_STOPS: Final = "。；;，, 　"
_BETWEEN: Final = re.compile(r"[、；;，,]")
_LEVEL: Final = re.compile(
    r"(?:作为|为|属于?|系)[本我]?[省市县区州]?(?P<level>[一二三]级)(?:部门)?预算(?:部门)?单位"
)
_LONGEST_NAME: Final = 30
_FEWEST: Final = 4  # characters of an item that says something


def read_parts(paragraphs: Mapping[str, Sequence[Paragraph]], outline: Outline, gathering: Gathering) -> None:
    """Read the lists that nothing else gave yet; the paragraphs they were read from are no longer left over."""
    for section in known_sections(gathering.standard):
        own = [one for one in paragraphs.get(section.id, ()) if not one.taken]
        items = _items(section)
        headed = _headed(section, outline)
        if not items or not (own or headed):
            continue
        for item in items:
            known = gathering.lists.get(item, [])
            if any(record.source.startswith("table:") for record in known):
                continue
            if known:
                own = _going_on(own, len(known))
            if item == "institution":
                for paragraph in own:
                    _institutions(paragraph, gathering)
            elif item in _TEXTS and headed and not known:
                _under_headings(item, headed, own, outline, gathering)
            elif item in _TEXTS:
                _listed(item, own, gathering)


def _going_on(paragraphs: Sequence[Paragraph], count: int) -> list[Paragraph]:
    """Paragraphs whose numbers go on after ``count`` items that the pack's own sentences gave."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        number = number_at_head(paragraph.text)
        if number is not None and number.number == count + len(found) + 1:
            found.append(paragraph)
    return found


def _items(known: Known) -> tuple[str, ...]:
    """The parts whose items the pack itself goes through in this section."""
    return tuple(dict.fromkeys(passage.each for passage in known.section.passages if passage.each))


def _listed(item: str, paragraphs: Sequence[Paragraph], gathering: Gathering) -> None:
    """An item for each number; where there are no numbers, one for each paragraph."""
    spans = [(paragraph, start, end) for paragraph in paragraphs for start, end in _spans(paragraph.text)]
    numbered = any(_ITEM.match(paragraph.text) for paragraph in paragraphs)
    for paragraph, start, end in spans:
        if numbered and start == 0 and not _ITEM.match(paragraph.text):
            continue  # words before or behind the list are no item of it
        begin = start + (found.end() if (found := _ITEM.match(paragraph.text[start:end])) else 0)
        if _put(item, paragraph.text[begin:end], paragraph.at(begin, end), gathering):
            paragraph.taken.append((start, end))


def _headed(section: Known, outline: Outline) -> list[int]:
    """Headings right below the section that are no section of the pack: （一）预算编制不够精细."""
    return [
        number
        for number, one in enumerate(outline.headings)
        if one.kind != "item"
        and not one.section
        and one.above is not None
        and outline.headings[one.above].section == section.id
    ]


def _under_headings(
    item: str, headed: Sequence[int], paragraphs: Sequence[Paragraph], outline: Outline, gathering: Gathering
) -> None:
    """An item for each heading, with the text that stands under it."""
    for number in headed:
        heading = outline.headings[number]
        own = [one for one in paragraphs if heading in outline.path(one.block)]
        text = "。".join(part.strip(_STOPS) for part in (heading.words, *(one.text for one in own)))
        first = next((one for one in own if one.block == heading.block), None)
        end = first.offset + len(first.text) if first is not None else heading.end
        if _put(item, text, heading.place.spanning(heading.start, end), gathering):
            for one in own:
                one.taken.append((0, len(one.text)))


def _put(item: str, written: str, place: Place, gathering: Gathering) -> bool:
    """An item of these words, unless they say nothing."""
    text = written.strip(_STOPS)
    if len(text) < _FEWEST or text in gathering.standard.words.get("stub_answers", ()):
        return False
    record = gathering.record(item, "words")
    if item != "problem":
        gathering.put(record, _TEXTS[item], text, place, _SURE)
        return True
    problem, cause = _problem(text)
    gathering.put(record, "problem.text", problem, place, _SURE)
    if cause:
        gathering.put(record, "problem.cause", cause, place, _SURE)
    return True


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the items of a paragraph begin and end."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    return [
        (start, end)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if text[start:end].strip()
    ]


def _problem(text: str) -> tuple[str, str]:
    """What the problem is and why, where the words 问题： and 原因： take it apart; else all of it is the problem."""
    found = _problem_pattern().fullmatch(text)
    if found is not None and (found["cause"] or found["label"]):
        text, cause = found["text"].strip(_STOPS), (found["cause"] or "").strip(_STOPS)
        if cause:
            return text, cause
    return text, ""


@cache
def _problem_pattern() -> re.Pattern[str]:
    problems, causes = _either("text"), _either("cause")
    return re.compile(
        rf"(?P<label>(?:{problems})\s*[:：])?(?P<text>.*?)(?:(?<=[。；，])\s*(?:{causes})\s*[:：]?(?:是|为|在于)?(?P<cause>.*))?",
        re.DOTALL,
    )


def _either(name: str) -> str:
    return "|".join(re.escape(word) for word in lexicon.words("problems", name))


def _institutions(paragraph: Paragraph, gathering: Gathering) -> None:
    """内设科室为：甲；乙；丙。下设普查中心、信息中心和法规站。我局为一级预算单位。"""
    if (level := _LEVEL.search(paragraph.text)) is not None:
        gathering.figure("unit.level", "", f"{level['level']}预算单位", paragraph.at(*level.span()), _SURE)
    for kind, name in (("subordinate", "subordinate"), ("section", "sections")):
        for pattern, sure in ((_introduced(name), True), (_bare(kind), False)):
            for found in pattern.finditer(paragraph.text):
                if paragraph.free(*found.span("names")):
                    _named(found, kind, sure, paragraph, gathering)


def _named(found: re.Match[str], kind: str, sure: bool, paragraph: Paragraph, gathering: Gathering) -> None:
    """The institutions listed; where only 内设 introduces them, each must be called like one."""
    names = [part.strip(_STOPS) for part in _BETWEEN.split(_joined().sub("、", found["names"]))]
    names = [part for part in names if part]
    if any(len(part) > _LONGEST_NAME or re.search(r"[0-9]", part) for part in names):
        return
    if not sure and not all(part.endswith(lexicon.words("institutions", "ends")) for part in names):
        return
    at = found.start("names")
    for part in names:
        at = paragraph.text.index(part, at)
        record = gathering.record("institution", "words")
        place = paragraph.at(at, at + len(part))
        gathering.put(record, "institution.name", part, place, _SURE)
        gathering.put(record, "institution.kind", kind, place, _SURE)
        at += len(part)


@cache
def _joined() -> re.Pattern[str]:
    """和 between two institutions, and not within the name of one (人力资源和社会保障局)."""
    ends = "".join({re.escape(word[-1]) for word in lexicon.words("institutions", "ends")})
    return re.compile(rf"(?<=[{ends}])(?:以及|[和及与])(?=[^、；;，,。]{{2,20}}[{ends}](?:[、；;，,]|$))")


@cache
def _introduced(name: str) -> re.Pattern[str]:
    heads = "|".join(re.escape(word) for word in lexicon.words("institutions", name))
    by = "|".join(re.escape(word) for word in lexicon.words("institutions", "introduced_by"))
    return re.compile(rf"(?:{heads})[^。：:；、]{{0,8}}?(?:{by})\s*[:：]?\s*(?P<names>[^。:：]{{2,800}})")


@cache
def _bare(kind: str) -> re.Pattern[str]:
    """内设办公室、法规股: nothing stands between; 下设、下辖 introduce units of their own."""
    first, *others = lexicon.words("institutions", "bare")
    heads = first if kind == "section" else "|".join(others)
    return re.compile(rf"(?:{heads})(?P<names>[^。:：，,；;0-9]{{2,800}})")
