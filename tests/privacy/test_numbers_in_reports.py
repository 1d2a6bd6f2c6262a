"""Individual Numbers that come in files are seen nowhere on their way (T-Z02, T-Z09, T-Z10)."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import re
import traceback
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import pytest

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats import (
    charset,
    nonregistered,
    pension_report,
    register_changes,
    resident_register,
    wage_report,
)
from juminzei.formats.errors import FormatError
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.relative import Relative
from juminzei.formats.sealed_text import SealedText
from support.records import owner, pension, resident, wage
from support.report_cells import made_up_number, wage_file

if TYPE_CHECKING:
    from collections.abc import Callable

CANARIES = [made_up_number(f"5555444433{tens}") for tens in range(6)]
OWN, SPOUSE, CHILD, YOUNG, FIFTH, PAYER = CANARIES
WAGE = wage(
    individual_number=IndividualNumber(OWN),
    payer_identifier=IndividualNumber(PAYER),
    spouse=Relative("ハナコ", "花子", "00", IndividualNumber(SPOUSE)),
    dependants=(Relative("イチロウ", "一郎", "00", IndividualNumber(CHILD), 1),),
    under16=(Relative("ミライ", "未来", "00", IndividualNumber(YOUNG), 1),),
    further_dependants=SealedText(f"（１）{FIFTH}　三郎"),
    trailing=SealedText(f"0{FIFTH},1"),
)
PENSION = pension(
    individual_number=IndividualNumber(OWN),
    spouse=Relative("ハナコ", "花子", "00", IndividualNumber(SPOUSE)),
)
RESIDENT = resident(individual_number=IndividualNumber(OWN))
OWNER = owner(individual_number=IndividualNumber(OWN))
RECORDS = [WAGE, PENSION, RESIDENT, RegisterChange(ChangeKind.ADDED, RESIDENT), OWNER]


def assert_unseen(shown: str) -> None:
    digits = re.sub(r"\D", "", shown)
    assert not [canary for canary in CANARIES if canary in shown or canary in digits]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        "{}".format,
        lambda record: f"{record!r:>5}",
        lambda record: repr([record]),
        lambda record: str(asdict(record)),
        lambda record: repr(copy.deepcopy(record)),
        lambda record: json.dumps(asdict(record), default=str),
        lambda record: repr(vars(type(record))),
    ],
)
def test_a_record_shows_no_number(show: Callable[[object], str], record: object) -> None:
    assert_unseen(show(record))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_with_numbers_is_not_pickled(record: object) -> None:
    with pytest.raises(TypeError) as refused:
        pickle.dumps(record)
    assert_unseen(str(refused.value))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_log_line_shows_no_number(record: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("juminzei").info("received %s and %r", record, record)
    assert "received" in caplog.text
    assert_unseen(caplog.text)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_traceback_with_local_variables_shows_no_number(record: object) -> None:
    with pytest.raises(RuntimeError) as failed:
        fail_with(record)
    shown = "".join(
        traceback.TracebackException.from_exception(failed.value, capture_locals=True).format()
    )
    assert type(record).__name__ in shown
    assert_unseen(shown)


def fail_with(record: object) -> None:
    raise RuntimeError(f"{record}")


def test_what_a_file_gives_shows_no_number() -> None:
    for result in (
        wage_report.read(wage_report.write([WAGE])),
        pension_report.read(pension_report.write([PENSION])),
        resident_register.read(
            resident_register.write(
                [RESIDENT], processed_on=RESIDENT.true_from, municipality="112101"
            )
        ),
        register_changes.read(
            register_changes.write(
                [RegisterChange(ChangeKind.ADDED, RESIDENT)],
                sequence=1,
                processed_on=RESIDENT.true_from,
                municipality="112101",
            )
        ),
        nonregistered.read(nonregistered.write([OWNER])),
    ):
        assert len(result.records) == 1
        assert_unseen(repr(result))


def test_cells_kept_for_the_way_back_hold_no_number() -> None:
    written_oddly = {94: PAYER, 95: f" {OWN} ", 97: "花子", 99: SPOUSE, 107: CHILD, 105: "一郎"}
    [(_, report)] = wage_report.read(wage_file(written_oddly)).records
    assert report.individual_number == IndividualNumber(OWN)
    assert_unseen(str(report.other_cells))


@pytest.mark.parametrize("column", [8, 9, 12, 14, 15, 16, 64, 66, 86, 96, 97, 100, 101])
def test_a_number_in_any_column_of_words_is_not_kept(column: int) -> None:
    words = f"{OWN[:4]} {OWN[4:8]} {OWN[8:]}"
    result = wage_report.read(wage_file({column: words}))
    for _, report in result.records:
        assert_unseen(str(asdict(report)))
    assert_unseen(repr(result))


@pytest.mark.parametrize(
    "broken", [{17: "x"}, {95: f"{OWN}1"}, {95: OWN[:-1]}, {11: OWN}, {45: OWN}]
)
def test_a_broken_row_and_its_findings_show_no_number(broken: dict[int, str]) -> None:
    row = {95: f"0{OWN}", 99: f"0{SPOUSE}", 132: f"1:{FIFTH}", **broken}
    result = wage_report.read(wage_file(row, {}))
    assert [each.row for each in result.broken] == [1]
    assert_unseen(repr(result.broken))
    assert_unseen("".join(str(finding) for each in result.broken for finding in each.findings))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(OWN[:-1], id="without its last digit, which follows from the others"),
        pytest.param(f"{OWN[:5]}O{OWN[6:]}", id="a letter for a digit"),
        pytest.param(f"{OWN[:6]}/{OWN[6:]}", id="a sign that nobody puts there"),
    ],
)
@pytest.mark.parametrize("column", [95, 99, 107], ids=["own", "spouse's", "dependant's"])
def test_a_number_that_is_itself_what_is_broken_is_not_kept(column: int, written: str) -> None:
    [broken] = wage_report.read(wage_file({column: written}, {})).broken
    assert broken.findings[0].column == column
    for part in (written, OWN[:5], OWN[6:]):
        assert part not in broken.raw


def test_nearly_a_number_is_not_kept_of_a_row_with_too_few_cells() -> None:
    row = wage_file({95: OWN[:-1]}).replace(b",", b";", 1)
    [broken] = wage_report.read(row + wage_file({})).broken
    assert broken.findings[0].value_class == "項目数の誤り"
    assert OWN[:-1] not in broken.raw


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(wage_file({95: f"0{OWN}"})[:-3] + b"\x85\xff\r\n", id="not text"),
        pytest.param(b"\xef\xbb\xbf" + wage_file({95: f"0{OWN}"}), id="a false mark"),
        pytest.param(wage_file({95: f"0{OWN}"}) + b"\0", id="a NUL byte"),
    ],
)
def test_a_refused_file_leaves_no_number_in_the_error(data: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        charset.decode(data)
    error: BaseException | None = refused.value
    while error is not None:
        assert_unseen(str(error) + repr(error.args) + repr(vars(error)))
        assert not isinstance(error, UnicodeError)  # it would carry the whole file
        error = error.__cause__ or error.__context__


def test_an_unwritable_file_leaves_no_number_in_the_error() -> None:
    with pytest.raises(FormatError) as refused:
        wage_report.write([replace(WAGE, name="한글")])
    assert refused.value.__context__ is None
    assert_unseen(str(refused.value))
