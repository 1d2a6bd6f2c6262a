"""``juminzei audit``: verifies, exports and proves the record of acts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli import audit_archives
from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.platform.audit.models import Checkpoint
    from juminzei.platform.audit.verification import Verified
    from juminzei.platform.staff.models import StaffMember

    Task = Callable[[argparse.Namespace, StaffMember, datetime], Mapping[str, object] | int]

EXAMPLE = "juminzei audit verify --checkpoints second-place"
WELL, WRONG = 0, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is to be done."""
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    verify = tasks.add_parser("verify", help="check the whole record; ends with 2 if it is not")
    verify.add_argument("--checkpoints", type=Path, metavar="DIR", help="compare saved ones too")
    verify.add_argument("--since", type=int, metavar="N", help="only what came after checkpoint N")
    export = tasks.add_parser("export", help="write the record for the stand-alone verifier")
    export.add_argument("folder", type=Path)
    prove = tasks.add_parser("prove", help="write the proof that one record is in the tree")
    prove.add_argument("sequence", type=int, metavar="SEQUENCE")
    prove.add_argument("file", type=Path)
    grown = tasks.add_parser("prove-growth", help="prove that a checkpoint added to an earlier one")
    grown.add_argument("old", type=int, metavar="OLD")
    grown.add_argument("new", type=int, metavar="NEW")
    grown.add_argument("file", type=Path)
    audit_archives.arguments(tasks)
    tasks.add_parser("checkpoint", help="make a checkpoint now and print it for the paper file")
    tasks.add_parser("inspect", help="find abnormal access in the days that are over")
    tasks.add_parser("rotate-key", help="sign from now on with a new key")


def run(options: argparse.Namespace) -> Mapping[str, object] | int:
    """Carry out one task.

    Raises:
        UsageError: The actor may not, or there is nothing to do it with.
    """
    with_django()
    from juminzei.platform import clock
    from juminzei.platform.audit.archiving import ArchiveRefusedError
    from juminzei.platform.audit.exported import NothingToProveError
    from juminzei.platform.audit.signing import SigningKeyMissingError
    from juminzei.platform.staff.services import NotPermittedError

    refusals = (
        ArchiveRefusedError,
        NotPermittedError,
        NothingToProveError,
        SigningKeyMissingError,
    )
    at = clock.now()
    tasks: dict[str, Task] = {
        "verify": _verify,
        "export": _export,
        "prove": _prove,
        "prove-growth": _prove_growth,
        "checkpoint": _checkpoint,
        "inspect": _inspect,
        "rotate-key": _rotate_key,
        **audit_archives.TASKS,
    }
    try:
        return tasks[options.task](options, actor(at), at)
    except refusals as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename}: 書き込めません（{error.strerror}）。") from None


def _verify(options: argparse.Namespace, member: StaffMember, at: datetime) -> int:
    import json

    from juminzei.platform.audit import overseen

    saved = options.checkpoints
    if saved is not None and not saved.is_dir():
        raise UsageError(f"{saved}: フォルダーがありません。")
    outcome = overseen.verify(since=_numbered(options.since), saved=saved, actor=member, at=at)
    if options.json:
        told = [{"sequence": one.sequence, "kind": one.kind} for one in outcome.problems]
        print(json.dumps(_counts(outcome) | {"problems": told}))
    else:
        for one in outcome.problems:
            print(one.text)
        counts = _counts(outcome)
        word = "異常なし" if not outcome.problems else f"異常 {len(outcome.problems):,} 件"
        print(f"操作記録 {counts['records']:,} 件、検証点 {counts['checkpoints']:,} 件：{word}")
    return WRONG if outcome.problems else WELL


def _counts(outcome: Verified) -> dict[str, int]:
    return {"records": outcome.records, "checkpoints": outcome.checkpoints}


def _numbered(number: int | None) -> Checkpoint | None:
    from juminzei.platform.audit.models import Checkpoint

    if number is None:
        return None
    found = Checkpoint.objects.filter(number=number).first()
    if found is None:
        raise UsageError(f"検証点 {number} がありません。")
    return found


def _export(options: argparse.Namespace, member: StaffMember, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.audit import overseen

    count = overseen.export(folder=options.folder, actor=member, at=at)
    return {"folder": str(options.folder), "records": count}


def _prove(options: argparse.Namespace, member: StaffMember, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.audit import overseen

    proof = overseen.prove_inclusion(sequence=options.sequence, actor=member, at=at)
    options.file.write_text(proof + "\n", encoding="utf-8")
    return {"proof": str(options.file)}


def _prove_growth(
    options: argparse.Namespace, member: StaffMember, at: datetime
) -> Mapping[str, object]:
    from juminzei.platform.audit import overseen

    proof = overseen.prove_growth(old=options.old, new=options.new, actor=member, at=at)
    options.file.write_text(proof + "\n", encoding="utf-8")
    return {"proof": str(options.file)}


def _checkpoint(_options: argparse.Namespace, member: StaffMember, at: datetime) -> int:
    from juminzei.platform.audit import overseen
    from juminzei.platform.audit.statements import printed

    print(printed(overseen.checkpoint(actor=member, at=at)))
    return WELL


def _rotate_key(
    _options: argparse.Namespace, member: StaffMember, at: datetime
) -> Mapping[str, object]:
    from juminzei.platform.audit import overseen

    return {"key": overseen.rotate_key(actor=member, at=at)}


def _inspect(
    _options: argparse.Namespace, member: StaffMember, at: datetime
) -> Mapping[str, object]:
    from juminzei.apps.oversight.services.inspect_days import inspect_days

    days = inspect_days(actor=member, at=at)
    return {"days": len(days), "findings": sum(day.findings for day in days)}
