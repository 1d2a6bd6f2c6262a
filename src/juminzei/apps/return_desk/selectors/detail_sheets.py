"""Lists whose rows are printed as they stand: 医療費控除の明細書 and the like."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.return_form import lists
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.desk_return.page import Section, Sheet

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.apps.return_desk.return_form import Box, ListOfBoxes

PRINTED = {
    "medical": "医療費控除の明細書",
    "self_medication": "セルフメディケーション税制の明細書",
    "specified": "特定支出に関する明細書",
}
"""Lists with a sheet of their own, and its title."""
TOGETHER = ("casualties", "donations", "housing_loans", "renovations", "lands", "shares", "losses")
"""Lists that are printed on one sheet."""
FIGURES = {"yen", "loss"}


def detail_sheets(entries: Entries) -> list[Sheet]:
    """Return a sheet for each list that is an attachment, and one for the other lists."""
    others = [_section(lists()[key], entries.rows(key)) for key in TOGETHER if entries.rows(key)]
    alone = [
        Sheet(title, (), (_section(lists()[key], entries.rows(key)),))
        for key, title in PRINTED.items()
        if entries.rows(key)
    ]
    return [*alone, Sheet("その他の明細", (), tuple(others))]


def _section(shape: ListOfBoxes, rows: list[Row]) -> Section:
    """Return the rows with a sum of each column of yen; words stand before figures."""
    columns = [box for box in shape.columns if box.kind not in {"hidden", "flag", *FIGURES}]
    figures = [box for box in shape.columns if box.kind in FIGURES]
    lines = [tuple(_text(box, row) for box in (*columns, *figures)) for row in rows]
    sums = tuple(yen_text(sum(int(row.get(box.name) or 0) for row in rows)) for box in figures)
    lines.append(("計", *("" for _ in columns[1:]), *sums))
    heads = tuple(box.label.partition("（")[0] for box in (*columns, *figures))
    return Section(shape.title.partition("（")[0], heads, tuple(lines), len(figures))


def _text(box: Box, row: Row) -> str:
    value = row.get(box.name)
    if box.kind in FIGURES:
        return yen_text(int(value or 0))
    if box.kind == "choice":
        return dict(box.choices).get(str(value or ""), "")
    if box.kind == "day" and value:
        return wareki_text(date.fromisoformat(str(value)))
    return str(value or "")
