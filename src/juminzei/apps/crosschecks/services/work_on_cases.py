"""What a clerk says of cases: one, or several at once, each with its own outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.crosschecks.models import Case, CaseEvent, CaseResult, CaseState
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

WORK = "crosschecks.work"
NEEDS_NOTE = (CaseState.UNCLEAR, CaseState.NOT_SO)
MOST = 200
"""Cases at once: as many as can be looked at before."""


@transaction.atomic
def work_on_case(
    *, case_id: int, state: str, result: str, note: str, actor: StaffMember, at: datetime
) -> Case:
    """Enter how far a case has come.

    Args:
        case_id: The case.
        state: Any state but 消滅, which only a run enters.
        result: What came of it; of a case that is done, and of no other.
        note: In words; needed where nothing was corrected.
        actor: Who worked on it; needs ``crosschecks.work``.
        at: When.

    Raises:
        CrosschecksRefusedError: There is no such case, it is gone, or something is missing.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, WORK, on=at.date())
    _complete(state, result, note)
    case = Case.objects.select_for_update().filter(pk=case_id).first()
    if case is None:
        raise CrosschecksRefusedError("この該当はありません。一覧を読み直してください。")
    if case.state == CaseState.GONE:
        raise CrosschecksRefusedError("再点検で該当しなくなったので、処理は要りません。")
    if (case.state, case.result) == (state, result):
        raise CrosschecksRefusedError("すでに、その状態です。")
    case.state, case.result = state, result
    case.save(update_fields=["state", "result"])
    CaseEvent.objects.create(
        case=case,
        state=state,
        result=result,
        note=note.strip(),
        entered_at=at,
        entered_by=actor,
    )
    audit.record(
        action="crosschecks.case.worked_on",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{case.addressee_id or 0:010d}",
        details={"case": case.pk, "check": case.check_id, "state": state, "result": result},
    )
    return case


def work_on_cases(
    case_ids: Sequence[int],
    *,
    state: str,
    result: str,
    note: str,
    actor: StaffMember,
    at: datetime,
) -> list[tuple[int, str]]:
    """Say the same of several cases; one that cannot be is told and keeps no other back.

    Returns:
        Each case with why it stayed as it was; empty for what was entered.

    Raises:
        CrosschecksRefusedError: Too many, or what is said is not complete; nothing was done.
    """
    _complete(state, result, note)
    if not case_ids or len(case_ids) > MOST:
        raise CrosschecksRefusedError(f"該当を選んでください（1度に {MOST} 件まで）。")
    outcomes = []
    for case_id in dict.fromkeys(case_ids):
        try:
            work_on_case(case_id=case_id, state=state, result=result, note=note, actor=actor, at=at)
        except CrosschecksRefusedError as refusal:
            outcomes.append((case_id, str(refusal)))
        else:
            outcomes.append((case_id, ""))
    return outcomes


def _complete(state: str, result: str, note: str) -> None:
    if state not in CaseState.values or state == CaseState.GONE:
        raise CrosschecksRefusedError("状態を選んでください。")
    if (state == CaseState.DONE) != bool(result) or result not in CaseResult.values:
        raise CrosschecksRefusedError("結果は、完了のときに選び、ほかのときは選びません。")
    if state in NEEDS_NOTE and not note.strip():
        raise CrosschecksRefusedError("要確認・対象外のときは、理由を記事に書いてください。")
