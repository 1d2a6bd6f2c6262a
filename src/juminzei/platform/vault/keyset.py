"""The vault's keys: a small file outside every database.

Each key is known by an id derived from the key itself, so that a wrong key cannot pass
for the right one. One key is primary and seals; all of them open. The blind index has a
key of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import stat
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY_BYTES = 32
SCHEMA = 1


class KeysetError(Exception):
    """The keys cannot be used; nothing was read or written."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyset:
    """Keys by their ids; never shown, never written anywhere but into their file."""

    primary: str
    encryption: Mapping[str, AESGCM]
    blind_index: bytes

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the keys in ``path``.

        Raises:
            KeysetError: The file is missing, damaged, or others may read it.
        """
        return cls._parsed(path, _text(path))

    @classmethod
    def _parsed(cls, path: Path, text: str) -> Self:
        try:
            content = json.loads(text)
            keys = {name: base64.b64decode(key) for name, key in content["encryption"].items()}
            blind_index = base64.b64decode(content["blind_index"])
            primary = content["primary"]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeysetError(
                f"{path}: 鍵ファイルを読めません。控えから戻してください。"
            ) from error
        sound = primary in keys and len(blind_index) == KEY_BYTES
        if not sound or any(key_id(key) != name for name, key in keys.items()):
            raise KeysetError(
                f"{path}: 鍵ファイルの内容が壊れています（鍵と識別子が合いません）。"
                "控えから戻してください。"
            )
        ciphers = {name: AESGCM(key) for name, key in keys.items()}
        return cls(primary=primary, encryption=ciphers, blind_index=blind_index)

    def __repr__(self) -> str:
        return f"Keyset(primary={self.primary!r}, keys={len(self.encryption)})"


def key_id(key: bytes) -> str:
    """Return the id of an encryption key, which tells nothing of the key."""
    return hashlib.sha256(b"juminzei vault key\0" + key).hexdigest()[:16]


def create(path: Path) -> None:
    """Write a new keyset of one key, unless another process was faster.

    The file appears whole or not at all, and is on the disk when this returns: numbers
    sealed with a key that a power cut takes away would be lost.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_bytes(KEY_BYTES)
    content = {
        "schema": SCHEMA,
        "primary": key_id(key),
        "encryption": {key_id(key): base64.b64encode(key).decode()},
        "blind_index": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
    }
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    finally:
        draft.unlink()


def load(path: Path) -> Keyset:
    """Return the keys in ``path``, read again only when the file has changed.

    Raises:
        KeysetError: See :meth:`Keyset.read`.
    """
    try:
        state = path.stat()
    except FileNotFoundError:
        return Keyset.read(path)
    return _loaded(path, state.st_mtime_ns, state.st_mode, state.st_ino)


@lru_cache(maxsize=4)
def _loaded(path: Path, _changed_ns: int, _mode: int, _inode: int) -> Keyset:
    return Keyset.read(path)


def _text(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise KeysetError(
            f"{path}: 鍵ファイルがありません。"
            "控えから戻すか、JUMINZEI_VAULT_KEY_FILE を確かめてください。"
        ) from error
    with os.fdopen(descriptor, encoding="ascii", errors="replace") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        if mode & 0o077:
            raise KeysetError(
                f"{path}: 鍵ファイルを所有者以外も読み書きできます（{mode:04o}）。"
                "chmod 600 を実行し、漏えいの有無を確かめてください。"
            )
        return file.read()
