"""Who may do what, and on which days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from juminzei.platform.staff.models import RoleGrant, StaffMember
from juminzei.platform.staff.policy import FUNCTIONS, Role
from juminzei.platform.staff.services import (
    BATCH_NUMBER,
    NotPermittedError,
    add_member,
    allowed,
    batch_member,
    functions_of,
    require,
)
from support.granted import GRANTED
from support.moments import START

APRIL = date(2026, 4, 1)
TODAY = date(2026, 4, 20)
DAY = timedelta(days=1)


def member(*roles: str, valid_from: date = APRIL, valid_until: date | None = None) -> StaffMember:
    return add_member(
        staff_number="1001",
        name="加須　花子",
        department="税務課",
        roles=roles,
        valid_from=valid_from,
        valid_until=valid_until,
    )


@pytest.mark.django_db
def test_a_member_may_do_what_a_role_of_theirs_has() -> None:
    clerk = member(Role.TAX_CLERK)

    require(clerk, "match.decide", on=TODAY)
    assert functions_of(clerk, on=TODAY) == GRANTED[Role.TAX_CLERK]


@pytest.mark.django_db
def test_two_roles_have_the_functions_of_both() -> None:
    both = member(Role.AUDITOR, Role.COLLECTION_CLERK)

    assert functions_of(both, on=TODAY) == GRANTED[Role.AUDITOR] | GRANTED[Role.COLLECTION_CLERK]


@pytest.mark.django_db
def test_a_refusal_says_who_what_and_whom_to_ask() -> None:
    with pytest.raises(NotPermittedError) as refused:
        require(member(Role.TAX_CLERK), "assess.fix", on=TODAY)

    text = str(refused.value)
    assert "1001" in text
    assert FUNCTIONS["assess.fix"] in text
    assert "システム管理者" in text
    assert "加須　花子" not in text


@pytest.mark.django_db
def test_a_member_without_a_role_may_do_nothing() -> None:
    assert functions_of(member(), on=TODAY) == frozenset()


@pytest.mark.django_db
def test_a_function_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        require(member(Role.TAX_SUPERVISOR), "assess.everything", on=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "may"),
    [
        (TODAY - DAY, False),
        (TODAY, True),
        (TODAY + 9 * DAY, True),
        (TODAY + 10 * DAY, False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_service_and_role_hold_from_their_first_through_their_last_day(
    on: date, *, may: bool
) -> None:
    guest = member(Role.TAX_CLERK, valid_from=TODAY, valid_until=TODAY + 9 * DAY)

    assert allowed(guest, "person.view", on=on) is may


@pytest.mark.django_db
def test_a_role_may_end_before_the_service_does() -> None:
    moved = member(Role.TAX_CLERK)
    RoleGrant.objects.filter(staff_member=moved).update(valid_until=TODAY - DAY)

    assert not allowed(moved, "person.view", on=TODAY)
    assert allowed(moved, "person.view", on=TODAY - DAY)


@pytest.mark.django_db
def test_a_deactivated_member_may_do_nothing_at_once() -> None:
    gone = member(Role.TAX_SUPERVISOR)
    gone.is_active = False

    assert functions_of(gone, on=TODAY) == frozenset()


@pytest.mark.django_db
def test_a_role_that_the_policy_does_not_know_gives_nothing() -> None:
    someone = member()
    RoleGrant.objects.create(staff_member=someone, role="king", valid_from=date(2026, 4, 1))

    assert functions_of(someone, on=TODAY) == frozenset()


@pytest.mark.django_db
def test_nobody_is_entered_with_a_role_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="king"):
        member("king")

    assert not StaffMember.objects.filter(staff_number="1001").exists()


@pytest.mark.django_db
def test_a_password_opens_and_none_opens_nothing() -> None:
    with_password = add_member(
        staff_number="1002",
        name="x",
        department="x",
        roles=[],
        valid_from=TODAY,
        password="あいことば12345",
    )

    assert with_password.check_password("あいことば12345")
    assert not member().has_usable_password()


@pytest.mark.django_db
def test_commands_act_as_one_built_in_member_who_cannot_sign_in() -> None:
    first, second = batch_member(START), batch_member(START + DAY)

    assert first == second
    assert first.staff_number == BATCH_NUMBER
    assert not first.has_usable_password()


@pytest.mark.django_db
def test_commands_run_the_year_but_do_not_answer_for_it() -> None:
    batch = batch_member(START)

    for function in ("register.import", "documents.import", "match.run", "assess.run"):
        require(batch, function, on=TODAY)
    for function in (
        "match.decide",
        "assess.fix",
        "address.protected.view",
        "individual_number.view",
    ):
        assert not allowed(batch, function, on=TODAY)


def test_every_role_is_in_the_policy_and_every_function_is_somebodys() -> None:
    assert set(GRANTED) == set(Role)
    assert frozenset().union(*GRANTED.values()) == set(FUNCTIONS)


def test_only_a_supervisor_fixes_and_sees_protected_addresses_and_numbers() -> None:
    for function in ("assess.fix", "address.protected.view", "individual_number.view"):
        holders = {role for role, functions in GRANTED.items() if function in functions}
        assert holders == {Role.TAX_SUPERVISOR}


def test_collection_staff_and_administrators_never_see_documents_or_numbers() -> None:
    for role in (Role.COLLECTION_CLERK, Role.ADMINISTRATOR):
        assert not GRANTED[role] & {"documents.view", "individual_number.view", "match.decide"}
