"""A consignment begins: to whom, of which year, until when, with which documents."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.exchange.models import ConsignedDocument, Consignment
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.platform.documents.exchange_rules import exchange_rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from juminzei.apps.exchange.models import ConsignmentKind
    from juminzei.platform.staff.models import StaffMember


def make_consignment(
    kind: ConsignmentKind,
    *,
    tax_year: int,
    municipality: str,
    protected: bool,
    documents: Iterable[int] = (),
    actor: StaffMember,
    at: datetime,
) -> Consignment:
    """Return a consignment that waits for another person's word; part of a transaction.

    Args:
        kind: What goes out.
        tax_year: 年度.
        municipality: To whom, six digits.
        protected: Whether it is about protected persons.
        documents: Keys of what goes with it; a document is in one consignment at a time.
        actor: Who makes it up.
        at: When; the city's days from then it should have been sent.

    Raises:
        ExchangeRefusedError: Somebody else made one up with the same document.
    """
    made = Consignment.objects.create(
        kind=kind,
        tax_year=tax_year,
        municipality=municipality,
        protected=protected,
        due_on=at.date() + timedelta(days=exchange_rules().forwarding_days),
        prepared_by=actor,
        prepared_at=at,
    )
    try:
        with transaction.atomic():
            ConsignedDocument.objects.bulk_create(
                ConsignedDocument(consignment=made, document_id=key) for key in documents
            )
    except IntegrityError:
        raise ExchangeRefusedError(
            "別の職員が、同じ資料の送付を先に作成しました。画面を読み直してください。"
        ) from None
    return made
