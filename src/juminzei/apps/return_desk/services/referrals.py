"""Telling somebody whose return belongs elsewhere where it belongs (評価書 R-3.2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.models import Referral, Venue
from juminzei.apps.return_desk.services.venues import open_day
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def refer(
    *,
    venue: Venue,
    day: date,
    tax_year: int,
    municipality: str,
    ground: str,
    actor: StaffMember,
    at: datetime,
) -> Referral:
    """Keep that somebody was told to declare elsewhere: where and why, no name and no figure.

    Raises:
        DeskRefusedError: The day is closed.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "desk.queue", on=at.date())
    referral = Referral.objects.create(
        venue_day=open_day(venue, day),
        tax_year=tax_year,
        municipality=municipality.strip(),
        ground=ground.strip(),
        referred_by=actor,
        referred_at=at,
    )
    audit.record(
        action="return_desk.referral.made",
        actor=actor,
        at=at,
        details={"referral": referral.pk, "tax_year": tax_year},
    )
    return referral
