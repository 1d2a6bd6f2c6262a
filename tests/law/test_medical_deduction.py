"""医療費控除 and セルフメディケーション税制, worked by hand from 地方税法314条の2第1項2号."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.deductions import Medical, SelfMedication
from juminzei.kernel.rules.medical_deduction import (
    medical_deduction,
    medical_or_self_medication,
    medical_threshold_exact,
    self_medication_deduction,
)
from law.figures import yen

LAW = Medical(
    cite="地方税法314条の2第1項2号",
    threshold_rate=Rate(5, 100),
    threshold_limit=100_000,
    limit=2_000_000,
)
SELF = SelfMedication(cite="地方税法附則4条の4", threshold=12_000, limit=88_000)
amounts_paid = st.integers(0, 5_000_000)


def medical(paid: int, reimbursed: int = 0, threshold: int = 100_000) -> int:
    found = medical_deduction(
        medical_paid=yen(paid),
        medical_reimbursed=yen(reimbursed),
        threshold=yen(threshold),
        law=LAW,
    )
    return int(found[0])


def self_medication(paid: int, reimbursed: int = 0) -> int:
    found = self_medication_deduction(
        self_medication_paid=yen(paid), self_medication_reimbursed=yen(reimbursed), law=SELF
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        pytest.param(0, Fraction(0), id="no income: every yen counts"),
        pytest.param(1_234_567, Fraction(6_172_835, 100), id="1,234,567 x 5% = 61,728.35"),
        pytest.param(2_000_000, Fraction(100_000), id="2,000,000 x 5% = 100,000"),
        pytest.param(3_000_000, Fraction(150_000), id="3,000,000 x 5%: limited only later"),
    ],
)
def test_the_threshold_is_a_twentieth_of_the_income(income: int, expected: Fraction) -> None:
    assert medical_threshold_exact(total_income_etc=yen(income), law=LAW).at(0) == expected


@pytest.mark.parametrize(
    ("paid", "reimbursed", "threshold", "expected"),
    [
        pytest.param(350_000, 50_000, 100_000, 200_000, id="350,000 - 50,000 - 100,000"),
        pytest.param(100_000, 0, 100_000, 0, id="just the threshold: nothing"),
        pytest.param(100_001, 0, 100_000, 1, id="one yen above the threshold: one yen"),
        pytest.param(99_999, 0, 100_000, 0, id="one yen below: nothing, not -1"),
        pytest.param(150_000, 0, 61_728, 88_272, id="small income: 150,000 - 61,728"),
        pytest.param(150_000, 0, 99_999, 50_001, id="threshold one yen below 100,000"),
        pytest.param(150_000, 0, 100_001, 50_000, id="threshold above 100,000 stays 100,000"),
        pytest.param(2_099_999, 0, 100_000, 1_999_999, id="one yen below the limit"),
        pytest.param(2_100_000, 0, 100_000, 2_000_000, id="the limit itself"),
        pytest.param(2_100_001, 0, 100_000, 2_000_000, id="one yen above the limit is lost"),
        pytest.param(30_000, 50_000, 0, 0, id="more reimbursed than paid: nothing"),
    ],
)
def test_what_passes_the_threshold_is_deducted_within_the_limit(
    paid: int, reimbursed: int, threshold: int, expected: int
) -> None:
    assert medical(paid, reimbursed, threshold) == expected


@given(paid=amounts_paid, threshold=st.integers(0, 500_000))
def test_a_yen_more_paid_gives_a_yen_or_nothing(paid: int, threshold: int) -> None:
    assert medical(paid + 1, 0, threshold) - medical(paid, 0, threshold) in {0, 1}


@given(paid=amounts_paid, reimbursed=amounts_paid)
def test_what_is_reimbursed_counts_as_never_paid(paid: int, reimbursed: int) -> None:
    assert medical(paid + reimbursed, reimbursed) == medical(paid)


@pytest.mark.parametrize(
    ("paid", "reimbursed", "expected"),
    [
        pytest.param(12_000, 0, 0, id="12,000: nothing passes the threshold"),
        pytest.param(12_001, 0, 1, id="12,001 - 12,000"),
        pytest.param(11_999, 0, 0, id="below the threshold: nothing, not -1"),
        pytest.param(40_000, 8_000, 20_000, id="40,000 - 8,000 - 12,000"),
        pytest.param(99_999, 0, 87_999, id="one yen below the limit"),
        pytest.param(100_000, 0, 88_000, id="100,000 - 12,000 is the limit"),
        pytest.param(100_001, 0, 88_000, id="one yen above the limit is lost"),
        pytest.param(5_000, 9_000, 0, id="more reimbursed than paid: nothing"),
    ],
)
def test_medicines_are_deducted_above_12000_up_to_88000(
    paid: int, reimbursed: int, expected: int
) -> None:
    assert self_medication(paid, reimbursed) == expected


@given(paid=amounts_paid)
def test_medicines_never_give_more_than_their_limit(paid: int) -> None:
    assert 0 <= self_medication(paid) <= min(paid, 88_000)


def test_each_person_gets_the_one_that_was_claimed() -> None:
    found = medical_or_self_medication(
        medical=yen(200_000, 0, 0), self_medication=yen(0, 20_000, 0)
    )
    assert found.tolist() == [200_000, 20_000, 0]
