"""People who live elsewhere: numbered once, by us, and never under a used number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from juminzei.apps.addressees import individual_number as door
from juminzei.apps.addressees.models import (
    Addressee,
    AddresseeVersion,
    LocalPremises,
    NumberReservation,
)
from juminzei.apps.addressees.services import register_nonregistered as module
from juminzei.apps.addressees.services.number_reservation import (
    FIRST_BODY,
    NumbersUsedUpError,
    reserve_numbers,
)
from juminzei.apps.addressees.services.register_nonregistered import (
    NonregisteredReport,
    register_nonregistered,
)
from juminzei.base.numbers import addressee_number
from juminzei.formats import nonregistered
from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, batch_member
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.register_rows import enter, individual_number, moved_out, number, resident

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def owner(reference: str = "1", **fields: Any) -> NonregisteredRecord:
    standard = NonregisteredRecord(
        reference=reference,
        name="北　太郎",
        kana="キタ　タロウ",
        birth_on=date(1970, 5, 5),
        birth_text="昭和45年5月5日",
        municipality="131172",
        address="東京都北区王子１丁目１番１号",
        ground=TaxableGround.HOUSE,
        property_address="加須市三俣２丁目１番",
    )
    return replace(standard, **fields)


def register(*records: NonregisteredRecord, content: bytes | None = None) -> NonregisteredReport:
    return register_nonregistered(
        content=content or nonregistered.write(records),
        name="nonregistered.csv",
        actor=batch_member(START),
        at=START,
    )


def our_number(place: int) -> int:
    return addressee_number.number(FIRST_BODY + place)


def test_owners_are_numbered_in_order_from_our_own_range() -> None:
    report = register(owner("1", individual_number=individual_number(3)), owner("2", name="南　花"))
    assert (report.rows, report.numbered, report.premises) == (2, 2, 2)
    people = list(Addressee.objects.order_by("number"))
    assert [person.number for person in people] == [our_number(0), our_number(1)]
    assert all(addressee_number.is_valid(person.number) for person in people)
    first = people[0]
    assert (first.kind, first.resident, first.version) == ("nonregistered", False, 1)
    assert first.name_key == "北太郎"
    version = AddresseeVersion.objects.get(addressee=first)
    assert (version.reason, version.municipality) == ("住登外登録", "131172")
    premises = LocalPremises.objects.get(addressee=first)
    assert (premises.ground, premises.address) == ("house", "加須市三俣２丁目１番")
    assert door.bearers(individual_number(3)) == [our_number(0)]


def test_several_premises_under_one_reference_are_one_person() -> None:
    office = owner("1", ground=TaxableGround.OFFICE, property_address="加須市中央")
    report = register(owner("1"), office)
    assert (report.numbered, report.premises) == (1, 2)
    assert Addressee.objects.count() == 1


def test_one_number_under_two_references_is_one_person() -> None:
    shared = individual_number(3)
    report = register(
        owner("1", individual_number=shared),
        owner("2", individual_number=shared, property_address="加須市中央"),
    )
    assert (report.numbered, report.premises) == (1, 2)
    assert door.bearers(shared) == [our_number(0)]


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    content = nonregistered.write([owner("1"), owner("2", name="南　花")])
    register(content=content)
    again = register(content=content)
    assert again.already_applied
    assert again.numbered == 2
    assert Addressee.objects.count() == NumberReservation.objects.count() + 1 == 2


def test_the_next_file_goes_on_after_the_numbers_of_the_last() -> None:
    register(owner("1"), owner("2", name="南　花"))
    register(owner("3", name="西　次郎"))
    assert Addressee.objects.filter(number=our_number(2), name="西　次郎").exists()


KNOWN_AGAIN: list[Any] = [
    pytest.param(owner("1", address="東京都北区赤羽"), id="the same reference"),
    pytest.param(
        owner("77", name="東　太郎", individual_number=individual_number(3)),
        id="the same Individual Number",
    ),
    pytest.param(owner("78"), id="the same name, reading, birthday and address"),
]


@pytest.mark.parametrize("record", KNOWN_AGAIN)
def test_somebody_known_gets_no_second_number(record: NonregisteredRecord) -> None:
    register(owner("1", individual_number=individual_number(3)))
    report = register(replace(record, property_address="加須市新しい家"))
    assert (report.known, report.numbered, report.premises) == (1, 0, 1)
    person = Addressee.objects.get()
    assert person.number == our_number(0)
    assert LocalPremises.objects.count() == 2


def test_a_changed_address_is_a_new_version() -> None:
    register(owner("1"))
    register(owner("1", address="東京都北区赤羽"))
    person = Addressee.objects.get()
    assert (person.version, person.address) == (2, "東京都北区赤羽")
    reasons = AddresseeVersion.objects.order_by("version").values_list("reason", flat=True)
    assert list(reasons) == ["住登外登録", "住登外修正"]


def test_nothing_new_is_no_new_version_and_premises_get_their_end() -> None:
    register(owner("1", since=date(2020, 1, 1)))
    report = register(owner("1", since=date(2020, 1, 1), until=date(2025, 12, 31)))
    assert report.premises == 0
    assert Addressee.objects.get().version == 1
    assert LocalPremises.objects.get().until == date(2025, 12, 31)


def test_a_resident_of_ours_is_reported_by_row_and_not_entered() -> None:
    enter(resident(1, individual_number=individual_number(3)))
    door.link_own_numbers(
        {number(1): individual_number(3)},
        reason="register",
        actor=batch_member(START),
        at=START,
    )
    report = register(owner("1", individual_number=individual_number(3)), owner("2", name="南　花"))
    assert len(report.residents) == 1
    assert report.numbered == 1
    assert LocalPremises.objects.get().addressee_id != number(1)


def test_somebody_who_moved_away_and_kept_the_house_keeps_the_old_number() -> None:
    first = resident(1)
    enter(first, moved_out(first, date(2025, 6, 1)))
    door.link_own_numbers(
        {number(1): individual_number(3)},
        reason="register",
        actor=batch_member(START),
        at=START,
    )
    report = register(owner("1", individual_number=individual_number(3)))
    assert (report.known, report.numbered) == (1, 0)
    assert LocalPremises.objects.get().addressee_id == number(1)
    assert Addressee.objects.get().name == first.name


def test_the_same_name_and_birthday_alone_is_numbered_and_named_for_comparison() -> None:
    enter(resident(1, name="北　太郎", kana="キタ　タロウ", birth_on=date(1970, 5, 5)))
    report = register(owner("1"))
    assert report.numbered == 1
    (comparison,) = report.to_compare
    assert comparison["addressee_number"] == our_number(0)
    assert comparison["alike"] == [number(1)]


def test_nobody_is_compared_by_an_unknown_birthday() -> None:
    register(owner("1", birth_on=None, birth_text="年月日不詳"))
    report = register(owner("2", birth_on=None, birth_text="年月日不詳"))
    assert (report.numbered, report.to_compare) == (1, [])


def test_an_interrupted_import_gets_the_same_numbers_when_it_is_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = nonregistered.write([owner("1", individual_number=individual_number(3))])

    class PowerCutError(Exception):
        """The machine stops."""

    def cut(*_arguments: object, **_more: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(module, "_finish", cut)
        with pytest.raises(PowerCutError):
            register(content=content)
    assert not Addressee.objects.exists()
    assert door.bearers(individual_number(3)) == [our_number(0)]
    other = register(owner("9", name="南　花"))
    assert other.numbered == 1
    assert not Addressee.objects.filter(number=our_number(0)).exists()
    assert register(content=content).numbered == 1
    assert Addressee.objects.filter(number=our_number(0), name="北　太郎").exists()
    assert SealedNumber.objects.count() == 1


def test_numbers_end_where_the_digits_do() -> None:
    last = addressee_number.LAST_BODY
    NumberReservation.objects.create(file_digest="a", first_body=last - 1, size=1)
    assert reserve_numbers("b", 1) == [addressee_number.number(last)]
    with pytest.raises(NumbersUsedUpError):
        reserve_numbers("c", 1)


def test_who_may_not_is_refused() -> None:
    nobody = StaffMember.objects.create(
        staff_number="9", name="見本", department="収納課", valid_from=date(2025, 4, 1)
    )
    with pytest.raises(NotPermittedError):
        register_nonregistered(content=b"", name="x", actor=nobody, at=START)


def test_the_act_is_on_record_without_names() -> None:
    register(owner("1"))
    record = OutgoingRecord.objects.get(action="addressees.nonregistered.registered")
    assert record.details["numbered"] == 1
    assert "北" not in str(record.details)


def test_another_days_list_of_the_same_people_is_another_file() -> None:
    register(owner("1"), owner("2", name="南　花"))
    later = START + timedelta(minutes=5)
    report = register_nonregistered(
        content=nonregistered.write([owner("2", name="南　花"), owner("1")]),
        name="again.csv",
        actor=batch_member(START),
        at=later,
    )
    assert (report.known, report.numbered, report.premises) == (2, 0, 0)
