"""What identifies a person is not written into the journal: identity, phone and bank numbers lose their middle."""

from __future__ import annotations

import re
from typing import Any

_EDGE_BEFORE, _EDGE_AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_IDENTITY = re.compile(_EDGE_BEFORE + r"(\d{6})\d{8}(\d{3}[\dXx])" + _EDGE_AFTER)
_PHONE = re.compile(_EDGE_BEFORE + r"(1[3-9]\d)\d{4}(\d{4})" + _EDGE_AFTER)
_ACCOUNT = re.compile(_EDGE_BEFORE + r"(\d{4})\d{8,11}(\d{4})" + _EDGE_AFTER)
_FORMS = ((_IDENTITY, r"\1********\2"), (_ACCOUNT, r"\1********\2"), (_PHONE, r"\1****\2"))


def masked(text: str) -> str:
    """``text`` with identity numbers (18 places), bank accounts (16 to 19) and mobile numbers (11) masked."""
    for form, instead in _FORMS:
        text = form.sub(instead, text)
    return text


def masked_data(data: Any) -> Any:
    """Plain data with every text in it masked."""
    if isinstance(data, str):
        return masked(data)
    if isinstance(data, dict):
        return {masked(key): masked_data(value) for key, value in data.items()}
    if isinstance(data, list):
        return [masked_data(value) for value in data]
    return data
