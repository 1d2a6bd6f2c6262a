"""Made-up numbers: valid, different, random, and sealed."""

from __future__ import annotations

import pytest
from stdnum.jp import cn

from juminzei.base.numbers import addressee_number, corporate_number
from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people.numbers import NumberPool, corporate_numbers

MANY = 3_000


def test_individual_numbers_are_valid_and_different() -> None:
    pool = NumberPool(MANY, Dice(1))
    numbers = [pool.individual() for _ in range(MANY)]
    assert all(number.is_valid for number in numbers)
    assert len(set(numbers)) == MANY


def test_individual_numbers_are_spread_over_all_there_are() -> None:
    pool = NumberPool(MANY, Dice(1))
    firsts = {pool.individual().reveal()[0] for _ in range(MANY)}
    assert firsts == set("0123456789")


def test_addressee_numbers_are_valid_rise_and_stay_below_those_we_give_ourselves() -> None:
    pool = NumberPool(MANY, Dice(1))
    numbers = [pool.addressee() for _ in range(MANY)]
    assert all(addressee_number.is_valid(number) for number in numbers)
    assert numbers == sorted(set(numbers))
    assert numbers[-1] // 10 < 900_000_000


def test_a_pool_ends() -> None:
    pool = NumberPool(1, Dice(1))
    pool.individual()
    with pytest.raises(StopIteration):
        pool.individual()


def test_corporate_numbers_are_valid_by_our_rule_and_by_another_library() -> None:
    numbers = corporate_numbers(500, Dice(1))
    assert all(corporate_number.is_valid(number) for number in numbers)
    assert all(cn.is_valid(number) for number in numbers)
    assert len(set(numbers)) == 500


def test_numbers_follow_the_seed() -> None:
    same = [NumberPool(5, Dice(1)).individual() for _ in range(2)]
    assert same[0] == same[1]
    assert NumberPool(5, Dice(2)).individual() != same[0]
