"""Closing a venue's day: nothing is left half, what is held is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.models import (
    DayClose,
    DeskReturn,
    ReturnState,
    TicketState,
    VenueDay,
)
from juminzei.apps.return_desk.selectors.queue import figures_of
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.venues import MANAGE
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.platform.staff.models import StaffMember

BUSY = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVED)


def left_open(day: VenueDay) -> list[str]:
    """Return what keeps a day from being closed, in words."""
    tickets = day.tickets.filter(state__in=BUSY).count()
    taking = day.returns.filter(state=ReturnState.TAKING).count()
    return [
        *([f"終わっていない整理券が {tickets} 件あります。"] if tickets else []),
        *(
            [f"受付中の申告が {taking} 件あります。完了・保留・取消にしてください。"]
            if taking
            else []
        ),
    ]


def held_of(day: VenueDay) -> QuerySet[DeskReturn]:
    """Return what was put aside on a day, to be handed over."""
    return day.returns.filter(state=ReturnState.HELD).order_by("pk")


@transaction.atomic
def close_day(*, venue_day_id: int, note: str, actor: StaffMember, at: datetime) -> DayClose:
    """Close a day, keep its figures, and name what is handed over.

    Raises:
        DeskRefusedError: It is closed, or something is left half.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    day = VenueDay.objects.select_for_update().filter(pk=venue_day_id).first()
    if day is None or DayClose.objects.filter(venue_day=day).exists():
        raise DeskRefusedError("この日は、もう締めてあるか、受付がありません。")
    if problems := left_open(day):
        raise DeskRefusedError("".join(problems))
    close = DayClose.objects.create(
        venue_day=day,
        figures=figures_of(VenueDay.objects.filter(pk=day.pk)).stored(),
        held=list(held_of(day).values_list("pk", flat=True)),
        note=note.strip(),
        closed_by=actor,
        closed_at=at,
    )
    audit.record(
        action="return_desk.day.closed",
        actor=actor,
        at=at,
        details={"day": day.pk, "held": len(close.held)},
    )
    return close
