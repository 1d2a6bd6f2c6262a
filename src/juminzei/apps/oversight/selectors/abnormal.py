"""What each rule finds in one day of the record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min

from juminzei.apps.addressees.api import protected
from juminzei.apps.oversight.selectors.watched import watched
from juminzei.base.business_days import is_closed
from juminzei.platform.audit.actions import actions
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.results import Result
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from django.db.models import QuerySet

    from juminzei.apps.oversight.rules import Rule, Rules

    Records = QuerySet[AuditRecord]


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule asks about one member of staff."""

    rule: str
    staff_number: str
    count: int
    first: int
    last: int
    subject_id: str = ""


def records_of(day: date) -> Records:
    """Return the records of one day in Japan."""
    start = datetime.combine(day, time.min, tzinfo=JAPAN)
    return AuditRecord.objects.filter(
        recorded_at__gte=start, recorded_at__lt=start + timedelta(days=1)
    )


def found_on(day: date, asked: Rules) -> Iterator[Found]:
    """Yield what the rules find on ``day``, rule by rule."""
    attended = records_of(day).exclude(staff_number__in=asked.unattended)
    for rule in asked.by_key.values():
        yield from ASKED[rule.key](rule, day, attended)


def _closed_day(rule: Rule, day: date, records: Records) -> Iterator[Found]:
    if is_closed(day):
        yield from _by_member(rule, records)


def _out_of_hours(rule: Rule, day: date, records: Records) -> Iterator[Found]:
    if is_closed(day):  # the other rule asks about all of it
        return
    opens = datetime.combine(day, rule.opens, tzinfo=JAPAN)
    closes = datetime.combine(day, rule.closes, tzinfo=JAPAN)
    outside = records.filter(recorded_at__lt=opens) | records.filter(recorded_at__gte=closes)
    yield from _by_member(rule, outside)


def _many_views_an_hour(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    """Look at every hour that begins with a view, not at hours of the clock only."""
    views: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    columns = _views(records).order_by("recorded_at", "pk")
    for number, at, sequence in columns.values_list("staff_number", "recorded_at", "pk").iterator():
        views[number].append((at, sequence))
    for number, times in sorted(views.items()):
        first, last, most = _fullest_hour(times)
        if most > rule.more_than:
            yield Found(rule.key, number, most, first, last)


def _fullest_hour(times: Sequence[tuple[datetime, int]]) -> tuple[int, int, int]:
    """Return the first and the last record of the hour with the most, and how many they are."""
    start, fullest = 0, (times[0][1], times[0][1], 1)
    for end, (at, sequence) in enumerate(times):
        while at - times[start][0] >= timedelta(hours=1):
            start += 1
        if end - start + 1 > fullest[2]:
            fullest = (times[start][1], sequence, end - start + 1)
    return fullest


def _many_views_a_day(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    yield from _by_member(rule, _views(records))


def _protected_person(rule: Rule, day: date, records: Records) -> Iterator[Found]:
    yield from _by_person(rule, _views(records), protected(day))


def _watched_person(rule: Rule, day: date, records: Records) -> Iterator[Found]:
    yield from _by_person(rule, _views(records), watched(day))


def _close_person(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    yield from _by_person(rule, records.filter(action="conflicts.close_person.opened"))


def _many_numbers(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    """Take the vault's own word for it: it counts, and says when there were too many."""
    yield from _by_member(rule, records.filter(action="vault.views.many"))


def _failed_sign_ins(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    yield from _by_member(rule, records.filter(action="staff.sign_in.failed"))


def _refusals(rule: Rule, _day: date, records: Records) -> Iterator[Found]:
    yield from _by_member(rule, records.filter(result=Result.REFUSED))


def _views(records: Records) -> Records:
    looking = [key for key, action in actions().items() if action.views]
    return records.filter(action__in=looking)


def _by_person(
    rule: Rule, records: Records, people: Collection[int] | None = None
) -> Iterator[Found]:
    """Count by member of staff and person, of these ``people`` only, or of all."""
    seen = records.filter(subject_kind="addressee").values("staff_number", "subject_id")
    counted = seen.annotate(count=Count("pk"), first=Min("pk"), last=Max("pk"))
    asked = None if people is None else {f"{number:010d}" for number in people}
    for row in counted.order_by("staff_number", "subject_id"):
        if asked is None or row["subject_id"] in asked:
            yield Found(rule=rule.key, **row)


def _by_member(rule: Rule, records: Records) -> Iterator[Found]:
    """Count by member of staff, and keep those with more than the rule lets pass."""
    rows = records.values("staff_number").annotate(
        count=Count("pk"), first=Min("pk"), last=Max("pk")
    )
    for row in rows.order_by("staff_number"):
        if row["count"] > rule.more_than:
            yield Found(rule=rule.key, **row)


ASKED: dict[str, Callable[[Rule, date, Records], Iterator[Found]]] = {
    "closed_day": _closed_day,
    "out_of_hours": _out_of_hours,
    "many_views_an_hour": _many_views_an_hour,
    "many_views_a_day": _many_views_a_day,
    "protected_person": _protected_person,
    "watched_person": _watched_person,
    "close_person": _close_person,
    "many_numbers": _many_numbers,
    "failed_sign_ins": _failed_sign_ins,
    "refusals": _refusals,
}
"""How each rule of the file is asked."""
