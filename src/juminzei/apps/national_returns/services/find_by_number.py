"""Returns of whoever has an Individual Number, asked through the door that there is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import cluster, find_by_number, survivor
from juminzei.apps.national_returns.models import StagedReturn
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.apps.addressees.api import NumberPurpose
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember


def returns_by_number(
    number: IndividualNumber, *, purpose: NumberPurpose, actor: StaffMember, at: datetime
) -> QuerySet[StagedReturn]:
    """Return the returns that are a person's, who is found by their number.

    What is not matched yet is nobody's and is not found: its number lies in the vault alone.

    Args:
        number: The number.
        purpose: What it is looked for.
        actor: Who asks; needs ``individual_number.search``.
        at: When.

    Raises:
        NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS``.
    """
    found = find_by_number(number, purpose=purpose, actor=actor, at=at)
    numbers = {same for one in found for same in cluster(survivor(one.number))}
    rows = StagedReturn.objects.filter(document__addressee__in=sorted(numbers))
    with transaction.atomic():
        audit.record(
            action="national_returns.number.searched",
            actor=actor,
            at=at,
            purpose=purpose.value,
            details={"found": rows.count()},
        )
    return rows.select_related("document", "delivery").order_by("-received_on", "pk")
