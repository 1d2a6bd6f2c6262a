"""Whom a member of staff is close to: on both sides of every boundary."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.apps.conflicts.models import Relation
from juminzei.apps.conflicts.selectors.closeness import close_among, is_one_person
from support.close_staff import tied
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from django.test.utils import CaptureQueriesContext
    from pytest_django import DjangoAssertNumQueries

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
FLAT = "加須市大門町20番58号 301"
ELSEWHERE = "加須市騎西36番地1"


@pytest.fixture
def me() -> Addressee:
    return person(1, "課税 花子", "カゼイ ハナコ", address=FLAT, household_number=70)


@pytest.fixture
def clerk(me: Addressee) -> StaffMember:
    member = staff("1001")
    tied(member, me)
    return member


def kinds(member: StaffMember, other: Addressee, at: datetime = AT) -> tuple[str, ...]:
    return close_among(member, [other.number], at=at).get(other.number, ())


def neighbour(body: int = 2, **columns: Any) -> Addressee:
    return person(body, "山田 太郎", "ヤマダ タロウ", **{"address": ELSEWHERE, **columns})


def moved_out(one: Addressee, on: date, household: int) -> None:
    """Have somebody change to another household on a day."""
    AddresseeVersion.objects.create(
        addressee=one,
        version=1,
        true_from=on,
        recorded_at=AT,
        reason="世帯分離",
        name=one.name,
        kana=one.kana,
        birth_text="",
        household_number=household,
        address=one.address,
    )
    Addressee.objects.filter(pk=one.pk).update(household_number=household)


def test_ones_own_record_is_close(clerk: StaffMember, me: Addressee) -> None:
    assert kinds(clerk, me) == ("own",)


def test_a_stranger_is_not_close(clerk: StaffMember) -> None:
    assert kinds(clerk, neighbour()) == ()


def test_who_is_no_addressee_here_is_close_to_nobody(me: Addressee) -> None:
    assert kinds(staff("1009"), me) == ()


def test_the_same_household_is_close_wherever_it_lives(clerk: StaffMember) -> None:
    assert kinds(clerk, neighbour(household_number=70)) == ("household",)


@pytest.mark.parametrize(("moved", "close"), [(date(2024, 6, 1), True), (date(2024, 5, 31), False)])
@pytest.mark.parametrize("who", ["clerk", "other"])
def test_a_household_of_two_years_ago_is_close_to_the_day(
    clerk: StaffMember, me: Addressee, moved: date, *, close: bool, who: str
) -> None:
    other = neighbour(household_number=70)
    moved_out(me if who == "clerk" else other, moved, 71)
    assert bool(kinds(clerk, other)) is close


def test_the_years_are_the_installations(
    clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = neighbour(household_number=70)
    moved_out(other, date(2021, 6, 1), 71)
    assert kinds(clerk, other) == ()
    monkeypatch.setattr(settings.CONFIGURATION, "closeness_years", 5)
    assert kinds(clerk, other) == ("household",)
    monkeypatch.setattr(settings.CONFIGURATION, "closeness_years", 3)
    assert kinds(clerk, other, datetime(2024, 2, 29, tzinfo=AT.tzinfo)) == ("household",)


def test_households_without_a_number_are_not_one_household(clerk: StaffMember) -> None:
    me = Addressee.objects.get(name="課税 花子")
    moved_out(me, date(2015, 1, 1), 0)
    Addressee.objects.filter(pk=me.pk).update(household_number=None)
    assert kinds(clerk, neighbour(household_number=None)) == ()


def test_the_same_address_is_close_however_it_is_written(clerk: StaffMember) -> None:
    assert kinds(clerk, neighbour(address="加須市大門町２０－５８－３０１")) == ("address",)


def test_a_house_of_many_is_not_close(clerk: StaffMember, monkeypatch: pytest.MonkeyPatch) -> None:
    other = neighbour(address=FLAT)
    monkeypatch.setattr(settings.CONFIGURATION, "closeness_dwelling", 2)
    assert kinds(clerk, other) == ("address",)
    person(3, "佐藤 一", "サトウ ハジメ", address=FLAT)
    assert kinds(clerk, other) == ()


def test_a_colleague_is_close_in_a_house_of_many(
    clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "closeness_dwelling", 0)
    other = neighbour(address=FLAT)
    entry = tied(staff("1002"), other)
    assert kinds(clerk, other) == ("colleague",)
    tied(entry.staff_member, other, holds=False)
    assert kinds(clerk, other) == ()


def test_a_colleague_elsewhere_is_not_close(clerk: StaffMember) -> None:
    other = neighbour()
    tied(staff("1002"), other)
    assert kinds(clerk, other) == ()


def test_whoever_moved_away_lives_at_no_address(clerk: StaffMember) -> None:
    assert kinds(clerk, neighbour(address=FLAT, ceased_on=date(2026, 1, 1))) == ()


def test_a_declared_relative_is_close_until_it_is_taken_back(clerk: StaffMember) -> None:
    other = neighbour()
    tied(clerk, other, Relation.RELATIVE)
    assert kinds(clerk, other) == ("relative",)
    assert not is_one_person(clerk, staff("1003"))
    tied(clerk, other, Relation.RELATIVE, holds=False)
    assert kinds(clerk, other) == ()


def test_two_staff_numbers_of_one_addressee_are_one_person(
    clerk: StaffMember, me: Addressee
) -> None:
    other = staff("5001")
    assert not is_one_person(clerk, other)
    tied(other, me)
    assert is_one_person(clerk, other)


def test_what_is_asked_does_not_grow_with_the_list(
    clerk: StaffMember, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many = [person(100 + n, "山田", "ヤマダ", address=FLAT).number for n in range(60)]
    counts: list[int] = []
    for asked in (many[:1], many):
        context: CaptureQueriesContext
        with django_assert_max_num_queries(6) as context:
            close_among(clerk, asked, at=AT)
        counts.append(len(context))
    assert counts[0] == counts[1]


def test_nothing_more_is_asked_for_who_is_tied_to_nobody(
    me: Addressee, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    member = staff("1009")
    with django_assert_max_num_queries(1):
        close_among(member, [me.number], at=AT + timedelta(days=1))
