"""When the record cannot be written, acts are refused; nothing is half done, and all recovers."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import Error, connections

from juminzei.apps.oversight.models import Watch, WatchGround
from juminzei.apps.oversight.services.watch_person import watch_person
from juminzei.platform import clock
from juminzei.platform.audit.draining import waiting_records
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import LIMIT, AuditStalledError, record, verify
from juminzei.platform.staff.policy import Role
from support.page_rows import person, staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
ON_SQLITE = {
    "disk full": ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823"),
    "read-only": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
}
ON_POSTGRESQL = {
    "read-only": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    )
}
CAUSES = ON_POSTGRESQL if connections["audit"].vendor == "postgresql" else ON_SQLITE
each_cause = pytest.mark.parametrize("cause", CAUSES)


@contextmanager
def unwritable(alias: str, cause: str) -> Iterator[None]:
    """Take the disk, or the right to write, away from one database."""
    away, back = CAUSES[cause]
    with connections[alias].cursor() as cursor:
        cursor.execute(away)
    try:
        yield
    finally:
        with connections[alias].cursor() as cursor:
            cursor.execute(back)


@pytest.fixture
def officer() -> StaffMember:
    return staff("9001", Role.PRIVACY_OFFICER)


def enter(number: int, officer: StaffMember, *, minutes: float = 0) -> None:
    at = clock.now() + timedelta(minutes=minutes)
    watch_person(number, ground=WatchGround.OTHER, watch=True, actor=officer, at=at)


def fill_until_records_wait(officer: StaffMember) -> None:
    """Record until the room that the database's pages still had is used up."""
    for _ in range(500):
        record(action="policy.matrix.viewed", actor=officer, at=clock.now())
        if waiting_records().exists():
            return
    raise AssertionError("the audit database took everything")


def enter_and_release(number: int, officer: StaffMember) -> None:
    """Act again and again, until the last page is full."""
    for turn in range(500):
        watch_person(
            number,
            ground=WatchGround.OTHER,
            watch=turn % 2 == 0,
            actor=officer,
            at=clock.now(),
        )


@each_cause
def test_acts_go_on_for_the_limit_and_are_refused_then(cause: str, officer: StaffMember) -> None:
    """T-L05: the audit database cannot be written."""
    people = [person(n, "山田 太郎", "ヤマダ タロウ").number for n in (1, 2, 3)]
    limit = LIMIT.total_seconds() / 60
    with unwritable("audit", cause):
        fill_until_records_wait(officer)
        enter(people[0], officer)
        with pytest.raises(AuditStalledError, match="操作記録データベースの確認"):
            enter(people[1], officer, minutes=limit + 1)
        assert list(Watch.objects.values_list("number", flat=True)) == [people[0]]
        assert OutgoingRecord.objects.filter(action="oversight.person.watched").count() == 1
    enter(people[2], officer, minutes=limit + 1)
    watched = AuditRecord.objects.filter(action="oversight.person.watched")
    assert (
        watched.order_by("sequence")
        .values_list("subject_id", flat=True)[0]
        .endswith(str(people[0]))
    )
    assert (Watch.objects.count(), verify()) == (2, [])


@each_cause
def test_an_act_whose_record_cannot_be_written_is_not_done(
    cause: str, officer: StaffMember
) -> None:
    """T-L05: the store in which the act and its record lie together cannot be written."""
    number = person(1, "山田 太郎", "ヤマダ タロウ").number
    with unwritable("default", cause), pytest.raises(Error):
        enter_and_release(number, officer)
    acts = Watch.objects.filter(number=number).count()
    said = OutgoingRecord.objects.filter(subject_id__endswith=str(number)).count()
    assert acts == said
    watched = Watch.objects.filter(number=number).order_by("-pk").first()
    if watched is None or not watched.watched:
        enter(number, officer)
    assert verify() == []


def test_the_page_says_so_and_recovers(
    client: Client, officer: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-L05: the message of a refused act is for the reader."""
    number = person(1, "山田 太郎", "ヤマダ タロウ").number
    client.force_login(officer)
    form = {"number": str(number), "watch": "watch", "ground": "other"}
    page, cause = "/oversight/watched/enter/", "read-only"
    with unwritable("audit", cause):
        enter(person(2, "山田 次郎", "ヤマダ ジロウ").number, officer)
        with monkeypatch.context() as patch:
            patch.setattr("juminzei.platform.audit.services.LIMIT", timedelta(0))
            patch.setattr(
                "juminzei.platform.audit.services.record.__kwdefaults__",
                {**_defaults(), "limit": timedelta(0)},
            )
            answer = client.post(page, form)
    assert answer.status_code == 503
    assert "操作を中止しました" in answer.text
    assert not Watch.objects.filter(number=number).exists()
    assert client.post(page, form).status_code == 302
    assert Watch.objects.filter(number=number).exists()


def _defaults() -> dict[str, object]:
    return dict(record.__kwdefaults__ or {})
