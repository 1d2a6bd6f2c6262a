"""Deciding about a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.oversight.models import AccessFinding, FindingDecision, Outcome
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class FindingNotDecidedError(Exception):
    """The decision cannot be taken so; nothing was done."""


@transaction.atomic
def decide_finding(
    *, finding_id: int, outcome: Outcome, reason: str, actor: StaffMember, at: datetime
) -> FindingDecision:
    """Enter an officer's decision; one taken before stays on record, and this one counts.

    Args:
        finding_id: What is decided.
        outcome: What the officer came to.
        reason: Why; kept here, not on the record of acts.
        actor: The officer; needs ``access.review``.
        at: When.

    Raises:
        FindingNotDecidedError: There is no such finding, it is about the officer, or there
            is no reason.
        NotPermittedError: The actor may not.
    """
    require(actor, "access.review", on=at.date())
    finding = AccessFinding.objects.filter(pk=finding_id).first()
    if finding is None:
        raise FindingNotDecidedError("この検出はありません。一覧を読み直してください。")
    if same_person(actor, finding.staff_number):
        raise FindingNotDecidedError("自分の操作の検出は、ほかの責任者が判断します。")
    if not reason.strip():
        raise FindingNotDecidedError("判断の理由を入れてください。")
    decision = FindingDecision.objects.create(
        finding=finding, outcome=outcome, reason=reason.strip(), decided_at=at, decided_by=actor
    )
    audit.record(
        action="audit.finding.decided",
        actor=actor,
        at=at,
        subject_kind="access_finding",
        subject_id=str(finding.pk),
        details={"decision": decision.pk, "outcome": outcome},
    )
    return decision
