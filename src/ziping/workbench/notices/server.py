"""The mail server's address as the operator writes it: ``smtp://name:password@mail.example.cn:587?tls=yes``."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ziping.wording import InputError, Message

_PORTS = {"smtp": 25, "smtps": 465}


def mail_settings(url: str) -> dict[str, Any]:
    """Django's settings for the server at ``url``; nothing is sent where it is blank.

    ``smtps`` is encrypted from the start, ``?tls=yes`` after the greeting. Raises ``InputError`` for what is no such address
    (without repeating it: it holds a password).
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(Message("notices.no_mail_url")) from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise InputError(Message("notices.no_mail_url"))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["yes"],
        "EMAIL_TIMEOUT": 30,
    }
