"""T-I06: an amount is half-width digits; everything else is named for what it is, and no float."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.formats import wage_report
from juminzei.formats.cells.codec import RefusedError
from juminzei.formats.cells.digits import Flag, WholeNumber
from support.report_cells import wage_file


@pytest.mark.parametrize(
    ("written", "value_class"),
    [
        pytest.param("-1", "負の数", id="a minus"),
        pytest.param("△1000", "負の数", id="a triangle, as accountants write"),
        pytest.param("－１０００", "負の数", id="a full-width minus"),
        pytest.param("１０００", "全角数字", id="full width"),
        pytest.param("10０0", "全角数字", id="mixed widths"),
        pytest.param("¥1000", "通貨記号", id="a yen sign"),
        pytest.param("￥1000", "通貨記号", id="a full-width yen sign"),
        pytest.param("1000円", "通貨記号", id="円"),
        pytest.param("1，000", "桁区切り", id="a full-width comma"),
        pytest.param("1000.0", "小数", id="a decimal point"),
        pytest.param("1e309", "指数表記", id="beyond any float"),
        pytest.param("9223372036854775808", "桁数超過", id="2 to the 63rd"),
        pytest.param("12345678901", "桁数超過", id="eleven digits"),
        pytest.param("1 000", "数字でない", id="a space inside"),
        pytest.param("nan", "数字でない", id="not a number"),
        pytest.param("千円", "通貨記号", id="words"),
        pytest.param("0x10", "数字でない", id="hexadecimal"),
        pytest.param("+1", "数字でない", id="a plus"),
        pytest.param("²", "数字でない", id="a digit that is no decimal"),
        pytest.param("١٢", "数字でない", id="Arabic digits"),
    ],
)
def test_what_is_no_amount_is_refused_and_classed(written: str, value_class: str) -> None:
    result = wage_report.read(wage_file({17: written}, {}, charset="utf-8"))
    [broken] = result.broken
    assert [(f.column, f.value_class) for f in broken.findings] == [(17, value_class)]


def test_a_comma_inside_an_amount_is_named_when_quoted() -> None:
    [broken] = wage_report.read(wage_file({17: '"1,000"'}, {})).broken
    assert [f.value_class for f in broken.findings] == ["桁区切り"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        pytest.param("0", 0, id="nought"),
        pytest.param("", None, id="blank is not nought"),
        pytest.param("0000001000", 1_000, id="zeros in front"),
        pytest.param("9999999999", 9_999_999_999, id="the greatest of ten digits"),
        pytest.param(" 1000 ", 1_000, id="padded with spaces"),
    ],
)
def test_an_amount_is_a_whole_number_or_nothing(written: str, amount: int | None) -> None:
    [(_, report)] = wage_report.read(wage_file({17: written})).records
    assert report.revenue == amount
    assert type(report.revenue) in (int, type(None))


@given(st.integers(0, 9_999_999_999))
def test_every_amount_is_written_as_it_is_read(amount: int) -> None:
    codec = WholeNumber(10)
    assert codec.read(codec.write(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_a_whole_number_or_a_named_problem(text: str) -> None:
    codec = WholeNumber(10)
    if text.strip(" ") == "" or (
        text.strip(" ").isdecimal() and text.isascii() and len(text) <= 10
    ):
        value = codec.read((text,))
        assert value is None or 0 <= value <= 9_999_999_999
    else:
        with pytest.raises(RefusedError) as refused:
            codec.read((text,))
        assert all(problem.value_class and problem.remedy for problem in refused.value.problems)


def test_a_required_number_may_not_be_blank() -> None:
    with pytest.raises(RefusedError, match="空欄"):
        WholeNumber(10, required=True).read(("",))


@pytest.mark.parametrize("text", ["2", "00", "１", "true"])
def test_a_flag_is_nought_or_one(text: str) -> None:
    with pytest.raises(RefusedError, match="区分外"):
        Flag().read((text,))
