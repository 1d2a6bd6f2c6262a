"""One-stop notices and what other cities tell, worked by hand from the law."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.assessment.services.consolidation_result import RuledBy
from juminzei.kernel.assess import assess
from juminzei.kernel.law import load
from support.document_rows import person_on_the_list, wage
from support.return_rows import (
    FILED,
    INHABITANT,
    NATIONAL,
    filed,
    found,
    gift,
    row_of,
    said,
    told_by_a_city,
)

pytestmark = pytest.mark.django_db
GIFTS = ("donation_hometown", "donation_one_stop")


@pytest.mark.parametrize(
    ("gifts", "expected", "finding"),
    [
        pytest.param(1, (10_000, 1), {}, id="one"),
        pytest.param(5, (50_000, 1), {}, id="five"),
        pytest.param(6, (0, 0), {"one_stop_over_limit": 60_000}, id="six"),
    ],
)
def test_gifts_to_at_most_five_municipalities_count_without_a_return(
    gifts: int, expected: tuple[int, int], finding: dict[str, int]
) -> None:
    """地方税法附則7条: above five it is as if nobody had asked."""
    person = person_on_the_list(1)
    wage(person, 4_000_000)
    for place in range(gifts):
        gift(person, 10_000, f"見本{place}町")
    assert tuple(said(person, *GIFTS).values()) == expected
    assert found(person) == finding


def test_several_gifts_to_one_municipality_are_one_municipality() -> None:
    """地方税法附則7条 counts heads of municipalities, not gifts."""
    person = person_on_the_list(1)
    for place in range(5):
        gift(person, 10_000, f"見本{place}町")
    gift(person, 5_000, "見本0町")
    assert said(person, *GIFTS) == {"donation_hometown": 55_000, "donation_one_stop": 1}


def test_municipalities_are_told_apart_by_their_number_where_it_stands() -> None:
    person = person_on_the_list(1)
    for place in range(6):
        gift(person, 10_000, "同名町", number=f"{place:013d}")
    assert found(person) == {"one_stop_over_limit": 60_000}


def test_unnamed_municipalities_count_each() -> None:
    person = person_on_the_list(1)
    for _ in range(6):
        gift(person, 10_000)
    assert found(person) == {"one_stop_over_limit": 60_000}


@pytest.mark.parametrize("kind", [NATIONAL, INHABITANT])
@pytest.mark.parametrize(
    ("declared", "finding"),
    [
        pytest.param(0, {"one_stop_void_by_return": 30_000}, id="not on the return"),
        pytest.param(29_999, {"one_stop_void_by_return": 1}, id="not all of them"),
        pytest.param(30_000, {}, id="all of them"),
        pytest.param(50_000, {}, id="and more"),
    ],
)
def test_any_return_makes_one_stop_notices_void(
    kind: str, declared: int, finding: dict[str, int]
) -> None:
    """地方税法附則7条: whoever files a return has to declare the gifts there."""
    person = person_on_the_list(1)
    gift(person, 20_000, "見本町")
    gift(person, 10_000, "見本村")
    filed(person, kind, donation_hometown=declared)
    assert said(person, *GIFTS) == {"donation_hometown": declared, "donation_one_stop": 0}
    assert found(person) == finding


def test_a_return_never_makes_a_gift_one_of_the_special_procedure() -> None:
    """地方税法附則7条: 申告特例 is for those who need not file."""
    person = person_on_the_list(1)
    filed(person, NATIONAL, donation_hometown=30_000, donation_one_stop=1)
    assert said(person, *GIFTS) == {"donation_hometown": 30_000, "donation_one_stop": 0}


def test_a_notice_of_a_gift_is_no_declaration_of_income() -> None:
    person = person_on_the_list(1)
    gift(person, 20_000, "見本町")
    row = row_of(person)
    assert (row.document_count[0], row.ruled_by[0]) == (0, RuledBy.NOTHING)


def test_gifts_are_credited_as_the_law_says() -> None:
    """地方税法314条の7, 附則7条の2: 50,000 given, told by notice."""
    with_notice, without = person_on_the_list(1), person_on_the_list(2)
    for person in (with_notice, without):
        wage(person, 5_000_000, social_insurance=750_000)
    gift(with_notice, 50_000, "見本町")
    law = load(2026)
    paid = [assess(row_of(one).columns, law) for one in (with_notice, without)]
    # basic 48,000 x 6 % = 2,880 is taken off the city's part at least
    assert int(paid[1].municipal_income_levy[0] - paid[0].municipal_income_levy[0]) > 2_880


def owner(body: int) -> int:
    return person_on_the_list(body, property_only=True, reason="property_only")


def test_an_owner_of_a_house_is_not_exempt_by_an_income_that_nobody_knows() -> None:
    """地方税法294条1項2号, 295条: the thresholds need the income."""
    person = owner(1)
    assert said(person, "income_elsewhere") == {"income_elsewhere": 1}
    assert int(assess(row_of(person).columns, load(2026)).total[0]) == 5_000 - 1_000


@pytest.mark.parametrize(("income", "total"), [(380_000, 0), (380_001, 4_000)])
def test_the_city_of_residence_tells_whether_an_owner_is_exempt(income: int, total: int) -> None:
    """地方税法295条3項, 加須市税条例: 280,000 + 100,000 alone is the limit."""
    person = owner(1)
    told_by_a_city(person, income_miscellaneous=income)
    row = row_of(person)
    assert row.ruled_by[0] == RuledBy.CITY_NOTICE
    assert not row.columns.income_elsewhere[0]
    assert int(assess(row.columns, load(2026)).total[0]) == total


def test_the_newer_notice_of_a_city_counts() -> None:
    person = owner(1)
    told_by_a_city(person, date(2026, 4, 2), income_business=2_000_000)
    told_by_a_city(person, date(2026, 4, 1), income_business=1_000_000)
    assert said(person, "income_business") == {"income_business": 2_000_000}


def test_an_owners_own_return_goes_before_a_notice() -> None:
    person = owner(1)
    told_by_a_city(person, income_business=2_000_000)
    filed(person, INHABITANT, income_business=1_000_000)
    assert said(person, "income_business", "income_elsewhere") == {
        "income_business": 1_000_000,
        "income_elsewhere": 0,
    }


def test_a_notice_about_a_resident_decides_nothing_and_is_told() -> None:
    """地方税法294条3項: who lives here is taxed here, whatever another city says."""
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    told_by_a_city(person, FILED, revenue_employment=9_000_000)
    assert said(person, "revenue_employment") == {"revenue_employment": 3_000_000}
    assert found(person) == {"city_notice_of_resident": 1}
