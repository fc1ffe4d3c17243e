"""How wide text runs, in thousandths of a character cell: enough to align a signature or guess a row's height."""

from __future__ import annotations

from unicodedata import east_asian_width

FULL = 1000
HALF = 500
_NARROW = {
    ".": 250,
    ",": 250,
    ":": 280,
    ";": 280,
    " ": 250,
    "-": 333,
    "(": 333,
    ")": 333,
    "%": 833,
    "\t": 1000,
}


def text_width(text: str) -> int:
    """Width in thousandths of a full-width character; digits and Latin count half, as in Times New Roman."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if char < "\u0080":
        return _NARROW.get(char, HALF)
    # Ambiguous ones (quotes, dashes, ㎡) are set with the Chinese font, hence full.
    return HALF if east_asian_width(char) in ("H", "Na", "N") else FULL


def lines_needed(text: str, room: int, first_indent: int = 0) -> int:
    r"""Lines that ``text`` takes when a line holds ``room`` thousandths; at least one for each ``\n``-separated part.

    Simple greedy filling without line-break prohibitions: an estimate, good to about one line a page.
    """
    total = 0
    for part in text.split("\n"):
        width = text_width(part) + first_indent
        total += max(1, -(-width // max(room, FULL)))
    return total
