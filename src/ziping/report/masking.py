"""Private data taken out of texts: for published editions, for logs, for findings that quote.

Pure functions. What is masked is deliberately broad: a number masked in vain costs a telephone call, a number
published costs a person their privacy. No law prescribes a pattern; these are the usual ones:

    mobile numbers      138****8000     an office landline in a text stays
    identity numbers    4****************X
    bank cards          every digit
    e-mail addresses    z***@example.cn
    number plates       湘N*****

Characters are replaced one by one, so a place in a masked text is the same place in the original. Names of
beneficiaries cannot be told from other words and stay their author's care.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from ziping.report.model import Report
from ziping.report.parts import Part

_P = TypeVar("_P", bound=Part)

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－　＠．", "0123456789Xx- @.")  # one for one: places stay
_GAPS = " -"
_LIKELY = re.compile(r"[@＠A-ZＸ]|\d[\d \-－　]{6}")  # nothing private is without one of these
_WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_LUHN_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def _luhn(digits: str) -> bool:
    """The check digit that bank cards end in."""
    numbers = [int(digit) for digit in digits if digit not in _GAPS]
    return sum(_LUHN_DOUBLED[n] if rank % 2 else n for rank, n in enumerate(reversed(numbers))) % 10 == 0


def _is_date(digits: str) -> bool:
    try:
        dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return True


def _always(_: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of private data: group 1 is hidden but for ``head`` and ``tail`` characters of it."""

    pattern: re.Pattern[str]
    accept: Callable[[re.Match[str]], bool] = _always
    head: int = 0
    tail: int = 0


_KINDS = (
    _Kind(  # the birth date tells it from other long numbers; a mistyped check digit is no reason to publish
        re.compile(r"(?<!\d)([1-9]\d{5}(?P<gap>[ -]?)(?P<born>(?:19|20)\d{6})(?P=gap)\d{3}[\dXx])(?![\dXx])"),
        lambda match: _is_date(match["born"]),
        head=1,
        tail=1,
    ),
    _Kind(re.compile(r"(?:账号|帐号|卡号|账户|帐户)[^\d*]{0,6}(\d[\d -]{6,28}\d)")),
    _Kind(
        re.compile(r"(?<!\d)(\d{4}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,3})?)(?!\d)"),
        lambda match: _luhn(match[1]),
    ),
    _Kind(
        re.compile(r"(?:(?<!\d)|(?<=\+86)|(?<=(?<!\d)0086))(1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4})(?!\d)"),
        head=3,
        tail=4,
    ),
    _Kind(
        re.compile(
            r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]+)@(?=[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})"
        ),
        head=1,
    ),
    _Kind(
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?"
            r"(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)([A-HJ-NP-Z0-9]{5,6})(?![A-Za-z0-9])"
        )
    ),
)


def mask_text(text: str) -> str:
    """``text`` with private numbers and addresses masked; exactly as long as before; web addresses stay whole."""
    while (masked := _mask_once(text)) != text:  # what was hidden may have shielded its neighbour
        text = masked
    return masked


def _mask_once(text: str) -> str:
    if _LIKELY.search(text) is None:
        return text
    flat = text.translate(_NARROW)
    kept_whole = [match.span() for match in _WEB.finditer(flat)]
    letters = list(text)
    for kind in _KINDS:
        for match in kind.pattern.finditer(flat):
            begin, end = match.span(1)
            if any(start < end and begin < stop for start, stop in kept_whole) or not kind.accept(match):
                continue
            shown = [at for at in range(begin, end) if flat[at] not in _GAPS]
            for at in shown[kind.head : len(shown) - kind.tail]:
                letters[at] = "*"
    return "".join(letters)


_LANDLINE = re.compile(r"(?<![\d*])(?:\(?0\d{2,3}\)?[ -]?)?[2-8]\d{6,7}(?:-\d{1,5})?(?!\d)")


def mask_phone(text: str) -> str:
    """The content of a telephone field: landlines stay, mobiles as ``138****8000``, any other number wholly hidden."""
    masked = mask_text(text)
    flat = masked.translate(_NARROW)
    known = [match.span() for match in _LANDLINE.finditer(flat)]
    known += [match.span() for match in re.finditer(r"\d{3}[ -]?\*{4}[ -]?\d{4}", flat)]
    return "".join(
        "*" if flat[at].isdigit() and not any(begin <= at < end for begin, end in known) else letter
        for at, letter in enumerate(masked)
    )


def hide_phone(text: str) -> str:
    """The content of a telephone field without any digit, landlines too; words, a blank or a stated empty stay."""
    return "".join("*" if letter.isdigit() else letter for letter in text)


_NAME_BREAK = re.compile(r"([、，,；;/\s]+)")
_NAMELESS = frozenset({"", "——", "—", "-", "无", "不适用"})
_COMPOUND_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "  # noqa: SIM905 — a list of forty quoted words reads worse
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐 百里 呼延 拓跋 东郭 南门 西门 轩辕".split()
)


def mask_name(name: str) -> str:
    """Surname and ``*`` (``王*``, ``欧阳*``), each of several names; a blank or stated empty stays as it is."""
    return "".join(
        part if _NAME_BREAK.fullmatch(part) else _mask_one_name(part) for part in _NAME_BREAK.split(name)
    )


def _mask_one_name(name: str) -> str:
    if name in _NAMELESS or name.endswith("*"):
        return name
    compound = next(
        (surname for surname in _COMPOUND_SURNAMES if name.startswith(surname) and name != surname), ""
    )
    return (compound or name[:1]) + "*"


_NOT_PERSONAL = frozenset({"code", "digest", "standard", "voucher", "origins"})


def masked(report: Report) -> Report:
    """The report as it may be published: every text masked, people of the unit as surnames, the telephone hidden.

    No form prints the unit's heads, so nothing published needs their names either. Figures, dates and the codes of
    units, projects and classifications stay.
    """
    unit = msgspec.structs.replace(
        _mask_part(report.unit),
        head=mask_name(report.unit.head),
        finance_head=mask_name(report.unit.finance_head),
        preparer=mask_name(report.unit.preparer),
        phone=hide_phone(report.unit.phone),
    )
    return msgspec.structs.replace(_mask_part(report), unit=unit)


def _mask_part(part: _P) -> _P:
    changes = {
        field: _mask_value(value)
        for field in part.__struct_fields__
        if field not in _NOT_PERSONAL and (value := getattr(part, field))
    }
    return msgspec.structs.replace(part, **changes)


def _mask_value(value: Any) -> Any:
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, tuple):
        return tuple(_mask_value(each) for each in value)
    if isinstance(value, dict):
        return {key: _mask_value(each) for key, each in value.items()}
    if isinstance(value, Part):
        return _mask_part(value)
    return value
