"""Taking out of the database what an archive holds: after its time, by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min

from juminzei.platform.audit.archiving import ArchiveRefusedError, refuse_if_damaged
from juminzei.platform.audit.locking import locked
from juminzei.platform.audit.models import Archive, ArchiveStep, AuditRecord, Step
from juminzei.platform.audit.outbox.models import OutgoingRecord, RemovedActs
from juminzei.platform.audit.services import record
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

FUNCTION = "audit.remove"
AT_ONCE = 10_000


def state(archive: Archive) -> Step | None:
    """Return how far the removal of an archive's records has come, none if nobody asked."""
    newest = archive.steps.order_by("-pk").first()
    return Step(newest.step) if newest else None


def ask_to_remove(number: int, folder: Path, *, actor: StaffMember, at: datetime) -> None:
    """Ask that the records of an archive be taken out of the database.

    Args:
        number: The archive, the oldest whose records are still there.
        folder: Where the archives lie.
        actor: Who asks.
        at: When.

    Raises:
        NotPermittedError: They may not.
        ArchiveRefusedError: Its time is not over, it is damaged, it is asked for already,
            or an older one comes first.
    """
    require(actor, FUNCTION, on=at.date())
    archive = _archive(number)
    if state(archive) not in {None, Step.REFUSED}:
        raise ArchiveRefusedError(f"書庫 {number} の消去は、すでに申請されています。")
    older = Archive.objects.filter(number__lt=number).order_by("-number").first()
    if older is not None and state(older) != Step.REMOVED:
        raise ArchiveRefusedError(f"先に書庫 {older.number} の記録を消去してください。")
    years = settings.CONFIGURATION.record_years
    last = archive.last_at.astimezone(at.tzinfo)
    if (last.year + years, last.month, last.day) >= (at.year, at.month, at.day):
        raise ArchiveRefusedError(
            f"書庫 {number} の最後の記録は {last:%Y-%m-%d} です。{years} 年間は消去できません。"
        )
    refuse_if_damaged(archive, folder)
    _record("asked", archive, actor, at)
    _step(archive, {None, Step.REFUSED}, Step.ASKED, actor, at)


def decide_to_remove(
    number: int, folder: Path, *, agreed: bool, actor: StaffMember, at: datetime
) -> int:
    """Take the records out, or leave them, as the second person; return how many went.

    Called again after a crash in the middle, by anybody who may decide, it finishes.

    Raises:
        NotPermittedError: They may not.
        ArchiveRefusedError: Nobody asked, they asked themselves, or the archive is damaged.
    """
    require(actor, FUNCTION, on=at.date())
    archive = _archive(number)
    newest = archive.steps.order_by("-pk").first()
    if newest is None or newest.step not in {Step.ASKED, Step.AGREED}:
        raise ArchiveRefusedError(f"書庫 {number} の消去は申請されていません。")
    if newest.step == Step.ASKED:
        if same_person(actor, newest.staff_number):
            raise ArchiveRefusedError("申請した職員は決定できません。別の職員が決定してください。")
        if agreed:
            refuse_if_damaged(archive, folder)
        _record("removed" if agreed else "kept", archive, actor, at)
        _step(archive, {Step.ASKED}, Step.AGREED if agreed else Step.REFUSED, actor, at)
        if not agreed:
            return 0
    return _remove(archive, actor, at)


def _remove(archive: Archive, actor: StaffMember, at: datetime) -> int:
    """Delete what is still there, first the acts and then the records that name them."""
    records = AuditRecord.objects.filter(sequence__range=(archive.first, archive.last))
    ends = records.aggregate(first=Min("outbox_id"), last=Max("outbox_id"))
    if ends["first"] is not None:
        RemovedActs.objects.get_or_create(
            archive=archive.number,
            defaults={"first_id": ends["first"], "last_id": ends["last"], "at": at},
        )
    gone = 0
    while places := list(
        records.order_by("sequence").values_list("sequence", "outbox_id")[:AT_ONCE]
    ):
        acts = [outbox_id for _place, outbox_id in places]
        OutgoingRecord.objects.filter(pk__range=(min(acts), max(acts)), pk__in=acts).delete()
        records.filter(sequence__lte=places[-1][0]).delete()
        gone += len(places)
    _step(archive, {Step.AGREED}, Step.REMOVED, actor, at)
    return gone


def _archive(number: int) -> Archive:
    archive = Archive.objects.filter(number=number).first()
    if archive is None:
        raise ArchiveRefusedError(f"書庫 {number} はありません。")
    return archive


def _step(
    archive: Archive, after: set[Step | None], step: Step, actor: StaffMember, at: datetime
) -> None:
    """Go one step on, if nobody else did meanwhile."""
    with locked():
        if state(archive) not in after:
            raise ArchiveRefusedError(
                f"書庫 {archive.number} の消去は他の職員が進めました。状態をご確認ください。"
            )
        ArchiveStep.objects.create(
            archive=archive, step=step, at=at, staff_number=actor.staff_number
        )


@transaction.atomic
def _record(act: str, archive: Archive, actor: StaffMember, at: datetime) -> None:
    """Put it on record before it is done: what was removed without a record is found out."""
    record(
        action=f"audit.archive.{act}",
        actor=actor,
        at=at,
        subject_kind="audit_archive",
        subject_id=str(archive.number),
        details={"first": archive.first, "last": archive.last, "manifest": archive.manifest},
    )
