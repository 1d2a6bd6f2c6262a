"""What notices say of a tax base where incomes are taxed apart (分離課税)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juminzei.apps.assessment.services.notice_figures import computations
from juminzei.kernel.law import load
from juminzei.notices.computation_page import FULL_PAGE, computation_values, in_words
from support.notice_samples import family

PAY_AND_SHARES = {
    "age": 44,
    "revenue_employment": 5_000_000,
    "social_insurance": 750_000,
    "separate_listed_shares": 1_234_567,
}


def test_both_bases_make_up_the_tax_base() -> None:
    values = computation_values(replace(family(), separate_base=1_234_000), FULL_PAGE)
    assert values["tax-base"] == "2,455,000"
    assert values["tax-base-sum"] == "1,221,000円（総合）＋ 1,234,000円（分離）＝"


def test_without_separate_incomes_the_tax_base_is_income_less_deductions() -> None:
    values = computation_values(family(), FULL_PAGE)
    assert values["tax-base"] == "1,221,000"
    assert values["tax-base-sum"] == "3,560,000円（所得）− 2,339,000円（控除）＝"


def test_sentences_name_both_bases_and_that_rates_differ() -> None:
    text = in_words(replace(family(), separate_base=1_234_000))
    assert "課税標準額は総合課税1,221,000円、分離課税1,234,000円です" in text
    assert "税率（市6％・県4％。分離課税は所得ごとの率）" in text
    assert "課税標準額は1,221,000円です" in in_words(family())


@pytest.mark.parametrize(
    ("city", "rates"),
    [("kazo", ("6％", "4％")), ("yokohama", ("8％", "2.025％"))],
)
def test_rates_are_told_to_their_last_decimal(city: str, rates: tuple[str, str]) -> None:
    (found,) = computations([PAY_AND_SHARES], load(2026, city))
    assert (found.municipal_rate, found.prefectural_rate) == rates


def test_a_notice_lists_the_shares_sold_and_their_base() -> None:
    (found,) = computations([PAY_AND_SHARES], load(2026))
    assert [(line.label, line.income) for line in found.incomes] == [
        ("給与所得", 3_560_000),
        ("上場株式等の譲渡", 1_234_567),
    ]
    # 3,560,000 - 750,000 - 430,000 = 2,380,000; 1,234,567 cut to thousands.
    assert (found.tax_base, found.separate_base) == (2_380_000, 1_234_000)
    # 142,800 + 37,020 and 95,200 + 24,680.
    assert (found.levy[0].municipal, found.levy[0].prefectural) == (179_820, 119_880)
