"""Characters as a reader sees them: radicals that stand for characters, ligatures, bullets of symbol fonts."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, normalize

UNKNOWN = "\ufffd"

# The supplement of radicals (U+2E80…) has no compatibility mapping in Unicode; these look like the characters given.
_RADICALS = dict(
    zip(
        "⺁⺄⺆⺈⺊⺌⺍⺎⺓⺕⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺥⺧⺨⺩⺪⺫⺬⺭⺮⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙冂刀卜小小兀幺彐心手攵旡日月母民水水火爪牛犬王疋目示礻竹纟网罒网罓网羊羊羊老肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝金长镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_SYMBOLS = {
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "√",
    0xF0FE: "☑",
    0xF06C: "●",
    0xF06E: "■",
    0xF075: "◆",
    0xF076: "❖",
    0xF052: "☑",
    0xF0A3: "□",
}
_HYPHENS = {0x02, 0xFFFE}  # how the library hands over a hyphen at the end of a line
_FOLDED = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFE10, 0xFE19), (0xFE30, 0xFE4F))
_SPACES = {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F}
_LAST = 0x10FFFF
_SYMBOL_FONTS = range(0xF000, 0xF100)


@lru_cache(maxsize=20_000)
def letter(code: int) -> str:
    """What a reader sees for ``code``: a space for any space, "" for nothing at all, U+FFFD where it is not known."""
    if code in _SPACES:
        return " "
    character = chr(code) if 0 < code <= _LAST else UNKNOWN
    known = _SYMBOLS.get(code) or _RADICALS.get(character) or ("-" if code in _HYPHENS else None)
    if known is not None:
        return known
    if any(first <= code <= last for first, last in _FOLDED):
        return normalize("NFKC", character)
    kind = category(character)
    if kind == "Cf":
        return ""
    return UNKNOWN if kind in {"Co", "Cc", "Cs", "Cn"} else character


def is_symbol(code: int) -> bool:
    """Whether the code belongs to a symbol font: an ornament nobody can name, but no lost text either."""
    return code in _SYMBOL_FONTS and code not in _SYMBOLS


def is_wide(character: str) -> bool:
    """Whether the character takes a square of its own, so that a line may break on either side of it."""
    return character >= "\u2e80"


OPENING = frozenset("（(〔[【《〈“‘「『")
CLOSING = frozenset("，。、；：？！）)〕]】》〉”’」』%％‰℃,.;:!?…—")
