"""Chance from whole numbers: the same everywhere, independent by name, as likely as said."""

from __future__ import annotations

import numpy as np
import pytest

from juminzei.synthetic.dice import TEN_THOUSAND, Dice

MANY = 40_000
EXPECTED_BELOW = [3, 770, 944, 251, 414, 163]
EXPECTED_ORDER = [0, 1, 3, 4, 5, 2]


def test_a_seed_gives_these_numbers_on_every_machine_and_for_ever() -> None:
    # Written down once: a change here is a change of every city that anybody has the seed of.
    assert Dice(7).below(1000, 6, "example").tolist() == EXPECTED_BELOW
    assert Dice(7).shuffled(6, "example").tolist() == EXPECTED_ORDER


def test_streams_do_not_touch_one_another() -> None:
    alone = Dice(7).below(10**9, 5, "one").tolist()
    dice = Dice(7)
    dice.below(10**9, 99, "another")
    assert dice.below(10**9, 5, "one").tolist() == alone
    assert dice.below(10**9, 5, "another").tolist() != alone


def test_more_draws_begin_like_fewer() -> None:
    assert Dice(1).below(50, 100, "s").tolist()[:10] == Dice(1).below(50, 10, "s").tolist()


def test_seeds_and_children_differ() -> None:
    drawn = {
        tuple(dice.below(10**9, 4, "s").tolist())
        for dice in (Dice(1), Dice(2), Dice(1).child("a"), Dice(1).child("b"))
    }
    assert len(drawn) == 4


def test_a_childs_child_is_named_by_the_whole_path() -> None:
    assert (
        Dice(1).child("a").child("b").below(10**9, 3, "s").tolist()
        == Dice(1, "a/b/").below(10**9, 3, "s").tolist()
    )


def test_below_stays_below_and_reaches_both_ends() -> None:
    drawn = Dice(3).below(5, 1000, "s")
    assert set(drawn.tolist()) == {0, 1, 2, 3, 4}


def test_below_takes_a_limit_for_each_draw() -> None:
    limits = np.array([1, 2, 1, 10**11], dtype=np.int64)
    drawn = Dice(3).below(limits, 4, "s")
    assert (drawn < limits).all()
    assert drawn[0] == drawn[2] == 0


@pytest.mark.parametrize(("share", "least", "most"), [(0, 0, 0), (TEN_THOUSAND, MANY, MANY)])
def test_never_and_always_are_exact(share: int, least: int, most: int) -> None:
    assert least <= Dice(3).chance(share, MANY, "s").sum() <= most


def test_a_share_comes_out_about_as_often_as_it_says() -> None:
    # 2,500 in 10,000 of 40,000 is 10,000; four standard deviations are 4 x sqrt(7,500) = 346.
    assert abs(int(Dice(3).chance(2_500, MANY, "s").sum()) - 10_000) < 346


def test_pick_follows_the_weights_and_never_takes_a_weight_of_nothing() -> None:
    counts = np.bincount(Dice(5).pick([0, 1, 3, 0], MANY, "s"), minlength=4).tolist()
    assert counts[0] == counts[3] == 0
    assert abs(counts[1] - 10_000) < 346  # a quarter, as above
    assert sum(counts) == MANY


def test_along_stays_between_the_outer_quantiles_and_halves_at_the_middle_one() -> None:
    drawn = Dice(5).along([10, 20, 100], MANY, "s")
    assert drawn.min() >= 10
    assert drawn.max() < 100
    # Half lie below the middle quantile: 20,000 +- 4 x sqrt(10,000) = 400.
    assert abs(int((drawn < 20).sum()) - 20_000) < 400


def test_along_falls_where_quantiles_fall() -> None:
    drawn = Dice(5).along([-6, 0, 10], 1000, "s")
    assert drawn.min() >= -6
    assert (drawn < 0).any()


def test_shuffled_holds_every_number_once() -> None:
    order = Dice(5).shuffled(1000, "s").tolist()
    assert sorted(order) == list(range(1000))
    assert order != list(range(1000))


def test_distinct_numbers_are_distinct_and_below() -> None:
    drawn = Dice(5).distinct_below(10**6, 5_000, "s").tolist()
    assert len(set(drawn)) == 5_000
    assert max(drawn) < 10**6


def test_distinct_numbers_are_refused_where_there_are_not_enough() -> None:
    with pytest.raises(ValueError, match="cannot draw 20 different numbers below 10"):
        Dice(5).distinct_below(10, 20, "s")


def test_nothing_can_be_drawn() -> None:
    assert Dice(5).below(10, 0, "s").size == 0
    assert Dice(5).distinct_below(10, 0, "s").size == 0
