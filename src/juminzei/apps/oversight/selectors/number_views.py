"""How many Individual Numbers each member of staff looked at, by day, as the record has it."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F
from django.db.models.functions import TruncDate

from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

USUAL_A_DAY = 30
"""Above this the vault raises an alert."""


def number_view_days(order: str) -> QuerySet[Any, Any]:
    """Return ``on``, ``staff_number`` and ``count`` of every day in Japan with such a look.

    Args:
        order: One of these columns, with ``-`` before it for the reverse.
    """
    seen = AuditRecord.objects.filter(action="vault.number.revealed")
    day = TruncDate("recorded_at", tzinfo=JAPAN)
    days = seen.annotate(on=day).values("on", "staff_number").annotate(count=Count("pk"))
    return days.order_by(order, "staff_number", F("on"))


def alerts_on(day: date) -> int:
    """Return how many members have looked at more numbers than usual since the day began."""
    start = datetime.combine(day, time.min, tzinfo=JAPAN)
    raised = AuditRecord.objects.filter(action="vault.views.many", recorded_at__gte=start)
    return raised.values("staff_number").distinct().count()
