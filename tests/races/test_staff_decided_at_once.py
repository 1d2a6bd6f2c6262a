"""Two administrators at the same time: what one of them changed counts for the other."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections, transaction

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.activations import approve_activation, request_activation
from juminzei.platform.staff.grants import decide_request, grant_role, revoke_role
from juminzei.platform.staff.membership import end_service
from juminzei.platform.staff.models import GrantRequest, RoleGrant, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import holders
from support.administrators import TODAY, administrators, entered, set_rules
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite lets one writer begin at a time"
    ),
]
BLOCKED_S, LONGEST_S = 0.5, 30


class Second(threading.Thread):
    """An act that begins while another, already done, is not committed yet."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self.act, self.refusal = act, ""

    def run(self) -> None:
        """Act, and keep why it was refused."""
        try:
            self.act()
        except StaffRefusedError as refusal:
            self.refusal = str(refusal)
        finally:
            connections.close_all()


def refusal_of_second(first: Callable[[], object], second: Callable[[], object]) -> str:
    """Do both acts at once and return why the later one was refused."""
    with transaction.atomic():
        first()
        other = Second(second)
        other.start()
        other.join(BLOCKED_S)
        assert other.is_alive(), "it did not wait for the first to be committed"
    other.join(LONGEST_S)
    assert not other.is_alive()
    return other.refusal


def requested(member: StaffMember, role: Role, actor: StaffMember) -> int:
    request = grant_role(member=member, role=role, valid_from=TODAY, actor=actor, at=START)
    assert isinstance(request, GrantRequest)
    return request.pk


def approval(request_id: int, actor: StaffMember) -> Callable[[], None]:
    return lambda: decide_request(request_id=request_id, approve=True, actor=actor, at=START)


def test_a_role_is_approved_once() -> None:
    one, other = administrators()
    third = staff("9003", Role.PRIVACY_OFFICER)
    asked = requested(entered(one), Role.AUDITOR, one)
    refusal = refusal_of_second(approval(asked, other), approval(asked, third))
    assert "待っていません" in refusal
    assert RoleGrant.objects.filter(role=Role.AUDITOR).count() == 1
    assert OutgoingRecord.objects.filter(action="staff.role.approved").count() == 1


def test_the_last_two_privacy_officers_do_not_leave_together() -> None:
    """T-Z14: each alone might go; one of the two must stay."""
    one, other = administrators()
    officers = [staff(number, Role.PRIVACY_OFFICER) for number in ("3001", "3002")]

    def leaving(member: StaffMember, actor: StaffMember) -> Callable[[], None]:
        return lambda: end_service(member=member, last_day=TODAY, actor=actor, at=START)

    refusal = refusal_of_second(leaving(officers[0], one), leaving(officers[1], other))
    assert "最後の" in refusal
    day_after = TODAY + timedelta(days=1)
    assert holders(Role.PRIVACY_OFFICER, on=day_after) == {officers[1].pk}


def test_a_role_and_a_service_of_the_last_two_do_not_end_together() -> None:
    one, other = administrators()
    officers = [staff(number, Role.PRIVACY_OFFICER) for number in ("3001", "3002")]
    refusal = refusal_of_second(
        lambda: revoke_role(
            member=officers[0], role=Role.PRIVACY_OFFICER, last_day=TODAY, actor=one, at=START
        ),
        lambda: end_service(member=officers[1], last_day=TODAY, actor=other, at=START),
    )
    assert "最後の" in refusal


def test_two_approvals_do_not_make_one_administrator_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_rules(monkeypatch, most_administrators=3)
    one, other = administrators()
    third = staff("3001", Role.PRIVACY_OFFICER)
    first = requested(entered(one, "2001"), Role.ADMINISTRATOR, one)
    second = requested(entered(one, "2002", "収納 春子"), Role.ADMINISTRATOR, one)
    refusal = refusal_of_second(approval(first, other), approval(second, third))
    assert "3 人まで" in refusal
    assert len(holders(Role.ADMINISTRATOR, on=TODAY)) == 3
    assert GrantRequest.objects.get(pk=second).decided_at is None


def test_the_second_half_of_a_code_is_handed_out_once() -> None:
    one, other = administrators()
    third = staff("3001", Role.PRIVACY_OFFICER)
    member = entered(one)
    request_activation(member=member, actor=one, at=START)
    refusal = refusal_of_second(
        lambda: approve_activation(member=member, actor=other, at=START),
        lambda: approve_activation(member=member, actor=third, at=START),
    )
    assert "待っていません" in refusal
