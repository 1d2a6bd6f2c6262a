"""Special collection notices as the template prints them: every figure already a text.

A collector's packet is its list and then its employees' slips; each page is described on
its own, so that a packet too long for one file can go on in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.computation_page import HALF_PAGE, Values, common_words, computation_values
from juminzei.notices.drawing import Sheet
from juminzei.notices.recipient_block import recipient_values
from juminzei.notices.special.form import FIRST_ROWS, LIST_ROWS, SLIPS_A_PAGE
from juminzei.notices.type_size import fitting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.notices.special.form import CollectorNotice, EmployeeNotice
    from juminzei.notices.wording.city_wording import Wording

FORM = "special"
SLIP_LABELS = ("氏名（通知書番号）", "1月1日の住所", "勤務先（指定番号）", "受給者番号")
MONTHS = tuple(f"{month}月" for month in (6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5))


@dataclass(frozen=True, slots=True)
class PacketPart:
    """The pages ``first`` up to, not with, ``last`` of a collector's packet, from 0."""

    notice: CollectorNotice
    first: int
    last: int


def sheet(
    parts: Sequence[PacketPart],
    *,
    tax_year: int,
    wording: Wording,
    issued_on: date,
    draft: bool,
    law_warning: str = "",
) -> Sheet:
    """Return what one file of packets is drawn from; they have been checked.

    Args:
        parts: What is printed.
        tax_year: 年度.
        wording: The city's words.
        issued_on: 発付年月日.
        draft: Whether 「見本・未確定」 stands across every page.
        law_warning: What each page and slip says in a margin of the year's law; empty for nothing.
    """
    drawn = Sheet(FORM)
    drawn.words = {
        **common_words(wording, wording.special, tax_year_text(tax_year)),
        "months": MONTHS,
        "slip-labels": SLIP_LABELS,
        "law-warning": law_warning,
    }
    pages = [
        _page(part.notice, number, wording, issued_on)
        for part in parts
        for number in range(part.first, part.last)
    ]
    drawn.data = {"draft": draft, "pages": pages}
    drawn.pages = len(pages)
    return drawn


def employees_on(notice: CollectorNotice, page: int) -> range:
    """Return which employees' slips are on ``page`` of the packet; none on the list."""
    at = (page - notice.list_pages) * SLIPS_A_PAGE
    return range(max(at, 0), min(max(at + SLIPS_A_PAGE, 0), len(notice.employees)))


def _page(n: CollectorNotice, page: int, wording: Wording, issued_on: date) -> Values:
    if page == 0:
        return _first_page(n, wording, issued_on)
    if page < n.list_pages:
        start = FIRST_ROWS + (page - 1) * LIST_ROWS
        return {
            "kind": "further",
            "collector": f"指定番号 {n.collector_number}　{n.recipient.name}",
            **_rows(n, page, start, start + LIST_ROWS),
        }
    slips = [_slip(n.employees[i], n) for i in employees_on(n, page)]
    return {"kind": "slips", "slips": slips}


def _first_page(n: CollectorNotice, wording: Wording, issued_on: date) -> Values:
    months = [yen_text(month) for month in n.months]
    return {
        "kind": "first",
        "recipient": recipient_values(n.recipient),
        "facts": [
            ["指定番号", n.collector_number],
            ["法人番号", n.corporate_number],
            ["発付年月日", wareki_text(issued_on)],
            ["発付者", f"{wording.city.issuer}{wording.city.seal}"],
            ["納税義務者数・年税額の計", f"{len(n.employees):,}人　{yen_text(n.amount)}円"],
        ],
        "due": [f"{day.month}月{day.day}日" for day in n.due_on],
        "totals": months,
        "total-size": _smallest(months, sizes=(85, 75, 65, 55), place=185),
        **_rows(n, 0, 0, FIRST_ROWS),
    }


def _rows(n: CollectorNotice, page: int, start: int, stop: int) -> Values:
    employees = n.employees[start:stop]
    months = [[yen_text(month) for month in e.months] for e in employees]
    shown = [text for row in months for text in row]
    return {
        "page": f"{page + 1}／{n.list_pages}ページ",
        "ordinals": [str(i) for i in range(start + 1, start + 1 + len(employees))],
        "numbers": [e.number for e in employees],
        "references": [e.reference for e in employees],
        "names": [{"text": e.name, "size": _name_size(e.name)} for e in employees],
        "amounts": [yen_text(e.amount) for e in employees],
        "months": list(zip(*months, strict=True)),
        "month-size": _smallest(shown, sizes=(70, 62, 52, 44, 36), place=114),
    }


def _name_size(name: str) -> float:
    return fitting(name, sizes=(80, 68, 56, 46), place=354) / 10


def _slip(e: EmployeeNotice, n: CollectorNotice) -> Values:
    total, amount = yen_text(e.computation.total), yen_text(e.amount)
    facts = [
        f"{e.name}　様（{e.number}）",
        e.address,
        f"{n.recipient.name}（{n.collector_number}）",
        e.reference,
    ]
    others = (("納付書で納める額", e.ordinary_amount), ("年金から引かれる額", e.pension_amount))
    return {
        "facts": facts,
        "facts-size": _smallest(facts, sizes=(76, 66, 56, 46), place=1020),
        "total": total,
        "amount": amount,
        "total-size": _smallest([total, amount], sizes=(170, 140, 110), place=520),
        "computation": computation_values(e.computation, HALF_PAGE),
        "months": [yen_text(month) for month in e.months],
        "others": [[label, yen_text(other)] for label, other in others if other],
    }


def _smallest(texts: Sequence[str], *, sizes: tuple[int, ...], place: int) -> float:
    return min(fitting(text, sizes=sizes, place=place) for text in texts) / 10
