"""A clerk's word on a 総括表 that differs from its details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.receiving.models import SummaryDecision, SummaryOutcome, SummarySheet
from juminzei.apps.receiving.selectors.summary_checks import check_of
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def decide_summary(
    summary_id: int,
    *,
    outcome: SummaryOutcome,
    reason: str,
    seen: str,
    actor: StaffMember,
    at: datetime,
) -> SummaryDecision:
    """Hold or accept a difference; the word holds for the figures that were seen.

    Args:
        summary_id: The sheet.
        outcome: Held while somebody asks, or accepted.
        reason: Why.
        seen: The figures on the page (:attr:`SummaryCheck.figures`).
        actor: Who decides.
        at: When.

    Raises:
        ReceivingRefusedError: There is no difference, the figures are others by now, or no
            reason is given.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "documents.import", on=at.date())
    sheet = SummarySheet.objects.filter(pk=summary_id).first()
    check = None if sheet is None else check_of(sheet)
    if sheet is None or check is None or check.state == "agrees":
        raise ReceivingRefusedError("差異がありません。一覧を読み直してください。")
    if check.figures != seen:
        raise ReceivingRefusedError("人員が変わりました。今の人員を見て判断してください。")
    if not reason.strip():
        raise ReceivingRefusedError("理由を入れてください。")
    decision = SummaryDecision.objects.create(
        summary=sheet,
        outcome=outcome,
        reason=reason.strip(),
        figures=check.figures,
        decided_by=actor,
        decided_at=at,
    )
    audit.record(
        action=f"receiving.summary.{outcome}",
        actor=actor,
        at=at,
        subject_kind="employer_summary",
        subject_id=str(sheet.pk),
        details={"differences": [line.difference for line in check.lines]},
    )
    return decision
