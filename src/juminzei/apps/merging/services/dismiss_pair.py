"""Remembering that two alike are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import change_clusters, doubles_of
from juminzei.apps.merging.models import DismissalReason, DismissedPair
from juminzei.apps.merging.services.propose_merge import refuse_if_waiting
from juminzei.apps.merging.services.refusals import MergingRefusedError
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def dismiss_pair(
    *,
    one: int,
    other: int,
    reason: DismissalReason,
    note: str,
    actor: StaffMember,
    at: datetime,
) -> DismissedPair:
    """Take a pair off the list of candidates, with the reason; it can still be proposed.

    Args:
        one: A number.
        other: Another one.
        reason: Why they are two.
        note: What was looked at.
        actor: Who looked; needs ``merging.propose``.
        at: When.

    Raises:
        MergingRefusedError: There is no such pair, it was dismissed before, or a proposal
            about one of them waits.
        NotPermittedError: The actor may not.
    """
    require(actor, "merging.propose", on=at.date())
    change_clusters()
    first, second = sorted([one, other])
    if first == second or len(doubles_of([first, second])) < len((first, second)):
        raise MergingRefusedError("登録されている別々の宛名番号を2つ選んでください。")
    if DismissedPair.objects.filter(first=first, second=second).exists():
        raise MergingRefusedError("この組は、すでに別人と判断されています。")
    refuse_if_waiting([first, second])
    dismissed = DismissedPair.objects.create(
        first_id=first,
        second_id=second,
        reason=reason,
        note=blank_numbers_in_words(note.strip()),
        dismissed_by=actor,
        dismissed_at=at,
    )
    audit.record(
        action="merging.pair.dismissed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(first),
        details={"other": second, "reason": reason},
    )
    return dismissed
