"""Who sent a file, by whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import payers_of_file
from juminzei.apps.receiving.selectors.employers import employers_of

if TYPE_CHECKING:
    from juminzei.apps.receiving.models import Employer


def sender_of(received_file_id: int | None) -> Employer | None:
    """Return the employer whom all payers in a file are, or none if they are not one."""
    if received_file_id is None:
        return None
    payers = payers_of_file(received_file_id)
    found = employers_of([(one.collector_number, one.corporate_number, one.name) for one in payers])
    senders = {None if one is None else one.pk: one for one in found}
    return next(iter(senders.values())) if len(senders) == 1 else None
