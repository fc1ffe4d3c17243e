"""All figures in running text, in one pass, without what only looks like one."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from ziping.figures import nonfigures as no
from ziping.figures.amounts import Amount, amount_at
from ziping.figures.figure import Figure
from ziping.figures.folding import fold
from ziping.figures.numerals import CHARS, DIGITS, FINANCIAL
from ziping.figures.place import Place
from ziping.figures.qualifiers import after_at, before_ending
from ziping.figures.ranges import Span, range_at
from ziping.figures.units import YUAN, Dimension, Unit, unit


class Found(Struct, frozen=True):
    """A figure and the characters ``start`` to ``end`` (exclusive) it was read from, words like 约 and 以上 included."""

    figure: Figure
    start: int
    end: int


def scan(text: str, place: Place | None = None) -> list[Found]:
    """Every figure in ``text``, in order; with ``place``, each knows where it stands and its span.

    Skipped are list numbers, dates and year words, document numbers, ordinals, references (附件1-2), telephone, identity and
    account numbers, clock times and codes. Chinese numerals count only before a unit (五个, 两成, 百分之三), and 一 and 二 only
    before money: 一个, 一次, 二期 say "a" or "second". Brackets in text are asides, never a minus sign.
    """
    return _Scanner(text, place).run()


_START = re.compile(f"[0-9{DIGITS}十百千万廿卅{FINANCIAL}]")
_NUMERALS = re.compile(f"[{CHARS}{FINANCIAL}]+")
_RUN = re.compile(r"[0-9][0-9.]*")
_SENTENCE_END = frozenset("。;!?")
_ITEM_MAY_FOLLOW = frozenset(":,、.)》”\"'%…—")
_NOT_A_SIGN_AFTER = frozenset("0123456789)]%-—/.")
_OPENING = frozenset("〔[【〈")
_TIMES = frozenset("×*")
_FORMULA_FACTOR = "100%"  # B/A×100% is how a rate is defined, not what it came to
_FROM = frozenset("从由")
_LEADING_CURRENCY = re.compile(r"[¥]\s?\Z")
_NEVER_IN_WORDS = frozenset((unit("年"), unit("季度"), unit("周"), unit("日"), unit("岁")))
_TWO = 2


class _Scanner:
    def __init__(self, text: str, place: Place | None) -> None:
        self.written = text
        self.text = _without_addresses(fold(text))
        self.place = place
        self.found: list[Found] = []
        self.last_item: dict[str, int] = {}

    def run(self) -> list[Found]:
        pos = 0
        while start := _START.search(self.text, pos):
            begin = start.start()
            pos = self._digits(begin) if "0" <= start[0] <= "9" else self._words(begin)
        return self.found

    # --- Arabic digits: each step returns where to go on ------------------------------------------------------------

    def _digits(self, start: int) -> int:
        skipped = self._skip(start)
        if skipped is not None:
            return skipped
        amount = self._amount(start)
        if amount is None:
            return self._run_end(start)
        span = self._range(start, amount)
        if amount.unit is None and span is None:
            skipped = self._skip_without_unit(start)
            if skipped is not None:
                return skipped
        return self._take(start, amount, span)

    def _skip(self, start: int) -> int | None:
        text = self.text
        before = text[start - 1 : start]
        if before and before.isascii() and (before.isalpha() or before in "_@#"):
            return self._run_end(start)
        if before in _TIMES and text.startswith(_FORMULA_FACTOR, start):
            return start + len(_FORMULA_FACTOR)
        if no.ORDINAL.search(text[max(0, start - 3) : start]) and (
            ordinals := no.ORDINALS.match(text, start)
        ):
            return ordinals.end()
        item = self._list_number(start)
        if item is not None:
            return item
        always = no.ALWAYS.match(text, start)
        if always:
            return always.end()
        return self._run_end(start) if before in _OPENING else None

    def _skip_without_unit(self, start: int) -> int | None:
        text = self.text
        named_by = no.NAMED_BY.search(text[max(0, start - no.LONGEST_NAME) : start])
        if named_by and (named := no.NAMED.match(text, start)):
            return named.end()
        matches = [no.WITHOUT_UNIT.match(text, start)]
        if self._at_line_start(start) or text[start - 1] in "(、":
            matches.append(no.ACCOUNT_CODE.match(text, start))
        elif text[start - 1].isspace():
            matches.append(no.ACCOUNT_CODE_IN_ROW.match(text, start))
        if text[max(0, start - 2) : start].strip() in ("-", "—"):
            matches.append(no.PAGE_LINE.match(text, start))
        return next((match.end() for match in matches if match), None)

    def _list_number(self, start: int) -> int | None:
        """Return the end of a list number at ``start``.

        At the head of a line or sentence any number will do; elsewhere only the next in turn, so that “编制43、实有44” stays.
        """
        match = no.LIST_NUMBER.match(self.text, start)
        if match is None:
            return None
        bracketed = self.text[start - 1 : start] == "("
        mark = match["mark"] or match["before_year"]
        if bracketed and mark != ")":
            return None
        style = "()" if bracketed else mark
        number = int(match["number"])
        head = start - bracketed
        before = self.text[max(0, head - _NEAR) : head].rstrip(" ")[-1:]
        in_turn = number in (1, self.last_item.get(style, 0) + 1)
        may_follow = bracketed or before in _ITEM_MAY_FOLLOW
        if not (before in _SENTENCE_END or self._at_line_start(head) or (in_turn and may_follow)):
            return None
        self.last_item[style] = number
        return match.end()

    def _at_line_start(self, start: int) -> bool:
        pos = start
        while pos and self.text[pos - 1] in " \t" and start - pos < _NEAR:
            pos -= 1
        return pos == 0 or self.text[pos - 1] == "\n"

    def _amount(self, start: int) -> Amount | None:
        return amount_at(self.text, start, in_cell=False, grouped=not self._after_list_comma(start))

    def _after_list_comma(self, start: int) -> bool:
        """“减1267.86,257,097”: a comma after a number that was not in threes parts numbers, and so do the ones after it."""
        if not self.found or self.text[max(0, start - 1) : start] != ",":
            return False
        last = self.found[-1]
        return last.end == start - 1 and "," not in fold(last.figure.written)

    def _run_end(self, start: int) -> int:
        match = _RUN.match(self.text, start)
        return match.end() if match else start + 1

    # --- Chinese numerals -----------------------------------------------------------------------------------------------

    def _words(self, start: int) -> int:
        run = _NUMERALS.match(self.text, start)
        end = run.end() if run else start + 1
        phrase = no.SET_PHRASES.match(self.text, start)
        if phrase:
            return phrase.end()
        if self.text[max(0, start - 1) : start] in ("第", "几", "数", "周", "初", "每"):
            return end
        amount = amount_at(self.text, start, in_cell=False)
        if amount is None or amount.unit is None or not _counts(self.text[start:end], amount, amount.unit):
            return end
        return self._take(start, amount, self._range(start, amount))

    # --- taking what was found ------------------------------------------------------------------------------------------

    def _range(self, start: int, amount: Amount) -> Span | None:
        """Return the range that begins here; “从5万元至8万元” tells of a change instead."""
        span = range_at(self.text, amount, in_cell=False)
        if (
            span is None
            or span.first.value >= span.last.value
            or self.text[max(0, start - 1) : start] in _FROM
        ):
            return None
        return span

    def _take(self, start: int, amount: Amount, span: Span | None) -> int:
        text = self.text
        begin, negative = self._sign(start)
        currency = _LEADING_CURRENCY.search(text[max(0, begin - 2) : begin])
        begin -= len(currency[0]) if currency else 0
        upper: Decimal | None = None
        if span is not None and not negative:
            digits = max(span.first.digits, span.last.digits)
            amount, upper = span.last._replace(value=span.first.value, digits=digits), span.last.value
        money = amount.unit is not None and amount.unit.dimension is Dimension.MONEY
        before, begin = before_ending(text, begin, money=money)
        after, end = after_at(text, amount.end)
        figure = Figure(
            self.written[begin:end],
            amount.value.copy_negate() if negative else amount.value,
            amount.unit or (YUAN if currency else None),
            amount.digits,
            qualifier=before or amount.qualifier or after,
            upper=upper,
            place=None if self.place is None else self.place.spanning(begin, end),
        )
        self.found.append(Found(figure, begin, end))
        return end

    def _sign(self, start: int) -> tuple[int, bool]:
        """Where the sign before ``start`` begins, and whether it is a minus; a hyphen after a number is no sign."""
        sign = self.text[max(0, start - 1) : start]
        before = self.text[max(0, start - 2) : max(0, start - 1)]
        if sign == "负" or (
            sign in ("-", "+")
            and not (before in _NOT_A_SIGN_AFTER or (before.isascii() and before.isalnum()))
        ):
            return start - 1, sign != "+"
        return start, False


_NEAR = 40


def _counts(run: str, amount: Amount, of: Unit) -> bool:
    """Whether a numeral before a unit tells a number: not 一个 or 二期, not the adverb 十分, not 三年 or 一季度."""
    if of.dimension in (Dimension.MONEY, Dimension.FRACTION, Dimension.PERCENT, Dimension.PERMILLE):
        return True
    if of.dimension in (Dimension.MARKS, Dimension.PLAIN) or of in _NEVER_IN_WORDS:
        return False
    return amount.value > _TWO or (amount.value == _TWO and run != "二")


def _without_addresses(text: str) -> str:
    if "://" not in text and "www." not in text and "@" not in text:
        return text
    return no.ADDRESS.sub(lambda match: "x" * len(match[0]), text)
