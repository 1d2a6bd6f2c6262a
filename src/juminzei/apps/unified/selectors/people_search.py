"""Finding people across systems: by number, by a system's own number, by basic information."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from juminzei.apps.unified.models import LocalAddressee, UnifiedPerson
from juminzei.base.japanese_text import kana_key, name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

ORDERS = ("number", "kana_key", "birth_on")


@dataclass(frozen=True, slots=True)
class PeopleTerms:
    """What a clerk looks for, and what for; empty terms do not narrow."""

    purpose: str
    unified_number: str = ""
    system: str = ""
    local_number: str = ""
    kana: str = ""
    name: str = ""
    birth_on: date | None = None

    def stored(self) -> dict[str, object]:
        """Return the terms as a session keeps them on the server."""
        return {**asdict(self), "birth_on": self.birth_on and self.birth_on.isoformat()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Self:
        """Read what :meth:`stored` returned."""
        born = stored["birth_on"]
        return cls(**{**stored, "birth_on": date.fromisoformat(born) if born else None})

    @property
    def kinds(self) -> list[str]:
        """Return which terms are given, without saying what they are."""
        given = asdict(self)
        return [name for name, value in given.items() if value and name != "purpose"]


def found(terms: PeopleTerms, *, order: str = "kana_key") -> QuerySet[UnifiedPerson]:
    """Return everybody whom ``terms`` describe, in a total order; nobody without any."""
    people = UnifiedPerson.objects.all()
    keys = {"kana_key": kana_key(terms.kana), "name_key": name_key(terms.name)}
    asked = {"kana_key": terms.kana, "name_key": terms.name}
    if not terms.kinds or any(asked[field] and not key for field, key in keys.items()):
        return people.none()
    if terms.unified_number:
        people = people.filter(pk=int(terms.unified_number))
    if terms.local_number:
        tied = LocalAddressee.objects.filter(
            system=terms.system, local_number=terms.local_number.zfill(15)
        )
        people = people.filter(pk__in=tied.values("person_id"))
    for field, key in keys.items():
        if key:
            people = people.filter(**{f"{field}__begins_with": key})
    if terms.birth_on:
        people = people.filter(birth_on=terms.birth_on)
    return people.order_by(order, "pk")
