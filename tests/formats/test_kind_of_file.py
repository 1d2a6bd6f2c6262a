"""The kind of a file is told by its content, whatever it is called."""

from __future__ import annotations

import pytest

from juminzei.formats import detect, nonregistered, register_changes, resident_register
from juminzei.formats.errors import FormatError
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from support.records import owner, resident
from support.report_cells import (
    PENSION_49,
    PENSION_71,
    PENSION_75,
    WAGE_98,
    WAGE_144,
    cells,
    file_of,
    wage_file,
    wage_row,
)

DAY = resident().true_from
WAGE_98_ROW = ",".join(cells(98, WAGE_98))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (wage_file({}), "wage_report"),
        (wage_file({}, charset="utf-8-sig"), "wage_report"),
        (file_of(WAGE_98_ROW), "wage_report"),
        (file_of(f"R1,給与@{wage_row()}"), "wage_report"),
        (file_of(",".join(f'"{cell}"' for cell in wage_row().split(","))), "wage_report"),
        (b"\r\n" + wage_file({}, {}), "wage_report"),
        (file_of(",".join(cells(49, PENSION_49))), "pension_report"),
        (file_of(",".join(cells(71, PENSION_71))), "pension_report"),
        (file_of(",".join(cells(75, PENSION_75))), "pension_report"),
        (
            resident_register.write([resident()], processed_on=DAY, municipality="112101"),
            "resident_register",
        ),
        (
            register_changes.write(
                [RegisterChange(ChangeKind.ADDED, resident())],
                sequence=1,
                processed_on=DAY,
                municipality="112101",
            ),
            "register_changes",
        ),
        (nonregistered.write([owner()]), "nonregistered"),
    ],
)
def test_each_kind_is_told(data: bytes, kind: str) -> None:
    assert detect.detect(data) == kind


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"316,1,2\r\n", "どれでもありません", id="another form"),
        pytest.param(b"H,unknown,1\r\n", "どれでもありません", id="an unknown kind of our own"),
        pytest.param(b"\r\n\r\n", "どれでもありません", id="only line ends"),
        pytest.param(b"%PDF-1.7 ", "どれでもありません", id="not a table"),
        pytest.param(file_of(",".join(cells(100, WAGE_144))), "100個", id="no known width"),
        pytest.param(
            file_of(",".join(["315", "", *cells(144, WAGE_144)[1:-1]])),
            "生年月日と市町村コード",
            id="every column moved by one",
        ),
        pytest.param(b"\x00\x01", "NUL", id="not text"),
    ],
)
def test_what_is_no_exchange_file_is_refused_with_the_reason(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        detect.detect(data)


def test_one_broken_row_does_not_make_a_report_another_kind() -> None:
    assert detect.detect(wage_file({45: "99"})) == "wage_report"


def test_only_the_beginning_of_a_long_file_is_looked_at() -> None:
    data = wage_file(*[{}] * 600, {17: "x"})
    assert detect.detect(data) == "wage_report"
