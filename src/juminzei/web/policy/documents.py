"""A file that is handed out, and on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

KINDS = {"csv": "text/csv", "md": "text/markdown"}
FUNCTION = "policy.view"


def handed_out(text: str, name: str, action: str, actor: StaffMember, at: datetime) -> HttpResponse:
    """Return ``text`` as the file ``name``, recorded as ``action``."""
    audit.record(
        action=action,
        actor=actor,
        at=at,
        function=FUNCTION,
        subject_kind="policy",
        subject_id=name,
    )
    kind = KINDS[name.rpartition(".")[2]]
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
