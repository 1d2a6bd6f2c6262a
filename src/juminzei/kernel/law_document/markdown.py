"""The little Markdown that the pages are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; nothing where there are no rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([_row(header), _row(["---"] * len(header)), *lines])


def link(text: str, target: str) -> str:
    """Return a link to a page or a place on it."""
    return f"[{text}]({target})"


def anchored(level: int, text: str, anchor: str) -> str:
    """Return a heading that links can lead to by a name of their own."""
    return f'<a id="{anchor}"></a>\n{"#" * level} {text}'


def years_text(years: Sequence[int]) -> str:
    """Return ``令和3年度から令和9年度まで``; years with a gap one by one."""
    first, last = years[0], years[-1]
    if len(years) > 1 and last - first + 1 == len(years):
        return f"{tax_year_text(first)}から{tax_year_text(last)}まで"
    return "、".join(tax_year_text(one) for one in years)


def page(*parts: str) -> str:
    """Return a page of parts set apart by empty lines; empty parts are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '／').replace(chr(10), ' ') for cell in cells)} |"
