"""The demo's documents are closed, or two of its staff let the year be fixed unclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.demo_staff import CLERK, SUPERVISOR

if TYPE_CHECKING:
    from collections.abc import Mapping

REASON = "デモの市では、確認待ちの資料を試せるように残して確定する"


def close_or_ask(tax_year: int) -> Mapping[str, object]:
    """Close what is decided; else let a clerk ask and the supervisor grant (締めずに確定)."""
    from juminzei.apps.assessment.selectors.closing import undecided
    from juminzei.apps.assessment.services.close_documents import close_documents
    from juminzei.apps.assessment.services.fix_unclosed import ask_unclosed, decide_unclosed
    from juminzei.platform import clock
    from juminzei.platform.staff.models import StaffMember

    asks, decides = (StaffMember.objects.get(staff_number=one) for one in (CLERK, SUPERVISOR))
    at = clock.now()
    if not undecided(tax_year):
        act = close_documents(tax_year, actor=asks, at=at)
    else:
        ask_unclosed(tax_year, reason=REASON, actor=asks, at=at)
        act = decide_unclosed(tax_year, granted=True, actor=decides, at=at)
    return {"act": act.act, "undecided": act.undecided}
