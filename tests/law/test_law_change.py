"""A change of the law: what it says over the statutes, what is refused, what is listed."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np
import pytest

from juminzei.base.money import Rate
from juminzei.kernel.law import LawError, load, tax_years
from juminzei.kernel.law_change import (
    BODIES,
    HEAD,
    WHOLE,
    ChangedLaw,
    changed_law,
    read_change,
)
from juminzei.kernel.wording.law_refusals import refusal_text
from juminzei.kernel.wording.parameters import WORDS, parameter_label


def changed(text: str, *, tax_year: int = 2026, ordinance: str = "kazo") -> ChangedLaw:
    table = read_change(text, file="change.toml")
    return changed_law(tax_year, table, ordinance=ordinance, file="change.toml")


def problem(text: str) -> LawError:
    with pytest.raises(LawError) as refused:
        changed(text)
    assert refused.value.file == "change.toml"
    return refused.value


def test_a_changed_rate_holds_and_everything_else_stays() -> None:
    law = changed('[city.income_levy]\nrate = "7/100"\n')

    assert law.after.city.income_levy.rate == Rate(7, 100)
    assert law.after.city.income_levy.cite == law.before.city.income_levy.cite
    assert law.after.national == law.before.national
    assert law.after.prefecture == law.before.prefecture


def test_a_change_is_listed_with_its_words_its_article_and_both_figures() -> None:
    (change,) = changed('[city.income_levy]\nrate = "7/100"\n').changes

    assert (change.path, change.label) == ("city.income_levy.rate", "市民税所得割・率")
    assert change.cite == "地方税法314条の3・加須市税条例"
    assert (change.old, change.new) == ("6％", "7％")


def test_a_new_article_of_a_changed_figure_is_listed() -> None:
    (change,) = changed(
        '[city.per_capita_levy]\namount = 3_500\ncite = "加須市税条例（改正案）"\n'
    ).changes

    assert (change.old, change.new) == ("3,000円", "3,500円")
    assert change.cite == "加須市税条例（改正案）"


def test_one_key_of_a_row_of_figures_can_change_alone() -> None:
    law = changed("[national.per_capita_exemption]\ngrade_3 = { base = 300_000 }\n")

    grade = law.after.national.per_capita_exemption.grade_3
    assert (grade.base, grade.relatives_addition) == (300_000, 168_000)
    (change,) = law.changes
    assert change.label == "均等割の非課税限度額・3級地・1人当たりの額"


def test_rows_replace_the_old_rows_whole() -> None:
    law = changed(
        "[national.basic]\nby_aggregate_income = [{ up_to = 25_000_000, amount = 500_000 }]\n"
    )

    rows = law.after.national.basic.by_aggregate_income.rows
    assert [(row.up_to, row.amount) for row in rows] == [(25_000_000, 500_000)]
    (change,) = law.changes
    assert change.label == "基礎控除・合計所得金額別の額"
    assert change.old.startswith("24,000,000円以下 430,000円、24,500,000円以下 290,000円")
    assert change.new == "25,000,000円以下 500,000円、超える場合 なし"


def test_rows_of_a_grid_change_while_its_columns_stay() -> None:
    law = changed(
        "[national.spouse_special.amount]\n"
        "rows = [{ up_to = 1_330_000, amounts = [380_000, 260_000, 130_000] }]\n"
    )

    grid = law.after.national.spouse_special.amount
    assert grid.own_up_to == (9_000_000, 9_500_000, 10_000_000)
    (change,) = law.changes
    assert "1,330,000円以下 380,000円／260,000円／130,000円" in change.new


def test_the_change_in_the_manual_is_one_that_is_taken() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "simulate.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert [change.path for change in changed(example).changes] == [
        "national.per_capita_exemption.grade_3.base",
        "national.basic.by_aggregate_income",
        "city.income_levy.rate",
    ]


def test_what_was_no_law_before_can_be_brought_in_with_its_article() -> None:
    law = changed(
        "[national.fixed_reduction]\n"
        'cite = "改正案"\ntaxpayer_amount = 10_000\nspouse_amount = 10_000\n'
        "spouse_with_income_over = 0\nspouse_with_income_up_to = 10_000_000\n"
        "dependant_amount = 10_000\naggregate_income_limit = 18_050_000\n"
        "after_withheld_levy = false\n",
        tax_year=2023,
    )

    assert law.before.national.fixed_reduction is None
    assert law.after.national.fixed_reduction is not None
    assert [(change.path, change.old) for change in law.changes] == [
        ("national.fixed_reduction", "なし")
    ]
    assert "配偶者1人の額 10,000円" in law.changes[0].new


def test_changes_of_three_bodies_are_listed_nation_first() -> None:
    law = changed(
        "[city.grade]\ngrade = 2\n"
        '[prefecture.income_levy]\nrate = "4.1/100"\n'
        "[national.forest_environment_tax]\namount = 1_500\n"
    )

    assert [(change.path, change.old, change.new) for change in law.changes] == [
        ("national.forest_environment_tax.amount", "1,000円", "1,500円"),
        ("prefecture.income_levy.rate", "4％", "4.1％"),
        ("city.grade.grade", "3級地", "2級地"),
    ]


def test_a_designated_citys_part_of_the_prefectures_rate_can_change() -> None:
    law = changed(
        '[prefecture.income_levy_in_designated_cities]\nrate = "2.1/100"\n', ordinance="yokohama"
    )

    assert law.after.prefecture.income_levy.rate == Rate(21, 1000)
    assert ("prefecture.income_levy.rate", "2.1％") in [
        (change.path, change.new) for change in law.changes
    ]


def test_a_city_can_be_made_a_designated_one() -> None:
    law = changed("[city]\ndesignated_city = true\n")

    assert law.after.prefecture.income_levy.rate == Rate(2, 100)
    assert ("prefecture.income_levy.rate", "4％", "2％") in [
        (change.path, change.old, change.new) for change in law.changes
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        'title = "何も変えない"\n',
        '[city.income_levy]\nrate = "6/100"\n',
        '[city.income_levy]\ncite = "別の条文"\n',
    ],
    ids=["empty", "only a title", "the figure that holds", "only another article"],
)
def test_a_change_that_changes_no_figure_is_the_law_as_it_is(text: str) -> None:
    law = changed(text)

    assert law.changes == ()
    assert law.after is law.before is load(2026, "kazo")


def test_the_title_says_what_the_change_is() -> None:
    assert changed('title = "市民税7％案"\n').title == "市民税7％案"


def test_a_changed_law_has_a_digest_of_its_own() -> None:
    seven = changed('[city.income_levy]\nrate = "7/100"\n')
    eight = changed('[city.income_levy]\nrate = "8/100"\n')
    again = changed('title = "別の書き方"\ncity = { income_levy = { rate = "7/100" } }\n')

    digests = {seven.before.digest, seven.after.digest, eight.after.digest}
    assert len(digests) == 3
    assert seven.after.digest == again.after.digest
    assert len(seven.after.digest) == 64


def test_the_same_change_of_two_years_has_two_digests() -> None:
    text = "[city.per_capita_levy]\namount = 9_000\n"
    assert changed(text).after.digest != changed(text, tax_year=2025).after.digest


def test_a_changed_law_is_still_a_draft_and_says_so() -> None:
    law = changed("[city.per_capita_levy]\namount = 9_000\n")
    assert law.after.warning == law.before.warning != ""


def rows(count: int, told: str = "amount = 1") -> str:
    """Return so many rows, one yen wide."""
    return ", ".join(f"{{ up_to = {place}, {told} }}" for place in range(1, count + 1))


REFUSED = {
    "no TOML": ("[city", "", "TOML として読めません"),
    "a nesting without end": ("x = " + "[" * 9_000, "", "TOML として読めません"),
    "a number without end": ("x = " + "9" * 9_000, "", "TOML として読めません"),
    "names without end": ("city." + "x." * 9_000 + "x = 1\n", "", "深すぎます"),
    "an unknown body": ("[nation.basic]\nx = 1\n", "nation", "使える名前：national, prefecture"),
    "a body that is no table": ("city = 7\n", "city", "表（[名前] の下に項目）"),
    "a title that is no text": ("title = 7\n", "title", '" " で囲んだ文字'),
    "an unknown section": (
        "[city.income]\nrate = 1\n",
        "city.income",
        "この名前の項目はありません",
    ),
    "an unknown key": (
        '[city.income_levy]\nrates = "7/100"\n',
        "city.income_levy.rates",
        "使える名前：cite, assumption, rate",
    ),
    "a section that is no table": ("[city]\nincome_levy = 7\n", "city.income_levy", "表（[名前]"),
    "a float as a rate": (
        "[city.income_levy]\nrate = 0.07\n",
        "city.income_levy.rate",
        '"3/100" のような分数',
    ),
    "a float as an amount": (
        "[city.per_capita_levy]\namount = 3e3\n",
        "city.per_capita_levy.amount",
        "3000.0 とは書けません",
    ),
    "a rate without a stroke": (
        '[city.income_levy]\nrate = "7％"\n',
        "city.income_levy.rate",
        "「7％」は率として読めません",
    ),
    "a rate as a number": ("[city.income_levy]\nrate = 7\n", "city.income_levy.rate", "分数"),
    "an amount as text": (
        '[city.per_capita_levy]\namount = "3000"\n',
        "city.per_capita_levy.amount",
        "整数で書いてください",
    ),
    "a yes as text": (
        '[city]\ndesignated_city = "no"\n',
        "city.designated_city",
        "true か false",
    ),
    "a term without its month": (
        "[city.ordinary_collection]\ndue_on = [2026-06-30]\n",
        "city.ordinary_collection.months",
        "納期限の数（1）と合いません",
    ),
    "a term outside the year": (
        '[city.ordinary_collection]\ndue_on = [2027-04-30]\nmonths = ["2027-04"]\n',
        "city.ordinary_collection.due_on[0]",
        "2026 年度の期間",
    ),
    "terms out of order": (
        (
            "[city.ordinary_collection]\ndue_on = [2026-08-31, 2026-06-30]\n"
            'months = ["2026-08", "2026-06"]\n'
        ),
        "city.ordinary_collection.due_on[1]",
        "前の日付より後ではありません",
    ),
    "a month of another day": (
        '[city.ordinary_collection]\ndue_on = [2026-06-30]\nmonths = ["2026-07"]\n',
        "city.ordinary_collection.months[0]",
        "納期限 2026-06-30 の月ではありません",
    ),
    "a day as text": (
        '[city.ordinary_collection]\ndue_on = ["6/30"]\n',
        "city.ordinary_collection.due_on[0]",
        "2026-06-30 の形",
    ),
    "rows that are no list": (
        "[national.basic]\nby_aggregate_income = 1\n",
        "national.basic.by_aggregate_income",
        "[ ] の並び",
    ),
    "rows that overlap": (
        (
            "[national.basic]\nby_aggregate_income = ["
            "{ up_to = 2_000, amount = 1 }, { up_to = 2_000, amount = 2 }]\n"
        ),
        "national.basic.by_aggregate_income[1].up_to",
        "2000 は前の行の範囲に入っています",
    ),
    "rows with a gap above": (
        '[national.life_insurance]\nnew = [{ up_to = 1, rate = "1/1", plus = 0 }]\n',
        "national.life_insurance.new",
        "above = …",
    ),
    "a last row that begins elsewhere": (
        (
            "[national.public_pension_income]\nsmaller_deduction_by_other_income = ["
            "{ up_to = 10, amount = 0 }, { above = 20, amount = 1 }]\n"
        ),
        "national.public_pension_income.smaller_deduction_by_other_income[1].above",
        "前の行の終わり（10）と違います",
    ),
    "a row without its amount": (
        "[national.basic]\nby_aggregate_income = [{ up_to = 2_000 }]\n",
        "national.basic.by_aggregate_income[0].amount",
        "この項目がありません",
    ),
    "a grid with too few amounts": (
        "[national.spouse_special.amount]\nrows = [{ up_to = 1, amounts = [1, 2] }]\n",
        "national.spouse_special.amount.rows[0].amounts",
        "3個書いてください",
    ),
    "a grid whose columns fall": (
        "[national.spouse_special.amount]\nown_up_to = [3, 2, 1]\n",
        "national.spouse_special.amount.own_up_to",
        "小さい順",
    ),
    "a new section without its article": (
        "[national.fixed_reduction]\nspouse_amount = 1\n",
        "national.fixed_reduction.cite",
        "この項目がありません",
    ),
    "an empty article": (
        '[city.income_levy]\ncite = ""\n',
        "city.income_levy.cite",
        "根拠の条文を書いてください",
    ),
    "the year of a file": ("[city]\ntax_year = 2030\n", "city.tax_year", "見出し"),
    "the status of a file": ('[national]\nstatus = "frozen"\n', "national.status", "見出し"),
    "a rate above one": (
        '[city.income_levy]\nrate = "101/100"\n',
        "city.income_levy.rate",
        "101/100 は使えません",
    ),
    "a rate that is too fine": (
        '[city.income_levy]\nrate = "1/100001"\n',
        "city.income_levy.rate",
        "100,000 を割り切る分母",
    ),
    "a share with a large numerator": (
        '[national.hometown_donation]\nshare = { municipal = "901/1000" }\n',
        "national.hometown_donation.share.municipal",
        "分子は900以下",
    ),
    "a rate that no decimal writes": (
        '[national.medical]\nthreshold_rate = "1/3"\n',
        "national.medical.threshold_rate",
        "100,000 を割り切る分母",
    ),
    "a rate of a table that is too fine": (
        '[national.hometown_donation]\none_stop = [{ above = 0, rate = "1/100001" }]\n',
        "national.hometown_donation.one_stop[0].rate",
        "分母は100,000以下",
    ),
    "a limit over another denominator": (
        '[national.housing_loan_credit]\nseven_percent = { rate = "75/1000" }\n',
        "national.housing_loan_credit.seven_percent.rate",
        "同じ分母",
    ),
    "a table too long to look up": (
        f"[national.basic]\nby_aggregate_income = [{rows(101)}]\n",
        "national.basic.by_aggregate_income",
        "101行は多すぎます。100行まで",
    ),
    "a grid too long to look up": (
        f"[national.spouse_special.amount]\nrows = [{rows(21, 'amounts = [1, 2, 3]')}]\n",
        "national.spouse_special.amount.rows",
        "21行は多すぎます。20行まで",
    ),
    "a grid too wide to look up": (
        "[national.spouse_special.amount]\nown_up_to = [1, 2, 3, 4, 5, 6]\n",
        "national.spouse_special.amount.own_up_to",
        "6行は多すぎます。5行まで",
    ),
    "an amount below nothing": (
        "[city.per_capita_levy]\namount = -1\n",
        "city.per_capita_levy.amount",
        "0 から 999,999,999 まで",
    ),
    "an amount beyond all": (
        "[city.per_capita_levy]\namount = 1_000_000_000\n",
        "city.per_capita_levy.amount",
        "0 から 999,999,999 まで",
    ),
    "a grade that no city has": ("[city.grade]\ngrade = 4\n", "city.grade.grade", "1 から 3"),
    "no grade": ("[city.grade]\ngrade = 0\n", "city.grade.grade", "1 から 3"),
    "a unit to divide by": (
        "[national.rounding]\nlevy_unit = 0\n",
        "national.rounding.levy_unit",
        "1 から",
    ),
}


@pytest.mark.parametrize(("text", "key", "remedy"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_does_not_fit_is_refused_with_its_key_and_a_remedy_in_japanese(
    text: str, key: str, remedy: str
) -> None:
    refused = problem(text)

    assert refused.key == key
    told = refusal_text(refused)
    assert told.startswith("：".join(["change.toml", *([key] if key else [])]) + "：")
    assert remedy in told


@pytest.mark.parametrize(
    "text",
    [
        '[city.income_levy]\nrate = "1/1"\n',
        '[city.income_levy]\nrate = "1/100000"\n',
        '[national.hometown_donation]\nshare = { municipal = "900/1000" }\n',
        "[city.per_capita_levy]\namount = 999_999_999\n",
        "[city.per_capita_levy]\namount = 0\n",
        "[city.grade]\ngrade = 1\n",
        "[national.rounding]\nlevy_unit = 1\n",
    ],
)
def test_the_last_values_within_the_bounds_are_taken(text: str) -> None:
    assert len(changed(text).changes) == 1


def test_the_longest_table_finds_each_of_its_rows() -> None:
    steps = ", ".join(f"{{ up_to = {place * 10}, amount = {place} }}" for place in range(100))
    table = changed(f"[national.basic]\nby_aggregate_income = [{steps}]\n").after.national.basic
    found = table.by_aggregate_income.of(np.arange(-5, 995, 10))
    assert found.tolist() == list(range(100))


def test_the_largest_grid_finds_each_of_its_places() -> None:
    limits = ", ".join(
        f"{{ up_to = {row * 10}, amounts = [{', '.join(str(row * 5 + at) for at in range(5))}] }}"
        for row in range(20)
    )
    text = f"own_up_to = [0, 10, 20, 30, 40]\nrows = [{limits}]\n"
    grid = changed(f"[national.spouse_special.amount]\n{text}").after.national.spouse_special.amount
    own, spouse = np.tile(np.arange(0, 60, 10), 21), np.repeat(np.arange(0, 210, 10), 6)
    found = grid.of(own=own, spouse=spouse).reshape(21, 6)
    assert found[:20, :5].ravel().tolist() == list(range(100))
    assert not found[20].any()
    assert not found[:, 5].any()


def test_a_year_without_statutes_is_refused() -> None:
    with pytest.raises(LawError) as refused:
        changed("", tax_year=2035)
    assert "2035 年度の法令データがありません" in refusal_text(refused.value)


def test_a_refusal_without_words_is_told_as_it_is() -> None:
    assert refusal_text(LawError("a.toml", "", "never seen")) == "a.toml：never seen"


def test_a_name_without_words_stands_for_itself() -> None:
    assert parameter_label("national.something_new") == "something_new"


def without_words(section: object, path: str) -> list[str]:
    """Return the paths of everything in a section of the law that has no Japanese name."""
    if not is_dataclass(section) or isinstance(section, (*WHOLE, Rate)):
        return []
    inside = [one.name for one in fields(section) if one.init and one.name not in WORDS | HEAD]
    bare = [f"{path}.{name}" for name in inside if parameter_label(f"{path}.{name}") == name]
    deeper = [without_words(getattr(section, name), f"{path}.{name}") for name in inside]
    return [*bare, *(one for found in deeper for one in found)]


@pytest.mark.parametrize("ordinance", ["kazo", "yokohama"])
@pytest.mark.parametrize("tax_year", tax_years())
def test_every_figure_that_can_change_has_a_japanese_name(tax_year: int, ordinance: str) -> None:
    law = load(tax_year, ordinance)
    bodies = {name: getattr(law, name) for name in BODIES}
    assert [one for name, body in bodies.items() for one in without_words(body, name)] == []
