"""外国税額控除, worked by hand from 地方税法314条の8."""

from __future__ import annotations

from fractions import Fraction

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.rules.foreign_tax_credit import (
    foreign_tax_left_for_city,
    foreign_tax_limit_exact,
    foreign_tax_within,
)
from law.figures import yen


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        pytest.param(Rate(12, 100), Fraction(12_000), id="prefecture: 100,000 x 12%"),
        pytest.param(Rate(18, 100), Fraction(18_000), id="city: 100,000 x 18%"),
        pytest.param(Rate(6, 100), Fraction(6_000), id="with a designated city: x 6%"),
        pytest.param(Rate(24, 100), Fraction(24_000), id="designated city: x 24%"),
    ],
)
def test_foreign_tax_has_a_limit_of_each_body(limit: Rate, expected: Fraction) -> None:
    found = foreign_tax_limit_exact(foreign_tax_national_limit=yen(100_000), limit=limit)
    assert found.at(0) == expected


@pytest.mark.parametrize(
    ("remaining", "prefecture", "city"),
    [
        pytest.param(11_999, 11_999, 0, id="below the prefecture's 12,000"),
        pytest.param(12_000, 12_000, 0, id="just the prefecture's limit"),
        pytest.param(12_001, 12_000, 1, id="one yen is left for the city"),
        pytest.param(30_000, 12_000, 18_000, id="12,000 + 18,000, both limits full"),
        pytest.param(30_001, 12_000, 18_000, id="above both limits a yen is lost"),
        pytest.param(0, 0, 0, id="nothing remains"),
    ],
)
def test_the_prefecture_credits_foreign_tax_first(
    remaining: int, prefecture: int, city: int
) -> None:
    first = foreign_tax_within(remaining=yen(remaining), limit=yen(12_000))
    left = foreign_tax_left_for_city(remaining=yen(remaining), prefectural=first)
    second = foreign_tax_within(remaining=left, limit=yen(18_000))
    assert (int(first[0]), int(second[0])) == (prefecture, city)
