"""What was recorded long ago goes into archives, and out of the database by two people."""

from __future__ import annotations

import gzip
import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import DatabaseError, connections

from juminzei.platform import clock
from juminzei.platform.audit import archiving, removal, standalone_verifier
from juminzei.platform.audit.anchoring import copy_checkpoints
from juminzei.platform.audit.checkpoints import make_checkpoint
from juminzei.platform.audit.exported import (
    NothingToProveError,
    export,
    prove_growth,
    prove_inclusion,
)
from juminzei.platform.audit.models import Archive, ArchiveStep, AuditRecord, Checkpoint, Step
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import drain, record
from juminzei.platform.audit.verification import verified
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.emptying import triggers_aside
from support.moments import START
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.audit.chain import Problem
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
OLD = START.replace(year=START.year - 9)
LAST_DAY = date(OLD.year, 12, 31)
OLD_RECORDS, NEW_RECORDS = 6, 3


@pytest.fixture
def officer() -> StaffMember:
    return clerk("privacy_officer", staff_number="2001")


@pytest.fixture
def administrator() -> StaffMember:
    return clerk("administrator", staff_number="3001")


def acts(count: int, at: datetime) -> None:
    for number in range(count):
        record(
            action="addressees.searched",
            actor=batch_member(at),
            at=at,
            details={"found": number},
        )


