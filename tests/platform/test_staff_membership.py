"""Entering people and ending their service: one person, one number, lapsing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.staff.membership import (
    end_service,
    enter_member,
    found_administrators,
    member_numbered,
)
from juminzei.platform.staff.models import RoleGrant, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import NotPermittedError, batch_member, functions_of
from support.administrators import FIRST, SECOND, TODAY, administrators, entered
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)


def test_an_installation_begins_with_two_administrators() -> None:
    one, other = administrators()
    assert [one.staff_number, other.staff_number] == ["9001", "9002"]
    for member in (one, other):
        assert "staff.manage" in functions_of(member, on=TODAY)
        assert not member.has_usable_password()
    assert OutgoingRecord.objects.filter(action="staff.administrator.founded").count() == 2


def test_nobody_begins_an_installation_twice() -> None:
    administrators()
    with pytest.raises(StaffRefusedError, match="登録されています"):
        found_administrators([("9003", "別人 三郎", "課"), ("9004", "別人 四郎", "課")], at=START)


@pytest.mark.parametrize("people", [[], [FIRST], [FIRST, FIRST], [FIRST, SECOND, ("9", "x", "y")]])
def test_an_installation_begins_with_no_other_number_of_people(
    people: list[tuple[str, str, str]],
) -> None:
    with pytest.raises(StaffRefusedError, match="2人"):
        found_administrators(people, at=START)
    assert not StaffMember.objects.filter(staff_number="9001").exists()


def test_when_every_administrator_has_left_an_installation_can_begin_again() -> None:
    members = administrators()
    for member in members:
        StaffMember.objects.filter(pk=member.pk).update(valid_until=TODAY - DAY)
    found_administrators([("9003", "別人 春子", "課"), ("9004", "別人 夏子", "課")], at=START)


def test_somebody_is_entered_without_role_or_password_and_on_record() -> None:
    admin, _ = administrators()
    member = entered(admin)
    assert not member.has_usable_password()
    assert not RoleGrant.objects.filter(staff_member=member).exists()
    record = OutgoingRecord.objects.get(action="staff.member.entered")
    assert (record.staff_number, record.subject_id) == ("9001", "2001")
    assert "花子" not in str(record.details)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2001", "課税係 共用"),
        ("2001", "税務課"),
        ("2001", "窓口１"),
        ("2001", "テスト 太郎"),
        ("2001", " "),
        ("20", "課税 花子"),
        ("20-01", "課税 花子"),
        ("batch", "課税 花子"),
        ("9002", "課税 花子"),
    ],
)
def test_shared_unfit_or_used_numbers_are_refused(number: str, name: str) -> None:
    admin, _ = administrators()
    before = StaffMember.objects.count()
    with pytest.raises(StaffRefusedError):
        entered(admin, number, name)
    assert StaffMember.objects.count() == before


def test_a_number_is_not_used_again_after_its_owner_left() -> None:
    admin, _ = administrators()
    end_service(member=entered(admin), last_day=TODAY - DAY, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="再利用"):
        entered(admin)


@pytest.mark.parametrize("employment", ["temporary", "contractor"])
def test_who_is_not_permanent_has_a_last_day(employment: str) -> None:
    """R-3.3.18."""
    admin, _ = administrators()
    person: Any = {"staff_number": "3001", "name": "委託 三郎", "department": "委託先"}
    with pytest.raises(StaffRefusedError, match="有効終了日"):
        enter_member(**person, valid_from=TODAY, employment=employment, actor=admin, at=START)
    member = enter_member(
        **person,
        valid_from=TODAY,
        valid_until=TODAY + DAY,
        employment=employment,
        actor=admin,
        at=START,
    )
    assert StaffMember.objects.get(pk=member.pk).employment == employment


def test_an_end_before_the_beginning_is_refused() -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="前です"):
        enter_member(
            staff_number="3001",
            name="委託 三郎",
            department="課",
            valid_from=TODAY,
            valid_until=TODAY - DAY,
            actor=admin,
            at=START,
        )


def test_only_administrators_manage_staff() -> None:
    administrators()
    clerk = staff()
    with pytest.raises(NotPermittedError):
        entered(clerk)
    with pytest.raises(NotPermittedError):
        end_service(member=clerk, last_day=TODAY, actor=clerk, at=START)


def test_the_batch_member_is_never_ended() -> None:
    admin, _ = administrators()
    with pytest.raises(StaffRefusedError, match="一括処理"):
        end_service(member=batch_member(START), last_day=TODAY, actor=admin, at=START)


def test_the_last_day_counts_and_the_minute_after_it_does_not(client: Client) -> None:
    """T-A05: the last day is past at 00:00: the next request is refused, without grace."""
    admin = staff("9001", Role.ADMINISTRATOR)
    staff("9002", Role.ADMINISTRATOR)
    member = staff("2001")
    client.force_login(member)
    end_service(member=member, last_day=today(), actor=admin, at=now())
    assert client.get("/search/").status_code == 200
    end_service(member=member, last_day=today() - DAY, actor=admin, at=now())
    assert client.get("/search/")["Location"].startswith("/sign-in/")


def test_a_number_that_nobody_has_is_said_so() -> None:
    with pytest.raises(StaffRefusedError, match="7777"):
        member_numbered("7777")


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
def test_the_last_holder_of_an_indispensable_role_stays(role: Role) -> None:
    """T-Z14: removing the last privacy officer is refused."""
    admin, other = administrators()
    if role == Role.ADMINISTRATOR:
        end_service(member=other, last_day=TODAY, actor=admin, at=START)
        last = admin
    else:
        last = staff("1003", role)
    with pytest.raises(StaffRefusedError, match="最後の"):
        end_service(member=last, last_day=TODAY, actor=admin, at=START)
    assert StaffMember.objects.get(pk=last.pk).valid_until is None


def test_a_second_privacy_officer_lets_the_first_leave() -> None:
    admin, _ = administrators()
    first = staff("1003", Role.PRIVACY_OFFICER)
    staff("1004", Role.PRIVACY_OFFICER)
    end_service(member=first, last_day=TODAY, actor=admin, at=START)


def test_a_successor_who_has_not_begun_is_none() -> None:
    admin, _ = administrators()
    first = staff("1003", Role.PRIVACY_OFFICER)
    staff("1004", Role.PRIVACY_OFFICER, valid_from=TODAY + 30 * DAY)
    with pytest.raises(StaffRefusedError, match="最後の"):
        end_service(member=first, last_day=TODAY, actor=admin, at=START)
    end_service(member=first, last_day=TODAY + 30 * DAY, actor=admin, at=START)
