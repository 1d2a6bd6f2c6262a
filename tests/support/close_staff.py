"""Members of staff who are inhabitants too, as two people entered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.conflicts.models import Relation, StaffAddressee, StaffAddresseeDecision
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember


def tied(
    member: StaffMember,
    addressee: Addressee | int,
    relation: Relation = Relation.SELF,
    *,
    holds: bool = True,
) -> StaffAddressee:
    """Enter and confirm that ``addressee`` is the member, or a relative."""
    by = type(member).objects.filter(staff_number="7001").first() or staff("7001")
    entry = StaffAddressee.objects.create(
        staff_member=member,
        addressee_id=addressee if isinstance(addressee, int) else addressee.number,
        relation=relation,
        holds=holds,
        entered_by=by,
        entered_at=AT,
    )
    StaffAddresseeDecision.objects.create(entry=entry, confirmed=True, decided_by=by, decided_at=AT)
    return entry
