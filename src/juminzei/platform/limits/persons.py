"""How many persons one member of staff looks at: nobody's work needs a whole town an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.limits.models import PersonLookedAt
from juminzei.platform.limits.rules import limit_rules
from juminzei.platform.policy.denials import denied
from juminzei.platform.staff.services import NotPermittedError

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

SPAN = timedelta(hours=1)


class TooManyPersonsError(NotPermittedError):
    """Somebody has looked at as many persons as they may, and has to wait."""

    def __init__(self, actor: StaffMember, most: int, wait_seconds: int) -> None:
        super().__init__(
            f"1時間に閲覧できる人数（{most}人）を超えました。"
            f"{-(-wait_seconds // 60)}分後にやり直してください。"
            "多くの人を扱う仕事は、一覧と帳票の画面で行ってください。",
            actor=actor,
            function="person.view",
        )
        self.wait_seconds = wait_seconds


@transaction.atomic
def count_person(actor: StaffMember, addressee_number: int, *, at: datetime) -> None:
    """Count a look at a person; the same person again within the hour is not another.

    Args:
        actor: Who looks.
        addressee_number: At whom.
        at: When.

    Raises:
        TooManyPersonsError: This would be one person too many; nothing was counted.
    """
    seen = PersonLookedAt.objects.filter(staff_number=actor.staff_number)
    seen.filter(looked_at__lte=at - SPAN).delete()
    if not seen.filter(addressee_number=addressee_number).exists():
        most = limit_rules().persons_per_hour
        if seen.count() >= most:
            since = seen.order_by("looked_at").values_list("looked_at", flat=True)[0]
            raise TooManyPersonsError(actor, most, int((since + SPAN - at).total_seconds()) + 1)
    PersonLookedAt.objects.update_or_create(
        staff_number=actor.staff_number,
        addressee_number=addressee_number,
        defaults={"looked_at": at},
    )


def told_of(error: TooManyPersonsError, *, at: datetime, way: str) -> None:
    """Record that somebody was stopped, and have a privacy officer told at once.

    Args:
        error: Who was stopped.
        at: When.
        way: The page or command that they came by.
    """
    if error.actor is None:
        return
    denied(
        actor=error.actor,
        at=at,
        subject_kind="limit",
        subject_id=way,
        function=error.function,
        details={"limit": "persons_per_hour"},
        at_once=True,
    )
