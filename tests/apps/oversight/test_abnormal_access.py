"""What is out of the ordinary is found: seeded anomalies all, ordinary work never."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.oversight.models import (
    AccessFinding,
    FindingDecision,
    InspectedDay,
    Outcome,
    WatchGround,
)
from juminzei.apps.oversight.rules import read_rules, rules
from juminzei.apps.oversight.selectors.abnormal import ASKED, found_on
from juminzei.apps.oversight.selectors.findings import AT_MOST, not_inspected, overdue
from juminzei.apps.oversight.services.decide_finding import FindingNotDecidedError, decide_finding
from juminzei.apps.oversight.services.inspect_days import inspect_days
from juminzei.apps.oversight.services.watch_person import NotWatchedError, watch_person
from juminzei.cli import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)

MONDAY = date(2026, 6, 1)
SUNDAY = date(2026, 5, 31)
HOLIDAY = date(2026, 5, 5)
NEXT_MORNING = datetime(2026, 6, 2, 8, 30, tzinfo=JAPAN)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("2001")


@pytest.fixture
def officer() -> StaffMember:
    return staff("9001", Role.PRIVACY_OFFICER)


def at(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=JAPAN)


def view(member: StaffMember, when: datetime, number: int = 14, times: int = 1) -> None:
    for place in range(times):
        record(
            action="addressees.person.viewed",
            actor=member,
            at=when + timedelta(seconds=place),
            subject_kind="addressee",
            subject_id=f"{number:010d}",
        )


def found(day: date) -> list[tuple[str, str, int]]:
    return [(one.rule, one.staff_number, one.count) for one in found_on(day, rules())]


def test_an_ordinary_day_has_no_findings(clerk: StaffMember) -> None:
    view(clerk, at(MONDAY, 8, 30))
    view(clerk, at(MONDAY, 17, 14))
    assert found(MONDAY) == []


@pytest.mark.parametrize("day", [SUNDAY, HOLIDAY, date(2026, 5, 30), date(2026, 12, 29)], ids=str)
def test_work_on_a_closed_day_is_found(clerk: StaffMember, day: date) -> None:
    view(clerk, at(day, 10), times=2)
    assert found(day) == [("closed_day", "2001", 2)]


@pytest.mark.parametrize(
    ("hour", "minute", "second", "counted"),
    [(7, 29, 59, 1), (7, 30, 0, 0), (19, 59, 59, 0), (20, 0, 0, 1), (0, 0, 0, 1), (23, 59, 59, 1)],
)
def test_work_out_of_hours_is_found_to_the_second(
    clerk: StaffMember, hour: int, minute: int, second: int, counted: int
) -> None:
    view(clerk, at(MONDAY, hour, minute, second))
    assert found(MONDAY) == [("out_of_hours", "2001", 1)] * counted


def test_unattended_work_keeps_no_hours() -> None:
    view(batch_member(at(SUNDAY, 3)), at(SUNDAY, 3))
    assert found(SUNDAY) == []


def test_many_views_in_any_hour_are_found(clerk: StaffMember) -> None:
    view(clerk, at(MONDAY, 9, 30), times=30)
    view(clerk, at(MONDAY, 10, 15), times=30)
    assert found(MONDAY) == []
    view(clerk, at(MONDAY, 10, 29))
    assert found(MONDAY) == [("many_views_an_hour", "2001", 61)]


def test_an_hour_is_over_after_sixty_minutes(clerk: StaffMember) -> None:
    view(clerk, at(MONDAY, 9), times=30)
    view(clerk, at(MONDAY, 10, 0, 30), times=31)
    assert found(MONDAY) == []


def test_the_fullest_hour_names_its_first_and_last_record(clerk: StaffMember) -> None:
    view(clerk, at(MONDAY, 9))
    view(clerk, at(MONDAY, 11), times=61)
    one = next(iter(found_on(MONDAY, rules())))
    assert (one.first, one.last) == (2, 62)


def test_many_views_spread_over_a_day_are_found(clerk: StaffMember) -> None:
    asked = read_rules(b'[many_views_a_day]\nname = "x"\nmore_than = 4\n')
    for hour in range(9, 13):
        view(clerk, at(MONDAY, hour))
    assert list(found_on(MONDAY, asked)) == []
    view(clerk, at(MONDAY, 16))
    assert [one.count for one in found_on(MONDAY, asked)] == [5]


def test_each_look_at_a_protected_person_is_found(clerk: StaffMember) -> None:
    hidden, other = (
        person(1, "山本 﨑子", "ヤマモト サキコ"),
        person(2, "山田 太郎", "ヤマダ タロウ"),
    )
    protect(hidden)
    view(clerk, at(MONDAY, 9), hidden.number, times=2)
    view(clerk, at(MONDAY, 9), other.number)
    [one] = found_on(MONDAY, rules())
    assert (one.rule, one.count) == ("protected_person", 2)
    assert one.subject_id == f"{hidden.number:010d}"


def test_each_look_at_a_watched_person_is_found(clerk: StaffMember, officer: StaffMember) -> None:
    known, other = (
        person(1, "山本 﨑子", "ヤマモト サキコ"),
        person(2, "山田 太郎", "ヤマダ タロウ"),
    )
    for number in (known.number, other.number):
        watch_person(
            number,
            ground=WatchGround.PUBLIC_LIFE,
            watch=True,
            actor=officer,
            at=at(SUNDAY - timedelta(days=2), 10),
        )
    watch_person(
        other.number,
        ground=WatchGround.PUBLIC_LIFE,
        watch=False,
        actor=officer,
        at=at(SUNDAY - timedelta(days=2), 11),
    )
    view(clerk, at(MONDAY, 9), known.number)
    view(clerk, at(MONDAY, 9), other.number)
    [one] = found_on(MONDAY, rules())
    assert (one.rule, one.subject_id) == ("watched_person", f"{known.number:010d}")


def test_who_came_to_be_watched_on_a_later_day_was_not_watched_before(
    clerk: StaffMember, officer: StaffMember
) -> None:
    one = person(1, "山本 﨑子", "ヤマモト サキコ")
    view(clerk, at(MONDAY, 9), one.number)
    watch_person(
        one.number,
        ground=WatchGround.REPORTED,
        watch=True,
        actor=officer,
        at=at(MONDAY + timedelta(days=1), 9),
    )
    assert found(MONDAY) == []


@pytest.mark.parametrize("watch", [True, False])
def test_an_entry_that_says_nothing_new_is_refused(*, officer: StaffMember, watch: bool) -> None:
    one = person(1, "山本 﨑子", "ヤマモト サキコ")

    def enter(number: int, *, watch: bool) -> None:
        watch_person(number, ground=WatchGround.OTHER, watch=watch, actor=officer, at=at(MONDAY, 9))

    if watch:
        enter(one.number, watch=True)
    with pytest.raises(NotWatchedError, match="すでに"):
        enter(one.number, watch=watch)
    with pytest.raises(NotWatchedError, match="いません"):
        enter(one.number + 1, watch=True)


def test_a_look_at_somebody_close_is_found(clerk: StaffMember) -> None:
    """T-Z12: whoever opens their own or their family's record is asked about it the next day."""
    for number in (14, 15):
        record(
            action="conflicts.close_person.opened",
            actor=clerk,
            at=at(MONDAY, 9),
            subject_kind="addressee",
            subject_id=str(number),
            details={"closeness": ["own"]},
        )
    told = [(one.rule, one.subject_id, one.count) for one in found_on(MONDAY, rules())]
    assert told == [("close_person", "0000000014", 1), ("close_person", "0000000015", 1)]


