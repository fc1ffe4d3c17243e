"""Passwords as GB/T 22239-2019 asks for: of several kinds of characters."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from ziping.wording import Message, say

_CLASSES = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))
_NEEDED = 3


class ThreeClassesValidator:
    """At least three of: small letters, capitals, digits, other characters."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's signature
        """Raises ``ValidationError``."""
        if sum(bool(kind.search(password)) for kind in _CLASSES) < _NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return say(Message("accounts.password_classes"), "zh")
