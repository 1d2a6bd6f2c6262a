"""What follows a report: corrections, cancellations, repeats, copies, other cities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from juminzei.formats.pension_report import PensionReport
from juminzei.formats.wage_report import WageReport
from support.made_up_town import Town, known

if TYPE_CHECKING:
    from datetime import date

Report = TypeVar("Report", bound=WageReport | PensionReport)


def test_a_correction_comes_after_what_it_replaces_and_raises_the_wages(town: Town) -> None:
    rows = town.wage_rows
    corrections = 0
    for place, (report, true) in enumerate(rows):
        if "correction" not in true.dirt:
            continue
        assert report.submission == "2"
        earlier = [old for old in rows[:place] if _same_slip(old[0], report)]
        assert [
            old.state for _, old in earlier if old.state == "replaced"
        ] or true.state != "active"
        assert any(report.revenue == known(old.revenue) + 120_000 for old, _ in earlier)
        assert all(old.addressee_number == true.addressee_number for _, old in earlier)
        corrections += 1
    assert corrections >= 10


def test_a_cancellation_repeats_the_row_and_cancels_both(town: Town) -> None:
    for rows in (town.wage_rows, town.pension_rows):
        cancelled = [(report, true) for report, true in rows if true.state == "cancelled"]
        late = [(report, true) for report, true in cancelled if "cancellation" in true.dirt]
        assert late
        assert len(cancelled) == 2 * len(late)
        for report, _ in late:
            assert report.submission == "3"
            originals = [old for old, _ in cancelled if old.submission in "01"]
            assert _plain(report) in [_plain(old) for old in originals]


def test_a_duplicate_says_exactly_what_an_earlier_row_said(town: Town) -> None:
    seen: set[WageReport] = set()
    duplicates = 0
    for report, true in town.wage_rows:
        if true.state == "duplicate":
            assert report in seen
            duplicates += 1
        seen.add(report)
    assert duplicates >= 15


def test_nothing_else_is_said_twice(town: Town) -> None:
    by_content: dict[WageReport | PensionReport, list[str]] = defaultdict(list)
    for report, true in town.rows:
        by_content[report].append(true.state)
    for states in by_content.values():
        assert [state for state in states if state != "duplicate"] == states[:1]


def test_one_whole_file_comes_twice_under_another_name(town: Town) -> None:
    contents = defaultdict(list)
    for file in town.wages:
        contents[(town.folder / file).read_bytes()].append(file)
    twice = [files for files in contents.values() if len(files) > 1]
    assert len(twice) == 1
    first, second = sorted(twice[0])
    assert {t.state for t in town.truth if t.file == second} <= {"duplicate", "broken"}
    assert all(
        "copied_file" in t.dirt for t in town.truth if t.file == second and t.state != "broken"
    )
    assert not any("copied_file" in t.dirt for t in town.truth if t.file == first)


def test_late_additions_are_marked_as_such(town: Town) -> None:
    for report, true in town.wage_rows:
        if "added_late" in true.dirt:
            assert report.submission in "13"


def test_reports_of_other_cities_name_them(town: Town) -> None:
    for report, true in town.wage_rows:
        assert (report.municipality != "112101") == ("other_city" in true.dirt)
        if "other_city" in true.dirt:
            assert true.state in {"forward", "replaced", "cancelled", "duplicate"}
            assert true.addressee_number is None


def test_strangers_are_not_ours_and_all_others_are(town: Town) -> None:
    for true in town.truth:
        if "copied_file" not in true.dirt:
            assert (true.addressee_number is None) == ("nonresident" in true.dirt)


def test_reports_of_those_who_were_elsewhere_on_new_years_day_are_to_be_forwarded(
    town: Town,
) -> None:
    for true in town.truth:
        if true.dirt & {"moved_away", "moved_in_later"}:
            assert true.state != "active"
        if true.state == "forward":
            assert true.dirt & {"moved_away", "moved_in_later", "nonresident"}


def test_the_first_of_january_itself_decides(town: Town) -> None:
    """Who moves in on 1 January is ours that day; who moves out on it is not."""
    moved_in: dict[int, date] = {}
    moved_out: dict[int, date] = {}
    for day in town.changes:
        for _, change in day.records:
            side = moved_in if change.kind == "記載" else moved_out
            if change.reason in {"国内転入", "国内転出"}:
                side[change.resident.addressee_number] = change.changed_on
    for true in town.truth:
        number = true.addressee_number
        if number in moved_in:
            late = (moved_in[number].month, moved_in[number].day) > (1, 1)
            later = late and moved_in[number].year == 2026
            assert ("moved_in_later" in true.dirt) == later
        elif number in moved_out:
            before = moved_out[number].isoformat() <= "2026-01-01"
            assert ("moved_away" in true.dirt) == before


def _same_slip(one: WageReport, other: WageReport) -> bool:
    return bool(
        one.collector_number == other.collector_number
        and one.birth_on == other.birth_on
        and one.name == other.name
        and one.recipient_reference == other.recipient_reference
        and one.submission != "2"
        and one.secondary == other.secondary
    )


def _plain(report: Report) -> Report:
    return replace(report, submission="", eltax_prefix="")
