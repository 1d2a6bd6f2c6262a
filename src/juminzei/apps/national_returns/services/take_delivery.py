"""Takes in a delivery: whole or not at all, each once, and again where it was interrupted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from juminzei.apps.national_returns.models import (
    DeliveryState,
    ReturnDelivery,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.services.delivered_return import delivered
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.stage_returns import stage_returns, states
from juminzei.formats.errors import FormatError
from juminzei.formats.national_delivery import read_delivery
from juminzei.formats.national_delivery_manifest import LAYOUT, write_manifest
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.services import complete, digest_of, receive
from juminzei.platform.jobs.services import ChunkPlan, open_job, work_shared
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from juminzei.base.folder_contents import FolderContents
    from juminzei.formats.national_delivery import Delivery
    from juminzei.platform.documents.channel import Channel
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.working import Handler
    from juminzei.platform.staff.models import StaffMember

IMPORT = "documents.import"
KIND = "national_return_delivery"
AT_ONCE = 200
"""Returns taken in one transaction, at most."""
MOST_BYTES_AT_ONCE = 64_000_000
"""Data and images in the memory at a time; one return alone may have more."""
LEASE_S = 300


class DeliveryHeldError(ReturnsRefusedError):
    """The delivery is on the register as held; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a delivery; counts are of returns."""

    entry: ReturnDelivery
    received: int
    counts: Mapping[str, int]
    known: bool
    file_id: int
    """What stands for it among the files that were received."""


def take_delivery(
    folder: Path | FolderContents,
    *,
    channel: Channel,
    actor: StaffMember,
    at: datetime,
    workers: int = 1,
) -> Taken:
    """Take in a delivery; the same one again changes nothing.

    Args:
        folder: The delivery, in our own layout.
        channel: How it came.
        actor: Who takes it in; needs ``documents.import``.
        at: When.
        workers: How many processes share the work. What it comes to is the same.

    Raises:
        DeliveryHeldError: It is not whole, not for us, or another of the same number is there.
        NotPermittedError: The actor may not.
    """
    require(actor, IMPORT, on=at.date())
    try:
        delivery = read_delivery(folder)
    except FormatError as error:
        raise _held(folder, str(error), channel=channel, actor=actor, at=at) from None
    ours = settings.CONFIGURATION.municipality
    if delivery.manifest.municipality != ours:
        other = f"他の市区町村（{delivery.manifest.municipality}）あての配信です。"
        raise _held(folder, other, channel=channel, actor=actor, at=at)
    entry = _entered(delivery, channel=channel, actor=actor, at=at)
    if entry is None:
        other = "同じ配信番号で、内容の違う配信があります。送付元に確かめてください。"
        raise _held(folder, other, channel=channel, actor=actor, at=at)
    file = _received(delivery, actor=actor, at=at)
    known = entry.state == DeliveryState.TAKEN
    if not known:
        _work(entry, delivery, file, workers=workers, actor=actor, at=at)
    return Taken(entry, delivery.manifest.count, entry.counts, known, file.pk)


def _received(delivery: Delivery, *, actor: StaffMember, at: datetime) -> ReceivedFile:
    """Return what stands for the delivery among the files that were received.

    Its manifest names the digest of every file, and so stands for all of them.
    """
    manifest = delivery.manifest
    received = receive(
        content=write_manifest(manifest),
        kind=KIND,
        name=manifest.delivery_id,
        actor=actor,
        at=at,
        layout=LAYOUT,
    )
    return received.file


def _entered(
    delivery: Delivery, *, channel: Channel, actor: StaffMember, at: datetime
) -> ReturnDelivery | None:
    """Return the register's entry of a delivery, or none if it stands there with other files."""
    manifest = delivery.manifest
    key = {
        "source": manifest.source,
        "kind": manifest.kind,
        "sender": manifest.sender,
        "delivery_id": manifest.delivery_id,
    }
    digest = digest_of(write_manifest(manifest))
    there = ReturnDelivery.objects.exclude(state=DeliveryState.HELD).filter(**key)
    if not there.exists():
        try:
            with transaction.atomic():
                ReturnDelivery.objects.create(
                    **key,
                    delivered_on=manifest.delivered_on,
                    count=manifest.count,
                    reason=manifest.reason,
                    digest=digest,
                    state=DeliveryState.TAKING,
                    channel=channel,
                    received_by=actor,
                    received_at=at,
                )
        except IntegrityError:
            pass  # somebody else entered it meanwhile
    entry = there.get()
    return entry if entry.digest == digest else None


