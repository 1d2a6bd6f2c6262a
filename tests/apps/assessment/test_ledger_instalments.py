"""Every yen of the year falls due once, on a day of the year's calendar."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.assessment.services.collection_method import Collection
from juminzei.apps.assessment.services.ledger_instalments import Spread, slots, spread
from juminzei.kernel.law import load

LAW = load(2026)


def divided(
    special: int = 0, pension: int = 0, ordinary: int = 0, previous: int | None = None
) -> Spread:
    parts = Collection(
        special=np.array([special]),
        pension=np.array([pension]),
        ordinary=np.array([ordinary]),
        continued=np.array([previous is not None]),
        method=np.zeros(1, dtype=np.int8),
        reasons=np.zeros(1, dtype=np.int64),
    )
    return spread(parts, tax_year=2026, previous_pension=np.array([previous or 0]), law=LAW)


def due(found: Spread) -> dict[str, list[int]]:
    """Return the amounts by kind, in the order of their terms."""
    by_kind: dict[str, list[int]] = {}
    for slot, amount in zip(found.slots, found.amounts[0].tolist(), strict=True):
        by_kind.setdefault(slot.kind, []).append(amount)
    return by_kind


def test_the_year_has_its_twenty_two_due_dates() -> None:
    kinds = [slot.kind for slot in slots(2026, LAW)]

    assert [kinds.count(k) for k in ("ordinary", "special")] == [4, 12]
    assert [kinds.count(k) for k in ("pension_provisional", "pension_main")] == [3, 3]
    assert len(kinds) == 22
    assert len({(slot.kind, slot.term) for slot in slots(2026, LAW)}) == 22


@pytest.mark.parametrize(
    ("place", "due_on"),
    [
        pytest.param(0, date(2026, 6, 30), id="30 June is a Tuesday"),
        pytest.param(1, date(2026, 8, 31), id="31 August is a Monday"),
        pytest.param(2, date(2026, 11, 2), id="31 October is a Saturday"),
        pytest.param(3, date(2027, 2, 1), id="31 January is a Sunday"),
    ],
)
def test_ordinary_terms_fall_due_on_open_days(place: int, due_on: date) -> None:
    assert slots(2026, LAW)[place].due_on == due_on


def test_ordinary_terms_are_whole_thousands_but_the_first() -> None:
    # 90,500 / 4 = 22,625 → 22,000 three times, the rest 24,500 first.
    found = divided(ordinary=90_500)

    assert due(found)["ordinary"] == [24_500, 22_000, 22_000, 22_000]
    assert int(found.ordinary_amount[0]) == 90_500


def test_an_employer_withholds_whole_hundreds_but_in_june() -> None:
    # 90,500 / 12 = 7,541 → 7,500 eleven times, the rest 8,000 in June.
    assert due(divided(special=90_500))["special"] == [8_000] + [7_500] * 11


def test_in_the_first_year_half_is_billed_and_half_withheld_from_the_pension() -> None:
    # 70,000: withheld 35,000 = 11,800 + 11,600 + 11,600; billed 35,000 = 18,000 + 17,000.
    found = divided(pension=70_000)

    assert due(found)["ordinary"] == [18_000, 17_000, 0, 0]
    assert due(found)["pension_main"] == [11_800, 11_600, 11_600]
    assert due(found)["pension_provisional"] == [0, 0, 0]
    assert (int(found.pension_amount[0]), int(found.ordinary_amount[0])) == (35_000, 35_000)


def test_the_first_years_bills_join_those_for_other_income() -> None:
    # 20,000 / 4 = 5,000 each; with 18,000 and 17,000 of the pension's half.
    found = divided(pension=70_000, ordinary=20_000)

    assert due(found)["ordinary"] == [23_000, 22_000, 5_000, 5_000]
    assert (int(found.pension_amount[0]), int(found.ordinary_amount[0])) == (35_000, 55_000)


def test_later_years_withhold_half_of_last_years_first() -> None:
    # Provisional 60,000 / 2 = 30,000; main 70,000 − 30,000 = 40,000 = 13,400 + 13,300 + 13,300.
    found = divided(pension=70_000, previous=60_000)

    assert due(found)["pension_provisional"] == [10_000, 10_000, 10_000]
    assert due(found)["pension_main"] == [13_400, 13_300, 13_300]
    assert (int(found.pension_amount[0]), int(found.ordinary_amount[0])) == (70_000, 0)


def test_what_was_withheld_provisionally_above_the_years_amount_is_paid_back() -> None:
    # Provisional 80,000 / 2 = 40,000 against 30,000: 10,000 come back, nothing falls due later.
    found = divided(pension=30_000, previous=80_000)

    assert sum(due(found)["pension_provisional"]) == 40_000
    assert due(found)["pension_main"] == [0, 0, 0]
    assert int(found.pension_amount[0]) == 30_000


def test_nothing_owed_falls_due_never() -> None:
    assert not divided().amounts.any()


amounts = st.integers(0, 3_000_000)


@given(special=amounts, pension=amounts, ordinary=amounts)
def test_in_a_first_year_the_instalments_sum_to_the_tax(
    special: int, pension: int, ordinary: int
) -> None:
    found = divided(special, pension, ordinary)
    by_kind = {kind: sum(terms) for kind, terms in due(found).items()}

    assert by_kind["ordinary"] == found.ordinary_amount[0]
    assert by_kind["special"] == found.special_amount[0] == special
    assert by_kind["pension_main"] == found.pension_amount[0]
    assert sum(by_kind.values()) == special + pension + ordinary
    assert (found.amounts >= 0).all()


@given(pension=amounts, previous=st.integers(1, 3_000_000))
def test_in_later_years_they_sum_to_it_but_for_what_comes_back(pension: int, previous: int) -> None:
    found = divided(pension=pension, previous=previous)
    surplus = int(found.amounts.sum()) - pension

    assert surplus >= 0
    assert surplus == 0 or sum(due(found)["pension_main"]) == 0
    assert int(found.pension_amount[0]) == pension
