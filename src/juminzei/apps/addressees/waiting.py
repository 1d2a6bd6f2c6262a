"""What of the registration of addressees waits for a member of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import RegistrationProposal
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield the registrations and corrections that others proposed."""
    del at
    if "register.decide" in functions:
        others = RegistrationProposal.objects.filter(decision=None).exclude(proposed_by=member)
        yield Task("宛名の登録・修正の承認", others.count(), "registration_list")
