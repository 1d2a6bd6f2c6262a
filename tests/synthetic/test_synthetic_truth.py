"""Files and truth agree: what can be read, what is broken, whose each row is."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from juminzei.base.japanese_text import kana_key
from juminzei.formats.detect import detect
from support.made_up_town import Town, known

STATES = {"active", "replaced", "cancelled", "duplicate", "broken", "forward"}
LAYOUTS = {"wage_report": {"144", "98"}, "pension_report": {"75", "71", "49"}}


def test_truth_has_one_line_for_every_row_of_every_file(town: Town) -> None:
    rows: dict[str, list[int]] = defaultdict(list)
    for line in town.report_truth:
        rows[line.file].append(line.row)
    results = town.reports
    assert set(rows) == set(results)
    for file, numbers in rows.items():
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(results[file].records) + len(results[file].broken) == len(numbers)


def test_exactly_the_rows_that_truth_calls_broken_cannot_be_read(town: Town) -> None:
    broken = {(line.file, line.row) for line in town.report_truth if line.state == "broken"}
    found = {(file, row.row) for file, result in town.reports.items() for row in result.broken}
    assert found == broken
    assert len(broken) >= 8


WITHOUT_TRUTH = {
    "employer_summary",
    "department_assistance",
    "department_care",
    "department_disability",
    "department_premiums",
}
"""Kinds whose rows are about employers, or bear the right addressee number."""


@pytest.mark.parametrize(
    "damage", ["bad_date", "letters_in_amount", "missing_columns", "overlong", "missing_birth"]
)
def test_every_kind_of_damage_occurs_only_in_broken_rows(town: Town, damage: str) -> None:
    states = {line.state for line in town.truth if damage in line.dirt}
    assert states == {"broken"}


def test_the_summary_counts_what_truth_says(town: Town) -> None:
    assert Counter(line.state for line in town.truth) == town.summary["states"]
    assert set(town.summary["states"]) == STATES
    dirt = Counter(one for line in town.truth for one in line.dirt)
    assert dirt == town.summary["dirt"]
    kinds = Counter(line.kind for line in town.truth)
    told = town.summary["documents"]
    about_people = {kind for kind in told if kind not in WITHOUT_TRUTH}
    assert kinds == {kind: told[kind]["rows"] for kind in about_people}


@pytest.mark.parametrize("kind", sorted(LAYOUTS))
def test_every_layout_is_used(town: Town, kind: str) -> None:
    results = town.wages if kind == "wage_report" else town.pensions
    assert {result.layout for result in results.values()} == LAYOUTS[kind]
    assert town.summary["documents"][kind]["files"] == len(results)


def test_most_wage_reports_have_144_columns_and_about_half_of_these_an_eltax_prefix(
    town: Town,
) -> None:
    old = sum(len(r.records) for r in town.wages.values() if r.layout == "98")
    rows = [report for report, _ in town.wage_rows]
    prefixed = sum(report.eltax_prefix.endswith("@") for report in rows)
    assert 0.01 < old / len(rows) < 0.2
    assert 0.25 < prefixed / len(rows) < 0.7


def test_files_are_told_apart_by_what_is_in_them(town: Town) -> None:
    for file in (*town.wages, *town.pensions):
        assert detect((town.folder / file).read_bytes()) == file.split("/")[0].removesuffix("s")
    assert detect((town.folder / "register.csv").read_bytes()) == "resident_register"
    assert detect((town.folder / "nonregistered.csv").read_bytes()) == "nonregistered"


def test_everybody_whom_truth_names_is_on_the_register_once_all_changes_are_in(town: Town) -> None:
    named = {line.addressee_number for line in town.truth if line.addressee_number is not None}
    assert named <= set(town.everybody)
    assert len(named) > 3_000


def test_a_number_that_truth_calls_valid_is_that_of_the_person(town: Town) -> None:
    for report, true in town.rows:
        if true.addressee_number is None:
            continue
        own = town.everybody[true.addressee_number].individual_number
        assert (report.individual_number == own) == true.has_valid_number


def test_a_number_is_missing_wrong_or_anothers_exactly_where_truth_says_so(town: Town) -> None:
    numbers = {person.individual_number for person in town.everybody.values()}
    for report, true in town.rows:
        number = report.individual_number
        assert (number is None) == ("missing_number" in true.dirt)
        if number is not None:
            assert number.is_valid == ("wrong_number" not in true.dirt)
        if "number_of_another" in true.dirt:
            assert number in numbers
            assert not true.has_valid_number


def test_about_a_quarter_of_reports_have_no_number(town: Town) -> None:
    missing = sum("missing_number" in line.dirt for line in town.truth)
    assert 0.15 < missing / len(town.truth) < 0.35


@pytest.mark.parametrize(
    ("dirt", "least", "most"),
    [
        ("kana_error", 0.04, 0.08),
        ("address_variant", 0.11, 0.18),
        ("wrong_birth", 0.008, 0.025),
        ("wrong_number", 0.002, 0.01),
        ("old_address", 0.03, 0.07),
        ("changed_surname", 0.005, 0.02),
        ("second_job", 0.02, 0.05),
        ("nonresident", 0.03, 0.08),
        ("other_city", 0.004, 0.02),
        ("unregistered", 0.008, 0.03),
        ("moved_away", 0.01, 0.05),
        ("died", 0.008, 0.035),
        ("correction", 0.001, 0.01),
        ("cancellation", 0.001, 0.008),
        ("repeated", 0.002, 0.01),
        ("added_late", 0.004, 0.02),
        ("name_folded", 0.005, 0.04),
        ("alias", 0.001, 0.01),
        ("name_cut", 0.003, 0.025),
    ],
)
def test_dirt_is_as_frequent_as_the_docs_say(
    town: Town, dirt: str, least: float, most: float
) -> None:
    share = sum(dirt in line.dirt for line in town.truth) / len(town.truth)
    assert least <= share <= most


def test_what_is_clean_is_written_as_the_register_has_it(town: Town) -> None:
    clean = [(report, true) for report, true in town.wage_rows if not true.dirt]
    assert len(clean) > 700
    for report, true in clean:
        person = town.everybody[known(true.addressee_number)]
        before = town.listed.get(known(true.addressee_number), person)
        assert kana_key(report.kana) == kana_key(person.kana)
        assert report.birth_on == person.birth_on
        # Moves after the extract leave the old address on clean reports or the new one.
        assert _lot(report.address) in {_lot(person.address), _lot(before.address)}


def test_dirt_changes_what_it_names(town: Town) -> None:
    for report, true in town.wage_rows:
        if true.addressee_number is None:
            continue
        person = town.everybody[true.addressee_number]
        assert (report.birth_on != person.birth_on) == ("wrong_birth" in true.dirt)
        if not true.dirt & {"alias", "changed_surname", "name_cut"} and not person.nationality:
            assert (report.kana != person.kana) == ("kana_error" in true.dirt)


def _lot(address: str) -> str:
    """The digits of town and lot, which all clean styles share."""
    digits = {str(at): str(at) for at in range(10)}
    kanji = dict(zip("一二三四五六", "123456", strict=True))
    wide = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
    lot = address.split("\u3000", maxsplit=1)[0].removeprefix("埼玉県")
    return "".join((digits | kanji | wide).get(sign, "") for sign in lot)
