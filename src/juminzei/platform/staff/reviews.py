"""The quarterly review of staff numbers: keep or remove; silence suspends (棚卸し)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.membership import end_service, record
from juminzei.platform.staff.models import Review, ReviewItem, StaffMember
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import BATCH_NUMBER, require

if TYPE_CHECKING:
    from datetime import date, datetime


def quarter_of(on: date) -> str:
    """Return the quarter of the year that ``on`` lies in: ``2026Q2``."""
    return f"{on.year}Q{(on.month + 2) // 3}"


@transaction.atomic
def open_review(*, deadline: date, actor: StaffMember, at: datetime) -> Review:
    """Begin this quarter's review of everybody who is in service.

    Raises:
        StaffRefusedError: It has begun already, or the deadline lies not ahead.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    quarter = quarter_of(at.date())
    if deadline <= at.date():
        raise StaffRefusedError("期限は、明日からの日にしてください。")
    if Review.objects.filter(quarter=quarter).exists():
        raise StaffRefusedError(f"{quarter} の棚卸しは、すでに始まっています。")
    review = Review.objects.create(quarter=quarter, opened_on=at.date(), deadline=deadline)
    serving = StaffMember.objects.filter(is_active=True).exclude(staff_number=BATCH_NUMBER)
    people = [one for one in serving if one.valid_until is None or one.valid_until >= at.date()]
    ReviewItem.objects.bulk_create(ReviewItem(review=review, staff_member=one) for one in people)
    audit.record(
        action="staff.review.opened",
        actor=actor,
        at=at,
        function="staff.manage",
        subject_kind="staff_review",
        subject_id=quarter,
        details={"members": len(people), "deadline": deadline.isoformat()},
    )
    return review


@transaction.atomic
def decide_member(*, member: StaffMember, keep: bool, actor: StaffMember, at: datetime) -> None:
    """Keep or remove ``member``, also after the deadline, when it lifts a suspension.

    Raises:
        StaffRefusedError: No review waits for a decision about them, or it is about oneself.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if same_person(actor, member):
        raise StaffRefusedError("自分の職員番号は、ほかのシステム管理者が決めます。")
    waiting = ReviewItem.objects.filter(staff_member=member, kept__isnull=True)
    if not waiting.update(kept=keep, decided_by=actor, decided_at=at):
        raise StaffRefusedError(f"{member.staff_number} は、棚卸しの決定を待っていません。")
    if not keep:
        end_service(member=member, last_day=at.date(), actor=actor, at=at)
    record("staff.review.decided", member, actor, at, keep=keep)
