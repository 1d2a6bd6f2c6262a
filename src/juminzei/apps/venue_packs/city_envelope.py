"""What only the city opens: sealed at the venue to a key of the pack, which stays at home.

HPKE (RFC 9180) with X25519 and ML-KEM-768 together: neither a stolen machine nor a recorded
file that waits for a quantum computer gives away what was taken down.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from juminzei.apps.venue_packs.refusal import PackRefusedError

MAGIC = b"JMZ-VENUE-RETURN-1\n"
SEED, MLKEM_PUBLIC, NONCE, KEY = 64, 1184, 12, 32
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
NUMBER = "number"
WRONG = (
    "この持出の返却ファイルではないか、壊れています。会場の端末から、もう一度受け取ってください。"
)


def new_keys() -> tuple[bytes, bytes]:
    """Return a new secret key, and the public key that belongs to it."""
    lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    return lattice.private_bytes_raw() + curve.private_bytes_raw(), public


def seal_to_city(plain: bytes, public: bytes, *, pack: int, use: str) -> bytes:
    """Return ``plain`` sealed for one use of one pack; not even this program opens it here."""
    key = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC:]),
    )
    return SUITE.encrypt(plain, key, _info(pack, use))


def open_in_city(box: bytes, secret: bytes, *, pack: int, use: str) -> bytes:
    """Return what was sealed for that use of that pack.

    Raises:
        PackRefusedError: It was not, or was changed.
    """
    key = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(secret[:SEED]),
        X25519PrivateKey.from_private_bytes(secret[SEED:]),
    )
    try:
        return SUITE.decrypt(box, key, _info(pack, use))
    except (InvalidTag, ValueError):
        raise PackRefusedError(WRONG) from None


class ReturnSealer:
    """Seals what a venue brings back; its key stays in memory until the file was read back."""

    def __init__(self, public: bytes, *, pack: int) -> None:
        self._key = os.urandom(KEY)
        self._wrapped = seal_to_city(self._key, public, pack=pack, use="return")

    def seal(self, told: dict[str, Any]) -> bytes:
        """Return the file."""
        plain = zlib.compress(json.dumps(told, ensure_ascii=False).encode())
        nonce = os.urandom(NONCE)
        box = AESGCM(self._key).encrypt(nonce, plain, MAGIC + self._wrapped)
        return MAGIC + len(self._wrapped).to_bytes(4, "big") + self._wrapped + nonce + box

    def reads_back(self, file: bytes, told: dict[str, Any]) -> bool:
        """Return whether a file that was written says just what was to be said."""
        try:
            wrapped, nonce, box = _parts(file)
            plain = AESGCM(self._key).decrypt(nonce, box, MAGIC + wrapped)
        except (InvalidTag, PackRefusedError, ValueError):
            return False
        same: bool = json.loads(zlib.decompress(plain)) == json.loads(json.dumps(told))
        return same and wrapped == self._wrapped


def open_return(file: bytes, secret: bytes, *, pack: int) -> dict[str, Any]:
    """Return what a venue brought back.

    Raises:
        PackRefusedError: The file is of another pack, no such file, or was changed.
    """
    wrapped, nonce, box = _parts(file)
    key = open_in_city(wrapped, secret, pack=pack, use="return")
    try:
        plain = AESGCM(key).decrypt(nonce, box, MAGIC + wrapped)
        told: dict[str, Any] = json.loads(zlib.decompress(plain))
    except (InvalidTag, ValueError, zlib.error):
        raise PackRefusedError(WRONG) from None
    return told


def _parts(file: bytes) -> tuple[bytes, bytes, bytes]:
    if not file.startswith(MAGIC):
        raise PackRefusedError(WRONG)
    rest = file[len(MAGIC) :]
    length = int.from_bytes(rest[:4], "big")
    wrapped, rest = rest[4 : 4 + length], rest[4 + length :]
    return wrapped, rest[:NONCE], rest[NONCE:]


def _info(pack: int, use: str) -> bytes:
    return f"juminzei venue {pack} {use}".encode()
