"""A return on screen stands as on paper: each box once, in its block, under its year's mark."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.formats.national_return import compose
from juminzei.formats.national_return_boxes import form_map, known_forms
from juminzei.formats.national_return_layout import circled, layout
from juminzei.formats.national_return_record import Page
from juminzei.formats.national_return_view import NUMBER_GIVEN, WITHHELD, sheets

if TYPE_CHECKING:
    from juminzei.formats.national_return_record import NationalReturn, Value
    from juminzei.formats.national_return_view import Cell, Sheet

FORM = form_map("KOA020", "23.0")[0]
DIGITS = "12345678901"
NUMBER = IndividualNumber(f"{DIGITS}{check_digit(DIGITS)}")


def a_return() -> NationalReturn:
    heading: dict[str, Value] = {
        "NENBUN": 2025,
        "NOZEISHA_NM": "見本　太郎",
        "NOZEISHA_ADR": "加須市花咲１－２",
        "NOZEISHA_BANGO": NUMBER,
        "BIRTHDAY": date(1960, 1, 31),
    }
    values: dict[str, Value] = {
        "ABB00080": 5_000_000,
        "ABB00075": "1",
        "ABB00300": -1_200,
        "ABI00010": "2",
    }
    relative: dict[str, Value] = {
        "ABY00160": "見本　花子",
        "ABY00170": NUMBER,
        "ABY00190": date(2005, 4, 1),
    }
    return compose(heading, values, {"ABY00150": [relative, {"ABY00160": "見本　次郎"}]})


def drawn(income_year: int = 2025, *, withhold_address: bool = False) -> list[Sheet]:
    pages = list(a_return().pages())
    return sheets(pages, income_year, withhold_address=withhold_address)


def cells(sheet: Sheet) -> dict[str, Cell]:
    blocks = (*sheet.across, *sheet.left, *sheet.right)
    return {cell.tag: cell for block in blocks for cell in block.cells}


def test_every_box_of_the_layout_is_a_box_of_the_form_on_its_page() -> None:
    for sheet in layout().sheets:
        for block in sheet.blocks:
            for box in block.boxes:
                for tag in filter(None, (box.tag, box.kind)):
                    assert FORM.page_of(tag) == sheet.page, tag
                    assert FORM.by_tag[tag].type != "group"
                assert FORM.repeated_in(box.tag) == block.rows, box.tag
    known = {tag for maps in known_forms().values() for tag in maps[-1].by_tag}
    assert layout().addresses <= known


def test_no_box_stands_twice_and_every_amount_of_the_first_page_stands_there() -> None:
    tags = [
        tag
        for sheet in layout().sheets
        for block in sheet.blocks
        for box in block.boxes
        for tag in (box.tag, box.kind)
        if tag
    ]
    assert max(Counter(tags).values()) == 1
    amounts = {
        box.tag
        for box in FORM.boxes
        if box.type == "kingaku" and FORM.page_of(box.tag) == "KOA020-1"
    }
    assert amounts <= set(tags)


def test_values_stand_in_their_boxes_as_a_clerk_reads_them() -> None:
    first, second = drawn()
    found = cells(first)

    assert (found["ABB00080"].mark, found["ABB00080"].text) == ("オ", "5,000,000")
    assert (found["ABB00080"].kind, found["ABB00080"].amount) == ("1", True)
    assert found["ABB00300"].text == "▲1,200"
    assert found["ABA00010"].text == "令和7年分"
    assert found["ABA00200"].text == "昭和35年1月31日"
    assert found["ABB00410"].text == ""
    assert cells(second)["ABI00010"].text == "2 自分で納付"


def test_numbers_are_said_to_be_there_and_never_shown() -> None:
    page = render_to_string("web/parts/form_view.html", {"sheets": drawn()})
    assert NUMBER.reveal() not in page
    assert cells(drawn()[0])["ABA00125"].text == NUMBER_GIVEN
    assert page.count(NUMBER_GIVEN) == 2


def test_each_relative_has_a_line() -> None:
    second = drawn()[1]
    [block] = [block for block in second.across if block.title == "親族"]
    assert [row[0].text for row in block.rows] == ["見本　花子", "見本　次郎"]
    assert block.headings[:2] == ("氏名", "個人番号")
    assert block.rows[0][3].text == "平成17年4月1日"


def test_addresses_are_withheld_where_asked_for_and_nothing_else() -> None:
    found = cells(drawn(withhold_address=True)[0])
    assert found["ABA00090"].text == WITHHELD
    assert found["ABA00095"].text == ""
    assert found["ABA00140"].text == "見本　太郎"
    assert cells(drawn()[0])["ABA00090"].text == "加須市花咲１－２"


@pytest.mark.parametrize(
    ("income_year", "marks"),
    [
        # 基礎控除, 合計, 再差引所得税額, 復興特別所得税, 源泉徴収税額, 申告納税額
        (2023, ("㉔", "㉙", "㊸", "㊹", "㊽", "㊾")),
        (2024, ("㉔", "㉙", "㊸", "㊻", "㊿", "(51)")),
        (2025, ("㉕", "㉚", "㊹", "㊺", "㊾", "㊿")),
        (2026, ("㉕", "㉚", "㊹", "㊺", "㊾", "㊿")),
    ],
)
def test_boxes_bear_the_marks_of_their_years_form(income_year: int, marks: tuple[str, ...]) -> None:
    first = drawn(income_year)[0]
    found = cells(first)
    tags = ("ABB00550", "ABB00560", "ABB01010", "ABB01020", "ABB00710", "ABB00720")
    assert tuple(found[tag].mark for tag in tags) == marks
    assert first.assumed is (income_year in {2024, 2026})
    assert ("ABB00548" in found) is (income_year >= 2025)


def test_marks_in_names_follow_too() -> None:
    label = {year: cells(drawn(year)[0])["ABB00555"].label for year in (2023, 2025)}
    assert label == {2023: "⑬から㉔までの計", 2025: "⑬から㉕までの計"}


@pytest.mark.parametrize(
    ("number", "mark"),
    [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "(51)")],
)
def test_numbers_are_circled_up_to_fifty(number: int, mark: str) -> None:
    assert circled(number) == mark


def test_a_page_without_a_layout_is_a_list_of_what_it_says() -> None:
    page = Page("KOA020-4", {"ABN00030": 300_000})
    [sheet] = sheets([page], 2025)
    [cell] = sheet.left[0].cells
    assert sheet.title == "申告書第四表（一）"
    assert sheet.right == ()
    assert (cell.label.rpartition("›")[2].strip(), cell.text) == ("経常所得", "300,000")


def test_blank_boxes_stay_on_the_paper_and_blank_lines_do_not() -> None:
    text = render_to_string("web/parts/form_view.html", {"sheets": drawn()})
    assert "一時" in text
    assert "事業専従者" not in text
    assert "屋号" not in text
