"""Acts are recorded with the act, and carried to the audit database exactly once, in order."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, InterfaceError, connections, transaction

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.audit import draining
from juminzei.platform.audit.canonical_json import canonical
from juminzei.platform.audit.chain import START as CHAIN_START
from juminzei.platform.audit.chain import digest
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import LIMIT, AuditStalledError, drain, record, verify
from juminzei.platform.staff.services import batch_member
from support.moments import START

if TYPE_CHECKING:
    from collections.abc import Mapping

committed = pytest.mark.django_db(databases=["default", "audit"], transaction=True)


def act(
    action: str = "register.imported",
    at: datetime = START,
    details: Mapping[str, object] | None = None,
) -> None:
    record(
        action=action,
        actor=batch_member(START),
        at=at,
        subject_kind="register_file",
        subject_id="1",
        details=details,
    )


def carried() -> list[str]:
    return list(AuditRecord.objects.order_by("sequence").values_list("action", flat=True))


@committed
def test_a_record_is_carried_as_soon_as_its_act_is_committed() -> None:
    with transaction.atomic():
        act()
        assert carried() == []
    assert carried() == ["register.imported"]
    assert OutgoingRecord.objects.get().drained


@committed
def test_an_act_that_is_taken_back_leaves_no_record() -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)

    assert drain() == 0
    assert carried() == []
    assert not OutgoingRecord.objects.exists()


@pytest.mark.django_db
def test_what_waits_is_found_without_reading_what_was_carried_long_ago() -> None:
    OutgoingRecord.objects.bulk_create(
        OutgoingRecord(recorded_at=START, staff_number="x", staff_name="x", drained=True)
        for _ in range(2_000)
    )
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("ANALYZE outbox_outgoingrecord")
    oldest = draining.waiting_records().order_by("pk")[:1]
    assert "outbox_outgoingrecord_drained_" in oldest.explain()  # the index, by name


@committed
def test_nothing_is_carried_from_inside_a_transaction() -> None:
    with transaction.atomic():
        act()
        assert drain() == 0

    assert carried() == ["register.imported"]


@committed
def test_records_are_chained_in_the_order_of_their_acts() -> None:
    for action in ("first", "second", "third"):
        act(action)

    records = list(AuditRecord.objects.order_by("sequence"))
    assert [r.sequence for r in records] == [1, 2, 3]
    assert [r.action for r in records] == ["first", "second", "third"]
    assert records[0].previous_digest == CHAIN_START
    assert [r.previous_digest for r in records[1:]] == [r.digest for r in records[:-1]]
    assert all(r.digest == digest(r.previous_digest, r.content) for r in records)


@committed
def test_the_content_says_who_what_when_and_to_what() -> None:
    act("a.b.done", details={"amount_yen": 1200, "理由": "訂正"})

    content = json.loads(AuditRecord.objects.get().content)
    outbox = OutgoingRecord.objects.get()
    assert datetime.fromisoformat(content.pop("carried_at")).tzinfo
    assert content.pop("uptime_ms") > 0
    assert content == {
        "sequence": 1,
        "outbox_id": outbox.pk,
        "recorded_at": "2026-04-20T00:00:00.000000+00:00",
        "staff_number": "batch",
        "staff_name": "一括処理",
        "terminal": "",
        "function": "",
        "action": "a.b.done",
        "subject_kind": "register_file",
        "subject_id": "1",
        "purpose": "",
        "result": "done",
        "details": {"amount_yen": 1200, "理由": "訂正"},
    }


@committed
def test_an_act_goes_on_while_the_audit_database_is_away_and_is_carried_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as away:
        away.setattr(draining, "_append", _unreachable)
        act("while away")
        assert carried() == []

    assert drain() == 1
    assert carried() == ["while away"]


def _unreachable(_waiting: object) -> tuple[int, timedelta]:
    raise DatabaseError("the audit database is away")


@committed
def test_acts_are_refused_once_a_record_has_waited_longer_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(draining, "_append", _unreachable)
    act("waiting")

    act("at the limit", at=START + LIMIT)
    with pytest.raises(AuditStalledError, match="2026-04-20 09:00"):
        act("beyond it", at=START + LIMIT + timedelta(microseconds=1))

    assert OutgoingRecord.objects.count() == 2


@committed
def test_a_connection_that_broke_is_no_other_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drivers tell it by an error that is none of the database's own."""

    def broken(_waiting: object) -> tuple[int, timedelta]:
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(draining, "_append", broken)
    act("waiting")
    with pytest.raises(AuditStalledError):
        act("too late", at=START + 2 * LIMIT)


