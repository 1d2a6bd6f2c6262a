"""特例控除の率, worked by hand from 地方税法314条の7第11項 and 附則5条の5."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.parameters.tables import OPEN, RateRow, RateTable
from juminzei.kernel.rules.donation_credit import hometown_rate
from law.figures import yen
from law.hometown_law import HOMETOWN

if TYPE_CHECKING:
    from juminzei.kernel.parameters.credits import HometownDonation


def rate(
    tax_base: int,
    gap: int,
    *,
    forestry: int = 0,
    retirement: int = 0,
    short: int = 0,
    other: int = 0,
) -> Fraction:
    """Return the special part's rate in hundredths; the gap is all that is taken off."""
    found = hometown_rate(
        rate_base=yen(tax_base - gap),
        tax_base=yen(tax_base),
        tax_base_forestry=yen(forestry),
        tax_base_retirement=yen(retirement),
        land_short_base=yen(short),
        other_separate_base=yen(other),
        law=HOMETOWN,
    )
    return found.at(0) * 100


@pytest.mark.parametrize(
    ("tax_base", "bases", "expected"),
    [
        pytest.param(150_000, {"short": 1_000}, "84.895", id="the gap just covered: the table"),
        pytest.param(149_000, {"short": 1_000}, "59.37", id="1,000 too little: 短期譲渡 59.37"),
        pytest.param(0, {"short": 1_000}, "59.37", id="none at all: 短期譲渡 59.37"),
        pytest.param(0, {"other": 1_000}, "74.685", id="other separate bases 74.685"),
        pytest.param(0, {"short": 1_000, "other": 1_000}, "59.37", id="both: the lower"),
        pytest.param(0, {}, "90", id="nothing else is taxed: 90"),
        pytest.param(149_000, {}, "90", id="too little and nothing else: 90"),
    ],
)
def test_without_enough_total_income_the_lowest_rate_of_other_bases_holds(
    tax_base: int, bases: dict[str, int], expected: str
) -> None:
    assert rate(tax_base, 150_000, **bases) == Fraction(expected)


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        pytest.param({"forestry": 9_750_000}, "84.895", id="9,750,000 / 5 = 1,950,000: first row"),
        pytest.param({"forestry": 9_755_000}, "79.79", id="9,755,000 / 5 = 1,951,000: next row"),
        pytest.param({"retirement": 1_950_000}, "84.895", id="退職: the whole base, first row"),
        pytest.param({"retirement": 1_951_000}, "79.79", id="退職 1,951,000: next row"),
        pytest.param(
            {"forestry": 9_750_000, "retirement": 3_301_000}, "69.58", id="both: the lower one"
        ),
        pytest.param(
            {"forestry": 9_755_000, "other": 1_000}, "74.685", id="74.685 is lower than 79.79"
        ),
        pytest.param(
            {"retirement": 3_301_000, "other": 1_000}, "69.58", id="69.58 is lower than 74.685"
        ),
        pytest.param(
            {"retirement": 3_301_000, "short": 1_000}, "59.37", id="59.37 is lower than 69.58"
        ),
    ],
)
def test_forestry_and_retirement_pick_rows_of_the_table(
    bases: dict[str, int], expected: str
) -> None:
    assert rate(0, 50_000, **bases) == Fraction(expected)


def test_only_the_rows_of_those_without_enough_total_income_differ() -> None:
    found = hometown_rate(
        rate_base=yen(871_000, -50_000, 2_000_000),
        tax_base=yen(1_021_000, 0, 2_050_000),
        tax_base_forestry=yen(0, 0, 0),
        tax_base_retirement=yen(0, 0, 0),
        land_short_base=yen(5_000_000, 5_000_000, 0),
        other_separate_base=yen(0, 0, 0),
        law=HOMETOWN,
    )
    assert [found.at(row) * 100 for row in range(3)] == [
        Fraction("84.895"),
        Fraction("59.37"),
        Fraction("79.79"),
    ]


MIXED = RateTable((RateRow(0, Rate(9, 10)), RateRow(OPEN, Rate(84_895, 100_000))))


@pytest.mark.parametrize(
    ("odd", "error", "complaint"),
    [
        pytest.param(
            replace(HOMETOWN, rate_with_land_short=Rate(2, 3)),
            ValueError,
            "2/3 has no denominator 100,000",
            id="2/3 of hundred thousandths",
        ),
        pytest.param(
            replace(HOMETOWN, rate=MIXED), TypeError, "the same denominator", id="tenths among them"
        ),
    ],
)
def test_rates_that_cannot_be_compared_are_refused(
    odd: HometownDonation, error: type[Exception], complaint: str
) -> None:
    with pytest.raises(error, match=complaint):
        hometown_rate(
            rate_base=yen(0),
            tax_base=yen(0),
            tax_base_forestry=yen(0),
            tax_base_retirement=yen(0),
            land_short_base=yen(1_000),
            other_separate_base=yen(0),
            law=odd,
        )
