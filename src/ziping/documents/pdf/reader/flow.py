"""Lines into paragraphs: a line that reaches the margin goes on, an indent or a wider gap begins a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ziping.documents.pdf.reader.letters import CLOSING
from ziping.documents.pdf.reader.lines import gap_between, join
from ziping.documents.pdf.reader.page import Line

_LEADER = re.compile(r"(?:[.．·]\s?){6}|…{4}|—{6}|_{6}")  # a line of a table of contents, a line to fill in
_SHORT = 0.4  # of the letter height a line may miss the margin by, its neighbour's first word added
_LEAST = 6.5  # points; and never by more than these
_INDENT = 1.2  # letter heights; the usual indent is two
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十\d]{1,3}[部章节条]"
)
_ROOM = 0.8  # letter heights left at the end of a line before a number that begins an item
_ENDS = "。；：！？"
_CENTRED = 1.2  # letter heights, twice what the middle may be off
_LOOSE = 1.45  # times the usual distance of lines
_SIZE = 1.12  # times the letter height: another kind of text


class Margins(NamedTuple):
    """Between which columns of points text runs."""

    left: float
    right: float


@dataclass(slots=True)
class Block:
    """A paragraph being put together, within the margins of the column it begins in."""

    lines: list[Line]
    margins: Margins

    @property
    def page(self) -> int:
        """Where it begins."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """The lines joined."""
        text = ""
        for line in self.lines:
            text = join(text, line.text)
        return text


def margins_of(lines: Iterable[Line], share: float = 0.0) -> Margins | None:
    """Where most lines begin and the full ones end; None where less than that ``share`` of them, or no two, end there."""
    lefts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    hanging: Counter[int] = Counter()  # of lines whose last mark may stand outside the margin
    for line in lines:
        if line.x1 - line.x0 > 8 * line.em:  # what is shorter says nothing
            lefts[round(line.x0)] += 1
            (hanging if line.text[-1] in CLOSING else rights)[round(line.x1)] += 1
    if not lefts:
        return None
    right = _right(rights or hanging)
    if share and _near(rights, round(right)) < max(3, share * sum(rights.values())):
        return None
    return Margins(_left(lefts), right)


def _left(lefts: Counter[int]) -> float:
    """The leftmost place where several lines begin."""
    total = sum(lefts.values())
    need = max(2, total // 10) if total > 3 else 1  # noqa: PLR2004 -- too few to vote
    return float(min((x for x in lefts if _near(lefts, x) >= need), default=min(lefts)))


def _right(rights: Counter[int]) -> float:
    """The rightmost place where several lines end."""
    total = sum(rights.values())
    need = max(2, total // 10) if total > 3 else 1  # noqa: PLR2004 -- too few to vote
    return float(max((x for x in rights if _near(rights, x) >= need), default=max(rights)))


def _near(places: Counter[int], x: int) -> int:
    return sum(places[x + step] for step in range(-4, 5))


def paragraphs(lines: Sequence[Line], margins: Margins) -> list[Block]:
    """Join the lines of one column, from top to bottom."""
    usual = _distance(lines)
    blocks: list[Block] = []
    for line in lines:
        if blocks and goes_on(blocks[-1], line, margins, usual):
            blocks[-1].lines.append(line)
        else:
            blocks.append(Block([line], margins))
    return blocks


def goes_on(block: Block, line: Line, margins: Margins, usual: float | None) -> bool:
    """Whether ``line`` continues the paragraph; ``usual`` is the distance of lines, None across pages."""
    before = block.lines[-1]
    em = max(before.em, line.em)
    if em > _SIZE * min(before.em, line.em) or before.parted or line.parted:
        return False
    if usual is not None and line.middle - before.middle > max(_LOOSE * usual, 1.3 * em):
        return False
    return not _has_ended(block, line, em) and _stands_below(block, line, margins, em)


def _has_ended(block: Block, line: Line, em: float) -> bool:
    """Whether the last line of a paragraph left room for what follows, or ``line`` is numbered as an item."""
    before = block.lines[-1]
    room = block.margins.right - before.x1
    if _LEADER.search(before.text) or line.lead + gap_between(before, line) < room - min(_SHORT * em, _LEAST):
        return True
    return (room > _ROOM * em or before.text[-1] in _ENDS) and _NUMBERED.match(line.text) is not None


def _stands_below(block: Block, line: Line, margins: Margins, em: float) -> bool:
    """Whether ``line`` begins where a line within the paragraph would."""
    before, first = block.lines[-1], block.lines[0]
    if len(block.lines) > 1 and abs(line.x0 - before.x0) < _INDENT * em / 2:
        return True  # a hanging indent, kept
    if line.x0 - margins.left < _INDENT * em or line.x0 < first.x0 - em / 2:
        return True
    middle = margins.left + margins.right
    centred = all(abs(one.x0 + one.x1 - middle) < _CENTRED * em for one in (*block.lines, line))
    return centred or (len(block.lines) == 1 and _hangs(first, line))


def _hangs(first: Line, line: Line) -> bool:
    """Whether the second line stands under the text of a numbered first line, beyond its number."""
    return (
        first.x0 + 0.9 * first.em < line.x0 < first.x0 + 3.2 * first.em
        and first.text[:1] in "（(0123456789•●-"
    )


def _distance(lines: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = sorted(
        after.middle - before.middle
        for before, after in pairwise(lines)
        if after.middle - before.middle > before.em / 2
    )
    return steps[len(steps) // 3] if steps else 0.0
