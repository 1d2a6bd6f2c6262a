"""公的年金特別徴収 changed or stopped, on both sides of 10 October and 10 December."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.instalments.pension_change import (
    AfterMovingOut,
    ChangedPension,
    after_moving_out,
    changed_pension,
    stopped_pension,
)
from juminzei.kernel.law import load
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

LAW = load(2026)
RULE = standing(ChangeLaw).pension_change
MAIN = (13_400, 13_300, 13_300)
"""70,000 less 30,000 taken provisionally from April to August."""
hundreds = st.integers(0, 2_000).map(lambda n: n * 100)


def changed(amount: int, decided_on: date) -> ChangedPension:
    return changed_pension(
        MAIN, before=30_000, amount=amount, decided_on=decided_on, law=LAW, rule=RULE
    )


@pytest.mark.parametrize(
    ("amount", "main", "refund"),
    [
        pytest.param(60_000, (13_400, 8_300, 8_300), 0, id="16,600 over December and February"),
        pytest.param(60_100, (13_400, 8_400, 8_300), 0, id="16,700: 100 more in December"),
        pytest.param(43_400, (13_400, 0, 0), 0, id="just what is taken by October"),
        pytest.param(43_300, (13_400, 0, 0), 100, id="100 taken too much"),
    ],
)
def test_less_tax_by_10_october_changes_december_and_february(
    amount: int, main: tuple[int, ...], refund: int
) -> None:
    found = changed(amount, date(2026, 10, 10))
    assert found == ChangedPension(main=main, refund=refund)


@pytest.mark.parametrize(
    ("amount", "main", "refund"),
    [
        pytest.param(60_000, (13_400, 13_300, 3_300), 0, id="3,300 in February"),
        pytest.param(56_700, (13_400, 13_300, 0), 0, id="just what is taken by December"),
        pytest.param(56_600, (13_400, 13_300, 0), 100, id="100 taken too much"),
    ],
)
@pytest.mark.parametrize("decided_on", [date(2026, 10, 11), date(2026, 12, 10)])
def test_less_tax_by_10_december_changes_february(
    decided_on: date, amount: int, main: tuple[int, ...], refund: int
) -> None:
    assert changed(amount, decided_on) == ChangedPension(main=main, refund=refund)


def test_after_10_december_the_rest_is_billed_and_nothing_withheld_of_it() -> None:
    # 30,000 + 13,400 + 13,300 = 56,700 were taken; February's payment stops
    late = date(2026, 12, 11)
    stopped = (13_400, 13_300, 0)
    assert changed(60_000, late) == ChangedPension(main=stopped, billed=3_300, stopped=True)
    assert changed(80_000, late) == ChangedPension(main=stopped, billed=23_300, stopped=True)
    assert changed(50_000, late) == ChangedPension(main=stopped, refund=6_700, stopped=True)


@pytest.mark.parametrize("decided_on", [date(2026, 8, 1), date(2026, 12, 10)])
def test_more_tax_leaves_the_payments_and_is_billed(decided_on: date) -> None:
    assert changed(70_000, decided_on) == ChangedPension(main=MAIN)
    assert changed(75_000, decided_on) == ChangedPension(main=MAIN, billed=5_000)


def changed_otherwise(amount: int, decided_on: date) -> ChangedPension:
    """As 青森市 does: more tax is withheld too, and late changes leave the payments alone."""
    rule = replace(RULE, increase_withheld=True, stopped_after=False)
    return changed_pension(
        MAIN, before=30_000, amount=amount, decided_on=decided_on, law=LAW, rule=rule
    )


@pytest.mark.parametrize(
    ("amount", "decided_on", "expected"),
    [
        pytest.param(75_000, date(2026, 10, 10), ChangedPension(main=(13_400, 15_800, 15_800)),
                     id="31,600 over December and February"),
        pytest.param(75_000, date(2026, 12, 10), ChangedPension(main=(13_400, 13_300, 18_300)),
                     id="18,300 in February"),
        pytest.param(60_000, date(2026, 10, 10), ChangedPension(main=(13_400, 8_300, 8_300)),
                     id="less tax as everywhere"),
        pytest.param(75_000, date(2026, 12, 11), ChangedPension(main=MAIN, billed=5_000),
                     id="too late: 5,000 billed"),
        pytest.param(60_000, date(2026, 12, 11), ChangedPension(main=MAIN, refund=10_000),
                     id="too late: 10,000 refunded"),
    ],
)  # fmt: skip
def test_a_city_may_withhold_more_and_go_on_unchanged(
    amount: int, decided_on: date, expected: ChangedPension
) -> None:
    assert changed_otherwise(amount, decided_on) == expected


@given(amount=hundreds, day=st.dates(date(2026, 6, 1), date(2027, 3, 31)))
def test_either_way_payments_bills_and_refunds_are_the_tax(amount: int, day: date) -> None:
    found = changed_otherwise(amount, day)
    assert 30_000 + sum(found.main) + found.billed - found.refund == amount
    assert min(found.main) >= 0


@pytest.mark.parametrize(
    ("made", "main", "billed"),
    [(0, (0, 0, 0), 40_000), (1, (13_400, 0, 0), 26_600), (3, MAIN, 0)],
)
def test_when_the_payer_stops_the_rest_is_billed(
    made: int, main: tuple[int, ...], billed: int
) -> None:
    found = stopped_pension(MAIN, before=30_000, amount=70_000, payments_made=made)
    assert found == ChangedPension(main=main, billed=billed, stopped=True)


@given(amount=hundreds, day=st.dates(date(2026, 6, 1), date(2027, 3, 31)))
def test_payments_bills_and_refunds_are_the_tax(amount: int, day: date) -> None:
    found = changed(amount, day)
    assert 30_000 + sum(found.main) + found.billed - found.refund == amount
    assert min(found.main) >= 0
    assert not (found.billed and found.refund)
    assert all(new <= old for new, old in zip(found.main, MAIN, strict=True))


@pytest.mark.parametrize(
    ("moved_on", "next_provisional"),
    [
        pytest.param(date(2027, 1, 1), True, id="from January: taxed here next year too"),
        pytest.param(date(2027, 3, 31), True, id="until March"),
        pytest.param(date(2026, 4, 1), False, id="from April"),
        pytest.param(date(2026, 12, 31), False, id="until December"),
    ],
)
def test_moving_out_lets_the_year_go_on(moved_on: date, next_provisional: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    # 加古川市「公的年金からの特別徴収制度の見直しについて」(2)
    assert after_moving_out(moved_on) == AfterMovingOut(
        this_year=True, next_provisional=next_provisional, next_main=False
    )
