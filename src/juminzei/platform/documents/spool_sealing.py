"""AES-256-GCM in pieces for files that wait: bound to their digest, their order and their end."""

from __future__ import annotations

import os
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    Read: TypeAlias = Callable[[int], bytes]
    """Returns the next bytes, as many as asked for, fewer only at the end."""

PIECE = 1 << 20
"""Plain bytes in a piece."""
OWN = 0o600
TAG, PREFIX = 16, 8
SEALED = PIECE + TAG


class SpoolBrokenError(Exception):
    """What waits in the spool is not what was put there, or under another key."""


def seal(read: Read, name: str) -> Iterator[bytes]:
    """Yield the sealed form of what ``read`` gives.

    Args:
        read: Gives the plain bytes.
        name: What the file is kept under; it opens under no other.
    """
    cipher, prefix = _cipher(), os.urandom(PREFIX)
    yield prefix
    number, piece = 0, read(PIECE)
    while True:
        following = read(PIECE) if len(piece) == PIECE else b""
        last = not following
        yield cipher.encrypt(_nonce(prefix, number), piece, _bound(name, last=last))
        if last:
            return
        number, piece = number + 1, following


def unseal(read: Read, name: str) -> Iterator[bytes]:
    """Yield the plain bytes of what was sealed under ``name``.

    Raises:
        SpoolBrokenError: It was changed, cut short, or sealed under another key or name.
    """
    cipher, prefix = _cipher(), read(PREFIX)
    number, box = 0, read(SEALED)
    while True:
        following = read(SEALED) if len(box) == SEALED else b""
        last = not following
        try:
            yield cipher.decrypt(_nonce(prefix, number), box, _bound(name, last=last))
        except (InvalidTag, ValueError):
            raise SpoolBrokenError(
                "受領したファイルの保管に異常があります。もう一度提出を受けてください。"
            ) from None
        if last:
            return
        number, box = number + 1, following


def writable(path: Path) -> BinaryIO:
    """Return a new file that only the system's user may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN), "wb")


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + struct.pack(">I", number)


def _bound(name: str, *, last: bool) -> bytes:
    return f"{name}:{'end' if last else 'more'}".encode()


def _cipher() -> AESGCM:
    return _cipher_of(settings.SECRET_KEY)


@lru_cache(maxsize=1)  # a delivery of returns has thousands of files
def _cipher_of(secret: str) -> AESGCM:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"juminzei receiving spool")
    return AESGCM(derived.derive(secret.encode()))
