"""Sealing and opening one number in its place: AES-256-GCM, bound to where it lies."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from juminzei.base.numbers.individual_number import IndividualNumber

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.platform.vault.keyset import Keyset
    from juminzei.platform.vault.place import Place

NONCE_BYTES = 12


class SealBrokenError(Exception):
    """A sealed number does not open in its place: changed, moved, or another key's."""

    def __init__(self, text: str, key_id: str) -> None:
        super().__init__(text)
        self.key_id = key_id


@dataclass(frozen=True, slots=True)
class Sealed:
    """Columns of sealed numbers, equally long."""

    key_id: str
    nonces: list[bytes]
    ciphertexts: list[bytes]
    blind_indexes: list[bytes]


def seal_all(
    keyset: Keyset,
    tenant: str,
    place: Place,
    subject_ids: Sequence[int],
    numbers: Sequence[IndividualNumber],
) -> Sealed:
    """Return the sealed form of each number; every nonce is new and random (96 bits)."""
    before, after = _around(tenant, place)
    encrypt = keyset.encryption[keyset.primary].encrypt
    randomness = os.urandom(NONCE_BYTES * len(numbers))
    nonces = [randomness[i : i + NONCE_BYTES] for i in range(0, len(randomness), NONCE_BYTES)]
    digits = [number.reveal().encode("ascii") for number in numbers]
    return Sealed(
        key_id=keyset.primary,
        nonces=nonces,
        ciphertexts=[
            encrypt(nonce, text, b"%b%d%b" % (before, subject_id, after))
            for nonce, text, subject_id in zip(nonces, digits, subject_ids, strict=True)
        ],
        blind_indexes=[hmac.digest(keyset.blind_index, text, "sha256") for text in digits],
    )


def open_one(
    keyset: Keyset,
    tenant: str,
    place: Place,
    subject_id: int,
    *,
    key_id: str,
    nonce: bytes,
    ciphertext: bytes,
) -> IndividualNumber:
    """Return the number sealed in this place.

    Raises:
        SealBrokenError: It was changed, moved here from another place, or sealed with a
            key that this vault does not hold.
    """
    where = f"{place.subject_kind} {subject_id} {place.field}"
    cipher = keyset.encryption.get(key_id)
    if cipher is None:
        raise SealBrokenError(
            f"{where}: 封緘に使った鍵（{key_id}）が保管庫にありません。"
            "個人情報保護責任者に連絡してください。",
            key_id,
        )
    try:
        text = cipher.decrypt(nonce, ciphertext, bound_to(tenant, place, subject_id))
    except InvalidTag:
        raise SealBrokenError(
            f"{where}: 封緘が壊れています（改ざん、または別の場所からの移動）。"
            "個人情報保護責任者に連絡してください。",
            key_id,
        ) from None
    return IndividualNumber(text.decode("ascii"))


def blind_index(keyset: Keyset, number: IndividualNumber) -> bytes:
    """Return the keyed hash by which equal numbers are found: HMAC-SHA-256, all 32 bytes."""
    return hmac.digest(keyset.blind_index, number.reveal().encode("ascii"), "sha256")


def bound_to(tenant: str, place: Place, subject_id: int) -> bytes:
    """Return the associated data of a number in its place."""
    before, after = _around(tenant, place)
    return b"%b%d%b" % (before, subject_id, after)


def _around(tenant: str, place: Place) -> tuple[bytes, bytes]:
    """Return what stands before and after the subject's key in the associated data."""
    return f"{tenant}|{place.subject_kind}|".encode(), f"|{place.field}".encode()
