"""What was taken at a venue, as it is brought back: returns, tickets, referrals, closed days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.return_desk.models import (
    Confirmation,
    DayClose,
    DeskReturn,
    NumberOutcome,
    Referral,
    Ticket,
    VenueDay,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

Told = dict[str, Any]
"""Words and figures, ready for JSON; staff by their numbers, days and moments as ISO text."""


def venue_takings(
    *, venue: int, after: int, sealed: Mapping[tuple[int, datetime], bytes]
) -> dict[str, list[Told]]:
    """Return everything that a venue's desk took.

    Args:
        venue: The venue's key.
        after: The highest reception number that was carried there.
        sealed: Reception number and moment → a number that was sealed then.
    """
    days = VenueDay.objects.filter(venue=venue)
    returns = DeskReturn.objects.filter(pk__gt=after).select_related(
        "venue_day", "ticket", "started_by"
    )
    return {
        "returns": [_return(one, sealed) for one in returns.order_by("pk")],
        "tickets": [_ticket(one) for one in _tickets(days)],
        "referrals": [_referral(one) for one in Referral.objects.filter(venue_day__in=days)],
        "closes": [_close(one) for one in DayClose.objects.filter(venue_day__in=days)],
    }


def unclosed_days(venue: int) -> list[VenueDay]:
    """Return a venue's days on which something happened and that nobody closed."""
    days = VenueDay.objects.filter(venue=venue, close=None).order_by("day")
    return [
        one
        for one in days
        if one.tickets.filter(steps__isnull=False).exists() or one.returns.exists()
    ]


def _return(one: DeskReturn, sealed: Mapping[tuple[int, datetime], bytes]) -> Told:
    return {
        "number": one.pk,
        "addressee": one.addressee_id,
        "tax_year": one.tax_year,
        "kind": one.kind,
        "day": one.venue_day.day.isoformat(),
        "ticket": one.ticket.number if one.ticket else None,
        "state": one.state,
        "started_by": one.started_by.staff_number,
        "started_at": one.started_at.isoformat(),
        "finished_on": one.finished_on.isoformat() if one.finished_on else None,
        "versions": [
            {
                "state": kept.state,
                "entries": kept.entries,
                "reason": kept.reason,
                "by": kept.saved_by.staff_number,
                "at": kept.saved_at.isoformat(),
            }
            for kept in one.history.select_related("saved_by").order_by("version")
        ],
        "confirmations": [
            {
                "what": kept.what,
                "means": kept.means,
                "proxy_name": kept.proxy_name,
                "proxy_relation": kept.proxy_relation,
                "outcome": kept.number_outcome,
                "sealed": _box(kept, sealed).hex(),
                "by": kept.confirmed_by.staff_number,
                "at": kept.confirmed_at.isoformat(),
            }
            for kept in one.confirmations.select_related("confirmed_by").order_by("pk")
        ],
        "answers": [
            {
                "finding": kept.finding,
                "reason": kept.reason,
                "by": kept.answered_by.staff_number,
                "at": kept.answered_at.isoformat(),
            }
            for kept in one.answers.select_related("answered_by").order_by("pk")
        ],
    }


def _box(kept: Confirmation, sealed: Mapping[tuple[int, datetime], bytes]) -> bytes:
    if kept.number_outcome != NumberOutcome.SEALED:
        return b""
    return sealed.get((kept.desk_return_id, kept.confirmed_at), b"")


def _tickets(days: QuerySet[VenueDay]) -> QuerySet[Ticket]:
    return Ticket.objects.filter(venue_day__in=days).select_related("venue_day").order_by("pk")


def _ticket(one: Ticket) -> Told:
    return {
        "day": one.venue_day.day.isoformat(),
        "number": one.number,
        "kind": one.kind,
        "appointment": one.appointment.isoformat() if one.appointment else None,
        "drawn_at": one.drawn_at.isoformat(),
        "steps": [
            {
                "state": step.state,
                "window": step.window,
                "by": step.taken_by.staff_number,
                "at": step.taken_at.isoformat(),
            }
            for step in one.steps.select_related("taken_by").order_by("pk")
        ],
    }


def _referral(one: Referral) -> Told:
    return {
        "day": one.venue_day.day.isoformat(),
        "tax_year": one.tax_year,
        "municipality": one.municipality,
        "ground": one.ground,
        "by": one.referred_by.staff_number,
        "at": one.referred_at.isoformat(),
    }


def _close(one: DayClose) -> Told:
    return {
        "day": one.venue_day.day.isoformat(),
        "figures": one.figures,
        "note": one.note,
        "by": one.closed_by.staff_number,
        "at": one.closed_at.isoformat(),
    }
