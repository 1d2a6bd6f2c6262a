"""What of staff waits for whom: approvals, the review, and what ends of one's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from juminzei.platform.staff.models import (
    Activation,
    GrantRequest,
    Review,
    ReviewItem,
    Terminal,
    Training,
)
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.selection import StaffTerms, found, users_of_files
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

SOON = timedelta(days=30)
PASSWORD_SOON = timedelta(days=14)


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield what ``member`` has to approve, to review, or to renew."""
    if "staff.approve" in functions:
        yield from _approvals(member, at)
        suspected = found(StaffTerms(suspected=True), at).count()
        yield Task("複製の疑いのあるキー", suspected, "staff_list", query="suspected=on")
        users = users_of_files(at)
        over = users if users >= rules().most_users else 0
        yield Task("ファイルの使用者が評価書の区分を超過", over, "staff_list")
    if "staff.manage" in functions:
        review = Review.objects.order_by("-opened_on", "-pk").first()
        items = ReviewItem.objects.filter(review=review, kept__isnull=True)
        left = items.exclude(staff_member=member).count()
        due = review.deadline if review else None
        yield Task("職員番号の棚卸し", left, "staff_review", due=due)
    yield from _own(member, at)


def _approvals(member: StaffMember, at: datetime) -> Iterator[Task]:
    grants = GrantRequest.objects.filter(decided_at__isnull=True)
    others = grants.exclude(requested_by=member).exclude(staff_member=member)
    yield Task("役割の承認", others.count(), "staff_waiting")
    begins = Activation.objects.filter(approved_at__isnull=True, ends_at__gt=at)
    others_begin = begins.exclude(requested_by=member).exclude(staff_member=member)
    yield Task("利用開始の承認", others_begin.count(), "staff_waiting")
    terminals = Terminal.objects.filter(approved_at__isnull=True, revoked_at__isnull=True)
    yield Task("端末の承認", terminals.exclude(requested_by=member).count(), "staff_waiting")


def _own(member: StaffMember, at: datetime) -> Iterator[Task]:
    """Yield what of the member's own ends soon."""
    ends = Training.objects.filter(staff_member=member).aggregate(last=Max("valid_until"))["last"]
    if ends is not None and ends - at.date() <= SOON:
        yield Task("研修の有効期限", 1, "account", due=ends)
    if rules().passwords_expire and member.password_set_at is not None:
        expires = member.password_set_at + timedelta(days=rules().password_days)
        if expires - at <= PASSWORD_SOON:
            yield Task("パスワードの変更", 1, "password", due=expires.astimezone(at.tzinfo).date())
