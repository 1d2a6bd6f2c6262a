"""Lending paper to the contractor who punches it, and counting what comes back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.receiving.models import PunchBatch, PunchReturn
from juminzei.apps.receiving.selectors.punch_batches import punch_batches
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

REGISTER = "receiving.register"


@dataclass(frozen=True, slots=True, kw_only=True)
class PunchEntry:
    """What is lent out."""

    contractor: str
    tax_year: int
    box: str
    first_number: int
    """資料番号 of the first sheet."""
    last_number: int
    sheets: int
    due_on: date | None = None


@transaction.atomic
def lend_batch(entry: PunchEntry, *, actor: StaffMember, at: datetime) -> PunchBatch:
    """Enter that a batch of paper was lent out.

    Raises:
        ReceivingRefusedError: Numbers and count contradict each other, or one of the sheets
            is out already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    span = entry.last_number - entry.first_number + 1
    if not 0 < entry.sheets <= span:
        raise ReceivingRefusedError(
            f"資料番号 {entry.first_number}～{entry.last_number} は {max(span, 0)} 件です。"
            f"件数 {entry.sheets} と番号を確かめてください。"
        )
    out = punch_batches().exclude(agreed=True).filter(tax_year=entry.tax_year)
    shared = out.filter(first_number__lte=entry.last_number, last_number__gte=entry.first_number)
    other = shared.first()
    if other is not None:
        raise ReceivingRefusedError(
            f"資料番号が、返却されていない貸出 {other.pk} と重なります。番号を確かめてください。"
        )
    batch = PunchBatch.objects.create(**asdict(entry), lent_by=actor, lent_at=at)
    _record("lent", batch, actor, at, sheets=batch.sheets)
    return batch


@transaction.atomic
def return_batch(
    batch_id: int, *, sheets: int, rows: int, note: str = "", actor: StaffMember, at: datetime
) -> PunchReturn:
    """Enter what came back; unless both counts are those lent, the batch is held.

    Args:
        batch_id: Which batch.
        sheets: How many sheets of paper came back.
        rows: How many rows the contractor delivered.
        note: What is known of a difference.
        actor: Who counted.
        at: When.

    Raises:
        ReceivingRefusedError: There is no such batch, or it is back already.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, REGISTER, on=at.date())
    batch = PunchBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None or batch.returns.filter(agrees=True).exists():
        raise ReceivingRefusedError("返却を待っている貸出ではありません。読み直してください。")
    agrees = batch.sheets == sheets == rows
    made = PunchReturn.objects.create(
        batch=batch,
        sheets=sheets,
        rows=rows,
        agrees=agrees,
        note=note.strip(),
        returned_by=actor,
        returned_at=at,
    )
    _record("returned" if agrees else "held", batch, actor, at, sheets=sheets, rows=rows)
    return made


def _record(act: str, batch: PunchBatch, actor: StaffMember, at: datetime, **counts: int) -> None:
    audit.record(
        action=f"receiving.punch.{act}",
        actor=actor,
        at=at,
        subject_kind="punch_batch",
        subject_id=str(batch.pk),
        details={"box": batch.box, **counts},
    )
