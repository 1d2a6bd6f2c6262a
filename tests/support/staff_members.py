"""Staff members for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.staff.services import add_member
from support.moments import START

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember


def clerk(*roles: str, staff_number: str = "1001") -> StaffMember:
    """Return a member of staff in service since the start of the year, a tax clerk by default."""
    return add_member(
        staff_number=staff_number,
        name="課税　花子",
        department="税務課",
        roles=roles or ("tax_clerk",),
        valid_from=START.date().replace(month=1, day=1),
    )
