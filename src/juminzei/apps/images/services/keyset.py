"""The keys that seal and open images: one is primary, the first is made at the first use."""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from juminzei.apps.images.models import ImageKey
from juminzei.platform.keys.installed import installed_source
from juminzei.platform.keys.key_source import KeysetError, Wrapped

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.keys.key_source import KeySource

STORE = "image"
KEY_BYTES = 32


def sealing_key(at: datetime) -> tuple[str, AESGCM]:
    """Return the id and the cipher of the key that seals now.

    Raises:
        KeysetError: The wrapping key is missing or not this store's.
    """
    there = ImageKey.objects.filter(primary=True).values_list("pk", flat=True).first()
    name = there or _first(at)
    return name, opening_key(name)


def opening_key(name: str) -> AESGCM:
    """Return the cipher of a key.

    Raises:
        KeysetError: There is no such key, or its wrapping key is missing or another.
    """
    row = ImageKey.objects.filter(pk=name).values_list("wrapped_by", "wrapped").first()
    if row is None:
        raise KeysetError(f"画像の鍵 {name} がありません。控えを確かめてください。")
    return _opened(name, row[0], bytes(row[1]), installed_source(STORE))


def new_primary(at: datetime) -> str:
    """Make a new key that seals from now on; the former ones only open.

    Raises:
        KeysetError: The wrapping key is missing.
    """
    first = not ImageKey.objects.exists()
    source = installed_source(STORE, may_create=first)
    key = secrets.token_bytes(KEY_BYTES)
    name = _id_of(key)
    wrapped = source.wrap(key, _bound_to(name))
    with transaction.atomic():
        ImageKey.objects.filter(primary=True).update(primary=False)
        ImageKey.objects.create(
            id=name, primary=True, wrapped_by=wrapped.by, wrapped=wrapped.text, made_at=at
        )
    return name


def _first(at: datetime) -> str:
    """Make the first key, unless another process was faster."""
    try:
        return new_primary(at)
    except IntegrityError:
        return ImageKey.objects.values_list("pk", flat=True).get(primary=True)


@lru_cache(maxsize=8)
def _opened(name: str, wrapped_by: str, text: bytes, source: KeySource) -> AESGCM:
    key = source.unwrap(Wrapped(wrapped_by, text), _bound_to(name))
    if _id_of(key) != name:
        key = b""
        raise KeysetError(f"画像の鍵 {name} の内容が識別子と合いません。控えを確かめてください。")
    return AESGCM(key)


def _id_of(key: bytes) -> str:
    return hashlib.sha256(b"juminzei image data key\0" + key).hexdigest()[:16]


def _bound_to(name: str) -> bytes:
    return f"juminzei|images|{name}".encode("ascii")
