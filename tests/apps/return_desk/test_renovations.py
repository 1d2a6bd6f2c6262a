"""Works on the house at the desk: rows become the credit, and say why they do not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.return_desk.both_taxes import both_taxes
from juminzei.apps.return_desk.detail_checks import detail_findings
from juminzei.apps.return_desk.entries import Entries, Row
from juminzei.apps.return_desk.forms.entry_form import EntryForm, typed_from
from juminzei.apps.return_desk.offered_lines import last_year, taken_over
from juminzei.apps.return_desk.renovations import renovation_findings, with_renovations
from juminzei.apps.return_desk.return_form import lists
from juminzei.apps.return_desk.selectors.detail_sheets import detail_sheets
from juminzei.apps.return_desk.told_columns import ToldColumns, told_columns
from juminzei.kernel.law import load
from juminzei.kernel.parameters.renovation import RenovationLaw
from juminzei.kernel.standing_law import standing
from support.desk_rows import WAGE

if TYPE_CHECKING:
    from juminzei.kernel.income_tax import RenovationCredit

LAW = load(2026, "kazo")
BORN = date(1980, 4, 2)
WORK: Row = {
    "work": "energy",
    "moved_in_on": "2025-05-01",
    "cost": 1_000_000,
    "subsidy": 200_000,
}


def renovated(
    *rows: Row, wage: int = 5_000_000, typed: int = 0
) -> tuple[ToldColumns, RenovationCredit | None]:
    entries = Entries(
        values={"renovation_credit": typed},
        lists={"wages": [{**WAGE, "revenue": wage}], "renovations": list(rows)},
    )
    told = told_columns(entries, birth_on=BORN, law=LAW)
    return with_renovations(told, entries, 2025)


def test_every_work_of_the_law_can_be_chosen_and_no_other() -> None:
    [works] = [box.choices for box in lists()["renovations"].columns if box.name == "work"]
    known = {row.work for row in standing(RenovationLaw).works} | {"other", "certified_rest"}
    assert {work for work, _ in works} == known


@pytest.mark.parametrize(("typed", "credit"), [(0, 80_000), (20_000, 100_000)])
def test_a_row_adds_its_credit_to_the_box(typed: int, credit: int) -> None:
    found, _ = renovated(WORK, typed=typed)
    assert found.returned["renovation_credit"] == credit


def test_a_row_that_names_no_work_is_the_first_of_the_choices() -> None:
    first = lists()["renovations"].columns[0].choices[0][0]
    plain = {name: value for name, value in WORK.items() if name != "work"}
    assert renovated(plain)[1] == renovated({**WORK, "work": first})[1]


def test_without_rows_nothing_changes() -> None:
    found, credit = renovated(typed=30_000)
    assert (found.returned["renovation_credit"], credit) == (30_000, None)


def test_the_credit_lowers_the_income_tax_alone() -> None:
    after, before = (
        both_taxes(one, 2026, ordinance="kazo") for one in (renovated(WORK)[0], renovated()[0])
    )
    assert after.national["credit_renovation"] == 80_000
    assert after.national["tax_and_surtax"] < before.national["tax_and_surtax"]
    assert after.inhabitant["total"] == before.inhabitant["total"]


def test_a_row_without_a_day_stops_the_return() -> None:
    entries = Entries(lists={"renovations": [{"work": "energy", "cost": 1}, WORK]})
    _, credit = renovated(WORK)
    [finding] = renovation_findings(entries, credit)
    assert (finding.check, finding.grave) == ("renovation_without_day", True)
    assert finding.box == "id_renovations-0-moved_in_on"


@pytest.mark.parametrize(
    ("change", "wage", "said"),
    [
        ({"moved_in_on": "2024-05-01"}, 5_000_000, "この年分の控除ではありません"),
        ({"cost": 700_000}, 5_000_000, "500,000円を超えていません"),
        ({}, 22_000_000, "20,000,000円を超えています"),
    ],
)
def test_a_row_that_gives_nothing_says_why(change: Row, wage: int, said: str) -> None:
    row = {**WORK, **change}
    found, credit = renovated(row, wage=wage)
    assert "renovation_credit" not in found.returned
    [finding] = renovation_findings(Entries(lists={"renovations": [row]}), credit)
    assert said in finding.text
    assert finding.box == "id_renovations-0-work"


def test_rows_and_an_amount_in_the_box_are_warned_of() -> None:
    entries = Entries(values={"renovation_credit": 1}, lists={"renovations": [WORK]})
    assert [one.check for one in detail_findings(entries)] == ["detail_and_sum"]


def test_what_is_typed_is_kept_and_a_row_nobody_filled_in_is_not() -> None:
    entries = Entries(lists={"renovations": [WORK]})
    form = EntryForm({name: str(value) for name, value in typed_from(entries).items()})
    assert form.is_valid()
    assert form.entries(Entries()).lists["renovations"] == [WORK]


def test_works_belong_to_one_year_and_are_printed_with_the_others() -> None:
    entries = Entries(lists={"renovations": [WORK]})
    assert taken_over(last_year(entries, "前年"), Entries(), 2026).rows("renovations") == []
    [section] = detail_sheets(entries)[-1].sections
    assert section.title == "住宅の改修などの明細"
    assert section.rows[0] == ("省エネ改修", "令和7年5月1日", "1,000,000", "200,000")
