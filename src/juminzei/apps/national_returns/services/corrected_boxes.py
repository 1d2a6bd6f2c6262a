"""What changes in a return when dependants fall: amounts by box, rows of relatives struck out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from juminzei.formats.national_return_record import NationalReturn, Page, Value

BOXES = {
    "ABB00520": "配偶者（特別）控除",
    "ABB00540": "扶養控除",
    "ABB00548": "特定親族特別控除",
    "ABB00510": "勤労学生、障害者控除",
    "ABB00500": "寡婦、ひとり親控除",
    "ABB00560": "控除の合計",
    "ABB00410": "所得の合計",
}
"""Boxes of 第一表 that such a correction changes, in the order of the page."""
FIRST_PAGE, RELATIVES = "KOA020-1", "ABY00150"
OF_SPOUSE = tuple(f"ABY00{place:03d}" for place in (20, 30, 40, 60, 70, 90, 130, 133))
"""Boxes of the spouse on 第二表."""
SPOUSE_AMOUNTS = ("ABB00520", "ABB00780")
"""Deduction and income of the spouse on 第一表, which fall with the spouse."""
SPOUSE = "spouse"
STRUCK = "struck"
Changes = dict[str, list[int] | str]


def differences(
    one: NationalReturn, amounts: Mapping[str, int], *, struck: Collection[int], spouse_struck: bool
) -> Changes:
    """Return what changes: by box before and after, of rows and the spouse that they fall.

    Raises:
        ReturnsRefusedError: There is no such row, or no spouse.
    """
    changes: Changes = {
        tag: [one.amount(tag), amount]
        for tag, amount in amounts.items()
        if amount != one.amount(tag)
    }
    for row in sorted(set(struck)):
        if not 1 <= row <= len(one.rows(RELATIVES)):
            raise ReturnsRefusedError("親族の行がありません。画面を読み直してください。")
        changes[f"{RELATIVES}.{row}"] = STRUCK
    if spouse_struck:
        if not any(one.value(tag) for tag in OF_SPOUSE):
            raise ReturnsRefusedError("配偶者の記載がありません。")
        changes[SPOUSE] = STRUCK
        changes |= {tag: [one.amount(tag), 0] for tag in SPOUSE_AMOUNTS if one.amount(tag)}
    return changes


def corrected(one: NationalReturn, changes: Mapping[str, object]) -> NationalReturn | None:
    """Return a return with these changes; none if it is not any more what they were made of."""
    amounts: dict[str, int] = {}
    struck: set[int] = set()
    for name, change in changes.items():
        if isinstance(change, list):
            before, after = change
            if one.amount(name) != before:
                return None
            amounts[name] = after
        elif name != SPOUSE:
            struck.add(int(name.partition(".")[2]))
    if struck and max(struck) > len(one.rows(RELATIVES)):
        return None
    gone = set(OF_SPOUSE) if SPOUSE in changes else set()
    seen = 0
    forms = []
    for form in one.forms:
        pages = []
        for page in form.pages:
            pages.append(_page(page, amounts, gone, {row - seen for row in struck}))
            seen += len(page.rows.get(RELATIVES, ()))
        forms.append(replace(form, pages=tuple(pages)))
    return replace(one, forms=tuple(forms))


def _page(page: Page, amounts: Mapping[str, int], gone: set[str], struck: set[int]) -> Page:
    """Return a page with its part of the changes; ``struck`` counts from its first row."""
    told = amounts if page.tag == FIRST_PAGE else {}
    changed = {tag for tag in told if tag not in page.values}
    values: dict[str, Value] = {
        tag: told.get(tag, value) for tag, value in page.values.items() if tag not in gone
    } | {tag: told[tag] for tag in changed}
    rows = dict(page.rows)
    if RELATIVES in rows:
        rows[RELATIVES] = tuple(
            row for place, row in enumerate(rows[RELATIVES], 1) if place not in struck
        )
    return replace(page, values=values, rows=rows)