def test_many_looks_at_numbers_are_found(clerk: StaffMember) -> None:
    """T-Z07: the vault says so from the thirty-first of a day on."""
    record(action="vault.views.many", actor=clerk, at=at(MONDAY, 9))
    assert found(MONDAY) == [("many_numbers", "2001", 1)]


@pytest.mark.parametrize(
    ("action", "rule", "most"),
    [("staff.sign_in.failed", "failed_sign_ins", 9), ("permission.denied", "refusals", 4)],
)
def test_what_fails_too_often_is_found(
    clerk: StaffMember, action: str, rule: str, most: int
) -> None:
    for minute in range(most):
        record(action=action, actor=clerk, at=at(MONDAY, 9, minute))
    assert found(MONDAY) == []
    record(action=action, actor=clerk, at=at(MONDAY, 9, most))
    assert found(MONDAY) == [(rule, "2001", most + 1)]


def test_each_rule_of_the_file_is_asked_and_has_a_japanese_name() -> None:
    assert rules().by_key.keys() == ASKED.keys()
    assert not [rule.name for rule in rules().by_key.values() if rule.name.isascii()]


def test_days_are_inspected_once_each_and_never_before_they_are_over(
    clerk: StaffMember, officer: StaffMember
) -> None:
    view(clerk, at(SUNDAY, 10))
    view(clerk, at(MONDAY, 21))
    days = inspect_days(actor=officer, at=NEXT_MORNING)
    assert [(one.day, one.records, one.findings) for one in days] == [
        (SUNDAY, 1, 1),
        (MONDAY, 1, 1),
    ]
    assert inspect_days(actor=officer, at=NEXT_MORNING) == []
    assert AccessFinding.objects.count() == 2
    assert not_inspected(date(2026, 6, 3)) == [date(2026, 6, 2)]
    said = OutgoingRecord.objects.filter(action="audit.day.inspected").order_by("pk")
    assert [one.subject_id for one in said] == ["2026-05-31", "2026-06-01"]