@committed
def test_a_refused_act_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "_append", _unreachable)
    act("waiting")

    @transaction.atomic
    def late() -> None:
        batch_member(START).grants.create(role="auditor", valid_from=START.date())
        act("late", at=START + 2 * LIMIT)

    with pytest.raises(AuditStalledError):
        late()

    assert not batch_member(START).grants.filter(role="auditor").exists()


@committed
def test_after_the_audit_database_is_back_acts_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(draining, "_append", _unreachable)
        act("waiting")
    drain()

    act("later", at=START + 2 * LIMIT)

    assert carried() == ["waiting", "later"]


@committed
def test_a_record_left_behind_by_a_killed_process_is_carried_by_the_next_act() -> None:
    OutgoingRecord.objects.create(
        recorded_at=START, staff_number="x", staff_name="x", action="committed, then killed"
    )
    act("a day later", at=START + timedelta(days=1))

    assert carried() == ["committed, then killed", "a day later"]
    assert verify() == []


@committed
def test_a_long_act_is_not_refused_for_its_own_first_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(draining, "_append", _unreachable)
    with transaction.atomic():
        act("begun")
        act("ended", at=START + 2 * LIMIT)

    assert OutgoingRecord.objects.count() == 2


@committed
def test_a_drain_that_died_between_the_two_databases_doubles_nothing() -> None:
    act("first")
    OutgoingRecord.objects.update(drained=False)  # as if the process died before saying so

    assert drain() == 0
    assert OutgoingRecord.objects.get().drained
    assert carried() == ["first"]
    assert verify() == []


@committed
def test_more_records_than_one_batch_are_all_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as away:
        away.setattr(draining, "_append", _unreachable)
        for number in range(7):
            act(f"act {number}")
    monkeypatch.setattr(draining, "AT_ONCE", 3)

    assert drain() == 7
    assert carried() == [f"act {number}" for number in range(7)]
    assert verify() == []


@committed
def test_signs_that_act_are_written_out_and_stay_in_their_one_record() -> None:
    """T-L07: newline, ANSI sequence, right-to-left mark and a very long text."""
    act("line\nbreak\x1b[31m\u202e", details={"agent": 'x"\n\u200f' * 2000, "\x9b": ["\r"]})

    assert AuditRecord.objects.count() == 1
    content = AuditRecord.objects.get().content
    assert content.isprintable()
    told = json.loads(content)
    assert told["action"] == r"line\u000abreak\u001b[31m\u202e"
    assert told["details"] == {"agent": r'x"\u000a\u200f' * 2000, r"\u009b": [r"\u000d"]}
    assert verify() == []


@committed
def test_a_text_longer_than_its_column_is_cut_not_refused() -> None:
    record(action="a", actor=batch_member(START), at=START, subject_id="\u202e" * 40)
    assert AuditRecord.objects.get().subject_id == r"\u202e" * 6 + r"\u20"


@committed
def test_digits_that_are_an_individual_number_are_masked_wherever_they_were_typed() -> None:
    digits = "1" * 11 + str(check_digit("1" * 11))
    other = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    act("typed", details={"reference": f"番号 {digits}", "batch": other, "long": digits + "0"})

    assert digits not in AuditRecord.objects.get().content.replace(digits + "0", "")
    assert json.loads(AuditRecord.objects.get().content)["details"] == {
        "reference": "番号 （12桁の番号）",
        "batch": other,
        "long": digits + "0",
    }


@committed
def test_an_addressee_is_always_written_with_ten_digits() -> None:
    for written in ("14", "0000000014"):
        record(
            action="a",
            actor=batch_member(START),
            at=START,
            subject_kind="addressee",
            subject_id=written,
        )
    assert set(AuditRecord.objects.values_list("subject_id", flat=True)) == {"0000000014"}


@pytest.mark.django_db(databases=["default", "audit"])
def test_an_individual_number_cannot_be_recorded() -> None:
    digits = "1" * 11 + str(check_digit("1" * 11))
    with pytest.raises(TypeError) as refused:
        act(details={"number": IndividualNumber(digits)})

    assert digits not in str(refused.value)


@pytest.mark.django_db(databases=["default", "audit"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditrecord SET action = 'x'", "DELETE FROM audit_auditrecord"],
)
def test_the_audit_database_refuses_changes(statement: str) -> None:
    AuditRecord.objects.create(
        sequence=1, outbox_id=1, recorded_at=START, content="", previous_digest="", digest=""
    )
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(using="audit"),
        connections["audit"].cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_canonical_text_is_one_text() -> None:
    assert canonical({"b": 1, "a": "税"}) == canonical({"a": "税", "b": 1}) == '{"a":"税","b":1}'
    with pytest.raises(ValueError, match="Out of range"):
        canonical({"rate": float("nan")})
