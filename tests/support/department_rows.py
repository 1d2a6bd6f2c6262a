"""Made-up feeds of other departments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.departments.agreements import agreements
from juminzei.base.numbers import addressee_number
from juminzei.formats import department_feed
from juminzei.formats.department_feed import DepartmentRecord, FeedHead
from support.moments import START

if TYPE_CHECKING:
    from juminzei.platform.documents.receivers import Outcome
    from juminzei.platform.staff.models import StaffMember

DISABILITY, ASSISTANCE, PREMIUMS, CARE = department_feed.KINDS
KANA = "ヤマダ タロウ"
SINCE = date(2020, 4, 1)
ASKED: dict[str, dict[str, Any]] = {
    DISABILITY: {"kind": "身体障害者手帳", "grade": "1級", "valid_from": SINCE},
    ASSISTANCE: {"grade": "生活・医療", "valid_from": SINCE},
    PREMIUMS: {"kind": "国保", "income_year": 2025, "withheld": 0, "otherwise": 120_000},
    CARE: {"kind": "障害者控除対象者認定書", "grade": "障害者", "valid_from": SINCE},
}


def row(feed_kind: str, body: int = 1, **given: Any) -> DepartmentRecord:
    """Return a row about the person numbered after ``body``."""
    number = addressee_number.number(body)
    shared = {"reference": f"R-{body}", "addressee_number": number, "kana": KANA, "change": "登録"}
    return DepartmentRecord(**{**shared, **ASKED[feed_kind], **given})


def head(kind: str, **given: Any) -> FeedHead:
    """Return the header of a file of everything, as of the assessment date."""
    shared: dict[str, Any] = {
        "municipality": "112101",
        "department": agreements()[kind].department,
        "whole": True,
        "as_of": date(2026, 1, 1),
        "made_on": date(2026, 1, 15),
    }
    return FeedHead(kind=kind, **{**shared, **given})


def feed(kind: str, *rows: DepartmentRecord, **given: Any) -> bytes:
    """Return a file of ``rows``."""
    return department_feed.write(head(kind, **given), rows)


def taken(actor: StaffMember, content: bytes, name: str = "feed.csv") -> Outcome:
    """Take a file in."""
    from juminzei.apps.departments.services.take_feed import take_feed  # noqa: PLC0415 - models are there only now

    return take_feed(content=content, name=name, actor=actor, at=START)
