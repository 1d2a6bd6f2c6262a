"""What was written is read again, and what was received is written back byte for byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.formats import pension_report, wage_report
from juminzei.formats.errors import FormatError
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.relative import Relative
from juminzei.formats.sealed_text import SealedText
from juminzei.formats.writing import Characters
from support.records import NUMBER, OTHER_NUMBER, pension, wage
from support.report_cells import (
    PENSION_49,
    PENSION_71,
    PENSION_75,
    WAGE_98,
    WAGE_144,
    Cells,
    cells,
    file_of,
    made_up_number,
)
from support.report_strategies import pension_reports, wage_reports

if TYPE_CHECKING:
    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.wage_report import WageReport

OWN = made_up_number("12345678901")

RECEIVED_WAGE: Cells = {
    2: "1234567890",
    3: "A-1",
    7: "1234567890123",
    8: "加須市三俣１",
    17: "5000000",
    18: "0",
    24: "0",
    48: "0",
    53: "0",
    55: "0",
    61: "07",
    62: "04",
    63: "01",
    60: "1",
    65: "0",
    70: "0",
    74: "28",
    75: "12",
    76: "31",
}


def written_back(data: bytes, layout: str) -> bytes:
    result = wage_report.read(data)
    assert result.broken == []
    records = [record for _, record in result.records]
    return wage_report.write(
        records, layout=layout, charset=result.charset, characters=Characters.AS_RECEIVED
    )


@given(st.lists(wage_reports(), min_size=1, max_size=5))
@settings(max_examples=60)
def test_any_wage_report_is_read_as_it_was_written(records: list[WageReport]) -> None:
    result = wage_report.read(wage_report.write(records))
    assert result.broken == []
    assert [record for _, record in result.records] == records


@given(st.lists(pension_reports(), min_size=1, max_size=5))
@settings(max_examples=60)
def test_any_pension_report_is_read_as_it_was_written(records: list[PensionReport]) -> None:
    result = pension_report.read(pension_report.write(records))
    assert result.broken == []
    assert [record for _, record in result.records] == records


@given(
    st.lists(wage_reports(), min_size=1, max_size=3),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
)
@settings(max_examples=30)
def test_the_charset_does_not_change_what_is_said(records: list[WageReport], charset: str) -> None:
    result = wage_report.read(wage_report.write(records, charset=charset))
    assert result.charset == charset
    assert [record for _, record in result.records] == records


@given(st.lists(wage_reports(), min_size=1, max_size=5))
@settings(max_examples=40)
def test_what_we_write_is_written_back_byte_for_byte(records: list[WageReport]) -> None:
    data = wage_report.write(records)
    assert written_back(data, "144") == data


@pytest.mark.parametrize(
    ("layout", "base", "changed"),
    [
        pytest.param("144", WAGE_144, RECEIVED_WAGE, id="every kind of dead column"),
        pytest.param("144", WAGE_144, {17: "0005000000"}, id="zeros in front of an amount"),
        pytest.param("144", WAGE_144, {139: "11210"}, id="a city code of five digits"),
        pytest.param("144", WAGE_144, {44: "4", 45: "31", 46: "05", 47: "01"}, id="平成31年5月"),
        pytest.param("144", WAGE_144, {45: "55", 46: "4", 47: "2"}, id="one digit for a month"),
        pytest.param("144", WAGE_144, {61: "00", 62: "00", 63: "00"}, id="zeros for no date"),
        pytest.param("144", WAGE_144, {95: "0" * 13}, id="zeros for no number"),
        pytest.param("144", WAGE_144, {94: f"0{OWN}", 95: f"0{OWN}"}, id="a payer who is a person"),
        pytest.param("144", WAGE_144, {98: "00", 102: "00"}, id="a kind of nobody"),
        pytest.param("144", WAGE_144, {12: "加須市三俣1-2", 14: "髙橋　花子"}, id="half width, 髙"),
        pytest.param("144", WAGE_144, {137: "ヤマダ　タロウ"}, id="kana in full width"),
        pytest.param("144", WAGE_144, {132: f"(1){OWN} 山田三郎"}, id="the fifth dependant"),
        pytest.param("98", WAGE_98, {54: "2", 55: "1", 17: "1"}, id="98 columns, 特別の寡婦"),
        pytest.param("98", WAGE_98, {11: "27", 61: "27", 62: "12", 63: "31"}, id="平成27年"),
    ],
)
def test_a_received_wage_file_comes_back_byte_for_byte(
    layout: str, base: Cells, changed: Cells
) -> None:
    data = file_of(",".join(cells(int(layout), base, changed)))
    assert written_back(data, layout) == data


def test_prefixes_and_unknown_columns_come_back_byte_for_byte() -> None:
    row = ",".join(cells(144, WAGE_144))
    data = file_of(f"R1,給与@{row},1,２", f"{row},,")
    assert written_back(data, "144") == data


@pytest.mark.parametrize(
    ("layout", "base", "changed"),
    [
        ("49", PENSION_49, {19: "1800000", 33: "0", 43: "1", 45: "2", 49: "7"}),
        ("71", PENSION_71, {31: "1800000", 37: "0", 51: "7000012050002", 53: f"0{OWN}"}),
        ("75", PENSION_75, {19: "0", 52: "ﾔﾏﾀﾞ ﾀﾛｳ", 66: "ヤマダ　ジロウ", 73: "000012"}),
    ],
)
def test_a_received_pension_file_comes_back_byte_for_byte(
    layout: str, base: Cells, changed: Cells
) -> None:
    data = file_of(",".join(cells(int(layout), base, changed)))
    result = pension_report.read(data)
    assert (result.layout, result.broken) == (layout, [])
    records = [record for _, record in result.records]
    assert pension_report.write(records, layout=layout, characters=Characters.AS_RECEIVED) == data


def test_a_changed_field_is_written_and_not_what_was_received() -> None:
    data = file_of(",".join(cells(144, WAGE_144, {17: "0005000000"})))
    [(_, report)] = wage_report.read(data).records
    corrected = replace(report, revenue=4_000_000)
    [(_, again)] = wage_report.read(wage_report.write([corrected])).records
    assert again.revenue == 4_000_000


def test_the_official_bytes_are_those_of_the_standard() -> None:
    report = wage(
        revenue=5_000_000,
        individual_number=NUMBER,
        spouse=Relative("ヤマダ　ハナコ", "山田　花子", "00", OTHER_NUMBER),
        birth_on=date(2019, 5, 1),
        minor=True,
    )
    data = wage_report.write([report])
    row = data.decode("cp932").removesuffix("\r\n").split(",")
    assert len(row) == 144
    assert row[0] == "315"
    assert row[16] == "5000000"
    assert row[43:47] == ["5", "01", "05", "01"]
    assert row[48] == "1"
    assert row[94] == f"0{NUMBER.reveal()}"
    assert row[95:99] == ["ヤマダ　ハナコ", "山田　花子", "00", f"0{OTHER_NUMBER.reveal()}"]
    assert row[136] == "ﾔﾏﾀﾞ ﾀﾛｳ"
    assert row[138] == "112101"


@pytest.mark.parametrize(
    ("given_name", "official"),
    [
        pytest.param("髙橋　花子", "高橋　花子", id="髙 is not in JIS X 0208"),
        pytest.param("山﨑 1郎", "山崎　１郎", id="half width becomes full"),
        pytest.param("葛󠄀城", "葛城", id="a variation selector"),
        pytest.param("𠮷田", "吉田", id="beyond 16 bits"),
        pytest.param("José", "Ｊｏｓｅ", id="an accent"),
        pytest.param("渡邊", "渡邊", id="邊 is in JIS X 0208 and stays"),
        pytest.param("Ⅲ世", "ＩＩＩ世", id="a NEC character"),
    ],
)
def test_words_are_folded_into_the_standard_character_set(given_name: str, official: str) -> None:
    row = wage_report.write([wage(name=given_name)]).decode("shift_jis").split(",")
    assert row[13] == official


def test_a_character_that_cannot_be_written_is_named_by_row_and_column_only() -> None:
    with pytest.raises(FormatError) as refused:
        wage_report.write([wage(), wage(name="한글")])
    assert (refused.value.row, refused.value.column) == (2, 14)
    assert "受給者の氏名" in str(refused.value)
    assert "한글" not in str(refused.value)


def test_sealed_texts_and_payments_go_both_ways() -> None:
    report = wage(further_dependants=SealedText(f"（１）{OWN}　山田三郎"))
    [(_, again)] = wage_report.read(
        wage_report.write([report], characters=Characters.AS_RECEIVED)
    ).records
    assert again == report
    amounts = PensionPayment(paid=1_800_000, withheld=12_000)
    paid = pension(payments=(PensionPayment(), amounts, PensionPayment(), PensionPayment(0)))
    [(_, read_again)] = pension_report.read(pension_report.write([paid])).records
    assert read_again == paid
    assert (paid.revenue, paid.withheld_income_tax) == (1_800_000, 12_000)
