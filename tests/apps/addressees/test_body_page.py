"""The person page of a corporation or of joint holders says what they are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.services.registration_facts import Member
from juminzei.platform.staff.policy import Role
from support.page_rows import person, staff
from support.registrations import BODY, CORPORATE_NUMBER, facts, registered

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerks(client: Client) -> tuple[StaffMember, StaffMember]:
    one, other = staff("2001"), staff("2002", Role.TAX_SUPERVISOR)
    client.force_login(one)
    return one, other


def test_a_corporation_shows_its_number_and_its_office_the_head_office(
    client: Client, clerks: tuple[StaffMember, StaffMember]
) -> None:
    head = registered(*clerks, BODY)
    office = registered(
        *clerks,
        facts(
            BODY,
            name="騎西営業所",
            kana="キサイエイギヨウシヨ",
            address="埼玉県加須市騎西一丁目7番地",
            corporate_number="",
            collector_number="",
            head_office_id=head.number,
        ),
    )
    shown = client.get(reverse("person", args=[head.number])).text
    for told in (CORPORATE_NUMBER, "見本　社長", "11200001"):
        assert told in shown
    assert "<dt>生年月日</dt>" not in shown
    assert (
        f'href="{reverse("person", args=[head.number])}"'
        in client.get(reverse("person", args=[office.number])).text
    )


def test_joint_holders_are_named_with_their_shares_and_who_speaks(
    client: Client, clerks: tuple[StaffMember, StaffMember]
) -> None:
    people = [person(n, f"見本 {n}", "ミホン") for n in (1, 2)]
    members = (
        Member(people[0].number, Fraction(1, 3), represents=False),
        Member(people[1].number, Fraction(2, 3), represents=True),
    )
    joint = registered(
        *clerks,
        facts(
            kind="joint",
            name="見本二 外1名",
            kana="ミホンニ",
            birth_on=None,
            birth_text="",
            sex="",
            members=members,
        ),
    )
    shown = client.get(reverse("person", args=[joint.number])).text
    assert "見本 2</a>（持分 2/3）（代表者）" in shown
    assert "見本 1</a>（持分 1/3）" in shown
    assert shown.index("見本 2</a>") < shown.index("見本 1</a>")
    assert "共有者" not in client.get(reverse("person", args=[people[0].number])).text
