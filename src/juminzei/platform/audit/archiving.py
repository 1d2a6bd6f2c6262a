"""Writing closed stretches of the record into folders that verify without the database."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit.exported import export
from juminzei.platform.audit.locking import locked
from juminzei.platform.audit.models import Archive, AuditRecord, Checkpoint
from juminzei.platform.audit.services import record
from juminzei.platform.audit.standalone_verifier import verify_export
from juminzei.platform.audit.verification import verified
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

FUNCTION = "audit.archive"
MANIFEST = "manifest.json"


class ArchiveRefusedError(Exception):
    """The archive cannot be made, or is not what it was; nothing was done."""


def archive(folder: Path, *, until: date, actor: StaffMember, at: datetime) -> Archive:
    """Write what was recorded through the day ``until`` and is in no archive into a new one.

    The archive is a folder of its own below ``folder``: the records from the end of the
    archive before, their checkpoints, the public keys, and a list of the files with their
    digests. It is read back and verified before it counts. The records stay where they are.

    Args:
        folder: Where the archives lie.
        until: A day that is over; the last checkpoint made by its end closes the archive.
        actor: Who archives.
        at: When.

    Raises:
        NotPermittedError: They may not.
        ArchiveRefusedError: There is nothing to archive, or the record is not whole.
        OSError: The folder cannot be written to.
    """
    require(actor, FUNCTION, on=at.date())
    if until >= at.date():
        raise ArchiveRefusedError("まだ終わっていない日です。昨日までの日付を指定してください。")
    before = Archive.objects.order_by("-number").first()
    start = Checkpoint.objects.get(number=before.checkpoint) if before else None
    end = _closing(until, start)
    if verified(since=start).problems:
        raise ArchiveRefusedError(
            "操作記録に異常があります。先に juminzei audit verify で確かめてください。"
        )
    number = before.number + 1 if before else 1
    digest = _write(folder / named(number), start, end)
    first = start.tree_size + 1 if start else 1
    with transaction.atomic(), locked():
        made = Archive.objects.create(
            number=number,
            first=first,
            last=end.tree_size,
            checkpoint=end.number,
            last_at=AuditRecord.objects.get(sequence=end.tree_size).recorded_at,
            manifest=digest,
            made_at=at,
            staff_number=actor.staff_number,
        )
        record(
            action="audit.archived",
            actor=actor,
            at=at,
            subject_kind="audit_archive",
            subject_id=str(number),
            details={"first": first, "last": end.tree_size, "manifest": digest},
        )
    return made


def named(number: int) -> str:
    """Return the name of an archive's folder."""
    return f"archive-{number:06d}"


def refuse_if_damaged(one: Archive, folder: Path) -> None:
    """Refuse unless an archive lies in ``folder`` and is what it was.

    Raises:
        ArchiveRefusedError: It is not there, or some of it was changed.
    """
    place = folder / named(one.number)
    problems = _damage(place, one.manifest)
    if not problems:
        _count, problems = verify_export(place, None, None)
    if problems:
        raise ArchiveRefusedError(f"{place}: {problems[0]}正しい写しを置いてください。")


def _damage(place: Path, manifest: str) -> list[str]:
    try:
        text = (place / MANIFEST).read_bytes()
        if hashlib.sha256(text).hexdigest() != manifest:
            return [f"{MANIFEST} が作成時のものと違います。"]
        return [
            f"{name} が作成時のものと違います。"
            for name, digest in json.loads(text)["files"].items()
            if _digest(place / name) != digest
        ]
    except OSError as error:
        return [f"読めません（{error.strerror}）。"]


def _closing(until: date, start: Checkpoint | None) -> Checkpoint:
    midnight = datetime.combine(until + timedelta(days=1), time.min, tzinfo=JAPAN)
    closing = Checkpoint.objects.filter(made_at__lt=midnight).order_by("-number").first()
    if closing is None or closing.tree_size <= (start.tree_size if start else 0):
        raise ArchiveRefusedError(f"{until} までに、書庫に移していない検証点がありません。")
    return closing


def _write(place: Path, start: Checkpoint | None, end: Checkpoint) -> str:
    """Write the folder whole or not at all, and return the digest of its list of files."""
    if place.exists():
        raise ArchiveRefusedError(f"{place}: すでにあります。別のフォルダーを指定してください。")
    unfinished = place.with_name(f".{place.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    export(unfinished, start=start, end=end)
    _count, problems = verify_export(unfinished, None, None)
    if problems:
        raise ArchiveRefusedError(f"{place}: 書いたものが読み戻せません（{problems[0]}）。")
    digests = {path.name: _digest(path) for path in sorted(unfinished.iterdir())}
    said = {"first": start.tree_size + 1 if start else 1, "last": end.tree_size, "files": digests}
    text = json.dumps(said, indent=1).encode()
    (unfinished / MANIFEST).write_bytes(text)
    for path in unfinished.iterdir():
        path.chmod(0o400)
    unfinished.rename(place)
    return hashlib.sha256(text).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
