"""How to pay what a return comes to, as a sheet for the taxpayer (納付のご案内)."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.models import ReturnKind
from juminzei.base.business_days import UnknownHolidaysError, next_open_day
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.desk_return.page import Section, Sheet

if TYPE_CHECKING:
    from juminzei.apps.return_desk.selectors.papers import Papers

FILE = Path(__file__).parents[1] / "payment_ways.toml"
MARCH, LAST_DAY = 3, 15
"""所得税法120条1項, 128条: returns and payment are due on 15 March of the next year."""
WAYS = ("納付の方法", "手続")


def payment_sheet(papers: Papers, on: date) -> Sheet:
    """Return the sheet; empty where nothing is to be paid and nothing comes back.

    Args:
        papers: The return.
        on: Today: what was due before has to be paid with the return.
    """
    national = papers.one.kind == ReturnKind.NATIONAL
    payable = papers.taxes.national["payable"] if national else 0
    refund = papers.taxes.national["refund"] if national else 0
    levy = papers.taxes.inhabitant["total"]
    sections = []
    if payable:
        due = due_text(papers.one.tax_year, on)
        sections += [
            Section(
                "納める所得税",
                ("税金", "納期限", "金額（円）"),
                (("所得税", due, yen_text(payable)),),
            ),
            _ways("所得税の納め方", "national"),
        ]
    if refund:
        row = ("所得税", "本人名義の口座（公金受取口座でも）へ振り込まれます", yen_text(refund))
        sections.append(Section("還付される所得税", ("税金", "受取り", "金額（円）"), (row,)))
    if levy:
        row = ("住民税（年税額の見込み）", "6月の通知のとおり", yen_text(levy))
        sections += [
            Section("住民税", ("税金", "納期", "金額（円）"), (row,)),
            _ways("住民税の納め方（自分で納める分）", "inhabitant"),
        ]
    return Sheet("納付のご案内", (), tuple(sections))


def due_text(tax_year: int, on: date) -> str:
    """Return by when income tax is to be paid, in words."""
    last = date(tax_year, MARCH, LAST_DAY)
    try:
        last = next_open_day(last)
    except UnknownHolidaysError:
        return f"{wareki_text(last)}（休日のときは次の開庁日）"
    return wareki_text(last) if on <= last else "申告と同時（納期限を過ぎています）"


def _ways(title: str, tax: str) -> Section:
    return Section(title, WAYS, tuple((one["way"], one["how"]) for one in _told()[tax]), 0)


@cache
def _told() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
