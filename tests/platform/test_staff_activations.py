"""Beginning and recovering by two administrators, neither of whom can come in instead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.activations import (
    activate,
    approve_activation,
    found_activation,
    request_activation,
)
from juminzei.platform.staff.lockout import TRIES
from juminzei.platform.staff.models import Activation, StaffMember, TotpFactor
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import NotPermittedError, batch_member
from juminzei.platform.staff.totp import begin_registration, check_code, code_at
from support.administrators import administrators, entered
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
PASSWORD = "shiroi-kumo-tokei"
Halves = tuple[str, str]


@pytest.fixture
def people() -> tuple[StaffMember, StaffMember, StaffMember]:
    """Two administrators and a person whom they let begin."""
    admin, other = administrators()
    return admin, other, entered(admin)


def both(people: tuple[StaffMember, StaffMember, StaffMember]) -> Halves:
    admin, other, member = people
    first = request_activation(member=member, actor=admin, at=START)
    return first, approve_activation(member=member, actor=other, at=START)


def begin(halves: Halves, number: str = "2001", days: int = 0) -> StaffMember:
    at = START + timedelta(days=days)
    return activate(staff_number=number, halves=halves, password=PASSWORD, at=at)


def test_the_person_with_both_halves_chooses_the_password(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    member = begin(both(people))
    assert StaffMember.objects.get(pk=member.pk).check_password(PASSWORD)
    actions = OutgoingRecord.objects.values_list("action", flat=True)
    assert "staff.activation.used" in set(actions)


def test_whoever_made_the_account_cannot_come_in_with_it(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    """T-A12: each administrator knows one half, and approves nothing of their own."""
    admin, other, member = people
    first = request_activation(member=member, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="承認できません"):
        approve_activation(member=member, actor=admin, at=START)
    second = approve_activation(member=member, actor=other, at=START)
    for halves in ((first, ""), ("", second), (second, first), (first, first)):
        with pytest.raises(StaffRefusedError, match="許可コード"):
            begin(halves)
    assert not StaffMember.objects.get(pk=member.pk).has_usable_password()


def test_a_code_counts_once_and_for_a_week(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    halves = both(people)
    with pytest.raises(StaffRefusedError):
        begin(halves, days=7)
    begin(halves, days=6)
    with pytest.raises(StaffRefusedError):
        begin(halves, days=6)


def test_a_code_that_nobody_approved_opens_nothing(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, _, member = people
    first = request_activation(member=member, actor=admin, at=START)
    with pytest.raises(StaffRefusedError):
        begin((first, ""))


def test_a_new_request_ends_the_old_code(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    old = both(people)
    new = both(people)
    with pytest.raises(StaffRefusedError):
        begin(old)
    begin(new)


def test_an_unknown_number_gets_the_same_words(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    both(people)
    told = set()
    for number in ("2001", "7777"):
        with pytest.raises(StaffRefusedError) as refused:
            begin(("X", "Y"), number)
        told.add(str(refused.value))
    assert len(told) == 1
    assert OutgoingRecord.objects.filter(action="staff.activation.failed").count() == 1


def test_guessing_rests_the_account(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    halves = both(people)
    for _ in range(TRIES):
        with pytest.raises(StaffRefusedError):
            begin(("X", "Y"))
    with pytest.raises(StaffRefusedError):
        begin(halves)
    begin(halves, days=1)


def test_a_password_that_will_not_do_leaves_the_code_good(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    halves = both(people)
    with pytest.raises(StaffRefusedError, match="文字以上"):
        activate(staff_number="2001", halves=halves, password="short", at=START)
    begin(halves)


def test_recovery_forgets_the_lost_second_factor(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    """Recovery takes the same two administrators."""
    *_, member = people
    begin(both(people))
    secret = begin_registration(member)
    assert check_code(member, code_at(secret, START), at=START)
    with pytest.raises(StaffRefusedError, match="似ています"):
        begin(both(people))
    activate(staff_number="2001", halves=both(people), password="akane-sasu-hikari", at=START)
    assert not TotpFactor.objects.filter(staff_member=member).exists()


def test_nobody_asks_for_or_approves_their_own(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    admin, other, _ = people
    with pytest.raises(StaffRefusedError, match="自分"):
        request_activation(member=admin, actor=admin, at=START)
    request_activation(member=other, actor=admin, at=START)
    with pytest.raises(StaffRefusedError, match="承認できません"):
        approve_activation(member=other, actor=other, at=START)


def test_programs_are_never_let_in(people: tuple[StaffMember, StaffMember, StaffMember]) -> None:
    with pytest.raises(StaffRefusedError, match="プログラム"):
        request_activation(member=batch_member(START), actor=people[0], at=START)


def test_nothing_is_approved_that_nobody_asked_for(
    people: tuple[StaffMember, StaffMember, StaffMember],
) -> None:
    with pytest.raises(StaffRefusedError, match="待っていません"):
        approve_activation(member=people[2], actor=people[1], at=START)


def test_clerks_let_nobody_in(people: tuple[StaffMember, StaffMember, StaffMember]) -> None:
    with pytest.raises(NotPermittedError):
        request_activation(member=people[2], actor=staff(), at=START)


def test_no_half_is_kept_in_clear(people: tuple[StaffMember, StaffMember, StaffMember]) -> None:
    halves = both(people)
    kept = str(Activation.objects.values().get())
    recorded = str(list(OutgoingRecord.objects.values()))
    for half in halves:
        assert half not in kept + recorded


def test_a_first_administrator_gets_the_whole_code() -> None:
    admin, _ = administrators()
    first, second = found_activation(member=admin, founder=batch_member(START), at=START).split("-")
    begin((first, second), "9001")


def test_the_page_begins_and_the_password_then_opens(client: Client) -> None:
    admin, other = staff("9001", Role.ADMINISTRATOR), staff("9002", Role.ADMINISTRATOR)
    member = staff("2001")
    first = request_activation(member=member, actor=admin, at=now())
    second = approve_activation(member=member, actor=other, at=now())
    given = {"number": "2001", "first": first.lower(), "second": f" {second}", "new": PASSWORD}
    page = client.post("/sign-in/begin/", {**given, "again": "another-password"})
    assert "一致しません" in page.text
    assert (
        "許可コードが違う"
        in client.post("/sign-in/begin/", {**given, "first": "X", "again": PASSWORD}).text
    )
    assert client.post("/sign-in/begin/", {**given, "again": PASSWORD})["Location"] == "/sign-in/"
    client.post("/sign-in/", {"username": "2001", "password": PASSWORD})
    assert SESSION_KEY in client.session
