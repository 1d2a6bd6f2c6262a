"""What an act would change is told by doing it and taking it back; what waits is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.activations import approve_activation, request_activation
from juminzei.platform.staff.facts import member_facts, period, rehearsed, terminal_facts
from juminzei.platform.staff.grants import decide_request, grant_role
from juminzei.platform.staff.membership import end_service
from juminzei.platform.staff.models import (
    Activation,
    GrantRequest,
    RoleGrant,
    StaffMember,
    Terminal,
)
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.reviews import decide_member, open_review
from juminzei.platform.staff.services import functions_of
from juminzei.platform.staff.terminals import approve_terminal, request_terminal, revoke_terminal
from juminzei.platform.staff.waiting import waiting
from support.administrators import TODAY, administrators, entered
from support.moments import START
from support.page_rows import staff

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)


@pytest.fixture
def two() -> tuple[StaffMember, StaffMember]:
    return administrators()


def tasks(member: StaffMember) -> dict[str, int]:
    found = waiting(member, functions_of(member, on=TODAY), START)
    return {task.label: task.count for task in found if task.count}


def test_a_rehearsal_tells_the_difference_and_leaves_nothing(
    two: tuple[StaffMember, StaffMember],
) -> None:
    member = entered(two[0])
    records = OutgoingRecord.objects.count()
    changes = rehearsed(
        lambda: grant_role(
            member=member, role=Role.TAX_CLERK, valid_from=TODAY, actor=two[0], at=START
        ),
        lambda: member_facts("2001", START),
    )
    assert changes == [("役割", "なし", "課税担当（令和8年4月20日から）")]
    assert not RoleGrant.objects.filter(staff_member=member).exists()
    assert OutgoingRecord.objects.count() == records


def test_a_rehearsal_that_is_refused_leaves_nothing(two: tuple[StaffMember, StaffMember]) -> None:
    one, other = two
    end_service(member=other, last_day=TODAY - DAY, actor=one, at=START)
    with pytest.raises(StaffRefusedError, match="最後の"):
        rehearsed(
            lambda: end_service(member=one, last_day=TODAY, actor=one, at=START),
            lambda: member_facts("9001", START),
        )
    assert StaffMember.objects.get(staff_number="9001").valid_until is None


def test_facts_of_nobody_and_of_no_machine_are_none() -> None:
    assert member_facts("7777", START) == {}
    assert terminal_facts("x") == {}


def test_periods_are_told_by_era_to_the_minute() -> None:
    noon = START.replace(hour=12)
    assert period(TODAY, None, None) == "令和8年4月20日から"
    assert period(TODAY, TODAY, None) == "令和8年4月20日から令和8年4月20日まで"
    assert period(TODAY, TODAY, noon) == "令和8年4月20日から令和8年4月20日 12:00まで"


def test_facts_follow_an_activation_and_a_review(two: tuple[StaffMember, StaffMember]) -> None:
    one, other = two
    member = entered(one)

    def told(name: str) -> str:
        return member_facts("2001", START)[name]

    assert (told("利用開始の許可"), told("棚卸し")) == ("なし", "なし")
    request_activation(member=member, actor=one, at=START)
    assert told("利用開始の許可") == "承認待ち"
    approve_activation(member=member, actor=other, at=START)
    assert told("利用開始の許可") == "承認済（本人の使用待ち）"
    Activation.objects.update(ends_at=START)
    assert told("利用開始の許可") == "なし"
    open_review(deadline=TODAY + DAY, actor=one, at=START)
    assert told("棚卸し") == "決定待ち"
    decide_member(member=member, keep=True, actor=one, at=START)
    assert told("棚卸し") == "継続"


def test_facts_follow_a_terminal(two: tuple[StaffMember, StaffMember]) -> None:
    states = []
    request_terminal(name="x", place="y", terminal_class="no_media", actor=two[0], at=START)
    states.append(terminal_facts("x")["状態"])
    approve_terminal(name="x", actor=two[1], at=START)
    states.append(terminal_facts("x")["状態"])
    revoke_terminal(name="x", actor=two[0], at=START)
    states.append(terminal_facts("x")["状態"])
    assert states == ["承認待ち", "使用可", "取消済"]


def test_what_waits_is_counted_for_whoever_may_decide_it(
    two: tuple[StaffMember, StaffMember],
) -> None:
    """Neither who asked nor who would get it is told to approve."""
    one, other = two
    officer, member = staff("3001", Role.PRIVACY_OFFICER), entered(one)
    grant_role(member=member, role=Role.AUDITOR, valid_from=TODAY, actor=one, at=START)
    grant_role(member=officer, role=Role.AUDITOR, valid_from=TODAY, actor=one, at=START)
    request_activation(member=member, actor=one, at=START)
    request_terminal(name="x", place="y", terminal_class="ordinary", actor=one, at=START)
    assert tasks(one) == {}
    assert tasks(other) == {"役割の承認": 2, "利用開始の承認": 1, "端末の承認": 1}
    assert tasks(officer) == {"役割の承認": 1, "利用開始の承認": 1, "端末の承認": 1}
    assert tasks(member) == {}
    for request in GrantRequest.objects.all():
        decide_request(request_id=request.pk, approve=False, actor=other, at=START)
    Activation.objects.update(ends_at=START)
    Terminal.objects.update(revoked_at=START)
    assert tasks(other) == {}


def test_a_review_waits_for_administrators_until_all_others_are_decided(
    two: tuple[StaffMember, StaffMember],
) -> None:
    one, other = two
    member = entered(one)
    open_review(deadline=TODAY + DAY, actor=one, at=START)
    due = [task.due for task in waiting(one, {"staff.manage"}, START) if task.count]
    assert due == [TODAY + DAY]
    assert tasks(one) == {"職員番号の棚卸し": 2}
    for decided in (member, other):
        decide_member(member=decided, keep=True, actor=one, at=START)
    assert tasks(one) == {}
    assert tasks(other) == {"職員番号の棚卸し": 1}
