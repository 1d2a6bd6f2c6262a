"""Giving and taking roles: two people for a sensitive one, training, felt at once, on record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.staff.grants import decide_request, grant_role, revoke_role
from juminzei.platform.staff.listing import staff_page, waiting_requests
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import SENSITIVE
from juminzei.platform.staff.services import NotPermittedError, functions_of
from juminzei.platform.staff.trainings import record_training
from support.administrators import TODAY, administrators, entered, set_rules
from support.granted import GRANTED
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import GrantRequest, StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)


def ask(member: StaffMember, role: str, actor: StaffMember) -> GrantRequest | None:
    return grant_role(member=member, role=role, valid_from=TODAY, actor=actor, at=START)


def asked(member: StaffMember, role: str, actor: StaffMember) -> int:
    request = ask(member, role, actor)
    assert request is not None
    return request.pk


def test_an_ordinary_role_is_given_by_one_person_and_recorded_with_its_outcome() -> None:
    admin, _ = administrators()
    member = entered(admin)
    assert ask(member, Role.TAX_CLERK, admin) is None
    assert functions_of(member, on=TODAY) == GRANTED[Role.TAX_CLERK]
    assert functions_of(member, on=TODAY - DAY) == frozenset()
    record = OutgoingRecord.objects.get(action="staff.role.granted")
    assert record.details["roles_after"] == [Role.TAX_CLERK]


@pytest.mark.parametrize("role", sorted(SENSITIVE))
def test_a_sensitive_role_counts_only_when_another_person_approved(role: str) -> None:
    """T-Z13: nobody approves what they asked for."""
    admin, other = administrators()
    member = entered(admin)
    request = asked(member, role, admin)
    assert functions_of(member, on=TODAY) == frozenset()
    with pytest.raises(StaffRefusedError, match="承認できません"):
        decide_request(request_id=request, approve=True, actor=admin, at=START)
    decide_request(request_id=request, approve=True, actor=other, at=START)
    assert functions_of(member, on=TODAY) == GRANTED[Role(role)]
    approved = OutgoingRecord.objects.get(action="staff.role.approved")
    assert approved.staff_number == "9002"
    assert approved.details["request"] == request


def test_who_gets_a_role_does_not_approve_it() -> None:
    """T-Z13: nor does the person whom it is for."""
    admin, other = administrators()
    request = asked(other, Role.PRIVACY_OFFICER, admin)
    with pytest.raises(StaffRefusedError, match="承認できません"):
        decide_request(request_id=request, approve=True, actor=other, at=START)


def test_what_was_decided_is_not_decided_again() -> None:
    admin, other = administrators()
    request = asked(entered(admin), Role.AUDITOR, admin)
    decide_request(request_id=request, approve=False, actor=other, at=START)
    with pytest.raises(StaffRefusedError, match="待っていません"):
        decide_request(request_id=request, approve=True, actor=other, at=START)
    assert not waiting_requests()


def test_a_refused_role_is_not_held() -> None:
    admin, other = administrators()
    member = entered(admin)
    request = asked(member, Role.TAX_SUPERVISOR, admin)
    assert [one["request"] for one in waiting_requests()] == [request]
    decide_request(request_id=request, approve=False, actor=other, at=START)
    assert functions_of(member, on=TODAY) == frozenset()
    assert OutgoingRecord.objects.filter(action="staff.role.turned_down").exists()


def test_what_is_approved_late_counts_from_then_on() -> None:
    admin, other = administrators()
    member = entered(admin)
    request = asked(member, Role.AUDITOR, admin)
    decide_request(request_id=request, approve=True, actor=other, at=START + 3 * DAY)
    assert not functions_of(member, on=TODAY + 2 * DAY)
    assert functions_of(member, on=TODAY + 3 * DAY)


@pytest.mark.parametrize("role", [Role.BATCH, Role.CLIENT, "king"])
def test_built_in_and_unknown_roles_are_given_to_nobody(role: str) -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="役割ではありません"):
        ask(entered(admin), role, admin)


def test_nobody_gives_themselves_a_role() -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="自分"):
        ask(admin, Role.TAX_CLERK, admin)


def test_a_role_is_not_given_twice() -> None:
    admin, _ = administrators()
    member = entered(admin)
    ask(member, Role.TAX_CLERK, admin)
    with pytest.raises(StaffRefusedError, match="すでに"):
        ask(member, Role.TAX_CLERK, admin)


@pytest.mark.parametrize("role", [Role.TAX_CLERK, Role.PRIVACY_OFFICER])
def test_only_administrators_give_roles(role: Role) -> None:
    administrators()
    asking = staff("1001", role)
    with pytest.raises(NotPermittedError):
        ask(staff("1002"), Role.COLLECTION_CLERK, asking)


def test_a_clerk_approves_nothing() -> None:
    admin, _ = administrators()
    request = asked(entered(admin), Role.AUDITOR, admin)
    with pytest.raises(NotPermittedError):
        decide_request(request_id=request, approve=True, actor=staff(), at=START)


def test_administrators_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    """R-3.3.13: as many as the setting allows, when asked for and when approved."""
    set_rules(monkeypatch, most_administrators=3)
    admin, other = administrators()
    requests = [
        asked(entered(admin, number, name), Role.ADMINISTRATOR, admin)
        for number, name in (("2001", "三人 目子"), ("2002", "四人 目子"))
    ]
    decide_request(request_id=requests[0], approve=True, actor=other, at=START)
    with pytest.raises(StaffRefusedError, match="3 人まで"):
        decide_request(request_id=requests[1], approve=True, actor=other, at=START)
    with pytest.raises(StaffRefusedError, match="3 人まで"):
        ask(entered(admin, "2003", "五人 目子"), Role.ADMINISTRATOR, admin)


def test_a_role_taken_away_is_gone_at_the_next_request(client: Client) -> None:
    """T-Z14: a change of privilege takes effect at once, and what is left is on record."""
    admin = staff("9001", Role.ADMINISTRATOR)
    member = staff("2001", Role.TAX_CLERK)
    client.force_login(member)
    assert client.get("/search/").status_code == 200
    ended = revoke_role(
        member=member, role=Role.TAX_CLERK, last_day=today() - DAY, actor=admin, at=now()
    )
    assert ended == 1
    assert client.get("/search/").status_code == 403
    assert OutgoingRecord.objects.get(action="staff.role.revoked").details["roles_after"] == []


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
def test_an_indispensable_role_is_not_taken_from_the_last_who_holds_it(role: Role) -> None:
    """T-Z14: removing the last privacy officer is refused."""
    admin = staff("9001", Role.ADMINISTRATOR)
    last = admin if role == Role.ADMINISTRATOR else staff("1003", role)
    with pytest.raises(StaffRefusedError, match="最後の"):
        revoke_role(member=last, role=role, last_day=TODAY, actor=admin, at=START)


def test_a_role_that_is_not_held_cannot_be_taken() -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="持っていません"):
        revoke_role(member=entered(admin), role=Role.AUDITOR, last_day=TODAY, actor=admin, at=START)


# ---- training ----


def train(member: StaffMember, actor: StaffMember, until: int = 365) -> None:
    end = TODAY + until * DAY
    record_training(member=member, completed_on=TODAY, valid_until=end, actor=actor, at=START)


def test_where_training_is_needed_a_role_is_void_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """R-3.2.14: through the last day of the training, and not a day longer."""
    set_rules(monkeypatch, training=True)
    admin, _ = administrators()
    member = entered(admin)
    ask(member, Role.TAX_CLERK, admin)
    assert functions_of(member, on=TODAY) == frozenset()
    train(member, admin, until=10)
    assert functions_of(member, on=TODAY + 10 * DAY) == GRANTED[Role.TAX_CLERK]
    assert functions_of(member, on=TODAY + 11 * DAY) == frozenset()


def test_a_laptop_asks_for_no_training_and_production_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member = staff()
    assert functions_of(member, on=TODAY)
    set_rules(monkeypatch, profile="production")
    assert functions_of(member, on=TODAY) == frozenset()
    set_rules(monkeypatch, profile="production", training=False)
    assert functions_of(member, on=TODAY)


def test_administrators_see_nobodys_data_and_need_no_training(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_rules(monkeypatch, training=True)
    admin, _ = administrators()
    assert functions_of(admin, on=TODAY) == GRANTED[Role.ADMINISTRATOR]


def test_nobody_records_their_own_training_or_one_that_lies_ahead() -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="自分"):
        train(admin, admin)
    with pytest.raises(StaffRefusedError, match="修了日"):
        train(entered(admin), admin, until=-1)


# ---- the list ----


def test_the_list_has_pages_a_search_and_a_total() -> None:
    admin, _ = administrators()
    for number in range(120):
        staff(f"5{number:03}")
    first, total = staff_page(search="", page=1, actor=admin, at=START)
    second, _ = staff_page(search="", page=2, actor=admin, at=START)
    assert total == 123  # with the built-in member who founded
    assert [len(first), len(second)] == [100, 23]
    (found,), one = staff_page(search="5007", page=1, actor=admin, at=START)
    assert (found["number"], found["roles"], one) == ("5007", "tax_clerk", 1)


def test_the_list_is_for_administrators() -> None:
    with pytest.raises(NotPermittedError):
        staff_page(search="", page=1, actor=staff(), at=START)
