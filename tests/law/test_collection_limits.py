"""督促, 差押 and 時効: each day worked by hand from its article."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.kernel.collection_limits import (
    demand_by,
    duty_lapses_on,
    limitation_ends,
    refund_claim_ends,
    seizure_from,
)
from juminzei.kernel.parameters.limits import CollectionLimitLaw
from juminzei.kernel.standing_law import standing

LAW = standing(CollectionLimitLaw)
DUE = date(2026, 6, 30)


def test_a_demand_is_sent_within_twenty_days_of_the_due_date() -> None:
    assert demand_by(DUE, LAW) == date(2026, 7, 20)


def test_seizure_follows_when_the_day_after_ten_has_passed() -> None:
    # sent on 20 July: the ten days are 20 to 29 July, payment may come on the 30th
    assert seizure_from(date(2026, 7, 20), LAW) == date(2026, 7, 31)


def test_the_claim_is_extinct_five_years_after_the_due_date() -> None:
    assert limitation_ends(DUE, law=LAW) == date(2031, 6, 30)


def test_a_demand_starts_the_five_years_anew_after_its_ten_days() -> None:
    found = limitation_ends(DUE, demanded_on=date(2026, 7, 20), law=LAW)
    assert found == date(2031, 7, 30)


@pytest.mark.parametrize(
    ("restarted_on", "ends"),
    [
        pytest.param([date(2027, 2, 28)], date(2032, 2, 29), id="from 1 March for five years"),
        pytest.param([date(2026, 7, 1)], date(2031, 7, 30), id="before the demand was over"),
        pytest.param([date(2028, 3, 1), date(2027, 1, 5)], date(2033, 3, 1), id="the last counts"),
    ],
)
def test_what_restarts_it_last_counts(restarted_on: list[date], ends: date) -> None:
    found = limitation_ends(DUE, demanded_on=date(2026, 7, 20), restarted_on=restarted_on, law=LAW)
    assert found == ends


def test_a_refund_can_be_claimed_for_five_years_from_the_first_day() -> None:
    assert refund_claim_ends(date(2026, 9, 10), LAW) == date(2031, 9, 9)


def test_a_stay_of_three_years_ends_the_duty() -> None:
    assert duty_lapses_on(date(2024, 2, 28), LAW) == date(2027, 2, 28)
    assert duty_lapses_on(date(2024, 2, 29), LAW) == date(2027, 2, 28)
