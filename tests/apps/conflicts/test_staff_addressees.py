"""Which addressee a member of staff is: one person enters it, another confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import Error, transaction

from juminzei.apps.conflicts.models import (
    Relation,
    StaffAddressee,
    StaffAddresseeDecision,
)
from juminzei.apps.conflicts.selectors.own_addressees import not_entered, own_addressees
from juminzei.apps.conflicts.services.enter_addressee import confirm_addressee, enter_addressee
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.close_staff import tied
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def administrator() -> StaffMember:
    return staff("9001", Role.ADMINISTRATOR)


@pytest.fixture
def officer() -> StaffMember:
    return staff("9002", Role.PRIVACY_OFFICER)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def someone() -> Addressee:
    return person(1, "課税 花子", "カゼイ ハナコ")


def entered(
    member: StaffMember, someone: Addressee, actor: StaffMember, *, holds: bool = True
) -> StaffAddressee:
    return enter_addressee(
        member=member,
        number=someone.number,
        relation=Relation.SELF,
        holds=holds,
        actor=actor,
        at=AT,
    )


def confirm(entry: StaffAddressee, actor: StaffMember, *, confirmed: bool = True) -> None:
    confirm_addressee(entry_id=entry.pk, confirmed=confirmed, actor=actor, at=AT)


def test_an_entry_counts_when_another_person_confirmed_it(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember, officer: StaffMember
) -> None:
    entry = entered(clerk, someone, administrator)
    assert own_addressees(clerk).own == set()
    confirm(entry, officer)
    assert own_addressees(clerk).own == {someone.number}
    confirm(entered(clerk, someone, administrator, holds=False), officer)
    assert own_addressees(clerk).own == set()


def test_an_entry_turned_down_never_counts(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember, officer: StaffMember
) -> None:
    confirm(entered(clerk, someone, administrator), officer, confirmed=False)
    assert own_addressees(clerk).own == set()


def test_nobody_confirms_their_own_entry_nor_one_about_themselves(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember, officer: StaffMember
) -> None:
    """T-Z13: not under another staff number either."""
    entry = entered(clerk, someone, administrator)
    for actor in (administrator, _second_number(administrator)):
        with pytest.raises(ConflictsRefusedError, match="登録した人"):
            confirm(entry, actor)
    about_officer = entered(officer, someone, administrator)
    with pytest.raises(ConflictsRefusedError, match="本人"):
        confirm(about_officer, officer)
    assert not StaffAddresseeDecision.objects.filter(entry__in=[entry, about_officer]).exists()


def _second_number(member: StaffMember) -> StaffMember:
    """Return the same person under another staff number."""
    twin = staff(f"{member.staff_number}2", Role.ADMINISTRATOR)
    home = person(50, "管理 一子", "カンリ イチコ")
    tied(member, home)
    tied(twin, home)
    return twin


def test_what_cannot_be_entered_is_told(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember
) -> None:
    with pytest.raises(ConflictsRefusedError, match="ほかの人が登録"):
        entered(administrator, someone, administrator)
    with pytest.raises(ConflictsRefusedError, match="登録されていません"):
        entered(clerk, someone, administrator, holds=False)
    someone.number += 1
    with pytest.raises(ConflictsRefusedError, match="番号を確かめて"):
        entered(clerk, someone, administrator)
    someone.number -= 1
    entered(clerk, someone, administrator)
    with pytest.raises(ConflictsRefusedError, match="確認を待って"):
        entered(clerk, someone, administrator)
    tied(clerk, someone)
    with pytest.raises(ConflictsRefusedError, match="すでに"):
        entered(clerk, someone, administrator)


def test_an_entry_is_confirmed_once(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember, officer: StaffMember
) -> None:
    entry = entered(clerk, someone, administrator)
    confirm(entry, officer)
    with pytest.raises(ConflictsRefusedError, match="待っていません"):
        confirm(entry, officer, confirmed=False)


def test_the_record_names_the_member_and_not_the_addressee(
    clerk: StaffMember, someone: Addressee, administrator: StaffMember, officer: StaffMember
) -> None:
    confirm(entered(clerk, someone, administrator), officer)
    said = list(OutgoingRecord.objects.order_by("pk"))
    assert [(one.action.rpartition(".")[2], one.staff_number, one.subject_id) for one in said] == [
        ("entered", "9001", "1001"),
        ("confirmed", "9002", "1001"),
    ]
    assert f"{someone.number:010d}" not in str([(one.subject_id, one.details) for one in said])
    assert str(someone.number) not in str([one.details for one in said])


@pytest.mark.parametrize("role", [Role.TAX_CLERK, Role.TAX_SUPERVISOR, Role.AUDITOR])
def test_who_has_not_the_function_is_refused(
    role: Role, clerk: StaffMember, someone: Addressee
) -> None:
    actor = staff("8001", role)
    with pytest.raises(NotPermittedError):
        entered(clerk, someone, actor)
    with pytest.raises(NotPermittedError):
        confirm_addressee(entry_id=1, confirmed=True, actor=actor, at=AT)


def test_entries_and_confirmations_cannot_be_changed(
    clerk: StaffMember, someone: Addressee
) -> None:
    entry = tied(clerk, someone)
    for change in (
        lambda: StaffAddressee.objects.filter(pk=entry.pk).update(holds=False),
        lambda: StaffAddresseeDecision.objects.all().delete(),
    ):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


def test_who_is_known_to_be_nobody_here_is_counted(someone: Addressee) -> None:
    member = staff("1001")
    staff("batch", Role.BATCH)
    staff("1002", valid_until=AT.date().replace(day=1, month=1))
    assert not_entered(AT.date()) == 1
    tied(member, someone)
    assert not_entered(AT.date()) == 1, "who confirmed it is tied to nobody yet"
