"""A denied claim that did not hold: its case waits for a clerk again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.crosschecks.models import Case, CaseEvent, CaseResult, CaseState
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def reopen_denied_case(*, case_id: int, note: str, actor: StaffMember, at: datetime) -> bool:
    """Put a case that ended with a denial back to 要確認; return whether it was one.

    A case that somebody decided otherwise since, or that a run found gone, stays as it is. The
    denial stays in its history.

    Args:
        case_id: The case.
        note: Why, for whoever decides again; no names.
        actor: Who entered what reopens it; the caller has checked that they may.
        at: When.
    """
    case = (
        Case.objects.select_for_update()
        .filter(pk=case_id, state=CaseState.DONE, result=CaseResult.DENIED)
        .first()
    )
    if case is None:
        return False
    case.state, case.result = CaseState.UNCLEAR, CaseResult.NONE
    case.save(update_fields=["state", "result"])
    CaseEvent.objects.create(
        case=case, state=case.state, note=note, entered_at=at, entered_by=actor
    )
    audit.record(
        action="crosschecks.case.worked_on",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{case.addressee_id or 0:010d}",
        details={"case": case.pk, "check": case.check_id, "state": case.state, "result": ""},
    )
    return True
