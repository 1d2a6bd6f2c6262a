"""Every check finds what it is for, and does not find what lies just beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.crosschecks.check_rules import KINDS, checks
from juminzei.apps.crosschecks.models import LetterKind
from juminzei.kernel.law import tax_years
from support.check_scenes import SCENES
from support.check_town import Town

if TYPE_CHECKING:
    from collections.abc import Callable


def test_there_is_a_scene_for_every_check_and_no_other() -> None:
    assert set(SCENES) == set(checks())
    assert len(checks()) >= 40


@pytest.mark.parametrize("check", checks())
def test_a_check_finds_what_it_is_for(check: str) -> None:
    town = Town()
    SCENES[check](town, False)
    found = town.found(check)
    assert found, check
    assert len({one.subject for one in found}) == len(found)
    assert all(one.reason and "{" not in one.reason and "None" not in one.reason for one in found)


@pytest.mark.parametrize("check", checks())
def test_a_check_does_not_find_what_lies_beside(check: str) -> None:
    town = Town()
    SCENES[check](town, True)
    assert town.found(check) == []


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.id)
def test_a_check_says_what_why_and_what_to_do(check: object) -> None:
    from juminzei.apps.crosschecks.check_rules import Check  # noqa: PLC0415 - for the type only

    assert isinstance(check, Check)
    assert check.kind in KINDS
    assert check.letter in {"", *LetterKind.values}
    assert all([check.name, check.reason.endswith("。"), check.fix.endswith("。"), check.basis])


def test_an_ordinary_town_is_left_alone() -> None:
    town = Town()
    town.person(1, income=4_000_000, household=7, household_size=3)
    town.person(2, household=7, relationship="12", income=300_000, sex="2")
    town.person(3, household=7, relationship="20", age=10)
    document = town.document(1, spouse_deduction_stated=380_000, social_insurance=600_000)
    town.claim(1, "spouse", 2, document=document, income_stated=300_000)
    town.claim(1, "under16", 3, document=document)
    assert town.found() == []


def test_a_report_of_a_second_job_that_repeats_a_claim_is_no_second_claim() -> None:
    town = Town()
    town.claim(1, "spouse", 3)
    town.claim(1, "spouse", 3)
    town.claim(1, "dependant", 4)
    [pair] = town.material().tables["relatives"].filter(group="spouse").rows(named=True)
    assert (pair["claimant"], pair["other"]) == (1, 3)
    assert town.found("spouse_claimed_by_two") == []


def test_limits_are_those_of_the_year() -> None:
    """Dependants' income: 480,000 for tax year 2025, 580,000 from 2026 (地方税法292条1項9号)."""
    town = Town()
    town.person(3, income=480_001, age=30)
    town.claim(1, "dependant", 3)
    assert town.found("dependant_income_over", tax_year=2025)
    assert not town.found("dependant_income_over", tax_year=2026)


@pytest.mark.parametrize("tax_year", tax_years())
def test_every_year_has_its_figures(tax_year: int) -> None:
    town = Town()
    town.claim(1, "dependant", None, abroad=True, age=40, relationship="01", resolution="abroad")
    restricted = [one.check_id for one in town.found("abroad_restricted", tax_year=tax_year)]
    assert bool(restricted) is (tax_year >= 2024)


def test_relatives_of_19_to_22_have_a_band_of_their_own_from_2026() -> None:
    """特定親族特別控除 begins with tax year 2026; before it, the dependant's limit is all."""
    town = Town()
    town.person(3, income=900_000, age=20)
    town.claim(1, "dependant", 3)
    assert town.found("specified_relative_band", tax_year=2026)
    assert not town.found("dependant_income_over", tax_year=2026)
    assert not town.found("specified_relative_band", tax_year=2025)
    assert town.found("dependant_income_over", tax_year=2025)


