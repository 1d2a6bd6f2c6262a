"""The letter and scans of a lot of another city: handed out for people to read, then erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.receiving.models import DeliveredFile, FileState
from juminzei.apps.receiving.services.moving import move
from juminzei.apps.receiving.services.packed_lot import laid_open
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.take_file import erase_unneeded
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.formats.forwarded_lot import NAME, read_lot
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import spool
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

READ = "documents.import"
SETTLED = "この回送の紙面は処理済みか、紙面がありません。画面を読み直してください。"


def hand_out_papers(file_id: int, *, actor: StaffMember, at: datetime) -> dict[str, bytes]:
    """Return the letter and the scans of a lot, by name; its files of reports are taken in.

    Raises:
        ReceivingRefusedError: No papers of it wait.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, READ, on=at.date())
    file = _waiting(file_id)
    with spool.opened(file.digest) as came:
        inside = laid_open(came).inside
        if isinstance(inside, Path):
            raise ReceivingRefusedError(SETTLED)
        lot = read_lot(inside.content_of(NAME))
        names = [one.name for one in lot.files if one.name not in lot.documents_in]
        papers = {name: inside.content_of(name) for name in names}
    _record("handed", file, actor, at, files=len(papers))
    return papers


def settle_papers(file_id: int, *, note: str, actor: StaffMember, at: datetime) -> DeliveredFile:
    """Say that somebody dealt with the papers of a lot, and erase them.

    Args:
        file_id: A file of the register whose papers wait.
        note: What was done with them; names nobody.
        actor: Who did it; needs ``documents.import``.
        at: When.

    Raises:
        ReceivingRefusedError: No papers of it wait, or nothing is noted.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, READ, on=at.date())
    file = _waiting(file_id)
    if not note.strip():
        raise ReceivingRefusedError("紙面をどう処理したかを入れてください。")
    reason = blank_numbers_in_words(note.strip())
    with transaction.atomic():
        file = move(file, FileState.TAKEN, reason=reason, actor=actor, at=at)
        _record("settled", file, actor, at)
    erase_unneeded(file.digest)
    return file


def _waiting(file_id: int) -> DeliveredFile:
    file = DeliveredFile.objects.filter(pk=file_id, state=FileState.PAPERS).first()
    if file is None or not spool.holds(file.digest):
        raise ReceivingRefusedError(SETTLED)
    return file


def _record(
    act: str, file: DeliveredFile, actor: StaffMember, at: datetime, **details: int
) -> None:
    audit.record(
        action=f"receiving.papers.{act}",
        actor=actor,
        at=at,
        subject_kind="delivered_file",
        subject_id=str(file.pk),
        details={"delivery": file.delivery_id, **details},
    )
