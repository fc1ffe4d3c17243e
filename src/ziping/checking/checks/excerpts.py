"""Words of a document as a message quotes them: with what is around them, from word to word."""

from __future__ import annotations

import re

_MARK = re.compile(r"[。；！？，、,;\s]+")
_ENDS = "。；！？\n"
_KEPT = "。！？"
_CUT = "…"


def around(text: str, start: int, end: int, reach: int = 16) -> str:
    """``text[start:end]`` with up to ``reach`` characters on either side, cut at a mark where there is one; … where cut.

    >>> around("资金按规定使用，严把审核关，建立健全内部制度，手续齐全。", 14, 18, 8)
    '…严把审核关，建立健全内部制度…'
    """
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    cut_before, cut_after = start > reach, end + reach < len(text)
    marks = list(_MARK.finditer(before)) if cut_before else []
    if marks:
        cut_before, before = marks[0][0][-1] not in _ENDS, before[marks[0].end() :]
    marks = list(_MARK.finditer(after)) if cut_after else []
    if marks and marks[-1].start():
        ended = marks[-1][0][0] in _ENDS
        cut_after, after = not ended, after[: marks[-1].start() + (marks[-1][0][0] in _KEPT)]
    quote = f"{before}{text[start:end]}{after}".strip()
    return f"{_CUT if cut_before else ''}{quote}{_CUT if cut_after else ''}"
