"""Figures that a page moves: read from the law, checked, put into a change and taken out."""

from __future__ import annotations

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.law import load
from juminzei.kernel.law_change import changed_law, statutes
from juminzei.kernel.simulation.levers import Lever, LeverError, change_of, levers, without

KAZO = load(2026, "kazo")
TABLES = statutes(KAZO, "kazo")
CITY_RATE = "city.income_levy.rate"
BASIC = "national.basic.by_aggregate_income[0].amount"


def lever(path: str) -> Lever:
    return next(one for one in levers(KAZO) if one.path == path)


def test_levers_stand_where_the_law_has_them() -> None:
    values = {one.path: one.value for one in levers(KAZO)}
    assert values[CITY_RATE] == "6"
    assert values[BASIC] == "430000"
    assert values["national.per_capita_exemption.grade_3.base"] == "280000"


def test_every_lever_stands_within_its_bounds() -> None:
    for year, ordinance in ((2021, "kazo"), (2026, "kazo"), (2027, "kazo"), (2026, "yokohama")):
        for one in levers(load(year, ordinance)):
            assert one.same(one.value)


def test_every_lever_moves_the_law_that_it_is_read_from() -> None:
    for year, ordinance in ((2021, "kazo"), (2026, "kazo"), (2026, "yokohama")):
        law = load(year, ordinance)
        tables = statutes(law, ordinance)
        for one in levers(law):
            other = one.most if one.value != one.most else one.least
            change = change_of({one.path: one.figure(other)}, tables)
            after = changed_law(year, change, ordinance=ordinance).after
            moved = [new.value for new in levers(after) if new.label == one.label]
            assert moved == [other] or one.unit == "grade"  # the label names the grade


def test_a_levy_that_the_year_does_not_know_has_no_lever() -> None:
    paths = [one.path for one in levers(load(2021, "kazo"))]
    assert "national.forest_environment_tax.amount" not in paths
    assert lever("national.forest_environment_tax.amount").value == "1000"


def test_a_designated_city_moves_the_prefectures_rate_that_holds_there() -> None:
    values = {one.path: one.value for one in levers(load(2026, "yokohama"))}
    assert values["prefecture.income_levy_in_designated_cities.rate"] == "2.025"
    assert values["national.per_capita_exemption.grade_1.base"] == "350000"


@pytest.mark.parametrize(
    ("path", "text", "figure"),
    [
        (CITY_RATE, "7", "7/100"),
        (CITY_RATE, " ６．５ ", "6.5/100"),
        (CITY_RATE, "2.025", "2.025/100"),
        (CITY_RATE, "0", "0/100"),
        (CITY_RATE, "12", "12/100"),
        (BASIC, "480,000", 480_000),
        (BASIC, "４８００００", 480_000),
        ("city.grade.grade", "1", 1),
    ],
)
def test_what_is_typed_becomes_what_a_change_file_says(
    path: str, text: str, figure: int | str
) -> None:
    assert lever(path).figure(text) == figure


@pytest.mark.parametrize(
    ("path", "text", "remedy"),
    [
        (CITY_RATE, "", "数（小数第3位まで）"),
        (CITY_RATE, "7%", "数（小数第3位まで）"),
        (CITY_RATE, "-1", "数（小数第3位まで）"),
        (CITY_RATE, "6.0001", "数（小数第3位まで）"),
        (CITY_RATE, "12.001", "0から12まで％で"),
        (BASIC, "480000.5", "整数"),
        (BASIC, "1500001", "0から1,500,000まで円で"),
        ("city.grade.grade", "0", "1から3まで級地で"),
        ("city.grade.grade", "4", "1から3まで級地で"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_can(path: str, text: str, remedy: str) -> None:
    with pytest.raises(LeverError, match=lever(path).label.split("（")[0]) as refused:
        lever(path).figure(text)
    assert remedy in str(refused.value)


def test_a_lever_that_stands_still_is_the_same_however_written() -> None:
    assert lever(CITY_RATE).same("6.000")
    assert lever(BASIC).same("430,000")
    assert not lever(CITY_RATE).same("6.001")


def test_a_lever_in_a_table_moves_its_row_and_keeps_the_others() -> None:
    change = change_of({BASIC: 500_000}, TABLES)
    rows = changed_law(2026, change).after.national.basic.by_aggregate_income.rows
    assert [row.amount for row in rows] == [500_000, 290_000, 150_000]


def test_levers_move_beside_another_change_and_over_it() -> None:
    besides = {"national": {"widow": {"amount": 1}}, "city": {"income_levy": {"rate": "9/100"}}}
    after = changed_law(2026, change_of({CITY_RATE: "7/100"}, TABLES, besides)).after
    assert after.national.widow.amount == 1
    assert after.city.income_levy.rate == Rate(7, 100)


def test_a_row_is_moved_in_the_table_that_another_change_brought() -> None:
    brought = [{"up_to": 9_000_000, "amount": 1}, {"up_to": 10_000_000, "amount": 2}]
    besides = {"national": {"basic": {"by_aggregate_income": brought}}}
    change = change_of({BASIC: 7}, TABLES, besides)
    rows = changed_law(2026, change).after.national.basic.by_aggregate_income.rows
    assert [(row.up_to, row.amount) for row in rows] == [(9_000_000, 7), (10_000_000, 2)]


def test_a_change_without_its_levers_is_the_rest() -> None:
    change = {
        "title": "案",
        "city": {"income_levy": {"rate": "7/100", "cite": "改正案"}},
        "prefecture": {"per_capita_levy": {"amount": 1_300}},
        "national": {"widow": {"amount": 1}},
    }
    paths: dict[str, int | str] = {CITY_RATE: "7/100", "prefecture.per_capita_levy.amount": 1_300}
    assert without(change, paths, TABLES) == {
        "title": "案",
        "city": {"income_levy": {"cite": "改正案"}},
        "national": {"widow": {"amount": 1}},
    }


def test_a_table_whose_other_rows_change_too_stays_in_the_rest() -> None:
    change = {"national": {"basic": {"by_aggregate_income": [{"up_to": 1, "amount": 500_000}]}}}
    assert without(change, {BASIC: 500_000}, TABLES) == change


def test_a_table_that_only_the_lever_moves_leaves_the_rest() -> None:
    change = change_of({BASIC: 500_000}, TABLES)
    assert without(change, {BASIC: 500_000}, TABLES) == {}
