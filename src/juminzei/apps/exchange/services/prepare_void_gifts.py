"""Making up what a city is told of its one-stop notices that do not count here, as one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import withheld
from juminzei.apps.exchange.models import ConsignmentKind
from juminzei.apps.exchange.selectors.void_gifts import untold_gifts
from juminzei.apps.exchange.services.make_consignment import make_consignment
from juminzei.apps.exchange.services.prepare_documents import MOST, PREPARE
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.exchange.models import Consignment
    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def prepare_void_gifts(
    *, tax_year: int, municipality: str, seen: int, actor: StaffMember, at: datetime
) -> Consignment:
    """Make up the list for one city; another person approves it before it goes out.

    Args:
        tax_year: 年度.
        municipality: The city or prefecture that was given to, six digits.
        seen: How many notices the clerk checked on the page; if others came or went since,
            nothing is made up.
        actor: Who makes it up; needs ``exchange.prepare``.
        at: When.

    Raises:
        ExchangeRefusedError: No notice of it waits, or not what was checked.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PREPARE, on=at.date())
    waiting = untold_gifts(tax_year, hidden=withheld(at.date()))
    gifts = [one for one in waiting if one.municipality == municipality][:MOST]
    if not gifts or len(gifts) != seen:
        raise ExchangeRefusedError(
            f"連絡を待つ申告特例通知は {len(gifts)} 件で、確認した {seen} 件と違います。"
            "画面を読み直して、もう一度確かめてください。"
        )
    made = make_consignment(
        ConsignmentKind.ONE_STOP,
        tax_year=tax_year,
        municipality=municipality,
        protected=False,
        documents=[one.document_id for one in gifts],
        actor=actor,
        at=at,
    )
    audit.record(
        action="exchange.void_gifts.prepared",
        actor=actor,
        at=at,
        subject_kind="consignment",
        subject_id=str(made.pk),
        details={"documents": len(gifts), "tax_year": tax_year},
    )
    return made
