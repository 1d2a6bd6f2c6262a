"""Where two people must decide, one person with two staff numbers is one person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import juminzei
from juminzei.apps.conflicts.models import Relation
from juminzei.apps.national_returns.services.export_returns import ask_export, decide_export
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.staff.grants import decide_request, grant_role
from juminzei.platform.staff.models import GrantRequest
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.vault.models import Matter
from juminzei.platform.vault.paired_decisions import PairedDecisionError, ask, decide
from support.close_staff import tied
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
BY_NUMBER_ALONE = re.compile(
    r"_by_id\s*[!=]=\s*actor\.pk|_by\.staff_number\s*[!=]=\s*actor|[!=]= actor\.staff_number"
    r"|actor\.staff_number in \{"
)


@pytest.fixture
def me() -> Addressee:
    return person(1, "課税 花子", "カゼイ ハナコ")


@pytest.fixture
def daily(me: Addressee) -> StaffMember:
    member = staff("1001", Role.TAX_CLERK, Role.ADMINISTRATOR)
    tied(member, me)
    return member


@pytest.fixture
def second_number(me: Addressee) -> StaffMember:
    """The same person's number for a higher role."""
    member = staff("9001", Role.TAX_SUPERVISOR, Role.ADMINISTRATOR)
    tied(member, me)
    return member


def test_whoever_is_not_entered_is_known_by_the_number(daily: StaffMember) -> None:
    stranger = staff("1002")
    assert same_person(daily, daily)
    assert same_person(stranger, "1002")
    assert not same_person(daily, stranger)
    assert not same_person(stranger, staff("1003"))


def test_a_number_that_was_written_down_tells_the_person(
    daily: StaffMember, second_number: StaffMember
) -> None:
    assert same_person(second_number, daily.staff_number)
    assert not same_person(second_number, "8888")


def test_a_relative_is_another_person(daily: StaffMember, me: Addressee) -> None:
    wife = staff("1004")
    tied(wife, me, Relation.RELATIVE)
    assert not same_person(daily, wife)


def test_numbers_are_two_people_again_once_an_entry_is_taken_back(
    daily: StaffMember, second_number: StaffMember, me: Addressee
) -> None:
    tied(second_number, me, holds=False)
    assert not same_person(daily, second_number)


def test_a_file_of_returns_is_not_allowed_to_oneself(
    daily: StaffMember, second_number: StaffMember
) -> None:
    asked = ask_export(
        tax_year=2026, form="KOA020", columns=["name"], purpose="突合", actor=daily, at=AT
    )
    with pytest.raises(ReturnsRefusedError, match="申請した職員"):
        decide_export(request_id=asked.pk, granted=True, actor=second_number, at=AT)
    decide_export(
        request_id=asked.pk, granted=True, actor=staff("9002", Role.TAX_SUPERVISOR), at=AT
    )


def test_a_key_is_not_destroyed_by_one_person(
    daily: StaffMember, second_number: StaffMember
) -> None:
    ask(Matter.KEY_DESTRUCTION, "1", reason="期限", actor=daily, at=AT)
    with pytest.raises(PairedDecisionError, match="申請した職員"):
        decide(Matter.KEY_DESTRUCTION, "1", agreed=True, actor=second_number, at=AT)
    other = staff("1002")
    assert decide(Matter.KEY_DESTRUCTION, "1", agreed=True, actor=other, at=AT).agreed


def test_nobody_gives_a_role_to_a_number_of_their_own(
    daily: StaffMember, second_number: StaffMember
) -> None:
    with pytest.raises(StaffRefusedError, match="自分に"):
        grant_role(
            member=second_number,
            role=Role.COLLECTION_CLERK,
            valid_from=AT.date(),
            valid_until=None,
            actor=daily,
            at=AT,
        )


def test_nobody_approves_a_role_that_they_asked_for(
    daily: StaffMember, second_number: StaffMember
) -> None:
    request = GrantRequest.objects.create(
        staff_member=staff("1002"),
        role=Role.PRIVACY_OFFICER,
        valid_from=AT.date(),
        requested_by=daily,
        requested_at=AT,
    )
    with pytest.raises(StaffRefusedError, match="申請した人"):
        decide_request(request_id=request.pk, approve=True, actor=second_number, at=AT)


def test_no_decision_compares_numbers_by_itself() -> None:
    root = Path(juminzei.__file__).parent
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in sorted(root.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if BY_NUMBER_ALONE.search(line) and path.name != "second_person.py"
    ]
    assert not found, "ask same_person(actor, ...), who may have two numbers"
