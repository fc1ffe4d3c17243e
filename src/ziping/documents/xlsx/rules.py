"""What may be typed into a cell, in xlsxwriter's words and within the limits Excel sets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ziping.documents.xlsx.model import Validation
from ziping.wording import InternalFault, Message

# Excel repairs (that is: drops) a validation beyond these.
MAX_LIST, MAX_TITLE, MAX_MESSAGE = 255, 32, 255


def validation_options(sheet: str, validation: Validation) -> dict[str, object]:
    """Say what may be typed; raise :class:`InternalFault` where Excel would drop the rule as too long."""
    _check(sheet, validation)
    options: dict[str, object] = {
        "validate": validation.kind,
        "input_title": validation.title,
        "input_message": validation.message,
        "error_title": validation.error_title,
        "error_message": validation.error_message,
        "error_type": validation.severity,
    }
    if validation.kind == "list":
        return options | {"source": validation.source or list(validation.choices)}
    low, high = _bound(validation.minimum), _bound(validation.maximum)
    if low is not None and high is not None:
        return options | {"criteria": "between", "minimum": low, "maximum": high}
    if low is not None:
        return options | {"criteria": ">=", "value": low}
    if high is not None:
        return options | {"criteria": "<=", "value": high}
    # Any number (or date) at all: Excel asks for a bound, so name one nothing reaches.
    least: object = date(1900, 1, 1) if validation.kind == "date" else -(10**15)
    return options | {"criteria": ">=", "value": least}


def _bound(value: int | Decimal | date | None) -> object:
    # xlsxwriter writes bounds with str(): digits stay as they are.
    return f"{value:f}" if isinstance(value, Decimal) else value


def _check(sheet: str, validation: Validation) -> None:
    inline = ",".join(validation.choices)
    crowded = (
        (validation.source is None and len(inline) > MAX_LIST)
        or any("," in choice for choice in validation.choices)
        or max(len(validation.title), len(validation.error_title)) > MAX_TITLE
        or max(len(validation.message), len(validation.error_message)) > MAX_MESSAGE
    )
    if crowded or (validation.kind == "list" and not (validation.source or validation.choices)):
        args = {"sheet": sheet, "area": str(validation.area)}
        raise InternalFault(Message("documents.xlsx.validation", args))
