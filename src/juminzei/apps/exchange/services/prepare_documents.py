"""Making up a consignment of documents that belong to another municipality (回送)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.exchange.models import ConsignmentKind
from juminzei.apps.exchange.selectors.protected import SEE_PROTECTED
from juminzei.apps.exchange.selectors.waiting_documents import waiting_for
from juminzei.apps.exchange.services.make_consignment import make_consignment
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.exchange.models import Consignment
    from juminzei.platform.staff.models import StaffMember

PREPARE = "exchange.prepare"
MOST = 1_000
"""Documents in one consignment, which one cover letter lists; the rest makes another."""


@transaction.atomic
def prepare_documents(
    *,
    tax_year: int,
    municipality: str,
    seen: int,
    protected: bool = False,
    actor: StaffMember,
    at: datetime,
) -> Consignment:
    """Make up a consignment of what waits for a municipality.

    Documents about protected persons go by themselves, made up by somebody who may see where
    they live.

    Args:
        tax_year: 年度.
        municipality: To whom, six digits.
        seen: How many documents the clerk checked on the page; if others came or went since,
            nothing is made up.
        protected: The documents about protected persons, and no others.
        actor: Who makes it up; needs ``exchange.prepare``.
        at: When.

    Raises:
        ExchangeRefusedError: Nothing waits, or not what was checked.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    if protected:
        require(actor, SEE_PROTECTED, on=at.date())
    waiting = waiting_for(tax_year, municipality, protected=protected, on=at.date())[:MOST]
    if not waiting or len(waiting) != seen:
        raise ExchangeRefusedError(
            f"回送を待つ資料は {len(waiting)} 件で、確認した {seen} 件と違います。"
            "画面を読み直して、もう一度確かめてください。"
        )
    made = make_consignment(
        ConsignmentKind.DOCUMENTS,
        tax_year=tax_year,
        municipality=municipality,
        protected=protected,
        documents=waiting,
        actor=actor,
        at=at,
    )
    audit.record(
        action="exchange.documents.prepared",
        actor=actor,
        at=at,
        subject_kind="consignment",
        subject_id=str(made.pk),
        details={"documents": len(waiting), "tax_year": tax_year},
    )
    return made
