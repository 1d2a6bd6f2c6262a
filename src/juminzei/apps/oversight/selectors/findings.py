"""The queue of findings, and the days that were not inspected yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from juminzei.apps.oversight.models import AccessFinding, FindingDecision, InspectedDay
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.models import StaffMember

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

OVERDUE = timedelta(days=31)
"""A finding that nobody decided for longer is told of on top of the list."""

AT_MOST = 92
"""Days that are inspected at once; the rest follow at the next call."""


def findings() -> QuerySet[AccessFinding]:
    """Return all findings, each with ``outcome``, that of its newest decision."""
    newest = FindingDecision.objects.filter(finding=OuterRef("pk")).order_by("-pk")
    return AccessFinding.objects.annotate(outcome=Subquery(newest.values("outcome")[:1]))


def overdue(on: date) -> int:
    """Return how many findings have waited for longer than :data:`OVERDUE`."""
    return AccessFinding.objects.filter(decisions=None, day__lt=on - OVERDUE).count()


def not_inspected(on: date) -> list[date]:
    """Return the days before ``on`` that the next inspection takes, oldest first.

    Days without any record count as well: that nothing happened is found out by looking.
    """
    newest = InspectedDay.objects.order_by("-day").first()
    if newest:
        first = newest.day + timedelta(days=1)
    else:
        record = AuditRecord.objects.order_by("recorded_at").first()
        first = record.recorded_at.astimezone(JAPAN).date() if record else on
    return [first + timedelta(days=n) for n in range(min((on - first).days, AT_MOST))]


def names_of(staff_numbers: Iterable[str]) -> dict[str, str]:
    """Return the names of staff by their numbers, as far as they are known."""
    known = StaffMember.objects.filter(staff_number__in=set(staff_numbers))
    return dict(known.values_list("staff_number", "name"))