def test_nothing_is_inspected_before_anything_is_on_record(officer: StaffMember) -> None:
    assert inspect_days(actor=officer, at=NEXT_MORNING) == []


def test_a_long_time_is_inspected_in_parts(clerk: StaffMember) -> None:
    view(clerk, at(date(2025, 1, 6), 10))
    assert len(not_inspected(MONDAY)) == AT_MOST


def test_an_officer_decides_with_a_reason_and_may_decide_anew(
    clerk: StaffMember, officer: StaffMember
) -> None:
    view(clerk, at(SUNDAY, 10))
    inspect_days(actor=officer, at=NEXT_MORNING)
    one = AccessFinding.objects.get()
    assert overdue(SUNDAY + timedelta(days=32)) == 1
    for outcome in (Outcome.INCIDENT, Outcome.IN_ORDER):
        decide_finding(
            finding_id=one.pk, outcome=outcome, reason=" 休日出勤 ", actor=officer, at=NEXT_MORNING
        )
    assert list(FindingDecision.objects.values_list("reason", flat=True)) == ["休日出勤"] * 2
    assert overdue(SUNDAY + timedelta(days=32)) == 0
    said = OutgoingRecord.objects.filter(action="audit.finding.decided").latest("pk")
    assert said.details == {
        "decision": FindingDecision.objects.latest("pk").pk,
        "outcome": "in_order",
    }
    assert "休日出勤" not in str(OutgoingRecord.objects.values())


def test_a_finding_waits_a_month_before_it_is_overdue(
    clerk: StaffMember, officer: StaffMember
) -> None:
    view(clerk, at(SUNDAY, 10))
    inspect_days(actor=officer, at=NEXT_MORNING)
    assert overdue(SUNDAY + timedelta(days=31)) == 0


@pytest.mark.parametrize(
    ("about", "reason", "text"),
    [
        ("9001", "理由", "ほかの責任者"),
        ("2001", "　", "理由を入れて"),
        (None, "理由", "ありません"),
    ],
)
def test_what_cannot_be_decided_is_told(
    officer: StaffMember, about: str | None, reason: str, text: str
) -> None:
    one = AccessFinding(
        rule="closed_day",
        day=SUNDAY,
        staff_number=about or "",
        count=1,
        first_sequence=1,
        last_sequence=1,
        found_at=NEXT_MORNING,
    )
    if about:
        one.save()
    with pytest.raises(FindingNotDecidedError, match=text):
        decide_finding(
            finding_id=one.pk or 0,
            outcome=Outcome.TOLD,
            reason=reason,
            actor=officer,
            at=NEXT_MORNING,
        )
    assert not FindingDecision.objects.exists()


def test_who_has_not_the_function_is_refused(clerk: StaffMember) -> None:
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        member = staff(f"80{role[:2]}", role)
        with pytest.raises(NotPermittedError):
            inspect_days(actor=member, at=NEXT_MORNING)
    with pytest.raises(NotPermittedError):
        decide_finding(finding_id=1, outcome=Outcome.TOLD, reason="x", actor=clerk, at=NEXT_MORNING)
    assert not InspectedDay.objects.exists()


def test_the_command_inspects_every_night(
    clerk: StaffMember, capsys: pytest.CaptureFixture[str]
) -> None:
    view(clerk, at(SUNDAY, 10))
    assert main(["audit", "inspect"]) == 0
    assert "findings: 1" in capsys.readouterr().out
    assert InspectedDay.objects.order_by("day")[0].inspected_by.staff_number == "batch"
