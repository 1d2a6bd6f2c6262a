"""KR-09: 貸借対照表 of blue statements, each account on one line as on the paper."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.formats.national_balance_sheet import balance_sheet
from juminzei.formats.national_return import read_return
from juminzei.formats.national_return_boxes import known_forms
from juminzei.formats.national_return_record import Page
from juminzei.formats.national_return_view import sheets
from support.made_up_returns import a_return, xml_of

SIDES = {
    "KOA210": ("AMG00000", 16, 8),
    "KOA220": ("ANG00000", 18, 4),
    "KOA240": ("APG00000", 18, 7),
}


@pytest.mark.parametrize("form", SIDES)
def test_every_account_has_an_opening_and_a_closing_box(form: str) -> None:
    """事業主貸・事業主借 and this year's income stand at the end of the year alone."""
    boxes = known_forms()[form][-1]
    page = boxes.page_of(SIDES[form][0])
    given = {box.tag: 1 for box in boxes.boxes if boxes.page_of(box.tag) == page}
    assets, others = balance_sheet(boxes, Page(page, given)).sides
    assert (assets.title, others.title) == ("資産の部", "負債・資本の部")
    once = {line.account for side in (assets, others) for line in side.lines if not line.tags[0]}
    assert once == {"事業主貸", "事業主借", "青色申告特別控除前の所得金額"}
    both = [[line for line in side.lines if all(line.tags)] for side in (assets, others)]
    assert [len(lines) - 2 for lines in both] == list(SIDES[form][1:])
    assert all(
        boxes.path(a).replace("期首", "期末") == boxes.path(b)
        for lines in both
        for a, b in (one.tags for one in lines)
    )


def test_accounts_that_the_taxpayer_named_stand_before_the_sum() -> None:
    one = a_return(
        {
            "AMG00010": date(2025, 12, 31),
            "AMG00050": "01-01",
            "AMG00260": 120_000,
            "AMG00060": 100_000,
            "AMG00230": 150_000,
            "AMG00440": 170_000,
            "AMG00430": 20_000,
            "AMF02110": "台風で休業",
        },
        {
            "AMG00025": [{"AMG00030": "開業費", "AMG00220": 50_000, "AMG00420": 30_000}],
            "AMF01600": [{"AMF01610": "軽トラック"}],
        },
    )
    drawn = {sheet.page: sheet for sheet in sheets(list(read_return(xml_of(one)).pages()), 2025)}
    (table,) = drawn["KOA210-4"].across
    assert table.title == "資産の部"
    assert table.headings == ("科目", "期首", "期末")
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("月日", "01-01", ""),
        ("現金", "100,000", "120,000"),
        ("事業主貸", "", "20,000"),
        ("開業費", "50,000", "30,000"),
        ("合計", "150,000", "170,000"),
    ]
    assert [cell.label for cell in drawn["KOA210-4"].left[0].cells] == ["貸借対照表 › 期末年月日"]
    assert [block.title for block in drawn["KOA210-3"].across] == ["減価償却費の明細"]


def test_groups_of_stock_that_are_no_balance_sheet_stay_boxes() -> None:
    """農産物の棚卸高 of a farm has 期首 and 期末, too, as single boxes."""
    one = a_return({"APF00160": 1_000, "APF00170": 2_000})
    sheet = next(one for one in sheets(list(one.pages()), 2025) if one.page == "KOA240-1")
    assert sheet.across == ()
    labels = [cell.label for block in (*sheet.left, *sheet.right) for cell in block.cells]
    assert sum("農産物の棚卸高" in label for label in labels) == 2


def test_a_page_without_figures_has_no_balance_sheet() -> None:
    boxes = known_forms()["KOA210"][-1]
    assert balance_sheet(boxes, Page("KOA210-4", {})).sides == ()
    assert balance_sheet(boxes, Page("KOA210-1", {"AMF00100": 1})).sides == ()
