"""Tying a number to a subject and taking it off, with a history that never holds the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, transaction

from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.vault.models import NumberLink, SealedNumber
from juminzei.platform.vault.models.history import LinkAct
from juminzei.platform.vault.services import blind_indexes, find, forget, keyed_hash, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.vault.place import Place


class LinkRefusedError(Exception):
    """The number cannot be tied or taken off so; nothing was changed."""


def link(
    place: Place,
    subject_id: int,
    number: IndividualNumber,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
    existing: Callable[[Iterable[int]], list[int]],
) -> None:
    """Tie ``number`` to a subject, inside the caller's act.

    Args:
        place: Kind of subject, and whose number.
        subject_id: The subject's key.
        number: The number.
        reason: Why, from the caller's list.
        actor: Who does it.
        at: When.
        existing: Tells which of some subjects there are; an interrupted import may have left
            a number under a key that nobody bears.

    Raises:
        LinkRefusedError: The subject has a number, or the number is somebody else's.
    """
    with transaction.atomic(using="vault"):
        _one_at_a_time(number)
        refuse_if_tied(place, subject_id)
        others = existing(one for one in find(place, number) if one != subject_id)
        if others:
            raise LinkRefusedError(
                f"この個人番号は別の宛名（{others[0]:010d}）に紐付いています。"
                "同じ人であれば宛名を統合し、違う人であれば番号を確かめてください。"
            )
        seal(place, [(subject_id, number)])
        _remember(place, subject_id, LinkAct.LINKED, reason=reason, actor=actor, at=at)


def link_all(
    place: Place,
    numbers: Mapping[int, IndividualNumber],
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> int:
    """Tie many numbers as their source says, and return how many; what was there is replaced.

    Only what changes enters the history: the same file again adds nothing to it.

    Args:
        place: Kind of subject, and whose number.
        numbers: By the subject's key.
        reason: Why, from the caller's list.
        actor: Who is answerable.
        at: When.
    """
    with transaction.atomic(using="vault"):
        before = blind_indexes(place, numbers)
        sealed = seal(place, numbers.items())
        after = blind_indexes(place, numbers)
        changed = [one for one, index in before.items() if after[one] != index]
        _remember_all(place, changed, LinkAct.UNLINKED, reason=reason, actor=actor, at=at)
        linked = sorted(after.keys() - before.keys() | set(changed))
        _remember_all(place, linked, LinkAct.LINKED, reason=reason, actor=actor, at=at)
    return sealed


def refuse_if_tied(place: Place, subject_id: int) -> None:
    """Refuse a second number for one subject.

    Raises:
        LinkRefusedError: The subject has a number.
    """
    if has_number(place, subject_id):
        raise LinkRefusedError(
            "すでに個人番号が紐付いています。違う番号であれば、先に解除してください。"
        )


def unlink(place: Place, subject_id: int, *, reason: str, actor: StaffMember, at: datetime) -> None:
    """Take the number off a subject and erase it.

    Raises:
        LinkRefusedError: The subject has none.
    """
    with transaction.atomic(using="vault"):
        if not forget(place, [subject_id]):
            raise LinkRefusedError("紐付いている個人番号はありません。")
        _remember(place, subject_id, LinkAct.UNLINKED, reason=reason, actor=actor, at=at)


def has_number(place: Place, subject_id: int) -> bool:
    """Return whether a number lies in this place."""
    return SealedNumber.objects.filter(
        subject_kind=place.subject_kind, field=place.field, subject_id=subject_id
    ).exists()


def history(place: Place, subject_id: int) -> list[NumberLink]:
    """Return what was done with a subject's number, the newest first."""
    return list(
        NumberLink.objects.filter(
            subject_kind=place.subject_kind, field=place.field, subject_id=subject_id
        ).order_by("-pk")
    )


def _remember(
    place: Place,
    subject_id: int,
    act: LinkAct,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> None:
    _remember_all(place, [subject_id], act, reason=reason, actor=actor, at=at)


def _remember_all(
    place: Place,
    subject_ids: Sequence[int],
    act: LinkAct,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> None:
    if not subject_ids:
        return
    bulk_insert(
        NumberLink,
        {
            "subject_kind": Same(place.subject_kind),
            "subject_id": subject_ids,
            "field": Same(place.field),
            "act": Same(act.value),
            "reason": Same(reason),
            "at": Same(at),
            "staff_number": Same(actor.staff_number),
            "staff_name": Same(actor.name),
        },
    )


def _one_at_a_time(number: IndividualNumber) -> None:
    """Let nobody else tie the same number until this transaction ends.

    SQLite lets one transaction write at a time anyway.
    """
    connection = connections["vault"]
    if connection.vendor == "postgresql":
        lock = int.from_bytes(keyed_hash(number)[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
