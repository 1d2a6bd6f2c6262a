"""Who waits at a venue, and the figures of a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from juminzei.apps.return_desk.models import (
    DeskReturn,
    Referral,
    ReturnKind,
    ReturnState,
    Ticket,
    TicketState,
    Venue,
    VenueDay,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Counts of one day of a venue, by state and kind."""

    tickets: dict[str, int]
    returns: dict[str, int]
    kinds: dict[str, int]
    """Finished returns by kind."""
    referrals: int

    @property
    def waiting(self) -> int:
        """How many people wait now."""
        return self.tickets.get(TicketState.WAITING.label, 0)

    def stored(self) -> dict[str, object]:
        """Return the figures as a closed day keeps them."""
        return {
            "tickets": self.tickets,
            "returns": self.returns,
            "kinds": self.kinds,
            "referrals": self.referrals,
        }


def venues() -> QuerySet[Venue]:
    """Return every venue by its name."""
    return Venue.objects.order_by("name")


def tickets_of(venue: Venue | None, day: date) -> QuerySet[Ticket]:
    """Return the tickets of a day, of one venue or all."""
    found = Ticket.objects.filter(venue_day__day=day)
    found = found.select_related("venue_day__venue", "served_by")
    return found if venue is None else found.filter(venue_day__venue=venue)


def figures_of(days: QuerySet[VenueDay]) -> DayFigures:
    """Return the figures of these days together."""
    tickets = Ticket.objects.filter(venue_day__in=days)
    returns = DeskReturn.objects.filter(venue_day__in=days)
    done = returns.filter(state=ReturnState.DONE)
    return DayFigures(
        tickets=_counted(tickets, "state", TicketState),
        returns=_counted(returns, "state", ReturnState),
        kinds=_counted(done, "kind", ReturnKind),
        referrals=Referral.objects.filter(venue_day__in=days).count(),
    )


def venue_days(venue: Venue | None, first: date, last: date) -> QuerySet[VenueDay]:
    """Return the days of a venue, or of all, in a period."""
    found = VenueDay.objects.filter(day__range=(first, last)).select_related("venue", "close")
    return found if venue is None else found.filter(venue=venue)


def _counted(
    rows: QuerySet[Ticket] | QuerySet[DeskReturn],
    column: str,
    choices: type[TicketState | ReturnState | ReturnKind],
) -> dict[str, int]:
    counts = dict(rows.order_by().values_list(column).annotate(n=Count("pk")))
    return {str(one.label): counts.get(one.value, 0) for one in choices}
