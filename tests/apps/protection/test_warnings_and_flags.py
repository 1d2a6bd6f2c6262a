"""Pages warn whoever may know, and no other; other systems learn about whom not to answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.api import household_numbers
from juminzei.apps.addressees.models import Addressee
from juminzei.apps.protection.api import (
    HIDDEN_ADDRESS,
    confirm_reflection,
    flags,
    may_answer_automatically,
    visible_address,
    warned_of,
)
from juminzei.platform.clock import today
from juminzei.platform.staff import services
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.hidden_family import FORMER, Family, family
from support.page_rows import person, protect, staff
from support.protection_cases import FIRST, MORNING, begun, decided, later

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

SELF, NEAR = "支援措置対象者です", "同じ世帯に支援措置対象者がいます"


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def people(clerk: StaffMember) -> Family:
    found = family(clerk)
    found.protect(clerk)
    return found


def about_her(people: Family) -> list[str]:
    number = people.she.number
    return [
        reverse("person", args=[number]),
        reverse("amount", args=[people.version.pk, "total"]),
        reverse("individual_number", args=[number]),
        reverse("protection_apply", args=[number]),
        reverse("match", args=[people.documents[0].pk]),
        reverse("match", args=[people.documents[1].pk]),
    ]


def test_every_page_about_her_warns_in_a_region_of_its_own(people: Family, client: Client) -> None:
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    for address in about_her(people):
        page = client.get(address).content.decode()
        assert page.count(SELF) == 1, address
        assert 'role="region" aria-label="支援措置の注意"' in page


def test_pages_about_others_do_not_warn(people: Family, client: Client) -> None:
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    for address in (
        reverse("person", args=[people.he.number]),
        reverse("search"),
        reverse("taxable_list"),
    ):
        page = client.get(address).content.decode()
        assert SELF not in page
        assert NEAR not in page


def test_who_may_not_know_is_not_warned(
    people: Family, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "juminzei.web.templatetags.protected.data_seen",
        lambda *given, **named: services.data_seen(*given, **named) - {"protection"},
    )
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    assert SELF not in client.get(about_her(people)[0]).content.decode()


def test_somebody_of_her_household_is_warned_about_and_he_is_not(
    people: Family, client: Client
) -> None:
    mother = person(
        21, "川口 和子", "カワグチ カズコ", household_number=people.she.household_number
    )
    client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    assert NEAR in client.get(reverse("person", args=[mother.number])).content.decode()

    Addressee.objects.filter(pk=people.he.pk).update(household_number=people.she.household_number)
    page = client.get(reverse("person", args=[people.he.number])).content.decode()
    assert NEAR not in page
    assert SELF not in page


def test_once_a_case_is_over_he_is_nobody_special(clerk: StaffMember) -> None:
    she = person(1, "山本 﨑子", "ヤマモト サキコ", household_number=FORMER)
    he = person(2, "山本 太郎", "ヤマモト タロウ", household_number=FORMER)
    case = begun(she, clerk, other_party=he.number)
    assert warned_of([he.number], on=FIRST) == ""
    decided(case, staff("2001", Role.TAX_SUPERVISOR), agree=False)
    protect(she)
    assert warned_of([he.number], on=later(1).date()) == "household"


def test_a_household_is_who_stands_in_it_today(clerk: StaffMember) -> None:
    del clerk
    one = person(1, "山本 太郎", "ヤマモト タロウ", household_number=FORMER)
    two = person(2, "山本 花子", "ヤマモト ハナコ", household_number=FORMER)
    person(3, "山本 旧", "ヤマモト キュウ", household_number=FORMER, ceased_on=FIRST)
    person(4, "別 人", "ベツ ジン", household_number=None)
    assert household_numbers(one.number) == [two.number]
    assert household_numbers(4) == []


def test_one_address_is_hidden_or_not_as_it_stands_now(clerk: StaffMember) -> None:
    she = person(1, "山本 﨑子", "ヤマモト サキコ")
    assert visible_address(she.number, "三俣", on=FIRST) == "三俣"
    begun(she, clerk)
    assert visible_address(she.number, "三俣", on=FIRST) == HIDDEN_ADDRESS


def test_all_numbers_of_a_person_are_hidden_with_one_of_them(people: Family) -> None:
    assert [may_answer_automatically(number, today()) for number in people.hidden] == [False] * 3
    Addressee.objects.filter(pk=people.merged.pk).update(merged_into=None)
    assert may_answer_automatically(people.merged.number, today())


def test_protecting_a_merged_away_number_protects_the_one_that_stands_for_it(
    clerk: StaffMember,
) -> None:
    now, once, other = (person(body, "山本 﨑子", "ヤマモト サキコ") for body in (1, 2, 3))
    Addressee.objects.filter(pk__in=[once.pk, other.pk]).update(merged_into=now)
    begun(once, clerk)
    assert not any(may_answer_automatically(one.number, FIRST) for one in (now, once, other))


def test_a_flag_stands_unreflected_until_the_system_confirmed_that_very_flag(
    clerk: StaffMember,
) -> None:
    """R-3.6.9: set by the registration, at once; each system's confirmation is noted."""
    she = person(1, "山本 﨑子", "ヤマモト サキコ")
    batch = batch_member(MORNING)
    assert flags("intermediate", on=FIRST) == []
    assert may_answer_automatically(she.number, FIRST)

    case = begun(she, clerk)
    [flag] = flags("intermediate", on=FIRST)
    assert (flag.number, flag.may_answer, flag.reflected_at) == (she.number, False, None)
    confirm_reflection("intermediate", {she.number: False}, actor=batch, at=MORNING)
    assert flags("intermediate", on=FIRST)[0].reflected_at == MORNING
    assert flags("another", on=FIRST)[0].reflected_at is None

    decided(case, staff("2001", Role.TAX_SUPERVISOR), agree=False)
    [flag] = flags("intermediate", on=later(1).date())
    assert (flag.may_answer, flag.reflected_at) == (True, None)
    after = MORNING + timedelta(days=1)
    confirm_reflection("intermediate", {she.number: True}, actor=batch, at=after)
    assert flags("intermediate", on=later(1).date())[0].reflected_at == after


def test_only_who_may_confirms_for_a_system(clerk: StaffMember) -> None:
    with pytest.raises(NotPermittedError):
        confirm_reflection("intermediate", {}, actor=clerk, at=MORNING)
