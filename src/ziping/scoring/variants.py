"""The control table of one county or year: the pack's rows with the changes of a variant applied."""

from __future__ import annotations

import msgspec
import msgspec.structs

from ziping.standards.model.scoring import Control, ControlIndicator
from ziping.wording import InputError, Message

_DROP = "drop"


def rows_of(control: Control, variant: str = "") -> tuple[ControlIndicator, ...]:
    """Return the rows of ``variant`` (the pack's own when empty), in the order of the table.

    Raises :class:`InputError` for a variant the pack does not have, and for changes of rows or fields that do not exist.
    """
    name = variant or control.variant
    changes = control.variants.get(name)
    if changes is None:
        if name:
            raise InputError(
                Message("scoring.unknown_variant", {"read": name, "known": tuple(control.variants) or ("—",)})
            )
        changes = {}
    unknown = changes.keys() - {row.id for row in control.indicators}
    if unknown:
        raise InputError(
            *(Message("scoring.variant_row", {"variant": name, "row": row}) for row in sorted(unknown))
        )
    rows = (row for row in control.indicators if not row.only_in or name in row.only_in)
    return tuple(
        _changed(row, changes[row.id], name) if row.id in changes else row
        for row in rows
        if not _dropped(row, changes)
    )


def _dropped(row: ControlIndicator, changes: dict[str, dict[str, object]]) -> bool:
    return changes.get(row.id, {}).get(_DROP) is True


def _changed(row: ControlIndicator, fields: dict[str, object], variant: str) -> ControlIndicator:
    """``row`` with some fields replaced, each read as the model says."""
    changed: dict[str, object] = {}
    for name, value in fields.items():
        try:
            changed[name] = msgspec.convert(value, _TYPES[name])
        except (KeyError, msgspec.ValidationError) as error:
            args = {"variant": variant, "row": row.id, "field": name, "read": value, "known": tuple(_TYPES)}
            raise InputError(Message("scoring.variant_field", args)) from error
    return msgspec.structs.replace(row, **changed)


_TYPES = {field.name: field.type for field in msgspec.structs.fields(ControlIndicator)}
