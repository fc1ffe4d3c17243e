"""What a token may be used for, within what its system has a right to."""

from __future__ import annotations

from enum import StrEnum

from ziping.wording import Message


class Scope(StrEnum):
    UNITS = "units:read"
    CAMPAIGNS = "campaigns:read"
    PACKAGES = "packages:read"
    DATA_READ = "data:read"
    DATA_WRITE = "data:write"
    CHECKS = "checks:read"
    EXPORTS = "exports:write"
    WEBHOOKS = "webhooks:write"

    @property
    def called(self) -> Message:
        return Message(f"api.scope.{self.name.lower()}")
