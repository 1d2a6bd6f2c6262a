"""What the desk must say beside a return: each thing where it applies, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns, compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.income_tax.warnings import Warned

Sparse = dict[str, int]


def warned(columns: Mapping[str, int], told: Mapping[str, int]) -> dict[str, Warned]:
    found = compare(
        TaxpayerColumns.from_sparse([{"age": 44, **columns}]),
        ReturnColumns.from_sparse([told]),
        2025,
    )
    return {one.name: one for one in found.warnings}


PAYS = {"income_business": 5_000_000}


@pytest.mark.parametrize(
    ("name", "columns", "told"),
    [
        ("one_stop_void", {"donation_hometown": 10_000, "donation_one_stop": 1}, {}),
        ("under16", {"dependants_under16": 1}, {}),
        ("spouse_above_limit", {"income_business": 10_000_001, "has_spouse": 1}, {}),
        ("listed_shares", {"separate_listed_dividend": 1_000}, {}),
        ("listed_shares", {"separate_listed_shares": -1_000}, {}),
        ("retirement", {}, {"retirement_declared": 1_000}),
        ("political", {}, {"donation_political": 10_000}),
        ("ordinance_donations", {}, {"donation_npo": 10_000}),
        ("disaster", {}, {"hit_by_disaster": 1}),
        ("disaster_and_casualty", {"casualty_net_loss": 3_000_000}, {"hit_by_disaster": 1}),
        (
            "medical_and_self_medication",
            {"medical_paid": 200_000, "self_medication_paid": 20_000},
            {},
        ),
        ("housing_loan", {"housing_loan_available": 999_900}, {}),
        ("withheld_unpaid", {}, {"withheld": 9_000_000, "withheld_unpaid": 100_000}),
        ("carryback", {"income_business": -1_000_000}, {}),
        ("inhabitant_return_due", {"income_business": 100_000}, {}),
    ],
)
def test_it_is_said_where_it_applies_and_not_of_somebody_else(
    name: str, columns: Sparse, told: Sparse
) -> None:
    found = warned(PAYS | columns, told)
    assert found[name].text.endswith("。")
    assert found[name].law
    assert name not in warned(PAYS, {})


@pytest.mark.parametrize(
    ("name", "columns", "told"),
    [
        ("spouse_above_limit", {"income_business": 10_000_000, "has_spouse": 1}, {}),
        ("disaster_and_casualty", {"casualty_net_loss": 500_000}, {"hit_by_disaster": 1}),
        ("housing_loan", {"housing_loan_available": 100}, {}),
        ("withheld_unpaid", {}, {"withheld": 100, "withheld_unpaid": 100}),
        ("carryback", {"income_business": -1_000_000, "income_interest": 1_000_001}, {}),
    ],
)
def test_it_is_not_said_just_short_of_it(name: str, columns: Sparse, told: Sparse) -> None:
    assert name not in warned(PAYS | columns, told)
