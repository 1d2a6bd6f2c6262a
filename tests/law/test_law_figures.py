"""Figures of a section are told one by one, each bracket with the yen that it holds for."""

from dataclasses import dataclass
from datetime import date

import pytest

from juminzei.base.money import Rate
from juminzei.kernel.law_document.bodies import Subject, law_file, standing_bodies, subjects
from juminzei.kernel.law_document.figures import Figure, figures_of
from juminzei.kernel.law_document.markdown import anchored, page, table, years_text
from juminzei.kernel.parameters.changes import MonthDay
from juminzei.kernel.parameters.credits import Rates
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import (
    OPEN,
    AmountRow,
    AmountTable,
    Grid,
    GridRow,
    LineRow,
    LineTable,
    RateRow,
    RateTable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Section):
    """A section that holds one figure, under a name that has no words of its own."""

    z: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Figures below a figure."""

    base: int
    addition: int


def told(value: object) -> list[tuple[str, str]]:
    """Return labels and texts of a section that holds one value."""
    section = Holding(cite="地方税法1条", z=value)
    return [(one.label, one.text) for one in figures_of(subject_of(section))]


def subject_of(*sections: Section) -> Subject:
    return Subject(path="national.x", title="x", sections=sections)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(1_350_000, "1,350,000円", id="yen"),
        pytest.param(0, "0円", id="nothing"),
        pytest.param(Rate(3, 100), "3％", id="a rate"),
        pytest.param(Rate(5_105, 84_895), "5105/84895", id="a rate without end"),
        pytest.param(True, "はい", id="a flag"),
        pytest.param(date(2026, 6, 30), "令和8年6月30日", id="a day"),
        pytest.param(MonthDay(month=12, day=10), "12月10日", id="a day of every year"),
        pytest.param(None, "なし", id="no figure"),
        pytest.param(("2026-06", "2026-08"), "2026-06、2026-08", id="several"),
    ],
)
def test_a_single_figure_is_told_with_its_unit(value: object, text: str) -> None:
    assert told(value) == [("z", text)]


def test_amounts_are_told_by_bracket_from_the_yen_after_the_row_before() -> None:
    found = told(AmountTable(rows=(AmountRow(9_000_000, 330_000), AmountRow(9_500_000, 220_000))))
    assert found == [
        ("z（9,000,000円まで）", "330,000円"),
        ("z（9,000,001円から9,500,000円まで）", "220,000円"),
    ]


def test_a_line_is_told_as_a_rate_of_the_amount_and_what_is_added() -> None:
    rows = (
        LineRow(12_000, Rate(1, 1), 0),
        LineRow(32_000, Rate(1, 2), 6_000),
        LineRow(OPEN, Rate(0, 1), 28_000),
    )
    assert told(LineTable(rows=rows)) == [
        ("z（12,000円まで）", "額"),
        ("z（12,001円から32,000円まで）", "額×50％＋6,000円"),
        ("z（32,001円から）", "28,000円"),
    ]


def test_a_rate_below_nothing_and_one_without_end_are_told_as_such() -> None:
    rows = (
        RateRow(-1, Rate(90, 100)),
        RateRow(1_950_000, Rate(84_895, 100_000)),
        RateRow(OPEN, Rate(44_055, 100_000)),
    )
    assert told(RateTable(rows=rows)) == [
        ("z（0円未満）", "90％"),
        ("z（1,950,000円まで）", "84.895％"),
        ("z（1,950,001円から）", "44.055％"),
    ]


def test_a_table_with_one_open_row_holds_for_all() -> None:
    assert told(RateTable(rows=(RateRow(OPEN, Rate(1, 10)),))) == [("z（すべて）", "10％")]


def test_an_empty_table_and_an_empty_grid_are_told_as_none() -> None:
    assert told(AmountTable(rows=())) == [("z", "なし")]
    assert told(Grid(own_up_to=(900,), rows=())) == [("z（本人の合計所得金額の区分）", "なし")]


def test_a_grid_tells_its_columns_first_and_then_each_row() -> None:
    grid = Grid(
        own_up_to=(9_000_000, 9_500_000),
        rows=(GridRow(499_999, (50_000, 40_000)), GridRow(549_999, (30_000, 20_000))),
    )
    assert told(grid) == [
        ("z（本人の合計所得金額の区分）", "9,000,000円まで／9,500,000円まで"),
        ("z（配偶者 499,999円まで）", "50,000円／40,000円"),
        ("z（配偶者 500,000円から549,999円まで）", "30,000円／20,000円"),
    ]


def test_figures_below_a_figure_carry_both_names() -> None:
    found = told(Threshold(base=350_000, addition=210_000))
    assert found == [("z・1人当たりの額", "350,000円"), ("z・加算額", "210,000円")]
    rates = told(Rates(municipal=Rate(3, 5), prefectural=Rate(2, 5)))
    assert rates == [("z・市町村民税", "60％"), ("z・道府県民税", "40％")]


def test_parts_in_a_row_are_numbered() -> None:
    found = told((Threshold(base=1, addition=2), Threshold(base=3, addition=4)))
    assert found == [
        ("z（1）・1人当たりの額", "1円"),
        ("z（1）・加算額", "2円"),
        ("z（2）・1人当たりの額", "3円"),
        ("z（2）・加算額", "4円"),
    ]


def test_the_article_and_the_assumption_are_no_figures() -> None:
    section = Holding(cite="地方税法1条", assumption="no source was seen", z=5)
    subject = subject_of(section)
    assert figures_of(subject) == [Figure("z", "z", "5円")]
    assert (subject.cites, subject.assumptions) == ("地方税法1条", ["no source was seen"])


def test_a_section_that_is_a_list_is_told_row_by_row() -> None:
    (rates,) = [
        one for one in subjects("interest", standing_bodies()["interest"]) if len(one.sections) > 1
    ]
    rows = {one.label: one.text for one in figures_of(rates)}
    # 2026: 特例基準割合 1.8%, so 2.8% and 9.1%, refunds and grace at 1.3%
    assert rows["2026年"].startswith("最初の1月の割合 2.8％、その後の割合 9.1％")
    assert rows["2020年"].startswith("最初の1月の割合 2.6％、その後の割合 8.9％")
    assert rates.cites.count("地方税法附則3条の2") >= 1


def test_sections_of_a_group_are_found_below_it() -> None:
    found = {one.path: one for one in subjects("national", law_file("national", 2026).body)}
    land = found["national.separate_levy.land_short"]
    assert {one.text for one in figures_of(land)} >= {"5.4％", "3.6％"}
    assert "national.separate_levy" not in found


@pytest.mark.parametrize(
    ("years", "text"),
    [
        ((2026,), "令和8年度"),
        ((2026, 2027), "令和8年度から令和9年度まで"),
        ((2021, 2022, 2023), "令和3年度から令和5年度まで"),
        ((2021, 2023), "令和3年度、令和5年度"),
    ],
)
def test_years_in_a_row_are_told_by_their_ends(years: tuple[int, ...], text: str) -> None:
    assert years_text(years) == text


def test_what_would_break_a_table_is_written_otherwise() -> None:
    assert table(("a", "b"), [("1|2", "3\n4")]) == "| a | b |\n| --- | --- |\n| 1／2 | 3 4 |"
    assert table(("a", "b"), []) == ""


def test_a_page_leaves_empty_parts_out_and_ends_its_last_line() -> None:
    assert page("# a", "", "b") == "# a\n\nb\n"
    assert anchored(2, "給与所得", "employment_income") == (
        '<a id="employment_income"></a>\n## 給与所得'
    )
