"""What a venue took, as its one file says it to the city."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.return_desk.api import unclosed_days, venue_takings
from juminzei.apps.venue_packs.models import SealedNumber
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import BATCH_NUMBER, batch_member

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.venue import CarriedVenue


def taken_at_venue(venue: CarriedVenue, *, at: datetime) -> dict[str, Any]:
    """Return all that the venue took, and its whole record of acts.

    Raises:
        PackRefusedError: A day on which something happened was not closed.
    """
    left = unclosed_days(venue.venue)
    if left:
        raise PackRefusedError(
            f"{left[0].day} の当日締めがまだです。受付の画面で締めてから、もう一度行ってください。"
        )
    audit.record(
        action="venue_packs.venue.closed",
        actor=batch_member(at),
        at=at,
        subject_kind="venue_pack",
        subject_id=str(venue.pack),
    )
    audit.drain()
    sealed = {
        (one.desk_return, one.sealed_at): bytes(one.box) for one in SealedNumber.objects.all()
    }
    members = StaffMember.objects.exclude(staff_number=BATCH_NUMBER)
    return {
        "pack": venue.pack,
        "closed_at": at.isoformat(),
        "staff": sorted(members.values_list("staff_number", flat=True)),
        **venue_takings(venue=venue.venue, after=venue.carried_returns, sealed=sealed),
        "records": [
            {
                "sequence": one.sequence,
                "content": one.content,
                "previous": one.previous_digest,
                "digest": one.digest,
            }
            for one in AuditRecord.objects.order_by("sequence")
        ],
    }
