"""How figures, days and numbers are written on pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone

from juminzei.base.numbers.municipalities import named
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from collections.abc import Sized

register = template.Library()


@register.filter
def municipality(code: str) -> str:
    """Return the name of a municipality with its code, the code alone if it is not listed."""
    return named(code)


@register.filter
def yen(amount: int | None) -> str:
    """Return whole yen with commas; nothing for nothing known."""
    return "" if amount is None else yen_text(amount)


@register.filter
def signed_yen(amount: int) -> str:
    """Return a change of whole yen: ``＋`` for more, ▲ for less."""
    return f"＋{yen_text(amount)}" if amount > 0 else yen_text(amount)


@register.filter
def figure(text: str) -> str:
    """Return a figure of the law with commas, decimals as they are."""
    return yen_text(int(text)) if text.isdecimal() else text


@register.filter
def people(count: int | None) -> str:
    """Return a number of persons or things with commas."""
    return "" if count is None else f"{count:,}"


@register.filter
def wareki(day: date | None) -> str:
    """Return a day by era: 令和8年6月30日."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return "" if day is None else wareki_text(day)


@register.filter
def moment(at: datetime | None) -> str:
    """Return a moment by era, to the minute, in Japan's time."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{wareki_text(local.date())} {local:%H:%M}"


@register.filter
def addressee_number(number: int | None) -> str:
    """Return an addressee number with its leading noughts."""
    return "" if number is None else f"{number:010d}"


@register.filter
def per_thousand(score: int | None) -> str:
    """Return thousandths as per cent with one decimal."""
    return "" if score is None else f"{score // 10}.{score % 10} %"


@register.filter
def share(done: int, total: int) -> int:
    """Return how much of ``total`` is done, in whole per cent rounded down."""
    return done * 100 // total if total else 0


@register.filter
def nothing(things: Sized) -> bool:
    """Return whether there is nothing to show."""
    return len(things) == 0


@register.filter
def field(things: dict[str, object], key: str) -> object:
    """Return one entry of a mapping, nothing if it is not there."""
    return things.get(key, "")


@register.filter
def tax_year(year: int) -> str:
    """Return a tax year by era: 令和8年度."""
    return tax_year_text(year)


@register.filter
def month(text: str) -> str:
    """Return the month of ``2026-06`` in words."""
    return f"{int(text[5:7])}月"


@register.filter
def reason(why: object) -> str:
    """Return the sentence and the note in the reason of a decision."""
    if not isinstance(why, dict):
        return ""
    return "　".join(str(why[part]) for part in ("sentence", "note") if why.get(part))
