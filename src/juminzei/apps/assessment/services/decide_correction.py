"""The second person's word on a correction by office authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import (
    CorrectionDecision,
    DocumentState,
    OfficialCorrection,
    TaxDocument,
)
from juminzei.apps.assessment.services.added_relative import enter_added
from juminzei.apps.assessment.services.correctable import CorrectionRefusedError, correctable
from juminzei.apps.assessment.services.correction_effect import correction_effect
from juminzei.apps.assessment.services.note_old_results import note_old_results
from juminzei.apps.assessment.services.propose_correction import record
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

DECIDE = "corrections.decide"


@transaction.atomic
def decide_correction(
    *,
    correction_id: int,
    approved: bool,
    note: str,
    actor: StaffMember,
    at: datetime,
    seen: int | None = None,
) -> CorrectionDecision:
    """Agree to a correction, from which moment it counts, or turn it down.

    Args:
        correction_id: What somebody else proposed.
        approved: Whether it counts.
        note: Why not, or what was looked at.
        actor: The second person; needs ``corrections.decide``.
        at: When.
        seen: The year's tax that the actor saw this come to, yen; none if it was not shown.

    Raises:
        CorrectionRefusedError: There is nothing to decide, the actor proposed it, the
            document is not any more as it was when it was proposed, or the tax would be
            another than was seen.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    rows = OfficialCorrection.objects.select_related("document").select_for_update(of=("self",))
    correction = rows.filter(pk=correction_id).first()
    if correction is None or CorrectionDecision.objects.filter(correction=correction_id).exists():
        raise CorrectionRefusedError("決裁を待つ訂正ではありません。一覧を読み直してください。")
    if same_person(actor, correction.proposed_by):
        raise CorrectionRefusedError("起案した職員は決裁できません。別の職員が決裁してください。")
    if not approved and not note.strip():
        raise CorrectionRefusedError("承認しない理由を入れてください。")
    if approved:
        _refuse_overtaken(correction)
    effect = correction_effect(correction)
    if approved and effect is not None and seen not in {None, effect.total_after}:
        raise CorrectionRefusedError(
            "画面を開いたあとに、この人の年税額が変わりました。いまの影響を確かめてから決裁してください。"
        )
    decision = CorrectionDecision.objects.create(
        correction=correction,
        approved=approved,
        note=blank_numbers_in_words(note.strip()),
        decided_by=actor,
        decided_at=at,
        tax_before=None if effect is None else effect.total_before,
        tax_after=None if effect is None else effect.total_after,
    )
    if approved:
        enter_added(correction)
        owner = correction.document.addressee_id
        note_old_results(correction.tax_year, [owner], actor=actor, at=at)
    record("approved" if approved else "turned_down", correction, actor, at)
    return decision


def _refuse_overtaken(correction: OfficialCorrection) -> None:
    document = TaxDocument.objects.get(pk=correction.document_id)
    counts = {item.key: item.counts for item in correctable(document)}
    same = all(counts.get(one["item"]) == one["before"] for one in correction.changes)
    if document.state != DocumentState.ACTIVE or not same:
        raise CorrectionRefusedError(
            "起案のあとに資料が変わりました（差替え・取消・回送・別の訂正）。"
            "承認せずに終え、いまの内容から起案し直してください。"
        )
