"""Erasing Individual Numbers whose document was never stored.

Numbers are sealed before their document is committed. A process that is killed in between
leaves numbers under keys that no document has and none will get: they match nothing, and
nobody may keep them. Taking a file of reports in again erases its own; the sweep erases
the rest. What is being taken in right now must not lose its numbers: each sweep notes
which key comes next, and only what lies below the note of a day ago is erased.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.individual_number import forget_numbers, holders
from juminzei.apps.assessment.models import NumberSweep, TaxDocument
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

RESTS = timedelta(days=1)
"""Longer than any act takes between sealing and storing."""


def sweep_numbers(*, actor: StaffMember, at: datetime) -> NumberSweep:
    """Erase what killed acts left in the vault a day ago or earlier, and note how much it was.

    A sweep that is killed itself is simply done again: what it erased stays erased.

    Args:
        actor: Who sweeps; needs ``documents.import``.
        at: When.

    Raises:
        NotPermittedError: The actor may not.
        juminzei.platform.vault.keyset.KeysetError: The vault is closed.
    """
    require(actor, "documents.import", on=at.date())
    left = left_behind(at)
    numbers = forget_numbers(sorted(left))
    with transaction.atomic():
        (following,) = reserve_ids(TaxDocument, 1)
        sweep = NumberSweep.objects.create(
            below=following, documents=len(left), numbers=numbers, swept_by=actor, swept_at=at
        )
        audit.record(
            action="assessment.numbers.swept",
            actor=actor,
            at=at,
            subject_kind="number_sweep",
            subject_id=str(sweep.pk),
            details={"documents": len(left), "numbers": numbers, "below": _limit(at)},
        )
    return sweep


def left_behind(at: datetime) -> set[int]:
    """Return the keys under which numbers lie that no document has, as far as that is sure."""
    below = _limit(at)
    if not below:
        return set()
    stored = TaxDocument.objects.filter(pk__lt=below).values_list("pk", flat=True)
    return holders(below=below).difference(stored.iterator(chunk_size=10_000))


def _limit(at: datetime) -> int:
    noted = NumberSweep.objects.filter(swept_at__lte=at - RESTS).order_by("-below")
    return noted.values_list("below", flat=True).first() or 0
