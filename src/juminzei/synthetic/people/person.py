"""A made-up person, as the register and the reports will tell of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from juminzei.base.age import age_at_end_of

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.synthetic.people.addresses import Address
    from juminzei.synthetic.people.names import ForeignName
    from juminzei.synthetic.tables import Word

ASSESSMENT_DATE = date(2026, 1, 1)
INCOME_YEAR = 2025
Disability = Literal["none", "ordinary", "special"]


class Standing(StrEnum):
    """How a person stands to the city's register."""

    RESIDENT = "resident"
    MOVED_OUT = "moved_out"
    """Left in 2025, before the extract."""
    DIED = "died"
    """Died in 2025, before the extract."""
    NEWCOMER = "newcomer"
    """Comes with the changes after the extract."""
    STRANGER = "stranger"
    """Never on the register."""


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """One made-up person."""

    standing: Standing
    addressee: int
    number: IndividualNumber
    household: int
    place: int
    """Which place of the household, see :mod:`juminzei.synthetic.people.households`."""
    relationship: str
    sex: str
    birth: date
    surname: Word
    given: Word
    maiden: Word | None
    """The surname before marriage."""
    foreign: ForeignName | None
    dwelling: Address
    former_dwelling: Address | None
    since: date
    """When the person came to live where they are now registered."""
    spouse: Person | None = None
    shows_former_surname: bool = False
    protected: bool = False
    disability: Disability = "none"
    left_city_on: date | None = None
    """異動日 of a move out, before or after the extract; known from the changes if after."""
    moved_to: Address | None = None
    died_on: date | None = None
    married_on: date | None = None
    """異動日 of a marriage after the extract, with a new surname."""
    age: int = field(init=False)
    """At the end of 2025."""

    def __post_init__(self) -> None:
        self.age = age_at_end_of(INCOME_YEAR, self.birth)

    @property
    def is_ours(self) -> bool:
        """Whether a report of the person belongs here: home was in the city on 1 January."""
        if self.standing in (Standing.MOVED_OUT, Standing.STRANGER) or self.since > ASSESSMENT_DATE:
            return False
        # Whoever moves out on 1 January itself is no longer here that day.
        return self.left_city_on is None or self.left_city_on > ASSESSMENT_DATE

    @property
    def name(self) -> str:
        """The name as the register has it."""
        if self.foreign:
            return self.foreign.latin
        return f"{self.surname.name}\u3000{self.given.name}"

    @property
    def kana(self) -> str:
        """The reading, in full-width kana."""
        return self.foreign.kana if self.foreign else f"{self.surname.kana}\u3000{self.given.kana}"
