"""What an employer's year-end adjustment (年末調整) for 2025 comes to, in whole yen.

These are the figures that a payer prints on a report; the city reads them and computes
its own tax elsewhere. Taking them from here keeps made-up reports consistent in
themselves without asking the very rules that are to be tried on them.
"""

from __future__ import annotations

from juminzei.base.citation import cites

NO_INCOME_LIMIT = 580_000
"""合計所得金額 up to which a relative counts as supported."""
PENSION_AGE = 65
SPOUSE_LIMIT, SPECIAL_SPOUSE_LIMIT = 10_000_000, 1_330_000
ADJUSTED_UP_TO = 20_000_000
"""支払金額 above which there is no year-end adjustment."""
UNADJUSTED_PAY, ADJUSTED_PAY_LIMIT = 8_500_000, 10_000_000
OWN_INCOME_STEPS = (9_000_000, 9_500_000)
ELDERLY_SPOUSE_AGE = 70
EMPLOYMENT_STEPS = (
    # revenue below, per cent, less, rounded down to
    (1_900_000, 100, 650_000, 1),
    (3_600_000, 70, 80_000, 4_000),
    (6_600_000, 80, 440_000, 4_000),
    (8_500_000, 90, 1_100_000, 1),
)
TAX_STEPS = (
    # taxable income below, per cent, less
    (1_950_000, 5, 0),
    (3_300_000, 10, 97_500),
    (6_950_000, 20, 427_500),
    (9_000_000, 23, 636_000),
    (18_000_000, 33, 1_536_000),
    (40_000_000, 40, 2_796_000),
)
HIGHEST_RATE = (45, 4_796_000)
PENSION_STEP_UNTIL_64 = (1_300_000, 100, 600_000)
PENSION_STEP_FROM_65 = (3_300_000, 100, 1_100_000)
PENSION_STEPS = (
    # revenue below, per cent, less
    (4_100_000, 75, 275_000),
    (7_700_000, 85, 685_000),
    (10_000_000, 95, 1_455_000),
)


@cites("所得税法28条", "所得税法別表第五")
def employment_income(revenue: int) -> int:
    """Return 給与所得控除後の金額 for a year's wages; the table goes by 4,000 yen in the middle."""
    for below, percent, less, unit in EMPLOYMENT_STEPS:
        if revenue < below:
            return max(revenue // unit * unit * percent // 100 - less, 0)
    return revenue - 1_950_000


@cites("租税特別措置法41条の3の11第1項")
def income_adjustment(revenue: int) -> int:
    """Return 所得金額調整控除 of somebody who supports a child or a disabled person."""
    return max(-(-(min(revenue, ADJUSTED_PAY_LIMIT) - UNADJUSTED_PAY) // 10), 0)


@cites("所得税法35条", "租税特別措置法41条の15の3")
def pension_income(revenue: int, age: int) -> int:
    """Return 公的年金等の雑所得 where other income is at most 10 million yen."""
    first = PENSION_STEP_FROM_65 if age >= PENSION_AGE else PENSION_STEP_UNTIL_64
    for below, percent, less in (first, *PENSION_STEPS):
        if revenue < below:
            return max(revenue * percent // 100 - less, 0)
    return revenue - 1_955_000


@cites("所得税法86条", "租税特別措置法41条の16の2")
def basic_deduction(aggregate_income: int) -> int:
    """Return 基礎控除 of income year 2025."""
    steps = (
        (1_320_000, 950_000),
        (3_360_000, 880_000),
        (4_890_000, 680_000),
        (6_550_000, 630_000),
        (23_500_000, 580_000),
        (24_000_000, 480_000),
        (24_500_000, 320_000),
        (25_000_000, 160_000),
    )
    return next((amount for limit, amount in steps if aggregate_income <= limit), 0)


@cites("所得税法83条", "所得税法83条の2")
def spouse_deduction(own_income: int, spouse_income: int, spouse_age: int) -> int:
    """Return 配偶者控除 or 配偶者特別控除."""
    if own_income > SPOUSE_LIMIT or spouse_income > SPECIAL_SPOUSE_LIMIT:
        return 0
    column = sum(own_income > step for step in OWN_INCOME_STEPS)
    if spouse_income <= NO_INCOME_LIMIT and spouse_age >= ELDERLY_SPOUSE_AGE:
        return (480_000, 320_000, 160_000)[column]
    steps = (
        (950_000, (38, 26, 13)),
        (1_000_000, (36, 24, 12)),
        (1_050_000, (31, 21, 11)),
        (1_100_000, (26, 18, 9)),
        (1_150_000, (21, 14, 7)),
        (1_200_000, (16, 11, 6)),
        (1_250_000, (11, 8, 4)),
        (1_300_000, (6, 4, 2)),
        (SPECIAL_SPOUSE_LIMIT, (3, 2, 1)),
    )
    return next(row[column] * 10_000 for limit, row in steps if spouse_income <= limit)


@cites("所得税法76条")
def life_deduction(*, new: tuple[int, ...], old: tuple[int, ...] = ()) -> int:
    """Return 生命保険料控除 of premiums in separate classes; 120,000 at most."""
    total = sum(_in_steps(paid, 20_000) for paid in new) + sum(
        _in_steps(paid, 25_000) for paid in old
    )
    return min(total, 120_000)


def _in_steps(paid: int, step: int) -> int:
    """All up to ``step``, half up to twice that, a quarter up to four times, rounded up."""
    if paid <= step:
        return paid
    if paid <= 2 * step:
        return -(-paid // 2) + step // 2
    return min(-(-paid // 4) + step, 2 * step)


@cites("所得税法89条")
def tax_before_credits(taxable_income: int) -> int:
    """Return 算出所得税額; the income is rounded down to 1,000 yen here."""
    base = max(taxable_income, 0) // 1000 * 1000
    rate, less = next(
        ((rate, less) for below, rate, less in TAX_STEPS if base < below), HIGHEST_RATE
    )
    return base * rate // 100 - less


@cites("復興財源確保法13条")
def income_tax(taxable_income: int, credit: int = 0) -> int:
    """Return the year's tax with the surtax of 2.1 %, in whole hundreds of yen.

    Args:
        taxable_income: 課税給与所得金額, yen.
        credit: 住宅借入金等特別控除, taken off before the surtax.
    """
    return max(tax_before_credits(taxable_income) - credit, 0) * 1021 // 1000 // 100 * 100
