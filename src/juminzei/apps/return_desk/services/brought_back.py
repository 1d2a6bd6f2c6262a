"""Appending what a venue without a link brought back: as it was said there, by whom and when."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.addressees.api import compare_number
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import (
    Confirmation,
    DayClose,
    DeskReturn,
    NumberOutcome,
    Referral,
    ReturnState,
    ReturnVersion,
    Ticket,
    TicketState,
    TicketStep,
    VenueDay,
    WarningAnswer,
)
from juminzei.apps.return_desk.services.finish import finish_return
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import appended, newest_entries
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.selectors.venue_takings import Told
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

ASIDE = "会場から持ち帰った申告。市役所で確かめる"


@transaction.atomic
def append_return(
    told: Told,
    *,
    venue: int,
    staff: Mapping[str, StaffMember],
    numbers: Mapping[int, IndividualNumber],
    aside: str = "",
    actor: StaffMember,
    at: datetime,
) -> DeskReturn:
    """Append a return that was taken at a venue, and finish it if it was finished there.

    All that is asked at a desk is asked here again: what the venue could not know keeps the
    return from being finished, and it is put aside with the reason.

    Args:
        told: The return as the venue said it.
        venue: The venue's key.
        staff: The venue's staff by their numbers.
        numbers: Place of a confirmation → the number that was read then.
        aside: Why it is put aside in any case; empty where it may be finished.
        actor: Who merges.
        at: When.

    Raises:
        DeskRefusedError: Another return of the person and year is open.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the vault.
    """
    require(actor, TAKE, on=at.date())
    others = DeskReturn.objects.filter(
        addressee=told["addressee"], tax_year=told["tax_year"], state__in=OPEN
    )
    if others.exists() and told["state"] != ReturnState.CANCELLED:
        raise DeskRefusedError(
            "この人のこの年度の申告が、受付中か保留です。先にそちらを終えてください。"
        )
    one = _begun(told, venue, staff)
    _confirmations(one, told, staff=staff, numbers=numbers, actor=actor, at=at)
    if told["state"] == ReturnState.CANCELLED:
        return one
    if told["state"] == ReturnState.DONE and not aside:
        try:
            with transaction.atomic():
                filed = date.fromisoformat(told["finished_on"])
                finish_return(return_id=one.pk, actor=actor, at=at, filed_on=filed)
        except DeskRefusedError as refusal:
            aside = str(refusal)
    one.refresh_from_db()
    if one.state in OPEN:
        reason = (aside or ASIDE)[:100]
        state = ReturnState.HELD
        appended(one, newest_entries(one), state=state, reason=reason, actor=actor, at=at)
    return one


def append_around(
    told: Mapping[str, list[Told]], *, venue: int, staff: Mapping[str, StaffMember]
) -> dict[str, int]:
    """Append tickets, referrals and closed days of a venue; what is there already stays.

    Returns:
        How many of each were appended, and how many tickets bear a number that was drawn in
        the city as well.
    """
    counts = {"tickets": 0, "doubles": 0, "referrals": 0, "closes": 0}
    for ticket in told["tickets"]:
        counts[_ticket(ticket, venue, staff)] += 1
    for one in told["referrals"]:
        Referral.objects.create(
            venue_day=_day(venue, one["day"]),
            tax_year=one["tax_year"],
            municipality=one["municipality"],
            ground=one["ground"],
            referred_by=staff[one["by"]],
            referred_at=_moment(one["at"]),
        )
        counts["referrals"] += 1
    for one in told["closes"]:
        day = _day(venue, one["day"])
        if not DayClose.objects.filter(venue_day=day).exists():
            DayClose.objects.create(
                venue_day=day,
                figures=one["figures"],
                note=one["note"],
                closed_by=staff[one["by"]],
                closed_at=_moment(one["at"]),
            )
            counts["closes"] += 1
    return counts


def _begun(told: Told, venue: int, staff: Mapping[str, StaffMember]) -> DeskReturn:
    """Enter the return with its history; its last state is open where it was finished."""
    day = _day(venue, told["day"])
    finished = told["state"] == ReturnState.DONE
    one = DeskReturn.objects.create(
        addressee_id=told["addressee"],
        tax_year=told["tax_year"],
        kind=told["kind"],
        venue_day=day,
        ticket=Ticket.objects.filter(venue_day=day, number=told["ticket"] or 0).first(),
        state=ReturnState.TAKING if finished else told["state"],
        versions=len(told["versions"]),
        started_by=staff[told["started_by"]],
        started_at=_moment(told["started_at"]),
    )
    ReturnVersion.objects.bulk_create(
        ReturnVersion(
            desk_return=one,
            version=version,
            state=kept["state"],
            entries=Entries.kept(kept["entries"]).to_keep(),
            reason=kept["reason"],
            saved_by=staff[kept["by"]],
            saved_at=_moment(kept["at"]),
        )
        for version, kept in enumerate(told["versions"], start=1)
    )
    return one


def _confirmations(
    one: DeskReturn,
    told: Told,
    *,
    staff: Mapping[str, StaffMember],
    numbers: Mapping[int, IndividualNumber],
    actor: StaffMember,
    at: datetime,
) -> None:
    for place, kept in enumerate(told["confirmations"]):
        outcome = kept["outcome"]
        if place in numbers:
            outcome = compare_number(one.addressee_id, numbers[place], actor=actor, at=at)
        elif outcome == NumberOutcome.SEALED:
            outcome = NumberOutcome.NOT_READ
        Confirmation.objects.create(
            desk_return=one,
            what=kept["what"],
            means=kept["means"],
            proxy_name=kept["proxy_name"],
            proxy_relation=kept["proxy_relation"],
            number_outcome=outcome,
            confirmed_by=staff[kept["by"]],
            confirmed_at=_moment(kept["at"]),
        )
    for kept in told["answers"]:
        WarningAnswer.objects.create(
            desk_return=one,
            finding=kept["finding"],
            reason=kept["reason"],
            answered_by=staff[kept["by"]],
            answered_at=_moment(kept["at"]),
        )


def _ticket(told: Told, venue: int, staff: Mapping[str, StaffMember]) -> str:
    day = _day(venue, told["day"])
    known = Ticket.objects.filter(venue_day=day, number=told["number"]).first()
    if known is not None and known.state != TicketState.BOOKED:
        return "doubles"
    last: dict[str, Any] = told["steps"][-1] if told["steps"] else {}
    one = known or Ticket(venue_day=day, number=told["number"], kind=told["kind"])
    one.appointment = time.fromisoformat(told["appointment"]) if told["appointment"] else None
    one.drawn_at = _moment(told["drawn_at"])
    one.state = last.get("state", TicketState.BOOKED)
    one.window = last.get("window", "")
    one.save()
    TicketStep.objects.bulk_create(
        TicketStep(
            ticket=one,
            state=step["state"],
            window=step["window"],
            taken_by=staff[step["by"]],
            taken_at=_moment(step["at"]),
        )
        for step in told["steps"]
    )
    VenueDay.objects.filter(pk=day.pk, last_number__lt=told["number"]).update(
        last_number=told["number"]
    )
    return "tickets"


def _day(venue: int, text: str) -> VenueDay:
    return VenueDay.objects.get_or_create(venue_id=venue, day=date.fromisoformat(text))[0]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
