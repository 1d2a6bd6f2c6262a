"""What a change does to five people whose tax is worked by hand.

| person | what is known | before | after |
|---|---|---|---|
| 11 | wage 5,000,000, insurance 750,000, aged 45 | 240,500 | 264,300 |
| 12 | nothing, aged 30 | 0 | 0 |
| 13 | a house alone | 4,000 | 4,000 |
| 14 | business 400,000, aged 70 | 5,000 | 0 |
| 15 | business 400,001, aged 70 | 5,000 | 5,000 |

The change: the city's rate from 6 to 7 %, and 280,000 to 300,000 in the per-capita threshold.
11: base 2,380,000; the city's 142,800 − 1,500 = 141,300 becomes 166,600 − 1,500 = 165,100;
the prefecture's 95,200 − 1,000 = 94,200 and 5,000 stay. 14 and 15: the threshold goes from
380,000 to 400,000, which 14 just meets; both are below the 450,000 of the income levy.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.law_change import changed_law
from juminzei.kernel.simulation.as_json import outcome_json
from juminzei.kernel.simulation.outcome import ClassRow, Moved, Outcome, outcome
from juminzei.kernel.simulation.people import Compared, Standing, compared, joined
from juminzei.kernel.simulation.sheets import Sheet, rounded, sheets

CHANGE: dict[str, Any] = {
    "city": {"income_levy": {"rate": "7/100"}},
    "national": {"per_capita_exemption": {"grade_3": {"base": 300_000}}},
}
PEOPLE: list[dict[str, int]] = [
    {"age": 45, "revenue_employment": 5_000_000, "social_insurance": 750_000},
    {"age": 30},
    {"age": 50, "property_only": 1, "income_elsewhere": 1},
    {"age": 70, "income_business": 400_000},
    {"age": 70, "income_business": 400_001},
]


def tried(
    people: list[dict[str, int]], change: dict[str, Any] = CHANGE, first: int = 11
) -> Compared:
    law = changed_law(2026, change)
    columns = TaxpayerColumns.from_sparse(people)
    numbers = np.arange(first, first + len(people))
    return compared(numbers, columns, assess(columns, law.before), assess(columns, law.after))


def found(**options: int) -> Outcome:
    return outcome(tried(PEOPLE), **options)


def row_of(of: Outcome, table: int, label: str) -> ClassRow:
    (row,) = [row for row in of.classes[table].rows if row.label == label]
    return row


def test_revenue_is_told_by_levy_and_body() -> None:
    assert {line.name: (line.before, line.after) for line in found().revenue} == {
        "municipal_income_levy": (141_300, 165_100),
        "municipal_per_capita_levy": (4 * 3_000, 3 * 3_000),
        "municipal": (153_300, 174_100),
        "prefectural_income_levy": (94_200, 94_200),
        "prefectural_per_capita_levy": (4 * 1_000, 3 * 1_000),
        "prefectural": (98_200, 97_200),
        "forest_environment_tax": (3 * 1_000, 2 * 1_000),
        "total": (254_500, 273_300),
    }
    assert found().revenue[-1].difference == 18_800


def test_people_are_counted_by_what_they_owe() -> None:
    assert [(line.name, line.before, line.after) for line in found().standing] == [
        ("nothing", 1, 2),
        ("per_capita", 3, 2),
        ("income_levy", 1, 1),
    ]
    assert found().moved == (Moved(Standing.PER_CAPITA, Standing.NOTHING, 1),)


def test_gainers_and_losers_are_summed_over_everybody() -> None:
    everybody = found().everybody
    assert (everybody.people, everybody.gainers, everybody.gained) == (5, 1, 5_000)
    assert (everybody.losers, everybody.lost) == (1, 23_800)
    assert everybody.difference == 18_800
    assert everybody.mean == Fraction(18_800, 5)


@pytest.mark.parametrize(
    ("table", "label", "people", "gained", "lost"),
    [
        (0, "0円以下", 2, 0, 0),
        (0, "45万円以下", 2, 5_000, 0),
        (0, "300万円超400万円以下", 1, 0, 23_800),
        (1, "30～39歳", 1, 0, 0),
        (1, "40～49歳", 1, 0, 23_800),
        (1, "65～74歳", 2, 5_000, 0),
        (2, "本人のみ（65歳未満）", 3, 0, 23_800),
        (2, "本人のみ（65歳以上）", 2, 5_000, 0),
    ],
)
def test_gainers_and_losers_are_told_by_class(
    table: int, label: str, people: int, gained: int, lost: int
) -> None:
    row = row_of(found(), table, label)
    assert (row.people, row.gained, row.lost) == (people, gained, lost)
    assert (row.gainers, row.losers) == (int(gained > 0), int(lost > 0))


def test_every_classing_holds_everybody_once() -> None:
    of = found()
    for table in (*of.classes, of.distribution):
        assert sum(row.people for row in table.rows) == 5
        assert sum(row.difference for row in table.rows) == 18_800


def test_the_mean_of_a_class_is_exact() -> None:
    assert row_of(found(), 0, "45万円以下").mean == Fraction(-2_500)
    assert row_of(found(), 0, "2,000万円超").mean is None


def test_gainers_and_losers_have_exact_means_of_their_own() -> None:
    people = [{"age": 70, "income_business": 400_000}] * 2 + [PEOPLE[0]] * 3 + [PEOPLE[1]]
    earner = {"age": 45, "revenue_employment": 5_000_000, "social_insurance": 751_000}
    everybody = outcome(tried([*people, earner])).everybody

    assert everybody.mean_gained == 5_000
    # One with 1,000 less of base: 7 % of 2,379,000 is 166,530, cut to 166,500, less 1,500;
    # before 142,740 − 1,500 = 141,240, cut to 141,200: 23,800 and 23,800 as well.
    assert everybody.mean_lost == Fraction(3 * 23_800 + 23_800, 4)
    assert everybody.mean == Fraction(4 * 23_800 - 2 * 5_000, 7)


@pytest.mark.parametrize(
    ("mean", "yen"),
    [
        (Fraction(0), 0),
        (Fraction(1, 2), 1),
        (Fraction(49, 100), 0),
        (Fraction(-1, 2), -1),
        (Fraction(-49, 100), 0),
        (Fraction(10_000, 3), 3_333),
        (Fraction(-20_000, 3), -6_667),
    ],
)
def test_means_are_shown_in_whole_yen_halves_away_from_nothing(mean: Fraction, yen: int) -> None:
    assert rounded(mean) == yen


def test_the_distribution_counts_by_size_of_the_change() -> None:
    rows = {row.label: row.people for row in found().distribution.rows if row.people}
    assert rows == {
        "5,000円以上10,000円未満の減": 1,
        "変わらない": 3,
        "10,000円以上30,000円未満の増": 1,
    }


def test_the_largest_changes_are_told_with_what_the_person_is() -> None:
    (less,), (more,) = found().decreases, found().increases

    assert (less.number, less.before, less.after, less.difference) == (14, 5_000, 0, -5_000)
    assert (less.income, less.age, less.family) == (
        "45万円以下",
        "65～74歳",
        "本人のみ（65歳以上）",
    )
    assert (more.number, more.before, more.after, more.difference) == (11, 240_500, 264_300, 23_800)


def test_the_largest_changes_come_in_order_and_equal_ones_by_number() -> None:
    earners = [{"age": 40, "revenue_employment": pay} for pay in (4, 5, 3, 5, 4)]
    people = [{**one, "revenue_employment": one["revenue_employment"] * 10**6} for one in earners]
    increases = outcome(tried(people, first=1), top=4).increases

    assert [one.number for one in increases] == [2, 4, 1, 5]
    assert increases[0].difference == increases[1].difference > increases[2].difference


def test_as_many_of_the_largest_changes_are_told_as_asked_for() -> None:
    assert found(top=0).increases == ()
    assert len(found(top=1).increases) == 1


def test_without_a_change_nobody_gains_or_loses() -> None:
    of = outcome(tried(PEOPLE, {}))
    assert (of.everybody.gainers, of.everybody.losers, of.everybody.difference) == (0, 0, 0)
    assert (of.moved, of.decreases, of.increases) == ((), (), ())
    assert all(line.difference == 0 for line in of.revenue)


def test_nobody_at_all_comes_to_nothing() -> None:
    of = outcome(joined([]))
    assert of.people == 0
    assert [line.after for line in of.revenue] == [0] * 8
    assert of.everybody.mean is None


def test_parts_of_a_city_joined_are_the_city() -> None:
    whole = outcome(tried(PEOPLE))
    parts = outcome(joined([tried(PEOPLE[:2]), tried(PEOPLE[2:], first=13)]))
    assert parts == whole


# ---- disclosure ----


def test_without_a_threshold_nothing_is_withheld() -> None:
    of = found()
    assert not [row for table in of.classes for row in table.rows if row.withheld]
    assert of.least == 0


def test_a_class_with_too_few_people_is_withheld() -> None:
    # By age: one of 30, one of 45, one of 50, two of 70 of whom one gains and one does not.
    withheld = [row.label for row in found(least=2).classes[1].rows if row.withheld]
    assert withheld == ["30～39歳", "40～49歳", "50～59歳", "65～74歳"]


def test_a_class_as_large_as_the_threshold_is_told() -> None:
    people = [PEOPLE[0]] * 3 + [{"age": 30}] * 4
    ages = {row.label: row.withheld for row in outcome(tried(people), least=3).classes[1].rows}
    assert not any(ages.values())


def test_a_class_with_nobody_in_it_tells_of_nobody() -> None:
    assert not row_of(found(least=9), 0, "2,000万円超").withheld


def test_with_one_class_withheld_the_next_smallest_goes_with_it() -> None:
    people = [{"age": 30}] * 2 + [{"age": 40}] * 6 + [{"age": 50}] * 5
    rows = outcome(tried(people), least=3).classes[1].rows
    assert [row.label for row in rows if row.withheld] == ["30～39歳", "50～59歳"]


def test_one_class_alone_is_withheld_alone() -> None:
    rows = outcome(tried([{"age": 30}] * 2), least=3).classes[1].rows
    assert [row.label for row in rows if row.withheld] == ["30～39歳"]


def test_a_sum_over_everybody_with_one_gainer_is_withheld() -> None:
    assert not found(least=1).everybody.withheld
    assert found(least=2).everybody.withheld


def test_with_a_threshold_nobodys_own_change_is_told() -> None:
    of = found(least=2)
    assert (of.decreases, of.increases, of.moved) == ((), (), ())


# ---- in words and as JSON ----


def sheet(name: str, *, with_numbers: bool = False, **options: int) -> Sheet:
    (one,) = [
        one for one in sheets(found(**options), with_numbers=with_numbers) if one.name == name
    ]
    return one


def test_the_table_of_revenue_names_bodies_before_their_levies() -> None:
    assert sheet("revenue").rows == (
        ("市民税", "153,300", "174,100", "20,800"),
        ("　所得割", "141,300", "165,100", "23,800"),
        ("　均等割", "12,000", "9,000", "▲3,000"),
        ("県民税", "98,200", "97,200", "▲1,000"),
        ("　所得割", "94,200", "94,200", "0"),
        ("　均等割", "4,000", "3,000", "▲1,000"),
        ("森林環境税（国税）", "3,000", "2,000", "▲1,000"),
        ("合計", "254,500", "273,300", "18,800"),
    )
    assert sheet("revenue").strong == {0, 3, 7}


def test_a_class_table_ends_with_everybody() -> None:
    rows = sheet("income").rows
    low = ("45万円以下", "2", "1", "5,000", "5,000", "0", "0", "", "▲5,000", "▲2,500")
    whole = ("合計", "5", "1", "5,000", "5,000", "1", "23,800", "23,800", "18,800", "3,760")
    assert (rows[1], rows[-1]) == (low, whole)
    assert rows[-2][-1] == ""  # nobody has no mean


def test_a_withheld_class_says_so_in_every_column() -> None:
    rows = {row[0]: row[1:] for row in sheet("age", least=2).rows}
    assert rows["65～74歳"] == ("秘匿",) * 9
    assert {row[1] for row in sheet("change", least=2).rows} == {"0", "3", "秘匿"}


def test_addressee_numbers_are_told_only_when_asked_for() -> None:
    plain, named = sheet("increases"), sheet("increases", with_numbers=True)
    assert "宛名番号" not in plain.heads
    assert plain.rows[0][:4] == ("1", "240,500", "264,300", "23,800")
    assert named.rows[0][:3] == ("1", "0000000011", "240,500")


def test_who_moves_between_standings_is_told_in_words() -> None:
    assert sheet("moved").rows == (("均等割のみ → 税額なし", "1"),)
    assert not [one for one in sheets(outcome(tried(PEOPLE, {}))) if one.name == "moved"]


def test_words_stand_left_and_figures_right() -> None:
    assert sheet("increases").numeric == (False, True, True, True, False, False, False)


def test_the_json_has_exact_means_and_no_numbers_of_people() -> None:
    told = outcome_json(found())

    assert told["revenue"]["total"] == {"before": 254_500, "after": 273_300, "difference": 18_800}
    assert told["moved"] == [{"before": "per_capita", "after": "nothing", "people": 1}]
    assert told["everybody"]["mean"] == "3760"
    assert told["classes"]["income"][1]["mean_gained"] == "5000"
    assert "mean_lost" not in told["classes"]["income"][1]
    assert told["classes"]["income"][1]["mean_rounded"] == -2_500
    assert "mean" not in told["classes"]["income"][-1]
    assert "addressee_number" not in str(told)


def test_the_json_names_people_when_asked_to() -> None:
    told = outcome_json(found(), with_numbers=True)
    assert told["increases"][0]["addressee_number"] == "0000000011"


def test_a_withheld_class_has_no_figures_in_the_json() -> None:
    rows = outcome_json(found(least=2))["classes"]["age"]
    assert rows[1] == {
        "class": "20～29歳",
        "people": 0,
        "gainers": 0,
        "gained": 0,
        "losers": 0,
        "lost": 0,
        "difference": 0,
    }
    assert rows[2] == {"class": "30～39歳", "withheld": True}
