"""The quarterly review: keep or remove, and silence suspends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import ReviewItem, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.reviews import decide_member, open_review, quarter_of
from juminzei.platform.staff.services import NotPermittedError, functions_of, in_service
from support.administrators import TODAY, administrators, entered
from support.moments import START
from support.page_rows import staff

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)
DEADLINE = TODAY + 14 * DAY


@pytest.fixture
def people() -> tuple[StaffMember, StaffMember, StaffMember]:
    """Two administrators and a clerk, all in a review."""
    admin, other = administrators()
    clerk = staff("2001", Role.TAX_CLERK)
    open_review(deadline=DEADLINE, actor=admin, at=START)
    return admin, other, clerk


def test_everybody_in_service_is_reviewed_but_the_built_in_member() -> None:
    admin, _ = administrators()
    staff("2001", valid_until=TODAY - DAY)
    entered(admin, "2002")
    review = open_review(deadline=DEADLINE, actor=admin, at=START)
    numbers = review.items.values_list("staff_member__staff_number", flat=True)
    assert sorted(numbers) == ["2002", "9001", "9002"]


def test_without_a_decision_by_the_deadline_a_member_is_suspended(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    """R-3.3.17: no decision = suspended, from the day after the deadline."""
    *_, clerk = people
    assert in_service(clerk, DEADLINE)
    assert not in_service(clerk, DEADLINE + DAY)
    assert functions_of(clerk, on=DEADLINE + DAY) == frozenset()


def test_who_is_kept_goes_on(people: tuple[StaffMember, StaffMember, StaffMember]) -> None:
    admin, _, clerk = people
    decide_member(member=clerk, keep=True, actor=admin, at=START)
    assert in_service(clerk, DEADLINE + DAY)
    assert OutgoingRecord.objects.get(action="staff.review.decided").details == {"keep": True}


def test_who_is_removed_is_out_the_day_after(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, _, clerk = people
    decide_member(member=clerk, keep=False, actor=admin, at=START)
    clerk.refresh_from_db()
    assert clerk.valid_until == TODAY


def test_a_late_decision_lifts_the_suspension(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, other, clerk = people
    decide_member(member=admin, keep=True, actor=other, at=START)
    late = START + 20 * DAY
    assert not in_service(clerk, late.date())
    decide_member(member=clerk, keep=True, actor=admin, at=late)
    assert in_service(clerk, late.date())


def test_nobody_decides_about_themselves_or_twice(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, _, clerk = people
    with pytest.raises(StaffRefusedError, match="自分"):
        decide_member(member=admin, keep=True, actor=admin, at=START)
    decide_member(member=clerk, keep=True, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="待っていません"):
        decide_member(member=clerk, keep=False, actor=admin, at=START)


def test_a_quarter_is_reviewed_once_and_with_time_to_decide(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, *_ = people
    with pytest.raises(StaffRefusedError, match="すでに"):
        open_review(deadline=DEADLINE, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="期限"):
        open_review(deadline=TODAY, actor=admin, at=START)
    assert ReviewItem.objects.count() == 3


def test_only_administrators_review() -> None:
    with pytest.raises(NotPermittedError):
        open_review(deadline=DEADLINE, actor=staff(), at=START)


@pytest.mark.parametrize(
    ("month", "quarter"),
    [(1, "2026Q1"), (3, "2026Q1"), (4, "2026Q2"), (6, "2026Q2"), (12, "2026Q4")],
)
def test_quarters_are_those_of_the_calendar(month: int, quarter: str) -> None:
    assert quarter_of(TODAY.replace(month=month)) == quarter
