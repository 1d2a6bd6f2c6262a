"""What other applications are told of people on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.departments.api import (
    assisted_on,
    care_certificates,
    disability_on,
    premiums_paid,
)
from juminzei.apps.departments.disability_class import disability_class
from juminzei.base.numbers import addressee_number
from support.department_rows import ASSISTANCE, CARE, DISABILITY, KANA, PREMIUMS, feed, row, taken
from support.page_rows import person, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
ONE, TWO = addressee_number.number(1), addressee_number.number(2)
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def clerk() -> StaffMember:
    person(1, "山田 太郎", KANA)
    person(2, "山田 花子", KANA)
    return staff()


@pytest.mark.parametrize(
    ("kind", "grade", "number"),
    [
        ("身体障害者手帳", "2級", 2),
        ("身体障害者手帳", "２", 2),
        ("身体障害者手帳", "3級", 1),
        ("身体障害者手帳", "6級", 1),
        ("身体障害者手帳", "7級", None),
        ("療育手帳", "Ⓐ", 2),
        ("療育手帳", "A", 2),
        ("療育手帳", "B", 1),
        ("精神障害者保健福祉手帳", "1級", 2),
        ("精神障害者保健福祉手帳", "2級", 1),
        ("戦傷病者手帳", "第3項症", 2),
        ("戦傷病者手帳", "第4項症", 1),
        ("障害者控除対象者認定書", "特別障害者", 2),
        ("障害者控除対象者認定書", "障害者", 1),
        ("要介護認定", "要介護5", None),
    ],
)
def test_kind_and_grade_make_the_class(kind: str, grade: str, number: int | None) -> None:
    """The expected classes are those of 所得税法施行令10条."""
    found = disability_class(kind, grade)
    assert (found.number if found else None) == number
    assert found is None or "所得税法施行令10条" in found.authority


@pytest.mark.parametrize(
    ("on", "held"),
    [("2025-12-30", False), ("2025-12-31", True), ("2026-03-31", True), ("2026-04-01", False)],
)
def test_both_ends_of_a_period_count(on: str, clerk: StaffMember, *, held: bool) -> None:
    period: dict[str, Any] = {"valid_from": date(2025, 12, 31), "valid_until": date(2026, 3, 31)}
    for kind in (DISABILITY, ASSISTANCE, CARE):
        taken(clerk, feed(kind, row(kind, **period)))
    day = date.fromisoformat(on)
    assert (ONE in disability_on([ONE], day)) is held
    assert (ONE in assisted_on([ONE], day)) is held
    assert (ONE in care_certificates([ONE], day)) is held


def test_the_highest_class_of_all_papers_counts(clerk: StaffMember) -> None:
    rows = (
        row(DISABILITY, grade="4級"),
        row(DISABILITY, reference="x", grade="B", kind="療育手帳"),
    )
    taken(clerk, feed(DISABILITY, *rows))
    assert disability_on([ONE, TWO], NEW_YEAR) == {ONE: ("身体障害者手帳", 1)}
    special = row(CARE, grade="特別障害者")
    taken(clerk, feed(CARE, special, row(CARE, 2, kind="要介護認定", grade="要介護5")))
    assert disability_on([ONE, TWO], NEW_YEAR) == {ONE: ("障害者控除対象者認定書", 2)}
    assert care_certificates([TWO], NEW_YEAR) == {TWO: [("要介護認定", "要介護5")]}


def test_only_living_aid_exempts(clerk: StaffMember) -> None:
    """地方税法295条1項1号: whoever receives 生活扶助 on 1 January."""
    rows = (row(ASSISTANCE, grade="生活扶助・住宅扶助"), row(ASSISTANCE, 2, grade="医療"))
    taken(clerk, feed(ASSISTANCE, *rows))
    assert assisted_on([ONE, TWO], NEW_YEAR) == {ONE}


def test_premiums_are_added_by_insurance_and_year(clerk: StaffMember) -> None:
    rows = (
        row(PREMIUMS, reference="a", kind="介護", withheld=70_000, otherwise=0),
        row(PREMIUMS, reference="b", kind="介護", withheld=0, otherwise=5_000),
        row(PREMIUMS, reference="c", kind="後期", withheld=1, otherwise=2),
        row(PREMIUMS, reference="d", income_year=2024),
    )
    taken(clerk, feed(PREMIUMS, *rows))
    assert premiums_paid([ONE, TWO], 2025) == {
        ONE: {"kaigo": (70_000, 5_000), "kouki": (1, 2)},
    }
    assert premiums_paid([ONE], 2024) == {ONE: {"kokuho": (0, 120_000)}}


def test_what_was_withdrawn_holds_no_longer(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    taken(clerk, feed(DISABILITY, as_of=date(2026, 1, 2)))
    assert disability_on([ONE], NEW_YEAR) == {}


def test_the_numbers_of_one_person_are_one_person(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY, 2)))
    merged = person(3, "山田 花子", KANA)
    old = person(4, "山田 花子", KANA)
    taken(clerk, feed(ASSISTANCE, row(ASSISTANCE, 4)))
    old.merged_into = merged
    old.save()
    assert assisted_on([merged.number], NEW_YEAR) == {merged.number}
    assert disability_on([merged.number], NEW_YEAR) == {}
    later = row(DISABILITY, 4, reference="m")
    taken(clerk, feed(DISABILITY, later, whole=False))
    assert set(disability_on([merged.number], NEW_YEAR)) == {merged.number}
