"""Inhabitant returns, summaries and other cities' notices: what is written can be read and fits."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from juminzei.formats import city_notice, employer_summary, inhabitant_return
from juminzei.formats.inhabitant_return import InhabitantReturn
from support.made_up_town import Town, TrueRow

if TYPE_CHECKING:
    from juminzei.formats.employer_summary import EmployerSummary

Entered = list[tuple[InhabitantReturn, TrueRow]]
SUMMARY = "employer_summary"


@pytest.fixture(scope="module")
def planted(town: Town) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    with (town.folder / "truth_checks.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found[line["check"]].add(int(line["subject"]))
    return dict(found)


@pytest.fixture(scope="module")
def entered(town: Town) -> Entered:
    """Every return that can be read, with its truth."""
    truth = {(line.file, line.row): line for line in of_kind(town, inhabitant_return.KIND)}
    return [
        (record, truth[f"inhabitant_returns/{path.name}", row - 2])
        for path in sorted((town.folder / "inhabitant_returns").iterdir())
        for row, record in inhabitant_return.read(path.read_bytes()).rows.records
    ]


@pytest.fixture(scope="module")
def summaries(town: Town) -> dict[str, EmployerSummary]:
    found: dict[str, EmployerSummary] = {}
    for path in (town.folder / "summaries").iterdir():
        result = employer_summary.read(path.read_bytes())
        assert not result.broken
        found |= {record.collector_number: record for _, record in result.records}
    return found


def of_kind(town: Town, kind: str) -> list[TrueRow]:
    return [line for line in town.truth if line.kind == kind]


def test_exactly_the_returns_that_truth_calls_broken_cannot_be_read(town: Town) -> None:
    broken = {
        (line.file, line.row)
        for line in of_kind(town, inhabitant_return.KIND)
        if line.state == "broken"
    }
    found = {
        (f"inhabitant_returns/{path.name}", row.row - 2)
        for path in (town.folder / "inhabitant_returns").iterdir()
        for row in inhabitant_return.read(path.read_bytes()).rows.broken
    }
    assert found == broken


def test_every_row_of_truth_is_a_row_of_the_files(town: Town, entered: Entered) -> None:
    lines = of_kind(town, inhabitant_return.KIND)
    readable = [line for line in lines if line.state != "broken"]
    assert sorted(line.row for _, line in entered) == sorted(line.row for line in readable)
    assert len(lines) == town.summary["documents"][inhabitant_return.KIND]["rows"] > 200


def test_a_sheet_comes_twice_only_where_truth_says_so(entered: Entered) -> None:
    first: dict[str, InhabitantReturn] = {}
    for record, line in entered:
        known = first.setdefault(record.reference, record)
        assert (line.state == "duplicate") is (known is not record)
        assert known == record
    assert any("repeated" in line.dirt for _, line in entered)


def test_whoever_files_again_has_another_sheet_of_a_later_day(entered: Entered) -> None:
    sheets: dict[int | None, list[tuple[InhabitantReturn, TrueRow]]] = defaultdict(list)
    for record, line in entered:
        if line.state != "duplicate":
            sheets[line.addressee_number].append((record, line))
    several = [some for some in sheets.values() if len(some) > 1]
    assert several
    for some in several:
        first, last = sorted(some, key=lambda one: one[0].filed_on)
        assert "filed_again" in last[1].dirt
        assert "filed_again" not in first[1].dirt
        assert first[0].reference != last[0].reference


def test_numbers_are_the_persons_own_where_truth_says_so(entered: Entered, town: Town) -> None:
    checked = 0
    for record, line in entered:
        resident = town.listed.get(line.addressee_number or 0)
        if resident is None or resident.individual_number is None:
            continue
        same = record.individual_number == resident.individual_number
        assert same is line.has_valid_number
        checked += 1
    assert checked > 150


def test_pay_is_that_of_the_wage_reports(
    entered: Entered, town: Town, planted: dict[str, set[int]]
) -> None:
    paid: Counter[int | None] = Counter()
    for wage, line in town.wage_rows:
        if line.state == "active":
            paid[line.addressee_number] += wage.revenue or 0
    unlike = {
        line.addressee_number
        for line in of_kind(town, "wage_report")
        if line.state not in {"active", "duplicate"}
        or line.dirt & {"previous_in_words", "previous_in_columns"}
    }
    plain = [
        (record, line.addressee_number)
        for record, line in entered
        if line.addressee_number in paid and line.addressee_number not in unlike
    ]
    assert len(plain) > 30
    for record, number in plain:
        assert record.revenue_employment in {None, paid[number]}
        if number in planted.get("report_not_in_return", set()):
            assert record.revenue_employment is None
    assert sum(record.revenue_employment is None for record, _ in plain) < 0.1 * len(plain)


def test_who_files_in_both_places_is_planted(
    town: Town, entered: Entered, planted: dict[str, set[int]]
) -> None:
    national = {line.addressee_number for line in of_kind(town, "national_return")}
    here = {line.addressee_number for _, line in entered if line.state == "active"}
    assert planted["both_returns"] == national & here != set()


def test_a_summary_counts_the_reports_that_stand(
    town: Town, summaries: dict[str, EmployerSummary], planted: dict[str, set[int]]
) -> None:
    standing: Counter[str] = Counter()
    for wage, line in town.wage_rows:
        if line.state in {"active", "forward"} and wage.municipality == "112101":
            standing[wage.collector_number] += 1
    agreeing = [
        number for number, summary in summaries.items() if summary.reported == standing[number]
    ]
    assert len(agreeing) > 0.9 * len(summaries)
    silent = {number for number in summaries if int(number) not in planted[SUMMARY]}
    assert silent
    # A report of somebody who moved away that was corrected stands once, truth has both.
    assert len(silent - set(agreeing)) <= 0.02 * len(silent)


def test_the_parts_of_a_summary_add_up(summaries: dict[str, EmployerSummary]) -> None:
    for one in summaries.values():
        assert one.special + one.ordinary_left + one.ordinary_other == one.reported
        assert one.tax_year == 2026


def test_other_cities_notices_come_from_ten_cities_and_are_about_people_here(town: Town) -> None:
    senders = set()
    for path in (town.folder / "city_notices").iterdir():
        file = city_notice.read(path.read_bytes())
        assert not file.rows.broken
        senders.add(file.sender)
    lines = of_kind(town, city_notice.KIND)
    assert len(senders) == 10
    assert all(line.addressee_number for line in lines)
    assert {line.state for line in lines} == {"active"}


def test_everybody_who_is_planted_is_on_the_register(
    town: Town, planted: dict[str, set[int]]
) -> None:
    people = {line.addressee_number for line in town.truth}
    people |= set(town.listed)
    for check, subjects in planted.items():
        if check != SUMMARY:
            assert subjects <= people, check
