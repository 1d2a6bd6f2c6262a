"""The vault: Individual Numbers (個人番号) go in sealed, are compared sealed, rarely come out.

Only ``apps.*.individual_number`` may import this. The vault's database is not in the
caller's transaction: numbers are sealed first, under keys already reserved, and sealing
the same place again replaces what was there, so that repeating an interrupted act is safe.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from django.db import transaction

from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.vault import keyset
from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.place import Place
from juminzei.platform.vault.revealing import NothingSealedError, reveal
from juminzei.platform.vault.sealing import SealBrokenError, blind_index, seal_all
from juminzei.platform.vault.tenant import tenant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.vault.keyset import Keyset

__all__ = [
    "NothingSealedError",
    "Place",
    "SealBrokenError",
    "blind_indexes",
    "equal_pairs",
    "find",
    "forget",
    "forget_everywhere",
    "keyed_hash",
    "reveal",
    "seal",
    "subjects",
]

AT_ONCE = 500
"""Keys named in one statement, well below every engine's limit."""


def seal(place: Place, entries: Iterable[tuple[int, IndividualNumber]]) -> int:
    """Seal the number of each subject; what a place held before is replaced.

    Args:
        place: Kind of subject, and whose number.
        entries: The subject's key and the number; the last one of a subject counts.

    Returns:
        How many numbers were sealed.

    Raises:
        juminzei.platform.vault.keyset.KeysetError: Nothing was sealed.
    """
    numbers = dict(entries)
    if not numbers:
        return 0
    subject_ids = list(numbers)
    with transaction.atomic(using="vault"):
        sealed = seal_all(_keyset(), tenant(), place, subject_ids, list(numbers.values()))
        forget(place, _held(place, subject_ids))
        return bulk_insert(
            SealedNumber,
            {
                "subject_kind": Same(place.subject_kind),
                "subject_id": subject_ids,
                "field": Same(place.field),
                "key_id": Same(sealed.key_id),
                "nonce": sealed.nonces,
                "ciphertext": sealed.ciphertexts,
                "blind_index": sealed.blind_indexes,
            },
        )


def forget(place: Place, subject_ids: Iterable[int]) -> int:
    """Erase the numbers of these subjects in this place and return how many there were."""
    return forget_everywhere(place.subject_kind, [place.field], subject_ids)


def forget_everywhere(subject_kind: str, fields: Sequence[str], subject_ids: Iterable[int]) -> int:
    """Erase the numbers of these subjects in several places at once; return how many there were.

    Args:
        subject_kind: Of what kind the subjects are.
        fields: The places, each by its name.
        subject_ids: The subjects.
    """
    held = SealedNumber.objects.filter(subject_kind=subject_kind, field__in=fields)
    if isinstance(subject_ids, range) and subject_ids.step == 1:  # however many: one statement
        near = held.filter(subject_id__gte=subject_ids.start, subject_id__lt=subject_ids.stop)
        return near.delete()[0] if subject_ids else 0
    wanted = list(subject_ids)
    erased = 0
    with transaction.atomic(using="vault"):
        for first in range(0, len(wanted), AT_ONCE):
            erased += held.filter(subject_id__in=wanted[first : first + AT_ONCE]).delete()[0]
    return erased


def equal_pairs(left: Place, right: Place) -> NDArray[np.int64]:
    """Return which subjects of ``left`` and ``right`` have the same number.

    The comparison is of blind indexes, which only this module sees: no number is opened.

    Returns:
        Pairs of keys, shape (n, 2), in order; empty when nothing is equal.
    """
    return equal_pairs_of([left], right)[0]


def equal_pairs_of(lefts: Sequence[Place], right: Place) -> list[NDArray[np.int64]]:
    """Return of each of ``lefts`` what :func:`equal_pairs` does; ``right`` is read once."""
    holders: defaultdict[bytes, list[int]] = defaultdict(list)
    for subject, index in _indexes(right):
        holders[index].append(subject)
    # Joined here: without statistics a database may pair every row with every other.
    found = [
        [(mine, theirs) for mine, index in _indexes(left) for theirs in holders.get(index, ())]
        for left in lefts
    ]
    return [np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2) for pairs in found]


def _indexes(place: Place) -> Iterator[tuple[int, bytes]]:
    rows = _at(place).values_list("subject_id", "blind_index")
    return ((subject, bytes(index)) for subject, index in rows.iterator(chunk_size=10_000))


def find(place: Place, number: IndividualNumber) -> list[int]:
    """Return the subjects whose number in this place is ``number``, in order."""
    index = blind_index(_keyset(), number)
    found = _at(place).filter(blind_index=index).order_by("subject_id")
    return list(found.values_list("subject_id", flat=True))


def keyed_hash(number: IndividualNumber) -> bytes:
    """Return the keyed hash of a number in this city, for a lock; never to be shown or kept."""
    return blind_index(_keyset(), number)


def _at(place: Place) -> QuerySet[SealedNumber]:
    return SealedNumber.objects.filter(subject_kind=place.subject_kind, field=place.field)


def blind_indexes(place: Place, subject_ids: Collection[int]) -> dict[int, bytes]:
    """Return the keyed hash of each subject's number in a place: for the vault's own use."""
    rows = _near(place, subject_ids).values_list("subject_id", "blind_index")
    return {subject: bytes(index) for subject, index in rows.iterator() if subject in subject_ids}


def _held(place: Place, subject_ids: Collection[int]) -> list[int]:
    """Return which of the subjects have a number in this place already."""
    near = _near(place, subject_ids).values_list("subject_id", flat=True)
    return sorted(set(near) & set(subject_ids))


def _near(place: Place, subject_ids: Collection[int]) -> QuerySet[SealedNumber]:
    if len(subject_ids) <= AT_ONCE:
        return _at(place).filter(subject_id__in=subject_ids)
    # A whole city: one range is read faster than many lists.
    return _at(place).filter(subject_id__gte=min(subject_ids), subject_id__lte=max(subject_ids))


def _keyset() -> Keyset:
    """Return the installation's keys as they are now.

    Raises:
        KeysetError: There are none, or they are not the keys of this vault.
    """
    return keyset.current(tenant())


def subjects(subject_kind: str, *, below: int) -> set[int]:
    """Return the keys before ``below`` of all subjects of a kind that have any number here."""
    held = SealedNumber.objects.filter(subject_kind=subject_kind, subject_id__lt=below)
    return set(held.values_list("subject_id", flat=True).distinct().iterator(chunk_size=10_000))
