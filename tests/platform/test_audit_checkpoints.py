"""Signed checkpoints: when they are made, what they prove, whose key signs them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connections, transaction

from juminzei.platform import clock
from juminzei.platform.audit import checkpoints
from juminzei.platform.audit.chain import START as CHAIN_START
from juminzei.platform.audit.chain import digest
from juminzei.platform.audit.checkpoints import checkpoint_when_due, leaves, make_checkpoint
from juminzei.platform.audit.merkle import Frontier
from juminzei.platform.audit.models import AuditRecord, Checkpoint, SigningKey
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record, verify
from juminzei.platform.audit.signing import (
    SigningKeyMissingError,
    is_signed,
    key_folder,
    rotate_key,
)
from juminzei.platform.audit.statements import checkpoint_statement, printed
from juminzei.platform.audit.unanchored import LATENESS
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


class SetClock:
    """A clock that shows what it is told."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    shown = SetClock()
    monkeypatch.setattr(clock, "now", shown)
    return shown


def act(count: int = 1) -> None:
    with transaction.atomic():
        for _ in range(count):
            record(action="a.done", actor=batch_member(START), at=START)


def tampered(statement: str, *values: str | int, alias: str = "audit") -> None:
    """Do what somebody with the database in their hands could do."""
    with triggers_aside(connections[alias]), connections[alias].cursor() as cursor:
        cursor.execute(statement, values)


def sizes() -> list[int]:
    return list(Checkpoint.objects.order_by("number").values_list("tree_size", flat=True))


def told() -> str:
    return "\n".join(one.text for one in verify() if one.kind == "checkpoint")


def test_a_checkpoint_follows_the_first_record_and_then_a_minute(now: SetClock) -> None:
    act()
    act()
    assert sizes() == [1]
    now.time += timedelta(seconds=59)
    act()
    assert sizes() == [1]
    now.time += timedelta(seconds=1)
    act()
    assert sizes() == [1, 4]
    assert verify() == []


def test_a_checkpoint_follows_a_thousand_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "MOST_RECORDS", 10)
    act()
    act(9)
    assert sizes() == [1]
    act()
    assert sizes() == [1, 11]
    assert verify() == []


def test_a_day_without_records_has_its_checkpoint_too(now: SetClock) -> None:
    act()
    now.time += timedelta(days=1)
    checkpoint_when_due(now.time)
    checkpoint_when_due(now.time)
    assert sizes() == [1, 1]
    assert verify() == []


def test_there_is_none_before_the_first_record(now: SetClock) -> None:
    assert checkpoint_when_due(now.time) is None
    assert make_checkpoint(now.time) is None


def test_a_checkpoint_states_the_tree_over_all_records(now: SetClock) -> None:
    act(7)
    checkpoint = Checkpoint.objects.get()
    tree = Frontier()
    tree.extend(leaves(0))
    assert checkpoint.root == tree.root().hex()
    assert checkpoint.chain_head == AuditRecord.objects.get(sequence=7).digest
    assert checkpoint.made_at == now.time
    key = SigningKey.objects.get()
    assert is_signed(key.public_key, checkpoint.signature, checkpoint_statement(checkpoint))
    assert "municipality 112101\n" in checkpoint_statement(checkpoint)


def test_a_checkpoint_that_another_process_made_meanwhile_is_not_made_again(
    now: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    act()
    now.time += timedelta(minutes=1)
    grow = Frontier.extend

    def beaten(tree: Frontier, more: Iterable[bytes]) -> None:
        grow(tree, more)
        monkeypatch.undo()
        monkeypatch.setattr(clock, "now", now)
        act()

    monkeypatch.setattr(Frontier, "extend", beaten)
    assert make_checkpoint(now.time) is None
    assert sizes() == [1, 2]
    assert verify() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET {key} = {key} + 1", "DELETE FROM {table}"]
)
@pytest.mark.parametrize(
    ("table", "key"),
    [("audit_checkpoint", "number"), ("audit_signingkey", "id"), ("audit_auditrecord", "sequence")],
)
def test_checkpoints_and_keys_stay_as_they_are(table: str, key: str, statement: str) -> None:
    """T-L04: for the tables of the audit database."""
    act()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(using="audit"),
        connections["audit"].cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table, key=key))


def test_a_rewritten_chain_is_found_by_its_checkpoint() -> None:
    """T-L03: whoever rewrites the outbox and every digest cannot rewrite what was signed."""
    act(4)
    root = Checkpoint.objects.get().root
    rewrite(2)
    text = told()
    assert "通番 4 までの操作記録が、検証点 1" in text
    assert root in text
    assert AuditRecord.objects.get(sequence=2).action == "a.harmless"
    assert [one.kind for one in verify()] == ["checkpoint"]


def rewrite(sequence: int) -> None:
    """Change an act in both databases, and every digest from there on."""
    tampered(
        "UPDATE outbox_outgoingrecord SET action = 'a.harmless'"
        " WHERE id = (SELECT MIN(id) + %s FROM outbox_outgoingrecord)",
        sequence - 1,
        alias="default",
    )
    previous = CHAIN_START
    for row in AuditRecord.objects.order_by("sequence"):
        action = "a.harmless" if row.sequence == sequence else row.action
        content = row.content.replace(f'"{row.action}"', f'"{action}"')
        new = digest(previous, content)
        tampered(
            "UPDATE audit_auditrecord SET action = %s, content = %s, previous_digest = %s,"
            " digest = %s WHERE sequence = %s",
            *(action, content, previous, new, row.sequence),
        )
        previous = new


