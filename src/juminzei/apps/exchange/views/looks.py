"""Lists of exchange that were looked at, for the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def note_list(
    actor: StaffMember, at: datetime, name: str, context: dict[str, Any], **details: object
) -> None:
    """Put on record that a list was looked at."""
    page = context["page"]
    shown = {"list": name, "page": page.number, "found": page.paginator.count, **details}
    audit.record(action="exchange.listed", actor=actor, at=at, details=shown)
