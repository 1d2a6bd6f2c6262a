"""The list of ``juminzei staff list``: a page of it, and what waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def shown(options: argparse.Namespace, actor: StaffMember, at: datetime) -> Mapping[str, object]:
    """Return a page of the list; in a terminal one line a person, as JSON all columns."""
    from juminzei.platform.staff.listing import staff_page, waiting_requests

    rows, total = staff_page(search=options.search, page=options.page, actor=actor, at=at)
    return {
        "staff": {row.pop("number"): row for row in rows},
        "waiting": {str(row.pop("request")): row for row in waiting_requests()},
        "total": total,
        "page": options.page,
    }
