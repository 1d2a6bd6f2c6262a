"""How the cells of lists look and lead on, the same on every list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.timezone import localtime

from juminzei.base.wareki import wareki_text

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

NOWRAP = {"td": {"class": "nowrap"}}
"""A column of numbers or days that must not break."""
NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}
"""A column of amounts or counts, set to the right."""
ROVING = {"data-roving": ""}
"""A list whose rows the arrow keys reach."""


def linked(address: str, text: str) -> SafeString:
    """Return the link by which a row is opened."""
    return format_html('<a href="{}" data-row>{}</a>', address, text)


def moment(at: datetime) -> str:
    """Return a moment by era, to the minute, in Japan's time."""
    local = localtime(at)
    return f"{wareki_text(local.date())} {local:%H:%M}"
