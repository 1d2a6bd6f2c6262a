"""What of the return desk is carried to a venue without a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q

from juminzei.apps.return_desk.models import (
    DeskReturn,
    Permit,
    ReturnState,
    ReturnVersion,
    Ticket,
    Venue,
    VenueDay,
)
from juminzei.platform.storage.carried_rows import Portion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.platform.storage.carried_rows import Carriage


def portions(carriage: Carriage) -> Iterator[Portion]:
    """Yield the venue, its days and bookings, permits, and what people declared last year.

    Tickets hold no name. Of last year's returns only the newest version goes.
    """
    last = DeskReturn.objects.filter(
        addressee__in=carriage.people, tax_year=carriage.tax_year - 1, state=ReturnState.DONE
    )
    days = Q(venue=carriage.venue, day__range=(carriage.first_day, carriage.last_day))
    kept_days = VenueDay.objects.filter(days | Q(pk__in=last.values("venue_day")))
    yield Portion(Venue.objects.filter(Q(pk=carriage.venue) | Q(pk__in=kept_days.values("venue"))))
    yield Portion(kept_days)
    yield Portion(Permit.objects.filter(valid_until__gte=carriage.first_day))
    yield Portion(
        Ticket.objects.filter(
            venue_day__venue=carriage.venue,
            venue_day__day__range=(carriage.first_day, carriage.last_day),
        )
    )
    yield Portion(last, blank={"ticket_id": None, "document": None})
    newest = ReturnVersion.objects.filter(desk_return__in=last)
    yield Portion(newest.filter(version=F("desk_return__versions")), blank={"reason": ""})
