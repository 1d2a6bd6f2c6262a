"""青色申告決算書 and 収支内訳書: their further pages read, written, shown; months of purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.formats.national_return import check_structure, read_return
from juminzei.formats.national_return_boxes import GROUP, known_forms
from juminzei.formats.national_return_layout import layout
from juminzei.formats.national_return_view import sheets
from support.made_up_returns import a_return, xml_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_record import Value

    Rows = dict[str, Sequence[Mapping[str, Value]]]

MONTHS = [f"AMF{590 + 30 * month:05d}" for month in range(12)]


def test_a_statement_with_two_pages_comes_back_as_it_was_written() -> None:
    """KR-09: salaries, family employees, depreciation, rent, each in its group."""
    rows: Rows = {
        "AIH00010": [{"AIH00020": "雇用　一子", "AIH00040": "12", "AIH00070": 2_400_000}],
        "AIJ00010": [{"AIJ00020": "山田　花子", "AIJ00040": "妻", "AIJ00050": "12"}],
        "AIM00010": [
            {"AIM00020": "軽トラック", "AIM00050": "5-05-04", "AIM00110": "0.250"},
            {"AIM00020": "農機具", "AIM00190": 30_000},
        ],
        "AIN00000": [{"AIN00030": "大家　太郎", "AIN00080": 600_000}],
    }
    one = a_return({"ABB00300": 1, "AIG00060": 9_000_000, "AIK00060": 9_000_000}, rows)
    read = read_return(xml_of(one))
    assert not check_structure(xml_of(one))
    assert {page.tag for page in read.pages()} == {"KOA020-1", "KOA110-1", "KOA110-2"}
    assert all(read.rows(group) == rows[group] for group in rows)
    assert read == one


@pytest.mark.parametrize("month", range(12))
def test_each_month_of_a_blue_return_has_sales_and_purchases(month: int) -> None:
    boxes = known_forms()["KOA210"][-1]
    number = int(MONTHS[month][3:])
    path = boxes.path(f"AMF{number + 10:05d}")
    assert path.split(" › ")[2:] == [boxes.by_tag[MONTHS[month]].label, "売上（収入）金額"]
    assert boxes.path(f"AMF{number + 20:05d}").endswith("仕入金額")


@pytest.mark.parametrize(
    ("form", "group", "most"),
    [
        ("KOA110", "AIJ00010", 3),
        ("KOA110", "AIM00010", 6),
        ("KOA130", "AKH00010", 10),
        ("KOA130", "AKK00010", 8),
        ("KOA210", "AMF01330", 4),
        ("KOA210", "AMF01600", 7),
        ("KOA210", "AMG00025", 7),
        ("KOA220", "ANF00340", 15),
        ("KOA220", "ANF00890", 13),
        ("KOA240", "APF00680", 6),
        ("KOA240", "APF02040", 12),
    ],
)
def test_rows_that_the_paper_has_are_taken_and_one_more_is_told(
    form: str, group: str, most: int
) -> None:
    """On both sides of the boundary."""
    boxes = known_forms()[form][-1]
    leaf = next(box for box in boxes.boxes if boxes.parents[box.tag] == group)
    rows = [{leaf.tag: f"人{place}"} for place in range(most + 1)]
    assert not check_structure(xml_of(a_return({}, {group: rows[:most]})))
    (problem,) = check_structure(xml_of(a_return({}, {group: rows})))
    assert problem.tag == group
    assert problem.grave


@pytest.mark.parametrize("form", sorted(known_forms()))
def test_every_box_of_a_form_stands_on_a_page_and_has_a_name(form: str) -> None:
    for boxes in known_forms()[form]:
        assert len(boxes.by_tag) == len(boxes.boxes)
        for box in boxes.boxes:
            assert box.label
            assert boxes.by_tag[boxes.page_of(box.tag)].level == 1
            inside = [one for one in boxes.boxes if boxes.parents[one.tag] == box.tag]
            assert bool(inside) == (box.type == GROUP), box.tag


def test_no_box_is_on_two_forms() -> None:
    """A value is told by its box alone: ``amount`` must not add up two forms."""
    newest = [maps[-1] for maps in known_forms().values()]
    tags = [box.tag for boxes in newest for box in boxes.boxes]
    assert len(set(tags)) == len(tags)


def test_a_further_sheet_shows_its_rows_as_a_table_and_names_the_form() -> None:
    rows: Rows = {
        "AIM00010": [
            {"AIM00020": "軽トラック", "AIM00050": "5-05-04", "AIM00060": 900_000},
            {"AIM00020": "農機具"},
        ]
    }
    one = a_return({"AIG00060": 9_000_000, "AIK00060": 8_000_000}, rows)
    drawn = {sheet.page: sheet for sheet in sheets(list(one.pages()), 2025)}
    sheet = drawn["KOA110-2"]
    assert sheet.title == "収支内訳書（一般用）　２ページ目"
    (table,) = sheet.across
    assert table.headings == ("減価償却資産の名称等（繰延資産を含む）", "取得年月", "取得価額")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["軽トラック", "令和5年4月", "900,000"],
        ["農機具", "", ""],
    ]
    shown = [(cell.label, cell.text) for cell in (*sheet.left[0].cells,)]
    assert shown == [("売上（収入）金額の明細 › 計", "8,000,000")]


@pytest.mark.parametrize(
    ("stored", "text"),
    [("4-31-04", "平成31年4月"), ("5-01-05", "令和1年5月"), ("9-01-05", "9-01-05"), ("x", "x")],
)
def test_a_month_of_purchase_is_shown_by_era(stored: str, text: str) -> None:
    one = a_return({}, {"AIM00010": [{"AIM00050": stored}]})
    sheet = next(one for one in sheets(list(one.pages()), 2025) if one.page == "KOA110-2")
    assert sheet.across[0].rows[0][0].text == text


CONTACT = ("住所", "居所", "所在地", "郵便番号", "電話番号")
OWN = [
    box.tag
    for maps in known_forms().values()
    for box in maps[-1].boxes
    if box.type != GROUP
    and "納税者等" in maps[-1].path(box.tag)
    and any(word in box.label for word in CONTACT)
]


@pytest.mark.parametrize("tag", OWN)
def test_where_somebody_lives_is_withheld_on_every_page_of_every_form(tag: str) -> None:
    """Whose address is withheld has it on the statements, too, and their telephone number."""
    assert tag in layout().addresses


def test_a_withheld_address_is_on_no_sheet() -> None:
    one = a_return({"AIB00010": "埼玉県加須市大門町１－２", "AMB00010": "埼玉県加須市大門町１－２"})
    drawn = str(sheets(list(one.pages()), 2025, withhold_address=True))
    assert "大門町" not in drawn
    assert "大門町" in str(sheets(list(one.pages()), 2025))


def test_a_statement_on_a_cash_basis_tells_its_sums_wherever_they_stand() -> None:
    """KR-09: KOA230 is known from one public program; it puts the sums into these groups."""
    form = (
        b'<KOA230 VR="10.0" id="KOA230-1" page="1"><KOA230-1><AOF00000>'
        b"<AOF00070><AOF00110>3000000</AOF00110></AOF00070>"
        b"<AOF00120><AOF00200>250000</AOF00200></AOF00120><AOF00290>2750000</AOF00290>"
        b"</AOF00000></KOA230-1></KOA230>"
    )
    read = read_return(xml_of(a_return()).replace(b"</CONTENTS>", form + b"</CONTENTS>"))
    assert read.sound
    told = {tag: read.amount(tag) for tag in ("AOF00110", "AOF00200", "AOF00290")}
    assert told == {"AOF00110": 3_000_000, "AOF00200": 250_000, "AOF00290": 2_750_000}
    drawn = {sheet.page: sheet for sheet in sheets(list(read.pages()), 2025)}
    assert drawn["KOA230-1"].assumed
