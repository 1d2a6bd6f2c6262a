"""Tying a local addressee to a person and taking it off: always with its event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.unified.models import (
    BasicVersion,
    LinkAct,
    LinkEvent,
    UnifiedPerson,
)
from juminzei.apps.unified.services.serials import reserve
from juminzei.base.numbers import unified_number

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.unified.basic import Basic
    from juminzei.apps.unified.models import LinkReason, LocalAddressee
    from juminzei.platform.staff.models import StaffMember


def new_person(
    basic: Basic, *, source: str, at: datetime, source_version: int | None = None
) -> UnifiedPerson:
    """Give a number that nobody ever had."""
    serial = reserve(1, purpose=source, at=at)
    person = UnifiedPerson.objects.create(
        number=unified_number.number(serial),
        numbered_at=at,
        source=source,
        source_version=source_version,
        **basic.columns(),
        **basic.keys(),
    )
    _append(person, basic, at)
    return person


def tell(
    person: UnifiedPerson,
    basic: Basic,
    *,
    source: str,
    at: datetime,
    source_version: int | None = None,
) -> None:
    """Append what a system says of a person now, if it says anything new."""
    person.source, person.source_version = source, source_version
    if type(basic).of(person) == basic:
        person.save(update_fields=["source", "source_version"])
        return
    person.version += 1
    for name, value in (basic.columns() | basic.keys()).items():
        setattr(person, name, value)
    changed = ["version", "source", "source_version", *basic.columns(), *basic.keys()]
    person.save(update_fields=changed)
    _append(person, basic, at)


def tie(
    local: LocalAddressee,
    person: UnifiedPerson,
    *,
    reason: LinkReason,
    actor: StaffMember,
    at: datetime,
    agreed_by: str = "",
) -> None:
    """Tie ``local`` to ``person`` from today on; whom it was tied to before, it is not any more."""
    if local.person is not None:
        untie(local, reason=reason, actor=actor, at=at, agreed_by=agreed_by)
    local.person, local.linked_on = person, at.date()
    local.save(update_fields=["person", "linked_on"])
    _remember(local, person, LinkAct.LINKED, reason=reason, actor=actor, at=at, agreed_by=agreed_by)


def untie(
    local: LocalAddressee,
    *,
    reason: LinkReason,
    actor: StaffMember,
    at: datetime,
    agreed_by: str = "",
) -> None:
    """Take ``local`` off whom it is tied to; the person's number stays theirs."""
    before = local.person
    if before is None:
        return
    local.person = local.linked_on = None
    local.save(update_fields=["person", "linked_on"])
    _remember(
        local, before, LinkAct.UNLINKED, reason=reason, actor=actor, at=at, agreed_by=agreed_by
    )


def _append(person: UnifiedPerson, basic: Basic, at: datetime) -> None:
    BasicVersion.objects.create(
        person=person,
        version=person.version,
        on=at.date(),
        recorded_at=at,
        source=person.source,
        source_version=person.source_version,
        **basic.columns(),
    )


def _remember(
    local: LocalAddressee,
    person: UnifiedPerson,
    act: LinkAct,
    *,
    reason: LinkReason,
    actor: StaffMember,
    at: datetime,
    agreed_by: str,
) -> None:
    LinkEvent.objects.create(
        local=local,
        person=person,
        act=act,
        on=at.date(),
        recorded_at=at,
        reason=reason,
        staff_number=actor.staff_number,
        staff_name=actor.name,
        agreed_by=agreed_by,
    )