@pytest.mark.parametrize(
    ("insurance", "flagged"), [(320_999, False), (321_000, True), (400_000, True)]
)
def test_pay_whose_report_is_not_there_explains_insurance_up_to_its_employees_share(
    insurance: int, *, flagged: bool
) -> None:
    """No report of 2,000,000: 16 percent of it may have been withheld, and no yen more."""
    town = Town()
    town.person(1, age=65)
    returned = {"revenue": 2_000_000, "social_insurance": insurance}
    town.document(1, "national_return", **returned)
    assert bool(town.found("premiums_over_records")) is flagged
    assert town.found("return_pay_without_report")


def test_pay_whose_report_is_there_explains_no_insurance_beside_it() -> None:
    town = Town()
    town.person(1, age=65)
    town.document(1, revenue=2_000_000, social_insurance=100_000)
    town.document(1, "national_return", revenue=2_000_000, social_insurance=101_000)
    assert town.found("premiums_over_records")


def test_a_relative_whom_nobody_knows_is_compared_with_nothing() -> None:
    town = Town()
    town.claim(1, "dependant", None, resolution="")
    assert [one.check_id for one in town.found()] == ["relative_unknown"]


def test_findings_never_name_anybody() -> None:
    for check in checks().values():
        assert "name" not in check.reason.split("{")
        assert "{payer" not in check.reason.replace("{payer_reports", "")


def _dependant(town: Town, income: int) -> None:
    town.person(3, income=income, age=30)
    town.claim(1, "dependant", 3)


def _aged_20(town: Town, income: int) -> None:
    town.person(3, income=income, age=20)
    town.claim(1, "dependant", 3)


def _spouse(town: Town, income: int) -> None:
    town.person(3, income=income)
    town.claim(1, "spouse", 3)


def _marked(flag: str) -> Callable[[Town, int], None]:
    def marked(town: Town, income: int) -> None:
        town.person(1, income=income)
        given: dict[str, Any] = {flag: True}
        town.document(1, **given)

    return marked


LIMITS = [
    # check, tax year, the highest income that is still allowed (yen), who is made
    ("dependant_income_over", 2025, 480_000, _dependant),
    ("dependant_income_over", 2026, 580_000, _dependant),
    ("dependant_income_over", 2027, 620_000, _dependant),
    ("dependant_income_over", 2025, 480_000, _aged_20),
    ("specified_relative_band", 2026, 580_000, _aged_20),
    ("specified_relative_over", 2026, 1_230_000, _aged_20),
    ("spouse_income_understated", 2025, 480_000, _spouse),
    ("spouse_income_understated", 2026, 580_000, _spouse),
    ("spouse_income_over", 2026, 1_330_000, _spouse),
    ("student_income_over", 2025, 750_000, _marked("working_student")),
    ("student_income_over", 2026, 850_000, _marked("working_student")),
    ("single_parent_income_over", 2026, 5_000_000, _marked("single_parent")),
    ("widow_income_over", 2026, 5_000_000, _marked("widow")),
]
"""令和7年法律第13号 for the income of 2025 (tax year 2026); 2027 rests on a draft."""


@pytest.mark.parametrize(("check", "tax_year", "limit", "made"), LIMITS)
def test_the_years_limit_is_met_to_the_yen(
    check: str, tax_year: int, limit: int, made: Callable[[Town, int], None]
) -> None:
    at_the_limit, above = Town(), Town()
    made(at_the_limit, limit)
    made(above, limit + 1)
    assert not at_the_limit.found(check, tax_year=tax_year)
    assert above.found(check, tax_year=tax_year)


def test_national_pension_of_the_whole_household_explains_premiums() -> None:
    """A couple of 45 may have paid two years' 国民年金; a couple of 60 none (国民年金法7条)."""
    claimed = 300_000
    for age, cries in ((59, False), (60, True)):
        town = Town()
        town.person(1, household=7, age=age)
        town.person(2, household=7, age=age)
        town.document(1, "national_return", revenue=0, social_insurance=claimed)
        assert bool(town.found("premiums_over_records")) is cries
