"""People as the resident register writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.base.wareki import wareki_text
from juminzei.formats.register_reasons import Reason
from juminzei.formats.resident_register import ResidentRecord
from juminzei.synthetic.people.addresses import CITY, CITY_CODE
from juminzei.synthetic.people.person import Standing

if TYPE_CHECKING:
    from juminzei.synthetic.people.person import Person

LONG_BEFORE = timedelta(days=3000)
PROTECTION = (date(2025, 10, 1), date(2026, 9, 30))


def record_of(person: Person) -> ResidentRecord:
    """Return the first version of ``person`` that our register holds."""
    reason, resident_since = _arrival(person)
    ceased_on = person.left_city_on or person.died_on
    ceased_reason = Reason.DEATH if person.died_on else Reason.MOVED_OUT if ceased_on else ""
    former = person.former_dwelling
    foreign = person.foreign
    return ResidentRecord(
        addressee_number=person.addressee,
        version=1,
        reason=ceased_reason or reason,
        true_from=ceased_on or person.since,
        reported_on=ceased_on or person.since,
        name=person.name,
        kana=person.kana,
        alias_name=foreign.alias.name if foreign and foreign.alias else "",
        former_surname=person.maiden.name if person.maiden and person.shows_former_surname else "",
        latin_name=foreign.latin if foreign else "",
        birth_on=person.birth,
        birth_text=birth_text(person),
        sex=person.sex,
        household_number=person.household,
        relationship=person.relationship,
        municipality=CITY_CODE,
        postcode=person.dwelling.postcode,
        address=person.dwelling.written(),
        nationality=foreign.nationality if foreign else "",
        resident_since=resident_since,
        ceased_on=ceased_on,
        ceased_reason=ceased_reason,
        moved_from=former.written() if former else "",
        moved_to=person.moved_to.written() if person.moved_to else "",
        individual_number=person.number,
        protected=person.protected,
        protected_from=PROTECTION[0] if person.protected else None,
        protected_until=PROTECTION[1] if person.protected else None,
    )


def birth_text(person: Person) -> str:
    """Return the birth date as the register shows it: foreigners' in years of the common era."""
    birth = person.birth
    if person.foreign:
        return f"{birth.year}年{birth.month}月{birth.day}日"
    return wareki_text(birth)


def _arrival(person: Person) -> tuple[Reason, date]:
    """Return why the person is where they are, and since when they are in the city."""
    if person.since == person.birth:
        return Reason.BIRTH, person.birth
    former = person.former_dwelling
    if former is None or former.city != CITY:
        return Reason.MOVED_IN, person.since
    return Reason.MOVED_WITHIN, max(person.birth, person.since - LONG_BEFORE)


def is_listed(person: Person) -> bool:
    """Whether the extract of 15 December lists the person."""
    return person.standing in (Standing.RESIDENT, Standing.MOVED_OUT, Standing.DIED)
