"""The rows behind a return's boxes (申告の内訳)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.base.typed_day import read_day
from juminzei.base.wareki import wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.desk_return.page import Section, Sheet

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.selectors.papers import Papers


def stated_sheet(papers: Papers) -> Sheet:
    """Return the rows behind the boxes: slips, and relatives with their classes."""
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
    choice = dict(boxes()["collection_choice"].choices)[
        str(entries.values.get("collection_choice", ""))
    ]
    return Sheet(
        "申告の内訳",
        (),
        (
            Section("所得の内訳", ("種類", "支払者", "収入金額", "源泉徴収税額"), slips, 2),
            Section(
                "配偶者や親族", ("続柄", "氏名", "生年月日", "区分", "合計所得金額"), relatives
            ),
            Section(
                "住民税に関する事項",
                ("項目", "内容"),
                (("給与・公的年金等以外の所得の徴収方法", choice),),
            ),
        ),
    )


def _yen(row: Row, name: str) -> str:
    return yen_text(int(row.get(name) or 0))
