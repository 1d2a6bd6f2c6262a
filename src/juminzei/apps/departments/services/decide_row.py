"""A clerk's word on a row that waits: it is this person's, or it is not taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import hold_clusters, survivor
from juminzei.apps.departments.models import RowDecision, WaitingCause, WaitingRow
from juminzei.apps.departments.selectors.stores import STORES
from juminzei.apps.departments.services.facts import fact_of
from juminzei.apps.departments.services.post_facts import Posting, post
from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.formats import department_feed
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

IMPORT = "departments.import"


@transaction.atomic
def decide_row(
    *, row_id: int, taken: bool, reason: str, actor: StaffMember, at: datetime
) -> RowDecision:
    """Take a waiting row in under the addressee number that it names, or leave it out.

    Args:
        row_id: The waiting row.
        taken: Whether it is that person's after all.
        reason: Why, in words.
        actor: Who decides; needs ``departments.import``.
        at: When.

    Raises:
        DepartmentsRefusedError: There is no such row, it was decided, or it cannot be taken in.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, IMPORT, on=at.date())
    rows = WaitingRow.objects.select_for_update().select_related("file__received_file")
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise DepartmentsRefusedError("この行はありません。一覧を読み直してください。")
    if RowDecision.objects.filter(row=row).exists():
        raise DepartmentsRefusedError("この行は、もう判断されています。一覧を読み直してください。")
    if taken:
        _take(row, at)
    decision = RowDecision.objects.create(
        row=row, taken=taken, reason=reason.strip(), decided_by=actor, decided_at=at
    )
    audit.record(
        action="departments.row.decided",
        actor=actor,
        at=at,
        subject_kind="addressee" if row.addressee_id else "department_row",
        subject_id=str(row.addressee_id or row.pk),
        details={"row": row.pk, "store": row.store, "taken": taken},
    )
    return decision


def _take(row: WaitingRow, at: datetime) -> None:
    if row.addressee_id is None or row.cause == WaitingCause.UNREADABLE:
        raise DepartmentsRefusedError(
            "読めない行は取り込めません。部署に直した資料の再送を依頼し、取り込まないとしてください。"
        )
    hold_clusters()
    record = department_feed.read_row(row.file.received_file.kind, row.text)
    fact = fact_of(row.store, record)
    if fact is None:
        raise DepartmentsRefusedError(
            "等級・区分が規則（disability_classes.toml）にありません。"
            "規則を直すか、部署に確かめてください。"
        )
    number, withdrawn = survivor(row.addressee_id), record.change == "取消"
    posting = Posting(row.row_number, record.reference, number, withdrawn, fact)
    post(STORES[row.store], [posting], file=row.file, at=at)
