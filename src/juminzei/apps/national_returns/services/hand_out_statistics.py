"""Statistics and the list of remarks as files, handed out on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.selectors.statistics import (
    by_day,
    by_form,
    by_income,
    by_source,
    remarked,
)
from juminzei.apps.national_returns.services.csv_text import csv_text, plain
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

STATISTICS = "returns.statistics"


@transaction.atomic
def hand_out_statistics(*, tax_year: int, table: str, actor: StaffMember, at: datetime) -> bytes:
    """Return a table of a year's returns as CSV; it names nobody.

    Args:
        tax_year: 年度.
        table: A key of :data:`TABLES`.
        actor: Who takes it; needs ``returns.statistics``.
        at: When.

    Raises:
        ReturnsRefusedError: There is no such table.
        NotPermittedError: The actor may not.
    """
    require(actor, STATISTICS, on=at.date())
    if table not in TABLES:
        raise ReturnsRefusedError("この表はありません。画面から選び直してください。")
    heading, lines = TABLES[table]
    rows = [list(heading), *([plain(value) for value in line] for line in lines(tax_year))]
    audit.record(
        action="national_returns.statistics.handed_out",
        actor=actor,
        at=at,
        details={"tax_year": tax_year, "table": table, "rows": len(rows) - 1},
    )
    return csv_text(rows).encode("utf-8-sig")


def _days(tax_year: int) -> Iterator[tuple[object, ...]]:
    for line in by_day(tax_year):
        yield line.day, line.returns, line.corrections, line.remarked, line.broken


def _remarks(tax_year: int) -> Iterator[tuple[object, ...]]:
    for row in remarked(tax_year).iterator():
        where = (row.pk, row.delivery.delivery_id, row.seq, row.received_on)
        for remark in row.remarks:
            yield *where, row.get_state_display(), remark


TABLES: dict[str, tuple[tuple[str, ...], Callable[[int], Iterable[tuple[object, ...]]]]] = {
    "form": (("様式", "件数"), by_form),
    "income": (("所得の種類", "件数"), by_income),
    "source": (("区分・申告種別", "件数"), by_source),
    "day": (("収受日", "件数", "修正等", "補記あり", "エラー"), _days),
    "remarks": (("申告", "配信番号", "通番", "収受日", "状態", "補記"), _remarks),
}
"""Name → heading, and what yields the lines of a tax year."""
