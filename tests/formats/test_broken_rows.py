"""T-I01: a malformed row is set aside with every reason; all others are taken; counts add up."""

from __future__ import annotations

import re

import pytest

from juminzei.formats import pension_report, wage_report
from juminzei.formats.errors import BrokenRow, FormatError
from support.report_cells import (
    PENSION_75,
    WAGE_144,
    Cells,
    cells,
    file_of,
    made_up_number,
    wage_file,
    wage_row,
)

OWN = made_up_number("12345678901")


def broken_by(changed: Cells) -> BrokenRow:
    """Return the third of five rows, which is the one that ``changed`` breaks."""
    result = wage_report.read(wage_file({}, {}, changed, {}, {}))
    assert [row for row, _ in result.records] == [1, 2, 4, 5]
    [broken] = result.broken
    assert broken.row == 3
    return broken


@pytest.mark.parametrize(
    ("changed", "column", "value_class"),
    [
        pytest.param({17: "12a"}, 17, "数字でない", id="letters in an amount"),
        pytest.param({17: "1" * 11}, 17, "桁数超過", id="eleven digits, ten allowed"),
        pytest.param({26: "100"}, 26, "桁数超過", id="a hundred dependants"),
        pytest.param({14: ""}, 14, "空欄", id="no name"),
        pytest.param({14: "　"}, 14, "空欄", id="a name of spaces"),
        pytest.param({14: "あ" * 31}, 14, "桁数超過", id="31 characters, 30 allowed"),
        pytest.param({12: "あ" * 61}, 12, "桁数超過", id="61 characters, 60 allowed"),
        pytest.param({86: "あ" * 301}, 86, "桁数超過", id="301 characters, 300 allowed"),
        pytest.param({137: ""}, 137, "空欄", id="no kana"),
        pytest.param({137: "ｱ" * 61}, 137, "桁数超過", id="61 half-width kana, 60 allowed"),
        pytest.param({10: "4"}, 10, "区分外", id="提出区分 4"),
        pytest.param({24: "2"}, 24, "区分外", id="a flag of 2"),
        pytest.param({54: "2"}, 54, "区分外", id="特別の寡婦 after 令和2年"),
        pytest.param({48: "x"}, 48, "区分外", id="a dead column is checked too"),
        pytest.param({70: "x"}, 70, "数字でない", id="a column without a field is checked too"),
        pytest.param({11: "7年"}, 11, "年分でない", id="年分 in words"),
        pytest.param({139: ""}, 139, "空欄", id="no municipality"),
        pytest.param({139: "112109"}, 139, "市町村コードでない", id="a wrong check digit"),
        pytest.param({139: "480002"}, 139, "市町村コードでない", id="no 48th prefecture"),
        pytest.param({95: "12345"}, 95, "桁数の誤り", id="a number of five digits"),
        pytest.param({95: "7000012050002"}, 95, "先頭が0でない13桁", id="a corporate number"),
        pytest.param({95: "０" + OWN}, 95, "数字でない", id="a full-width zero in front"),
        pytest.param({107: "x"}, 107, "数字でない", id="the number of the second dependant"),
        pytest.param({106: "09"}, 106, "区分外", id="the kind of the second dependant"),
        pytest.param({5: "社\x07名"}, 5, "制御文字", id="a control character"),
        pytest.param({1: "331"}, 1, "区分外", id="another form's code"),
    ],
)
def test_the_cell_and_the_class_of_its_value_are_named(
    changed: Cells, column: int, value_class: str
) -> None:
    [finding] = broken_by(changed).findings
    assert (finding.row, finding.column, finding.value_class) == (3, column, value_class)
    assert finding.column_name
    assert finding.problem
    assert finding.remedy


@pytest.mark.parametrize(
    "changed",
    [
        {14: "あ" * 30},
        {12: "あ" * 60},
        {86: "あ" * 300},
        {137: "ｱ" * 60},
        {17: "9" * 10},
        {26: "99"},
        {10: "3"},
    ],
)
def test_the_greatest_that_fits_is_taken(changed: Cells) -> None:
    assert wage_report.read(wage_file(changed)).broken == []


def test_all_that_is_wrong_with_a_file_is_said_at_once() -> None:
    data = wage_file({17: "x", 45: "99", 139: "1"}, {}, {14: "", 104: "ｱ" * 31, 107: "1"})
    result = wage_report.read(data)
    found = [(finding.row, finding.column) for row in result.broken for finding in row.findings]
    assert found == [(1, 17), (1, 45), (1, 139), (3, 14), (3, 104), (3, 107)]
    assert [row for row, _ in result.records] == [2]


