"""Numbers written in Arabic digits, with the separators, signs and brackets people put around them."""

from __future__ import annotations

import re
from decimal import Decimal

from ziping.figures.errors import figure_error
from ziping.figures.folding import fold

# Longer runs are account or identity numbers, and would only be a burden to exact arithmetic.
LONGEST = 40

PLAIN = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")

# A whole cell is one number, so a space or a line break inside it can only be a separator or a wrapped line.
IN_CELL = re.compile(
    r"""(?: [1-9][0-9]{0,2} (?: ,\s? [0-9]{3} )+ (?![0-9])
          | [1-9][0-9]{0,2} (?: [ ] [0-9]{3} )+ (?![0-9])
          | [0-9]+ )
        (?: \s* \. \s* [0-9]+ )?
      | \.[0-9]+""",
    re.VERBOSE,
)

# In running text a comma or a space also stands between two numbers, so it separates thousands only when everything
# that follows it is in threes, and beside a space only when decimals close the number.
IN_TEXT = re.compile(
    r"""[1-9][0-9]{0,2} (?: (?: ,\s[0-9]{3} | ,[0-9]{3} | [ ][0-9]{3} ){1,6} \.[0-9]+ | (?: ,[0-9]{3} ){1,6} (?! ,[0-9] | \.[0-9] ) ) (?![0-9])
      | [0-9]+ (?: \.\n[ ]* | \n[ ]*\. ) [0-9]{1,4} (?! [0-9] | \s*[年月、.)] )
      | [0-9]+ (?: \.[0-9]+ )?""",
    re.VERBOSE,
)
UNGROUPED_IN_TEXT = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def value_of(written: str) -> Decimal:
    """Return the exact value of a match of one of the patterns above."""
    return Decimal("".join(char for char in written if char in "0123456789."))


def strip_sign(text: str) -> tuple[str, bool]:
    """``text`` without its sign or accounting brackets, and whether it is negative; ``text`` is folded and stripped."""
    if text.startswith("(") and text.endswith(")") and text[1:2] not in "-负(":
        return text[1:-1].strip(), True
    if text[:1] in ("-", "负"):
        return text[1:].lstrip(), True
    return text.removeprefix("+").lstrip() if text.startswith("+") else text, False


def read_number(text: str) -> Decimal:
    """Return the whole of ``text`` as a bare number. Raises :class:`FigureError` for anything else, a % sign included."""
    plain = fold(text).strip()
    if PLAIN.fullmatch(plain):
        return Decimal(plain)
    unsigned, negative = strip_sign(plain)
    match = IN_CELL.fullmatch(unsigned)
    if match is None or len(unsigned) > LONGEST:
        raise figure_error("not_a_bare_number", text=text)
    value = value_of(match[0])
    return value.copy_negate() if negative else value
