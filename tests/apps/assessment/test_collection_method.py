"""How each part of the tax is collected and why (地方税法319条, 321条の3, 321条の7の2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.apps.assessment.models.ledger import AssessmentVersion
from juminzei.apps.assessment.services.collection_method import (
    METHODS,
    REASONS,
    Collection,
    collection,
    reason_codes,
)
from juminzei.apps.assessment.services.consolidation_result import SpecialBar
from support.calculated_people import people, tax

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

REASON_LENGTH = 40
"""What the ledger's column holds."""
EMPLOYED = {"special_document_id": 5, "special_bar": SpecialBar.NONE}
PENSIONER = {
    "birth_on": np.datetime64("1955-05-05"),
    "pension_revenue": 2_000_000,
    "pension_social_insurance": 90_000,
}


def decided(
    who: Mapping[str, object], on: tuple[int, int, int], fixed: int = 5_000, previous: int = 0
) -> Collection:
    return collection(
        people(who),
        tax(on=on, fixed=fixed),
        tax_year=2026,
        previous_pension=np.array([previous]),
    )


def parts(found: Collection) -> tuple[int, int, int]:
    return int(found.special[0]), int(found.pension[0]), int(found.ordinary[0])


def method(found: Collection) -> str:
    return str(METHODS[found.method[0]].value)


def reason(found: Collection) -> str:
    return reason_codes(found.reasons)[0]


def test_an_employee_pays_everything_through_the_employer() -> None:
    found = decided(EMPLOYED, (100_000, 0, 7_000))

    assert parts(found) == (112_000, 0, 0)
    assert (method(found), reason(found)) == ("special", "employer")


def test_a_pensioner_pays_levy_and_fixed_charge_from_the_pension() -> None:
    found = decided(PENSIONER, (0, 60_000, 0))

    assert parts(found) == (0, 65_000, 0)
    assert (method(found), reason(found)) == ("pension", "pension_first")


def test_a_pensioner_whose_levy_is_nil_still_pays_the_fixed_charge_from_the_pension() -> None:
    assert parts(decided(PENSIONER, (0, 0, 0))) == (0, 5_000, 0)


def test_last_years_withholding_goes_on() -> None:
    found = decided(PENSIONER, (0, 60_000, 0), previous=50_000)

    assert found.continued.tolist() == [True]
    assert reason(found) == "pension_continued"


def test_withholding_ends_when_nothing_is_due_on_the_pension() -> None:
    found = decided(PENSIONER, (0, 0, 0), fixed=0, previous=50_000)

    assert found.continued.tolist() == [False]
    assert (method(found), reason(found)) == ("none", "no_tax")


def test_of_an_employed_pensioner_each_pays_its_part_and_the_salary_the_fixed_charge() -> None:
    found = decided({**EMPLOYED, **PENSIONER}, (100_000, 60_000, 0))

    assert parts(found) == (105_000, 60_000, 0)
    assert (method(found), reason(found)) == ("mixed", "employer+pension_first")


def test_the_pension_of_somebody_under_65_goes_with_the_salary() -> None:
    young = {**PENSIONER, "birth_on": np.datetime64("1966-05-05")}
    found = decided({**EMPLOYED, **young}, (100_000, 60_000, 0))

    assert parts(found) == (165_000, 0, 0)
    assert reason(found) == "employer"


def test_the_pension_of_somebody_over_65_never_goes_with_the_salary() -> None:
    small = {**PENSIONER, "pension_revenue": 179_999}
    found = decided({**EMPLOYED, **small}, (100_000, 60_000, 0))

    assert parts(found) == (105_000, 0, 60_000)
    assert (method(found), reason(found)) == ("mixed", "employer+pension_small")


def test_other_income_without_an_employer_is_paid_by_the_person_beside_the_pension() -> None:
    found = decided(PENSIONER, (0, 60_000, 20_000))

    assert parts(found) == (0, 65_000, 20_000)
    assert (method(found), reason(found)) == ("mixed", "pension_first+other_income")


@pytest.mark.parametrize(
    ("birth", "by_pension"),
    [("1961-04-02", True), ("1961-04-03", False)],
    ids=["65 at the end of 1 April", "65 at the end of 2 April"],
)
def test_a_pension_counts_from_65_on_1_april(birth: str, *, by_pension: bool) -> None:
    found = decided({**PENSIONER, "birth_on": np.datetime64(birth)}, (0, 60_000, 0))

    assert (found.pension[0] > 0) == by_pension
    assert reason(found) == ("pension_first" if by_pension else "pension_under_65")


@pytest.mark.parametrize(
    ("revenue", "expected"), [(180_000, "pension_first"), (179_999, "pension_small")]
)
def test_a_pension_counts_from_180_000_yen(revenue: int, expected: str) -> None:
    assert reason(decided({**PENSIONER, "pension_revenue": revenue}, (0, 60_000, 0))) == expected


@pytest.mark.parametrize(
    ("insurance", "expected"), [(1, "pension_first"), (0, "pension_uninsured")]
)
def test_a_pension_counts_if_insurance_was_withheld_from_it(insurance: int, expected: str) -> None:
    who = {**PENSIONER, "pension_social_insurance": insurance}

    assert reason(decided(who, (0, 60_000, 0))) == expected


def test_nobody_of_unknown_birth_has_tax_withheld_from_a_pension() -> None:
    found = decided({**PENSIONER, "birth_on": np.datetime64("NaT")}, (0, 60_000, 0))

    assert (parts(found), reason(found)) == ((0, 0, 65_000), "pension_under_65")


