"""Special collection notices as they come out of the printer."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.law import draft_warning
from juminzei.notices.drawing import draw
from juminzei.notices.ordinary.form import IncomeLine, LevyLine, Line
from juminzei.notices.special.form import list_pages, packet_pages
from juminzei.notices.special.page import PacketPart, employees_on, sheet
from juminzei.notices.wording.city_wording import load
from support.notice_samples import collector, employee, family, lump
from support.printed_pages import heights, texts

if TYPE_CHECKING:
    from juminzei.notices.special.form import CollectorNotice, EmployeeNotice


def printed(*parts: PacketPart, draft: bool = False, law_warning: str = "") -> list[str]:
    drawn = sheet(
        parts,
        tax_year=2026,
        wording=load("kazo"),
        issued_on=date(2026, 5, 11),
        draft=draft,
        law_warning=law_warning,
    )
    return texts(draw(drawn.sources(), drawn.pages))


def whole(notice: CollectorNotice) -> PacketPart:
    return PacketPart(notice, 0, notice.pages)


def staff(count: int) -> list[EmployeeNotice]:
    return [replace(employee(f"{i:010d}"), reference=f"R-{i:03d}-") for i in range(count)]


def test_the_collector_is_told_whom_how_much_and_by_when() -> None:
    first, _slips = printed(whole(collector(staff(2))))
    for text in (
        *("株式会社見本製作所御中", "指定番号0012345", "法人番号7000012050002", "令和8年5月11日"),
        *("2人181,000円", "（特別徴収義務者用）", "地方税法321条の4", "審査請求", "異動届出書"),
    ):
        assert text in first, text


def test_the_collector_pays_the_sum_of_its_employees_each_month() -> None:
    """2 x 8,000 in June, 2 x 7,500 in each other month."""
    first = printed(whole(collector(staff(2))))[0]
    assert "納入する額（円）16,000" + "15,000" * 11 in first
    assert "納入期限7月10日8月10日" in first


def test_each_employee_gets_a_slip_with_the_computation_and_the_months() -> None:
    slips = printed(whole(collector([employee()])))[1]
    for text in (
        *(
            "（納税義務者用）",
            "加須太郎様（0000012347）",
            "株式会社見本製作所（0012345）",
            "A-1024",
        ),
        *("1,221,000円", "所得割額51,30034,200", "年税額（市民税＋県民税＋森林環境税）90,500円"),
        "8,000" + "7,500" * 11,
    ):
        assert text in slips, text


def test_the_fullest_slip_ends_above_the_notes_at_its_foot() -> None:
    full = replace(
        family(),
        incomes=tuple(IncomeLine(f"所得{i}", 1, 445_000) for i in range(8)),
        deductions=tuple(Line(f"控除{i}", 1) for i in range(14)),
        levy=tuple(LevyLine(f"税額控除{i}", -1, -1) for i in range(9)),
    )
    notice = collector([replace(employee(), computation=full)])
    drawn = sheet(
        [whole(notice)],
        tax_year=2026,
        wording=load("kazo"),
        issued_on=date(2026, 5, 11),
        draft=False,
    )
    pdf = draw(drawn.sources(), drawn.pages)
    labels = [
        "所得を求めます",
        "所得7",
        "控除13",
        "税額控除8",
        "年税額（市民税",
        "この通知書の内容",
    ]
    standing = heights(pdf, 1, labels)
    apart = [above - below for above, below in itertools.pairwise(standing)]
    assert min(apart) > 4  # points: the smallest rows are 2.5 mm


def test_the_employers_number_for_a_person_comes_back() -> None:
    first, slips = printed(whole(collector(staff(1))))
    assert "R-000-" in first
    assert "R-000-" in slips


def test_the_rest_of_a_years_tax_is_named_on_the_slip() -> None:
    mixed = replace(employee(), computation=lump(121_500), ordinary_amount=31_000)
    slips = printed(whole(collector([mixed])))[1]
    assert "納付書で納める額31,000円" in slips
    assert "121,500円" in slips


@pytest.mark.parametrize(
    ("employees", "on_list", "in_packet"),
    [
        (1, 1, 2),
        (2, 1, 2),
        (3, 1, 3),
        (10, 1, 6),
        pytest.param(11, 2, 8, id="10 on the first page, 1 on the second, 6 pages of slips"),
        pytest.param(38, 2, 21, id="10 + 28 on the list, 19 pages of slips"),
        pytest.param(39, 3, 23, id="10 + 28 + 1 on the list, 20 pages of slips"),
    ],
)
def test_pages_are_known_before_printing(employees: int, on_list: int, in_packet: int) -> None:
    assert (list_pages(employees), packet_pages(employees)) == (on_list, in_packet)


@pytest.mark.parametrize("count", [1, 11, 39])
def test_everybody_is_on_the_list_once_and_on_one_slip(count: int) -> None:
    notice = collector(staff(count))
    pages = printed(whole(notice))
    on_list, slips = "".join(pages[: notice.list_pages]), "".join(pages[notice.list_pages :])
    for i in range(count):
        assert on_list.count(f"R-{i:03d}-") == 1
        assert slips.count(f"R-{i:03d}-") == 1


def test_slips_of_a_page_are_those_that_the_record_names() -> None:
    notice = collector(staff(3))
    assert [list(employees_on(notice, page)) for page in range(3)] == [[], [0, 1], [2]]


def test_a_packet_goes_on_in_another_file_where_it_stopped() -> None:
    notice = collector(staff(11))
    together = printed(whole(notice))
    apart = printed(PacketPart(notice, 0, 3)) + printed(PacketPart(notice, 3, notice.pages))
    assert apart == together


def test_no_address_of_an_employee_is_on_the_list() -> None:
    first = printed(whole(collector(staff(2))))[0]
    assert "中央一丁目" not in first


def test_twelve_digits_and_long_names_stay_in_their_columns() -> None:
    rich = replace(
        employee(),
        name="ALEXANDROS KONSTANTINOS CHRISTODOULOPOULOS",
        amount=100_000_000_000,
        months=(100_000_000_000, *(0,) * 11),
        computation=lump(100_000_000_000),
    )
    first, slips = printed(whole(collector([rich, employee("0000000019")])))
    assert "ALEXANDROSKONSTANTINOSCHRISTODOULOPOULOS" in first
    assert "100,000,008,000" in first  # June of both
    assert slips.count("100,000,000,000円") == 3  # the year, its sum, what is withheld


def test_a_draft_law_is_told_on_every_page_and_slip() -> None:
    packet = whole(collector(staff(11)))
    told = [
        page.count(draft_warning(2026)) for page in printed(packet, law_warning=draft_warning(2026))
    ]
    assert told == [1, 1, 2, 2, 2, 2, 2, 1]
    assert not any("draft" in page for page in printed(packet))


def test_a_draft_says_so_on_every_page_and_slip() -> None:
    pages = printed(whole(collector(staff(11))), draft=True)
    assert [page.count("見本・未確定") for page in pages] == [1, 1, 2, 2, 2, 2, 2, 1]
