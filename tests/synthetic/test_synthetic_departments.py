"""One-stop notices and departments' files: read back whole, and agreeing with the people."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from juminzei.formats import department_feed, one_stop

if TYPE_CHECKING:
    from juminzei.formats.department_feed import DepartmentRecord, Feed
    from juminzei.formats.one_stop import OneStopNotice
    from support.made_up_town import Town, TrueRow


@pytest.fixture(scope="session")
def feeds(town: Town) -> dict[str, Feed]:
    paths = sorted((town.folder / "departments").iterdir())
    return {feed.head.kind: feed for feed in (department_feed.read(p.read_bytes()) for p in paths)}


@pytest.fixture(scope="session")
def notices(town: Town) -> list[tuple[OneStopNotice, TrueRow]]:
    true = [line for line in town.truth if line.kind == "one_stop"]
    found = []
    for path in sorted((town.folder / "one_stop").iterdir()):
        file = one_stop.read(path.read_bytes())
        assert (file.municipality, file.income_year, file.rows.broken) == ("112101", 2025, [])
        found += [notice for _, notice in file.rows.records]
    return list(zip(found, true, strict=True))


def records(feeds: dict[str, Feed], kind: str) -> list[DepartmentRecord]:
    return [record for _, record in feeds[kind].records]


def test_every_department_hands_over_a_file_that_can_be_read(feeds: dict[str, Feed]) -> None:
    assert set(feeds) == set(department_feed.KINDS)
    for feed in feeds.values():
        assert feed.broken == []
        assert feed.stated == feed.counted
        assert feed.head.whole
        assert feed.counted.rows > 0


def test_a_reference_is_one_fact_and_everybody_is_known(town: Town, feeds: dict[str, Feed]) -> None:
    for kind in feeds:
        found = records(feeds, kind)
        assert max(Counter(one.reference for one in found).values()) == 1
        for one in found:
            if one.addressee_number in town.everybody:
                assert one.birth_on == town.everybody[one.addressee_number].birth_on


def test_handbooks_are_those_of_the_people_whom_reports_call_disabled(
    town: Town, feeds: dict[str, Feed]
) -> None:
    special = {
        line.addressee_number
        for wage, line in town.wage_rows
        if wage.self_disability_special and line.state == "active" and line.addressee_number
    }
    handed = {one.addressee_number: one for one in records(feeds, "department_disability")}
    assert special <= set(handed)
    assert {handed[number].grade for number in special} <= {"1級", "A"}
    assert any(one.valid_until for one in handed.values())


def test_premiums_from_pensions_are_those_of_the_pension_reports(
    town: Town, feeds: dict[str, Feed]
) -> None:
    withheld: defaultdict[int, int] = defaultdict(int)
    for one in records(feeds, "department_premiums"):
        withheld[one.addressee_number] += one.withheld or 0
    compared = 0
    for pension, line in town.pension_rows:
        person = line.addressee_number
        if (
            person is not None
            and person in withheld
            and pension.social_insurance
            and line.state == "active"
        ):
            assert withheld[person] == pension.social_insurance
            compared += 1
    assert compared > 100


def test_most_premiums_paid_oneself_are_those_of_the_return_and_a_few_are_not(
    town: Town, feeds: dict[str, Feed]
) -> None:
    paid = {
        one.addressee_number: one.otherwise
        for one in records(feeds, "department_premiums")
        if one.kind == "国保"
    }
    stated = {
        line.addressee_number: one.amount("ABB00450")
        for one, _, line in town.return_rows
        if line.state == "active" and line.addressee_number in paid
    }
    agreeing = sum(paid[number] == stated[number] for number in stated if number)
    assert 90 <= agreeing * 100 // len(stated) < 100


def test_assisted_households_have_no_income(town: Town, feeds: dict[str, Feed]) -> None:
    assisted = {one.addressee_number for one in records(feeds, "department_assistance")}
    paid = {
        line.addressee_number
        for wage, line in town.wage_rows
        if (wage.revenue or 0) > 2_000_000 and line.addressee_number
    }
    assert assisted
    assert not assisted & paid


def test_donors_have_wages_and_up_to_six_bodies(
    town: Town, notices: list[tuple[OneStopNotice, TrueRow]]
) -> None:
    bodies: defaultdict[int | None, list[str]] = defaultdict(list)
    for notice, line in notices:
        bodies[line.addressee_number].append(notice.body)
        assert notice.amount >= 5_000
        assert notice.amount % 1_000 == 0
    paid = {line.addressee_number for _, line in town.wage_rows}
    assert len(bodies) > 20
    assert len(set(bodies) - paid) <= 2  # whose only report cannot be read
    assert {len(given) for given in bodies.values()} >= {1, 2, 3}
    assert max(len(given) for given in bodies.values()) <= 6


def test_truth_says_which_notices_are_void(
    town: Town, notices: list[tuple[OneStopNotice, TrueRow]]
) -> None:
    returns = {"national_return", "inhabitant_return"}
    filing = {line.addressee_number for line in town.truth if line.kind in returns}
    count = Counter(line.addressee_number for _, line in notices)
    for _, line in notices:
        assert ("files_a_return" in line.dirt) is (line.addressee_number in filing)
        assert ("too_many_bodies" in line.dirt) is (count[line.addressee_number] > 5)
    assert any("files_a_return" in line.dirt for _, line in notices)
