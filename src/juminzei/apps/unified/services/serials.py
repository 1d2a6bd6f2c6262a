"""Setting serials of unified numbers aside, one act at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from juminzei.apps.unified.models import SerialReservation
from juminzei.apps.unified.services.refusals import NumbersUsedUpError
from juminzei.base.numbers import unified_number

if TYPE_CHECKING:
    from datetime import datetime

LOCK = 0x6A7A_756E
"""Of PostgreSQL's advisory locks; SQLite lets one transaction write at a time anyway."""


def one_at_a_time() -> None:
    """Let nobody else number or tie anybody until this transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def reserve(size: int, *, purpose: str, at: datetime) -> int:
    """Set ``size`` serials aside, inside the caller's transaction, and return the first.

    Raises:
        NumbersUsedUpError: There are not so many left.
    """
    one_at_a_time()
    last = SerialReservation.objects.order_by("-first").first()
    first = 1 if last is None else last.first + last.size
    if first + size - 1 > unified_number.LAST_SERIAL:
        raise NumbersUsedUpError(
            "統合宛名番号が足りません。システム管理者に連絡してください。番号は付けていません。"
        )
    SerialReservation.objects.create(first=first, size=size, purpose=purpose, reserved_at=at)
    return first
