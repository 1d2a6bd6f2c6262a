"""Who a person is, as the top of the person page shows it, today or as known on an earlier day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import BODIES, Addressee, AddresseeKind, AddresseeVersion
from juminzei.apps.addressees.selectors.body_page import Body, body_of
from juminzei.apps.addressees.selectors.protection import Withheld, read_settled
from juminzei.base.age import age_on
from juminzei.base.uncertain_day import unless_exact
from juminzei.platform.clock import JAPAN

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Identity:
    """A person at the top of a page; ``address`` and household are empty where hidden."""

    number: int
    kind: str
    name: str
    kana: str
    birth_on: date | None
    uncertain_birth: str
    """As written, where ``birth_on`` is only the day to sort by."""
    age: int | None
    sex: str
    household_number: int | None
    relationship: str
    postcode: str
    address: str
    ceased_on: date | None
    ceased_reason: str
    protected: bool
    household: list[Addressee]
    history: list[AddresseeVersion]
    body: Body

    @property
    def is_body(self) -> bool:
        """Whether this is a corporation or joint holders: nobody with birthday or number."""
        return self.kind in {one.label for one in BODIES}


def identity(
    number: int, *, on: date, show_address: bool = False, as_of: date | None = None
) -> Identity | None:
    """Return who ``number`` is, none if there is no such addressee.

    Protection is always today's: who is protected now is hidden in the past as well.

    Args:
        number: Addressee number.
        on: Today, for age and protection.
        show_address: Show the address of a protected person, to whom may see it.
        as_of: Show what was recorded by the end of that day; None for all.
    """
    return read_settled(
        on,
        lambda withheld: _identity(
            number, on=on, withheld=withheld, show_address=show_address, as_of=as_of
        ),
    )


def _identity(
    number: int, *, on: date, withheld: Withheld, show_address: bool, as_of: date | None
) -> Identity | None:
    person = Addressee.objects.filter(pk=number).first()
    if person is None:
        return None
    history = list(_history(number, as_of))
    shown = history[0] if as_of and history else person
    uncertain = (
        shown.uncertain_birth if isinstance(shown, Addressee) else unless_exact(shown.birth_text)
    )
    is_hidden = number in withheld
    hidden = is_hidden and not show_address
    return Identity(
        number=number,
        kind=AddresseeKind(person.kind).label,
        name=shown.name,
        kana=shown.kana,
        birth_on=shown.birth_on,
        uncertain_birth=uncertain,
        age=age_on(on, shown.birth_on) if shown.birth_on and not uncertain else None,
        sex={"1": "男", "2": "女"}.get(shown.sex, shown.sex),
        household_number=None if hidden else shown.household_number,
        relationship=shown.relationship,
        postcode="" if hidden else shown.postcode,
        address="" if hidden else shown.address,
        ceased_on=shown.ceased_on,
        ceased_reason=shown.ceased_reason,
        protected=is_hidden,
        household=[] if hidden else _household(number, shown.household_number, withheld),
        history=[] if hidden else history,
        body=body_of(history[0]) if history and person.kind in BODIES else Body(),
    )


def end_of(day: date) -> datetime:
    """Return the last moment of ``day`` in Japan."""
    return datetime.combine(day, time.max, tzinfo=JAPAN)


def _history(number: int, as_of: date | None) -> list[AddresseeVersion]:
    versions = AddresseeVersion.objects.filter(addressee_id=number).order_by("-version")
    if as_of is not None:
        versions = versions.filter(recorded_at__lte=end_of(as_of))
    return list(versions)


def _household(number: int, household_number: int | None, withheld: Withheld) -> list[Addressee]:
    """Return who lives with the person; not the protected, whose address it would tell."""
    if not household_number:
        return []
    members = Addressee.objects.filter(household_number=household_number, ceased_on=None)
    found = members.exclude(pk=number).order_by("birth_on", "number")
    return [member for member in found if member.number not in withheld]
