"""Whoever changes the record of acts is found out, and the record is named."""

from __future__ import annotations

import pytest
from django.db import connections

from juminzei.platform.audit import verification
from juminzei.platform.audit.chain import Problem, digest
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record, verify
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.moments import START

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
RECORDS = 6


@pytest.fixture(autouse=True, params=[verification.STRETCH, 2], ids=["at_once", "in_stretches"])
def chain(
    transactional_db: None,  # noqa: ARG001 - pytest orders fixtures by it
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verification, "STRETCH", request.param)
    monkeypatch.setattr(verification, "TOGETHER", 1)
    for number in range(1, RECORDS + 1):
        record(
            action=f"act.{number}",
            actor=batch_member(START),
            at=START,
            subject_kind="addressee",
            subject_id=str(number),
            details={"amount_yen": number * 100},
        )


def tampered(statement: str, *values: str | int, alias: str = "audit") -> None:
    """Do what somebody with the database in their hands could do."""
    with triggers_aside(connections[alias]), connections[alias].cursor() as cursor:
        cursor.execute(statement, values)


def found() -> list[tuple[int | None, str]]:
    """Return what verification says of records; what checkpoints say has a test file of its own."""
    return [(one.sequence, one.kind) for one in verify() if one.kind != "checkpoint"]


def test_an_untouched_chain_is_whole() -> None:
    assert verify() == []


def test_a_changed_byte_names_its_record() -> None:
    tampered(
        "UPDATE audit_auditrecord SET content = replace(content, '\"amount_yen\":300',"
        " '\"amount_yen\":301') WHERE sequence = 3"
    )
    assert found() == [(3, "altered")]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditrecord SET action = 'act.harmless' WHERE sequence = 4",
        "UPDATE audit_auditrecord SET staff_number = '9999' WHERE sequence = 4",
        "UPDATE audit_auditrecord SET subject_id = '77' WHERE sequence = 4",
        "UPDATE audit_auditrecord SET subject_kind = 'other' WHERE sequence = 4",
        "UPDATE audit_auditrecord SET recorded_at = '2026-01-01 00:00:00' WHERE sequence = 4",
        "UPDATE audit_auditrecord SET outbox_id = 4711 WHERE sequence = 4",
    ],
)
def test_a_changed_column_names_its_record(change: str) -> None:
    tampered(change)

    assert 4 in [sequence for sequence, _ in found()]


def test_a_record_changed_together_with_its_digest_is_still_named() -> None:
    last = AuditRecord.objects.get(sequence=RECORDS)
    content = last.content.replace('"amount_yen":600', '"amount_yen":1')
    tampered(
        "UPDATE audit_auditrecord SET content = %s, digest = %s WHERE sequence = %s",
        *(content, digest(last.previous_digest, content), RECORDS),
    )
    assert found() == [(RECORDS, "altered")]


def test_a_chain_rewritten_from_one_record_on_names_that_record() -> None:
    previous = AuditRecord.objects.get(sequence=2).digest
    for sequence in range(3, RECORDS + 1):
        row = AuditRecord.objects.get(sequence=sequence)
        content = row.content.replace('"amount_yen":300', '"amount_yen":1')
        new = digest(previous, content)
        tampered(
            "UPDATE audit_auditrecord SET content = %s, previous_digest = %s, digest = %s"
            " WHERE sequence = %s",
            *(content, previous, new, sequence),
        )
        previous = new

    assert found() == [(3, "altered")]


def test_a_deleted_record_is_missed() -> None:
    tampered("DELETE FROM audit_auditrecord WHERE sequence = 3")

    assert found() == [(3, "missing"), (4, "unlinked")]


def test_a_deleted_first_record_is_missed() -> None:
    tampered("DELETE FROM audit_auditrecord WHERE sequence = 1")

    assert found() == [(1, "missing"), (2, "unlinked")]


def test_a_shortened_chain_is_noticed_because_the_outbox_remembers() -> None:
    gone = list(AuditRecord.objects.filter(sequence__gt=4).values_list("outbox_id", flat=True))
    tampered("DELETE FROM audit_auditrecord WHERE sequence > 4")

    problems = [one for one in verify() if one.kind != "checkpoint"]
    assert [(p.sequence, p.kind) for p in problems] == [(None, "missing"), (None, "missing")]
    assert all(str(key) in p.text for key, p in zip(gone, problems, strict=True))


def test_a_deleted_and_renumbered_record_is_noticed() -> None:
    tampered("DELETE FROM audit_auditrecord WHERE sequence = 3")
    for sequence in range(4, RECORDS + 1):
        tampered(
            "UPDATE audit_auditrecord SET sequence = %s WHERE sequence = %s",
            *(sequence - 1, sequence),
        )

    assert (3, "unlinked") in found()
    assert (3, "altered") in found()
    assert (None, "missing") in found()


def test_an_inserted_record_is_named() -> None:
    AuditRecord.objects.create(
        sequence=RECORDS + 1,
        outbox_id=999,
        recorded_at=START,
        staff_number="batch",
        action="forged",
        content="{}",
        previous_digest=AuditRecord.objects.get(sequence=RECORDS).digest,
        digest=digest(AuditRecord.objects.get(sequence=RECORDS).digest, "{}"),
    )
    assert found() == [(RECORDS + 1, "inserted")]


def test_two_swapped_records_are_both_named() -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        tampered("UPDATE audit_auditrecord SET sequence = %s WHERE sequence = %s", new, old)

    named = {sequence for sequence, _ in found()}
    assert {3, 4} <= named


def test_a_changed_outbox_row_is_noticed_too() -> None:
    first = OutgoingRecord.objects.order_by("pk")[0]
    tampered(
        "UPDATE outbox_outgoingrecord SET action = %s WHERE id = %s",
        *("act.other", first.pk),
        alias="default",
    )
    assert found() == [(1, "altered")]


def test_a_problem_is_told_in_words_for_the_auditor() -> None:
    tampered("DELETE FROM audit_auditrecord WHERE sequence = 3")

    assert verify()[0] == Problem(3, "missing", "通番 3 の操作記録がありません。")
