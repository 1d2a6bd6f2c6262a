"""Proposing to correct a document by office authority; nothing counts before somebody agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import DocumentState, OfficialCorrection, TaxDocument
from juminzei.apps.assessment.services.added_relative import read_added
from juminzei.apps.assessment.services.correctable import (
    STRUCK,
    CorrectionRefusedError,
    Item,
    correctable,
)
from juminzei.apps.images.api import ImageRefusedError, store_images
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

PROPOSE = "corrections.propose"
ABOUT = "correction"
"""What images of evidence are about."""


@transaction.atomic
def propose_correction(
    *,
    document_id: int,
    entered: Mapping[str, str],
    reason: str,
    evidence: str,
    actor: StaffMember,
    at: datetime,
    pages: Sequence[bytes] = (),
) -> OfficialCorrection:
    """Put down what of a document is wrong, how it is right, and what shows it.

    Args:
        document_id: The document; it stays as it was received.
        entered: By item what was entered; what counts already changes nothing. Under ``new/…``
            the parts of a relative whom the document does not name.
        reason: Why it is corrected.
        evidence: What shows it.
        actor: Who proposes; needs ``corrections.propose``.
        at: When.
        pages: Images of what shows it.

    Raises:
        CorrectionRefusedError: It cannot be corrected so; nothing was done.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PROPOSE, on=at.date())
    if not reason.strip() or not evidence.strip():
        raise CorrectionRefusedError("訂正の理由と、根拠（確かめた書類や相手）を入れてください。")
    document = _locked(document_id)
    changes = _changes(document, entered, on=at.date())
    correction = OfficialCorrection.objects.create(
        document=document,
        tax_year=document.tax_year,
        changes=changes,
        reason=blank_numbers_in_words(reason.strip()),
        evidence=blank_numbers_in_words(evidence.strip()),
        image_set_id=_stored(pages, actor, at),
        proposed_by=actor,
        proposed_at=at,
    )
    record("proposed", correction, actor, at)
    return correction


def _stored(pages: Sequence[bytes], actor: StaffMember, at: datetime) -> int | None:
    try:
        return store_images(pages, about=ABOUT, actor=actor, at=at) if pages else None
    except ImageRefusedError as error:
        raise CorrectionRefusedError(str(error)) from error


def evidence_people(image_sets: Collection[int]) -> dict[int, int | None]:
    """Return of each set of images that shows evidence whom it is about."""
    rows = OfficialCorrection.objects.filter(image_set__in=image_sets)
    return dict(rows.values_list("image_set_id", "document__addressee_id"))


def record(act: str, correction: OfficialCorrection, actor: StaffMember, at: datetime) -> None:
    """Record an act about a correction: which items, never their figures."""
    audit.record(
        action=f"assessment.correction.{act}",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{correction.document.addressee_id or 0:010d}",
        details={
            "correction": correction.pk,
            "document": correction.document_id,
            "items": [one["item"] for one in correction.changes],
        },
    )


def _locked(document_id: int) -> TaxDocument:
    """Return a document that may be corrected, nobody else correcting it meanwhile."""
    document = TaxDocument.objects.select_for_update().filter(pk=document_id).first()
    if document is None or document.state != DocumentState.ACTIVE:
        raise CorrectionRefusedError(
            "有効な資料ではないため訂正できません（差替え・取消・回送されたものを含みます）。"
        )
    if OfficialCorrection.objects.filter(document=document, decision=None).exists():
        raise CorrectionRefusedError(
            "この資料には、決裁を待つ訂正があります。その決裁のあとで訂正してください。"
        )
    return document


def _changes(
    document: TaxDocument, entered: Mapping[str, str], *, on: date
) -> list[dict[str, object]]:
    changed = []
    for item in correctable(document):
        value = item.read(entered[item.key]) if item.key in entered else item.counts
        if value != item.counts:
            changed.append((item, value))
    added = read_added(document, entered, on=on)
    if not changed and added is None:
        raise CorrectionRefusedError("いまの内容と違う項目がありません。直す項目を入れてください。")
    _refuse_uncounted([item for item, _value in changed], added=added is not None)
    changes: list[dict[str, object]] = [
        {"item": item.key, "before": item.counts, "after": value} for item, value in changed
    ]
    return changes if added is None else [*changes, added]


def _refuse_uncounted(changed: Sequence[Item], *, added: bool) -> None:
    """A relative who counts anew or no longer changes some figure: the tax goes by figures."""
    struck = any(item.key.endswith(f"/{STRUCK}") for item in changed)
    if (struck or added) and all(item.place for item in changed):
        raise CorrectionRefusedError(
            "親族を加えるとき、数えないときは、人数・配偶者の区分・控除額など、"
            "金額の欄の該当する項目も直してください。"
        )
