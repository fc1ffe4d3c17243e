"""Numbers as Word writes them in front of paragraphs, by ``w:numFmt``."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEGAL = str.maketrans("〇一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_TEN, _TWENTY, _HUNDRED = 10, 20, 100


def spelled(value: int, form: str) -> str:
    """``value`` in the number format ``form``; a format that is unknown, or has no sign for it, gives plain digits."""
    if form == "none":
        return ""
    writer = _FORMS.get(form)
    return str(value) if writer is None or value < 0 else writer(value) or str(value)


def _thousands(value: int) -> str:
    """一, 十, 十一, 一百零一, 一千二百; below ten thousand, beyond that digit by digit."""
    if value == 0 or value >= 10_000:  # noqa: PLR2004 -- 万
        return _one_by_one(value)
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        elif text and value:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _counting(value: int) -> str:
    """Chinese numerals up to ninety-nine, beyond that digit by digit, as Word counts."""
    return _thousands(value) if value < _HUNDRED else _one_by_one(value).replace("〇", "○")


def _legal(value: int) -> str:
    """As on a cheque: 壹, 壹拾, 壹佰零伍."""
    text = _thousands(value)
    return ("一" + text if text.startswith("十") else text).translate(_LEGAL)


def _one_by_one(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    if not 0 < value < 4000:  # noqa: PLR2004 -- beyond that there are no letters
        return ""
    text = ""
    for unit, letters in _ROMAN:
        times, value = divmod(value, unit)
        text += letters * times
    return text


def _letters(value: int) -> str:
    """A … z, aa, bb …"""
    if not 0 < value <= 26 * 30:
        return ""
    times, letter = divmod(value - 1, 26)
    return chr(97 + letter) * (times + 1)


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Return signs that follow each other in Unicode."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else ""


def _circled(value: int) -> str:
    if value <= _TWENTY:
        return _signs("①", 20)(value)
    return chr(0x3250 + value - 20) if value <= 35 else chr(0x32B0 + value - 35) if value <= 50 else ""  # noqa: PLR2004


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else ""


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _thousands,
    "ideographDigital": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda value: f"- {value} -",
}
