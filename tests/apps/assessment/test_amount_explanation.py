"""The explanation of an amount: which steps are told, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.selectors.explanation_page import explanation
from juminzei.apps.assessment.selectors.tax_breakdown import breakdown
from juminzei.base.yen_text import yen_text
from juminzei.kernel.contract import read
from law.people import chance_of, request
from support.page_rows import person, staff
from support.tax_rows import run, version

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.apps.assessment.selectors.explanation_page import Explanation
    from juminzei.kernel.telling import ToldStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def employee() -> AssessmentVersion:
    """5,000,000 yen of salary and 700,000 yen of social insurance, tax year 2026."""
    return version(
        run(staff()),
        person(1, "山田 太郎", "ヤマダ タロウ"),
        age=45,
        revenue_employment=5_000_000,
        social_insurance=700_000,
    )


def explained(of: AssessmentVersion, name: str, *, every_step: bool = False) -> Explanation:
    found = explanation(of, name, ordinance="kazo", every_step=every_step)
    assert found is not None
    return found


def step(of: Explanation, name: str) -> ToldStep:
    return next(one for one in of.steps if one.name == name)


def test_the_last_step_is_the_amount_that_was_asked_for(employee: AssessmentVersion) -> None:
    told = explained(employee, "municipal_income_levy")
    # (3,560,000 - 700,000 - 430,000) x 6 % = 145,800; less 1,500 of adjustment credit = 144,300
    assert told.steps[-1].name == "municipal_income_levy"
    assert told.steps[-1].value == "144,300円"
    assert told.label == "市町村民税所得割"


def test_each_step_names_its_inputs_in_words_and_its_article(employee: AssessmentVersion) -> None:
    told = explained(employee, "tax_base_exact")
    base = told.steps[-1]
    assert base.value == "2,430,000円"
    assert ("所得控除の合計", "1,130,000円") in base.inputs
    assert "地方税法" in base.law
    assert step(told, "deduction_social_insurance").inputs == (("社会保険料", "700,000円"),)


def test_what_comes_to_nothing_is_left_out_and_counted(employee: AssessmentVersion) -> None:
    told = explained(employee, "municipal_income_levy")
    every = explained(employee, "municipal_income_levy", every_step=True)
    assert "deduction_medical" not in {one.name for one in told.steps}
    assert "deduction_medical" in {one.name for one in every.steps}
    assert told.left_out == len(every.steps) - len(told.steps) > 0
    assert every.left_out == 0


def test_an_amount_of_nothing_is_explained_all_the_same(employee: AssessmentVersion) -> None:
    told = explained(employee, "deduction_medical")
    assert [one.value for one in told.steps] == ["0円"]


def test_a_value_that_went_on_unchanged_says_what_it_equals(employee: AssessmentVersion) -> None:
    told = explained(employee, "deduction_basic")
    [(label, value)] = told.steps[-1].inputs
    assert label.startswith("合計所得金額（")
    assert label.endswith("と同額）")
    assert value == "3,560,000円"


def test_other_law_than_at_the_decision_is_told(employee: AssessmentVersion) -> None:
    assert explained(employee, "total").same_law
    employee.law_digest = "0" * 64
    assert not explained(employee, "total").same_law


def test_a_year_without_law_and_a_name_without_amount_have_no_explanation(
    employee: AssessmentVersion,
) -> None:
    assert explanation(employee, "inputs", ordinance="kazo") is None
    employee.tax_year = 1900
    assert explanation(employee, "total", ordinance="kazo") is None


def test_flags_persons_ages_and_codes_are_told_as_what_they_are(
    employee: AssessmentVersion,
) -> None:
    employee.inputs = {
        "age": 70,
        "revenue_public_pension": 3_000_000,
        "disability": 1,
        "dependants_elderly": 1,
        "has_spouse": 1,
    }
    told = explained(employee, "total", every_step=True)
    assert step(told, "spouse_same_livelihood").value == "あり"
    assert step(told, "exemption_count").value == "2人"
    assert ("本人の障害", "障害者") in step(told, "disabled_ordinary").inputs
    everything = [text for one in told.steps for pair in one.inputs for text in pair]
    assert "70歳" in everything
    assert not {"True", "False", "None"} & set(everything)
    assert not any(text.isascii() and text.isidentifier() for text in everything)


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_every_amount_on_the_page_of_any_year_is_explained_to_the_yen(
    employee: AssessmentVersion, tax_year: int
) -> None:
    chance = chance_of(f"amounts {tax_year}")
    employee.tax_year = tax_year
    for _ in range(4):
        employee.inputs = read(request(chance, tax_year)).columns
        shown = breakdown(employee, ordinance="kazo")
        assert shown is not None
        figures = [*shown.incomes, *shown.deductions, *shown.withheld]
        figures += [one for line in shown.levies for one in (line.municipal, line.prefectural)]
        for figure in figures:
            told = explained(employee, figure.name)
            assert told.steps[-1].value == f"{yen_text(figure.amount)}円"
            assert all(one.label and one.law and one.formula for one in told.steps)
