"""How much came on each day, by channel and kind, and what of it waits for too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate

from juminzei.apps.receiving.models import OPEN, DeliveredFile, FileState
from juminzei.apps.receiving.rules import receiving_rules
from juminzei.apps.receiving.selectors.deliveries import unconfirmed
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.scanning import ScanResult

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class DayLine:
    """What came on one day through one channel, of one kind.

    ``received = accepted + held + duplicates`` of what is taken in; files wait or lie in
    quarantine besides.
    """

    day: date
    channel: str
    label: str
    files: int
    received: int
    accepted: int
    held: int
    duplicates: int
    waiting: int
    quarantined: int


def by_day(since: date, until: date) -> list[DayLine]:
    """Return the counts of each day, channel and kind, the newest day first.

    Args:
        since: The first day.
        until: The last day; it counts.
    """
    waiting = Q(state__in=[FileState.RECEIVED, FileState.CHECKED])
    found = (
        DeliveredFile.objects.annotate(day=TruncDate("entered_at"))
        .filter(day__gte=since, day__lte=until)
        .values("day", "delivery__channel", "label")
        .annotate(
            files=Count("pk"),
            waiting=Count("pk", filter=waiting),
            quarantined=Count("pk", filter=Q(state=FileState.QUARANTINED)),
            sum_received=Sum("received_rows"),
            sum_accepted=Sum("accepted"),
            sum_held=Sum("held"),
            sum_duplicates=Sum("duplicates"),
        )
        .order_by("-day", "delivery__channel", "label")
    )
    return [
        DayLine(
            day=row["day"],
            channel=Channel(row["delivery__channel"]).label,
            label=row["label"] or "（未判定）",
            files=row["files"],
            received=row["sum_received"],
            accepted=row["sum_accepted"],
            held=row["sum_held"],
            duplicates=row["sum_duplicates"],
            waiting=row["waiting"],
            quarantined=row["quarantined"],
        )
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that came and has not found its place."""

    text: str
    count: int
    query: str
    """What the list that shows them is asked for."""


def alarms(at: datetime) -> list[Alarm]:
    """Return what is open and must not be forgotten; nothing if all is well."""
    late = overdue(at).count()
    quarantined = DeliveredFile.objects.filter(state=FileState.QUARANTINED)
    infected = quarantined.filter(scan=ScanResult.INFECTED).count()
    found = [
        Alarm(f"受け取ってから {_hours()} 時間を過ぎて、取り込まれていないファイル", late, "files"),
        Alarm("感染が見つかったファイル", infected, "quarantine"),
        Alarm("隔離されているファイル", quarantined.count() - infected, "quarantine"),
        Alarm("二人目の確認を待つ媒体", unconfirmed().count(), "unconfirmed"),
    ]
    return [alarm for alarm in found if alarm.count]


def overdue(at: datetime) -> QuerySet[DeliveredFile]:
    """Return the files that were received and not taken in for too long."""
    limit = at - timedelta(hours=_hours())
    waiting = [state for state in OPEN if state != FileState.QUARANTINED]
    return DeliveredFile.objects.filter(state__in=waiting, entered_at__lt=limit)


def _hours() -> int:
    return receiving_rules().receiving_alarm_hours
