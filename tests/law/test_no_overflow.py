"""No figure of the chain can leave 64 bits, whatever the columns hold."""

from __future__ import annotations

import random
from dataclasses import fields
from itertools import product
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import numpy as np
import pytest

from juminzei.base.money import Exact, Proportion, Rate
from juminzei.kernel.assess import assess, assess_chunk
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.column_kind import MOST_YEN, ColumnError
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.law import Ordinance, load, tax_years
from juminzei.kernel.steps import Steps
from law.exact_columns import ExactColumn, WrappedAroundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
R = TypeVar("R")
KINDS = column_kinds()
GROUPS = {
    "pay": ("revenue_employment", "specified_expenses"),
    "pension": ("revenue_public_pension", "age"),
    "general": ("income_", "home_work"),
    "transfers": ("transfer_", "occasional"),
    "land": ("separate_land",),
    "shares": ("separate_listed", "separate_unlisted", "separate_futures"),
    "forestry": ("forestry", "retirement"),
    "earlier losses": ("loss_carryforward", "residence_carry", "casualty_carry", "listed_shares_c"),
    "family": ("has_spouse", "spouse", "dependants", "disabled", "specified_relatives"),
    "deductions": ("social", "small", "life", "earthquake", "old_long", "medical", "self_med"),
    "credits": ("dividend_", "housing", "foreign", "withheld"),
    "gifts": ("donation",),
}
"""Beginnings of the columns' names; columns of no group are drawn at random."""
UNTAXED = ("public_assistance", "property_only", "income_elsewhere")
LARGEST_OF_A_TABLE = 10**6
"""What is looked up in the law's tables, such as 基礎控除, leaves the watch and is small."""
STEEP = Ordinance(
    municipal_rate=Rate.parse("999999/1000000"),
    prefectural_rate=Rate.parse("999999/1000000"),
    municipal_per_capita_levy=1_000_000,
    prefectural_per_capita_levy=1_000_000,
)
"""The steepest rates, to the finest decimals, that a request may name."""
ORDINARY = Ordinance()
DESIGNATED = Ordinance(municipal_rate=Rate.parse("8/100"), prefectural_rate=Rate.parse("2.025/100"))


def corners() -> Iterator[dict[str, int]]:
    """Yield people whose columns are as small or as large as they may be."""
    chance = random.Random("corners")  # noqa: S311 - cases must repeat, not be secret
    for name, kind in KINDS.items():
        yield {name: kind.least}
        yield {name: kind.most}
        yield {other: one.most for other, one in KINDS.items() if other not in UNTAXED} | {
            name: kind.least
        }
    in_group = {
        group: [name for name in KINDS if name.startswith(beginnings)]
        for group, beginnings in GROUPS.items()
    }
    for choice in product((False, True), repeat=len(GROUPS)):
        person: dict[str, int] = {}
        for names, at_most in zip(in_group.values(), choice, strict=True):
            person |= {name: _limit(name, at_most=at_most) for name in names}
        yield person
    for _ in range(6_000):
        yield {
            name: _limit(name, at_most=chance.random() < 0.5)
            if chance.random() < 0.7
            else chance.randint(kind.least, kind.most)
            for name, kind in KINDS.items()
            if name not in UNTAXED
        }


def _limit(name: str, *, at_most: bool) -> int:
    return KINDS[name].most if at_most else KINDS[name].least


class Watch(Steps):
    """Calls each rule with watched columns, also where the chain has made plain ones."""

    def take(self, name: str, rule: Callable[P, R], *plain: P.args, **inputs: P.kwargs) -> R:  # noqa: ARG002 - the recorder needs the name
        """Return what ``rule`` makes of watched ``inputs``."""
        watched: Any = {name: _watched(one) for name, one in inputs.items()}
        found: Any = _watched(rule(*plain, **watched))
        return cast("R", found)


def _watched(one: Any) -> Any:  # noqa: ANN401 - a column, or a figure of the law
    if isinstance(one, Exact):
        return Exact(_watched(one.numerator), _watched(one.denominator))
    if isinstance(one, Proportion):
        return Proportion(_watched(one.amount), _watched(one.part), _watched(one.rest))
    return one.view(ExactColumn) if isinstance(one, np.ndarray) else one


def exact(columns: TaxpayerColumns) -> TaxpayerColumns:
    """Return the same people in columns that refuse to wrap around."""
    return TaxpayerColumns(**{name: getattr(columns, name).view(ExactColumn) for name in KINDS})


@pytest.mark.parametrize("ordinance", [ORDINARY, DESIGNATED, STEEP], ids=["8%", "10.025%", "200%"])
@pytest.mark.parametrize("tax_year", tax_years())
def test_nothing_on_the_way_leaves_64_bits(tax_year: int, ordinance: Ordinance) -> None:
    columns = TaxpayerColumns.from_sparse(list(corners()))
    law = load(tax_year).under(ordinance)
    watched = assess_chunk(exact(columns), law, Watch())
    plain = assess(columns, law)
    for column in fields(Assessment):
        found = getattr(watched, column.name)
        assert np.array_equal(np.asarray(found), getattr(plain, column.name)), column.name
        assert isinstance(found, ExactColumn) or found.max() <= LARGEST_OF_A_TABLE, column.name


