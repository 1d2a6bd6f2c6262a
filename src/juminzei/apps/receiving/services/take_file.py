"""A file goes its way: looked at, scanned, handed to whoever takes it in, erased.

Each step is one transaction with its history and record. A process may be killed between
any two of them: the same call again goes on from where the file stands, and what a receiver
had taken before the end came is counted as this file's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from django.db import Error, transaction

from juminzei.apps.assessment.api import put_in_box
from juminzei.apps.receiving.models import OPEN, DeliveredFile, FileState
from juminzei.apps.receiving.selectors.senders import sender_of
from juminzei.apps.receiving.services.counting import counts_of
from juminzei.apps.receiving.services.examining import (
    examined,
    scan_problem,
    scanned_content,
)
from juminzei.apps.receiving.services.moving import move
from juminzei.apps.receiving.services.packed_lot import laid_open
from juminzei.apps.receiving.services.reception import reception_problem
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.documents import spool
from juminzei.platform.documents.channel import Channel, Source, Way
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.receivers import NotTakenError, Receipt, receiver_of
from juminzei.platform.documents.scanning import ScanResult
from juminzei.platform.documents.services import name_way
from juminzei.platform.staff.services import NotPermittedError, require

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from juminzei.apps.receiving.services.packed_lot import Content, Opened
    from juminzei.platform.documents.receivers import Outcome, Receiver
    from juminzei.platform.staff.models import StaffMember

LOG = structlog.get_logger(__name__)
UNKNOWN = "どの資料か、中身から分かりません。種類と様式を確かめ、提出者に問い合わせてください。"
MISTAKEN = "取込の途中で誤りが起きました。内容は取り込まれていません。管理者に知らせてください。"


def take_file(file_id: int, *, actor: StaffMember, at: datetime, workers: int = 1) -> DeliveredFile:
    """Bring a received file as far as it goes: taken in, or in quarantine with a reason.

    Args:
        file_id: A file of the register.
        actor: Who takes it in; needs ``receiving.register`` and what its receiver asks for.
        at: When.
        workers: How many processes may share the work.

    Raises:
        ReceivingRefusedError: Its content never reached the spool, or another process has it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "receiving.register", on=at.date())
    file = DeliveredFile.objects.select_related("delivery").get(pk=file_id)
    if file.state in {FileState.RECEIVED, FileState.CHECKED}:
        if not spool.holds(file.digest):
            raise ReceivingRefusedError(
                "中身が届いていません。同じファイルをもう一度渡してください。"
            )
        with spool.opened(file.digest) as content:
            opened = laid_open(content)
            if file.state == FileState.RECEIVED:
                file = _checked(file, opened, actor, at)
            if file.released and file.scan != ScanResult.CLEAN:
                file = _scanned_again(file, opened.inside, actor, at)
            if file.state == FileState.CHECKED:
                file = _taken(file, opened.inside, actor, at, workers)
    erase_unneeded(file.digest)
    return file


def erase_unneeded(digest: str) -> None:
    """Erase what lies in the spool, if no entry of the register waits for it any more."""
    if not DeliveredFile.objects.filter(digest=digest, state__in=OPEN).exists():
        spool.erase(digest)


def _checked(
    file: DeliveredFile, opened: Opened, actor: StaffMember, at: datetime
) -> DeliveredFile:
    verdict = examined(opened, file.name)
    found = {"content": verdict.content, "scan": verdict.scan}
    reason = verdict.reason or reception_problem(file)
    if reason:
        state = FileState.QUARANTINED
        return move(file, state, reason=reason, actor=actor, at=at, **found)
    return move(file, FileState.CHECKED, actor=actor, at=at, **found)


def _scanned_again(
    file: DeliveredFile, content: Content, actor: StaffMember, at: datetime
) -> DeliveredFile:
    """Ask the scanner once more about what two people released; infected stays held."""
    scan = scanned_content(content)
    if scan == ScanResult.INFECTED:
        state, reason = FileState.QUARANTINED, scan_problem(scan)
        return move(file, state, reason=reason, released=False, actor=actor, at=at, scan=scan)
    DeliveredFile.objects.filter(pk=file.pk).update(scan=scan)
    file.scan = scan
    return file


def _taken(
    file: DeliveredFile,
    content: Content,
    actor: StaffMember,
    at: datetime,
    workers: int,
) -> DeliveredFile:
    receiver = receiver_of(content)
    if receiver is None:
        return move(file, FileState.QUARANTINED, reason=UNKNOWN, actor=actor, at=at)
    known = {"kind": receiver.kind, "label": receiver.label}
    try:
        outcome = _handed_over(receiver, content, _receipt(file, actor, at, workers))
    except NotTakenError as refusal:
        reason = str(refusal)
    except (NotPermittedError, AuditStalledError, Error):
        raise
    except Exception as error:
        if isinstance(error.__cause__, Error):
            raise  # a database that is busy or away says nothing about the file: it waits
        LOG.error("a receiver failed", kind=receiver.kind, file=file.pk, error=type(error).__name__)  # noqa: TRY400 - a traceback may quote what the file says
        reason = MISTAKEN
    else:
        papers = outcome.papers and not (outcome.known and _others(outcome).exists())
        counts = _counts(file, outcome)
        state = FileState.PAPERS if papers else FileState.TAKEN
        with transaction.atomic():
            if outcome.file_id:
                name_way(outcome.file_id, _way(file))
                put_in_box(outcome.file_id, file.delivery.box)
            return move(file, state, actor=actor, at=at, **known, **counts)
    return move(file, FileState.QUARANTINED, reason=reason, actor=actor, at=at, **known)


def _handed_over(receiver: Receiver[Any], content: Content, receipt: Receipt) -> Outcome:
    require(receipt.actor, receiver.function, on=receipt.at.date())
    return receiver.take(content, receipt)


def _receipt(file: DeliveredFile, actor: StaffMember, at: datetime, workers: int) -> Receipt:
    delivery = file.delivery
    return Receipt(
        name=file.name,
        channel=Channel(delivery.channel),
        actor=actor,
        at=at,
        tax_year=delivery.tax_year,
        delivery=delivery.pk,
        source=Source(delivery.source),
        workers=workers,
    )


def _way(file: DeliveredFile) -> Way:
    delivery = file.delivery
    return Way(Channel(delivery.channel), Source(delivery.source), delivery.pk)


def _counts(file: DeliveredFile, outcome: Outcome) -> dict[str, Any]:
    """Return what became of the file's rows.

    What its receiver did before a process died is this file's, unless another entry of the
    register had it taken in.
    """
    before = None
    if outcome.known and outcome.file_id and not _others(outcome).exists():
        before = ReceivedFile.objects.get(pk=outcome.file_id)
        before = before if _was_this_ones(before, file) else None
    return {
        **counts_of(outcome, before),
        "further": {key: value for key, value in outcome.further.items() if value},
        "received_file_id": outcome.file_id,
        "employer": sender_of(outcome.file_id) if file.user_reference else None,
    }


def _others(outcome: Outcome) -> QuerySet[DeliveredFile]:
    """Return the entries of the register that had the same file taken in before."""
    done = [FileState.TAKEN, FileState.PAPERS]
    return DeliveredFile.objects.filter(received_file=outcome.file_id, state__in=done)


def _was_this_ones(before: ReceivedFile, file: DeliveredFile) -> bool:
    """Return whether the receiver took it in under this entry's delivery, or since it came."""
    if before.delivery is not None:
        return before.delivery == file.delivery_id
    return before.received_at >= file.entered_at
