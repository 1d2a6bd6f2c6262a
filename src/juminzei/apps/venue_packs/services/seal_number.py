"""At a venue a number that is read is neither kept nor compared: it is sealed for the city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.return_desk.api import SEALED_AT_VENUE
from juminzei.apps.venue_packs.city_envelope import NUMBER, seal_to_city
from juminzei.apps.venue_packs.models import SealedNumber

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.api import DeskReturn
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember
    from juminzei.platform.venue import CarriedVenue


def seal_number(
    one: DeskReturn, number: IndividualNumber, *, actor: StaffMember, at: datetime
) -> str:
    """Seal a number that a clerk read from a document; the venue itself cannot open it again.

    Args:
        one: Whose return.
        number: As it was read.
        actor: Who read it; the confirmation names them.
        at: When; the confirmation bears the same moment.

    Returns:
        That the city will compare it.
    """
    del actor
    venue: CarriedVenue = settings.VENUE  # type: ignore[assignment]  # only a venue asks here
    box = seal_to_city(
        number.reveal().encode("ascii"),
        bytes.fromhex(venue.city_key),
        pack=venue.pack,
        use=f"{NUMBER} {one.pk}",
    )
    SealedNumber.objects.create(desk_return=one.pk, box=box, sealed_at=at)
    return SEALED_AT_VENUE