@pytest.mark.parametrize(
    ("text", "value_class", "words"),
    [
        pytest.param(",".join(cells(143, WAGE_144)), "項目数の誤り", "143個", id="too few cells"),
        pytest.param(f"{wage_row()},", "項目数の誤り", "145個", id="too many cells"),
        pytest.param(wage_row({5: '"株式会社'}), "引用符の誤り", "閉じて", id="an open quotation"),
        pytest.param("", "空行", "空の行", id="a blank line"),
    ],
)
def test_a_row_of_another_shape_is_set_aside(text: str, value_class: str, words: str) -> None:
    result = wage_report.read(file_of(wage_row(), text, wage_row()))
    [broken] = result.broken
    [finding] = broken.findings
    assert (broken.row, finding.column, finding.value_class) == (2, 0, value_class)
    assert words in finding.problem
    assert [row for row, _ in result.records] == [1, 3]


def test_the_repaired_row_alone_is_a_file_of_its_own() -> None:
    broken = broken_by({17: "五百万"})
    repaired = broken.raw.replace("五百万", "5000000")
    [(row, report)] = wage_report.read(file_of(repaired)).records
    assert (row, report.revenue) == (1, 5_000_000)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(f"0{OWN}", id="as the column has it"),
        pytest.param(OWN.translate({48 + n: 0xFF10 + n for n in range(10)}), id="full width"),
        pytest.param(f"{OWN[:4]}-{OWN[4:8]}-{OWN[8:]}", id="4-4-4"),
        pytest.param(f"{OWN[:4]} {OWN[4:8]}　{OWN[8:]}", id="parted by spaces"),
        pytest.param(f"番号{OWN}です", id="among words"),
    ],
)
def test_a_broken_row_shows_no_number_whatever_its_width(written: str) -> None:
    broken = broken_by({17: "x", 86: written, 132: written})
    digits = re.sub(r"\D", "", broken.raw.translate({0xFF10 + n: 48 + n for n in range(10)}))
    assert OWN not in digits
    assert written not in broken.raw
    assert "＊" * 12 in broken.raw


def test_findings_hold_no_value_of_the_row() -> None:
    changed = {
        14: "秘密太郎" * 10,
        17: "秘密の金額",
        95: "秘密の番号",
        12: "秘密の住所" * 20,
        5: "秘密\x00社",
    }
    text = wage_row({**changed, 5: "秘密\x01社"})
    [broken] = wage_report.read(file_of(text, wage_row())).broken
    said = "".join(str(finding) + finding.value_class for finding in broken.findings)
    assert len(broken.findings) == 5
    assert "秘密" not in said


def test_a_finding_reads_as_a_sentence_for_the_clerk() -> None:
    [finding] = broken_by({17: "１０００"}).findings
    assert str(finding) == (
        "3行目 17列目（支払金額）: 全角数字で書かれています。半角の数字だけで書く項目です。"
        "提出者に確かめ、この行だけ直して取り込み直してください。"
    )


@pytest.mark.parametrize("columns", [1, 97, 99, 141, 143])
def test_a_file_of_no_known_layout_is_refused_with_the_known_ones(columns: int) -> None:
    with pytest.raises(FormatError) as refused:
        wage_report.read(file_of(",".join(cells(columns, {1: "315"}))))
    assert f"項目が{columns}個" in str(refused.value)
    assert "144・98個" in str(refused.value)


@pytest.mark.parametrize("columns", [48, 50, 70, 72, 74])
def test_a_pension_file_of_no_known_layout_is_refused(columns: int) -> None:
    with pytest.raises(FormatError, match="75・71・49個"):
        pension_report.read(file_of(",".join(cells(columns, {1: "331"}))))


def test_columns_in_another_order_are_found_by_their_content() -> None:
    shifted = cells(144, WAGE_144)
    shifted = [shifted[0], "", "", *shifted[1:-2]]
    with pytest.raises(FormatError, match="生年月日と市町村コード"):
        wage_report.read(file_of(",".join(shifted)))


def test_a_pension_row_is_set_aside_for_the_same_reasons() -> None:
    rows = [cells(75, PENSION_75), cells(75, PENSION_75, {19: "-1", 57: "12", 61: "３"})]
    result = pension_report.read(file_of(*(",".join(row) for row in rows)))
    [broken] = result.broken
    assert [(f.column, f.value_class) for f in broken.findings] == [
        (19, "負の数"),
        (57, "桁数の誤り"),
        (61, "数字でない"),
    ]
    assert len(result.records) == 1


def test_the_usual_width_decides_and_not_the_first_row() -> None:
    odd_first = ",".join(cells(98, WAGE_144))
    result = wage_report.read(file_of(odd_first, wage_row(), wage_row()))
    assert (result.layout, [row.row for row in result.broken]) == ("144", [1])
