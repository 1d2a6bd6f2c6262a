"""Who need not file: both sides of every limit of 所得税法121条, and what never exempts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juminzei.kernel.income_tax import load_income_tax
from juminzei.kernel.income_tax.waivers import Filer, filing_waiver

LAW = load_income_tax(2025).national.filing_waivers
NOBODY = Filer(
    pay=0,
    secondary_pay=0,
    year_end_adjusted=False,
    pension=0,
    pension_not_withheld=False,
    income_from_work=0,
    income_public_pension=0,
    other_income=0,
    deductions_counted=0,
    family_company_income=False,
    payable=1_000,
)
EMPLOYEE = replace(NOBODY, pay=5_000_000, income_from_work=3_560_000, year_end_adjusted=True)
PENSIONER = replace(NOBODY, pension=4_000_000, income_public_pension=2_725_000)
TWO_PAYERS = replace(EMPLOYEE, secondary_pay=500_000)


def name_of(filer: Filer) -> str:
    waiver = filing_waiver(filer, LAW)
    return waiver.name if waiver else ""


@pytest.mark.parametrize(
    ("filer", "expected"),
    [
        (EMPLOYEE, "one_payer"),
        (replace(EMPLOYEE, pay=20_000_000), "one_payer"),
        (replace(EMPLOYEE, pay=20_000_001), ""),
        (replace(EMPLOYEE, other_income=200_000), "one_payer"),
        (replace(EMPLOYEE, other_income=200_001), ""),
        (replace(EMPLOYEE, other_income=100_000, income_public_pension=100_001), ""),
        (replace(EMPLOYEE, year_end_adjusted=False), ""),
    ],
)
def test_one_payer(filer: Filer, expected: str) -> None:
    assert name_of(filer) == expected


@pytest.mark.parametrize(
    ("filer", "expected"),
    [
        (replace(TWO_PAYERS, secondary_pay=200_000), "small_second_pay"),
        (replace(TWO_PAYERS, secondary_pay=200_001), ""),
        (replace(TWO_PAYERS, secondary_pay=150_000, other_income=50_000), "small_second_pay"),
        (replace(TWO_PAYERS, secondary_pay=150_000, other_income=50_001), ""),
        (replace(TWO_PAYERS, pay=2_000_000, deductions_counted=500_000), "small_pay"),
        (replace(TWO_PAYERS, pay=2_000_001, deductions_counted=500_000), ""),
        (
            replace(TWO_PAYERS, pay=2_000_000, deductions_counted=500_000, other_income=200_001),
            "",
        ),
    ],
)
def test_two_payers(filer: Filer, expected: str) -> None:
    assert name_of(filer) == expected


@pytest.mark.parametrize(
    ("filer", "expected"),
    [
        (PENSIONER, "pensioner"),
        (replace(PENSIONER, pension=4_000_001), ""),
        (replace(PENSIONER, other_income=200_000), "pensioner"),
        (replace(PENSIONER, other_income=200_001), ""),
        (replace(PENSIONER, income_from_work=200_001), ""),
        (replace(PENSIONER, pension_not_withheld=True), ""),
    ],
)
def test_pensioners(filer: Filer, expected: str) -> None:
    assert name_of(filer) == expected


def test_officers_of_a_family_company_are_never_exempt_by_their_income() -> None:
    assert name_of(replace(EMPLOYEE, family_company_income=True)) == ""
    assert name_of(replace(PENSIONER, family_company_income=True)) == ""


def test_nobody_must_file_who_has_nothing_to_pay() -> None:
    assert name_of(replace(NOBODY, payable=0)) == "nothing_to_pay"
    assert name_of(NOBODY) == ""


def test_a_reason_names_its_article_and_its_limit() -> None:
    waiver = filing_waiver(EMPLOYEE, LAW)
    assert waiver is not None
    assert waiver.law == "所得税法121条1項1号"
    assert "200,000円" in waiver.text
