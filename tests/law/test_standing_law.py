"""Law files that hold from a day on: complete, cited, and refused with their place when wrong."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.law_file import LawError
from juminzei.kernel.parameters.interest import InterestLaw
from juminzei.kernel.parameters.limits import AssessmentLimitLaw
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.standing_law import FILES, read_standing, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.kernel.parameters.standing import StandingBody

LIMITS = """
schema = 1
name = "期間制限"
status = "draft"
reviewed_by = []
increase = { cite = "17条の5第3項", years = 3 }
decrease = { cite = "17条の5第4項", years = 5 }
fraud = { cite = "17条の5第7項", years = 7 }
income_tax = { cite = "17条の6第3項", years = 2 }
ruling = { cite = "17条の6第1項", months = 6 }
"""


def sections(body: object) -> Iterator[Section]:
    for field in fields(body):  # type: ignore[arg-type]  # only dataclasses come in
        value = getattr(body, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Section):
                yield one
            elif is_dataclass(one):
                yield from sections(one)


@pytest.mark.parametrize("kind", FILES)
def test_every_figure_names_its_article(kind: type[StandingBody]) -> None:
    found = list(sections(standing(kind)))
    assert len(found) >= 4
    assert all("条" in section.cite for section in found)


@pytest.mark.parametrize("kind", FILES)
def test_whoever_reckons_with_a_draft_is_told(kind: type[StandingBody]) -> None:
    law = standing(kind)
    assert law.status == "draft"
    assert (
        law.warning
        == f"{law.name}の法令データは確認中（draft）です。実際の賦課徴収には使えません。"
    )


def test_of_a_file_that_two_people_reviewed_nothing_is_said() -> None:
    text = LIMITS.replace('"draft"', '"reviewed"').replace("[]", '["山田", "鈴木"]')
    assert read_standing(AssessmentLimitLaw, text, file="limits.toml").warning == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema = 1", "schema = 2", "limits.toml: schema: is 2; this version reads 1"),
        ('"draft"', '"done"', "status: is 'done'; write draft, reviewed or frozen"),
        ('"draft"', '"frozen"', "reviewed_by: names 0 people; a frozen file needs two"),
        ("years = 3", "years = 3.0", "increase.years: is 3.0"),
        ("years = 3", "yeras = 3", "increase.yeras: is no known key"),
        ("fraud = {", "frauds = {", "frauds: is no known key"),
        ('cite = "17条の6第1項", ', "", "ruling.cite: is missing"),
        ("schema = 1", "schema =", "is no TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_key_and_remedy(old: str, new: str, said: str) -> None:
    with pytest.raises(LawError, match=said):
        read_standing(AssessmentLimitLaw, LIMITS.replace(old, new, 1), file="limits.toml")


def test_rates_follow_year_by_year_without_a_gap_and_stay_below_the_ceilings() -> None:
    rates = standing(InterestLaw).rates
    assert [one.year for one in rates] == list(range(2014, 2027))
    for one in rates:
        # 特例基準割合 r: r + 1 % and r + 7.3 %, the ceilings 7.3 % and 14.6 %
        assert one.later.fraction - one.first_month.fraction == Fraction(63, 1_000)
        assert one.first_month.fraction * 1_000 < 73
        assert one.refund.fraction < one.first_month.fraction
        assert (one.grace is None) == (one.year < 2021)
