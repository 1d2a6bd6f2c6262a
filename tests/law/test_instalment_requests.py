"""``change``, ``departure`` and ``switch`` of the contract of ``instalments``."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.base.business_days import is_closed
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalments import answer, answered

TERMS = [24_500, 22_000, 22_000, 22_000]
MONTHS = [8_000] + [7_500] * 11
FIRST_PENSION = [18_000, 17_000, 11_800, 11_600, 11_600]
LATER_PENSION = [10_000, 10_000, 10_000, 13_400, 13_300, 13_300]


def asked(method: str, amount: int, **more: Any) -> dict[str, Any]:
    return answer({"tax_year": 2026, "method": method, "amount": amount} | more)


def amounts(found: dict[str, Any]) -> list[int]:
    return [one["amount"] for one in found["instalments"]]


def change(amounts: list[int], notified_on: str, **more: Any) -> dict[str, Any]:
    return {"change": {"amounts": amounts, "notified_on": notified_on, **more}}


def test_ordinary_terms_are_changed_from_the_first_that_is_ten_days_off() -> None:
    on_time = asked("ordinary", 100_500, **change(TERMS, "2026-10-23"))
    assert amounts(on_time) == [24_500, 22_000, 27_000, 27_000]  # ten days before 2 November
    late = asked("ordinary", 100_500, **change(TERMS, "2026-10-24"))
    assert amounts(late) == [24_500, 22_000, 22_000, 32_000]
    assert set(late) == {"instalments"}


def test_what_no_term_takes_is_billed_and_what_was_paid_too_much_refunded() -> None:
    assert asked("ordinary", 100_500, **change(TERMS, "2027-02-01"))["billed"] == 10_000
    paid = [24_500, 22_000, 0, 0]
    assert asked("ordinary", 40_000, **change(TERMS, "2026-09-10", paid=paid))["refund"] == 6_500


def test_employers_months_are_changed_from_the_one_after_the_notice() -> None:
    found = asked("special", 98_500, **change(MONTHS, "2026-09-30"))
    assert amounts(found) == [*MONTHS[:4], *[8_500] * 8]
    assert asked("special", 20_000, **change(MONTHS, "2026-09-30"))["refund"] == 10_500
    assert asked("special", 91_000, **change(MONTHS, "2027-05-10"))["billed"] == 500


def test_a_small_employer_pays_changed_months_over_twice_a_year() -> None:
    found = asked("special", 98_500, half_yearly=True, **change(MONTHS, "2026-09-30"))
    assert {one["due_on"] for one in found["instalments"]} == {"2026-12-10", "2027-06-10"}
    gone = asked(
        "special", 90_500, half_yearly=True, departure={"left_on": "2027-02-15", "pay": 300_000}
    )
    assert gone["instalments"][0]["due_on"] == "2026-12-10"


def test_pension_payments_are_changed_by_the_day() -> None:
    found = asked("pension", 60_000, **change(LATER_PENSION, "2026-10-10"))
    assert amounts(found) == [10_000, 10_000, 10_000, 13_400, 8_300, 8_300]
    late = asked("pension", 60_000, **change(LATER_PENSION, "2026-12-11"))
    assert (late["billed"], late["stopped"]) == (3_300, True)


def test_in_the_first_pension_year_the_billed_terms_count_as_taken() -> None:
    found = asked("pension_first", 60_000, **change(FIRST_PENSION, "2026-09-15"))
    # 60,000 - 35,000 - 11,800 = 13,200 over December and February
    assert amounts(found) == [18_000, 17_000, 11_800, 6_600, 6_600]


def left(**more: Any) -> dict[str, Any]:
    return asked("special", 90_500, departure={"left_on": "2027-02-15", "pay": 300_000, **more})


def test_after_january_the_rest_is_a_lump_sum() -> None:
    found = left()
    assert found["rest"] == {"collected": "lump_sum", "amount": 22_500}
    assert amounts(found) == [*MONTHS[:9], 0, 0, 0]


def test_without_enough_pay_the_rest_is_billed_over_the_terms_still_open() -> None:
    found = left(left_on="2026-08-20", notified_on="2026-09-10", pay=0)
    assert found["rest"] == {"collected": "ordinary", "amount": 67_500}
    billed = [one for one in found["instalments"] if one["kind"] == "ordinary"]
    assert [(one["month"], one["amount"]) for one in billed] == [
        ("2026-10", 34_500), ("2027-01", 33_000)
    ]  # fmt: skip
    assert "billed" not in found
    late = left(pay=0, notified_on="2027-03-10")
    assert late["billed"] == 22_500


def test_a_new_employer_keeps_the_months() -> None:
    found = left(new_employer=True)
    assert found["rest"] == {"collected": "new_employer", "amount": 22_500}
    assert amounts(found) == MONTHS


def test_months_that_were_changed_before_are_given_with_the_departure() -> None:
    found = left(amounts=[*[7_500] * 11, 8_000], withheld=8)
    assert found["rest"]["amount"] == 7_500 * 3 + 8_000


def test_an_employer_takes_over_what_is_not_due() -> None:
    switch = {"amounts": TERMS, "asked_on": "2026-08-31", "first_month": "2026-10"}
    found = asked("ordinary", 90_500, switch=switch)
    assert [(one["kind"], one["month"]) for one in found["instalments"]] == [
        ("ordinary", "2026-06"),
        *[("special", f"2026-{month}") for month in (10, 11, 12)],
        *[("special", f"2027-0{month}") for month in (1, 2, 3, 4, 5)],
    ]
    assert amounts(found)[1:] == [8_600, *[8_200] * 7]  # 66,000 / 8 = 8,250
    later = asked("ordinary", 90_500, switch={**switch, "asked_on": "2026-09-01"})
    assert sum(amounts(later)[2:]) == 44_000  # August was due the day before


def test_what_a_change_assumes_is_told() -> None:
    request = {"tax_year": 2026, "method": "special", "amount": 98_500}
    assert answered(request).assumptions == []
    told = answered({**request, **change(MONTHS, "2026-09-30")}).assumptions
    assert len(told) == 1
    assert "翌月から5月まで" in told[0]


SWITCH = {"amounts": TERMS, "asked_on": "2026-08-01", "first_month": "2026-09"}


@pytest.mark.parametrize(
    ("method", "amount", "more", "said"),
    [
        ("ordinary", 1, change(TERMS[:3], "2026-09-01"), "change.amounts: is no list of 4 amounts"),
        ("special", 1, change(TERMS, "2026-09-01"), "change.amounts: is no list of 12 amounts"),
        ("ordinary", 1, change([*TERMS[:3], -1], "2026-09-01"), "change.amounts.3: -1 is negative"),
        ("ordinary", 1, {"change": {"amounts": TERMS}}, "change.notified_on: is missing"),
        ("ordinary", 1, {"change": {"terms": []}}, "change.terms: no such key"),
        ("special", 1, change(MONTHS, "2026-09-01", paid=MONTHS), "change.paid: does not go with"),
        ("ordinary", 1, {"departure": {}}, "departure: does not go with ordinary; only with spec"),
        ("special", 1, {"switch": SWITCH}, "switch: does not go with special; only with ordinary"),
        ("ordinary", 1, {"switch": SWITCH}, "switch.amounts: come to 90500, not to amount, 1"),
        ("special", 1, {"departure": {}}, "departure.left_on: is missing"),
        (
            "special",
            1,
            {"departure": {"left_on": "2026-09-01", "amounts": MONTHS}},
            "departure.amounts: come to 90500, not to amount, 1",
        ),
        (
            "ordinary",
            90_500,
            {"switch": {**SWITCH, "first_month": "2027-06"}},
            'switch.first_month: "2027-06" is unknown',
        ),
        (
            "ordinary",
            1,
            {**change(TERMS, "2026-09-01"), "switch": SWITCH},
            "switch: does not go with change; ask for one at a time",
        ),
        (
            "pension",
            1,
            {**change(LATER_PENSION, "2026-09-01"), "previous_amount": 1},
            "previous_amount: does not go with pension",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_key(
    method: str, amount: int, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(ContractError, match=said):
        asked(method, amount, **more)


# ---- terms of their own ----


def extra(**more: Any) -> dict[str, Any]:
    days: dict[str, Any] = {
        "due_on": ["2026-10-31", "2026-11-30"], "notified_on": "2026-10-21"
    }  # fmt: skip
    return answer({"tax_year": 2026, "method": "extra", "amount": 50_500} | days | more)


def test_terms_of_their_own_have_the_citys_days_and_a_kind_of_their_own() -> None:
    assert extra()["instalments"] == [
        {"kind": "extra", "term": 1, "month": "2026-10", "amount": 25_500, "due_on": "2026-11-02"},
        {"kind": "extra", "term": 2, "month": "2026-11", "amount": 25_000, "due_on": "2026-11-30"},
    ]


def test_tax_of_a_past_year_may_fall_due_at_once() -> None:
    found = extra(tax_year=2023, due_on=["2026-12-28"])
    assert amounts(found) == [50_500]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"notified_on": "2026-10-22"}, "due_on.0: 2026-10-31 is less than 10 days after"),
        ({"notified_on": None}, "notified_on: null is no date"),
        ({"due_on": []}, "due_on: is no list of 1 to 12 dates"),
        ({"due_on": "2026-10-31"}, "due_on: is no list"),
        ({"due_on": ["2026-11-30", "2026-10-31"]}, "due_on: does not rise"),
        ({"due_on": ["2026-11-30"] * 2}, "due_on: does not rise"),
        ({"due_on": ["2026-11-31"]}, 'due_on.0: "2026-11-31" is no date'),
        ({"method": "ordinary"}, "due_on: does not go with ordinary; only with extra"),
        ({"change": {}}, "change: does not go with extra"),
        ({"tax_year": 2024, "fixed_reduction": 1}, "fixed_reduction: goes with a first division"),
    ],
)
def test_terms_of_their_own_refuse_what_cannot_be(more: dict[str, Any], said: str) -> None:
    with pytest.raises(ContractError, match=said):
        extra(**more)


def test_nothing_of_mid_year_goes_with_mixed_collection() -> None:
    with pytest.raises(ContractError, match="switch: does not go with mixed"):
        answer({"tax_year": 2026, "method": "mixed", "levy": {}, "switch": {}})


# ---- every year and city ----


@pytest.mark.parametrize("tax_year", range(2021, 2028))
@pytest.mark.parametrize("municipality", ["112101", "141003"])
@pytest.mark.parametrize("method", ["ordinary", "special", "pension_first", "pension"])
def test_every_year_of_every_city_has_its_days_in_order_and_on_open_days(
    tax_year: int, municipality: str, method: str
) -> None:
    request = {"tax_year": tax_year, "municipality": municipality, "method": method}
    previous = {"previous_amount": 60_000} if method == "pension" else {}
    found: Any = answer({**request, "amount": 90_500, **previous})
    days = [date.fromisoformat(one["due_on"]) for one in found["instalments"]]
    assert days == sorted(days)
    assert not [day for day in days if is_closed(day)]
    assert {day.year for day in days} <= {tax_year, tax_year + 1}
    assert sum(amounts(found)) == 90_500


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_the_fixed_charge_of_5000_is_withheld_in_june_in_every_year(tax_year: int) -> None:
    request = {"tax_year": tax_year, "method": "special"}
    assert amounts(answer({**request, "amount": 5_000}))[0] == 5_000
    assert amounts(answer({**request, "amount": 5_100}))[0] == 700


def test_an_ordinance_given_with_the_request_moves_the_fixed_charge() -> None:
    request = {"tax_year": 2026, "method": "special", "amount": 5_600}
    assert amounts(answer(request))[0] == 1_200
    more = {"ordinance": {"municipal_per_capita_levy": 3_600}}
    assert amounts(answer({**request, **more}))[0] == 5_600
