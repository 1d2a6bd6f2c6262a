"""Replacing the key that seals numbers, while the vault is in use.

A new key is made and becomes primary: from then on it seals. Then every number that an
earlier key sealed is sealed anew, chunk by chunk, as a job: killed at any moment, it goes on
where it was when the command is given again. Reading goes on all the while, for every key
that still seals a number opens it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from juminzei.platform.audit import services as audit
from juminzei.platform.jobs.models import Job, JobState
from juminzei.platform.jobs.services import ChunkPlan, open_job, work_prepared
from juminzei.platform.staff.services import require
from juminzei.platform.vault import keyset
from juminzei.platform.vault.incidents import record_broken_seal
from juminzei.platform.vault.installed_source import key_source
from juminzei.platform.vault.models import DataKey, KeyEvent, KeyPurpose, SealedNumber
from juminzei.platform.vault.resealing import Resealed, reseal
from juminzei.platform.vault.tenant import tenant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.platform.jobs.models import Chunk
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation came to.

    Attributes:
        primary: The key that seals now.
        resumed: Whether an earlier rotation was carried to its end, and no new key made.
        left: Numbers that are still under an earlier key, because they do not open.
    """

    primary: str
    resumed: bool
    left: int


def rotate(
    *,
    actor: StaffMember,
    worker: str,
    clock: Callable[[], datetime],
    on_chunk: Callable[[Progress], None] | None = None,
) -> Rotation:
    """Make a new primary key and seal every number anew; or finish what was begun.

    Args:
        actor: Who does it.
        worker: From :func:`juminzei.platform.jobs.services.this_worker`.
        clock: Asked for the time.
        on_chunk: Told of the progress.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        juminzei.platform.vault.keyset.KeysetError: The keys cannot be used.
    """
    at = clock()
    require(actor, "vault.manage", on=at.date())
    primary = keyset.current(tenant()).primary
    resumed = _unfinished(primary)
    if not resumed:
        primary = _new_primary(actor, at)
    job = open_job(
        kind="vault_rotation",
        key=_job_key(primary),
        parameters={"key": primary},
        chunks=_plan(),
        at=at,
    )

    def prepared(chunk: Chunk) -> Callable[[Chunk], Mapping[str, object]]:
        done = reseal(keyset.current(tenant()), tenant(), chunk.first, chunk.last)
        _record_broken(done, actor, clock())
        result = {"resealed": done.count, "broken": len(done.broken)}
        return lambda _chunk: result

    work_prepared(job, prepared, worker=worker, clock=clock, on_chunk=on_chunk)
    left = _sweep()
    with transaction.atomic():
        audit.record(
            action="vault.rotated",
            actor=actor,
            at=clock(),
            subject_kind="vault_key",
            subject_id=primary,
            details={"resumed": resumed, "left": left},
        )
    return Rotation(primary=primary, resumed=resumed, left=left)


def unfinished() -> bool:
    """Return whether a rotation was begun and not carried to its end."""
    primary = DataKey.objects.filter(purpose=KeyPurpose.NUMBERS, primary=True).first()
    return primary is not None and _unfinished(primary.pk)


def _unfinished(primary: str) -> bool:
    if DataKey.objects.filter(purpose=KeyPurpose.NUMBERS).count() == 1:
        return False
    job = Job.objects.filter(key=_job_key(primary)).first()
    return job is None or job.state != JobState.DONE


def _job_key(primary: str) -> str:
    return f"vault rotation {primary}"


def _new_primary(actor: StaffMember, at: datetime) -> str:
    key = keyset.new_data_key(key_source(), KeyPurpose.NUMBERS)
    with transaction.atomic(using="vault"):
        numbers = DataKey.objects.select_for_update().filter(purpose=KeyPurpose.NUMBERS)
        retired = [old.pk for old in numbers if old.primary]
        numbers.filter(primary=True).update(primary=False)
        key.primary = True
        key.save(force_insert=True)
        events = [(name, "retired") for name in retired] + [(key.pk, "made_primary")]
        KeyEvent.objects.bulk_create(
            KeyEvent(key=name, act=act, at=at, staff_number=actor.staff_number)
            for name, act in events
        )
    return key.pk


def _plan() -> list[ChunkPlan]:
    """Return the chunks of all rows that there are now, in the order of their keys."""
    keys = list(SealedNumber.objects.order_by("pk").values_list("pk", flat=True))
    parts = [keys[first : first + CHUNK] for first in range(0, len(keys), CHUNK)]
    return [ChunkPlan(first=part[0], last=part[-1], size=len(part)) for part in parts]


def _sweep() -> int:
    """Seal anew what was being sealed while the key changed; return how many do not open."""
    while True:
        newest = SealedNumber.objects.aggregate(newest=Max("pk"))["newest"] or 0
        done = reseal(keyset.current(tenant()), tenant(), 0, newest)
        if done.count == 0:
            return len(done.broken)


def _record_broken(done: Resealed, actor: StaffMember, at: datetime) -> None:
    for one in done.broken:
        record_broken_seal(one.place, one.subject_id, key_id=one.key_id, actor=actor, at=at)
