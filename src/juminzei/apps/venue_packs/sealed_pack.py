"""A pack as one file: everything sealed under a passphrase, a few words of it readable.

The readable head says which pack it is, of which city, and until when it opens, so that a
file that is found can be told; it is bound to what is sealed, so that nobody changes it.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from juminzei.apps.venue_packs.refusal import PackRefusedError

MAGIC = b"JMZ-VENUE-PACK-1\n"
COST = {"n": 1 << 16, "r": 8, "p": 1}
"""Of scrypt (RFC 7914): 64 MiB and a good tenth of a second for every word that is tried."""
SALT, NONCE, LENGTH = 16, 12, struct.Struct(">I")
LARGEST_HEAD = 4_096
SHORTEST = 16
"""Signs of a passphrase."""
FEWEST_SIGNS = 8

WRONG = (
    "合言葉が違うか、ファイルが壊れています。合言葉を確かめ、それでも開けなければ、"
    "市役所で持出を紛失として届け出て、作り直してください。"
)


def refuse_weak(passphrase: str) -> None:
    """Refuse a passphrase that is short or of few signs.

    Raises:
        PackRefusedError: It is.
    """
    if len(passphrase) < SHORTEST or len(set(passphrase)) < FEWEST_SIGNS:
        raise PackRefusedError(
            f"合言葉は {SHORTEST} 字以上で、{FEWEST_SIGNS} 種類以上の文字を使ってください。"
        )


def seal_pack(head: dict[str, Any], content: dict[str, Any], passphrase: str) -> bytes:
    """Return the file of a pack.

    Args:
        head: What anybody may read: no word of anybody.
        content: Everything else.
        passphrase: What opens it.

    Raises:
        PackRefusedError: The passphrase is weak.
    """
    refuse_weak(passphrase)
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    bound = _bound({**head, "salt": salt.hex(), "nonce": nonce.hex()})
    plain = zlib.compress(json.dumps(content, ensure_ascii=False).encode())
    return bound + AESGCM(_key(passphrase, salt)).encrypt(nonce, plain, bound)


def read_head(file: bytes) -> dict[str, Any]:
    """Return the readable words of a pack, which nothing vouches for before it is opened.

    Raises:
        PackRefusedError: It is no pack.
    """
    return _parts(file)[0]


def open_pack(file: bytes, passphrase: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return head and content of a pack.

    Raises:
        PackRefusedError: It is no pack, was changed, or the passphrase is another.
    """
    head, bound, box = _parts(file)
    try:
        salt, nonce = bytes.fromhex(head["salt"]), bytes.fromhex(head["nonce"])
        plain = AESGCM(_key(passphrase, salt)).decrypt(nonce, box, bound)
    except (InvalidTag, KeyError, TypeError, ValueError):
        raise PackRefusedError(WRONG) from None
    return head, json.loads(zlib.decompress(plain))


def _bound(head: dict[str, Any]) -> bytes:
    text = json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + LENGTH.pack(len(text)) + text


def _parts(file: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    start = len(MAGIC) + LENGTH.size
    if not file.startswith(MAGIC) or len(file) < start:
        raise PackRefusedError("持出ファイルではありません。ファイルを選び直してください。")
    (length,) = LENGTH.unpack(file[len(MAGIC) : start])
    try:
        head = json.loads(file[start : start + min(length, LARGEST_HEAD)])
    except ValueError:
        raise PackRefusedError(WRONG) from None
    if not isinstance(head, dict):
        raise PackRefusedError(WRONG)
    return head, file[: start + length], file[start + length :]


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, **COST).derive(passphrase.encode())
