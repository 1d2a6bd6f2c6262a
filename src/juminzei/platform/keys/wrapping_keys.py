"""Wrapping keys held in memory: what a key file or a key command gives.

Each key is known by an id derived from the key itself, so that a wrong key cannot pass for
the right one. One key is primary and wraps; all of them unwrap.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import TYPE_CHECKING, NoReturn, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from juminzei.platform.keys.key_source import KeysetError, Wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_BYTES = 32
NONCE_BYTES = 12
SCHEMA = 2
LABEL = b"juminzei vault wrapping key\0"


class WrappingKeys:
    """A key source of AES-256-GCM keys; it shows neither the keys nor their text."""

    __slots__ = ("__keys", "primary")

    def __init__(self, primary: str, keys: Mapping[str, bytes]) -> None:
        self.primary = primary
        self.__keys = {name: AESGCM(key) for name, key in keys.items()}

    @classmethod
    def parsed(cls, text: str, source: str) -> Self:
        """Return the keys that ``text`` holds.

        Args:
            text: What :func:`key_text` wrote.
            source: What the text came from, for the error.

        Raises:
            KeysetError: It is no such text; nothing of it is repeated.
        """
        try:
            return cls(*read(text, source))
        finally:
            text = ""  # a traceback that shows local variables shows no key

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all keys."""
        return frozenset(self.__keys)

    def wrap(self, key: bytes, bound_to: bytes) -> Wrapped:
        """Encrypt ``key`` with the primary key, under a new random nonce."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        cipher = self.__keys[self.primary]
        return Wrapped(self.primary, nonce + cipher.encrypt(nonce, key, bound_to))

    def unwrap(self, wrapped: Wrapped, bound_to: bytes) -> bytes:
        """Return the key that was wrapped.

        Raises:
            KeysetError: The key that wrapped it is not here, or the text was changed.
        """
        cipher = self.__keys.get(wrapped.by)
        if cipher is None:
            raise KeysetError(
                "この保管庫の鍵ではありません"
                f"（保管庫の鍵は鍵 {wrapped.by} で包まれています）。"
                "正しい鍵を指定してください。"
            )
        try:
            return cipher.decrypt(wrapped.text[:NONCE_BYTES], wrapped.text[NONCE_BYTES:], bound_to)
        except InvalidTag:
            raise KeysetError(
                "包まれた鍵が壊れています（改ざんの疑い）。"
                "保管庫データベースの控えを確かめ、個人情報保護責任者に連絡してください。"
            ) from None

    def __repr__(self) -> str:
        return f"WrappingKeys(primary={self.primary!r}, keys={len(self.__keys)})"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("鍵は保存できる形に変換できません。")


def wrapping_key_id(key: bytes) -> str:
    """Return the id of a wrapping key, which tells nothing of the key."""
    return hashlib.sha256(LABEL + key).hexdigest()[:16]


def key_text(primary: str, keys: Mapping[str, bytes]) -> str:
    """Return keys as a key file holds them, and as a key command prints them."""
    encoded = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    return json.dumps({"schema": SCHEMA, "primary": primary, "keys": encoded}, indent=1)


def new_key() -> tuple[str, bytes]:
    """Return a new random key with its id."""
    key = secrets.token_bytes(KEY_BYTES)
    return wrapping_key_id(key), key


def read(text: str, source: str) -> tuple[str, dict[str, bytes]]:
    """Return the primary id and the keys that ``text`` holds.

    Raises:
        KeysetError: It is no such text.
    """
    try:
        content = json.loads(text)
        keys = {name: base64.b64decode(key, validate=True) for name, key in content["keys"].items()}
        primary, schema = content["primary"], content["schema"]
    except (ValueError, KeyError, TypeError, AttributeError):
        text = ""  # a traceback that shows local variables shows no key
        raise KeysetError(f"{source}: 鍵を読めません。控えから戻してください。") from None
    right = all(
        len(key) == KEY_BYTES and wrapping_key_id(key) == name for name, key in keys.items()
    )
    if schema != SCHEMA or primary not in keys or not right:
        text, content, keys = "", {}, {}
        raise KeysetError(
            f"{source}: 鍵の内容が壊れています（鍵と識別子が合いません）。控えから戻してください。"
        )
    return primary, keys
