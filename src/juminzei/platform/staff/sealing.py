"""Short secrets of staff at rest: sealed under a key of this installation, bound to their use."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


def sealed(plain: bytes, *, use: str) -> bytes:
    """Return ``plain`` sealed for ``use``, such as one member's second factor."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, plain, use.encode())


def opened(box: bytes, *, use: str) -> bytes | None:
    """Return what was sealed for ``use``, nothing if it was not, or under another key."""
    try:
        return _cipher().decrypt(box[:NONCE], box[NONCE:], use.encode())
    except (InvalidTag, ValueError):
        return None


def _cipher() -> AESGCM:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"juminzei staff secrets")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))
