"""Looking people up, on record with the purpose: each person who is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.unified import individual_number as door
from juminzei.apps.unified.models import NumberSearch, UnifiedPerson
from juminzei.apps.unified.selectors.record_subject import record_subject
from juminzei.apps.unified.selectors.same_person import locals_of_addressees, persons_of
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from juminzei.apps.unified.services.purposes import Purpose
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def record_listed(
    people: Iterable[UnifiedPerson],
    *,
    by: Sequence[str],
    found: int,
    purpose: Purpose,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Record a search, and each person of the page that it shows."""
    require(actor, "unified.search", on=at.date())
    audit.record(
        action="unified.searched",
        actor=actor,
        at=at,
        purpose=purpose.value,
        details={"by": list(by), "found": found},
    )
    _each("unified.person.listed", people, purpose, actor, at)


@transaction.atomic
def record_viewed(
    person: UnifiedPerson, *, purpose: Purpose, actor: StaffMember, at: datetime
) -> None:
    """Record that somebody's page is opened."""
    require(actor, "unified.search", on=at.date())
    _each("unified.person.viewed", [person], purpose, actor, at)


def find_by_number(
    number: IndividualNumber,
    *,
    purpose: Purpose,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> list[UnifiedPerson]:
    """Return who has an Individual Number in any system; the search is on record.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
        Exception: One of the door's ``NUMBER_REFUSALS``.
    """
    require(actor, "individual_number.search", on=at.date())
    held = door.holders(number)
    keys = [*held.locals, *locals_of_addressees(held.addressees).values()]
    people = list(UnifiedPerson.objects.filter(pk__in=persons_of(keys)).order_by("pk"))
    with transaction.atomic():
        NumberSearch.objects.create(
            at=at,
            staff_number=actor.staff_number,
            purpose=purpose.value,
            reason=reason,
            found=len(people),
        )
        audit.record(
            action="unified.number.searched",
            actor=actor,
            at=at,
            purpose=purpose.value,
            details={"found": len(people)},
        )
        _each("unified.person.listed", people, purpose, actor, at)
    return people


def _each(
    action: str,
    people: Iterable[UnifiedPerson],
    purpose: Purpose,
    actor: StaffMember,
    at: datetime,
) -> None:
    for person in people:
        kind, subject = record_subject(person.pk)
        audit.record(
            action=action,
            actor=actor,
            at=at,
            subject_kind=kind,
            subject_id=subject,
            purpose=purpose.value,
        )
