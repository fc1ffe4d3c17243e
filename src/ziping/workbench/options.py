"""Every setting of the workbench in one list: its name in the environment, what it means, what it is without being set.

Secrets come from the environment alone. ``ziping doctor`` and the operator's page are drawn from this list.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ziping.wording import InputError, Message

Kind = Literal["text", "secret", "flag", "whole", "list"]
_YES = frozenset(("1", "yes", "true", "on"))
_NO = frozenset(("0", "no", "false", "off", ""))


@dataclass(frozen=True, slots=True)
class Option:
    """A setting. ``default`` is written as it would be in the environment."""

    name: str
    kind: Kind
    default: str = ""

    @property
    def meaning(self) -> Message:
        return Message(f"operating.option.{self.name.lower()}")


OPTIONS: tuple[Option, ...] = (
    Option("ZIPING_HOME", "text", "ziping-data"),
    Option("ZIPING_SECRET_KEY", "secret"),
    Option("DATABASE_URL", "secret"),
    Option("ZIPING_HOSTS", "list", "localhost,127.0.0.1"),
    Option("ZIPING_HTTPS", "flag", "no"),
    Option("ZIPING_PLACE", "text", "示例县"),
    Option("ZIPING_DEMO", "flag", "no"),
    Option("ZIPING_DEBUG", "flag", "no"),
    Option("ZIPING_LOG_LEVEL", "text", "INFO"),
    Option("ZIPING_METRICS_TOKEN", "secret"),
    Option("ZIPING_UPLOAD_MEGABYTES", "whole", "30"),
    Option("ZIPING_IDLE_MINUTES", "whole", "30"),
    Option("ZIPING_PASSWORD_DAYS", "whole", "90"),
    Option("ZIPING_SESSIONS", "whole", "5"),
    Option("ZIPING_SECOND_FACTOR", "flag", "no"),
    Option("ZIPING_PROXIES", "list"),
    Option("ZIPING_CHECKUP", "flag", "yes"),
    Option("ZIPING_CHECKUP_LIMITS", "flag", "yes"),
    Option("ZIPING_CHECKUP_MEGABYTES", "whole", "20"),
    Option("ZIPING_CHECKUP_PER_HOUR", "whole", "30"),
    Option("ZIPING_CHECKUP_AT_ONCE", "whole", "2"),
    Option("ZIPING_CHECKUP_SECONDS", "whole", "60"),
    Option("ZIPING_CHECKUP_MEMORY_MEGABYTES", "whole", "4000"),
    Option("ZIPING_CHECKUP_MINUTES", "whole", "30"),
    Option("ZIPING_API_RATE", "whole", "600"),
    Option("ZIPING_HOOKS_PRIVATE", "flag", "no"),
    Option("ZIPING_MAIL_URL", "secret"),
    Option("ZIPING_URL", "text"),
    Option("ZIPING_MAIL_FROM", "text", "noreply@localhost"),
    Option("ZIPING_OIDC_URL", "text"),
    Option("ZIPING_OIDC_CLIENT", "text"),
    Option("ZIPING_OIDC_SECRET", "secret"),
)
_BY_NAME = {option.name: option for option in OPTIONS}


def text(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The setting as it is written. Raises ``KeyError`` for one that is not in the list."""
    option = _BY_NAME[name]
    return environment.get(name, "").strip() or option.default


def flag(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Raises ``InputError`` for what is neither yes nor no."""
    written = text(name, environment).lower()
    if written not in _YES | _NO:
        raise InputError(Message("operating.not_yes_no", {"name": name, "read": written}))
    return written in _YES


def whole(name: str, environment: Mapping[str, str] = os.environ) -> int:
    """Raises ``InputError`` for what is no whole number above 0."""
    written = text(name, environment)
    if not written.isascii() or not written.isdigit() or int(written) == 0:
        raise InputError(Message("operating.not_whole", {"name": name, "read": written}))
    return int(written)


def listed(name: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    return [part.strip() for part in text(name, environment).split(",") if part.strip()]
