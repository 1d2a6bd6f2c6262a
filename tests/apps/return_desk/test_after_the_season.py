"""How to pay, whom next year's form is sent to, and whose return belongs elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.return_desk.models import DeskReturn, Referral, ReturnKind, ReturnState
from juminzei.apps.return_desk.selectors.payment_sheet import due_text
from juminzei.apps.return_desk.selectors.recipients import left_out, recipients
from juminzei.apps.return_desk.services.finish import finish_return
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.desk_rows import WAGE, begun, confirmed, permitted, saved, venue
from support.page_rows import AT, person, protect, staff
from support.printed_pages import texts

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.return_desk.models import Venue
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.mark.parametrize(
    ("tax_year", "on", "words"),
    [
        (2026, date(2026, 3, 1), "令和8年3月16日"),  # the 15th is a Sunday
        (2026, date(2026, 3, 16), "令和8年3月16日"),
        (2026, date(2026, 3, 17), "申告と同時（納期限を過ぎています）"),
        (2025, date(2025, 2, 1), "令和7年3月17日"),  # a Saturday
        (2027, date(2027, 2, 1), "令和9年3月15日"),
    ],
)
def test_income_tax_is_due_on_the_fifteenth_of_march_or_the_next_open_day(
    tax_year: int, on: date, words: str
) -> None:
    assert due_text(tax_year, on) == words


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def hall(supervisor: StaffMember) -> Venue:
    permitted(supervisor, date(2020, 1, 1), date(2100, 1, 1))
    return venue(supervisor)


@pytest.fixture
def desk(client: Client, supervisor: StaffMember) -> Client:
    client.force_login(supervisor)
    return client


def finished(hall: Venue, number: int, actor: StaffMember, **more: object) -> DeskReturn:
    """Return a finished return of that person."""
    one = begun(hall, number, actor, **more)  # type: ignore[arg-type]  # year and kind
    saved(one, actor, wages=[WAGE])
    confirmed(one, actor)
    finish_return(return_id=one.pk, actor=actor, at=AT)
    return one


def copy_of(desk: Client, one: DeskReturn, **more: str) -> str:
    answer = desk.post(reverse("desk_return_print", args=[one.pk]), more)
    return "".join(texts(answer.content))


def test_the_copy_of_a_national_return_says_how_to_pay(
    desk: Client, hall: Venue, supervisor: StaffMember
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    one = begun(hall, taro, supervisor, kind=ReturnKind.NATIONAL)
    saved(one, supervisor, wages=[WAGE])
    whole = copy_of(desk, one, copy="yes")
    for words in ("納付のご案内", "振替納税", "13,500", "住民税の納め方", "eL-QR"):
        assert words in whole
    assert "納付のご案内" not in copy_of(desk, one)


def test_a_refund_says_where_it_goes_and_nothing_of_paying_income_tax(
    desk: Client, hall: Venue, supervisor: StaffMember
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    one = begun(hall, taro, supervisor, kind=ReturnKind.NATIONAL)
    saved(one, supervisor, wages=[{**WAGE, "withheld": 200_000}])
    whole = copy_of(desk, one, copy="yes")
    assert "公金受取口座" in whole
    assert "振替納税" not in whole


def test_an_inhabitant_return_tells_of_the_inhabitant_tax_alone(
    desk: Client, hall: Venue, supervisor: StaffMember
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    one = begun(hall, taro, supervisor)
    saved(one, supervisor, wages=[WAGE])
    whole = copy_of(desk, one, copy="yes")
    assert "住民税の納め方" in whole
    assert "振替納税" not in whole


def test_next_years_form_goes_to_who_declared_and_still_lives_here(
    hall: Venue, supervisor: StaffMember
) -> None:
    people = [person(at, f"山田 {at}", "ヤマダ", date(1980, 4, at)).number for at in range(1, 6)]
    here, gone, national, before, held = people
    first = finished(hall, here, supervisor)
    finished(hall, gone, supervisor)
    finished(hall, national, supervisor)
    finished(hall, before, supervisor, tax_year=2025)
    begun(hall, held, supervisor)
    Addressee.objects.filter(pk=gone).update(ceased_on=date(2026, 4, 1))
    finished(hall, national, supervisor, kind=ReturnKind.NATIONAL)
    assert [one.pk for one in recipients(2026)] == [first.pk]
    assert list(left_out(2026).values()) == [1, 1]
    assert [one.addressee_id for one in recipients(2025)] == [before]


def test_who_declared_twice_is_sent_one_form(hall: Venue, supervisor: StaffMember) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    finished(hall, taro, supervisor)
    DeskReturn.objects.create(
        addressee_id=taro,
        tax_year=2026,
        kind=ReturnKind.INHABITANT,
        venue_day=hall.venueday_set.get(),
        state=ReturnState.DONE,
        started_by=supervisor,
        started_at=AT,
    )
    assert recipients(2026).count() == 1


def test_the_list_and_its_file_tell_numbers_and_no_names(
    desk: Client, hall: Venue, supervisor: StaffMember
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2)).number
    finished(hall, taro, supervisor)
    shown = desk.get(reverse("desk_recipients"), {"tax_year": "2026"}).content.decode()
    assert "1–1 / 1 件" in shown
    assert f"{taro:010d}" in shown, "who may extract them sees whom"
    assert "山田 太郎" in shown
    by_number = {"tax_year": "2026", "sort": "-addressee_id"}
    assert desk.get(reverse("desk_recipients"), by_number).status_code == 200
    file = desk.post(reverse("desk_recipients_file"), {"tax_year": "2026"})
    assert file.content.decode().split() == ["送付年度,宛名番号", f"2027,{taro:010d}"]
    record = OutgoingRecord.objects.get(action="return_desk.recipients.extracted")
    assert record.details == {"tax_year": 2026, "found": 1}


def test_a_clerk_of_the_desk_extracts_nothing(client: Client) -> None:
    client.force_login(staff("1001"))
    assert client.post(reverse("desk_recipients_file"), {"tax_year": "2026"}).status_code == 403


JANUARY = now().date().replace(month=1, day=1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, False),
        ({"ceased_on": JANUARY, "ceased_reason": "転出"}, True),
        ({"ceased_on": JANUARY.replace(day=2), "ceased_reason": "転出"}, False),
    ],
)
def test_whose_return_belongs_elsewhere_is_told_to_say_so(
    changes: dict[str, object], *, said: bool, desk: Client
) -> None:
    """R-3.2.3: before anything is taken, the page says that it belongs elsewhere."""
    one = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    Addressee.objects.filter(pk=one.number).update(**changes)
    shown = desk.get(reverse("desk_person", args=[one.number])).content.decode()
    assert ("1月1日に市内に住所がありません" in shown) == said
    assert not Referral.objects.exists()


def test_of_protected_people_nothing_is_told(desk: Client) -> None:
    one = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    protect(one)
    Addressee.objects.filter(pk=one.number).update(ceased_on=JANUARY, ceased_reason="転出")
    shown = desk.get(reverse("desk_person", args=[one.number])).content.decode()
    assert "1月1日に市内に住所がありません" not in shown
