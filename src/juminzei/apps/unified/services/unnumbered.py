"""Which of the tax's addressees have no unified number yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import basic_information, person_numbers
from juminzei.apps.unified import individual_number as door
from juminzei.apps.unified.models import LocalAddressee, UnifiedPerson
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Addressee numbers, in order.

    Attributes:
        many: Who can be nobody whom another row knows.
        singly: Who might be.
        same: Of each of these, who has the same Individual Number: addressee numbers of the
            tax, and keys of other systems' addressees.
    """

    many: list[int]
    singly: list[int]
    same: dict[int, tuple[list[int], list[int]]]


def unnumbered() -> Unnumbered:
    """Return everybody who waits for a number."""
    entered = {int(text) for text in _entered()}
    waiting = [number for number in person_numbers() if number not in entered]
    same: dict[int, tuple[list[int], list[int]]] = {}
    for one, other in door.equal_addressees():
        same.setdefault(other, ([], []))[0].append(one)
    for one, local in door.equal_elsewhere():
        same.setdefault(one, ([], []))[1].append(local)
    doubtful = set(same) | _alike_elsewhere(waiting)
    return Unnumbered(
        many=[number for number in waiting if number not in doubtful],
        singly=[number for number in waiting if number in doubtful],
        same=same,
    )


def _entered() -> Iterable[str]:
    return LocalAddressee.objects.filter(system=TAX).values_list("local_number", flat=True)


def _alike_elsewhere(waiting: list[int]) -> set[int]:
    """Return who has the birthday and name of somebody that only other systems know."""
    ours = LocalAddressee.objects.filter(system=TAX, person__isnull=False).values("person_id")
    theirs = UnifiedPerson.objects.exclude(pk__in=ours)
    known: set[tuple[date | None, str]] = set()
    for birth, kana, name in theirs.values_list("birth_on", "kana_key", "name_key"):
        known |= {(birth, kana), (birth, name)}
    if not known or not waiting:
        return set()
    return {
        one.number
        for one in basic_information(waiting[0], waiting[-1])
        if {(one.birth_on, one.kana_key), (one.birth_on, one.name_key)} & known
    }
