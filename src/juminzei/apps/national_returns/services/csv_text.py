"""Rows as the text of a CSV file that no spreadsheet calculates with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a text."""


def plain(value: object) -> str:
    """Return what stands in a cell; a text that would be calculated gets a mark in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def csv_text(lines: Iterable[Sequence[str]]) -> str:
    """Return lines as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue()
