"""KR-03: somebody's returns by their Individual Number, which is posted and shown nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.services.number_choices import LinkReason
from juminzei.apps.addressees.services.own_number import link_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.made_up_returns import number_of
from support.national_rows import identified, taken, with_data
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    """Who may look for people by number, signed in."""
    member = staff("1001")
    client.force_login(member)
    return member


@pytest.fixture
def taro(clerk: StaffMember) -> Addressee:
    """Somebody with a number."""
    someone = person(1, "山田　太郎", "ヤマダ　タロウ")
    link_number(someone, number_of(), reason=LinkReason.REGISTER, actor=clerk, at=AT)
    return someone


@pytest.fixture
def two(clerk: StaffMember, taro: Addressee) -> list[StagedReturn]:
    """Return Taro's return and one that is not matched yet, with the same number on it."""
    rows = [with_data(1, reference="A"), with_data(2, number=number_of(), reference="B")]
    found = taken(rows, clerk, at=now())
    identified(found[0], taro)
    return found


def asked(client: Client, number: str, purpose: str = "matching") -> tuple[int, str]:
    address = reverse("national_number_search")
    answer = client.post(address, {"number": number, "purpose": purpose})
    return answer.status_code, answer.content.decode()


def test_returns_that_are_the_persons_are_found_and_those_of_nobody_are_not(
    client: Client, two: list[StagedReturn]
) -> None:
    status, page = asked(client, number_of().reveal())
    assert status == 200
    assert reverse("national_return", args=[two[0].pk]) in page
    assert reverse("national_return", args=[two[1].pk]) not in page


@pytest.mark.usefixtures("two")
def test_the_number_is_on_no_page_and_in_no_record(client: Client) -> None:
    """No number in an address, on a page or in the record; the purpose is on record."""
    digits = number_of().reveal()
    _, page = asked(client, digits)
    assert digits not in page
    record = OutgoingRecord.objects.get(action="national_returns.number.searched")
    assert (record.purpose, record.details) == ("matching", {"found": 1})
    assert digits not in str(list(OutgoingRecord.objects.values()))
    assert client.get(reverse("national_number_search"), {"number": digits}).status_code == 405


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("number", "purpose"), [("123456789012", "matching"), ("", "matching"), ("x", "matching")]
)
def test_what_is_no_number_is_refused_and_not_repeated(
    client: Client, number: str, purpose: str
) -> None:
    status, page = asked(client, number, purpose)
    assert status == 422
    assert "123456789012" not in page
    assert not OutgoingRecord.objects.filter(action="national_returns.number.searched").exists()


@pytest.mark.usefixtures("two")
def test_without_a_purpose_nobody_is_looked_for(client: Client) -> None:
    assert asked(client, number_of().reveal(), "")[0] == 422


@pytest.mark.usefixtures("two")
def test_a_number_that_nobody_has_finds_nothing(client: Client) -> None:
    status, page = asked(client, number_of("98765432109").reveal())
    assert (status, "該当する申告はありません" in page) == (200, True)


@pytest.mark.usefixtures("two")
def test_who_may_not_ask_by_number_neither_sees_the_form_nor_is_answered(client: Client) -> None:
    client.force_login(staff("2002", Role.AUDITOR))
    assert asked(client, number_of().reveal())[0] == 403
    assert client.get(reverse("national_search")).status_code == 403
