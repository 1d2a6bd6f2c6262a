"""非課税の範囲, worked by hand from 地方税法295条 and 附則3条の3."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.kernel.exemption import Exemption
from juminzei.kernel.parameters.scope import (
    IncomeLevyExemption,
    PerCapitaExemption,
    PersonalExemption,
    Relatives,
    Threshold,
)
from juminzei.kernel.rules.exemption import (
    exemption,
    exemption_count,
    income_levy_threshold,
    per_capita_threshold,
    personal_exemption,
    spouse_same_livelihood,
    within_income_levy_threshold,
    within_threshold,
)
from law.figures import flags, yen

RELATIVES = Relatives(
    cite="地方税法292条1項",
    dependant_income_limit=580_000,
    deductible_from_age=16,
    specified_from_age=19,
    specified_to_age=22,
    elderly_from_age=70,
    child_adjustment_below_age=23,
    abroad_ineligible_counted=False,
)
PERSONAL = PersonalExemption(
    cite="地方税法295条1項2号",
    aggregate_income_limit=1_350_000,
    minor_below_age=18,
    married_are_adult=False,
)
GRADES = (
    Threshold(base=350_000, relatives_addition=210_000),
    Threshold(base=315_000, relatives_addition=189_000),
    Threshold(base=280_000, relatives_addition=168_000),
)
PER_CAPITA = PerCapitaExemption(
    cite="地方税法施行令47条の3",
    addition=100_000,
    grade_1=GRADES[0],
    grade_2=GRADES[1],
    grade_3=GRADES[2],
)
INCOME_LEVY = IncomeLevyExemption(
    cite="地方税法附則3条の3", base=350_000, addition=100_000, relatives_addition=320_000
)


def count(*classes: int, spouse: bool = False, abroad: int = 0, counted: bool = False) -> int:
    """Return the n for (under 16, other, specified, elderly) dependants."""
    under16, other, specified, elderly = classes
    found = exemption_count(
        spouse_same_livelihood=flags(spouse),
        dependants_under16=yen(under16),
        dependants_other=yen(other),
        dependants_specified=yen(specified),
        dependants_elderly=yen(elderly),
        dependants_abroad_ineligible=yen(abroad),
        law=replace(RELATIVES, abroad_ineligible_counted=counted),
    )
    return int(found[0])


def personal(income: int, *, disability: int = 0, minor: bool = False, alone: bool = False) -> bool:
    found = personal_exemption(
        disability=yen(disability),
        minor=flags(minor),
        widow_or_single_parent=flags(alone),
        aggregate_income=yen(income),
        law=PERSONAL,
    )
    return bool(found[0])


def test_a_spouse_shares_the_livelihood_up_to_the_income_limit() -> None:
    found = spouse_same_livelihood(
        has_spouse=flags(True, True, True, False),
        spouse_income=yen(579_999, 580_000, 580_001, 0),
        law=RELATIVES,
    )
    assert found.tolist() == [True, True, False, False]


@pytest.mark.parametrize(
    ("classes", "spouse", "expected"),
    [
        pytest.param((0, 0, 0, 0), False, 0, id="alone"),
        pytest.param((0, 0, 0, 0), True, 1, id="the spouse"),
        pytest.param((1, 0, 0, 0), False, 1, id="a child under 16 counts"),
        pytest.param((1, 1, 0, 0), True, 3, id="worked example: spouse + 17 + 12"),
        pytest.param((1, 2, 3, 4), True, 11, id="1 + 2 + 3 + 4 and the spouse"),
    ],
)
def test_everybody_of_the_family_counts_once(
    *, classes: tuple[int, ...], spouse: bool, expected: int
) -> None:
    assert count(*classes, spouse=spouse) == expected


def test_relatives_abroad_who_are_not_deductible_count_only_where_the_law_says_so() -> None:
    assert count(1, 0, 0, 0, abroad=2) == 1
    assert count(1, 0, 0, 0, abroad=2, counted=True) == 3


@pytest.mark.parametrize(
    ("income", "expected"),
    [(1_349_999, True), (1_350_000, True), (1_350_001, False)],
    ids=["one yen below", "1,350,000 is within", "one yen above"],
)
@pytest.mark.parametrize(
    "ground",
    [{"disability": 1}, {"disability": 2}, {"minor": True}, {"alone": True}],
    ids=["障害者", "特別障害者", "未成年者", "寡婦・ひとり親"],
)
def test_the_protected_are_exempt_up_to_1350000(
    *, ground: dict[str, bool], income: int, expected: bool
) -> None:
    assert personal(income, **ground) is expected


def test_who_is_not_protected_is_not_exempt_even_without_income() -> None:
    assert not personal(0)


@pytest.mark.parametrize(
    ("grade", "relatives", "expected"),
    [
        pytest.param(1, 0, 450_000, id="grade 1: 350,000 + 100,000"),
        pytest.param(1, 1, 1_010_000, id="grade 1: 350,000 x 2 + 100,000 + 210,000"),
        pytest.param(1, 3, 1_710_000, id="grade 1: 350,000 x 4 + 100,000 + 210,000"),
        pytest.param(2, 0, 415_000, id="grade 2: 315,000 + 100,000"),
        pytest.param(2, 1, 919_000, id="grade 2: 315,000 x 2 + 100,000 + 189,000"),
        pytest.param(2, 2, 1_234_000, id="grade 2: 315,000 x 3 + 100,000 + 189,000"),
        pytest.param(3, 0, 380_000, id="grade 3: 280,000 + 100,000"),
        pytest.param(3, 1, 828_000, id="grade 3: 280,000 x 2 + 100,000 + 168,000"),
        pytest.param(3, 3, 1_388_000, id="grade 3: 280,000 x 4 + 100,000 + 168,000"),
    ],
)
def test_the_per_capita_threshold_grows_with_the_family(
    grade: int, relatives: int, expected: int
) -> None:
    found = per_capita_threshold(
        exemption_count=yen(relatives), threshold=GRADES[grade - 1], law=PER_CAPITA
    )
    assert found.tolist() == [expected]


@pytest.mark.parametrize(
    ("relatives", "expected"),
    [
        pytest.param(0, 450_000, id="350,000 + 100,000"),
        pytest.param(1, 1_120_000, id="350,000 x 2 + 100,000 + 320,000"),
        pytest.param(2, 1_470_000, id="350,000 x 3 + 100,000 + 320,000"),
        pytest.param(3, 1_820_000, id="350,000 x 4 + 100,000 + 320,000"),
    ],
)
def test_the_income_levy_threshold_knows_no_grade(relatives: int, expected: int) -> None:
    found = income_levy_threshold(exemption_count=yen(relatives), law=INCOME_LEVY)
    assert found.tolist() == [expected]


@given(relatives=st.integers(0, 20), grade=st.integers(0, 2))
def test_whoever_pays_no_per_capita_levy_pays_no_income_levy(relatives: int, grade: int) -> None:
    n = yen(relatives)
    per_capita = per_capita_threshold(exemption_count=n, threshold=GRADES[grade], law=PER_CAPITA)
    assert per_capita <= income_levy_threshold(exemption_count=n, law=INCOME_LEVY)


def test_an_income_is_within_a_threshold_up_to_its_last_yen() -> None:
    found = within_threshold(
        income=yen(379_999, 380_000, 380_001),
        threshold=yen(380_000, 380_000, 380_000),
        income_elsewhere=flags(False, False, False),
    )
    assert found.tolist() == [True, True, False]


def test_an_income_known_only_elsewhere_is_within_no_threshold() -> None:
    found = within_threshold(income=yen(0), threshold=yen(380_000), income_elsewhere=flags(True))
    assert found.tolist() == [False]


def test_the_income_levy_spares_residents_up_to_the_threshold() -> None:
    found = within_income_levy_threshold(
        total_income_etc=yen(450_000, 450_001, 450_000),
        threshold=yen(450_000, 450_000, 450_000),
        property_only=flags(False, False, True),
    )
    assert found.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("grounds", "expected"),
    [
        pytest.param((0, 0, 0, 0), Exemption.NONE, id="no ground"),
        pytest.param((0, 0, 0, 1), Exemption.INCOME_LEVY_THRESHOLD, id="the income levy alone"),
        pytest.param((0, 0, 1, 0), Exemption.PER_CAPITA_THRESHOLD, id="the per-capita threshold"),
        pytest.param((0, 0, 1, 1), Exemption.PER_CAPITA_THRESHOLD, id="both: the stronger"),
        pytest.param((0, 1, 1, 1), Exemption.INCOME_1350000, id="paragraph 1 item 2 comes first"),
        pytest.param((1, 1, 1, 1), Exemption.PUBLIC_ASSISTANCE, id="item 1 comes before all"),
        pytest.param((1, 0, 0, 0), Exemption.PUBLIC_ASSISTANCE, id="public assistance alone"),
    ],
)
def test_the_first_ground_of_the_law_is_told(grounds: tuple[int, ...], expected: int) -> None:
    assistance, protected, per_capita, income_levy = (flags(bool(one)) for one in grounds)
    found = exemption(
        public_assistance=assistance,
        personal_exemption=protected,
        within_per_capita_threshold=per_capita,
        within_income_levy_threshold=income_levy,
    )
    assert found.tolist() == [expected]
    assert found.dtype == np.int8


def test_finding_the_ground_leaves_the_flags_as_they_were() -> None:
    within = flags(True, True)
    exemption(
        public_assistance=flags(True, False),
        personal_exemption=flags(False, True),
        within_per_capita_threshold=flags(True, False),
        within_income_levy_threshold=within,
    )
    assert within.tolist() == [True, True]
