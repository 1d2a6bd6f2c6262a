"""What becomes of a quarantined file: one person asks, another decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.receiving.models import (
    DeliveredFile,
    Fate,
    FileState,
    ReleaseDecision,
    ReleaseRequest,
)
from juminzei.apps.receiving.services.moving import move
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.take_file import erase_unneeded, take_file
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import spool
from juminzei.platform.documents.scanning import ScanResult
from juminzei.platform.staff.second_person import for_another
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def ask_release(
    file_id: int, *, fate: Fate, reason: str, actor: StaffMember, at: datetime
) -> ReleaseRequest:
    """Ask what is to become of a quarantined file.

    Raises:
        ReceivingRefusedError: It is not in quarantine, somebody asked already, no reason is
            given, or it may not be released at all.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "receiving.register", on=at.date())
    file = DeliveredFile.objects.select_for_update().get(pk=file_id)
    if file.state != FileState.QUARANTINED:
        raise ReceivingRefusedError("このファイルは隔離されていません。一覧を読み直してください。")
    if file.releases.filter(decision=None).exists():
        raise ReceivingRefusedError("同じファイルの申請が、決定を待っています。")
    if not reason.strip():
        raise ReceivingRefusedError("理由を入れてください。")
    if fate == Fate.RELEASE:
        _refuse_unreleasable(file)
    request = ReleaseRequest.objects.create(
        file=file, fate=fate, reason=reason.strip(), asked_by=actor, asked_at=at
    )
    _record("asked", request, actor, at)
    return request


def decide_release(
    request_id: int, *, granted: bool, actor: StaffMember, at: datetime
) -> DeliveredFile:
    """Decide about a quarantined file and do what was decided.

    Raises:
        ReceivingRefusedError: Nothing waits under that number, or the actor asked for it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "receiving.release", on=at.date())
    file, goes_on = _decided(request_id, granted=granted, actor=actor, at=at)
    if goes_on:
        return take_file(file.pk, actor=actor, at=at)
    erase_unneeded(file.digest)
    return file


@transaction.atomic
def _decided(
    request_id: int, *, granted: bool, actor: StaffMember, at: datetime
) -> tuple[DeliveredFile, bool]:
    waiting = ReleaseRequest.objects.filter(decision=None).select_related("file")
    request = for_another(waiting, request_id, actor, ReceivingRefusedError)
    ReleaseDecision.objects.create(
        request=request, granted=granted, decided_by=actor, decided_at=at
    )
    _record("granted" if granted else "turned_down", request, actor, at)
    file = request.file
    if not granted:
        return file, False
    if request.fate == Fate.RETURN:
        return move(file, FileState.RETURNED, reason=request.reason, actor=actor, at=at), False
    _refuse_unreleasable(file)
    return move(file, FileState.CHECKED, released=True, actor=actor, at=at), True


def _refuse_unreleasable(file: DeliveredFile) -> None:
    if file.scan == ScanResult.INFECTED:
        raise ReceivingRefusedError("感染したファイルの隔離は解けません。返却・消去してください。")
    if not spool.holds(file.digest):
        raise ReceivingRefusedError(
            "中身を保管していないため、隔離を解けません。提出し直してもらってください。"
        )


def _record(act: str, request: ReleaseRequest, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=f"receiving.release.{act}",
        actor=actor,
        at=at,
        subject_kind="delivered_file",
        subject_id=str(request.file_id),
        purpose=request.fate,
        details={"request": request.pk},
    )
