"""Summaries of employers, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from juminzei.formats.employer_summary import EmployerSummary


def summary(**fields: Any) -> EmployerSummary:
    """Return the summary of 株式会社甲 for 令和7年, with ``fields`` as given."""
    return EmployerSummary(
        **{
            "collector_number": "1001",
            "corporate_number": "7000012050002",
            "name": "株式会社甲",
            "address": "加須市三俣2-1-1",
            "pays_from": date(2025, 1, 1),
            "pays_until": date(2025, 12, 31),
            "reported": 3,
            "special": 1,
            "ordinary_left": 1,
            "ordinary_other": 1,
            "filed_on": date(2026, 1, 30),
            **fields,
        }
    )
