"""Who the relatives are that documents name: number, household, register; the rest waits."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from juminzei.apps.addressees.api import (
    as_of,
    persons_for_matching,
    survivors,
)
from juminzei.apps.assessment.api import (
    DocumentState,
    Resolution,
    StatedRelative,
    equal_relatives,
    settle_relatives,
)
from juminzei.base.japanese_text import kana_key, name_key
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

RUN = "match.run"


class Named(NamedTuple):
    """One relative as the document names it."""

    pk: int
    document: int
    place: str
    name: str
    kana: str
    birth_on: date | None
    abroad: bool
    apart_address: str
    claimant: int | None


class Known(NamedTuple):
    """One person of the register."""

    number: int
    name_key: str
    kana_key: str
    birth_on: date | None


@transaction.atomic
def resolve_relatives(*, tax_year: int, actor: StaffMember, at: datetime) -> dict[str, int]:
    """Find out who the year's relatives are; what a clerk found stays.

    By equal numbers; else by name or reading among the claimant's household on the last day of
    the income year; else in the whole register by name, reading and birth, if one person alone
    has them. Who lives abroad, or apart outside the city, is said to. The rest waits.

    Args:
        tax_year: 年度.
        actor: Who is answerable; needs ``match.run``.
        at: When.

    Returns:
        How many were found how; under ``""`` those who wait.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, RUN, on=at.date())
    relatives = list(_named(tax_year))
    found = dict(_found(relatives, tax_year))
    settle_relatives(found, actor=actor, at=at)
    counts: defaultdict[str, int] = defaultdict(int)
    for _number, resolution in found.values():
        counts[resolution] += 1
    return dict(counts)


def _named(tax_year: int) -> Iterator[Named]:
    rows = StatedRelative.objects.filter(
        document__tax_year=tax_year, document__state=DocumentState.ACTIVE
    ).exclude(resolution=Resolution.CLERK)
    columns = (
        *("pk", "document_id", "place", "name", "kana", "birth_on", "abroad"),
        *("apart_address", "document__addressee_id"),
    )
    for row in rows.order_by("pk").values_list(*columns):
        yield Named(*row)


def _found(
    relatives: Iterable[Named], tax_year: int
) -> Iterator[tuple[int, tuple[int | None, str]]]:
    relatives = list(relatives)
    stands_for = survivors()
    numbers = _by_number(relatives)
    households = _Households(date(tax_year - 1, 12, 31), stands_for)
    register = _Register()
    for one in relatives:
        number = numbers.get((one.document, one.place))
        resolution = Resolution.NUMBER
        if number is None:
            number, resolution = households.one_of(one), Resolution.HOUSEHOLD
        if number is None:
            number, resolution = register.one_of(one), Resolution.REGISTER
        if number is None:
            yield one.pk, (None, _elsewhere(one))
        else:
            yield one.pk, (stands_for.get(number, number), resolution.value)


def _elsewhere(one: Named) -> str:
    if one.abroad:
        return Resolution.ABROAD.value
    return Resolution.OUTSIDE.value if one.apart_address else Resolution.NONE.value


def _by_number(relatives: Iterable[Named]) -> dict[tuple[int, str], int]:
    """Return whose numbers are equal; of a number that two people have, nobody's."""
    found: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    stands_for = survivors()
    for document, place, number in equal_relatives({one.place for one in relatives}):
        found[document, place].add(stands_for.get(number, number))
    return {key: next(iter(people)) for key, people in found.items() if len(people) == 1}


class _Households:
    """Who lived with whom on a day."""

    def __init__(self, day: date, stands_for: Mapping[int, int]) -> None:
        self.of: dict[int, int] = {}
        self.members: defaultdict[int, list[Known]] = defaultdict(list)
        self.stands_for = stands_for
        columns = ("addressee_id", "household_number", "name", "kana", "birth_on")
        for number, household, name, kana, birth_on in as_of(day).values_list(*columns):
            if household is not None:
                known = Known(number, name_key(name), kana_key(kana), birth_on)
                self.of[number] = household
                self.members[household].append(known)

    def one_of(self, one: Named) -> int | None:
        """Return the one member of the claimant's household who is named so."""
        if one.claimant is None:
            return None
        claimant = self.stands_for.get(one.claimant, one.claimant)
        household = self.of.get(claimant)
        members = self.members.get(household, []) if household is not None else []
        others = [known for known in members if known.number != claimant]
        return _only(known for known in others if _alike(one, known))


class _Register:
    """Everybody, by reading or name and birth."""

    def __init__(self) -> None:
        people = persons_for_matching()
        self.by: defaultdict[tuple[str, date | None], list[int]] = defaultdict(list)
        columns = (people.addressee_ids.tolist(), people.name_key, people.kana_key, people.birth_on)
        for number, name, kana, birth_on in zip(*columns, strict=True):
            for key in {name, kana} - {""}:
                self.by[key, birth_on].append(number)

    def one_of(self, one: Named) -> int | None:
        """Return the only person with the name or reading and the birthday; without one nobody."""
        if one.birth_on is None:
            return None
        keys = {name_key(one.name), kana_key(one.kana)} - {""}
        found = {number for key in keys for number in self.by.get((key, one.birth_on), ())}
        return next(iter(found)) if len(found) == 1 else None


def _alike(one: Named, known: Known) -> bool:
    if one.birth_on and known.birth_on and one.birth_on != known.birth_on:
        return False
    kana, name = kana_key(one.kana), name_key(one.name)
    return (bool(kana) and kana == known.kana_key) or (bool(name) and name == known.name_key)


def _only(found: Iterable[Known]) -> int | None:
    numbers = [known.number for known in found]
    return numbers[0] if len(numbers) == 1 else None
