"""障害者・寡婦・ひとり親・勤労学生・基礎控除, worked by hand from 地方税法314条の2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.columns import Disability, SingleParent
from juminzei.kernel.parameters.deductions import (
    BasicDeduction,
    DisabilityDeduction,
    SingleParentDeduction,
    WidowDeduction,
    WorkingStudentDeduction,
)
from juminzei.kernel.rules.personal_deductions import (
    basic_deduction,
    basic_gap,
    disability_deduction,
    disability_gap,
    disabled_ordinary,
    disabled_special,
    disabled_special_cohabiting,
    is_single_parent,
    is_widow,
    is_working_student,
    single_parent_deduction,
    single_parent_gap,
    widow_deduction,
    widow_gap,
    working_student_deduction,
    working_student_gap,
)
from law.figures import amounts, flags, yen

NONE, ORDINARY, SPECIAL = Disability.NONE, Disability.ORDINARY, Disability.SPECIAL
DISABILITY = DisabilityDeduction(
    cite="地方税法314条の2第1項6号",
    ordinary=260_000,
    special=300_000,
    special_cohabiting=530_000,
    gap_ordinary=10_000,
    gap_special=100_000,
    gap_special_cohabiting=220_000,
)
WIDOW = WidowDeduction(
    cite="地方税法314条の2第1項8号",
    amount=260_000,
    gap=10_000,
    aggregate_income_limit=5_000_000,
)
PARENT = SingleParentDeduction(
    cite="地方税法314条の2第1項8号の2",
    amount=300_000,
    gap_mother=50_000,
    gap_father=10_000,
    aggregate_income_limit=5_000_000,
)
STUDENT = WorkingStudentDeduction(
    cite="地方税法314条の2第1項9号",
    amount=260_000,
    gap=10_000,
    aggregate_income_limit=850_000,
    other_income_limit=100_000,
)
BASIC = BasicDeduction(
    cite="地方税法314条の2第2項",
    by_aggregate_income=amounts(
        (24_000_000, 430_000), (24_500_000, 290_000), (25_000_000, 150_000)
    ),
    gap=amounts((25_000_000, 50_000)),
)
few = st.integers(0, 5)


def disability(ordinary: int, special: int, cohabiting: int) -> tuple[int, int]:
    """Return the deduction and its gap."""
    given_ = {
        "disabled_ordinary": yen(ordinary),
        "disabled_special": yen(special),
        "disabled_special_cohabiting": yen(cohabiting),
    }
    deduction = disability_deduction(**given_, law=DISABILITY)
    return int(deduction[0]), int(disability_gap(**given_, law=DISABILITY)[0])


def student(aggregate: int, work: int, *, studies: bool = True) -> bool:
    found = is_working_student(
        working_student=flags(studies),
        aggregate_income=yen(aggregate),
        income_from_work=yen(work),
        law=STUDENT,
    )
    return bool(found[0])


@pytest.mark.parametrize(
    ("own", "others", "spouse", "same", "expected"),
    [
        pytest.param(NONE, 0, NONE, True, (0, 0), id="nobody is disabled"),
        pytest.param(ORDINARY, 0, NONE, True, (1, 0), id="the taxpayer"),
        pytest.param(SPECIAL, 0, NONE, True, (0, 1), id="the taxpayer, specially"),
        pytest.param(NONE, 0, ORDINARY, True, (1, 0), id="the spouse"),
        pytest.param(NONE, 0, SPECIAL, True, (0, 1), id="the spouse, specially"),
        pytest.param(NONE, 0, ORDINARY, False, (0, 0), id="a spouse who earns too much"),
        pytest.param(NONE, 0, SPECIAL, False, (0, 0), id="the same, specially"),
        pytest.param(ORDINARY, 2, SPECIAL, True, (3, 3), id="1 + 2 relatives; 1 + 2 relatives"),
    ],
)
def test_the_disabled_of_the_family_are_counted_by_degree(
    *, own: int, others: int, spouse: int, same: bool, expected: tuple[int, int]
) -> None:
    ordinary = disabled_ordinary(
        disability=yen(own),
        disabled_other=yen(others),
        spouse_disability=yen(spouse),
        spouse_same_livelihood=flags(same),
    )
    special = disabled_special(
        disability=yen(own),
        disabled_special=yen(others),
        spouse_disability=yen(spouse),
        spouse_same_livelihood=flags(same),
    )
    assert (int(ordinary[0]), int(special[0])) == expected


@pytest.mark.parametrize(
    ("spouse", "same", "home", "expected"),
    [
        pytest.param(SPECIAL, True, True, 2, id="the spouse besides one relative"),
        pytest.param(SPECIAL, True, False, 1, id="a spouse who lives elsewhere"),
        pytest.param(SPECIAL, False, True, 1, id="a spouse who earns too much"),
        pytest.param(ORDINARY, True, True, 1, id="a spouse not specially disabled"),
    ],
)
def test_a_special_spouse_at_home_counts_among_the_cohabiting(
    *, spouse: int, same: bool, home: bool, expected: int
) -> None:
    found = disabled_special_cohabiting(
        disabled_special_cohabiting=yen(1),
        spouse_disability=yen(spouse),
        spouse_same_livelihood=flags(same),
        spouse_cohabiting=flags(home),
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((0, 0, 0), (0, 0), id="nobody"),
        pytest.param((1, 0, 0), (260_000, 10_000), id="one 障害者"),
        pytest.param((0, 1, 0), (300_000, 100_000), id="one 特別障害者"),
        pytest.param((0, 1, 1), (530_000, 220_000), id="one 同居特別障害者"),
        pytest.param((0, 2, 1), (830_000, 320_000), id="300,000 + 530,000; 100,000 + 220,000"),
        pytest.param((2, 1, 0), (820_000, 120_000), id="260,000 x 2 + 300,000; 10 + 10 + 100"),
    ],
)
def test_each_disabled_person_gives_the_amount_of_the_degree(
    counts: tuple[int, int, int], expected: tuple[int, int]
) -> None:
    assert disability(*counts) == expected


@given(ordinary=few, special=few, cohabiting=few)
def test_one_more_disabled_person_always_gives_more(
    ordinary: int, special: int, cohabiting: int
) -> None:
    now = disability(ordinary, special + cohabiting, cohabiting)
    assert disability(ordinary + 1, special + cohabiting, cohabiting) > now
    assert disability(ordinary, special + cohabiting + 1, cohabiting + 1) > now


def test_a_widow_is_one_up_to_5000000_who_is_no_single_parent() -> None:
    found = is_widow(
        widow=flags(True, True, True, False),
        single_parent=yen(0, 0, SingleParent.MOTHER, 0),
        aggregate_income=yen(5_000_000, 5_000_001, 1_000_000, 1_000_000),
        law=WIDOW,
    )
    assert found.tolist() == [True, False, False, False]


def test_a_single_parent_is_one_up_to_5000000() -> None:
    mother, father = SingleParent.MOTHER, SingleParent.FATHER
    found = is_single_parent(
        single_parent=yen(mother, mother, father, father, 0),
        aggregate_income=yen(5_000_000, 5_000_001, 5_000_000, 5_000_001, 0),
        law=PARENT,
    )
    assert found.tolist() == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("aggregate", "work", "expected"),
    [
        pytest.param(850_000, 850_000, True, id="850,000 of pay is within"),
        pytest.param(850_001, 850_001, False, id="one yen above the limit"),
        pytest.param(850_000, 750_000, True, id="100,000 besides pay is within"),
        pytest.param(850_000, 749_999, False, id="100,001 besides pay"),
        pytest.param(50_000, 0, False, id="without pay nobody is a working student"),
        pytest.param(50_001, 1, True, id="one yen of pay"),
    ],
)
def test_a_working_student_has_pay_and_hardly_anything_else(
    *, aggregate: int, work: int, expected: bool
) -> None:
    assert student(aggregate, work) is expected


def test_who_does_not_study_is_no_working_student() -> None:
    assert not student(500_000, 500_000, studies=False)


def test_each_status_gives_its_amount_and_gap_or_nothing() -> None:
    has = flags(True, False)
    assert widow_deduction(widow=has, law=WIDOW).tolist() == [260_000, 0]
    assert widow_gap(widow=has, law=WIDOW).tolist() == [10_000, 0]
    assert single_parent_deduction(single_parent=has, law=PARENT).tolist() == [300_000, 0]
    assert working_student_deduction(working_student=has, law=STUDENT).tolist() == [260_000, 0]
    assert working_student_gap(working_student=has, law=STUDENT).tolist() == [10_000, 0]


def test_the_gap_of_a_mother_is_50000_and_of_a_father_10000() -> None:
    found = single_parent_gap(
        is_single_parent=flags(True, True, False, False),
        kind=yen(SingleParent.MOTHER, SingleParent.FATHER, SingleParent.MOTHER, 0),
        law=PARENT,
    )
    assert found.tolist() == [50_000, 10_000, 0, 0]


@pytest.mark.parametrize(
    ("income", "deduction", "gap"),
    [
        pytest.param(0, 430_000, 50_000, id="without income too"),
        pytest.param(24_000_000, 430_000, 50_000, id="24,000,000 is within"),
        pytest.param(24_000_001, 290_000, 50_000, id="one yen above 24,000,000"),
        pytest.param(24_500_000, 290_000, 50_000, id="24,500,000 is within"),
        pytest.param(24_500_001, 150_000, 50_000, id="one yen above 24,500,000"),
        pytest.param(25_000_000, 150_000, 50_000, id="25,000,000 is within"),
        pytest.param(25_000_001, 0, 0, id="above 25,000,000 neither"),
    ],
)
def test_high_incomes_lose_the_basic_deduction(income: int, deduction: int, gap: int) -> None:
    assert basic_deduction(aggregate_income=yen(income), law=BASIC).tolist() == [deduction]
    assert basic_gap(aggregate_income=yen(income), law=BASIC).tolist() == [gap]
