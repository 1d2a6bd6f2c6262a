"""医療費通知情報: what a notice says, however it is written, and files that are none."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats.errors import FormatError
from juminzei.formats.medical_notice import MOST_LINES, NoticeLine, read_medical_notice
from support.medical_notices import HEAD, notice


@pytest.mark.parametrize(
    ("written", "year", "month"),
    [
        ("2025年9月", 2025, 9),
        ("2025/09", 2025, 9),
        ("2025-12", 2025, 12),
        ("令和7年1月", 2025, 1),
        ("令和元年5月", 2019, 5),
        ("平成31年4月", 2019, 4),
        ("２０２５年９月", 2025, 9),
    ],
)
def test_the_month_is_read_however_it_is_written(written: str, year: int, month: int) -> None:
    [line] = read_medical_notice(notice((written, "見本病院", "1,200"))).lines
    assert line == NoticeLine(year, month, "見本病院", 1_200)


def test_lines_of_a_clinic_are_summed_for_the_year_asked_for() -> None:
    found = read_medical_notice(
        notice(
            ("2025年1月", "見本病院", "1000"),
            ("2025年2月", "見本病院", "２，０００"),
            ("2025年2月", "見本薬局", "300"),
            ("2025年3月", "無料医院", "0"),
            ("2024年12月", "見本病院", "9999"),
        )
    )
    assert found.patient == "山田 太郎"
    assert found.paid_in(2025) == {"見本病院": 3_000, "見本薬局": 300}
    assert found.paid_in(2023) == {}
    assert found.outside(2025) == 1


CLINICS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "N")), min_size=1, max_size=20
)


@given(lines=st.lists(st.tuples(st.integers(1, 12), CLINICS, st.integers(0, 999_999)), max_size=12))
def test_what_is_written_is_read(lines: list[tuple[int, str, int]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["わたしの情報"], ["医療費通知情報"], [], ["項目名", "内容"]])
    writer.writerows([["資格情報"], ["氏名", "山田"], ["医療費情報明細"]])
    for month, clinic, paid in lines:
        writer.writerow(["診療年月", f"2025年{month}月"])
        writer.writerow(["医療機関等名称", clinic])
        writer.writerow(["窓口相当負担額（円）", f"{paid:,}"])
    found = read_medical_notice(text.getvalue())
    assert [(one.month, one.clinic, one.paid) for one in found.lines] == lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "医療費通知情報のファイルではありません"),
        ("医療費通知情報\n", "医療費通知情報のファイルではありません"),
        ("わたしの情報\n世帯情報\n\n項目名,内容\n", "医療費通知情報のファイルではありません"),
        (HEAD.replace("資格情報\n", ""), "氏名（資格情報）がありません"),
        (HEAD.replace("山田 太郎", ""), "氏名（資格情報）がありません"),
        (notice(("13月", "病院", "1")), "診療年月が年月ではありません"),
        (notice(("2025年13月", "病院", "1")), "診療年月が年月ではありません"),
        (notice(("2025年1月", "病院", "千円")), "金額ではありません"),
        (notice(("2025年1月", "病院", "-5")), "金額ではありません"),
        (notice(("2025年1月", "", "5")), "医療機関等名称がありません"),
        ('医療費通知情報\n"項目', "CSVとして読めません"),
        (HEAD + "備考,あ\n" * MOST_LINES, "行が多すぎます"),
    ],
)
def test_what_is_no_notice_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_medical_notice(text)


def test_the_row_of_a_broken_line_is_told() -> None:
    with pytest.raises(FormatError, match="14行目"):
        read_medical_notice(notice(("2025年1月", "病院", "1"), ("2025年1月", "病院", "")))


def test_a_number_in_a_name_is_blanked() -> None:
    [line] = read_medical_notice(notice(("2025年1月", "病院123456789012", "1"))).lines
    assert "123456789012" not in line.clinic


def test_a_notice_without_lines_says_nothing() -> None:
    assert read_medical_notice(HEAD).lines == ()


def test_an_amount_without_quotation_marks_is_not_cut_off_at_its_comma() -> None:
    assert read_medical_notice(notice(("2025年1月", "病院", "12,345"))).lines[0].paid == 12_345
