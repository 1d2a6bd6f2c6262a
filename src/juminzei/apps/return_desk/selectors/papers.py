"""The sheets of a return: 申告書, 収支内訳書, 計算明細, as the printing takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.business_incomes import TRADES, expenses_of
from juminzei.apps.return_desk.filled_boxes import filled_boxes, form_note
from juminzei.apps.return_desk.form_checks import TRADE_NAMES
from juminzei.apps.return_desk.models import ReturnKind
from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.apps.return_desk.side_by_side import (
    inhabitant_lines,
    national_lines,
    pair_lines,
)
from juminzei.base.typed_day import read_day
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.kernel.income_tax.forms import FIRST, SECOND, THIRD
from juminzei.notices.desk_return.page import Section, Sheet

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Identity
    from juminzei.apps.return_desk.both_taxes import BothTaxes
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.apps.return_desk.models import DeskReturn
    from juminzei.apps.return_desk.selectors.return_outcome import ReturnOutcome
    from juminzei.apps.return_desk.told_columns import ToldColumns

SEPARATE = "tax_base_"
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


def sheets(papers: Papers, *, finished: bool, copy: bool) -> list[Sheet]:
    """Return every sheet that a return has something for.

    Args:
        papers: The return.
        finished: Whether it was finished; else every sheet says that it is a draft.
        copy: For the taxpayer.
    """
    notes = tuple(papers.outcome.assumptions)
    made = [_details(papers), *_trade_sheets(papers), _calculation(papers)]
    if papers.one.kind == ReturnKind.NATIONAL:
        first = [_first(papers), _second(papers), *_third(papers)]
    else:
        first = [_inhabitant(papers), _second(papers)]
    mark = "" if finished else f"　{DRAFT}"
    mark += f"　{COPY}" if copy else ""
    return [
        Sheet(f"{sheet.title}{mark}", _who(papers), sheet.sections, (*notes, *sheet.notes))
        for sheet in (*first, *made)
        if any(section.rows for section in sheet.sections)
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


def _boxes(papers: Papers, form: int) -> Section:
    rows = tuple(
        (one.box.number, one.box.label, yen_text(one.amount))
        for one in filled_boxes(papers.told, papers.one.tax_year - 1)
        if one.box.form == form and one.amount
    )
    return Section("欄と金額", ("欄", "項目", "金額（円）"), rows)


def _first(papers: Papers) -> Sheet:
    note = form_note(papers.one.tax_year - 1)
    return Sheet("確定申告書　第一表", (), (_boxes(papers, FIRST),), (note,) if note else ())


def _second(papers: Papers) -> Sheet:
    entries = papers.entries
    slips = tuple(
        (label, str(row.get("payer", "")), _yen(row, "revenue"), _yen(row, "withheld"))
        for key, label in (("wages", "給与"), ("pensions", "公的年金等"))
        for row in entries.rows(key)
    )
    relatives = tuple(
        (
            dict(lists()["relatives"].columns[0].choices)[str(row.get("relationship"))],
            str(row.get("name", "")),
            wareki_text(read_day(str(row["birth_on"]))) if row.get("birth_on") else "",
            papers.outcome.classes[place],
            _yen(row, "income"),
        )
        for place, row in enumerate(entries.rows("relatives"))
    )
    kinds = dict(lists()["donations"].columns[1].choices)
    gifts = tuple(
        (kinds[str(row.get("kind"))], str(row.get("recipient", "")), _yen(row, "amount"))
        for row in entries.rows("donations")
    )
    choice = dict(boxes()["collection_choice"].choices)[
        str(entries.values.get("collection_choice", ""))
    ]
    title = "確定申告書　第二表" if papers.one.kind == ReturnKind.NATIONAL else "申告の内訳"
    return Sheet(
        title,
        (),
        (
            Section("所得の内訳", ("種類", "支払者", "収入金額", "源泉徴収税額"), slips, 2),
            Section(
                "配偶者や親族", ("続柄", "氏名", "生年月日", "区分", "合計所得金額"), relatives
            ),
            Section("寄附金", ("区分", "寄附先", "金額"), gifts),
            Section(
                "住民税に関する事項",
                ("項目", "内容"),
                (
                    ("給与・公的年金等以外の所得の徴収方法", choice),
                    *(row[1:] for row in _boxes(papers, SECOND).rows),
                ),
            ),
        ),
    )


def _third(papers: Papers) -> list[Sheet]:
    """Return the sheet of incomes taxed separately, where there are any."""
    found = papers.taxes.national
    if not any(found[name] for name in found if name.startswith(SEPARATE)):
        return []
    return [Sheet("確定申告書　第三表", (), (_boxes(papers, THIRD),))]


def _inhabitant(papers: Papers) -> Sheet:
    pairs = [line for line in pair_lines(papers.taxes) if line.inhabitant is not None]
    rows = tuple((line.label, yen_text(line.inhabitant or 0)) for line in pairs)
    typed = _typed_rows(papers)
    return Sheet(
        "住民税申告書",
        (),
        (
            Section("収入・支払の記入", ("項目", "金額（円）"), typed),
            Section("所得と控除（住民税）", ("項目", "金額（円）"), rows),
        ),
    )


def _typed_rows(papers: Papers) -> tuple[tuple[str, str], ...]:
    told = [
        ("給与の収入", papers.told.taxpayer.get("revenue_employment", 0)),
        ("公的年金等の収入", papers.told.taxpayer.get("revenue_public_pension", 0)),
        *(
            (box.label, papers.entries.amount(name))
            for name, box in boxes().items()
            if box.kind in {"yen", "loss"}
        ),
    ]
    return tuple((label, yen_text(amount)) for label, amount in told if amount)


def _details(papers: Papers) -> Sheet:
    rows = tuple(
        (
            str(row.get("patient", "")),
            str(row.get("clinic", "")),
            _yen(row, "paid"),
            _yen(row, "reimbursed"),
        )
        for row in papers.entries.rows("medical")
    )
    heads = ("受けた人", "病院・薬局など", "支払った額", "補てんされる額")
    return Sheet("医療費控除の明細", (), (Section("医療費", heads, rows, 2),))


def _trade_sheets(papers: Papers) -> list[Sheet]:
    """Return 収支内訳書, one for each trade with receipts or expenses."""
    entries = papers.entries
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
        rows += [("経費の計", yen_text(spent)), ("差引金額", yen_text(receipts - spent))]
        section = Section("収支", ("科目", "金額（円）"), tuple(rows))
        made.append(Sheet(f"収支内訳書（{TRADE_NAMES[trade]}）", (), (section,)))
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
