"""Which number a local addressee gets: the rules, for one at a time.

One number for each Individual Number, else one for each person. What the rules cannot tell
waits for two people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.unified import individual_number as door
from juminzei.apps.unified.basic import Basic
from juminzei.apps.unified.models import (
    CaseKind,
    LinkReason,
    LocalAddressee,
    NumberingCase,
    RequestState,
    UnifiedPerson,
)
from juminzei.apps.unified.selectors import same_person
from juminzei.apps.unified.services.ties import new_person, tell, tie
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a local addressee.

    Attributes:
        local: Who.
        basic: What its system says of them.
        same: Keys of the other local addressees with the same Individual Number.
        numbered: Whether an Individual Number is known of it.
        version: The system's own version of ``basic``, where it counts them.
    """

    local: LocalAddressee
    basic: Basic
    same: Collection[int] = ()
    numbered: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: a person, or a case for two people."""

    state: RequestState
    person: UnifiedPerson | None = None
    case: NumberingCase | None = None


def settle(told: Told, *, actor: StaffMember, at: datetime) -> Settled:
    """Number or tie ``told.local``, or open a case; inside the caller's transaction and lock."""
    waiting = NumberingCase.objects.filter(local=told.local, closed_at=None).first()
    if waiting is not None:
        return Settled(RequestState.WAITING, case=waiting)
    persons = same_person.persons_of(told.same)
    if told.local.person is not None:
        return _known(told, told.local.person, persons, at)
    if told.local.events.exists():
        return open_case(told, CaseKind.TAKEN_OFF, persons, at=at)
    if len(persons) > 1:
        return open_case(told, CaseKind.TWO_PERSONS, persons, at=at)
    if persons:
        return _of_the_number(told, UnifiedPerson.objects.get(pk=persons[0]), actor, at)
    return _by_basic(told, actor, at)


def open_case(told: Told, kind: CaseKind, candidates: Sequence[int], *, at: datetime) -> Settled:
    """Leave it to two people, with whom they are to compare."""
    case = NumberingCase.objects.create(
        local=told.local,
        kind=kind,
        candidates=list(candidates),
        opened_at=at,
        **told.basic.columns(),
    )
    return Settled(RequestState.WAITING, case=case)


def _known(told: Told, person: UnifiedPerson, persons: Sequence[int], at: datetime) -> Settled:
    others = [one for one in persons if one != person.pk]
    if others:
        return open_case(told, CaseKind.TWO_PERSONS, others, at=at)
    system = told.local.system
    if system == TAX or not same_person.has_local_of(person.pk, TAX):
        # Of whom the register knows, its word stands.
        tell(person, told.basic, source=system, at=at, source_version=told.version)
    return Settled(RequestState.KNOWN, person)


def _of_the_number(told: Told, person: UnifiedPerson, actor: StaffMember, at: datetime) -> Settled:
    """Tie to the one who has the same Individual Number, unless something speaks against it."""
    if same_person.has_local_of(person.pk, told.local.system):
        return open_case(told, CaseKind.DUPLICATE, [person.pk], at=at)
    if told.basic.told_apart(Basic.of(person)):
        return open_case(told, CaseKind.DISAGREES, [person.pk], at=at)
    tie(told.local, person, reason=LinkReason.SAME_NUMBER, actor=actor, at=at)
    return Settled(RequestState.LINKED, person)


def _by_basic(told: Told, actor: StaffMember, at: datetime) -> Settled:
    """Tie to the only one of whom everything agrees; number anew where nobody is alike."""
    near = same_person.alike(told.basic, system=told.local.system)
    doubtful = [
        one
        for one in near
        if not (told.numbered and _has_number(one.pk)) or same_person.equal(one, told.basic)
    ]  # two different Individual Numbers are two persons, unless all else agrees
    if not doubtful:
        person = new_person(
            told.basic, source=told.local.system, at=at, source_version=told.version
        )
        tie(told.local, person, reason=LinkReason.NUMBERED, actor=actor, at=at)
        return Settled(RequestState.NUMBERED, person)
    (only,) = doubtful if len(doubtful) == 1 else (None,)
    if (
        only is not None
        and same_person.equal(only, told.basic)
        and not (told.numbered and _has_number(only.pk))
    ):
        tie(told.local, only, reason=LinkReason.SAME_BASIC, actor=actor, at=at)
        return Settled(RequestState.LINKED, only)
    return open_case(told, CaseKind.ALIKE, [one.pk for one in doubtful], at=at)


def _has_number(person: int) -> bool:
    """Return whether an Individual Number of the person is known in any system."""
    tied = LocalAddressee.objects.filter(person_id=person)
    return any(door.has_number(one.pk, same_person.addressee_of(one)) for one in tied)
