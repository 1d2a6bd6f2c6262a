"""The sheets of a return: 申告書, 収支内訳書, 計算明細, as the printing takes them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.business_incomes import TRADES, expenses_of, trades_of
from juminzei.apps.return_desk.form_checks import TRADE_NAMES
from juminzei.apps.return_desk.models import ReturnKind
from juminzei.apps.return_desk.selectors.detail_sheets import detail_sheets
from juminzei.apps.return_desk.selectors.inhabitant_sheet import inhabitant_sheet
from juminzei.apps.return_desk.selectors.national_sheets import national_sheets
from juminzei.apps.return_desk.selectors.payment_sheet import payment_sheet
from juminzei.apps.return_desk.selectors.stated_sheet import stated_sheet
from juminzei.apps.return_desk.side_by_side import (
    inhabitant_lines,
    national_lines,
    pair_lines,
)
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.desk_return.page import Section, Sheet

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.addressees.api import Identity
    from juminzei.apps.return_desk.both_taxes import BothTaxes
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.selectors.return_outcome import ReturnOutcome
    from juminzei.apps.return_desk.told_columns import ToldColumns

DRAFT, COPY = "下書き（完了していません）", "控え"


@dataclass(frozen=True, slots=True)
class Papers:
    """What every sheet of a return is made of."""

    one: DeskReturn
    who: Identity
    entries: Entries
    told: ToldColumns
    taxes: BothTaxes
    outcome: ReturnOutcome


def sheets(papers: Papers, *, on: date, finished: bool, copy: bool) -> list[Sheet]:
    """Return every sheet that a return has something for.

    Args:
        papers: The return.
        on: Today.
        finished: Whether it was finished; else every sheet says that it is a draft.
        copy: For the taxpayer, with how to pay.
    """
    notes = tuple(papers.outcome.assumptions)
    is_national = papers.one.kind == ReturnKind.NATIONAL
    first = national_sheets(papers) if is_national else [inhabitant_sheet(papers)]
    made = [
        *first,
        stated_sheet(papers),
        *_trade_sheets(papers),
        *detail_sheets(papers.entries),
        _calculation(papers),
        *([payment_sheet(papers, on)] if copy else []),
    ]
    mark = "" if finished else f"　{DRAFT}"
    mark += f"　{COPY}" if copy else ""
    return [
        replace(
            sheet,
            title=f"{sheet.title}{mark}",
            who=_who(papers),
            notes=(*notes, *sheet.notes),
        )
        for sheet in made
        if sheet.says_something
    ]


def _who(papers: Papers) -> tuple[str, ...]:
    who = papers.who
    birth = wareki_text(who.birth_on) if who.birth_on else ""
    address = "" if who.protected else who.address
    return (
        f"{tax_year_text(papers.one.tax_year)}　受付番号 {papers.one.pk}",
        f"{who.name}（{who.kana}）　{birth}　宛名番号 {who.number:010d}",
        address,
    )


def _trade_sheets(papers: Papers) -> list[Sheet]:
    """Return 収支内訳書, one for each trade with receipts or expenses."""
    entries = papers.entries
    trades = trades_of(entries)
    title = "青色申告決算書" if entries.amount("blue_return_deduction") else "収支内訳書"
    made = []
    for trade in TRADES:
        receipts, spent = entries.amount(f"revenue_{trade}"), expenses_of(entries, trade)
        if not receipts and not spent:
            continue
        rows = [("収入金額", yen_text(receipts))]
        rows += [
            (str(row.get("account", "")), _yen(row, "amount"))
            for row in entries.rows("expenses")
            if row.get("of") == trade
        ]
        result = trades[trade]
        rows += [
            ("経費の計", yen_text(spent)),
            ("差引金額", yen_text(receipts - spent)),
            ("専従者給与（控除）", yen_text(result.family_pay)),
            ("青色申告特別控除", yen_text(result.blue_deduction)),
            ("所得金額", yen_text(result.income)),
        ]
        section = Section("収支", ("科目", "金額（円）"), tuple(rows))
        made.append(Sheet(f"{title}（{TRADE_NAMES[trade]}）", (), (section,)))
    return made


def _calculation(papers: Papers) -> Sheet:
    pairs = tuple(
        (
            line.label,
            yen_text(line.national),
            "－" if line.inhabitant is None else yen_text(line.inhabitant),
        )
        for line in pair_lines(papers.taxes)
    )
    national = tuple((one.label, yen_text(one.amount)) for one in national_lines(papers.taxes))
    levies = tuple((one.label, yen_text(one.amount)) for one in inhabitant_lines(papers.taxes, {}))
    saved = tuple(
        (one.label, yen_text(one.national), yen_text(one.inhabitant))
        for one in papers.taxes.savings
    )
    both = ("項目", "所得税", "住民税")
    return Sheet(
        "計算明細",
        (),
        (
            Section("所得と控除", both, pairs, 2),
            Section("所得税", ("項目", "金額（円）"), national),
            Section("住民税", ("項目", "金額（円）"), levies),
            Section("控除ごとに減る税額", both, saved, 2),
        ),
        tuple(papers.outcome.remarks),
    )


def _yen(row: Row, name: str) -> str:
    return yen_text(int(row.get(name) or 0))
