"""Which matrix is in force: the city puts its own there, and every change is on record."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.policy.circumstances import TERMINALS
from juminzei.platform.policy.matrix import Matrix, in_force_file, matrix, with_city
from juminzei.platform.policy.models import InstalledMatrix
from juminzei.platform.policy.reading import PolicyError
from juminzei.platform.policy.roles import Role

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

INDISPENSABLE = ("staff.manage", "staff.approve", "policy.apply", "policy.view", "audit.view")
"""Functions that somebody must have, or nobody could mend the matrix or see what was done."""

MOST_TOLD = 200
"""Lines of a difference that its record holds; all of them are in the table."""


@dataclass(frozen=True, slots=True)
class Change:
    """The lines that differ between two matrices."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


def proposed_file() -> Path:
    """Return where the city writes its grants, before they are put in force."""
    data: Path = settings.CONFIGURATION.data
    return data / "policy" / "grants.toml"


def proposed(on: date) -> Matrix:
    """Return the matrix as it would be with what the city wrote; without a file, the program's.

    Raises:
        PolicyError: The file cannot be taken, others than its owner may change it, or nobody
            could mend the matrix.
    """
    file = proposed_file()
    if file.exists() and file.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PolicyError(f"{file}：所有者のほかも書き換えられます。chmod 600 としてください。")
    found = with_city(file)
    people = [role for role in Role.values if role not in {Role.BATCH, Role.CLIENT}]
    missing = [key for key in INDISPENSABLE if key not in _held(found, people, on)]
    if missing:
        raise PolicyError(
            f"{file.name}：{'、'.join(missing)} を使える役割が {on} にありません。付けてください。"
        )
    return found


def change_to(found: Matrix) -> Change:
    """Return how ``found`` differs from the newest matrix on record."""
    newest = InstalledMatrix.objects.order_by("number").last()
    before, after = set(newest.lines if newest else ()), set(lines(found))
    return Change(tuple(sorted(after - before)), tuple(sorted(before - after)))


def put_in_force(*, actor: StaffMember, at: datetime) -> Change:
    """Put what the city wrote in force, at once in every process, and record the difference.

    The caller has asked whether the actor may.

    Raises:
        PolicyError: It cannot be taken; what was in force stays.
    """
    found = proposed(at.date())
    change = change_to(found)
    source, target = proposed_file(), in_force_file()
    with transaction.atomic():
        _notice(found, actor=actor, at=at)
        if source.exists():
            beside = target.with_suffix(".new")
            beside.write_bytes(source.read_bytes())
            beside.chmod(0o600)
            os.replace(beside, target)  # noqa: PTH105 - atomic, by its name
        else:
            target.unlink(missing_ok=True)
    return change


def notice_matrix(*, actor: StaffMember, at: datetime) -> bool:
    """Record that another matrix is in force than the one on record, if it is so.

    Args:
        actor: Who started the program: a new version may bring other grants, and somebody may
            have changed the file by hand.
        at: When.
    """
    return _notice(matrix(), actor=actor, at=at)


def lines(found: Matrix) -> list[str]:
    """Return a matrix as sorted lines, one a role, function and period."""
    return sorted(
        "|".join(
            (
                grant.role,
                key,
                grant.valid_from.isoformat(),
                grant.valid_until.isoformat() if grant.valid_until else "",
                ",".join(sorted(grant.data_of(key))),
                "" if grant.terminals >= set(TERMINALS) else ",".join(sorted(grant.terminals)),
                "-".join(f"{one:%H:%M}" for one in grant.hours or ()),
            )
        )
        for grant in found.grants
        for key in grant.functions
    )


@transaction.atomic
def _notice(found: Matrix, *, actor: StaffMember, at: datetime) -> bool:
    told = lines(found)
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    newest = InstalledMatrix.objects.order_by("number").last()
    if newest is not None and newest.digest == digest:
        return False
    change = change_to(found)
    try:
        with transaction.atomic():
            version = InstalledMatrix.objects.create(
                number=newest.number + 1 if newest else 1,
                digest=digest,
                lines=told,
                added=len(change.added),
                removed=len(change.removed),
                staff_number=actor.staff_number,
                noticed_at=at,
            )
    except IntegrityError:
        return False  # another process noticed it at the same moment
    audit.record(
        action="policy.matrix.changed",
        actor=actor,
        at=at,
        subject_kind="policy",
        subject_id=str(version.number),
        details={
            "digest": digest,
            "added": list(change.added[:MOST_TOLD]) if newest else [],
            "removed": list(change.removed[:MOST_TOLD]),
            "added_count": len(change.added),
            "removed_count": len(change.removed),
        },
    )
    return True


def _held(found: Matrix, people: list[str], on: date) -> frozenset[str]:
    """Return what people may do under some circumstances."""
    return frozenset(
        key for one in found.on(on).grants if one.role in people for key in one.functions
    )
