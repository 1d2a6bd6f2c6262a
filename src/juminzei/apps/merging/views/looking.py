"""Who may look: whoever may ask for a merge, and whoever may decide on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

PROPOSE, DECIDE = "merging.propose", "merging.decide"


def looking(request: HttpRequest, *, at: datetime) -> StaffMember:
    """Return who looks; they may propose or decide.

    Raises:
        NotPermittedError: They may do neither.
    """
    try:
        return acting(request, DECIDE, at=at)
    except NotPermittedError:
        return acting(request, PROPOSE, at=at)


def record_look(
    action: str, actor: StaffMember, at: datetime, numbers: list[int], **details: object
) -> None:
    """Record that somebody looked at these people, one record each."""
    for number in numbers:
        audit.record(
            action=action,
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=str(number),
            details=details,
        )
