"""``juminzei audit``: its exit status is the verdict, and what it does is on record."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from juminzei.cli import main
from juminzei.platform.audit.models import AuditRecord, Checkpoint, SigningKey
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import record
from juminzei.platform.staff.services import batch_member
from support.emptying import triggers_aside
from support.moments import START
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"], transaction=True)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def records(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - pytest orders fixtures by it
    changed = {"checkpoint_dir": tmp_path / "saved"}
    configuration = settings.CONFIGURATION.model_copy(update=changed)
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    for number in range(1, 5):
        record(action=f"act.{number}", actor=batch_member(START), at=START)


def tampered(statement: str) -> None:
    with triggers_aside(connections["audit"]), connections["audit"].cursor() as cursor:
        cursor.execute(statement)


def actions() -> list[str]:
    acts = OutgoingRecord.objects.filter(action__startswith="audit.").order_by("pk")
    return list(acts.values_list("action", flat=True))


def test_a_whole_record_is_told_and_ends_with_0(capsys: Capture, tmp_path: Path) -> None:
    assert main(["audit", "verify", "--checkpoints", str(tmp_path / "saved")]) == 0
    assert capsys.readouterr().out == "操作記録 4 件、検証点 2 件：異常なし\n"
    assert actions() == ["audit.verified"]
    said = OutgoingRecord.objects.get(action="audit.verified")
    assert (said.function, said.result, said.details["problems"]) == ("audit.verify", "done", 0)


def test_a_changed_byte_is_named_with_its_time_and_ends_with_2(capsys: Capture) -> None:
    """T-L01: the row, its time, and the first checkpoint that does not agree."""
    tampered("UPDATE audit_auditrecord SET content = replace(content, 'act.1', 'act.9')")
    assert main(["audit", "verify"]) == 2
    assert capsys.readouterr().out == (
        "通番 1 の操作記録が書き換えられています（2026-04-20T09:00:00+09:00）。\n"
        "操作記録 4 件、検証点 1 件：異常 1 件\n"
    )
    assert OutgoingRecord.objects.get(action="audit.verified").result == "failed"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("DELETE FROM audit_auditrecord WHERE sequence = 3", {(3, "missing"), (4, "unlinked")}),
        ("DELETE FROM audit_auditrecord WHERE sequence > 1", {(None, "missing")}),
        (
            "UPDATE audit_auditrecord SET sequence = 9 WHERE sequence = 4",
            {(9, "altered"), (4, "missing")},
        ),
        ("UPDATE audit_auditrecord SET outbox_id = -1 WHERE sequence = 2", {(2, "inserted")}),
    ],
    ids=["deleted", "shortened", "renumbered", "inserted"],
)
def test_what_happened_to_a_row_is_named(
    change: str, named: set[tuple[int | None, str]], capsys: Capture
) -> None:
    """T-L02: as JSON, for other programs."""
    tampered(change)
    assert main(["audit", "--json", "verify"]) == 2
    told = json.loads(capsys.readouterr().out)["problems"]
    assert named <= {(one["sequence"], one["kind"]) for one in told}


def test_two_swapped_rows_are_both_named(capsys: Capture) -> None:
    """T-L02: the order."""
    tampered("UPDATE audit_auditrecord SET sequence = 99 WHERE sequence = 2")
    tampered("UPDATE audit_auditrecord SET sequence = 2 WHERE sequence = 3")
    tampered("UPDATE audit_auditrecord SET sequence = 3 WHERE sequence = 99")
    assert main(["audit", "verify"]) == 2
    out = capsys.readouterr().out
    assert "通番 2 " in out
    assert "通番 3 " in out


def test_verification_goes_on_from_a_checkpoint(capsys: Capture) -> None:
    tampered("UPDATE audit_auditrecord SET content = '{}' WHERE sequence = 1")
    assert main(["audit", "verify", "--since", "1"]) == 0
    assert "操作記録 3 件" in capsys.readouterr().out
    tampered("UPDATE audit_auditrecord SET content = '{}' WHERE sequence = 3")
    assert main(["audit", "verify", "--since", "1"]) == 2


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["verify", "--since", "7"], "検証点 7 がありません"),
        (["verify", "--checkpoints", "nowhere"], "フォルダーがありません"),
        (["prove", "99", "x"], "通番 99 の操作記録がありません"),
        (["prove-growth", "1", "9", "x"], "検証点 1 と、それより後の検証点 9 がありません"),
    ],
)
def test_what_is_not_there_is_refused(arguments: list[str], text: str, capsys: Capture) -> None:
    assert main(["audit", *arguments]) == 2
    assert text in capsys.readouterr().err


def test_export_and_proofs_are_written_and_on_record(tmp_path: Path, capsys: Capture) -> None:
    folder, file = tmp_path / "export", tmp_path / "proof.json"
    assert main(["audit", "export", str(folder)]) == 0
    assert "records: 4" in capsys.readouterr().out
    records = gzip.decompress((folder / "records.jsonl.gz").read_bytes())
    assert len(records.splitlines()) == 4
    assert main(["audit", "checkpoint"]) == 0
    assert main(["audit", "prove", "3", str(file)]) == 0
    assert json.loads(file.read_text())["kind"] == "inclusion"
    assert main(["audit", "prove-growth", "1", "2", str(file)]) == 0
    assert json.loads(file.read_text())["kind"] == "consistency"
    assert actions() == [
        *("audit.exported", "audit.checkpoint.printed", "audit.proved", "audit.proved"),
    ]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("")
    assert main(["audit", "export", str(tmp_path / "file" / "in")]) == 2
    assert "書き込めません" in capsys.readouterr().err


def test_a_checkpoint_is_made_printed_and_copied(tmp_path: Path, capsys: Capture) -> None:
    assert main(["audit", "checkpoint"]) == 0
    newest = Checkpoint.objects.order_by("-number")[0]
    assert newest.tree_size == AuditRecord.objects.count()
    assert newest.root in "".join(capsys.readouterr().out.split())
    assert len(list((tmp_path / "saved").glob("*/*"))) == newest.number


def test_a_key_is_rotated(capsys: Capture) -> None:
    assert main(["audit", "rotate-key"]) == 0
    newest = SigningKey.objects.order_by("-pk")[0].key_id
    assert newest in capsys.readouterr().out
    assert main(["audit", "verify"]) == 0


@pytest.mark.parametrize(
    "arguments", [["verify"], ["export", "x"], ["prove", "1", "x"], ["checkpoint"], ["rotate-key"]]
)
def test_who_has_not_the_function_is_refused(
    arguments: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk("tax_clerk", staff_number="4001")
    configuration = settings.CONFIGURATION.model_copy(update={"staff": "4001"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    assert main(["audit", *arguments]) == 2
    assert "権限がありません" in capsys.readouterr().err
    assert actions() == []
