"""The file of one set: every page sealed by itself, bound to city, set and place.

A file begins with :data:`MAGIC`, the number of pages and the length of each sealed page; the
sealed pages follow, each a random 96-bit nonce and the text. A page that was changed, that
stands in another's place, in another set or in a set of fewer pages does not open.
"""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from juminzei.apps.images.refusal import ImageBrokenError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"JZIMAGE1"
NONCE_BYTES = 12
COUNT = struct.Struct(">H")
LENGTH = struct.Struct(">I")
BROKEN = "画像を開けません（変更されたか、失われました）。個人情報保護責任者に連絡してください。"


def sealed(cipher: AESGCM, tenant: str, image_set: int, pages: Sequence[bytes]) -> bytes:
    """Return the content of a set's file; every nonce is new and random."""
    texts = []
    for place, page in enumerate(pages, 1):
        nonce = os.urandom(NONCE_BYTES)
        bound = bound_to(tenant, image_set, place, len(pages))
        texts.append(nonce + cipher.encrypt(nonce, page, bound))
    lengths = b"".join(LENGTH.pack(len(text)) for text in texts)
    return b"".join((MAGIC, COUNT.pack(len(texts)), lengths, *texts))


def opened_page(path: Path, cipher: AESGCM, tenant: str, image_set: int, page: int) -> bytes:
    """Return one page of a set's file; only that page is read.

    Args:
        path: The file.
        cipher: The key that sealed it.
        tenant: Whose it is.
        image_set: Which set.
        page: Which page, from 1.

    Raises:
        ImageBrokenError: The file is gone, cut short, changed, or another set's.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise ImageBrokenError(BROKEN)
            (pages,) = COUNT.unpack(file.read(COUNT.size))
            table = file.read(LENGTH.size * pages)
            lengths = [length for (length,) in LENGTH.iter_unpack(table)]
            if not 1 <= page <= len(lengths):
                raise ImageBrokenError(BROKEN)
            file.seek(sum(lengths[: page - 1]), os.SEEK_CUR)
            text = file.read(lengths[page - 1])
        bound = bound_to(tenant, image_set, page, pages)
        return cipher.decrypt(text[:NONCE_BYTES], text[NONCE_BYTES:], bound)
    except (OSError, struct.error, InvalidTag, ValueError):
        raise ImageBrokenError(BROKEN) from None


def bound_to(tenant: str, image_set: int, page: int, pages: int) -> bytes:
    """Return the associated data of a page in its place."""
    return f"juminzei image|{tenant}|{image_set}|{page}|{pages}".encode()
