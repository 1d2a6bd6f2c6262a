"""寄附金税額控除, worked by hand from 地方税法314条の7 and 附則5条の6, 7条の2."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.parameters.credits import DonationCredit, Rates
from juminzei.kernel.rules.donation_credit import (
    donation_basic_exact,
    donation_counted,
    donation_credit,
    donation_limit_exact,
    hometown_counted,
    hometown_limit_exact,
    hometown_rate_base,
    hometown_special,
    hometown_special_exact,
    one_stop_exact,
    one_stop_rate,
)
from law.figures import amounts, yen
from law.hometown_law import HOMETOWN

LAW = DonationCredit(
    cite="地方税法314条の7",
    own_burden=2_000,
    income_limit=Rate(30, 100),
    rate=Rates(municipal=Rate(6, 100), prefectural=Rate(4, 100)),
    rate_in_designated_cities=Rates(municipal=Rate(8, 100), prefectural=Rate(2, 100)),
)
CITY, PREFECTURE = HOMETOWN.share.municipal, HOMETOWN.share.prefectural
gifts = st.integers(0, 10_000_000)


def counted(hometown: int, chest: int, own: int, limit: int) -> int:
    found = donation_counted(
        donation_hometown=yen(hometown),
        donation_community_chest=yen(chest),
        donation_own_body_only=yen(own),
        limit=yen(limit),
        law=LAW,
    )
    return int(found[0])


def special(gift: int, base: int, share: Rate = CITY) -> Fraction:
    return hometown_special_exact(
        counted=yen(gift), hometown_rate=HOMETOWN.rate.of(yen(base)), share=share
    ).at(0)


def rate_base(tax_base: int, gap: int, aggregate: int) -> int:
    found = hometown_rate_base(
        tax_base=yen(tax_base),
        personal_deduction_gap=yen(gap),
        aggregate_income=yen(aggregate),
        law=HOMETOWN,
    )
    return int(found[0])


@pytest.mark.parametrize(
    ("income", "expected"),
    [
        pytest.param(3_560_000, Fraction(1_068_000), id="3,560,000 x 30%"),
        pytest.param(1_234_567, Fraction(3_703_701, 10), id="1,234,567 x 30% = 370,370.1"),
        pytest.param(0, Fraction(0), id="no income, no gift counts"),
    ],
)
def test_gifts_count_up_to_three_tenths_of_the_income(income: int, expected: Fraction) -> None:
    assert donation_limit_exact(total_income_etc=yen(income), law=LAW).at(0) == expected


@pytest.mark.parametrize(
    ("given_to", "limit", "expected"),
    [
        pytest.param((50_000, 0, 0), 1_068_000, 48_000, id="50,000 - 2,000"),
        pytest.param((50_000, 10_000, 5_000), 1_068_000, 63_000, id="all kinds, once 2,000 less"),
        pytest.param((1_999, 0, 0), 1_068_000, 0, id="below the own burden: nothing, not -1"),
        pytest.param((2_000, 0, 0), 1_068_000, 0, id="just the own burden: nothing"),
        pytest.param((2_001, 0, 0), 1_068_000, 1, id="one yen above the own burden"),
        pytest.param((100_000, 0, 0), 100_000, 98_000, id="just the limit, then 2,000 less"),
        pytest.param((100_001, 0, 0), 100_000, 98_000, id="above the limit: 100,000 - 2,000"),
        pytest.param((99_999, 0, 0), 100_000, 97_999, id="below the limit: 99,999 - 2,000"),
        pytest.param((60_000, 60_000, 0), 100_000, 98_000, id="the limit is that of all gifts"),
        pytest.param((50_000, 0, 0), 1_000, 0, id="a limit below the own burden: nothing"),
    ],
)
def test_what_counts_is_limited_first_and_lessened_then(
    given_to: tuple[int, int, int], limit: int, expected: int
) -> None:
    assert counted(*given_to, limit) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        pytest.param(LAW.rate.municipal, Fraction(2_880), id="city: 48,000 x 6%"),
        pytest.param(LAW.rate.prefectural, Fraction(1_920), id="prefecture: 48,000 x 4%"),
    ],
)
def test_the_basic_part_is_each_bodys_rate(share: Rate, expected: Fraction) -> None:
    assert donation_basic_exact(counted=yen(48_000), rate=share).at(0) == expected


@pytest.mark.parametrize(
    ("gift", "expected"),
    [(1_999, 0), (2_000, 0), (2_001, 1), (50_000, 48_000)],
    ids=["below 2,000", "2,000 itself", "one yen above", "50,000 - 2,000"],
)
def test_hometown_gifts_count_above_2000(gift: int, expected: int) -> None:
    assert hometown_counted(donation_hometown=yen(gift), law=HOMETOWN).tolist() == [expected]


@pytest.mark.parametrize(
    ("tax_base", "gap", "aggregate", "expected"),
    [
        pytest.param(
            1_221_000, 150_000, 1_320_000, 601_000, id="95: 1,221,000 - 150,000 - 470,000"
        ),
        pytest.param(
            1_221_000, 150_000, 1_320_001, 671_000, id="88: 1,221,000 - 150,000 - 400,000"
        ),
        pytest.param(1_221_000, 150_000, 3_360_000, 671_000, id="3,360,000 is still 88"),
        pytest.param(
            1_221_000,
            150_000,
            3_360_001,
            1_071_000,
            id="48: nothing more than before, only 150,000",
        ),
        pytest.param(100_000, 150_000, 1_000_000, -520_000, id="100,000 - 150,000 - 470,000 < 0"),
    ],
)
def test_the_rate_is_picked_by_what_the_income_tax_would_have_taxed(
    tax_base: int, gap: int, aggregate: int, expected: int
) -> None:
    assert rate_base(tax_base, gap, aggregate) == expected


def test_a_national_deduction_below_the_figure_subtracted_adds_nothing() -> None:
    table = amounts((24_000_000, 480_000), (24_500_000, 320_000))
    smaller = replace(HOMETOWN, national_basic_deduction=table)
    found = hometown_rate_base(
        tax_base=yen(20_000_000, 20_000_000, 20_000_000),
        personal_deduction_gap=yen(50_000, 50_000, 0),
        aggregate_income=yen(24_000_000, 24_000_001, 24_500_001),
        law=smaller,
    )
    assert found.tolist() == [19_950_000, 19_950_000, 20_000_000]


@pytest.mark.parametrize(
    ("base", "share", "expected"),
    [
        pytest.param(-1, CITY, Fraction(25_920), id="below 0: 48,000 x 90% x 3/5"),
        pytest.param(0, CITY, Fraction(2_444_976, 100), id="0: 48,000 x 84.895% x 3/5"),
        pytest.param(
            1_950_000, PREFECTURE, Fraction(1_629_984, 100), id="1,950,000: the same x 2/5"
        ),
        pytest.param(1_950_001, CITY, Fraction(2_297_952, 100), id="48,000 x 79.79% x 3/5"),
        pytest.param(3_300_000, CITY, Fraction(2_297_952, 100), id="3,300,000 is still 79.79%"),
        pytest.param(3_300_001, CITY, Fraction(2_003_904, 100), id="48,000 x 69.58% x 3/5"),
    ],
)
def test_the_special_part_is_the_bodys_share_of_the_rate(
    base: int, share: Rate, expected: Fraction
) -> None:
    assert special(48_000, base, share) == expected


@given(gift=gifts, base=st.integers(-2_000_000, 20_000_000))
def test_both_bodies_together_give_the_whole_rate_of_the_gift(gift: int, base: int) -> None:
    both = special(gift, base) + special(gift, base, PREFECTURE)
    assert both == special(gift, base, Rate(1, 1))
    assert 0 <= both <= gift


@given(gift=gifts, base=st.integers(-2_000_000, 20_000_000))
def test_a_larger_base_of_the_income_tax_never_raises_the_special_part(
    gift: int, base: int
) -> None:
    assert special(gift, base + 100_000) <= special(gift, base)


@pytest.mark.parametrize(
    ("amount", "levy", "expected"),
    [
        pytest.param(24_450, 68_760, 13_752, id="68,760 x 20% = 13,752 is less"),
        pytest.param(13_752, 68_760, 13_752, id="just the limit"),
        pytest.param(13_751, 68_760, 13_751, id="one yen below the limit"),
        pytest.param(13_753, 68_760, 13_752, id="one yen above the limit is lost"),
        pytest.param(24_450, 0, 0, id="no levy, no special part"),
    ],
)
def test_the_special_part_is_at_most_a_fifth_of_the_levy(
    amount: int, levy: int, expected: int
) -> None:
    limit = hometown_limit_exact(levy_after_adjustment_credit=yen(levy), law=HOMETOWN)
    assert hometown_special(special=yen(amount), limit=limit.up()).tolist() == [expected]


def test_a_fifth_of_the_levy_keeps_its_fraction_until_it_is_rounded() -> None:
    limit = hometown_limit_exact(levy_after_adjustment_credit=yen(68_761), law=HOMETOWN)
    assert limit.at(0) == Fraction(137_522, 10)


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        pytest.param(871_000, 827, id="13,752 x 5,105 / 84,895 = 826.96"),
        pytest.param(1_950_000, 827, id="1,950,000 is still the first row"),
        pytest.param(1_950_001, 1_760, id="13,752 x 10.21 / 79.79 = 1,759.7"),
        pytest.param(-1, 827, id="below 0 the first row holds too"),
    ],
)
def test_one_stop_gives_what_the_income_tax_would(base: int, expected: int) -> None:
    found = one_stop_exact(
        special=yen(13_752), one_stop_rate=one_stop_rate(rate_base=yen(base), law=HOMETOWN)
    )
    assert found.up().tolist() == [expected]


def test_the_three_parts_make_up_the_credit_of_the_worked_example() -> None:
    found = donation_credit(
        basic=yen(2_880, 1_920), special=yen(13_752, 9_168), one_stop=yen(827, 552)
    )
    assert found.tolist() == [17_459, 11_640]


@given(hometown=gifts, chest=gifts, limit=gifts)
def test_gifts_never_count_beyond_the_limit_nor_below_nought(
    hometown: int, chest: int, limit: int
) -> None:
    assert 0 <= counted(hometown, chest, 0, limit) <= max(limit - 2_000, 0)