@pytest.fixture(autouse=True)
def history(
    transactional_db: None,  # noqa: ARG001 - pytest orders fixtures by it
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Six records of nine years ago under a checkpoint, three of today under another."""
    monkeypatch.setattr(settings.CONFIGURATION, "checkpoint_dir", tmp_path / "saved")
    for at, count in ((OLD, OLD_RECORDS), (START, NEW_RECORDS)):
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        acts(count, at)
        make_checkpoint(at)
        copy_checkpoints(at)


def archived(folder: Path, actor: StaffMember) -> Archive:
    return archiving.archive(folder, until=LAST_DAY, actor=actor, at=START)


def removed(folder: Path, first: StaffMember, second: StaffMember) -> int:
    archived(folder, batch_member(START))
    removal.ask_to_remove(1, folder, actor=first, at=START)
    return removal.decide_to_remove(1, folder, agreed=True, actor=second, at=START)


def found(saved: Path | None = None) -> list[Problem]:
    drain()
    return verified(saved=saved).problems


def by_hand(statement: str, alias: str = "audit") -> None:
    with triggers_aside(connections[alias]), connections[alias].cursor() as cursor:
        cursor.execute(statement)


def test_an_archive_holds_the_closed_days_and_verifies_alone(
    tmp_path: Path, officer: StaffMember
) -> None:
    before = AuditRecord.objects.filter(recorded_at__year=OLD.year).count()

    made = archived(tmp_path, officer)

    place = tmp_path / "archive-000001"
    count, problems = standalone_verifier.verify_export(place, tmp_path / "saved", None)
    assert (made.first, made.last) == (1, before)
    assert (count, [p for p in problems if "しかありません" not in p]) == (before, [])
    assert {path.name for path in place.iterdir()} == {
        *("keys.jsonl", "checkpoints.jsonl", "records.jsonl.gz", "manifest.json")
    }
    assert AuditRecord.objects.filter(sequence__lte=made.last).count() == before
    assert found() == []


def test_the_next_archive_goes_on_where_the_last_ended(
    tmp_path: Path, officer: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = archived(tmp_path, officer)
    drain()
    make_checkpoint(START)
    monkeypatch.setattr(clock, "now", lambda: START + timedelta(days=2))

    second = archiving.archive(
        tmp_path, until=START.date(), actor=officer, at=START + timedelta(days=2)
    )

    count, problems = standalone_verifier.verify_export(tmp_path / "archive-000002", None, None)
    assert second.first == first.last + 1
    assert (count, problems) == (second.last - first.last, [])


def test_removed_records_are_gone_and_the_rest_verifies(
    tmp_path: Path, officer: StaffMember, administrator: StaffMember
) -> None:
    last = AuditRecord.objects.filter(recorded_at__year=OLD.year).count()

    assert removed(tmp_path, administrator, officer) == last

    assert not AuditRecord.objects.filter(sequence__lte=last).exists()
    assert not OutgoingRecord.objects.filter(recorded_at__year=OLD.year).exists()
    assert found(tmp_path / "saved") == []
    assert export(tmp_path / "export") == AuditRecord.objects.count()
    assert standalone_verifier.verify_export(tmp_path / "export", None, None)[1] == []


def test_what_stays_is_proved_and_what_went_is_proved_by_its_archive(
    tmp_path: Path, officer: StaffMember, administrator: StaffMember
) -> None:
    removed(tmp_path, administrator, officer)
    drain()
    newest = make_checkpoint(START)
    assert newest is not None

    for sequence in AuditRecord.objects.filter(sequence__lte=newest.tree_size).values_list(
        "sequence", flat=True
    ):
        (tmp_path / "proof.json").write_text(prove_inclusion(sequence))
        assert standalone_verifier.verify_proof(tmp_path / "proof.json", None, None) == []
    start = Archive.objects.get().checkpoint
    for old in Checkpoint.objects.filter(number__range=(start, newest.number - 1)):
        (tmp_path / "growth.json").write_text(prove_growth(old.number, newest.number))
        assert standalone_verifier.verify_proof(tmp_path / "growth.json", None, None) == []
    with pytest.raises(NothingToProveError, match="書庫"):
        prove_inclusion(2)
    with pytest.raises(NothingToProveError, match="書庫"):
        prove_growth(1, newest.number)


def test_nobody_removes_alone_or_without_asking(
    tmp_path: Path, officer: StaffMember, administrator: StaffMember
) -> None:
    archived(tmp_path, officer)
    with pytest.raises(archiving.ArchiveRefusedError, match="申請されていません"):
        removal.decide_to_remove(1, tmp_path, agreed=True, actor=officer, at=START)
    removal.ask_to_remove(1, tmp_path, actor=officer, at=START)
    with pytest.raises(archiving.ArchiveRefusedError, match="申請した職員"):
        removal.decide_to_remove(1, tmp_path, agreed=True, actor=officer, at=START)
    with pytest.raises(archiving.ArchiveRefusedError, match="すでに申請"):
        removal.ask_to_remove(1, tmp_path, actor=administrator, at=START)
    with pytest.raises(NotPermittedError):
        removal.decide_to_remove(
            1, tmp_path, agreed=True, actor=clerk(staff_number="4001"), at=START
        )
    assert AuditRecord.objects.filter(sequence=1).exists()

    assert removal.decide_to_remove(1, tmp_path, agreed=False, actor=administrator, at=START) == 0
    assert AuditRecord.objects.filter(sequence=1).exists()
    removal.ask_to_remove(1, tmp_path, actor=officer, at=START)
    assert removal.decide_to_remove(1, tmp_path, agreed=True, actor=administrator, at=START) > 0


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (1, False)])
def test_records_stay_for_their_years(
    days: int,
    tmp_path: Path,
    officer: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
    *,
    refused: bool,
) -> None:
    archived(tmp_path, officer)
    years = START.year - OLD.year
    monkeypatch.setattr(settings.CONFIGURATION, "record_years", years)
    at = START + timedelta(days=days)
    if refused:
        with pytest.raises(archiving.ArchiveRefusedError, match=f"{years} 年間"):
            removal.ask_to_remove(1, tmp_path, actor=officer, at=at)
    else:
        removal.ask_to_remove(1, tmp_path, actor=officer, at=at)


@pytest.mark.parametrize("name", ["records.jsonl.gz", "checkpoints.jsonl", "manifest.json"])
def test_a_damaged_or_missing_archive_keeps_the_records(
    name: str, tmp_path: Path, officer: StaffMember
) -> None:
    archived(tmp_path, officer)
    file = tmp_path / "archive-000001" / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    with pytest.raises(archiving.ArchiveRefusedError, match="正しい写し"):
        removal.ask_to_remove(1, tmp_path, actor=officer, at=START)
    file.unlink()
    with pytest.raises(archiving.ArchiveRefusedError, match="正しい写し"):
        removal.ask_to_remove(1, tmp_path, actor=officer, at=START)


def test_a_record_that_is_not_whole_is_not_archived(tmp_path: Path, officer: StaffMember) -> None:
    by_hand("UPDATE audit_auditrecord SET action = 'x' WHERE sequence = 2")
    with pytest.raises(archiving.ArchiveRefusedError, match="異常"):
        archived(tmp_path, officer)
    assert not Archive.objects.exists()
    assert list(tmp_path.glob("archive-*")) == []


@pytest.mark.parametrize("day", [START.date(), START.date() + timedelta(days=1)])
def test_a_day_that_is_not_over_is_not_archived(
    day: date, tmp_path: Path, officer: StaffMember
) -> None:
    with pytest.raises(archiving.ArchiveRefusedError, match="終わっていない"):
        archiving.archive(tmp_path, until=day, actor=officer, at=START)


@pytest.mark.parametrize(
    "deletion",
    [
        "DELETE FROM audit_auditrecord WHERE sequence = 1",
        "DELETE FROM audit_archive",
        "DELETE FROM audit_archivestep",
    ],
)
def test_the_database_refuses_before_two_people_decided(
    deletion: str, tmp_path: Path, officer: StaffMember
) -> None:
    archived(tmp_path, officer)
    removal.ask_to_remove(1, tmp_path, actor=officer, at=START)
    with pytest.raises(DatabaseError, match="append-only"), connections["audit"].cursor() as cursor:
        cursor.execute(deletion)


def test_the_database_refuses_beyond_the_archive(
    tmp_path: Path, officer: StaffMember, administrator: StaffMember
) -> None:
    removed(tmp_path, administrator, officer)
    for alias, table in (("audit", "audit_auditrecord"), ("default", "outbox_outgoingrecord")):
        with pytest.raises(DatabaseError, match="append-only"), connections[alias].cursor() as one:
            one.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own


def test_a_removal_that_nobody_put_on_record_is_found(tmp_path: Path, officer: StaffMember) -> None:
    one = archived(tmp_path, officer)
    ArchiveStep.objects.create(archive=one, step=Step.AGREED, at=START, staff_number="2001")
    AuditRecord.objects.filter(sequence__lte=one.last).delete()

    assert "archive" in {problem.kind for problem in found()}


def test_a_start_that_the_second_place_does_not_know_is_found(
    tmp_path: Path, officer: StaffMember, administrator: StaffMember
) -> None:
    removed(tmp_path, administrator, officer)
    name = f"checkpoint-{Archive.objects.get().checkpoint:012d}.json"
    saved = next((tmp_path / "saved").glob(f"*/{name}"))
    saved.chmod(0o600)
    line = json.loads(saved.read_text())
    line["statement"] = line["statement"].replace("root ", "root 0", 1)
    saved.write_text(json.dumps(line))

    assert "checkpoint" in {problem.kind for problem in found(tmp_path / "saved")}


def test_a_removal_that_a_crash_cut_short_is_finished(
    tmp_path: Path,
    officer: StaffMember,
    administrator: StaffMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    archived(tmp_path, officer)
    removal.ask_to_remove(1, tmp_path, actor=administrator, at=START)
    with monkeypatch.context() as patch:
        patch.setattr(removal, "AT_ONCE", 2)
        patch.setattr(OutgoingRecord.objects, "filter", crash)
        with pytest.raises(KeyboardInterrupt):
            removal.decide_to_remove(1, tmp_path, agreed=True, actor=officer, at=START)
    assert AuditRecord.objects.filter(sequence=1).exists()

    assert removal.decide_to_remove(1, tmp_path, agreed=True, actor=officer, at=START) > 0
    assert not AuditRecord.objects.filter(sequence=1).exists()
    assert found() == []


def test_an_archive_can_be_read_with_common_tools(tmp_path: Path, officer: StaffMember) -> None:
    archived(tmp_path, officer)
    with gzip.open(tmp_path / "archive-000001" / "records.jsonl.gz", "rt") as lines:
        told = [json.loads(json.loads(line)["content"])["action"] for line in lines]
    assert told.count("addressees.searched") == OLD_RECORDS
