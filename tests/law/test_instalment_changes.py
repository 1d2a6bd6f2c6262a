"""Ordinary terms and employers' months after a change of the tax, by hand and by their sums."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.instalments.ordinary_change import (
    ChangedTerms,
    TooLateError,
    changed_ordinary,
    extra_terms,
    first_open_term,
    switched_to_special,
)
from juminzei.kernel.instalments.special_change import (
    ChangedMonths,
    changed_special,
    first_changed_month,
)
from juminzei.kernel.law import load
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

LAW = load(2026)
RULES = standing(ChangeLaw)
DUE_ON = [date(2026, 6, 30), date(2026, 8, 31), date(2026, 11, 2), date(2027, 2, 1)]
TERMS = [24_500, 22_000, 22_000, 22_000]
"""90,500 yen, as first notified."""
MONTHS = [8_000] + [7_500] * 11
"""90,500 yen, as first notified."""
hundreds = st.integers(0, 5_000).map(lambda n: n * 100)


# ---- ordinary ----


@pytest.mark.parametrize(
    ("notified_on", "place"),
    [
        pytest.param(date(2026, 6, 20), 0, id="ten days before 30 June"),
        pytest.param(date(2026, 6, 21), 1, id="nine days before it"),
        pytest.param(date(2026, 8, 21), 1, id="ten days before 31 August"),
        pytest.param(date(2026, 8, 22), 2, id="nine days before it"),
        pytest.param(date(2027, 1, 22), 3, id="ten days before 1 February"),
        pytest.param(date(2027, 1, 23), 4, id="no term is left"),
    ],
)
def test_a_notice_reaches_terms_that_are_ten_days_off(notified_on: date, place: int) -> None:
    assert first_open_term(DUE_ON, notified_on, RULES.ordinary_notice) == place


def ordinary(amount: int, first_open: int, paid: tuple[int, ...] = ()) -> ChangedTerms:
    return changed_ordinary(TERMS, amount=amount, first_open=first_open, paid=paid, law=LAW)


@pytest.mark.parametrize(
    ("amount", "first_open", "expected"),
    [
        pytest.param(90_500, 2, (24_500, 22_000, 22_000, 22_000), id="no change"),
        pytest.param(100_500, 2, (24_500, 22_000, 27_000, 27_000), id="54,000 over two"),
        pytest.param(101_400, 2, (24_500, 22_000, 27_900, 27_000), id="54,900: 27,900 and 27,000"),
        pytest.param(100_500, 0, (25_500, 25_000, 25_000, 25_000), id="none due yet: all anew"),
        pytest.param(100_500, 3, (24_500, 22_000, 22_000, 32_000), id="all into the last"),
        pytest.param(70_500, 2, (24_500, 22_000, 12_000, 12_000), id="24,000 over two"),
        pytest.param(46_500, 2, (24_500, 22_000, 0, 0), id="just what is past"),
        pytest.param(46_400, 2, (24_500, 21_900, 0, 0), id="100 off the last that is past"),
        pytest.param(20_000, 2, (20_000, 0, 0, 0), id="off the second, then the first"),
        pytest.param(0, 4, (0, 0, 0, 0), id="no tax at all"),
    ],
)
def test_past_terms_stay_and_the_rest_goes_over_the_others(
    amount: int, first_open: int, expected: tuple[int, ...]
) -> None:
    assert ordinary(amount, first_open) == ChangedTerms(terms=expected)


def test_more_tax_after_the_last_term_is_billed_apart() -> None:
    assert ordinary(100_500, 4) == ChangedTerms(terms=tuple(TERMS), extra=10_000)


def test_what_was_paid_above_the_lowered_terms_is_refunded() -> None:
    paid = (24_500, 22_000)
    assert ordinary(46_400, 2, paid).refund == 100
    assert ordinary(46_500, 2, paid).refund == 0
    assert ordinary(46_400, 2, (24_500, 21_000)).refund == 0  # 900 of term 2 are still unpaid


def test_a_term_paid_ahead_stays_as_it_is() -> None:
    ahead = (24_500, 22_000, 0, 22_000)
    assert ordinary(100_500, 2, ahead).terms == (24_500, 22_000, 32_000, 22_000)
    # one yen short of the whole: it is spread with the others
    assert ordinary(100_500, 2, (24_500, 22_000, 0, 21_999)).terms[2:] == (27_000, 27_000)


@given(amount=hundreds, first_open=st.integers(0, 4), paid=st.lists(hundreds, max_size=4))
def test_terms_and_what_is_billed_apart_are_the_tax(
    amount: int, first_open: int, paid: list[int]
) -> None:
    found = ordinary(amount, first_open, tuple(paid))
    assert sum(found.terms) + found.extra == amount
    assert min(found.terms) >= 0
    assert 0 <= found.refund <= sum(paid)


def test_terms_of_their_own_are_shifted_and_come_ten_days_after_the_notice() -> None:
    days = [date(2026, 10, 31), date(2026, 11, 30)]
    found = extra_terms(
        50_500, due_on=days, notified_on=date(2026, 10, 21), notice=RULES.ordinary_notice, law=LAW
    )
    assert found == [(25_500, date(2026, 11, 2)), (25_000, date(2026, 11, 30))]
    with pytest.raises(TooLateError, match="2026-10-31 is less than 10 days after 2026-10-22"):
        extra_terms(
            50_500, due_on=days, notified_on=date(2026, 10, 22), notice=RULES.ordinary_notice,
            law=LAW,
        )  # fmt: skip


def test_an_employer_takes_over_the_terms_that_are_not_due_yet() -> None:
    # 44,000 from October (place 4) in eight months: 5,500 each
    left, months = switched_to_special(TERMS, first_open=2, first_month=4, law=LAW)
    assert left == (24_500, 22_000, 0, 0)
    assert months == (0, 0, 0, 0, *[5_500] * 8)


def test_what_is_below_100_goes_into_the_employers_first_month() -> None:
    _, months = switched_to_special(TERMS, first_open=1, first_month=3, law=LAW)
    assert months[3:] == (7_600, *[7_300] * 8)  # 66,000 / 9 = 7,333


def test_in_june_no_month_is_left_to_take_over() -> None:
    assert switched_to_special(TERMS, first_open=3, first_month=11, law=LAW)[1][11] == 22_000
    with pytest.raises(TooLateError, match="no month is left"):
        switched_to_special(TERMS, first_open=3, first_month=12, law=LAW)


# ---- employers ----


@pytest.mark.parametrize(
    ("notified_on", "place"),
    [
        pytest.param(date(2026, 5, 15), 0, id="before June: the whole year"),
        pytest.param(date(2026, 5, 31), 0, id="31 May: June"),
        pytest.param(date(2026, 6, 1), 1, id="in June: from July"),
        pytest.param(date(2026, 12, 31), 7, id="in December: from January"),
        pytest.param(date(2027, 1, 1), 8, id="in January: from February"),
        pytest.param(date(2027, 4, 30), 11, id="in April: May"),
        pytest.param(date(2027, 5, 1), 12, id="in May: none"),
        pytest.param(date(2028, 1, 1), 12, id="later: none"),
    ],
)
def test_the_month_after_the_notice_is_the_first_changed(notified_on: date, place: int) -> None:
    assert first_changed_month(2026, notified_on) == place


def special(amount: int, first_changed: int) -> ChangedMonths:
    return changed_special(MONTHS, amount=amount, first_changed=first_changed, law=LAW)


@pytest.mark.parametrize(
    ("amount", "first_changed", "later"),
    [
        pytest.param(90_500, 4, [7_500] * 8, id="no change"),
        pytest.param(98_500, 4, [8_500] * 8, id="68,000 over eight"),
        pytest.param(98_600, 4, [8_600] + [8_500] * 7, id="68,100: 100 more in the first"),
        pytest.param(82_500, 4, [6_500] * 8, id="52,000 over eight"),
        pytest.param(30_500, 4, [0] * 8, id="just what was withheld"),
        pytest.param(30_600, 4, [100] + [0] * 7, id="100 more than that"),
    ],
)
def test_the_rest_goes_over_the_months_after_the_notice(
    amount: int, first_changed: int, later: list[int]
) -> None:
    found = special(amount, first_changed)
    assert found.months == (8_000, 7_500, 7_500, 7_500, *later)
    assert (found.billed, found.refund) == (0, 0)


def test_what_was_withheld_too_much_goes_back_and_nothing_more_is_withheld() -> None:
    # 30,500 withheld from June to September
    found = special(30_400, 4)
    assert found == ChangedMonths(months=(8_000, 7_500, 7_500, 7_500, *[0] * 8), refund=100)


def test_more_tax_after_the_last_month_is_billed() -> None:
    assert special(91_000, 12) == ChangedMonths(months=tuple(MONTHS), billed=500)


@given(amount=hundreds, first_changed=st.integers(0, 12))
def test_months_bills_and_refunds_are_the_tax(amount: int, first_changed: int) -> None:
    found = special(amount, first_changed)
    assert sum(found.months) + found.billed - found.refund == amount
    assert min(found.months) >= 0
    assert found.months[:first_changed] == tuple(MONTHS[:first_changed])
    assert not (found.billed and found.refund)
