"""住宅耐震改修特別控除等 of the works that were entered one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.detail_columns import yen_in
from juminzei.apps.return_desk.finding import Finding
from juminzei.apps.return_desk.told_columns import ToldColumns
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import (
    Renovation,
    ReturnColumns,
    assess_income_tax,
    load_income_tax,
    renovation_credit,
)

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.kernel.income_tax import RenovationCredit

FIRST = "seismic"
"""The work of a row that says nothing else: the first choice of the form."""


def with_renovations(
    told: ToldColumns, entries: Entries, income_year: int
) -> tuple[ToldColumns, RenovationCredit | None]:
    """Return the columns with the credit of the works added, and how it came about.

    Args:
        told: The columns of everything else; 合計所得金額 follows from them.
        entries: The boxes; works without a day yield nothing.
        income_year: 年分.
    """
    works = [_work(row) for row in entries.rows("renovations") if row.get("moved_in_on")]
    if not works:
        return told, None
    tax = assess_income_tax(
        TaxpayerColumns.from_sparse([told.taxpayer]),
        ReturnColumns.from_sparse([told.returned]),
        load_income_tax(income_year),
    )
    credit = renovation_credit(works, income_year, tax.row(0)["aggregate_income"])
    returned = Counter(told.returned)
    returned["renovation_credit"] += credit.amount
    return ToldColumns(told.taxpayer, {n: v for n, v in returned.items() if v}), credit


def renovation_findings(entries: Entries, credit: RenovationCredit | None) -> list[Finding]:
    """Return which works yield no credit, and why.

    Args:
        entries: The boxes.
        credit: What the works with a day yield; None where there is none.
    """
    rows = entries.rows("renovations")
    dated = [place for place, row in enumerate(rows) if row.get("moved_in_on")]
    found = [
        Finding(
            "renovation_without_day",
            f"住宅の改修などの{place + 1}行目：居住開始日がありません。",
            "控除の限度額は、居住開始日（耐震は工事の完了日）から決まります。入れてください。",
            grave=True,
            box=f"id_renovations-{place}-moved_in_on",
        )
        for place in range(len(rows))
        if place not in dated
    ]
    lines = credit.lines if credit else ()
    return found + [
        Finding(
            "renovation_refused",
            f"住宅の改修などの{place + 1}行目：{line.refusal}",
            "この行の控除は0円で計算しています。",
            box=f"id_renovations-{place}-work",
        )
        for place, line in zip(dated, lines, strict=True)
        if line.refusal
    ]


def _work(row: Row) -> Renovation:
    return Renovation(
        work=str(row.get("work") or FIRST),
        moved_in_on=date.fromisoformat(str(row["moved_in_on"])),
        cost=yen_in(row, "cost"),
        subsidy=yen_in(row, "subsidy"),
    )
