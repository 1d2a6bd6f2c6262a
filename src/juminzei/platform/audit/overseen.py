"""What officers do with the record: verify, export, prove; each permitted and on record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.audit import exported, signing, verification
from juminzei.platform.audit.anchoring import copy_checkpoints
from juminzei.platform.audit.checkpoints import make_checkpoint
from juminzei.platform.audit.exported import NothingToProveError
from juminzei.platform.audit.models import Archive, Checkpoint
from juminzei.platform.audit.removal import state
from juminzei.platform.audit.results import Result
from juminzei.platform.audit.services import record
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.audit.models import Step
    from juminzei.platform.audit.verification import Verified
    from juminzei.platform.staff.models import StaffMember

VERIFY, EXPORT = "audit.verify", "audit.export"


def verify(
    *, since: Checkpoint | None, saved: Path | None, actor: StaffMember, at: datetime
) -> Verified:
    """Verify the record, and put on it that it was verified and what came out.

    Args:
        since: Check only what came after this checkpoint.
        saved: Folder of checkpoints kept elsewhere.
        actor: Who verifies.
        at: When.

    Raises:
        NotPermittedError: They may not.
    """
    require(actor, VERIFY, on=at.date())
    outcome = verification.verified(since=since, saved=saved)
    record(
        action="audit.verified",
        actor=actor,
        at=at,
        subject_kind="audit_record",
        result=Result.FAILED if outcome.problems else None,
        details={
            "records": outcome.records,
            "checkpoints": outcome.checkpoints,
            "problems": len(outcome.problems),
            "since": since.number if since else None,
            "saved": saved is not None,
        },
    )
    return outcome


def export(*, folder: Path, actor: StaffMember, at: datetime) -> int:
    """Write the record into ``folder``; return how many records.

    Raises:
        NotPermittedError: The actor may not.
        OSError: The folder cannot be written to.
    """
    require(actor, EXPORT, on=at.date())
    count = exported.export(folder)
    record(
        action="audit.exported",
        actor=actor,
        at=at,
        subject_kind="audit_record",
        details={"records": count},
    )
    return count


def prove_inclusion(*, sequence: int, actor: StaffMember, at: datetime) -> str:
    """Return the proof that a record is in the tree.

    Raises:
        NotPermittedError: The actor may not.
        NothingToProveError: There is no such record, or no checkpoint after it.
    """
    require(actor, EXPORT, on=at.date())
    proof = exported.prove_inclusion(sequence)
    _record_proof(str(sequence), actor, at)
    return proof


def prove_growth(*, old: int, new: int, actor: StaffMember, at: datetime) -> str:
    """Return the proof that a checkpoint only added to an earlier one.

    Raises:
        NotPermittedError: The actor may not.
        NothingToProveError: There are no such checkpoints, in that order.
    """
    require(actor, EXPORT, on=at.date())
    proof = exported.prove_growth(old, new)
    _record_proof(f"{old}-{new}", actor, at)
    return proof


def checkpoint(*, actor: StaffMember, at: datetime) -> Checkpoint:
    """Make a checkpoint, copy it, and return it.

    Raises:
        NotPermittedError: The actor may not.
        SigningKeyMissingError: There is no key to sign it with.
        NothingToProveError: Nothing is on record.
    """
    require(actor, VERIFY, on=at.date())
    record(
        action="audit.checkpoint.printed",
        actor=actor,
        at=at,
        subject_kind="audit_record",
    )
    made = make_checkpoint(at) or Checkpoint.objects.order_by("-number").first()
    if made is None:
        raise NothingToProveError("操作記録がまだありません。")
    copy_checkpoints(at)
    return made


def rotate_key(*, actor: StaffMember, at: datetime) -> str:
    """Sign from now on with a new key, and return its name.

    Raises:
        NotPermittedError: The actor may not.
        SigningKeyMissingError: The present key cannot introduce another.
    """
    require(actor, VERIFY, on=at.date())
    key = signing.rotate_key(at)
    record(
        action="audit.key.rotated",
        actor=actor,
        at=at,
        subject_kind="signing_key",
        subject_id=key.key_id,
    )
    return key.key_id


def archives(*, actor: StaffMember, at: datetime) -> list[tuple[Archive, Step | None]]:
    """Return every archive and how far its removal from the database has come.

    Raises:
        NotPermittedError: The actor may not.
    """
    require(actor, VERIFY, on=at.date())
    return [(one, state(one)) for one in Archive.objects.order_by("number")]


def _record_proof(subject: str, actor: StaffMember, at: datetime) -> None:
    record(
        action="audit.proved",
        actor=actor,
        at=at,
        subject_kind="audit_record",
        subject_id=subject,
    )
