"""Numbers for whoever no register numbers: set aside by file or proposal, never given twice."""

from __future__ import annotations

from django.db import transaction

from juminzei.apps.addressees.models import NumberReservation
from juminzei.base.numbers import addressee_number
from juminzei.platform.storage.transaction_locks import have_alone

FIRST_BODY = 900_000_000
"""Where our own numbers begin; the register's stay below."""
LOCK = 0x6E756D626572
"""Number of PostgreSQL's advisory lock under which numbers are set aside ("number")."""


class NumbersUsedUpError(Exception):
    """There are not enough numbers left; none was set aside."""


@transaction.atomic
def reserve_numbers(file_digest: str, size: int) -> list[int]:
    """Return ``size`` addressee numbers for one file, the same whenever they are asked for.

    Call it before the transaction that uses the numbers, so that the reservation is
    committed by itself: an import that comes to nothing must not free its numbers.

    Args:
        file_digest: The digest by which the file, or the proposal of one addressee, is known.
        size: How many, at least 1; as many as the last time for the same file.

    Raises:
        NumbersUsedUpError: The digits do not suffice.
    """
    have_alone(LOCK)
    held = NumberReservation.objects.filter(file_digest=file_digest).first()
    if held is None:
        last = NumberReservation.objects.order_by("-first_body").first()
        first = FIRST_BODY if last is None else last.first_body + last.size
        if first + size - 1 > addressee_number.LAST_BODY:
            raise NumbersUsedUpError(
                "住登外者の宛名番号が足りません。システム管理者に連絡してください。"
            )
        held = NumberReservation.objects.create(
            file_digest=file_digest, first_body=first, size=size
        )
    bodies = range(held.first_body, held.first_body + held.size)
    return [addressee_number.number(body) for body in bodies]
