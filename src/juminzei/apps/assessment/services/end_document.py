"""Ending a document that does not count any more, for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import DocumentState, TaxDocument
from juminzei.apps.assessment.services.handed_document import HandedOverError
from juminzei.apps.assessment.services.note_old_results import note_old_results
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ENDS = (DocumentState.REPLACED, DocumentState.CANCELLED)


@transaction.atomic
def end_document(
    document_id: int, *, state: str, reason: str, actor: StaffMember, at: datetime
) -> None:
    """End a document: it was cancelled, or is not needed beside another.

    Args:
        document_id: A document that counts.
        state: ``cancelled`` or ``replaced``.
        reason: Why, for the record.
        actor: Who ends it; needs ``documents.import``.
        at: When.

    Raises:
        HandedOverError: It does not count any more, or there is no reason.
        NotPermittedError: The actor may not.
    """
    require(actor, "documents.import", on=at.date())
    if state not in ENDS or not reason.strip():
        raise HandedOverError("資料を終わらせるには、取消か差替えかと、その理由が必要です。")
    document = TaxDocument.objects.select_for_update().filter(pk=document_id).first()
    if document is None or document.state != DocumentState.ACTIVE:
        raise HandedOverError(
            f"資料 {document_id} は、もう有効ではありません。画面を読み直してください。"
        )
    document.state = state
    document.save(update_fields=["state"])
    note_old_results(document.tax_year, [document.addressee_id], actor=actor, at=at)
    audit.record(
        action="assessment.document.ended",
        actor=actor,
        at=at,
        subject_kind="tax_document",
        subject_id=str(document_id),
        details={"state": state, "reason": blank_numbers_in_words(reason.strip())},
    )
