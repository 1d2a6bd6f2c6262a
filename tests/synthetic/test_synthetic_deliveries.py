"""Rows laid out over files: who stays together, what comes late, what comes twice."""

from __future__ import annotations

import pytest

from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports import dealings, deliveries
from juminzei.synthetic.reports.dealings import Dealing
from juminzei.synthetic.reports.deliveries import File, Way
from juminzei.synthetic.reports.rows import Row, State
from juminzei.synthetic.reports.truth import Truth
from support.made_up_people import person


def _row(text: str = "", *, standing: Standing = Standing.RESIDENT) -> Row[str]:
    return Row(report=text, person=person(standing=standing), own_number=True, dirt=[])


def _batches(*sizes: int) -> list[list[Row[str]]]:
    return [[_row(f"{at}-{n}") for n in range(size)] for at, size in enumerate(sizes)]


def test_batches_stay_whole_and_files_fill_up_to_the_target() -> None:
    batches = _batches(3, 3, 3, 1)
    sent = deliveries.files([Way("144", batches)], 5, "folder")
    # 3 + 3 reaches the target of 5, then 3 + 1
    assert [len(file.rows) for file in sent] == [6, 4]
    assert sent[0].rows == batches[0] + batches[1]


def test_every_way_has_files_of_its_own_though_the_layout_is_the_same() -> None:
    sent = deliveries.files([Way("144", _batches(1)), Way("144", _batches(1))], 10, "folder")
    assert [len(file.rows) for file in sent] == [1, 1]


def test_late_rows_come_in_files_whose_names_sort_after_all_others() -> None:
    ways = [Way("144", _batches(2), [_row("late")]), Way("98", _batches(2))]
    sent = deliveries.files(ways, 1, "folder")
    assert [file.layout for file in sent] == ["144", "98", "144"]
    assert sent[-1].rows[0].report == "late"
    assert [file.name for file in sent] == sorted({file.name for file in sent})


def test_names_are_of_the_folder_and_of_open_days() -> None:
    sent = deliveries.files([Way("144", _batches(*[1] * 30))], 1, "folder")
    assert len({file.name for file in sent}) == 30
    assert sent[0].name == "folder/20260105_001.csv"
    assert all(file.name.startswith("folder/202601") for file in sent)
    assert not any("20260112" in file.name for file in sent)  # a holiday


def test_nothing_to_send_makes_no_files() -> None:
    empty: Way[str] = Way("144")
    assert deliveries.files([empty], 5, "folder") == []


@pytest.mark.parametrize(("files", "copied"), [(0, False), (2, False), (3, True)])
def test_one_of_at_least_three_files_is_sent_twice(*, files: int, copied: bool) -> None:
    sent = deliveries.files([Way("144", _batches(*range(10, 10 + files)))], 1, "folder")
    copy = deliveries.second_copy(sent, "folder")
    assert (copy is not None) == copied
    if copy is not None:
        assert copy.copies == sent[0].name  # the smallest
        assert copy.rows is sent[0].rows
        assert copy.name > sent[-1].name


def test_a_file_of_a_few_rows_is_copied_only_if_there_is_no_larger() -> None:
    sent = deliveries.files([Way("144", _batches(2, 30, 12))], 1, "folder")
    copy = deliveries.second_copy(sent, "folder")
    assert copy is not None
    assert len(copy.rows) == 12


def test_rows_are_broken_in_turn_and_only_in_files_of_ten_and_more() -> None:
    small, large = File("a", "144", _batches(9)[0]), File("b", "144", _batches(12)[0])
    doomed = {id(row): Dealing.BROKEN for file in (small, large) for row in file.rows[:6]}
    deliveries.break_rows([small, large], doomed)
    assert {row.damage for row in small.rows} == {""}
    kinds = [row.damage for row in large.rows]
    assert kinds[:6] == [
        "bad_date",
        "letters_in_amount",
        "missing_columns",
        "overlong",
        "missing_birth",
        "bad_date",
    ]
    assert set(kinds[6:]) == {""}


def test_dealings_are_as_frequent_as_their_shares() -> None:
    dealt = dealings.deal(50_000, Dice(1))
    assert dealt.count(Dealing.NONE) > 48_000
    # 80 in 10,000 of 50,000 is 400; four standard deviations are 80.
    assert abs(dealt.count(Dealing.CORRECTED) - 400) < 80
    assert set(dealt) == set(Dealing)


def test_a_strangers_report_is_a_nonresidents() -> None:
    row = _row(standing=Standing.STRANGER)
    dealings.judge(row)
    assert (row.dirt, row.state) == (["nonresident"], State.ACTIVE)


def test_a_residents_report_is_active_without_a_word() -> None:
    row = _row()
    dealings.judge(row)
    assert (row.dirt, row.state) == ([], State.ACTIVE)


def test_truth_names_broken_rows_before_copied_ones() -> None:
    truth = Truth()
    fine, broken, stranger = _row(), _row(), _row(standing=Standing.STRANGER)
    broken.damage = "bad_date"
    truth.add("wage_report", "f.csv", [fine, broken, stranger])
    truth.add("wage_report", "g.csv", [fine, broken], copy=True)
    assert truth.csv().decode().splitlines() == [
        "kind,file,row,addressee_number,has_valid_number,dirt,state",
        "wage_report,f.csv,1,1000000021,1,,active",
        "wage_report,f.csv,2,1000000021,1,bad_date,broken",
        "wage_report,f.csv,3,,1,,active",
        "wage_report,g.csv,1,1000000021,1,copied_file,duplicate",
        "wage_report,g.csv,2,1000000021,1,bad_date,broken",
    ]
    assert truth.counted("state") == {"active": 2, "broken": 2, "duplicate": 1}
    assert truth.counted("dirt") == {"bad_date": 2, "copied_file": 1}
