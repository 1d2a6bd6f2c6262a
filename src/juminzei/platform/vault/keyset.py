"""The vault's data keys, opened: those that seal and open numbers, and the blind index's.

They lie in the vault's database, wrapped. One key is primary and seals; all of them open.
The blind index has a key of its own, of which each tenant gets a part of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from juminzei.platform.keys.key_source import KeysetError, KeySource, Wrapped
from juminzei.platform.vault.installed_source import key_source
from juminzei.platform.vault.models import DataKey, KeyPurpose

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Keyset", "KeysetError", "current", "data_key_id", "new_data_key"]

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class Keyset:
    """Keys by their ids; never shown, never written anywhere."""

    primary: str
    encryption: Mapping[str, AESGCM]
    blind_index: bytes

    def __repr__(self) -> str:
        return f"Keyset(primary={self.primary!r}, keys={len(self.encryption)})"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("鍵は保存できる形に変換できません。")


def current(tenant: str) -> Keyset:
    """Return the keys as they are now; the first ones are made at the first use.

    Raises:
        KeysetError: The wrapping key is missing or not this vault's.
    """
    rows = _rows()
    source = key_source(may_create=not rows)
    if not rows:
        rows = _first(source)
    return _opened(rows, source, tenant)


def data_key_id(key: bytes) -> str:
    """Return the id of a data key, which tells nothing of the key."""
    return hashlib.sha256(b"juminzei vault data key\0" + key).hexdigest()[:16]


def new_data_key(source: KeySource, purpose: KeyPurpose) -> DataKey:
    """Return a new random key, wrapped and not saved yet."""
    key = secrets.token_bytes(KEY_BYTES)
    name = data_key_id(key)
    wrapped = source.wrap(key, bound_to(name, purpose))
    return DataKey(id=name, purpose=purpose, wrapped_by=wrapped.by, wrapped=wrapped.text)


def bound_to(name: str, purpose: str) -> bytes:
    """Return what a wrapped key is bound to: its id and what it is for."""
    return f"juminzei|{purpose}|{name}".encode("ascii")


def unwrapped(source: KeySource, name: str, purpose: str, wrapped: Wrapped) -> bytes:
    """Return a data key.

    Raises:
        KeysetError: The source cannot open it, or it is another key than its id says.
    """
    key = source.unwrap(wrapped, bound_to(name, purpose))
    if data_key_id(key) != name:
        key = b""
        raise KeysetError(f"保管庫の鍵 {name} の内容が識別子と合いません。控えを確かめてください。")
    return key


_Row = tuple[str, str, bool, str, bytes]


def _rows() -> tuple[_Row, ...]:
    found = DataKey.objects.order_by("pk").values_list(
        "id", "purpose", "primary", "wrapped_by", "wrapped"
    )
    return tuple(
        (name, purpose, primary, wrapped_by, bytes(text))
        for name, purpose, primary, wrapped_by, text in found
    )


def _first(source: KeySource) -> tuple[_Row, ...]:
    """Make the first keys, unless another process was faster."""
    try:
        with transaction.atomic(using="vault"):
            for purpose in KeyPurpose:
                key = new_data_key(source, purpose)
                key.primary = True
                key.save(force_insert=True)
    except IntegrityError:
        pass
    return _rows()


@lru_cache(maxsize=8)
def _opened(rows: tuple[_Row, ...], source: KeySource, tenant: str) -> Keyset:
    primary: dict[str, str] = {}
    keys: dict[str, bytes] = {}
    for name, purpose, is_primary, wrapped_by, text in rows:
        key = unwrapped(source, name, purpose, Wrapped(wrapped_by, text))
        keys[name] = key
        if is_primary:
            primary[purpose] = name
    whole = keys[primary[KeyPurpose.BLIND_INDEX]]
    return Keyset(
        primary=primary[KeyPurpose.NUMBERS],
        encryption={
            name: AESGCM(keys[name]) for name, purpose, *_ in rows if purpose == KeyPurpose.NUMBERS
        },
        blind_index=hmac.digest(whole, b"tenant|" + tenant.encode(), "sha256"),
    )
