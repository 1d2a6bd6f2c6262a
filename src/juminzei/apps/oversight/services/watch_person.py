"""Watching over the records of a person, and leaving off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import known_numbers
from juminzei.apps.oversight.models import Watch
from juminzei.apps.oversight.selectors.watched import watched
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.oversight.models import WatchGround
    from juminzei.platform.staff.models import StaffMember


class NotWatchedError(Exception):
    """The entry would say nothing new, or nobody has the number; nothing was done."""


@transaction.atomic
def watch_person(
    number: int, *, ground: WatchGround, watch: bool, actor: StaffMember, at: datetime
) -> None:
    """Have every view of a person reviewed from now on, or no more.

    Args:
        number: Addressee number.
        ground: Why.
        watch: Whether, from now on.
        actor: An officer; needs ``access.review``.
        at: When.

    Raises:
        NotPermittedError: The actor may not.
        NotWatchedError: It is so already, or there is no such addressee.
    """
    require(actor, "access.review", on=at.date())
    if not known_numbers([number]):
        raise NotWatchedError("その宛名番号の人はいません。番号を確かめてください。")
    if (number in watched(at.date())) == watch:
        raise NotWatchedError("すでにそうなっています。一覧を確かめてください。")
    Watch.objects.create(
        number=number, watched=watch, ground=ground, entered_at=at, entered_by=actor
    )
    audit.record(
        action="oversight.person.watched" if watch else "oversight.person.released",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=str(number),
        details={"ground": ground},
    )
