"""Secrets at rest: sealed with SM4 in GCM under a key drawn from the site's own."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ziping.wording import InputError, Message

_NONCE, _TAG, _KEY = 12, 16, 16


def _key() -> bytes:
    draw = HKDF(hashes.SHA256(), _KEY, salt=None, info=b"ziping second factor")
    return draw.derive(settings.SECRET_KEY.encode())


def seal(secret: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    lock = Cipher(algorithms.SM4(_key()), modes.GCM(nonce)).encryptor()
    closed = lock.update(secret) + lock.finalize()
    return nonce + lock.tag + closed


def unseal(sealed: bytes) -> bytes:
    """Raises ``InputError`` when it was sealed under another key, or changed."""
    nonce, tag, closed = sealed[:_NONCE], sealed[_NONCE : _NONCE + _TAG], sealed[_NONCE + _TAG :]
    lock = Cipher(algorithms.SM4(_key()), modes.GCM(nonce, tag)).decryptor()
    try:
        return lock.update(closed) + lock.finalize()
    except (InvalidTag, ValueError) as error:
        raise InputError(Message("accounts.key_changed")) from error
