"""Closing the documents of a year: every one of them has been decided about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import ClosingAct, DocumentClosing
from juminzei.apps.assessment.selectors.closing import counts_by_kind, in_words, standing, undecided
from juminzei.apps.assessment.services.document_numbers import hold_numbers
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


class ClosingRefusedError(Exception):
    """The documents cannot be closed or opened again as things stand; nothing was done."""


@transaction.atomic
def close_documents(tax_year: int, *, actor: StaffMember, at: datetime) -> DocumentClosing:
    """Close the documents of a year (R-3.2.4: none may stay unconfirmed).

    Args:
        tax_year: 年度.
        actor: Who closes them; needs ``assess.review``.
        at: When.

    Raises:
        ClosingRefusedError: Documents wait for a decision, are held for no reason, or rows
            could not be taken; or they are closed already.
        NotPermittedError: The actor may not.
    """
    require(actor, "assess.review", on=at.date())
    hold_numbers()  # nothing is taken in meanwhile
    if standing(tax_year) == ClosingAct.CLOSED:
        raise ClosingRefusedError("この年度の資料は、すでに締められています。")
    waiting = in_words(undecided(tax_year))
    if waiting:
        raise ClosingRefusedError(
            f"確認の終わっていない資料があるため締められません（{'；'.join(waiting)}）。"
        )
    return append(tax_year, ClosingAct.CLOSED, "", actor, at)


@transaction.atomic
def reopen_documents(
    tax_year: int, *, reason: str, actor: StaffMember, at: datetime
) -> DocumentClosing:
    """Open the documents of a year again; the year cannot be fixed until they are closed.

    Raises:
        ClosingRefusedError: They are not closed, or there is no reason.
        NotPermittedError: The actor may not.
    """
    require(actor, "assess.review", on=at.date())
    hold_numbers()
    if standing(tax_year) != ClosingAct.CLOSED:
        raise ClosingRefusedError("この年度の資料は、締められていません。")
    if not reason.strip():
        raise ClosingRefusedError("開き直す理由を入力してください。")
    return append(tax_year, ClosingAct.REOPENED, reason, actor, at)


def append(
    tax_year: int,
    act: ClosingAct,
    reason: str,
    actor: StaffMember,
    at: datetime,
    *,
    waiting: Mapping[str, int] | None = None,
) -> DocumentClosing:
    """Append an act about the documents of a year with its record, inside a transaction."""
    closing = DocumentClosing.objects.create(
        tax_year=tax_year,
        act=act,
        counts=counts_by_kind(tax_year),
        undecided=undecided(tax_year) if waiting is None else dict(waiting),
        reason=blank_numbers_in_words(reason.strip()),
        decided_by=actor,
        decided_at=at,
    )
    audit.record(
        action=f"assessment.documents.{act.value}",
        actor=actor,
        at=at,
        subject_kind="document_closing",
        subject_id=str(closing.pk),
        details={
            "tax_year": tax_year,
            "counts": closing.counts,
            "undecided": closing.undecided,
        },
    )
    return closing
