"""What a run over the city does one by one: the doubtful, equal numbers, the register's news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.addressees.api import BasicInformation, basic_information
from juminzei.apps.unified import individual_number as door
from juminzei.apps.unified.basic import Basic
from juminzei.apps.unified.models import CaseKind, LocalAddressee, NumberingCase
from juminzei.apps.unified.selectors.same_person import addressee_of, locals_of_addressees
from juminzei.apps.unified.services.numbering import Told, open_case, settle
from juminzei.apps.unified.services.serials import one_at_a_time
from juminzei.apps.unified.services.ties import tell
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from juminzei.apps.unified.services.unnumbered import Unnumbered
    from juminzei.platform.staff.models import StaffMember

AT_ONCE = 5_000


def number_singly(waiting: Unnumbered, *, actor: StaffMember, at: datetime) -> tuple[int, int]:
    """Take the doubtful through the rules; return how many, and how many cases were opened."""
    opened = 0
    for number in waiting.singly:
        (one,) = basic_information(number, number)
        with transaction.atomic():
            one_at_a_time()
            local, _ = LocalAddressee.objects.get_or_create(
                system=TAX, local_number=f"{number:015d}", defaults={"entered_at": at}
            )
            addressees, locals_ = waiting.same.get(number, ([], []))
            told = Told(
                local=local,
                basic=Basic.of(one),
                same=[*locals_of_addressees(addressees).values(), *locals_],
                numbered=door.has_number(local.pk, number),
                version=one.version,
            )
            opened += settle(told, actor=actor, at=at).case is not None
    return len(waiting.singly), opened


def compare_numbers(*, at: datetime) -> int:
    """Open a case where addressees of one Individual Number are tied to different people."""
    pairs = door.equal_addressees()
    ours = locals_of_addressees({number for pair in pairs for number in pair})
    both = [(ours[one], ours[other]) for one, other in pairs if {one, other} <= set(ours)]
    elsewhere = door.equal_elsewhere()
    ours |= locals_of_addressees({one for one, _ in elsewhere} - set(ours))
    both += [(ours[one], local) for one, local in elsewhere if one in ours]
    tied = LocalAddressee.objects.select_related("person").in_bulk(
        sorted({key for pair in both for key in pair})
    )
    return sum(_compared(tied[one], tied[other], at) for one, other in both)


@transaction.atomic
def _compared(one: LocalAddressee, other: LocalAddressee, at: datetime) -> bool:
    if one.person is None or other.person is None or one.person == other.person:
        return False
    known = NumberingCase.objects.filter(local=other)
    decided = known.filter(kind=CaseKind.TWO_PERSONS, candidates=[one.person.pk])
    if known.filter(closed_at=None).exists() or decided.exists():
        return False
    told = Told(local=other, basic=Basic.of(other.person))
    open_case(told, CaseKind.TWO_PERSONS, [one.person.pk], at=at)
    return True


def refresh(*, at: datetime) -> int:
    """Append what the register says anew of people; return of how many."""
    return sum(_refreshed(local, one, at) for local, one in _outdated())


def _outdated() -> Iterator[tuple[LocalAddressee, BasicInformation]]:
    tied = LocalAddressee.objects.filter(system=TAX, person__isnull=False)
    in_order = tied.select_related("person").order_by("local_number")
    last = ""
    while part := list(in_order.filter(local_number__gt=last)[:AT_ONCE]):
        first, last = part[0].local_number, part[-1].local_number
        said = {one.number: one for one in basic_information(int(first), int(last))}
        for local in part:
            one = said.get(addressee_of(local) or 0)
            person = local.person
            if one is None or person is None:
                continue
            if (person.source, person.source_version) != (TAX, one.version):
                yield local, one


@transaction.atomic
def _refreshed(local: LocalAddressee, one: BasicInformation, at: datetime) -> bool:
    one_at_a_time()
    local.refresh_from_db()
    if local.person is None:
        return False
    before = local.person.version
    tell(local.person, Basic.of(one), source=TAX, at=at, source_version=one.version)
    return local.person.version != before
