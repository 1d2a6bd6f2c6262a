"""The keys that sign checkpoints: one at a time, each introduced by the one before it."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from juminzei.platform.audit.locking import locked
from juminzei.platform.audit.models import Checkpoint, SigningKey
from juminzei.platform.audit.statements import key_statement

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

OWNER_ONLY = 0o600


class SigningKeyMissingError(Exception):
    """The private part of the key that signs now is not where it should be."""


def key_folder() -> Path:
    """Return the folder of the private keys."""
    folder: Path = settings.DATA / "keys" / "audit"
    return folder


def current_key(at: datetime) -> SigningKey:
    """Return the key that signs now; the very first is made at the first call, under lock."""
    return SigningKey.objects.order_by("-pk").first() or _introduced(None, at)


def rotate_key(at: datetime) -> SigningKey:
    """Introduce a new key with the present one, and destroy the present one's private part.

    Raises:
        SigningKeyMissingError: The present key cannot introduce another.
    """
    with locked():
        present = current_key(at)
        new = _introduced(present, at)
    _path(present.key_id).unlink()
    return new


def signature(key: SigningKey, statement: str) -> str:
    """Return ``key``'s signature of ``statement``.

    Raises:
        SigningKeyMissingError: Its private part is not there, or is another's.
    """
    return _private(key).sign(statement.encode()).hex()


def is_signed(public_key: str, signed: str, statement: str) -> bool:
    """Return whether ``signed`` is that key's signature of ``statement``."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signed), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def key_id_of(public_key: str) -> str:
    """Return the name of a key: the start of its public part's digest."""
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def _introduced(present: SigningKey | None, at: datetime) -> SigningKey:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    newest = Checkpoint.objects.order_by("-number").first()
    key = SigningKey(
        key_id=key_id_of(public),
        public_key=public,
        from_number=newest.number + 1 if newest else 1,
        made_at=at,
        previous_key_id=present.key_id if present else "",
    )
    statement = key_statement(key)
    by = _private(present) if present else private  # the first vouches for itself
    key.signature = by.sign(statement.encode()).hex()
    _keep(key.key_id, private)
    key.save(force_insert=True)
    return key


def _keep(key_id: str, private: Ed25519PrivateKey) -> None:
    text = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = _path(key_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _private(key: SigningKey) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key(_path(key.key_id).read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SigningKeyMissingError(
            f"検証点の署名鍵 {key.key_id} を読めません。鍵のファイルを戻すか、"
            "システム管理者に確認してください。"
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise SigningKeyMissingError(f"検証点の署名鍵 {key.key_id} は Ed25519 の鍵ではありません。")
    return private


def _path(key_id: str) -> Path:
    return key_folder() / f"{key_id}.pem"
