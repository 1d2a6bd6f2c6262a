"""Sealing numbers anew under the primary key, while others read and write them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from cryptography.exceptions import InvalidTag
from django.db import connections, transaction

from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.place import Place
from juminzei.platform.vault.sealing import NONCE_BYTES, bound_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.platform.vault.keyset import Keyset

Change: TypeAlias = tuple[str, bytes, bytes, int, str, bytes]

REPLACE = """
    UPDATE {table} SET key_id = %s, nonce = %s, ciphertext = %s
    WHERE id = %s AND key_id = %s AND nonce = %s
"""
"""Only if the row is still the one that was read: a nonce is never used twice."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A sealed number that did not open; it stays as it is."""

    place: Place
    subject_id: int
    key_id: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """What became of the rows that were looked at."""

    count: int
    broken: list[Broken]


def reseal(keyset: Keyset, tenant: str, first: int, last: int) -> Resealed:
    """Seal the rows from key ``first`` through ``last`` anew if another key sealed them.

    Opening and sealing is done before the transaction, which only writes. A row that
    somebody else replaced or erased meanwhile is left to them. Doing it again does no harm.
    """
    wanted = SealedNumber.objects.filter(pk__gte=first, pk__lte=last)
    rows = list(wanted.exclude(key_id=keyset.primary).order_by("pk"))
    changes, broken = _changes(keyset, tenant, rows)
    if changes:
        table = connections["vault"].ops.quote_name(SealedNumber._meta.db_table)
        with transaction.atomic(using="vault"), connections["vault"].cursor() as cursor:
            cursor.executemany(REPLACE.format(table=table), changes)
    return Resealed(count=len(changes), broken=broken)


def _changes(
    keyset: Keyset, tenant: str, rows: Sequence[SealedNumber]
) -> tuple[list[Change], list[Broken]]:
    encrypt = keyset.encryption[keyset.primary].encrypt
    randomness = os.urandom(NONCE_BYTES * len(rows))
    changes: list[Change] = []
    broken = []
    for place, row in enumerate(rows):
        where = Place(row.subject_kind, row.field)
        bound = bound_to(tenant, where, row.subject_id)
        old, cipher = bytes(row.nonce), keyset.encryption.get(row.key_id)
        try:
            text = cipher.decrypt(old, bytes(row.ciphertext), bound) if cipher else None
        except InvalidTag:
            text = None
        if text is None:
            broken.append(Broken(where, row.subject_id, row.key_id))
            continue
        nonce = randomness[place * NONCE_BYTES : (place + 1) * NONCE_BYTES]
        sealed = encrypt(nonce, text, bound)
        changes.append((keyset.primary, nonce, sealed, row.pk, row.key_id, old))
    return changes, broken
