"""Who might be the person that a system tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from juminzei.apps.unified.models import LocalAddressee, UnifiedPerson
from juminzei.apps.unified.systems import TAX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.apps.unified.basic import Basic


def locals_of_addressees(addressees: Iterable[int]) -> dict[int, int]:
    """Return by the tax's addressee number the keys of those that are entered here."""
    wanted = {f"{number:015d}": number for number in addressees}
    rows = LocalAddressee.objects.filter(system=TAX, local_number__in=list(wanted))
    return {wanted[text]: key for key, text in rows.values_list("pk", "local_number")}


def addressee_of(local: LocalAddressee) -> int | None:
    """Return the tax's addressee number, none of another system's addressee."""
    return int(local.local_number) if local.system == TAX else None


def persons_of(locals_: Iterable[int]) -> list[int]:
    """Return the unified numbers that these local addressees are tied to, in order."""
    tied = LocalAddressee.objects.filter(pk__in=list(locals_), person__isnull=False)
    return sorted(set(tied.values_list("person_id", flat=True)))


def has_local_of(person: int, system: str) -> bool:
    """Return whether an addressee of ``system`` is tied to the person already."""
    return LocalAddressee.objects.filter(person_id=person, system=system).exists()


def alike(basic: Basic, *, system: str) -> list[UnifiedPerson]:
    """Return persons of the same birthday and name whom ``system`` has no addressee of.

    Two addressees of one system are two persons until their number says otherwise.
    """
    keys = basic.keys()
    named = Q(kana_key=keys["kana_key"]) & ~Q(kana_key="") | Q(name_key=keys["name_key"])
    near = UnifiedPerson.objects.filter(named, birth_on=basic.birth_on, birth_on__isnull=False)
    theirs = LocalAddressee.objects.filter(system=system, person__isnull=False)
    return list(near.exclude(pk__in=theirs.values("person_id")).order_by("pk"))


def equal(one: UnifiedPerson, basic: Basic) -> bool:
    """Whether name, reading, birthday, sex and address all agree."""
    keys = basic.keys()
    same = all(getattr(one, key) == value for key, value in keys.items())
    return same and one.birth_on == basic.birth_on and one.sex == basic.sex
