"""分離課税に係る所得割 as columns: figures written here, and a plain restatement beside them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import Rates
from juminzei.kernel.parameters.retirement import (
    RetirementDeduction,
    RetirementHalf,
    RetirementLaw,
    RetirementLevy,
)
from juminzei.kernel.retirement import RetirementPayments, assess, rules
from juminzei.kernel.standing_law import standing
from law.figures import flags, yen

DEDUCTION = RetirementDeduction(
    cite="所得税法30条3項",
    yearly=400_000,
    least=800_000,
    long_service_years=20,
    yearly_after=700_000,
    disability_addition=1_000_000,
)
LEVY = RetirementLevy(
    cite="地方税法328条の3",
    rate=Rates(municipal=Rate(6, 100), prefectural=Rate(4, 100)),
    base_unit=1_000,
    levy_unit=100,
)
payments = st.tuples(
    st.integers(0, 99_999_999_999),
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def half(rate: Rate) -> RetirementHalf:
    return RetirementHalf(
        cite="所得税法30条2項",
        rate=rate,
        short_service_years=5,
        short_term_from=date(2022, 1, 1),
        short_term_limit=3_000_000,
    )


def test_each_row_has_its_own_years_and_disability() -> None:
    found = rules.retirement_deduction(
        service_years=yen(1, 2, 3, 20, 21, 40),
        disability=flags(False, False, True, False, True, False),
        law=DEDUCTION,
    )
    assert found.tolist() == [800_000, 800_000, 2_200_000, 8_000_000, 9_700_000, 22_000_000]


def test_pay_below_the_deduction_leaves_nothing() -> None:
    excess = rules.retirement_excess(
        revenue=yen(0, 799_999, 800_000, 800_001), retirement_deduction=yen(*[800_000] * 4)
    )
    assert excess.tolist() == [0, 0, 0, 1]


def test_the_part_that_is_income_is_a_figure_of_the_law() -> None:
    def income(rate: Rate) -> list[int]:
        exact = rules.retirement_income_exact(
            retirement_excess=yen(4_000_000, 4_000_000, 4_000_000, 4_000_000),
            service_years=yen(5, 5, 5, 6),
            executive=flags(True, False, False, True),
            short_term_in_force=flags(True, True, False, True),
            law=half(rate),
        )
        whole: list[int] = exact.down().tolist()
        return whole

    assert income(Rate(1, 2)) == [4_000_000, 2_500_000, 2_000_000, 2_000_000]
    # a third of 3,000,000 and all of 1,000,000; a third of 4,000,000
    assert income(Rate(1, 3)) == [4_000_000, 2_000_000, 1_333_333, 1_333_333]


def test_base_and_levy_are_cut_at_their_units() -> None:
    assert rules.retirement_base(amount=yen(999, 1_000, 1_999), law=LEVY).tolist() == [
        0, 1_000, 1_000
    ]  # fmt: skip
    assert rules.retirement_levy(amount=yen(99, 100, 199), law=LEVY).tolist() == [0, 100, 100]


def restated(person: tuple[int, int, bool, bool, bool]) -> tuple[int, int]:
    """Return both bodies' levies, written from the article's words for one person."""
    revenue, years, executive, disability, since_2022 = person
    deduction = 400_000 * years if years <= 20 else 8_000_000 + 700_000 * (years - 20)
    deduction = max(deduction, 800_000) + (1_000_000 if disability else 0)
    excess = max(0, revenue - deduction)
    if years <= 5 and executive:
        income = Fraction(excess)
    elif years <= 5 and since_2022 and excess > 3_000_000:
        income = Fraction(1_500_000 + (excess - 3_000_000))
    else:
        income = Fraction(excess, 2)
    base = floor(income) - floor(income) % 1_000
    city, prefecture = base * 6 // 100, base * 4 // 100
    return city - city % 100, prefecture - prefecture % 100


@given(people=st.lists(payments, min_size=1, max_size=20))
def test_many_payments_at_once_are_what_each_article_gives_alone(
    people: list[tuple[int, int, bool, bool, bool]],
) -> None:
    revenue, years, executive, disability, since_2022 = (
        np.array(column) for column in zip(*people, strict=True)
    )
    found = assess(
        RetirementPayments(
            revenue=revenue,
            service_years=years,
            executive=executive,
            disability=disability,
            short_term_in_force=since_2022,
        ),
        standing(RetirementLaw),
    )
    together = list(zip(found.municipal.tolist(), found.prefectural.tolist(), strict=True))
    assert together == [restated(one) for one in people]
    assert (found.total == found.municipal + found.prefectural).all()
