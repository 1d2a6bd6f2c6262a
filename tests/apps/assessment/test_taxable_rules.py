"""Who is taxed here: every kind of person, and both sides of 1 January."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.apps.addressees.api import Standing
from juminzei.apps.assessment.models import TaxableReason as Why
from juminzei.apps.assessment.services.taxable_rules import Convention, taxable_reason

DAY = date(2026, 1, 1)
BY_PRACTICE = Convention()
BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 2)


def standing(**fields: Any) -> Standing:
    someone = Standing(
        addressee_id=19,
        kind="resident",
        version=1,
        reason="国内転入",
        birth_on=date(1980, 4, 2),
        sex="1",
        household_number=7,
        relationship="02",
        postcode="",
        address="加須市中央",
        resident_since=date(2010, 4, 1),
        ceased_on=None,
        ceased_reason="",
    )
    return someone._replace(**fields)


def reason(convention: Convention = BY_PRACTICE, **fields: Any) -> Why:
    return taxable_reason(standing(**fields), day=DAY, convention=convention)


CASES: list[Any] = [
    pytest.param({}, Why.RESIDENT, id="lives here"),
    pytest.param({"resident_since": None}, Why.RESIDENT, id="since unknown, not gone"),
    pytest.param({"resident_since": DAY}, Why.RESIDENT, id="moved in on 1 January"),
    pytest.param({"resident_since": AFTER}, Why.MOVED_IN_LATER, id="moved in on 2 January"),
    pytest.param({"birth_on": DAY, "resident_since": DAY}, Why.RESIDENT, id="born on 1 January"),
    pytest.param(
        {"birth_on": AFTER, "resident_since": AFTER}, Why.BORN_LATER, id="born on 2 January"
    ),
    pytest.param(
        {"birth_on": None, "resident_since": AFTER},
        Why.MOVED_IN_LATER,
        id="birthday unknown, came later",
    ),
    pytest.param(
        {"ceased_on": BEFORE, "ceased_reason": "死亡"}, Why.DIED_EARLIER, id="died on 31 December"
    ),
    pytest.param({"ceased_on": DAY, "ceased_reason": "死亡"}, Why.RESIDENT, id="died on 1 January"),
    pytest.param(
        {"ceased_on": AFTER, "ceased_reason": "死亡"}, Why.RESIDENT, id="died on 2 January"
    ),
    pytest.param(
        {"ceased_on": BEFORE, "ceased_reason": "国内転出"},
        Why.MOVED_OUT_EARLIER,
        id="moved out on 31 December",
    ),
    pytest.param(
        {"ceased_on": DAY, "ceased_reason": "国内転出"},
        Why.MOVED_OUT_EARLIER,
        id="moved out on 1 January",
    ),
    pytest.param(
        {"ceased_on": AFTER, "ceased_reason": "国内転出"}, Why.RESIDENT, id="moved out on 2 January"
    ),
    pytest.param(
        {"ceased_on": DAY, "ceased_reason": "国外転出"},
        Why.MOVED_OUT_EARLIER,
        id="went abroad on 1 January",
    ),
    pytest.param(
        {"ceased_on": BEFORE, "ceased_reason": "職権消除"}, Why.REMOVED_EARLIER, id="removed before"
    ),
    pytest.param(
        {"ceased_on": DAY, "ceased_reason": "職権消除"}, Why.REMOVED_EARLIER, id="removed that day"
    ),
    pytest.param(
        {"kind": "nonregistered", "grounds": frozenset({"house"})},
        Why.PROPERTY_ONLY,
        id="has a house here",
    ),
    pytest.param(
        {"kind": "nonregistered", "grounds": frozenset({"office"})},
        Why.PROPERTY_ONLY,
        id="has an office here",
    ),
    pytest.param(
        {"kind": "nonregistered", "grounds": frozenset({"lives_here", "house"})},
        Why.LIVES_HERE,
        id="lives here though not registered",
    ),
    pytest.param({"kind": "nonregistered"}, Why.NOT_HERE, id="has nothing here any more"),
    pytest.param(
        {"ceased_on": BEFORE, "ceased_reason": "国内転出", "grounds": frozenset({"house"})},
        Why.PROPERTY_ONLY,
        id="moved out and kept the house",
    ),
    pytest.param(
        {"ceased_on": BEFORE, "ceased_reason": "死亡", "grounds": frozenset({"house", "office"})},
        Why.DIED_EARLIER,
        id="died on 31 December, the house still in the name",
    ),
    pytest.param(
        {"grounds": frozenset({"house"})}, Why.RESIDENT, id="lives here and has another house"
    ),
]


@pytest.mark.parametrize(("fields", "expected"), CASES)
def test_the_reason_is(fields: dict[str, Any], expected: Why) -> None:
    assert reason(**fields) == expected


@pytest.mark.parametrize(
    ("convention", "ceased_reason", "expected"),
    [
        (Convention(moved_out_that_day_counts=True), "国内転出", Why.RESIDENT),
        (Convention(moved_out_that_day_counts=True), "国外転出", Why.RESIDENT),
        (Convention(died_that_day_counts=False), "死亡", Why.DIED_EARLIER),
        (Convention(removed_that_day_counts=True), "職権消除", Why.RESIDENT),
    ],
)
def test_a_city_may_judge_the_day_itself_otherwise(
    convention: Convention, ceased_reason: str, expected: Why
) -> None:
    assert reason(convention, ceased_on=DAY, ceased_reason=ceased_reason) == expected


@pytest.mark.parametrize("ceased_reason", ["国内転出", "死亡", "職権消除"])
def test_no_convention_reaches_back_to_the_day_before(ceased_reason: str) -> None:
    generous = Convention(
        moved_out_that_day_counts=True, died_that_day_counts=True, removed_that_day_counts=True
    )
    assert reason(generous, ceased_on=BEFORE, ceased_reason=ceased_reason) != Why.RESIDENT