@pytest.mark.parametrize(
    ("bar", "expected"),
    [
        (SpecialBar.SECONDARY, "secondary"),
        (SpecialBar.LEFT, "left"),
        (SpecialBar.REASON_A, "reason_a"),
        (SpecialBar.REASON_B, "reason_b"),
        (SpecialBar.REASON_C, "reason_c"),
        (SpecialBar.REASON_D, "reason_d"),
        (SpecialBar.REASON_E, "reason_e"),
        (SpecialBar.REASON_F, "reason_f"),
        (SpecialBar.NO_WAGE_REPORT, "other_income"),
    ],
)
def test_without_a_withholding_employer_the_reason_is_told(bar: SpecialBar, expected: str) -> None:
    found = decided({"special_bar": bar}, (100_000, 0, 0))

    assert parts(found) == (0, 0, 105_000)
    assert (method(found), reason(found)) == ("ordinary", expected)


def test_the_property_only_charge_is_paid_by_the_person() -> None:
    found = decided({"property_only": True, "document_count": 0}, (0, 0, 0), fixed=4_000)

    assert parts(found) == (0, 0, 4_000)
    assert reason(found) == "property_only"


@pytest.mark.parametrize(
    "payer",
    [
        pytest.param(EMPLOYED, id="an employer reported here by mistake"),
        pytest.param(PENSIONER, id="a pension payer reported here by mistake"),
        pytest.param(EMPLOYED | PENSIONER, id="both did"),
    ],
)
def test_nobody_withholds_the_property_only_charge(payer: Mapping[str, object]) -> None:
    found = decided({**payer, "property_only": True}, (0, 0, 0), fixed=4_000)

    # 3,000 + 1,000 without forest tax, by four payment slips of 1,000
    assert parts(found) == (0, 0, 4_000)
    assert (method(found), reason(found)) == ("ordinary", "property_only")


def test_without_any_document_nothing_is_collected_and_it_says_so() -> None:
    found = decided({"document_count": 0}, (0, 0, 0), fixed=0)

    assert (method(found), reason(found)) == ("none", "no_document")


def test_an_employer_is_no_reason_where_nothing_is_due() -> None:
    found = decided(EMPLOYED, (0, 0, 0), fixed=0)

    assert (method(found), reason(found)) == ("none", "no_tax")


def test_the_levy_on_other_income_is_paid_by_the_person_who_chose_so_on_the_return() -> None:
    """地方税法321条の3第2項: 自分で納付; salary and fixed charge stay with the employer."""
    found = decided({**EMPLOYED, "chosen_ordinary": True}, (100_000, 0, 7_000))

    assert parts(found) == (105_000, 0, 7_000)
    assert (method(found), reason(found)) == ("mixed", "employer+by_choice")


def test_a_choice_moves_nothing_where_there_is_no_other_income() -> None:
    found = decided({**EMPLOYED, "chosen_ordinary": True}, (100_000, 0, 0))

    assert (method(found), reason(found)) == ("special", "employer")


def test_a_choice_does_not_take_a_young_pensioners_levy_from_the_employer() -> None:
    who = {**EMPLOYED, "chosen_ordinary": True, "pension_revenue": 900_000}

    assert parts(decided(who, (100_000, 20_000, 7_000))) == (125_000, 0, 7_000)


def test_a_choice_is_no_reason_where_no_employer_withholds() -> None:
    found = decided({"chosen_ordinary": True}, (0, 0, 7_000))

    assert (parts(found), reason(found)) == ((0, 0, 12_000), "other_income")


amounts = st.integers(0, 5_000_000)


@given(
    on=st.tuples(amounts, amounts, amounts),
    fixed=st.sampled_from([0, 4_000, 5_000]),
    employed=st.booleans(),
    chosen=st.booleans(),
    birth=st.dates(),
    revenue=st.integers(0, 400_000),
    insurance=st.integers(0, 2),
    previous=st.integers(0, 100_000),
)
def test_whoever_it_is_each_yen_is_collected_once(
    *,
    on: tuple[int, int, int],
    fixed: int,
    birth: date,
    revenue: int,
    insurance: int,
    previous: int,
    employed: bool,
    chosen: bool,
) -> None:
    who = {
        **(EMPLOYED if employed else {}),
        "birth_on": np.datetime64(birth),
        "pension_revenue": revenue,
        "pension_social_insurance": insurance,
        "chosen_ordinary": chosen,
    }
    found = decided(who, on, fixed, previous)

    assert sum(parts(found)) == sum(on) + fixed
    assert min(parts(found)) >= 0
    assert (method(found) == "none") == (sum(on) + fixed == 0)
    assert (method(found) == "mixed") == (sum(part > 0 for part in parts(found)) > 1)
    assert len(reason(found)) <= REASON_LENGTH


def test_each_reason_is_told_in_words() -> None:
    version = AssessmentVersion(method_reason="employer+pension_first")

    assert version.method_reason_text == (
        "給与支払者が特別徴収、公的年金から特別徴収（初年度：6月・8月は普通徴収）"
    )


def test_combinations_of_reasons_are_told_in_one_order() -> None:
    bits = np.array([0b101 << 2, 1 << 2, 0b101 << 2])
    names = [REASONS[2].value, REASONS[4].value]

    assert reason_codes(bits) == ["+".join(names), names[0], "+".join(names)]