def _work(
    entry: ReturnDelivery,
    delivery: Delivery,
    file: ReceivedFile,
    *,
    workers: int,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Do the parts that are not done yet, then say that the delivery is taken."""
    job = open_job(
        kind="national_returns",
        key=f"national_returns:{entry.pk}",
        parameters={"delivery": entry.pk, "digest": entry.digest},
        chunks=_parts(delivery),
        at=at,
    )
    ReturnDelivery.objects.filter(pk=entry.pk).update(job=job)

    def read(chunk: Chunk) -> Handler:
        rows = delivery.rows[chunk.first : chunk.last + 1]
        some = [delivered(delivery, row) for row in rows]
        return lambda _: dict(
            stage_returns(entry, some, received_file_id=file.pk, actor=actor, at=at)
        )

    work_shared(job, read, workers=workers, clock=lambda: at, lease_s=LEASE_S)
    _finished(entry, file, actor=actor, at=at)


def _parts(delivery: Delivery) -> list[ChunkPlan]:
    """Return the parts: so many returns that their content fits the memory."""
    parts: list[ChunkPlan] = []
    first = size = 0
    for place, row in enumerate(delivery.rows):
        more = delivery.size_of(row.seq)
        if place > first and (place - first == AT_ONCE or size + more > MOST_BYTES_AT_ONCE):
            parts.append(ChunkPlan(first, place - 1, place - first))
            first, size = place, 0
        size += more
    if delivery.rows:
        parts.append(ChunkPlan(first, len(delivery.rows) - 1, len(delivery.rows) - first))
    return parts


@transaction.atomic
def _finished(
    entry: ReturnDelivery, file: ReceivedFile, *, actor: StaffMember, at: datetime
) -> None:
    locked = ReturnDelivery.objects.select_for_update().get(pk=entry.pk)
    found = StagedReturn.objects.filter(delivery=locked).values_list("state", flat=True)
    entry.counts = states(Counter(found))
    entry.state = DeliveryState.TAKEN
    if locked.state == DeliveryState.TAKEN:
        return
    entry.save(update_fields=["counts", "state"])
    complete(file, counts=register_counts(entry.count, entry.counts))
    audit.record(
        action="national_returns.delivery.taken",
        actor=actor,
        at=at,
        subject_kind="return_delivery",
        subject_id=str(entry.pk),
        details={"source": entry.source, "count": entry.count, **entry.counts},
    )


@transaction.atomic
def _held(
    folder: Path | FolderContents,
    problem: str,
    *,
    channel: Channel,
    actor: StaffMember,
    at: datetime,
) -> DeliveryHeldError:
    """Enter a delivery that is not taken, and return why."""
    entry = ReturnDelivery.objects.create(
        delivery_id=folder.name[:60] if folder.name.isascii() else "",
        digest="",
        state=DeliveryState.HELD,
        problem=problem[:300],
        channel=channel,
        received_by=actor,
        received_at=at,
    )
    audit.record(
        action="national_returns.delivery.held",
        actor=actor,
        at=at,
        subject_kind="return_delivery",
        subject_id=str(entry.pk),
        details={"problem": problem[:300]},
    )
    return DeliveryHeldError(problem)


def register_counts(received: int, counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many returns are documents that count, wait for somebody, count for nothing."""
    accepted = sum(counts.get(state, 0) for state in (StagedState.TAKEN, StagedState.ENTRY))
    held = counts.get(StagedState.CHECK, 0)
    return {"accepted": accepted, "held": held, "duplicates": received - accepted - held}
