"""How a payer writes down the person paid, with the mistakes that payers make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.base.japanese_text import half_width_kana
from juminzei.base.numbers.individual_number import IndividualNumber
from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.people import writing
from juminzei.synthetic.people.addresses import Style

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.tables import Word

NAME_LIMIT, KANA_LIMIT = 30, 60
MONTHS, SHORTEST_MONTH = 12, 28
STYLE_WEIGHTS = {
    Style.REGISTER: 6600,
    Style.FIGURES: 2000,
    Style.HYPHENS: 700,
    Style.KANJI: 130,
    Style.MIXED: 320,
    Style.NO_BUILDING: 250,
}
CLEAN_STYLES = {Style.REGISTER, Style.FIGURES}
SHARES = {
    "kana error": 600,
    "wrong birth": 150,
    "old address": 5500,  # of those who moved lately
    "maiden name": 330,  # of wives
    "newly married": 7000,
    "simplified": 1200,
    "alias": 5000,  # of those who have one
    "no number": 1300,
    "wrong number": 60,
    "number of another": 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The person as written in a report."""

    name: str
    kana: str
    birth_on: date
    address: str
    number: IndividualNumber | None
    own_number: bool
    """Whether the number is valid and the person's own."""
    dirt: tuple[str, ...]


class Pens:
    """The hands that write ``count`` reports, with their slips drawn as columns."""

    def __init__(self, count: int, dice: Dice) -> None:
        """Draw the slips."""
        self._lots = {
            name: dice.below(TEN_THOUSAND, count, f"slip {name}").tolist() for name in SHARES
        }
        self._style = dice.pick(list(STYLE_WEIGHTS.values()), count, "address style").tolist()
        self._slip = dice.below(1000, count, "slip").tolist()
        self._place = dice.below(1000, count, "place of slip").tolist()
        self._styles = list(STYLE_WEIGHTS)

    def write(
        self,
        row: int,
        person: Person,
        *,
        folds: bool,
        writes_numbers: bool,
        other: IndividualNumber | None = None,
        kana_limit: int = KANA_LIMIT,
    ) -> Recipient:
        """Return ``person`` as the payer of report ``row`` writes them.

        Args:
            row: Which report, for its slips.
            person: The person paid.
            folds: The payer's program knows only JIS X 0208.
            writes_numbers: The payer collects Individual Numbers.
            other: Somebody else's number, of a colleague, should it slip in.
            kana_limit: Half-width signs that the form has room for.
        """
        dirt: list[str] = []
        number = None
        if writes_numbers and not self._slips("no number", row):
            number = self._number(row, person, other, dirt)
        else:
            dirt.append("missing_number")
        return Recipient(
            name=self._name(row, person, dirt, folds=folds),
            kana=_cut_kana(self._kana(row, person, dirt), kana_limit),
            birth_on=self._birth(row, person.birth, dirt),
            address=self._address(row, person, dirt),
            number=number,
            own_number=number == person.number,
            dirt=tuple(dirt),
        )

    def relative(self, person: Person, *, folds: bool) -> tuple[str, str]:
        """Return kana and name of a spouse or dependant, without slips."""
        name = writing.full_width(_fitting(person.name))
        return _fitting(person.kana), (writing.in_jis if folds else writing.in_cp932)(name)

    def _slips(self, name: str, row: int) -> bool:
        return bool(self._lots[name][row] < SHARES[name])

    def _name(self, row: int, person: Person, dirt: list[str], *, folds: bool) -> str:
        alias = self._alias(row, person)
        registered = alias.name if alias else person.name
        if alias:
            dirt.append("alias")
        elif self._has_maiden_name(row, person) and person.maiden:
            dirt.append("changed_surname")
            registered = f"{person.maiden.name}\u3000{person.given.name}"
        registered = writing.full_width(registered)
        if len(registered) > NAME_LIMIT:
            dirt.append("name_cut")
        fold = writing.in_jis if folds else writing.in_cp932
        if folds and self._slips("simplified", row):
            fold = writing.simplified
        name = fold(registered)
        if name != registered:
            dirt.append("name_folded")
        return _fitting(name)

    def _kana(self, row: int, person: Person, dirt: list[str]) -> str:
        alias = self._alias(row, person)
        kana = alias.kana if alias else person.kana
        if self._has_maiden_name(row, person) and person.maiden:
            kana = f"{person.maiden.kana}\u3000{person.given.kana}"
        if self._slips("kana error", row):
            dirt.append("kana_error")
            kana = writing.misread(kana, self._slip[row], self._place[row])
        return kana

    def _alias(self, row: int, person: Person) -> Word | None:
        if person.foreign is None or not self._slips("alias", row):
            return None
        return person.foreign.alias

    def _has_maiden_name(self, row: int, person: Person) -> bool:
        share = SHARES["maiden name" if person.married_on is None else "newly married"]
        return person.maiden is not None and bool(self._lots["maiden name"][row] < share)

    def _birth(self, row: int, birth: date, dirt: list[str]) -> date:
        if not self._slips("wrong birth", row):
            return birth
        dirt.append("wrong_birth")
        return misdated(birth, self._slip[row])

    def _address(self, row: int, person: Person, dirt: list[str]) -> str:
        style = self._styles[self._style[row]]
        if style not in CLEAN_STYLES:
            dirt.append("address_variant")
        if person.former_dwelling and self._slips("old address", row):
            dirt.append("old_address")
            return person.former_dwelling.written(style)
        return person.dwelling.written(style)

    def _number(
        self, row: int, person: Person, other: IndividualNumber | None, dirt: list[str]
    ) -> IndividualNumber:
        if self._slips("wrong number", row):
            dirt.append("wrong_number")
            return _with_wrong_check_digit(person.number)
        if other is not None and other != person.number and self._slips("number of another", row):
            dirt.append("number_of_another")
            return other
        return person.number


def misdated(birth: date, slip: int) -> date:
    """Return ``birth`` with one of the slips that people make: never the true day."""
    if slip % 3 == 0 and birth.day <= MONTHS and birth.day != birth.month:
        return birth.replace(month=birth.day, day=birth.month)
    if slip % 3 == 1 and birth.day <= SHORTEST_MONTH:
        return birth.replace(year=birth.year - 1)
    return birth - timedelta(days=1 if slip % 2 else 10)


def _with_wrong_check_digit(number: IndividualNumber) -> IndividualNumber:
    digits = number.reveal()
    return IndividualNumber(f"{digits[:-1]}{(int(digits[-1]) + 1) % 10}")


def _fitting(name: str) -> str:
    return name[:NAME_LIMIT].rstrip("\u3000")


def _cut_kana(kana: str, limit: int) -> str:
    while len(half_width_kana(kana)) > limit:
        kana = kana[:-1]
    return kana.rstrip("\u3000")
