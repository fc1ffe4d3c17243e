"""One cell as what the report keeps. Whatever is wrong is told to ``trouble`` and reads as nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ziping.documents import ReadValue, is_error_mark
from ziping.figures import Figure, FigureError, Unit
from ziping.figures import unit as unit_written
from ziping.figures.empties import Empty, empty_from
from ziping.figures.folding import fold
from ziping.figures.units import Dimension
from ziping.reading.workbook.labels import nearest
from ziping.reading.workbook.shapes import Shape
from ziping.reading.workbook.trouble import Spot, Trouble
from ziping.report import DayOrMonth, Quantity
from ziping.standards.model.workbook import Field
from ziping.standards.workbook_terms import CODES, Choice
from ziping.wording import Message

_YES = frozenset(("是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1"))
_NO = frozenset(("否", "无", "不是", "×", "✗", "✘", "n", "no", "false", "0"))
_SIGNS = {">=": "≥", "<=": "≤", "==": "=", "≧": "≥", "≦": "≤", "大于等于": "≥", "小于等于": "≤", "等于": "="}
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?度?")
_CODED = re.compile(r"([0-9]{3,7})\s+(\S.*)")
_SEPARATOR = re.compile("[；;\n]+")
_COMMAS = re.compile("[、，,]+")
_RATIOS = (Dimension.PERCENT, Dimension.PERMILLE)
_SERIALS = range(20_000, 80_000)  # days since 1899-12-30: 1954 to 2119
_FIRST_SERIAL = dt.date(1899, 12, 30)
_LONGEST = 32_767
_SHOWN_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What a cell is asked for: its field, the unit of a bare number there, and what may be chosen."""

    field: Field
    shape: Shape
    unit: Unit | None = None
    heading_unit: Unit | None = None  # stated by the clerk's own heading, where it is another one
    choices: tuple[Choice, ...] = ()
    known: frozenset[str] = frozenset()  # names of another sheet that this one may mention


