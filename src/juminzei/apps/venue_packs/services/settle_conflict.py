"""A clerk decides about a return that the city knows something else about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from juminzei.apps.return_desk.api import DeskRefusedError
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.services.bring_back import told_back
from juminzei.apps.venue_packs.services.merge_return import (
    NOT_PACKED,
    appended,
    forget_when_done,
    staff_of,
)
from juminzei.apps.venue_packs.services.steps import DECIDE, recorded
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

LONGEST = 100


@transaction.atomic
def settle_conflict(
    *, brought_id: int, take: bool, reason: str, actor: StaffMember, at: datetime
) -> BroughtReturn:
    """Take a return to the desk, where it is looked at with the person, or drop it.

    Taken, it is put aside there whatever it was at the venue: the desk's own checks decide.

    Raises:
        PackRefusedError: It was decided about, nobody of the pack filed it, no reason is
            given, or the desk does not take it now.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of ``NUMBER_REFUSALS`` of the vault.
    """
    require(actor, DECIDE, on=at.date())
    rows = BroughtReturn.objects.select_for_update().select_related("pack")
    one = rows.filter(pk=brought_id, outcome=Outcome.CONFLICT).first()
    if one is None:
        raise PackRefusedError("この申告は判断済みです。画面を読み直してください。")
    if not reason.strip():
        raise PackRefusedError("理由を入れてください。")
    if take:
        if NOT_PACKED in one.reasons:
            raise PackRefusedError(
                "持ち出した人の申告ではないため、取り込めません。本人に窓口で受け付けてください。"
            )
        try:
            with transaction.atomic():
                made = appended(
                    one.pack,
                    told_of(one),
                    staff_of(told_back(one.pack)),
                    aside="・".join(one.reasons),
                    actor=actor,
                    at=at,
                )
        except DeskRefusedError as refusal:
            raise PackRefusedError(str(refusal)) from None
        one.desk_return = made.pk
    one.outcome = Outcome.PUT_ASIDE if take else Outcome.DROPPED
    one.decided_by, one.decided_at = actor, at
    one.decision = blank_numbers_in_words(reason.strip())[:LONGEST]
    one.save()
    recorded(
        "venue_packs.conflict.settled", one.pack, actor, at, number=one.number, outcome=one.outcome
    )
    forget_when_done(one.pack)
    return one


def told_of(one: BroughtReturn) -> dict[str, Any]:
    """Return what the venue said of a return.

    Raises:
        PackRefusedError: What was brought back is gone.
    """
    found = (told for told in told_back(one.pack)["returns"] if told["number"] == one.number)
    return next(found)
