"""Ordinary notices as the template prints them: every figure already a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.codes.code_sheet import bars
from juminzei.notices.codes.gs1_128 import human_readable
from juminzei.notices.computation_page import (
    FULL_PAGE,
    Values,
    common_words,
    computation_values,
    in_words,
)
from juminzei.notices.drawing import Sheet
from juminzei.notices.recipient_block import recipient_values
from juminzei.notices.type_size import fitting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.notices.codes.code_sheet import CodeSheet
    from juminzei.notices.ordinary.form import OrdinaryNotice, PaymentSlip
    from juminzei.notices.wording.city_wording import Wording

WEEKDAYS = "月火水木金土日"
FORM = "ordinary"


def sheet(
    notices: Sequence[OrdinaryNotice],
    *,
    tax_year: int,
    wording: Wording,
    issued_on: date,
    draft: bool,
    law_warning: str = "",
) -> Sheet:
    """Return what one file of ``notices`` is drawn from; they have been checked.

    Args:
        notices: What is printed.
        tax_year: 年度.
        wording: The city's words.
        issued_on: 発付年月日.
        draft: Whether 「見本・未確定」 stands across every page.
        law_warning: What each page and slip says in a margin of the year's law; empty for nothing.
    """
    drawn = Sheet(FORM)
    drawn.words = {
        **common_words(wording, wording.ordinary, tax_year_text(tax_year)),
        "law-warning": law_warning,
    }
    pages = [_values(notice, wording, issued_on, drawn.codes) for notice in notices]
    drawn.data = {"draft": draft, "notices": pages}
    drawn.pages = sum(notice.pages for notice in notices)
    return drawn


def _values(n: OrdinaryNotice, wording: Wording, issued_on: date, codes: CodeSheet) -> Values:
    title = wording.ordinary["title-pension" if n.pension_payments else "title"]
    total = yen_text(n.computation.total)
    name = n.payer or n.recipient.name
    return {
        "title": title,
        "title-size": 11.5 if n.pension_payments else 18,
        "recipient": recipient_values(n.recipient),
        "facts": _facts(n, wording, issued_on),
        "total": total,
        "total-size": fitting(total, sizes=(300, 250, 200), place=650) / 10,
        "collected": _collected(n),
        "computation": computation_values(n.computation, FULL_PAGE),
        "terms": [[f"第{t.number}期", _due(t.due_on), yen_text(t.amount)] for t in n.terms],
        "pension": [
            [_month(p.month) + ("（仮徴収）" if p.provisional else ""), yen_text(p.amount)]
            for p in n.pension_payments
        ],
        "in-words": in_words(n.computation),
        "comparison": _comparison(n),
        "payer": {"text": name, "size": fitting(name, sizes=(90, 75, 65), place=370, lines=2) / 10},
        "slips": [_slip(s, n.number, codes) for s in n.slips],
    }


def _facts(n: OrdinaryNotice, wording: Wording, issued_on: date) -> list[list[str]]:
    city = wording.city
    return [
        ["通知書番号", n.number],
        ["発付年月日", wareki_text(issued_on)],
        ["1月1日の住所", n.taxed_at],
        ["発付者", f"{city.issuer}{city.seal}"],
    ]


def _collected(n: OrdinaryNotice) -> list[list[str]]:
    ways = (
        ("納付書で納める額（普通徴収）", n.ordinary_amount),
        ("給与から引かれる額（特別徴収）", n.special_amount),
        ("年金から引かれる額（特別徴収）", n.pension_amount),
    )
    return [[label, yen_text(amount)] for label, amount in ways]


def _comparison(n: OrdinaryNotice) -> list[list[str]]:
    if n.previous_total is None:
        return []
    change = n.computation.total - n.previous_total
    sign = "＋" if change > 0 else ""
    return [
        ["前年度の年税額", yen_text(n.previous_total) + "円"],
        ["増減", f"{sign}{yen_text(change)}円"],
    ]


def _slip(slip: PaymentSlip, number: str, codes: CodeSheet) -> Values:
    amount = yen_text(slip.amount)
    return {
        "term": f"第{slip.term}期",
        "number": number,
        "due": wareki_text(slip.due_on),
        "amount": amount,
        "amount-size": fitting(amount + "円", sizes=(145, 125, 110, 90), place=370) / 10,
        "qr": codes.qr(slip.qr_text),
        "bars": bars(slip.store_code),
        "bars-text": human_readable(slip.store_code) if slip.store_code else "",
        "case-key": slip.case_key,
        "confirmation": slip.confirmation,
    }


def _due(day: date) -> str:
    return f"{wareki_text(day)}（{WEEKDAYS[day.weekday()]}）"


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"令和{int(year) - 2018}年{int(number)}月"
