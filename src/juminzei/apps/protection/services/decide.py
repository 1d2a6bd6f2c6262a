"""The second person's decision about what another asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.protection.models import (
    CaseStanding,
    CaseState,
    ProtectionDecision,
    ProtectionRequest,
    RequestedAct,
)
from juminzei.apps.protection.services.record import record
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def decide(
    *, request_id: int, agree: bool, note: str, actor: StaffMember, at: datetime
) -> ProtectionDecision:
    """Agree to a request, or turn it down.

    Raises:
        ProtectionRefusedError: Nothing waits under that number, it is the actor's own, or
            it is turned down without a reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "protection.decide", on=at.date())
    request = _waiting(request_id)
    if same_person(actor, request.requested_by):
        raise ProtectionRefusedError("自分の申請は決定できません。別の職員が決定してください。")
    if not agree and not note.strip():
        raise ProtectionRefusedError("却下するときは、所見に理由を書いてください。")
    standing = CaseStanding.objects.get(pk=request.case_id)
    _settle(standing, request, agree=agree, on=at.date())
    standing.changed_at = at
    standing.save()
    decision = ProtectionDecision.objects.create(
        request=request, agreed=agree, note=note.strip(), decided_at=at, decided_by=actor
    )
    act = "agreed" if agree else "turned_down"
    record(f"request.{act}", request.case, actor, at, request=request.pk, asked=request.act)
    return decision


def _waiting(request_id: int) -> ProtectionRequest:
    """Return the request, with its case kept from others' decisions until this one is made."""
    found = ProtectionRequest.objects.select_related("case", "requested_by").filter(pk=request_id)
    request = found.first()
    if request is not None:
        CaseStanding.objects.select_for_update().get(pk=request.case_id)
    if request is None or ProtectionDecision.objects.filter(request=request).exists():
        raise ProtectionRefusedError(
            "この申請は、決定を待っていません。ほかの職員が決定したかもしれません。"
        )
    return request


def _settle(standing: CaseStanding, request: ProtectionRequest, *, agree: bool, on: date) -> None:
    """Let the case stand as it was decided. What is shown again is shown from tomorrow on."""
    if request.act == RequestedAct.BEGIN:
        standing.confirm_by = None
        if agree:
            standing.state = CaseState.ACTIVE
            standing.hidden_from = standing.hidden_from or on
        else:
            standing.state = CaseState.TURNED_DOWN
            standing.last_day = on
    elif agree and request.act == RequestedAct.EXTEND:
        standing.valid_until = request.valid_until
    elif agree:
        standing.state = CaseState.ENDED
        standing.last_day = max(request.valid_until, on)
