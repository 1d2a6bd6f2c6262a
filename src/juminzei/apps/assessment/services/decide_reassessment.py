"""The second person's word on changing a fixed tax; granted, a new version is appended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import Reassessment, ReassessmentDecision
from juminzei.apps.assessment.selectors.counting_versions import REASSESSED
from juminzei.apps.assessment.services.ledger_rows import Occasion, write
from juminzei.apps.assessment.services.propose_reassessment import (
    ReassessmentRefusedError,
    changeable,
    in_time,
    lock_year,
    record,
)
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

__all__ = ["DECIDE", "decide_reassessment"]

DECIDE = "reassess.decide"


@transaction.atomic
def decide_reassessment(
    *, key: int, granted: bool, note: str, actor: StaffMember, at: datetime
) -> ReassessmentDecision:
    """Agree to a proposed change, which then is the person's tax, or turn it down.

    The former version stays in the ledger, and so does what the run itself came to. The notice
    of the change, and on which of the remaining due dates the difference falls, are not made
    here: they start from the decision and its two versions.

    Args:
        key: What somebody else proposed.
        granted: Whether the tax is changed.
        note: Why not, or what was looked at.
        actor: The second person; needs ``reassess.decide``.
        at: When.

    Raises:
        ReassessmentRefusedError: There is nothing to decide, the actor proposed it, the
            documents do not come to the same any more, or the time limit is over.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    waiting = Reassessment.objects.filter(decision=None)
    asked = waiting.filter(pk=key).values_list("tax_year", flat=True).first()
    lock_year(asked or 0)
    made = for_another(waiting, key, actor, ReassessmentRefusedError)
    if not granted and not note.strip():
        raise ReassessmentRefusedError("承認しない理由を入れてください。")
    decision = ReassessmentDecision.objects.create(
        request=made,
        granted=granted,
        note=blank_numbers_in_words(note.strip()),
        version_id=_changed(made, at) if granted else None,
        decided_by=actor,
        decided_at=at,
    )
    record("granted" if granted else "turned_down", made, actor, at)
    return decision


def _changed(made: Reassessment, at: datetime) -> int:
    """Append the new version and return its key."""
    effect = changeable(made.addressee_id, made.tax_year)
    if effect.digest() != made.digest:
        raise ReassessmentRefusedError(
            "起案のあとに資料や税額が変わりました。承認せずに終え、いまの内容から起案し直してください。"
        )
    in_time(effect, made.ground, made.event_on, at.date())
    former = effect.former.version if effect.former else 0
    on = Occasion(reason=REASSESSED, at=at, versions=(former + 1,))
    return write(effect.run, effect.now, on)[0]
