"""The second place of checkpoints: what lies there, and what happens while it is away."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections, transaction

from juminzei.platform import clock
from juminzei.platform.audit import unanchored
from juminzei.platform.audit.models import AuditRecord, Checkpoint, CheckpointCopy, SigningKey
from juminzei.platform.audit.services import AuditStalledError, record
from juminzei.platform.audit.signing import key_folder
from juminzei.platform.audit.unanchored import LATENESS, LIMIT
from juminzei.platform.audit.verification import verified
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


class SetClock:
    """A clock that shows what it is told."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetClock]:
    shown = SetClock()
    monkeypatch.setattr(clock, "now", shown)
    monkeypatch.setattr(unanchored, "ASK_AGAIN_S", 0)
    yield shown
    LATENESS.since = None


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings.CONFIGURATION, "checkpoint_dir", tmp_path / "second")
    return tmp_path / "second"


def act(now: SetClock) -> None:
    record(action="a.done", actor=batch_member(START), at=now.time)


def away(place: Path) -> None:
    """Put a file where the folder should be: not even root can write into that."""
    if place.exists():
        place.rename(place.with_name("elsewhere"))
    place.write_text("")


def back(place: Path) -> None:
    place.unlink()
    if place.with_name("elsewhere").exists():
        place.with_name("elsewhere").rename(place)


def test_each_checkpoint_is_one_read_only_file(place: Path, now: SetClock) -> None:
    act(now)
    now.time += timedelta(minutes=1)
    act(now)
    files = sorted(place.glob("2026-04/*"))
    assert [file.name for file in files] == [f"checkpoint-{n:012d}.json" for n in (1, 2)]
    assert all(file.stat().st_mode & 0o777 == 0o444 for file in files)
    assert [json.loads(file.read_text())["signature"] for file in files] == list(
        Checkpoint.objects.order_by("number").values_list("signature", flat=True)
    )
    key = SigningKey.objects.get()
    assert key.public_key in (place / f"key-{1:012d}-{key.key_id}.json").read_text()
    assert CheckpointCopy.objects.count() == 2


def test_a_file_that_lies_there_is_never_written_again(place: Path, now: SetClock) -> None:
    act(now)
    file = next(place.glob("2026-04/*"))
    before = file.read_text()
    with triggers_aside(connections["audit"]), connections["audit"].cursor() as cursor:
        cursor.execute("DELETE FROM audit_checkpointcopy")
        cursor.execute("UPDATE audit_checkpoint SET signature = 'forged'")
    now.time += timedelta(minutes=1)
    act(now)
    assert file.read_text() == before


def test_saved_checkpoints_agree_with_an_untouched_record(place: Path, now: SetClock) -> None:
    act(now)
    outcome = verified(saved=place)
    assert (outcome.problems, outcome.records, outcome.checkpoints) == ([], 1, 2)


def test_a_record_rewritten_with_its_checkpoints_is_found_by_the_saved_one(
    place: Path, now: SetClock
) -> None:
    """T-L03: even who signs anew cannot reach the second place; both roots are told."""
    act(now)
    saved = Checkpoint.objects.get().root
    with transaction.atomic(using="audit"), triggers_aside(connections["audit"]):
        SigningKey.objects.all().delete()
        Checkpoint.objects.all().delete()
        AuditRecord.objects.all().delete()
    with triggers_aside(connections["default"]), connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM outbox_outgoingrecord")
    settings.CONFIGURATION.checkpoint_dir = None
    now.time += timedelta(minutes=5)
    act(now)
    assert verified().problems == []
    texts = [one.text for one in verified(saved=place).problems]
    assert any(saved in text and Checkpoint.objects.get().root in text for text in texts)


def test_a_broken_file_in_the_second_place_is_named(place: Path, now: SetClock) -> None:
    act(now)
    file = next(place.glob("2026-04/*"))
    file.chmod(0o600)
    file.write_text("{}")
    assert any(file.name in one.text for one in verified(saved=place).problems)


def test_while_the_second_place_is_away_work_goes_on_and_the_log_warns(
    place: Path, now: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """T-L11: up to four hours."""
    away(place)
    act(now)
    now.time += LIMIT
    act(now)
    assert "the second place cannot be written" in caplog.text
    assert AuditRecord.objects.count() == 2


def test_after_four_hours_acts_are_refused_and_go_on_by_themselves_later(
    place: Path, now: SetClock
) -> None:
    """T-L11: beyond the limit, and the recovery."""
    away(place)
    act(now)
    since = now.time
    now.time += LIMIT + timedelta(seconds=1)
    with pytest.raises(AuditStalledError, match=f"{since:%Y-%m-%d %H:%M}"):
        act(now)
    back(place)
    act(now)
    assert AuditRecord.objects.count() == 2
    assert CheckpointCopy.objects.order_by("-number")[0].number == Checkpoint.objects.count()


def test_a_key_that_is_gone_stops_acts_after_the_same_time(now: SetClock) -> None:
    act(now)
    path = key_folder() / f"{SigningKey.objects.get().key_id}.pem"
    kept = path.read_bytes()
    path.unlink()
    now.time += timedelta(minutes=1)
    act(now)
    now.time += LIMIT + timedelta(seconds=1)
    with pytest.raises(AuditStalledError):
        act(now)
    path.write_bytes(kept)
    act(now)


def test_a_night_without_any_process_is_no_lateness(now: SetClock) -> None:
    """The last record of the evening has no checkpoint yet; the morning's first act makes it."""
    act(now)
    now.time += timedelta(seconds=1)
    act(now)
    now.time += timedelta(hours=14)
    LATENESS.ask(anew=True)
    assert LATENESS.since is not None
    act(now)
    assert AuditRecord.objects.count() == 3


def test_without_a_second_place_nothing_is_late(now: SetClock) -> None:
    settings.CONFIGURATION.checkpoint_dir = None
    act(now)
    LATENESS.ask(anew=True)
    assert LATENESS.since is None
