"""National returns of the city: whole deliveries, figures that fit the reports, known fates."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats.errors import FormatError
from juminzei.formats.national_return import read_return
from juminzei.synthetic.people.addresses import CITY_CODE

if TYPE_CHECKING:
    from juminzei.formats.national_return import NationalReturn
    from support.made_up_town import Town, TrueRow

KIND = "national_return"
PAID_IN = {"給与": "ABB00080", "雑（公的年金等）": "ABB00100"}
Row = dict[str, str]


@pytest.fixture(scope="session")
def found(town: Town) -> dict[int, Row]:
    """What consolidation must find, by addressee."""
    with (town.folder / "truth_returns.csv").open(encoding="utf-8", newline="") as lines:
        return {int(line["addressee_number"]): line for line in csv.DictReader(lines)}


def of(town: Town, *dirt: str) -> list[TrueRow]:
    return [line for line in town.truth if line.kind == KIND and line.dirt >= set(dirt)]


def test_every_delivery_is_whole_and_truth_has_a_line_for_each_return(town: Town) -> None:
    told = Counter(line.file for line in town.truth if line.kind == KIND)
    assert told == {file: len(one.rows) for file, one in town.deliveries.items()}
    assert {one.manifest.municipality for one in town.deliveries.values()} == {CITY_CODE}
    assert {one.manifest.source for one in town.deliveries.values()} == {"etax", "ksk"}
    assert town.summary["documents"][KIND] == {"files": len(told), "rows": sum(told.values())}


def test_about_a_quarter_of_those_with_income_file(town: Town) -> None:
    earning = {line.addressee_number for line in town.report_truth} - {None}
    filing = {line.addressee_number for line in town.truth if line.kind == KIND} - {None}
    assert 22 <= len(filing) * 100 // len(earning | filing) <= 30


def test_what_can_be_read_has_no_problem_and_only_what_is_broken_cannot(town: Town) -> None:
    assert [one.problems for one, _, _ in town.return_rows if one.problems] == []
    broken = of(town, "broken_data")
    assert broken
    for line in broken:
        content = town.deliveries[line.file].data_of(line.row)
        assert content is not None
        with pytest.raises(FormatError):
            read_return(content)


def test_paper_comes_as_bilevel_scans_at_200_dots_an_inch(town: Town) -> None:
    spoilt = {(line.file, line.row) for line in of(town, "broken_image")}
    pages = 0
    for file, delivery in town.deliveries.items():
        assert bool(delivery.images) is (delivery.manifest.source == "ksk")
        for seq in list(delivery.images)[:20]:
            if (file, seq) in spoilt:
                continue
            for content in delivery.images_of(seq):
                page = Image.open(BytesIO(content))
                page.load()
                assert (page.mode, page.size) == ("1", (1654, 2339))
                assert page.info["compression"] == "group4"
                assert tuple(map(int, page.info["dpi"])) == (200, 200)
                pages += 1
    assert pages > 20


def test_two_returns_are_two_pictures(town: Town) -> None:
    delivery = next(one for one in town.deliveries.values() if len(one.images) > 10)
    first = [delivery.images_of(seq)[0] for seq in list(delivery.images)[:10]]
    assert len(set(first)) == 10


def test_some_papers_come_as_images_only_and_have_to_be_typed(town: Town) -> None:
    lines = of(town, "image_only")
    assert lines
    for line in lines:
        assert town.deliveries[line.file].data_of(line.row) is None
        assert town.deliveries[line.file].images_of(line.row)


def test_a_list_says_what_its_returns_say(town: Town) -> None:
    for one, row, _ in town.return_rows[:200]:
        assert one.text("ABA00140") == row.name
        assert one.text("ABA00120") == row.address_january
        assert one.value("ABA00200") == row.birth_on
        assert one.value("ABA00125") == row.number
        assert row.kind == ("修正" if one.marked("ABA00256") else "確定")


def test_numbers_are_the_persons_own_where_truth_says_so(town: Town) -> None:
    for one, row, line in town.return_rows:
        number = one.value("ABA00125")
        assert (number is None) is ("missing_number" in line.dirt)
        if line.has_valid_number and line.addressee_number in town.everybody:
            assert isinstance(number, IndividualNumber)
            assert number == row.number == town.everybody[line.addressee_number].individual_number


def test_sums_of_a_return_are_those_of_its_boxes(town: Town) -> None:
    incomes = ("ABB00300", "ABB00340", "ABB00370", "ABB01130")
    for one, _, _ in town.return_rows:
        assert one.amount("ABB00410") == max(sum(map(one.amount, incomes)), 0)
        extra = one.amount("ABB00440") + one.amount("ABB00490")
        assert one.amount("ABB00560") == one.amount("ABB00555") + extra
        due = one.amount("ABB01030") - one.amount("ABB00710")
        assert one.amount("ABB00760") == max(-due, 0)
        assert 0 <= due - one.amount("ABB00750") < 100 or due < 0


def test_wages_and_pensions_of_a_return_are_those_that_the_payers_reported(town: Town) -> None:
    """Reports that were later corrected, cancelled or never read are left out."""
    reported, spoilt = _reported(town)
    compared = 0
    for one, _, line in town.return_rows:
        person = line.addressee_number
        if person is None or person in spoilt or line.state not in {"active", "replaced"}:
            continue
        assert one.amount("ABB00080") == reported["wage_report"][person]
        assert one.amount("ABB00100") == reported["pension_report"][person]
        compared += 1
    assert compared > 500


def _reported(town: Town) -> tuple[dict[str, Counter[int]], set[int | None]]:
    """Return pay by kind and person, and whose reports do not tell it plainly."""
    paid: dict[str, Counter[int]] = defaultdict(Counter)
    spoilt = {
        line.addressee_number
        for line in town.report_truth
        if line.state not in {"active", "forward", "duplicate"}
        or line.dirt & {"previous_in_columns", "previous_in_words"}
    }
    for wage, line in town.wage_rows:
        if line.addressee_number is not None and line.state in {"active", "forward"}:
            paid["wage_report"][line.addressee_number] += wage.revenue or 0
    for pension, line in town.pension_rows:
        if line.addressee_number is not None and line.state in {"active", "forward"}:
            total = sum(one.paid or 0 for one in pension.payments)
            paid["pension_report"][line.addressee_number] += total
    return paid, spoilt


def test_payers_that_are_told_of_add_up_to_the_wages(town: Town) -> None:
    for one, _, _ in town.return_rows:
        rows = one.rows("ABD00010")
        if len(rows) < 4:
            for word, tag in PAID_IN.items():
                told = [row["ABD00050"] for row in rows if row["ABD00020"] == word]
                assert sum(pay for pay in told if isinstance(pay, int)) == one.amount(tag)


def test_a_corrected_return_follows_the_first_under_the_same_reference(town: Town) -> None:
    later = [
        (one, row, line)
        for one, row, line in town.return_rows
        if line.dirt & {"correction", "filed_again"}
    ]
    assert {row.kind for _, row, line in later if "correction" in line.dirt} == {"修正"}
    assert {row.kind for _, row, line in later if "filed_again" in line.dirt} == {"確定"}
    first = {
        (row.reference, line.state): (one, row)
        for one, row, line in town.return_rows
        if line.state == "replaced"
    }
    compared = 0
    for one, row, line in later:
        former = first.get((row.reference, "replaced"))
        if former is None:
            continue  # it came as an image only, or is another city's
        assert line.state == "active"
        assert row.received_on > former[1].received_on
        assert one.amount("ABB00410") >= former[0].amount("ABB00410")
        compared += 1
    assert compared > 5


def test_most_returns_of_people_who_lived_elsewhere_say_so(town: Town) -> None:
    gone = [row for _, row, line in town.return_rows if line.state == "forward"]
    assert len(gone) > 20
    elsewhere = [row for row in gone if "加須市" not in row.address_january]
    assert len(elsewhere) * 10 > len(gone) * 8


def test_what_consolidation_must_find_is_what_the_ruling_return_says(
    town: Town, found: dict[int, Row]
) -> None:
    ruling = {
        line.addressee_number: one
        for one, _, line in town.return_rows
        if line.state == "active" and line.addressee_number is not None
    }
    assert set(ruling) <= set(found)
    for person, one in ruling.items():
        assert person is not None
        _agrees(one, found[person])


def _agrees(one: NationalReturn, told: Row) -> None:
    boxes = {
        "revenue_employment": "ABB00080",
        "revenue_public_pension": "ABB00100",
        "income_business": "ABB00300",
        "income_real_estate": "ABB00340",
        "social_insurance": "ABB00450",
        "donation_hometown": "ABI00240",
        "aggregate_income_stated": "ABB00410",
        "withheld_income_tax": "ABB00710",
    }
    assert {name: int(told[name]) for name in boxes} == {
        name: one.amount(tag) for name, tag in boxes.items()
    }
    named = one.rows("ABY00150")
    children = sum(row.get("ABY00270") == "1" for row in named)
    assert len(named) == min(int(told["dependants"]) + int(told["under16"]), 4)
    assert children <= int(told["under16"])
