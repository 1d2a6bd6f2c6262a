"""併徴: one tax divided between employer, pension payer and taxpayer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalments import answer
from juminzei.kernel.instalments.mixed import LevyParts, mixed
from law.figures import flags, yen

hundreds = st.integers(0, 5_000).map(lambda n: n * 100)


def parts(*, salary: bool, pension: bool, other: bool = True, under_65: bool = False) -> list[int]:
    found = mixed(
        LevyParts(
            employment=yen(60_000), pension=yen(20_000), other=yen(7_000), fixed_charge=yen(5_000)
        ),
        from_salary=flags(salary),
        from_pension=flags(pension),
        other_with_salary=flags(other),
        pension_with_salary=flags(under_65),
    )
    return [int(found.special[0]), int(found.pension[0]), int(found.ordinary[0])]


def test_the_fixed_charge_goes_with_the_salary_else_the_pension_else_the_person() -> None:
    assert parts(salary=True, pension=True) == [72_000, 20_000, 0]
    assert parts(salary=False, pension=True) == [0, 25_000, 67_000]
    assert parts(salary=False, pension=False) == [0, 0, 92_000]


def test_other_incomes_may_be_kept_out_of_the_salary() -> None:
    assert parts(salary=True, pension=True, other=False) == [65_000, 20_000, 7_000]


def test_below_65_the_levy_on_the_pension_goes_with_the_salary() -> None:
    assert parts(salary=True, pension=False, under_65=True) == [92_000, 0, 0]
    assert parts(salary=True, pension=False) == [72_000, 0, 20_000]
    assert parts(salary=False, pension=True, under_65=True) == [0, 25_000, 67_000]


@given(
    levy=st.tuples(hundreds, hundreds, hundreds, st.sampled_from([0, 4_000, 5_000])),
    ways=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
)
def test_every_yen_is_collected_once(
    levy: tuple[int, ...], ways: tuple[bool, bool, bool, bool]
) -> None:
    found = mixed(
        LevyParts(**dict(zip(("employment", "pension", "other", "fixed_charge"),
                             (np.array([one]) for one in levy), strict=True))),
        from_salary=flags(ways[0]),
        from_pension=flags(ways[1]),
        other_with_salary=flags(ways[2]),
        pension_with_salary=flags(ways[3]),
    )  # fmt: skip
    collected = [int(one[0]) for one in (found.special, found.pension, found.ordinary)]
    assert sum(collected) == sum(levy)
    assert min(collected) >= 0
    assert ways[0] or not collected[0]
    assert ways[1] or not collected[1]


# ---- the contract ----

REQUEST: dict[str, Any] = {
    "tax_year": 2026,
    "method": "mixed",
    "levy": {"employment": 60_000, "pension": 20_000, "other": 7_000, "fixed_charge": 5_000},
    "salary": True,
    "pension": "first",
    "other_with_salary": False,
}


def rows(kind: str, **more: Any) -> list[tuple[str, int]]:
    found: Any = answer({**REQUEST, **more})
    return [(one["month"], one["amount"]) for one in found["instalments"] if one["kind"] == kind]


def test_a_first_pension_year_bills_its_half_with_the_other_terms() -> None:
    # the pension's 20,000: 10,000 in June and August (5,000 each), 10,000 in three payments;
    # the other 7,000: 4,000 and 1,000 three times
    assert rows("ordinary") == [
        ("2026-06", 9_000), ("2026-08", 6_000), ("2026-10", 1_000), ("2027-01", 1_000)
    ]  # fmt: skip
    assert rows("pension_main") == [("2026-10", 3_400), ("2026-12", 3_300), ("2027-02", 3_300)]
    # 65,000 with the employer: 65,000 / 12 = 5,416; 5,400 x 11 = 59,400
    assert rows("special")[:2] == [("2026-06", 5_600), ("2026-07", 5_400)]


def test_a_continued_pension_takes_half_of_last_years_first() -> None:
    more = {"pension": "continued", "previous_amount": 12_000}
    assert rows("pension_provisional", **more)[0] == ("2026-04", 2_000)
    assert rows("pension_main", **more)[0] == ("2026-10", 4_800)  # 14,000: 4,800, 4,600, 4,600
    found: Any = answer({**REQUEST, **more})
    assert found["parts"] == {"special": 65_000, "pension": 20_000, "ordinary": 7_000}
    months = [one["month"] for one in found["instalments"]]
    assert months == sorted(months)


@pytest.mark.parametrize("pension", ["none", "first", "continued"])
def test_the_sum_is_the_tax(pension: str) -> None:
    more = {"previous_amount": 50_000} if pension == "continued" else {}
    found: Any = answer({**REQUEST, "pension": pension, **more})
    total = sum(one["amount"] for one in found["instalments"])
    assert total - found.get("refund", 0) == 92_000
    assert found.get("refund", 0) == (5_000 if pension == "continued" else 0)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"amount": 92_001}, "amount: is not 92000, the sum of levy"),
        ({"pension": "second"}, 'pension: "second" is unknown'),
        ({"pension": "continued"}, "previous_amount: is missing"),
        ({"previous_amount": 5}, 'previous_amount: goes with pension "continued" only'),
        ({"levy": {"employment": -1}}, "levy.employment: -1 is negative"),
        ({"levy": {"salary": 1}}, "levy.salary: no such key"),
        ({"salary": 1}, "salary: 1 is neither true nor false"),
        ({"fixed_reduction": 1}, "fixed_reduction: exists in tax year 2024 only"),
        ({"tax_year": 2024, "fixed_reduction": 1}, "fixed_reduction: goes with a first division"),
        ({"method": "special", "amount": 1}, "levy: does not go with special; only with mixed"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_key(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ContractError, match=said):
        answer({**REQUEST, **more})
