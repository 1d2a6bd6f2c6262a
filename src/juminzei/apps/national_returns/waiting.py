"""What of national returns waits for a member of staff."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from juminzei.apps.national_returns.models import (
    Disposal,
    EntryPass,
    ExportRequest,
    Forwarding,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.agency import overdue, undecided, unreported
from juminzei.apps.national_returns.selectors.calendar import expected_on
from juminzei.apps.national_returns.selectors.retention import over_by
from juminzei.platform.staff.task import Task

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


def waiting(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield missing deliveries, entries from images, errors, forwardings and requests."""
    if "returns.view" in functions:
        missing = [one for one in expected_on(at.date()) if one.missing]
        yield Task("国税連携の配信が届いていない", len(missing), "national_deliveries")
    if "returns.enter" in functions:
        mine = EntryPass.objects.filter(entered_by=member).values("staged")
        for state, label in (
            (StagedState.ENTRY, "確定申告書の画像からの入力"),
            (StagedState.CHECK, "確定申告書のエラーの確認"),
        ):
            rows = StagedReturn.objects.filter(state=state).exclude(pk__in=mine)
            yield Task(label, rows.count(), "national_returns", query=f"state={state}")
    if "returns.forward" in functions:
        open_ones = Forwarding.objects.filter(staged__state=StagedState.OUTSIDE)
        first = open_ones.order_by("due_on").values_list("due_on", flat=True).first()
        yield Task("確定申告書の回送", open_ones.count(), "national_forwarding", due=first)
    yield from _agency(member, functions, at)
    if "returns.dispose.decide" in functions:
        asked_for = Disposal.objects.filter(decision=None).exclude(asked_by=member)
        yield Task("保存期限を過ぎた申告の消去の決定", asked_for.count(), "national_disposal")
    if "returns.dispose" in functions and not Disposal.objects.filter(decision=None).exists():
        over = over_by(at.date() - timedelta(days=1)).count()
        yield Task("保存期限を過ぎた申告", over, "national_disposal")
    if "returns.export.decide" in functions:
        asked = ExportRequest.objects.filter(decision=None).exclude(asked_by=member)
        yield Task("申告データの出力の承認", asked.count(), "national_export_requests")


def _agency(member: StaffMember, functions: Collection[str], at: datetime) -> Iterator[Task]:
    """Yield denied claims to report, reports overdue, and corrections to decide about."""
    if "returns.agency" in functions:
        yield Task("税務署に報告していない扶養の否認", len(unreported(at.year)), "national_agency")
        late = overdue(at.date()).count()
        yield Task("税務署の回答期限が過ぎた報告", late, "national_agency", query="state=overdue")
    if "returns.agency.decide" in functions:
        waiting = undecided().exclude(proposed_by=member).count()
        yield Task("申告の更正・修正の決定", waiting, "national_agency")
