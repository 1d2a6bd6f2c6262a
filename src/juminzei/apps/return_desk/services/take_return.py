"""Taking a return with the person in front: begin, save, hold, open again, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import identity
from juminzei.apps.assessment.api import DocumentState, end_document
from juminzei.apps.return_desk.models import (
    DeskReturn,
    ReturnKind,
    ReturnState,
    ReturnVersion,
    Ticket,
    Venue,
)
from juminzei.apps.return_desk.selectors.prefill import prefilled
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import appended, locked, newest_entries
from juminzei.apps.return_desk.services.venues import open_day, refuse_unaccepted
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.entries import Entries
    from juminzei.platform.staff.models import StaffMember

TAKE = "desk.take"
OPEN = (ReturnState.TAKING, ReturnState.HELD)


@transaction.atomic
def begin_return(
    *,
    addressee: int,
    tax_year: int,
    kind: str,
    venue: Venue,
    ticket: Ticket | None = None,
    actor: StaffMember,
    at: datetime,
) -> DeskReturn:
    """Begin a return of a person, with what the city knows filled in.

    Args:
        addressee: 宛名番号.
        tax_year: 年度.
        kind: A value of :class:`ReturnKind`.
        venue: Where.
        ticket: The ticket that the person came with, if any.
        actor: Who takes it.
        at: When.

    Raises:
        DeskRefusedError: Nobody has that number, the kind is not accepted, the day is closed,
            or a return of the person and year is open.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    refuse_unaccepted(kind, at.date())
    who = identity(addressee, on=at.date())
    if who is None or who.is_body:
        raise DeskRefusedError("この宛名番号の個人はいません。番号を確かめてください。")
    day = open_day(venue, at.date())
    if DeskReturn.objects.filter(addressee=addressee, tax_year=tax_year, state__in=OPEN).exists():
        raise DeskRefusedError(
            "この人のこの年度の申告は、すでに受付中か保留です。一覧から開いてください。"
        )
    one = DeskReturn.objects.create(
        addressee_id=addressee,
        tax_year=tax_year,
        kind=ReturnKind(kind),
        venue_day=day,
        ticket=ticket,
        state=ReturnState.TAKING,
        started_by=actor,
        started_at=at,
    )
    entries = prefilled(addressee, tax_year, on=at.date())
    appended(one, entries, state=ReturnState.TAKING, reason="受付", actor=actor, at=at)
    return one


@transaction.atomic
def save_return(
    *, return_id: int, entries: Entries, actor: StaffMember, at: datetime
) -> ReturnVersion:
    """Save what was typed as a new version; a held return is taken up again.

    Raises:
        DeskRefusedError: The return is finished or cancelled.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    return appended(one, entries, state=ReturnState.TAKING, actor=actor, at=at)


@transaction.atomic
def hold_return(*, return_id: int, reason: str, actor: StaffMember, at: datetime) -> None:
    """Put a return aside, for papers that the person will bring.

    Raises:
        DeskRefusedError: It is not being taken, or there is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, [ReturnState.TAKING])
    _reasoned(reason)
    appended(one, newest_entries(one), state=ReturnState.HELD, reason=reason, actor=actor, at=at)


@transaction.atomic
def reopen_return(*, return_id: int, reason: str, actor: StaffMember, at: datetime) -> None:
    """Open a finished or cancelled return again; its document counts until it is finished anew.

    Raises:
        DeskRefusedError: It is open, another of the year is, or there is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, [ReturnState.DONE, ReturnState.CANCELLED])
    _reasoned(reason)
    others = DeskReturn.objects.filter(addressee=one.addressee_id, tax_year=one.tax_year)
    if others.filter(state__in=OPEN).exists():
        raise DeskRefusedError("同じ年度の別の申告が受付中か保留です。先にそちらを終えてください。")
    appended(one, newest_entries(one), state=ReturnState.TAKING, reason=reason, actor=actor, at=at)


@transaction.atomic
def cancel_return(*, return_id: int, reason: str, actor: StaffMember, at: datetime) -> None:
    """Cancel a return; the document that it became is cancelled with it.

    Raises:
        DeskRefusedError: It was cancelled already, or there is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, [*OPEN, ReturnState.DONE])
    _reasoned(reason)
    if one.document is not None:
        end_document(one.document, state=DocumentState.CANCELLED, reason=reason, actor=actor, at=at)
        one.document = None
    one.finished_on = None
    appended(
        one, newest_entries(one), state=ReturnState.CANCELLED, reason=reason, actor=actor, at=at
    )


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise DeskRefusedError("理由を入れてください。")
