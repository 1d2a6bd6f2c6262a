"""What happens to the people between the extract and the end of March, as register changes.

Everybody takes part in one event at most, so that the order of events does not matter
between people; within an event it does, and is kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from juminzei.synthetic.people import addresses
from juminzei.synthetic.people.households import HEAD, SPOUSE
from juminzei.synthetic.register import days
from juminzei.synthetic.register.births import baby_of
from juminzei.synthetic.register.records import record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from juminzei.formats.resident_register import ResidentRecord
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.addresses import Address
    from juminzei.synthetic.people.numbers import NumberPool
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.register.days import When

SMALLEST_CITY = 150
"""With fewer people nothing happens: there would be nobody left to tax."""
PER_TEN_THOUSAND = {"birth": 16, "death": 40, "out": 45, "within": 40, "marriage": 12}
"""Events in the three and a half months per ten thousand people (households where they move)."""
OLD, MARRIAGEABLE, FERTILE = 65, range(20, 46), range(20, 43)
FROM_ABROAD = 10
"""One newcomer household in so many comes from abroad."""


class Movements:
    """Plans the events, changes the people, and keeps the register changes by day."""

    def __init__(self, people: list[Person], pool: NumberPool, dice: Dice) -> None:
        """Take the residents, whose households events are dealt out to."""
        self._dice, self._pool, self._size = dice, pool, len(people)
        self._homes: dict[int, list[Person]] = defaultdict(list)
        for person in people:
            self._homes[person.household].append(person)
        order = dice.shuffled(len(self._homes), "households")
        numbers = list(self._homes)
        self._unused = [numbers[at] for at in order.tolist()]
        self._by_day: dict[date, list[RegisterChange]] = defaultdict(list)

    def happen(self) -> dict[str, int]:
        """Let everything happen to the residents; return how many events of each kind."""
        if self._size < SMALLEST_CITY:
            return {}
        happened = {}
        for kind, act in (
            ("marriage", self._marriages),
            ("birth", self._births),
            ("death", self._deaths),
            ("out", self._moves_out),
            ("within", self._moves_within),
        ):
            count = max(len(days.EDGES), self._size * PER_TEN_THOUSAND[kind] // 10_000)
            happened[kind] = act(count, self._dice.child(kind))
        return happened

    def arrive(self, newcomers: list[Person]) -> int:
        """Let whole households of ``newcomers`` move in; return how many households."""
        homes: dict[int, list[Person]] = defaultdict(list)
        for person in newcomers:
            homes[person.household].append(person)
        dice = self._dice.child("arrive")
        for at, when in enumerate(days.draw(len(homes), dice)):
            reason = Reason.MOVED_IN_FROM_ABROAD if (at + 1) % FROM_ABROAD == 0 else Reason.MOVED_IN
            for person in list(homes.values())[at]:
                person.since = max(when.effective, person.birth)
                record = replace(record_of(person), reason=reason)
                self._add(ChangeKind.ADDED, record, when)
        return len(homes)

    def by_day(self) -> list[tuple[date, list[RegisterChange]]]:
        """Return the days on which something was entered, in order, with their changes."""
        return sorted(self._by_day.items())

    def _take(self, count: int, suits: Callable[[list[Person]], bool]) -> Iterator[list[Person]]:
        """Take up to ``count`` households that suit and that nothing has happened to."""
        left: list[int] = []
        while self._unused and count:
            number = self._unused.pop()
            if suits(self._homes[number]):
                count -= 1
                yield self._homes[number]
            else:
                left.append(number)
        self._unused += reversed(left)

    def _add(self, kind: ChangeKind, record: ResidentRecord, when: When) -> None:
        dated = replace(record, true_from=when.effective, reported_on=when.entered)
        self._by_day[when.entered].append(RegisterChange(kind, dated))

    def _births(self, count: int, dice: Dice) -> int:
        homes = list(self._take(count, _may_have_a_baby))
        for at, (home, when) in enumerate(zip(homes, days.draw(len(homes), dice), strict=True)):
            baby = baby_of(home, when.effective, self._pool, dice.child(str(at)))
            self._add(ChangeKind.ADDED, record_of(baby), when)
        return len(homes)

    def _deaths(self, count: int, dice: Dice) -> int:
        homes = list(self._take(count, lambda home: _who_dies(home) is not None))
        for home, when in zip(homes, days.draw(len(homes), dice), strict=True):
            person = _who_dies(home)
            if person is None:
                continue
            record = record_of(person)
            person.died_on = when.effective
            self._add(ChangeKind.REMOVED, _ceased(record, Reason.DEATH, when), when)
            if person.place == HEAD and person.spouse:
                self._widow_heads(home, person, person.spouse, when)
        return len(homes)

    def _widow_heads(self, home: list[Person], dead: Person, new: Person, when: When) -> None:
        """The widow or widower becomes head; the others are related to the new head."""
        for person in home:
            if person is dead:
                continue
            changed = replace(record_of(person), version=2, reason=Reason.HEAD_CHANGED)
            if person is new:
                person.relationship = "02"
            elif person.relationship != "20":
                person.relationship = ("11" if new.sex == "2" else "12") + person.relationship
            changed = replace(changed, relationship=person.relationship)
            self._add(ChangeKind.AMENDED, changed, when)

    def _moves_out(self, count: int, dice: Dice) -> int:
        homes = list(self._take(count, lambda _home: True))
        there = addresses.elsewhere(len(homes), dice)
        whens = days.draw(len(homes), dice, ahead=True)
        for home, target, when in zip(homes, there, whens, strict=True):
            for person in home:
                record = _ceased(record_of(person), Reason.MOVED_OUT, when)
                person.left_city_on, person.moved_to = when.effective, target
                record = replace(record, moved_to=target.written())
                self._add(ChangeKind.REMOVED, record, when)
        return len(homes)

    def _moves_within(self, count: int, dice: Dice) -> int:
        homes = list(self._take(count, lambda _home: True))
        flats = dice.chance(3000, len(homes), "flats")
        targets = addresses.in_the_city(len(homes), flats, dice)
        for home, target, when in zip(homes, targets, days.draw(len(homes), dice), strict=True):
            for person in home:
                self._move(person, target, when, version=2)
        return len(homes)

    def _move(self, person: Person, target: Address, when: When, *, version: int) -> None:
        record = record_of(person)
        person.former_dwelling, person.dwelling = person.dwelling, target
        moved = replace(
            record,
            version=version,
            reason=Reason.MOVED_WITHIN,
            address=target.written(),
            postcode=target.postcode,
            moved_from=record.address,
        )
        self._add(ChangeKind.AMENDED, moved, when)

    def _marriages(self, count: int, dice: Dice) -> int:
        """A woman who lives alone marries a man who does, takes his name and moves in."""
        men = list(self._take(count, lambda home: _alone(home, "1")))
        women = list(self._take(len(men), lambda home: _alone(home, "2")))
        for (man,), (wife,), when in zip(men, women, days.draw(len(men), dice), strict=False):
            record = record_of(wife)
            wife.maiden, wife.surname, wife.married_on = wife.surname, man.surname, when.effective
            named = replace(
                record, version=2, reason=Reason.AMENDED_EX_OFFICIO, name=wife.name, kana=wife.kana
            )
            self._add(ChangeKind.AMENDED, named, when)
            wife.household, wife.relationship, wife.place = man.household, "12", SPOUSE
            self._move(wife, man.dwelling, when, version=3)
        return min(len(men), len(women))


def _ceased(record: ResidentRecord, reason: Reason, when: When) -> ResidentRecord:
    return replace(record, version=2, reason=reason, ceased_on=when.effective, ceased_reason=reason)


def _alone(home: list[Person], sex: str) -> bool:
    person = home[0]
    single = len(home) == 1 and person.foreign is None and not person.protected
    return single and person.sex == sex and person.age in MARRIAGEABLE


def _may_have_a_baby(home: list[Person]) -> bool:
    wife = next((person for person in home if person.place == SPOUSE), None)
    ours = wife is not None and not any(person.foreign for person in home)
    return ours and wife is not None and wife.sex == "2" and wife.age in FERTILE


def _who_dies(home: list[Person]) -> Person | None:
    """The oldest, if old, and if no head is lost whom nobody could follow."""
    oldest = max(home, key=lambda person: person.age)
    followed = len(home) == 1 or oldest.place != HEAD or oldest.spouse is not None
    return oldest if oldest.age >= OLD and followed else None