def text_of(value: ReadValue) -> str:
    """A cell's value as text: 1177.69 as “1177.69” (its shortest writing), a day as 2024-12-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def read_cell(spot: Spot, asked: Question, trouble: Trouble) -> object:
    """The value for the report, or ``None`` where the cell is blank or wrong."""
    text = text_of(spot.cell.value)
    if not text:
        return None
    if is_error_mark(text):
        trouble.add("error_value", spot)
        return None
    return _READERS[asked.shape](text, spot, asked, trouble)


def _text(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    field = asked.field
    longest = field.longest or _LONGEST
    if len(text) > longest:
        trouble.add("too_long", spot, length=len(text), longest=longest)
        return None
    if field.choices_from in CODES:
        coded = _CODED.fullmatch(fold(text))
        return coded[1] if coded else text
    return _chosen(text, spot, asked, trouble) if field.kind == "choice" else text


def _chosen(text: str, spot: Spot, asked: Question, trouble: Trouble) -> str | None:
    plain = _plain(text)
    wanted = _SIGNS.get(plain, plain)
    for choice in asked.choices:
        if wanted in (_plain(choice.shown), _plain(choice.stored)):
            return choice.stored
    if asked.field.free or not asked.choices:
        return text
    if empty_from(text) is Empty.DASH:
        return None  # nothing chosen: where a choice is required, the check says so
    shown = [choice.shown for choice in asked.choices]
    near = nearest(text, shown)
    args = {"choices": tuple(shown[:_SHOWN_CHOICES])}
    if near:
        trouble.add("not_listed_near", spot, near=near, **args)
    else:
        trouble.add("not_listed", spot, **args)
    return None


@lru_cache(4_096)  # the same few choices are compared with in every line
def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _quantity(text: str, spot: Spot, asked: Question, trouble: Trouble) -> Quantity | None:
    quantity = _parsed(text, spot, asked, trouble)
    if quantity is None:
        return None
    figure = quantity.figure()
    if figure.value is None:
        return quantity
    if figure.plain and figure.unit is None and asked.heading_unit is not None:
        return Quantity(f"{text}{figure.in_unit(asked.heading_unit).unit}")
    if asked.field.kind != "figure" and not figure.plain:
        trouble.add("vague", spot, text, unit=_unit_name(asked))
    elif not _fits(figure.unit, asked.unit):
        trouble.add("wrong_unit", spot, text, unit=_unit_name(asked))
    elif asked.field.kind == "integer" and figure.value < 0:
        trouble.add("negative", spot, text)
    elif asked.field.kind == "integer" and not _whole(figure):
        trouble.add("not_whole", spot, text)
    else:
        return quantity
    return None


def _parsed(text: str, spot: Spot, asked: Question, trouble: Trouble) -> Quantity | None:
    """The figure as typed: “1,177.69”, “43 人”, “——” stay what they are."""
    if isinstance(spot.cell.value, bool | dt.date):
        trouble.add("not_a_number", spot, text, unit=_unit_name(asked))
        return None
    try:
        return Quantity(text)
    except FigureError as error:
        trouble.add("unreadable_number", spot, text, unit=_unit_name(asked), why=error.messages[0])
        return None


def _whole(figure: Figure) -> bool:
    """Whether nothing is counted in halves; 1.2万人 is a rounded whole."""
    scaled = figure.unit is not None and figure.unit.scaled
    return figure.value is None or scaled or figure.value == figure.value.to_integral_value()


def _unit_name(asked: Question) -> str:
    return f"（{asked.unit}）" if asked.unit else ""


def _fits(written: Unit | None, expected: Unit | None) -> bool:
    """Money stays money and a ratio a ratio; among things counted, 人 and 人次 are not told apart here."""
    if written is None or expected is None or written.dimension is Dimension.PLAIN:
        return True

    return _sort(written) == _sort(expected)


def _sort(unit: Unit) -> Dimension:
    if unit.dimension in (Dimension.MONEY, Dimension.AREA):
        return unit.dimension
    return Dimension.PERCENT if unit.dimension in _RATIOS else Dimension.COUNT


def _date(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    read = _day_or_month(text, spot, asked, trouble)
    # a month alone means its last day where a day is wanted, as the notes of the form say
    return None if read is None else read.last


def _day_or_month(text: str, spot: Spot, asked: Question, trouble: Trouble) -> DayOrMonth | None:
    value = spot.cell.value
    if isinstance(value, dt.datetime):
        return DayOrMonth(value.date())
    if isinstance(value, dt.date):
        return DayOrMonth(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and int(value) in _SERIALS:
        # a day whose cell lost its date format
        return DayOrMonth(_FIRST_SERIAL + dt.timedelta(days=int(value)))
    try:
        return DayOrMonth(text)
    except FigureError as error:
        why = error.messages[0]  # says the day in words of its own; the clerk looks for what was typed
        trouble.add("not_a_date", spot, text, why=Message(why.key, {**why.args, "text": text}))
        return None


def _flag(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    plain = _plain(text).casefold()
    if plain in _YES or plain in _NO:
        return plain in _YES
    trouble.add("not_yes_no", spot, text)
    return None


def _count(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    year = _YEAR.fullmatch(_plain(text))
    if year and asked.field.field == "year":
        return int(year[1])
    quantity = _quantity(text, spot, asked, trouble)
    if quantity is None:
        return None
    value = quantity.figure().value
    if value is None or value != value.to_integral_value():
        trouble.add("not_whole", spot, text)
        return None
    return int(value)


def _words(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    if text in asked.known:
        return (text,)
    marks = _SEPARATOR if _SEPARATOR.search(text) else _COMMAS
    return tuple(word.strip() for word in marks.split(text) if word.strip())


def _settings(text: str, spot: Spot, asked: Question, trouble: Trouble) -> object:
    settings: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in _SEPARATOR.split(text))):
        name, mark, value = re.sub("[＝：:]", "=", part, count=1).partition("=")
        if not mark or not name.strip():
            trouble.add("not_a_setting", spot, part)
            return None
        settings[name.strip()] = value.strip()
    return settings


_READERS: Mapping[Shape, Callable[[str, Spot, Question, Trouble], object]] = {
    Shape.TEXT: _text,
    Shape.QUANTITY: _quantity,
    Shape.DATE: _date,
    Shape.DAY_OR_MONTH: _day_or_month,
    Shape.FLAG: _flag,
    Shape.COUNT: _count,
    Shape.WORDS: _words,
    Shape.SETTINGS: _settings,
}


def name_after_code(value: ReadValue) -> str:
    """办公费 in “30201 办公费”, as the drop-down list puts it into the cell."""
    coded = _CODED.fullmatch(fold(text_of(value)))
    return coded[2].strip() if coded else ""


def as_percent(number: int | Decimal) -> str | None:
    """A share as a sheet keeps it, written as a percentage: 0.95 → “95%”. ``None`` where it may as well be one already.

    >>> as_percent(Decimal("0.985")), as_percent(98)
    ('98.5%', None)
    """
    if not 0 < number < 1:
        return None
    percent = Decimal(number).scaleb(2)
    whole = percent.to_integral_value()
    return f"{whole if percent == whole else percent.normalize():f}%"


def unit_or_none(written: str) -> Unit | None:
    """The unit called ``written``; ``None`` for words and for what is no unit."""
    return unit_written(written) if written else None
