"""A file enters the register: sealed into the spool first, then written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from juminzei.apps.receiving.models import DeliveredFile, Delivery, FileState, Step
from juminzei.apps.receiving.rules import most_bytes
from juminzei.apps.receiving.selectors.deliveries import must_be_confirmed, steps_of
from juminzei.apps.receiving.services.moving import note_state
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.documents import spool
from juminzei.platform.documents.services import digest_of
from juminzei.platform.documents.uploads import safe_name
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember


def enter_file(
    delivery: Delivery, path: Path, *, name: str, actor: StaffMember, at: datetime
) -> DeliveredFile:
    """Enter a file or folder under a delivery; the same again is the same entry.

    What is too large, or is named so that it misleads, is entered as quarantined and not kept.

    Args:
        delivery: What it came with.
        path: Where it lies; it stays there.
        name: What the sender calls it.
        actor: Who enters it.
        at: When.

    Raises:
        ReceivingRefusedError: The delivery is closed, or a second person has not confirmed it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "receiving.register", on=at.date())
    refuse_unready(delivery)
    reason = ""
    try:
        kept = spool.keep(path, most_bytes=most_bytes())
    except (spool.TooLargeError, spool.UnsafeNameError) as refusal:
        reason = str(refusal)
        kept = spool.Kept(_digest_of_refused(path), _size(path), 1)
    state = FileState.QUARANTINED if reason else FileState.RECEIVED
    entry: dict[str, Any] = {
        "size_bytes": kept.size_bytes,
        "files": kept.files,
        "state": state,
        "reason": reason,
        "entered_at": at,
        "state_at": at,
    }
    key: dict[str, Any] = {"delivery": delivery, "name": safe_name(name), "digest": kept.digest}
    try:
        with transaction.atomic():
            file = DeliveredFile.objects.create(**key, **entry)
            note_state(file, actor, at)
    except IntegrityError:
        return DeliveredFile.objects.get(**key)
    return file


def refuse_unready(delivery: Delivery) -> None:
    """Refuse to read anything of a delivery that is not ready for it.

    Raises:
        ReceivingRefusedError: It is closed or taken back, or nobody confirmed it.
    """
    done = steps_of(delivery)
    if {Step.CLOSED, Step.TURNED_DOWN} & done:
        raise ReceivingRefusedError("この受領は終わっています。新しい受領を登録してください。")
    if must_be_confirmed(delivery) and Step.CONFIRMED not in done:
        raise ReceivingRefusedError(
            "媒体は、受領した人とは別の人が確認してから読み込みます。確認を依頼してください。"
        )


def _digest_of_refused(path: Path) -> str:
    """Return what stands for a file that was not read: its name and size."""
    return digest_of(f"refused\0{path.name}\0{_size(path)}".encode())


def _size(path: Path) -> int:
    if path.is_symlink() or path.is_dir():
        return 0
    return path.stat().st_size
