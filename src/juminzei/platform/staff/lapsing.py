"""Ends that come in the middle of a day: refused from that very minute on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.refusal import StaffRefusedError

if TYPE_CHECKING:
    from datetime import date, datetime


def lapsed(lapses_at: datetime | None, on: date, moment: datetime | None) -> bool:
    """Return whether what ends at ``lapses_at`` is over.

    Args:
        lapses_at: The first moment at which it is over; nothing if it ends with a day.
        on: The day that is asked about, in Japan.
        moment: When exactly, where that is known. Where it is not, the last day is over.
    """
    if lapses_at is None:
        return False
    known = moment is not None and moment.astimezone(JAPAN).date() == on
    if moment is not None and known:
        return moment >= lapses_at
    return on >= lapses_at.astimezone(JAPAN).date()


def refuse_other_day(lapses_at: datetime | None, last_day: date | None) -> None:
    """Refuse a moment that is not on the last day.

    Raises:
        StaffRefusedError: It is on another day.
    """
    if lapses_at is not None and lapses_at.astimezone(JAPAN).date() != last_day:
        raise StaffRefusedError("失効時刻は、終了日のうちの時刻にしてください。")
