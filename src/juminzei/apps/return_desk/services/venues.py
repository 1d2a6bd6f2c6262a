"""Venues, their days, and which returns are accepted when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.return_desk.models import DayClose, Permit, ReturnKind, Venue, VenueDay
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

MANAGE = "desk.manage"


@transaction.atomic
def add_venue(
    *, name: str, place: str, bookings_each_time: int, actor: StaffMember, at: datetime
) -> Venue:
    """Enter a venue.

    Raises:
        DeskRefusedError: There is one of that name.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    try:
        with transaction.atomic():
            venue = Venue.objects.create(
                name=name.strip(),
                place=place.strip(),
                bookings_each_time=bookings_each_time,
                entered_by=actor,
                entered_at=at,
            )
    except IntegrityError:
        raise DeskRefusedError("同じ名前の会場があります。別の名前を入れてください。") from None
    _record("return_desk.venue.added", actor, at, {"venue": venue.pk})
    return venue


@transaction.atomic
def set_permit(
    *,
    kinds: Sequence[str],
    valid_from: date,
    valid_until: date,
    ground: str,
    actor: StaffMember,
    at: datetime,
) -> Permit:
    """Say which returns are accepted in a period, and by which permission.

    Raises:
        DeskRefusedError: The period ends before it begins.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    if valid_until < valid_from:
        raise DeskRefusedError("期間の末日が初日より前です。日付を確かめてください。")
    permit = Permit.objects.create(
        kinds=[ReturnKind(kind).value for kind in kinds],
        valid_from=valid_from,
        valid_until=valid_until,
        ground=ground.strip(),
        entered_by=actor,
        entered_at=at,
    )
    _record("return_desk.permit.set", actor, at, {"permit": permit.pk, "kinds": permit.kinds})
    return permit


def accepted_kinds(day: date) -> set[str]:
    """Return the kinds of return accepted on ``day``; the city's own always is."""
    permit = Permit.objects.filter(valid_from__lte=day, valid_until__gte=day).order_by("-pk")
    newest = permit.first()
    return {ReturnKind.INHABITANT.value, *(newest.kinds if newest else ())}


def refuse_unaccepted(kind: str, day: date) -> None:
    """Refuse a kind of return that the desk may not take.

    Raises:
        DeskRefusedError: No permit covers it on that day.
    """
    if kind not in accepted_kinds(day):
        raise DeskRefusedError(
            f"{ReturnKind(kind).label}は、この日の受付の許可（税理士法50条）がありません。"
            "税務署を案内するか、設定を確かめてください。"
        )


def open_day(venue: Venue, day: date) -> VenueDay:
    """Return the day of a venue, locked for this transaction, made where it was not.

    Raises:
        DeskRefusedError: The day has been closed.
    """
    VenueDay.objects.get_or_create(venue=venue, day=day)
    locked = VenueDay.objects.select_for_update().get(venue=venue, day=day)
    if DayClose.objects.filter(venue_day=locked).exists():
        raise DeskRefusedError("この会場のこの日は締めてあります。別の日か会場を選んでください。")
    return locked


def _record(action: str, actor: StaffMember, at: datetime, details: dict[str, object]) -> None:
    audit.record(action=action, actor=actor, at=at, details=details)
