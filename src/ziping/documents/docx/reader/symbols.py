"""``w:sym``: a sign of a symbol font by its number, as the Unicode character it looks like."""

from __future__ import annotations


def _table(pairs: str, **runs: str) -> dict[int, str]:
    """``6C● A8□`` gives the signs by their hexadecimal numbers; ``x81="①"`` ten signs from there on."""
    table = {int(pair[:2], 16): pair[2:] for pair in pairs.split()}
    for start, first in runs.items():
        table.update({int(start[1:], 16) + index: chr(ord(first) + index) for index in range(10)})
    return table


# The boxes, ticks, bullets and signs met in forms; number within the font, then the character it looks like.
_WINGDINGS = _table(
    "6C● 6D❍ 6E■ 6F□ 70❐ 71❑ 72❒ 75◆ 76❖ 9F• A1○ A4◉ A7▪ A8□ D8➢ DF← E0→ E1↑ E2↓ FB✗ FC✓ FD☒ FE☑",
    x81="①",
    x8C="❶",
)
_WINGDINGS_2 = _table("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 97• A2■ A3□", x6A="①")
_SYMBOL = _table("2D− A3≤ A5∞ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BB≈ D6√ E5∑")
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)  # where symbol fonts keep their signs
UNKNOWN = "\ufffd"


def symbol(font: str, code: str) -> str:
    """Return one character; U+FFFD where nobody can know what the font draws."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    table = _FONTS.get(font.strip().lower())
    in_font = number - _PRIVATE.start if number in _PRIVATE else number
    if table is not None:
        if in_font in table:
            return table[in_font]
        # Letters and digits of the Symbol font are themselves, those of the others are pictures.
        return chr(in_font) if table is _SYMBOL and chr(in_font).isprintable() and in_font < 0x7F else UNKNOWN  # noqa: PLR2004
    if number in _PRIVATE or not 0x20 <= number < 0xD800:  # noqa: PLR2004 -- the printable part of the basic plane
        return UNKNOWN
    return chr(number)
