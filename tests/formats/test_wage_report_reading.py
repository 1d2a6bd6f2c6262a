"""What a wage report says, read from rows put together by column number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.formats import wage_report
from juminzei.formats.relative import Relative
from support.report_cells import WAGE_98, cells, file_of, made_up_number, wage_file, wage_row

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport

OWN, SPOUSE, CHILD, YOUNG = (made_up_number(f"1234567890{last}") for last in "1234")


def read_one(changed: dict[int, str]) -> WageReport:
    result = wage_report.read(wage_file(changed))
    assert result.broken == []
    [(row, report)] = result.records
    assert row == 1
    return report


def test_words_and_dates_of_a_row_are_read() -> None:
    report = read_one({15: "部長", 16: "給料・賞与", 86: "普Ｆ　退職", 138: "00123", 140: "000456"})
    assert report.payer_name == "株式会社加須製作所"
    assert report.name == "山田　太郎"
    assert report.kana == "ヤマダ　タロウ"
    assert report.birth_on == date(1980, 4, 2)
    assert report.income_year == 2025
    assert report.municipality == "112101"
    assert (report.job_title, report.wage_kind) == ("部長", "給料・賞与")
    assert (report.recipient_reference, report.collector_number) == ("00123", "000456")
    assert (report.note, report.ordinary_reason) == ("普Ｆ　退職", "F")


@pytest.mark.parametrize(
    ("column", "field"),
    [
        (17, "revenue"),
        (18, "revenue_unpaid"),
        (19, "income_stated"),
        (20, "deduction_total_stated"),
        (21, "withheld_income_tax"),
        (22, "uncollected_income_tax"),
        (25, "spouse_deduction_stated"),
        (36, "social_insurance"),
        (37, "small_enterprise_mutual_aid"),
        (38, "life_deduction_stated"),
        (39, "earthquake_deduction_stated"),
        (40, "housing_loan_stated"),
        (41, "life_pension_old"),
        (42, "spouse_income"),
        (43, "old_long_term_insurance"),
        (67, "previous_revenue"),
        (68, "previous_withheld_income_tax"),
        (69, "previous_social_insurance"),
        (78, "housing_loan_available"),
        (80, "housing_loan_balance"),
        (85, "housing_second_loan_balance"),
        (87, "life_general_new"),
        (88, "life_general_old"),
        (89, "life_nursing"),
        (90, "life_pension_new"),
        (92, "national_pension"),
        (141, "basic_deduction_stated"),
        (142, "income_adjustment_deduction_stated"),
    ],
)
def test_each_amount_stands_in_the_column_of_the_published_layout(column: int, field: str) -> None:
    assert getattr(read_one({column: "123456"}), field) == 123_456
    assert getattr(read_one({}), field) is None


@pytest.mark.parametrize(
    ("column", "field"),
    [
        (26, "dependants_specified"),
        (27, "dependants_specified_secondary"),
        (28, "dependants_elderly"),
        (29, "dependants_elderly_cohabiting"),
        (30, "dependants_elderly_secondary"),
        (31, "dependants_other"),
        (32, "dependants_other_secondary"),
        (33, "disabled_special"),
        (34, "disabled_special_cohabiting"),
        (35, "disabled_other"),
        (91, "dependants_under16"),
        (93, "nonresident_relatives"),
    ],
)
def test_each_count_stands_in_the_column_of_the_published_layout(column: int, field: str) -> None:
    assert getattr(read_one({column: "3"}), field) == 3


@pytest.mark.parametrize(
    ("column", "field"),
    [
        (13, "address_abroad"),
        (24, "spouse_elderly"),
        (49, "minor"),
        (50, "secondary"),
        (51, "self_disability_special"),
        (52, "self_disability_other"),
        (54, "widow"),
        (56, "working_student"),
        (57, "left_by_death"),
        (58, "disaster_victim"),
        (59, "foreigner"),
        (134, "ordinary_collection"),
        (135, "family_employee"),
        (136, "treaty_exempt"),
        (143, "single_parent"),
    ],
)
def test_a_flag_is_set_unset_or_not_written(column: int, field: str) -> None:
    assert getattr(read_one({column: "1"}), field) is True
    assert getattr(read_one({column: "0"}), field) is False
    assert getattr(read_one({}), field) is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({}, "none"), ({51: "0", 52: "0"}, "none"), ({52: "1"}, "ordinary"), ({51: "1"}, "special")],
)
def test_the_disability_of_the_recipient_is_one_word(
    changed: dict[int, str], expected: str
) -> None:
    assert read_one(changed).self_disability == expected


def test_a_blank_amount_is_not_nought() -> None:
    assert read_one({17: "0"}).revenue == 0
    assert read_one({17: ""}).revenue is None


def test_numbers_of_all_persons_of_a_row_are_read() -> None:
    report = read_one(
        {
            94: "7000012050002",
            95: f"0{OWN}",
            96: "ヤマダ　ハナコ",
            97: "山田　花子",
            98: "00",
            99: f"0{SPOUSE}",
            104: "ヤマダ　イチロウ",
            105: "山田　一郎",
            106: "02",
            107: f"0{CHILD}",
            116: "ヤマダ　ジロウ",
            117: "山田　二郎",
            118: "00",
            119: f"0{YOUNG}",
        }
    )
    assert report.payer_number == "7000012050002"
    assert report.payer_individual_number is None
    assert report.individual_number == IndividualNumber(OWN)
    assert report.spouse == Relative(
        "ヤマダ　ハナコ", "山田　花子", "00", IndividualNumber(SPOUSE), 0
    )
    assert report.dependants == (
        Relative("ヤマダ　イチロウ", "山田　一郎", "02", IndividualNumber(CHILD), 2),
    )
    assert report.under16 == (
        Relative("ヤマダ　ジロウ", "山田　二郎", "00", IndividualNumber(YOUNG), 1),
    )


def test_a_payer_who_is_a_person_has_an_individual_number() -> None:
    report = read_one({94: f"0{OWN}"})
    assert report.payer_number == ""
    assert report.payer_individual_number == IndividualNumber(OWN)


def test_numbers_of_the_fifth_dependant_and_later_are_found_in_the_text() -> None:
    text = f"（１）{CHILD}　山田　三郎（２）{YOUNG}　山田　四郎"
    report = read_one({132: text})
    assert report.further_dependants.numbers == (IndividualNumber(CHILD), IndividualNumber(YOUNG))
    assert CHILD not in report.further_dependants.blanked
    assert "山田　三郎" in report.further_dependants.blanked


def test_a_wrong_check_digit_is_a_warning_and_the_row_is_taken() -> None:
    wrong = OWN[:-1] + str((int(OWN[-1]) + 1) % 10)
    result = wage_report.read(wage_file({95: f"0{wrong}"}))
    [(_, report)] = result.records
    assert report.individual_number is not None
    assert not report.individual_number.is_valid
    [warning] = result.warnings
    assert (warning.row, warning.column, warning.value_class) == (1, 95, "検査用数字の誤り")
    assert wrong not in str(warning)


def test_a_number_of_zeros_is_no_number() -> None:
    result = wage_report.read(wage_file({95: "0" * 13}))
    [(_, report)] = result.records
    assert report.individual_number is None
    assert [warning.value_class for warning in result.warnings] == ["零だけの番号"]


def test_a_misdirected_report_is_kept_with_the_city_it_names() -> None:
    assert read_one({139: "131016"}).municipality == "131016"


def test_a_municipality_of_five_digits_gets_its_check_digit() -> None:
    assert read_one({139: "11210"}).municipality == "112101"


@pytest.mark.parametrize(
    ("kind", "joined", "left"),
    [
        ("1", date(2025, 7, 31), None),
        ("2", None, date(2025, 7, 31)),
        ("0", None, None),
    ],
)
def test_joining_and_leaving_share_one_date(
    kind: str, joined: date | None, left: date | None
) -> None:
    report = read_one({60: kind, 61: "07", 62: "07", 63: "31"})
    assert (report.joined_on, report.left_on) == (joined, left)


def test_a_number_in_the_note_is_blanked_with_a_warning() -> None:
    wide = OWN.translate({ord(str(n)): chr(ord("０") + n) for n in range(10)})
    result = wage_report.read(wage_file({86: f"配偶者　{wide}　普Ｂ"}))
    [(_, report)] = result.records
    assert wide not in report.note
    assert report.ordinary_reason == "B"
    assert [warning.value_class for warning in result.warnings] == ["個人番号らしい数字"]


def test_a_previous_job_in_the_note_stays_as_it_was_written() -> None:
    note = "前職　加須市三俣１　株式会社旧社　１２３４５６７円　社保１２３４５６円　７年３月末退職"
    assert read_one({86: note}).note == note


def test_rows_of_98_columns_are_read_with_the_years_of_their_time() -> None:
    row = cells(98, WAGE_98, {17: "4000000", 54: "2", 92: "1", 86: "普Ａ", 98: "77"})
    result = wage_report.read(file_of(",".join(row)))
    [(_, report)] = result.records
    assert result.layout == "98"
    assert report.income_year == 2014
    assert (report.revenue, report.ordinary_collection, report.widow) == (4_000_000, True, True)
    assert (report.collector_number, report.ordinary_reason) == ("77", "A")
    assert report.individual_number is None


def test_what_eltax_puts_before_a_row_is_taken_off_and_kept() -> None:
    row = wage_row({17: "1000000"})
    result = wage_report.read(file_of(f"R2026010112345,給与支払報告書@{row}", row))
    assert [report.eltax_prefix for _, report in result.records] == [
        "R2026010112345,給与支払報告書@",
        "",
    ]
    assert [report.revenue for _, report in result.records] == [1_000_000, 1_000_000]


def test_an_at_sign_inside_a_row_is_no_prefix() -> None:
    [(_, report)] = wage_report.read(wage_file({138: "a@315"})).records
    assert (report.recipient_reference, report.eltax_prefix) == ("a@315", "")


def test_columns_after_the_last_known_are_kept_and_reported_once() -> None:
    rows = [f"{wage_row()},630000,01", f"{wage_row({17: '5'})},0,"]
    result = wage_report.read(file_of(*rows))
    assert [report.trailing.reveal() for _, report in result.records] == ["630000,01", "0,"]
    [warning] = result.warnings
    assert (warning.row, warning.column, warning.value_class) == (1, 145, "項目の追加")


def test_cells_in_quotation_marks_are_accepted() -> None:
    quoted = ",".join(f'"{cell}"' for cell in wage_row({4: "加須市三俣２、１"}).split(","))
    comma = wage_row().replace("加須市大門町１－２", '"加須市大門町１－２,１０１"')
    result = wage_report.read(file_of(quoted, comma))
    assert [report.address for _, report in result.records] == [
        "加須市大門町１－２",
        "加須市大門町１－２,１０１",
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r\n\r\n", "\r\n\x1a", ""])
def test_ends_of_lines_and_files_do_not_make_rows(end: str) -> None:
    data = f"{wage_row()}\r\n{wage_row({17: '1'})}{end}".encode("cp932")
    result = wage_report.read(data)
    assert [row for row, _ in result.records] == [1, 2]
    assert result.broken == []
