"""Whether a number read from somebody's document is the one tied to them: a word, no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.individual_number import bearers, has_own_number
from juminzei.apps.addressees.services.number_choices import NumberPurpose
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember

AGREES, DIFFERS, NOT_ON_RECORD = "agrees", "differs", "not_on_record"


@transaction.atomic
def compare_number(
    addressee: int, number: IndividualNumber, *, actor: StaffMember, at: datetime
) -> str:
    """Compare a number with the one that is tied to a person; neither is shown or kept.

    Args:
        addressee: 宛名番号 of the person in front.
        number: As the clerk read it from the document.
        actor: Who read it; needs ``individual_number.search``.
        at: When.

    Returns:
        ``agrees``, ``differs`` or ``not_on_record``.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the door to the vault.
    """
    require(actor, "individual_number.search", on=at.date())
    if addressee in bearers(number):
        outcome = AGREES
    else:
        outcome = DIFFERS if has_own_number(addressee) else NOT_ON_RECORD
    audit.record(
        action="addressees.number.compared",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{addressee:010d}",
        purpose=NumberPurpose.DECLARATION,
        details={"outcome": outcome},
    )
    return outcome
