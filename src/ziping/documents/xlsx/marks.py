"""What a cell shows whose formula failed, whichever program wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Failures = Mapping[tuple[int, int], str]  # (row, column), counted from 0 → what the cell shows

FAILED = "#VALUE!"  # for a failure that is not said in a way of its own
NOT_WORKED_OUT = "#CALC!"  # what Excel itself shows for a formula without a result

# [MS-XLS] 2.5.10 BErr
ERROR_CODES: Mapping[int, str] = MappingProxyType(
    {
        0x00: "#NULL!",
        0x07: "#DIV/0!",
        0x0F: "#VALUE!",
        0x17: "#REF!",
        0x1D: "#NAME?",
        0x24: "#NUM!",
        0x2A: "#N/A",
        0x2B: "#GETTING_DATA",
    }
)
_LATER = (NOT_WORKED_OUT, "#SPILL!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#EXTERNAL!")
_MARKS = frozenset((*ERROR_CODES.values(), *_LATER))
_NUMBERED = re.compile("(?:Err|错误)[:：][0-9]{3}")  # how LibreOffice names what has no mark of its own


def is_error_mark(text: str) -> bool:
    """Whether ``text`` is what a failed formula shows: ``#REF!``, ``#N/A``, ``Err:502``."""
    return text in _MARKS or _NUMBERED.fullmatch(text) is not None
