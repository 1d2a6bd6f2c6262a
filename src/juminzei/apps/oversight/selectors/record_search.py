"""Finding records of acts: by person, staff, time, function, action and result."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from juminzei.platform.audit.actions import action_called
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.results import Result
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.policy import FUNCTIONS

if TYPE_CHECKING:
    from django.db.models import QuerySet

REACHED = 10_000
"""Records of one search that can be paged through; the page says when there are more."""


@dataclass(frozen=True, slots=True)
class RecordTerms:
    """What an officer looks for; empty terms do not narrow.

    ``since`` and ``until`` are days in Japan, both inclusive.
    """

    person: str = ""
    staff: str = ""
    since: date | None = None
    until: date | None = None
    function: str = ""
    action: str = ""
    result: str = ""

    @property
    def kinds(self) -> list[str]:
        """Return which terms are given (for the record of the search)."""
        return [name for name in self.__dataclass_fields__ if getattr(self, name)]


def found(terms: RecordTerms, *, oldest_first: bool = False) -> QuerySet[AuditRecord]:
    """Return the records that ``terms`` describe, newest first unless told otherwise.

    Each term has an index that ends in the time, so that one page of ten million is read
    by its own rows.
    """
    records = AuditRecord.objects.all()
    if terms.person:
        records = records.filter(subject_id=terms.person, subject_kind="addressee")
    if terms.staff:
        records = records.filter(staff_number=terms.staff)
    if terms.since:
        records = records.filter(recorded_at__gte=_start(terms.since))
    if terms.until:
        records = records.filter(recorded_at__lt=_start(terms.until + timedelta(days=1)))
    for name in ("function", "action", "result"):
        if getattr(terms, name):
            records = records.filter(**{name: getattr(terms, name)})
    return records.order_by(*(("", "-")[not oldest_first] + key for key in ("recorded_at", "pk")))


class ReachablePages(Paginator):  # type: ignore[type-arg]  # takes no arguments at run time
    """Pages through the first :data:`REACHED` records; counting goes no further either."""

    def __init__(self, records: QuerySet[AuditRecord], per_page: int) -> None:
        """Prepare pages of ``records``."""
        super().__init__(records, per_page)
        self.records = records

    @cached_property
    def count(self) -> int:
        """Return how many can be reached."""
        return min(self._counted, REACHED)

    @property
    def more(self) -> bool:
        """Return whether there are more than can be reached."""
        return self._counted > REACHED

    @cached_property
    def _counted(self) -> int:
        # Without their order: for its sake SQLite would read all records in the order of time.
        return self.records.order_by()[: REACHED + 1].count()


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the page shows it."""

    sequence: int
    recorded_at: datetime
    staff_number: str
    staff_name: str
    terminal: str
    action: str
    function: str
    subject_kind: str
    subject_id: str
    purpose: str
    result: str
    details: str


def line(record: AuditRecord) -> Line:
    """Return a record in words; its name and terminal are those of that time."""
    told = json.loads(record.content)
    return Line(
        sequence=record.sequence,
        recorded_at=record.recorded_at,
        staff_number=record.staff_number,
        staff_name=told["staff_name"],
        terminal=told["terminal"],
        action=action_called(record.action).name,
        function=FUNCTIONS.get(record.function, record.function),
        subject_kind=record.subject_kind,
        subject_id=record.subject_id,
        purpose=told["purpose"],
        result=Result(record.result).label if record.result in Result else record.result,
        details=json.dumps(told["details"], ensure_ascii=False),
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=JAPAN)