def test_a_chain_shortened_in_both_databases_is_found_by_its_checkpoint() -> None:
    """T-L02: the end of the chain, outbox and all."""
    act(4)
    tampered("DELETE FROM audit_auditrecord WHERE sequence > 2")
    kept = AuditRecord.objects.values_list("outbox_id", flat=True)
    tampered("DELETE FROM outbox_outgoingrecord WHERE id > %s", max(kept), alias="default")
    assert told() == ("検証点 1（データベース）の時点で 4 件あった操作記録が、2 件しかありません。")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("UPDATE audit_checkpoint SET root = '00'", "署名が正しくありません"),
        ("UPDATE audit_checkpoint SET signature = '00'", "署名が正しくありません"),
        ("UPDATE audit_checkpoint SET key_id = 'x'", "その時の鍵ではありません"),
        ("UPDATE audit_checkpoint SET number = 2", "検証点 1 がありません"),
        ("UPDATE audit_signingkey SET public_key = '" + "0" * 64 + "'", "認められていません"),
    ],
)
def test_a_changed_checkpoint_or_key_is_named(change: str, text: str) -> None:
    act()
    tampered(change)
    assert text in told()


def test_after_a_rotation_old_and_new_checkpoints_verify(now: SetClock) -> None:
    """T-L10: archived public keys vouch for what was signed in their time."""
    act()
    old = SigningKey.objects.get()
    new = rotate_key(now.time)
    now.time += timedelta(minutes=1)
    act()
    signed_by = list(Checkpoint.objects.order_by("number").values_list("key_id", flat=True))
    assert signed_by == [old.key_id, new.key_id]
    assert verify() == []
    assert not (key_folder() / f"{old.key_id}.pem").exists()
    assert (key_folder() / f"{new.key_id}.pem").stat().st_mode & 0o777 == 0o600


def test_a_retired_key_signs_nothing_more(now: SetClock) -> None:
    """T-L10: even who kept the old key's file cannot use it after its end."""
    act()
    old = SigningKey.objects.get()
    kept = (key_folder() / f"{old.key_id}.pem").read_bytes()
    rotate_key(now.time)
    (key_folder() / f"{old.key_id}.pem").write_bytes(kept)
    with pytest.MonkeyPatch.context() as thief:
        thief.setattr(checkpoints, "current_key", lambda _at: old)
        act()
        now.time += timedelta(minutes=1)
        act()
    assert Checkpoint.objects.get(number=2).key_id == old.key_id
    assert "検証点 2（データベース）の署名鍵は、その時の鍵ではありません。" in told()


def test_without_its_key_no_checkpoint_is_made_and_the_log_says_so(
    now: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    act()
    path = key_folder() / f"{SigningKey.objects.get().key_id}.pem"
    path.write_text("not a key")
    now.time += timedelta(minutes=1)
    act()
    assert sizes() == [1]
    assert "署名鍵" in caplog.text
    with pytest.raises(SigningKeyMissingError):
        rotate_key(now.time)


@pytest.mark.parametrize("frontier", ["[]", '["x"]', "1", '["' + "0" * 64 + '"]'])
def test_a_frontier_that_leads_nowhere_is_not_used(frontier: str, now: SetClock) -> None:
    act()
    tampered("UPDATE audit_checkpoint SET frontier = %s", frontier)
    now.time += timedelta(minutes=1)
    act()
    assert sizes() == [1, 2]
    assert verify() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditrecord SET digest = 'x' WHERE sequence = 2",
        "UPDATE audit_auditrecord SET content = '{}'",
    ],
)
def test_what_somebody_destroyed_does_not_stop_the_records_of_others(
    change: str, now: SetClock
) -> None:
    act(2)
    act()
    tampered(change)
    now.time += timedelta(minutes=1)
    act()
    LATENESS.ask(anew=True)
    assert AuditRecord.objects.count() == 4
    assert verify() != []


def test_a_checkpoint_is_printed_so_that_it_can_be_read_aloud() -> None:
    act()
    checkpoint = Checkpoint.objects.get()
    paper = printed(checkpoint)
    assert checkpoint.root in "".join(paper.split())
    assert max(map(len, paper.splitlines())) < 60
    assert "記録件数　　1" in paper


def test_a_clock_set_back_is_told_and_changes_no_order(
    now: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    """T-L06: the counter orders, each record has both clocks, and an alert follows."""
    act()
    now.time -= timedelta(hours=1)
    act()
    now.time += timedelta(seconds=10)
    act()
    rows = list(AuditRecord.objects.order_by("sequence"))
    assert [row.action for row in rows] == ["a.done", "a.done", "audit.clock.went_back", "a.done"]
    assert rows[2].staff_number == "system"
    assert OutgoingRecord.objects.get(action="audit.clock.went_back").details == {"seconds": 3600}
    assert all('"carried_at"' in row.content and '"uptime_ms"' in row.content for row in rows)
    assert "'seconds': 3600" in caplog.text
    assert verify() == []


def test_a_clock_that_a_time_server_moves_alarms_nobody(now: SetClock) -> None:
    act()
    now.time -= timedelta(seconds=2)
    act()
    assert AuditRecord.objects.count() == 2
