"""Numbering the city: one number for each Individual Number, else for each person."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.unified.models import (
    BasicVersion,
    CaseKind,
    LinkEvent,
    LocalAddressee,
    NumberingCase,
    SerialReservation,
    UnifiedPerson,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.services import NotPermittedError
from support.moments import START
from support.page_rows import person, staff
from support.unified_rows import numbered, owns, unified_of

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def test_everybody_gets_a_number_and_the_next_run_gives_nobody_another() -> None:
    people = [person(body, f"見本 {body}郎", f"ミホン {body}ロウ") for body in range(1, 8)]
    person(9, "株式会社見本", "ミホン", kind="corporation")
    told = numbered(chunk=3)
    given = [unified_of(one) for one in people]

    assert (told.numbered, told.singly, told.waiting) == (7, 0, 0)
    assert len(set(given)) == 7
    assert all(one.is_well_formed for one in UnifiedPerson.objects.all())
    assert BasicVersion.objects.count() == LinkEvent.objects.count() == 7
    assert LocalAddressee.objects.filter(person=None).count() == 0

    again = numbered()
    assert (again.numbered, again.refreshed) == (0, 0)
    assert [unified_of(one) for one in people] == given


def test_who_comes_later_gets_the_next_serials() -> None:
    first = person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    second = person(2, "山田 花子", "ヤマダ ハナコ")
    assert numbered().numbered == 1
    assert unified_of(first) != unified_of(second)
    reserved = SerialReservation.objects.order_by("first").values_list("first", "size")
    assert list(reserved) == [(1, 1), (2, 1)]


def test_two_addressees_of_one_number_wait_for_two_people() -> None:
    taro, again = person(1, "山田 太郎", "ヤマダ タロウ"), person(5, "山田 太朗", "ヤマダ タロウ")
    owns(taro, 1)
    owns(again, 1)
    told = numbered()

    assert (told.numbered, told.singly, told.waiting) == (1, 1, 1)
    assert unified_of(again) is None
    case = NumberingCase.objects.get()
    assert (case.kind, case.candidates) == (CaseKind.DUPLICATE, [unified_of(taro)])
    assert numbered().waiting == 0, "a case is opened once"


def test_numbers_that_turn_out_to_be_one_are_noticed_later() -> None:
    taro, again = person(1, "山田 太郎", "ヤマダ タロウ"), person(5, "山田 太朗", "ヤマダ タロウ")
    numbered()
    owns(taro, 1)
    owns(again, 1)
    assert numbered().waiting == 1
    case = NumberingCase.objects.get()
    assert (case.kind, case.local.person_id) == (CaseKind.TWO_PERSONS, unified_of(again))
    assert case.candidates == [unified_of(taro)]
    assert numbered().waiting == 0


def test_the_same_name_and_birthday_in_the_tax_alone_are_two_people() -> None:
    one, other = person(1, "山田 太郎", "ヤマダ タロウ"), person(2, "山田 太郎", "ヤマダ タロウ")
    assert numbered().numbered == 2
    assert unified_of(one) != unified_of(other)


def test_what_the_register_says_anew_is_appended() -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    taro.address, taro.version = "加須市騎西一丁目7番地", 1
    taro.save()
    assert numbered().refreshed == 1
    told = UnifiedPerson.objects.get()
    assert (told.version, told.address) == (2, "加須市騎西一丁目7番地")
    kept = BasicVersion.objects.order_by("version").values_list("address", "on")
    assert list(kept) == [
        ("加須市三俣二丁目1番地1", date(2026, 4, 20)),
        ("加須市騎西一丁目7番地", date(2026, 4, 20)),
    ]
    taro.version = 2  # a change that says nothing new of the person
    taro.save()
    assert numbered().refreshed == 0
    assert BasicVersion.objects.count() == 2


def test_the_run_is_on_record_and_not_everybodys() -> None:
    person(1, "山田 太郎", "ヤマダ タロウ")
    numbered()
    record = OutgoingRecord.objects.get(action="unified.city.numbered")
    assert record.details == {"numbered": 1, "singly": 0, "waiting": 0, "refreshed": 0}
    from juminzei.apps.unified.services.city_numbering import (  # noqa: PLC0415 - only here by hand
        number_city,
    )

    with pytest.raises(NotPermittedError):
        number_city(actor=staff(), worker="x/1/1", clock=lambda: START)