def test_every_group_of_corners_has_columns() -> None:
    for beginnings in GROUPS.values():
        for beginning in beginnings:
            assert any(name.startswith(beginning) for name in KINDS), beginning


@pytest.mark.parametrize(
    ("operation", "operands"),
    [
        (np.add, (2**63 - 1, 1)),
        (np.subtract, (-(2**63), 1)),
        (np.multiply, (2**32, 2**31)),
        (np.negative, (-(2**63),)),
        (np.left_shift, (2**62, 1)),
    ],
)
def test_the_watch_sees_an_operation_that_wraps_around(
    operation: Any,  # noqa: ANN401 - a ufunc
    operands: tuple[int, ...],
) -> None:
    columns = [np.array([0, one]).view(ExactColumn) for one in operands]
    with pytest.raises(WrappedAroundError, match="left 64 bits"):
        operation(*columns)


def test_the_watch_sees_a_sum_that_wraps_around_and_follows_into_functions() -> None:
    columns = np.array([2**62, 2**62]).view(ExactColumn)
    with pytest.raises(WrappedAroundError):
        columns.sum()
    assert isinstance(np.where(columns > 0, columns, 0), ExactColumn)
    assert isinstance(np.concatenate([columns, columns]), ExactColumn)
    assert isinstance(columns[:1], ExactColumn)
    assert (columns - columns).tolist() == [0, 0]


# ---- at the contract's door ----------------------------------------------------------------

SIGNED = (
    *("income.business", "income.real_estate", "income.transfer_short", "income.transfer_long"),
    *(f"separate.{kind}.income" for kind in ("land_short", "land_short_reduced", "land_long")),
    *(f"separate.{kind}.income" for kind in ("land_long_superior", "land_long_residence")),
    *(f"separate.{kind}.income" for kind in ("unlisted_shares", "listed_shares", "futures")),
    "separate.forestry.income",
)
UNSIGNED = (
    *("revenue.employment", "revenue.public_pension", "specified_expenses"),
    *("income.interest", "income.dividend", "income.miscellaneous", "income.occasional"),
    *("income.real_estate_land_interest", "home_work.revenue", "home_work.expenses"),
    *("separate.listed_dividend.income", "separate.retirement.income", "loss_carryforward"),
    *(f"carryforward.{kind}" for kind in ("residence", "casualty", "listed_shares", "futures")),
    *("separate.land_short.special_deduction", "separate.land_long.special_deduction"),
    *("deductions.casualty.net_loss", "deductions.casualty.disaster_cost"),
    *("deductions.medical.paid", "deductions.medical.reimbursed"),
    *("deductions.self_medication.paid", "deductions.self_medication.reimbursed"),
    *("deductions.social_insurance", "deductions.small_enterprise_mutual_aid"),
    *(f"deductions.life_insurance.{kind}" for kind in ("general_new", "general_old", "nursing")),
    *("deductions.life_insurance.pension_new", "deductions.life_insurance.pension_old"),
    *(f"deductions.earthquake_insurance.{kind}" for kind in ("earthquake", "old_long_term")),
    *(f"credits.dividend.{kind}" for kind in ("ordinary", "investment_trust")),
    "credits.dividend.foreign_currency_trust",
    *(f"credits.housing_loan.{kind}" for kind in ("available", "income_tax", "income_tax_base")),
    *(f"credits.donation.{kind}" for kind in ("hometown", "community_chest", "municipal_only")),
    *("credits.donation.prefectural_only", "credits.withheld_levy"),
    *("credits.foreign_tax.remaining", "credits.foreign_tax.national_limit"),
)


def asked(path: str, amount: int) -> dict[str, Any]:
    """Return a request with one amount at ``path``."""
    whole: dict[str, Any] = {"tax_year": 2026}
    *branches, leaf = path.split(".")
    node = whole
    for name in branches:
        node = node.setdefault(name, {})
    node[leaf] = amount
    return whole


@pytest.mark.parametrize("path", SIGNED + UNSIGNED)
def test_one_yen_above_the_largest_amount_is_refused_by_its_key(path: str) -> None:
    assert MOST_YEN in read(asked(path, MOST_YEN)).columns.values()
    with pytest.raises(ContractError, match=path):
        read(asked(path, MOST_YEN + 1))


@pytest.mark.parametrize("path", SIGNED)
def test_a_loss_is_as_large_as_a_gain_may_be_and_no_larger(path: str) -> None:
    assert -MOST_YEN in read(asked(path, -MOST_YEN)).columns.values()
    with pytest.raises(ContractError, match=path):
        read(asked(path, -MOST_YEN - 1))


@pytest.mark.parametrize("path", UNSIGNED)
def test_what_cannot_be_a_loss_is_refused_below_zero(path: str) -> None:
    with pytest.raises(ContractError, match=path):
        read(asked(path, -1))


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if not kind.flag])
def test_columns_refuse_what_is_outside_their_range(name: str) -> None:
    kind = KINDS[name]
    for amount in (kind.most + 1, kind.least - 1):
        with pytest.raises(ColumnError, match=name):
            TaxpayerColumns.of(1, **{name: [amount]})
