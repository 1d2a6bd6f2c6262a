"""Notifications of employers and receptions of eLTAX, made for a test."""

from __future__ import annotations

from datetime import date
from typing import Any

from juminzei.formats.employer_application import ApplicationKind, EmployerApplication
from juminzei.formats.reception_list import Reception

SAMPLES: dict[str, dict[str, Any]] = {
    ApplicationKind.MOVEMENT: {
        "person_name": "加藤　一郎",
        "person_kana": "カトウ　イチロウ",
        "person_birth_on": date(1980, 4, 2),
        "moved_on": date(2026, 5, 31),
        "movement": "退職",
        "collected_after": "普通徴収",
        "collected_yen": 20_000,
    },
    ApplicationKind.SWITCH: {"person_name": "加藤　一郎", "begins_in": "2026-08"},
    ApplicationKind.CHANGE: {"new_name": "株式会社新甲"},
    ApplicationKind.SPECIAL_DUE: {"regular_staff": 9},
    ApplicationKind.RECEIVING: {"notice_to_collector": "el", "notified_at": "a@example.jp"},
}


def application(kind: str, **fields: Any) -> EmployerApplication:
    """Return a notification of 株式会社甲 for 令和8年度, with ``fields`` as given."""
    shared = {
        "application": str(kind),
        "filed_on": date(2026, 6, 10),
        "tax_year": 2026,
        "collector_number": "1001",
        "name": "株式会社甲",
        "address": "加須市三俣2-1-1",
        "recipient_reference": "1" if kind in {"異動", "切替"} else "",
    }
    return EmployerApplication(**{**shared, **SAMPLES[ApplicationKind(kind)], **fields})


def reception(**fields: Any) -> Reception:
    """Return what eLTAX says of a file a.csv, with ``fields`` as given."""
    shared = {
        "file_name": "a.csv",
        "reception_number": "R-2026-0001",
        "arrived_at": "2026-01-30T17:05:09",
        "copy": "正本",
        "signature": "有効",
    }
    return Reception(**{**shared, **fields})
