"""Half-width twins of the characters numbers are written with, one for one, so that offsets stay true."""

from __future__ import annotations

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff\r"
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_MINUSES = "\u2010\u2011\u2012\u2013\u2212\ufe63"  # the em dash is not among them: it is a blank or a pause
_TILDES = "\u301c\u223c"

_TWINS: dict[int, int] = {
    **{0xFF01 + i: 0x21 + i for i in range(94)},  # ！ to ～: the full-width forms of ASCII
    **dict.fromkeys(map(ord, _SPACES), ord(" ")),
    **dict.fromkeys(map(ord, _LINE_BREAKS), ord("\n")),
    **dict.fromkeys(map(ord, _MINUSES), ord("-")),
    **dict.fromkeys(map(ord, _TILDES), ord("~")),
    0xFE6A: ord("%"),  # ﹪
    0xFFE5: ord("¥"),  # ￥
}


def fold(text: str) -> str:
    """``text`` with full-width forms, odd spaces, minuses and tildes made plain; the length never changes."""
    return text if text.isascii() and "\r" not in text else text.translate(_TWINS)
