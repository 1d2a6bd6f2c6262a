"""The list of taxable persons is made once, from what is known then, and stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.addressees.models import Addressee, LocalPremises
from juminzei.apps.assessment.models import TaxableList, TaxablePerson
from juminzei.apps.assessment.services.freeze_taxable import (
    AlreadyFrozenError,
    FrozenList,
    NoRegisterError,
    TooEarlyError,
    freeze_taxable,
)
from juminzei.apps.assessment.services.taxable_rules import Convention
from juminzei.formats.register_reasons import Reason
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, add_member
from support.moments import JAPAN, START
from support.register_rows import (
    enter,
    moved_out,
    moved_within,
    number,
    register_applied,
    resident,
)

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NEW_YEAR = date(2026, 1, 1)


def supervisor() -> StaffMember:
    found = StaffMember.objects.filter(staff_number="2").first()
    return found or add_member(
        staff_number="2",
        name="見本",
        department="税務課",
        roles=["tax_supervisor"],
        valid_from=date(2025, 4, 1),
    )


def freeze(at: datetime = START, convention: Convention | None = None) -> FrozenList:
    return freeze_taxable(
        tax_year=2026, actor=supervisor(), at=at, convention=convention or Convention()
    )


def reasons() -> dict[int, str]:
    return dict(TaxablePerson.objects.values_list("addressee_id", "reason"))


def test_everybody_known_is_on_record_with_a_reason() -> None:
    register_applied()
    gone = resident(2)
    newcomer = resident(3, true_from=date(2026, 1, 2), resident_since=date(2026, 1, 2))
    enter(resident(1), gone, moved_out(gone, date(2025, 12, 20)), newcomer)
    frozen = freeze()
    assert reasons() == {
        number(1): "resident",
        number(2): "moved_out_earlier",
        number(3): "moved_in_later",
    }
    assert frozen.taxable.counts == {"resident": 1, "moved_in_later": 1, "moved_out_earlier": 1}
    included = TaxablePerson.objects.filter(included=True)
    assert [person.addressee_id for person in included] == [number(1)]


def test_the_list_tells_of_the_person_as_on_the_assessment_date() -> None:
    register_applied()
    first = resident(postcode="3470001", address="加須市旧住所")
    enter(first, moved_within(first, date(2026, 1, 2), "加須市新住所"))
    freeze()
    person = TaxablePerson.objects.get()
    assert (person.address, person.addressee_version) == ("加須市旧住所", 1)
    assert (person.birth_on, person.sex) == (first.birth_on, "1")
    assert (person.household_number, person.relationship) == (first.household_number, "02")


def test_a_death_of_december_learned_in_january_counts_when_it_is_known() -> None:
    register_applied()
    person = resident()
    learned = datetime(2026, 1, 20, 10, 0, tzinfo=JAPAN)
    enter(person, at=datetime(2025, 12, 16, tzinfo=JAPAN))
    enter(moved_out(person, date(2025, 12, 31), Reason.DEATH), at=learned)
    freeze(learned)
    assert reasons() == {number(1): "died_earlier"}


def test_what_is_learned_after_freezing_alters_nothing() -> None:
    register_applied()
    person = resident()
    enter(person)
    digest = freeze().taxable.digest
    enter(moved_out(person, date(2025, 12, 31), Reason.DEATH), at=START + timedelta(days=1))
    assert reasons() == {number(1): "resident"}
    assert TaxableList.objects.get().digest == digest


def test_somebody_known_only_by_a_later_version_is_judged_by_when_they_came() -> None:
    register_applied()
    enter(resident(true_from=date(2026, 2, 10), reason=Reason.HOUSEHOLD_CHANGED))
    freeze()
    assert reasons() == {number(1): "resident"}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, "property_only"),
        (NEW_YEAR, None, "property_only"),
        (date(2026, 1, 2), None, "not_here"),
        (None, NEW_YEAR, "property_only"),
        (None, date(2025, 12, 31), "not_here"),
    ],
)
def test_a_house_owner_who_lives_elsewhere_is_listed_while_the_house_is_theirs(
    since: date | None, until: date | None, expected: str
) -> None:
    register_applied()
    owner = resident(900_000_000, address="東京都北区", resident_since=None)
    enter(owner)
    Addressee.objects.update(kind="nonregistered", resident=False)
    LocalPremises.objects.create(
        addressee_id=owner.addressee_number,
        reference="1",
        ground="house",
        address="加須市",
        since=since,
        until=until,
        recorded_at=START,
    )
    freeze()
    person = TaxablePerson.objects.get()
    assert person.reason == expected
    assert person.included == person.property_only == (expected == "property_only")


def test_corporations_are_not_considered() -> None:
    register_applied()
    enter(resident())
    Addressee.objects.update(kind="corporation")
    freeze()
    assert TaxablePerson.objects.count() == 0


def test_the_convention_that_the_list_was_made_by_is_kept_with_it() -> None:
    register_applied()
    person = resident()
    enter(person, moved_out(person, NEW_YEAR))
    frozen = freeze(convention=Convention(moved_out_that_day_counts=True))
    assert reasons() == {number(1): "resident"}
    assert frozen.taxable.convention == {
        "moved_out_that_day_counts": True,
        "died_that_day_counts": True,
        "removed_that_day_counts": False,
    }


def test_the_digest_is_of_the_content() -> None:
    register_applied()
    enter(resident(1), resident(2))
    with transaction.atomic():
        one = freeze().taxable.digest
        transaction.set_rollback(True)
    with transaction.atomic():
        again = freeze().taxable.digest
        transaction.set_rollback(True)
    enter(moved_within(resident(2), date(2025, 12, 1), "加須市別住所"))
    other = freeze().taxable.digest
    assert one == again != other


def test_freezing_again_is_refused_and_changes_nothing() -> None:
    register_applied()
    enter(resident())
    digest = freeze().taxable.digest
    with pytest.raises(AlreadyFrozenError, match=r"2026 年度の課税対象者は 2026-04-20 に確定済み"):
        freeze(START + timedelta(days=1))
    assert TaxableList.objects.get().digest == digest


def test_the_last_day_before_the_assessment_date_is_too_early_and_the_day_itself_is_not() -> None:
    register_applied()
    enter(resident(), at=datetime(2025, 12, 16, tzinfo=JAPAN))
    with pytest.raises(TooEarlyError):
        freeze(datetime(2025, 12, 31, 23, 59, tzinfo=JAPAN))
    freeze(datetime(2026, 1, 1, 0, 0, tzinfo=JAPAN))
    assert TaxablePerson.objects.count() == 1


def test_without_a_register_nothing_is_frozen() -> None:
    with pytest.raises(NoRegisterError):
        freeze()
    assert not TaxableList.objects.exists()


@pytest.mark.parametrize(
    ("processed_on", "warned"), [(date(2025, 12, 31), True), (NEW_YEAR, False)]
)
def test_a_register_that_ends_before_the_assessment_date_is_named(
    processed_on: date, *, warned: bool
) -> None:
    register_applied(0, processed_on)
    enter(resident())
    assert bool(freeze().warnings) == warned


def test_who_may_not_freeze_is_refused() -> None:
    register_applied()
    clerk = add_member(
        staff_number="1",
        name="見本",
        department="税務課",
        roles=["tax_clerk"],
        valid_from=date(2025, 4, 1),
    )
    with pytest.raises(NotPermittedError):
        freeze_taxable(tax_year=2026, actor=clerk, at=START)
    assert not TaxableList.objects.exists()


def test_the_act_is_on_record_with_the_digest() -> None:
    register_applied()
    enter(resident())
    frozen = freeze()
    record = OutgoingRecord.objects.get(action="assessment.taxable.frozen")
    assert record.subject_id == "2026"
    assert record.details["digest"] == frozen.taxable.digest
    assert record.details["counts"] == {"resident": 1}


@pytest.mark.parametrize("model", [TaxableList, TaxablePerson])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_frozen_list(
    model: type[TaxableList | TaxablePerson], act: str
) -> None:
    register_applied()
    enter(resident())
    freeze()
    rows = model._default_manager.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(id=7) if act == "update" else rows._raw_delete("default")
    assert rows.count() == 1
