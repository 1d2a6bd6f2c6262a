"""The secret key of a pack while it waits in the city: sealed by the installation's own key."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from juminzei.apps.venue_packs.refusal import PackRefusedError

NONCE = 12


def kept(secret: bytes, *, pack: int) -> bytes:
    """Return a pack's secret key as the database may hold it."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher().encrypt(nonce, secret, _use(pack))


def secret_of(box: bytes, *, pack: int) -> bytes:
    """Return a pack's secret key.

    Raises:
        PackRefusedError: It was destroyed, is another pack's, or the installation's key changed.
    """
    try:
        return _cipher().decrypt(box[:NONCE], box[NONCE:], _use(pack))
    except (InvalidTag, ValueError):
        raise PackRefusedError(
            "この持出の鍵が開けません。システム管理者に、秘密鍵の変更がなかったかを確かめてください。"
        ) from None


def _use(pack: int) -> bytes:
    return f"venue pack {pack}".encode()


def _cipher() -> AESGCM:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"juminzei venue packs")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))
