"""Bytes as text: the encodings Chinese office computers have left behind, tried in an order that cannot mislead.

UTF-8 is tried before GB18030, since text in the one is hardly ever valid in the other; GB18030 covers GBK and GB 2312.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings of Chinese, in which a short text may be valid UTF-8 by accident: a file that declares one is believed.
_CHINESE = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),  # which holds the others and what people put in
    **dict.fromkeys(("big5", "cp950"), "cp950"),
    **{name: name for name in ("big5hkscs", "hz")},
}
_WESTERN = {"iso8859-1": "cp1252", "cp1252": "cp1252", "ascii": "cp1252"}  # as browsers take them
_GB18030_MARK = b"\x84\x31\x95\x33"
_LONGEST = 4  # bytes of a character
_STRAY = 0.002  # this share of broken characters is damage; more is another encoding
_CONTROL = 0.02  # of the characters of a text; binary has far more
_PROBE = 65536


@dataclass(frozen=True, slots=True)
class Decoded:
    """``broken`` counts the characters that could not be decoded and became U+FFFD."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, *, declared: str | None = None) -> Decoded | None:
    """Return the text of ``data``, ``None`` when it is none in any encoding we know.

    ``declared`` is what the file says of itself. An encoding of Chinese is believed where the text then makes sense;
    any other is often a template's, so UTF-8 and GB18030 are tried before it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _damaged(data[len(mark) :], encoding, _CONTROL)
    if data.startswith(_GB18030_MARK):
        return _damaged(data[len(_GB18030_MARK) :], "gb18030", _CONTROL)
    wide = _wide_without_mark(data)
    named = _codec(declared)
    tried = (wide, _CHINESE.get(named), "utf-8", "gb18030", _WESTERN.get(named))
    for encoding in filter(None, tried):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _sensible(text):
            return Decoded(text, encoding)
    # Damaged on the way, or cut in the middle of a character: the encoding that loses least.
    rest = [found for encoding in ("utf-8", "gb18030") if (found := _damaged(data, encoding, _STRAY))]
    return min(rest, key=lambda found: found.broken, default=None)


def looks_like_text(head: bytes, *, whole: bool) -> str | None:
    """Return the beginning of a file as text, ``None`` when it is binary. Unless ``whole``, its last character may be cut."""
    for cut in range(1 if whole else _LONGEST):
        found = decode(head[: len(head) - cut])
        if found is not None and (not found.broken or cut == 0):
            return found.text
    return None


def _codec(declared: str | None) -> str:
    """The name of the codec for a declared encoding; "" for none or one nobody knows."""
    try:
        return codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):  # ValueError: a zero in the name
        return ""


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 that lost its mark: its line ends and spaces have a zero beside them, which no other text has."""
    probe = data[:_PROBE]
    zeros = probe.count(0)
    if not zeros or len(data) % 2:
        return None
    low, high = probe[0::2].count(0), probe[1::2].count(0)
    if not low and high:
        return "utf-16-le"
    return "utf-16-be" if low and not high else None


def _damaged(data: bytes, encoding: str, allowed: float) -> Decoded | None:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * allowed) or not _sensible(text):
        return None
    return Decoded(text, encoding, broken)


def _sensible(text: str) -> bool:
    """No text has many control characters or any zero."""
    probe = text[:_PROBE]
    strange = sum(1 for char in probe if char < " " and char not in "\t\n\r\f\v\x1a\x1e\x07")
    private = sum(1 for char in probe if "\ue000" <= char <= "\uf8ff")
    return "\0" not in probe and strange <= len(probe) * _CONTROL and private * 2 <= len(probe)
