"""A drop folder: what lies in it is entered, taken in, and erased or put aside by date.

The order makes every interruption harmless: the delivery is entered first and is found
again by the folder's place; files are entered and sealed, then taken in, then leave the
folder: what was taken in or lies sealed in the spool is erased, for it holds Individual
Numbers in plain, and a line of its receipt stays (``done/<day>.csv``); at last the delivery
is closed. Whatever step a process dies at, the next run finishes that delivery before it
begins another.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from juminzei.apps.receiving.models import (
    DeliveredFile,
    Delivery,
    DeliveryStep,
    FileState,
    Step,
)
from juminzei.apps.receiving.selectors.deliveries import open_files
from juminzei.apps.receiving.services.drop_receipts import note_receipt
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import (
    DeliveryEntry,
    close_delivery,
    empty_folder,
    register_delivery,
)
from juminzei.apps.receiving.services.take_delivery import take_delivery
from juminzei.apps.receiving.services.take_file import erase_unneeded
from juminzei.formats import reception_list
from juminzei.platform.documents import spool
from juminzei.platform.documents.receivers import HEAD_BYTES
from juminzei.platform.documents.services import digest_of
from juminzei.platform.documents.uploads import safe_name
from juminzei.platform.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

DONE, REFUSED = "done", "refused"
OWN_PLACES = {DONE, REFUSED}
DAY_S = 86_400


@dataclass(slots=True)
class DropReport:
    """What became of a drop folder.

    Attributes:
        deliveries: The entries of the register.
        files: Every file and folder that was in it.
        resumed: Whether an interrupted run was finished first.
    """

    deliveries: list[int] = field(default_factory=list)
    files: list[DeliveredFile] = field(default_factory=list)
    resumed: bool = False


def receive_folder(
    folder: Path,
    entry: DeliveryEntry,
    *,
    delivery: Delivery | None = None,
    actor: StaffMember,
    clock: Callable[[], datetime],
    on_file: Callable[[Progress], None] | None = None,
    workers: int = 1,
) -> DropReport:
    """Receive whatever lies in a drop folder.

    Args:
        folder: The folder; receipts go to ``done/`` in it, what is not kept to ``refused/``.
        entry: How it came.
        delivery: An entry made before, for media; without it one is made.
        actor: Who receives.
        clock: Asked for each step's time.
        on_file: Told of the progress.
        workers: How many processes may share the work of one file.

    Raises:
        ReceivingRefusedError: Another run is at work in the folder, or the delivery is not ready.
    """
    run = _Run(folder, DropReport(), actor, clock, on_file, workers)
    with _alone_in(folder):
        _sweep(clock())
        here = replace(entry, folder=_key(folder))
        begun = _interrupted(here.folder)
        if begun is not None:
            run.report.resumed = True
            run.finish(begun)
        if _lying(folder):
            run.finish(delivery or register_delivery(here, actor=actor, at=clock()))
    return run.report


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over a drop folder: where, who, and whom to tell."""

    folder: Path
    report: DropReport
    actor: StaffMember
    clock: Callable[[], datetime]
    on_file: Callable[[Progress], None] | None
    workers: int

    def finish(self, delivery: Delivery) -> None:
        """Bring a delivery of this folder to its end, from whatever step it stands at."""
        self.report.deliveries.append(delivery.pk)
        begun = Job.objects.filter(key__startswith=f"receiving:{delivery.pk}:").exists()
        entered = {
            path: enter_file(delivery, path, name=path.name, actor=self.actor, at=self.clock())
            for path in _lying(self.folder)
            if not begun or _entered(delivery, path)
        }
        take_delivery(
            delivery,
            actor=self.actor,
            clock=self.clock,
            on_file=self.on_file,
            workers=self.workers,
        )
        for path, file in entered.items():
            file.refresh_from_db()
            _put_aside(self.folder, path, file, self.clock())
            erase_unneeded(file.digest)
        self.report.files += delivery.files.order_by("pk")
        empty_folder(delivery, actor=self.actor, at=self.clock())
        if delivery.claimed_files is None and not open_files(delivery).exists():
            close_delivery(delivery.pk, actor=self.actor, at=self.clock())


def _entered(delivery: Delivery, path: Path) -> bool:
    """Return whether a name is the delivery's; after its work began, other names wait."""
    return delivery.files.filter(name=safe_name(path.name)).exists()


def _interrupted(key: str) -> Delivery | None:
    """Return the delivery of this folder whose run did not come to its end."""
    ended = DeliveryStep.objects.filter(step__in=[Step.EMPTIED, Step.TURNED_DOWN])
    begun = Delivery.objects.filter(folder=key).exclude(pk__in=ended.values("delivery"))
    return begun.order_by("-pk").first()


def _put_aside(folder: Path, path: Path, file: DeliveredFile, at: datetime) -> None:
    """Let a file leave the folder: erased with a receipt, or put where its sender finds it.

    What is in quarantine lies sealed in the spool. What was too large or misleadingly named
    was never kept, so that it must not be erased here.
    """
    if file.state in {FileState.TAKEN, FileState.RETURNED} or spool.holds(file.digest):
        note_receipt(folder / DONE, file, at)
        _erase(path)
        return
    target = folder / REFUSED / f"{at:%Y-%m-%d}"
    target.mkdir(parents=True, exist_ok=True)
    place = target / path.name
    if place.exists():
        place = target / f"{secrets.token_hex(4)}_{path.name}"
    path.rename(place)


def _erase(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _lying(folder: Path) -> list[Path]:
    """Return what lies in a folder; lists of receptions first, for they tell of the others."""
    lying = (
        path
        for path in folder.iterdir()
        if path.name not in OWN_PLACES and not path.name.startswith(".")
    )
    return sorted(lying, key=lambda path: (not _tells_of_others(path), path.name))


def _tells_of_others(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as content:
        return reception_list.recognises(content.read(HEAD_BYTES))


def _key(folder: Path) -> str:
    return digest_of(f"folder\0{folder.resolve()}".encode())


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReceivingRefusedError(
                f"{folder}: ほかの受領がこのフォルダーで動いています。終わってから始めてください。"
            ) from None
        yield
    finally:
        os.close(handle)


def _sweep(at: datetime) -> None:
    """Erase what killed processes of the days before left in the spool."""
    waiting = DeliveredFile.objects.exclude(state__in=[FileState.TAKEN, FileState.RETURNED])
    spool.sweep(waiting.values_list("digest", flat=True), older_than=at.timestamp() - DAY_S)
