"""Inhabitant returns (住民税申告書) on paper, as a punch contractor enters them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from juminzei.formats.inhabitant_return import InhabitantReturn
from juminzei.formats.inhabitant_return import write as write_returns
from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.earning.families import Family
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import INCOME_YEAR, Standing
from juminzei.synthetic.people.writing import full_width, in_cp932
from juminzei.synthetic.reports import dealings
from juminzei.synthetic.reports.deliveries import File
from juminzei.synthetic.reports.recipients import Pens
from juminzei.synthetic.reports.rows import Row, State

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.jobs import Earnings
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.planted import Planted

FOLDER = "inhabitant_returns"
ROWS_OF_A_FILE = 2_500
FIRST_DAY, DAYS = date(2026, 2, 2), 43
ADULT, WORKING_UNTIL, OLD, RELATIVES = 18, 64, 65, 4
SHARES = {
    "alone": 5_000,
    "left": 4_500,
    "small": 900,
    "pension": 1_700,
    "nothing": 4_500,
    "old": 1_500,
    "pay": 60,
}
"""In ten thousand of those without a national return, by what they live on: business or rent; an
employer left; little pay; a pension; nothing, of working age; nothing, old; ordinary pay."""
SMALL_PAY = 1_300_000
BOTH_SHARE, GONE_SHARE, WITHOUT_PAY, WITHOUT_PENSION = 120, 100, 200, 150
"""In ten thousand: of national filers who file here too; of those who moved away; of returns that
leave pay, or a pension, out."""
MEDICAL_SHARE = 2_500
LIMIT_OF_NOTHING = 999
"""Yen of a pension that no check misses."""


class Fate(StrEnum):
    """The one thing that happens to a return beside being handed in."""

    NONE = "none"
    FILED_AGAIN = "filed_again"
    REPEATED = "repeated"
    BAD_DATE = "bad_date"
    LETTERS = "letters_in_amount"
    SHORT = "missing_columns"


FATES = {
    Fate.FILED_AGAIN: 150,
    Fate.REPEATED: 80,
    Fate.BAD_DATE: 15,
    Fate.LETTERS: 15,
    Fate.SHORT: 15,
}
BROKEN = {Fate.BAD_DATE, Fate.LETTERS, Fate.SHORT}
BIRTHDAY, PAY, KEPT = 6, 9, 12
"""Columns from 1: 生年月日, 給与収入; and how many a short row keeps."""


@dataclass(frozen=True, slots=True)
class Filing:
    """Who files here, by index among everybody, and who files with the tax office too."""

    at: tuple[int, ...]
    also_national: frozenset[int]


def filing(
    people: Sequence[Person],
    earnings: Sequence[Earnings],
    pensions: Sequence[list[Pension]],
    national: Collection[int],
    dice: Dice,
) -> Filing:
    """Return who files an inhabitant return; all sequences go by the same index."""
    lots = dice.below(TEN_THOUSAND, len(people), "files here").tolist()
    files = set(national)
    found, both = [], []
    for at, person in enumerate(people):
        if person.standing is Standing.STRANGER or person.died_on or person.age < ADULT:
            continue
        share = BOTH_SHARE if at in files else _share(person, earnings[at], pensions[at])
        if lots[at] < (share if person.is_ours else min(share, GONE_SHARE)):
            found.append(at)
            both += [at] if at in files else []
    return Filing(tuple(found), frozenset(both))


def _share(person: Person, earned: Earnings, received: list[Pension]) -> int:
    if earned.by_self or earned.by_rent:
        return SHARES["alone"]
    if earned.jobs:
        pay = sum(job.revenue for job in earned.jobs)
        return SHARES["left" if earned.main is None else "small" if pay <= SMALL_PAY else "pay"]
    if received:
        return SHARES["pension"]
    return SHARES["nothing" if person.age <= WORKING_UNTIL else "old"]


class EnteredReturns:
    """Makes the returns of all who file here."""

    def __init__(
        self,
        people: Sequence[Person],
        earnings: Sequence[Earnings],
        pensions: Sequence[list[Pension]],
        families: Mapping[int, Family],
        dice: Dice,
    ) -> None:
        self._people, self._earnings = people, earnings
        self._pensions, self._families = pensions, families
        self._dice = dice

    def files(self, who: Filing, planted: Planted) -> list[File[InhabitantReturn]]:
        """Return the files of returns in the order in which sheets were stamped."""
        count, dice = len(who.at), self._dice
        self._pens = Pens(count, dice)
        self._lot = dice.below(TEN_THOUSAND, count, "leaves out").tolist()
        self._bill = dice.along((110_000, 160_000, 260_000, 700_000), count, "bill").tolist()
        day = dice.below(DAYS, count, "day").tolist()
        rest = TEN_THOUSAND - sum(FATES.values())
        fate = dice.pick([rest, *FATES.values()], count, "fate").tolist()
        rows = []
        for number, at in enumerate(who.at):
            row = self._row(number, at, day[number])
            fated = list(Fate)[fate[number]]
            if fated in BROKEN:
                row.damage = fated.value
            rows += [row, *_later(row, fated)]
            if row.state is State.ACTIVE and not row.damage:
                self._plant(at, row.report, planted, alone=at not in who.also_national)
        return _files(_stamped(rows))

    def _row(self, number: int, at: int, day: int) -> Row[InhabitantReturn]:
        person = self._people[at]
        recipient = self._pens.write(number, person, folds=False, writes_numbers=True)
        report = InhabitantReturn(
            reference=f"{number:08d}",
            filed_on=FIRST_DAY + timedelta(days=day),
            name=recipient.name,
            kana=recipient.kana,
            birth_on=recipient.birth_on,
            address=recipient.address,
            individual_number=recipient.number,
            disability={"special": "2", "ordinary": "1"}.get(person.disability, ""),
            collection="2" if self._earnings[at].jobs and self._earnings[at].by_self else "",
            **self._incomes(number, at),
            **_family(self._families.get(at, Family())),
        )
        row = Row(
            report=report,
            person=person,
            own_number=recipient.own_number,
            dirt=[*recipient.dirt],
        )
        dealings.judge(row)
        return row

    def _incomes(self, number: int, at: int) -> dict[str, Any]:
        earned, received, lot = self._earnings[at], self._pensions[at], self._lot[number]
        pay = sum(job.revenue for job in earned.jobs)
        pension = sum(one.revenue for one in received)
        insurance = sum(job.social_insurance for job in earned.jobs)
        insurance += sum(one.social_insurance for one in received)
        ill = lot % TEN_THOUSAND >= TEN_THOUSAND - MEDICAL_SHARE
        return {
            "revenue_employment": None if lot < WITHOUT_PAY else pay or None,
            "revenue_public_pension": None if lot < WITHOUT_PENSION else pension or None,
            "income_business": max(earned.by_self, 0) or None,
            "income_real_estate": max(earned.by_rent, 0) or None,
            "social_insurance": insurance or None,
            "medical_paid": self._bill[number] if ill and (pay or pension) else None,
        }

    def _plant(self, at: int, report: InhabitantReturn, planted: Planted, *, alone: bool) -> None:
        """Say which checks must find the person of a return that counts."""
        person = self._people[at]
        if not alone:
            planted.add("both_returns", [person])
            return
        if self._earnings[at].jobs and not report.revenue_employment:
            planted.add("report_not_in_return", [person])
        pension = sum(one.revenue for one in self._pensions[at])
        if pension > LIMIT_OF_NOTHING and not report.revenue_public_pension:
            planted.add("pension_not_in_return", [person])


def write(file: File[InhabitantReturn]) -> bytes:
    """Return the bytes of ``file``, damaged where a row is to arrive broken."""
    data = write_returns(
        [row.report for row in file.rows], municipality=CITY_CODE, income_year=INCOME_YEAR
    )
    broken = {place: row.damage for place, row in enumerate(file.rows) if row.damage}
    if not broken:
        return data
    lines = data.split(b"\r\n")
    for place, kind in broken.items():
        cells = lines[place + 2].split(b",")  # after the header and the names of the columns
        if kind == Fate.BAD_DATE:
            cells[BIRTHDAY - 1] = b"1980-13-01"
        elif kind == Fate.LETTERS:
            cells[PAY - 1] = b"12O400"
        lines[place + 2] = b",".join(cells[:KEPT] if kind == Fate.SHORT else cells)
    return b"\r\n".join(lines)


def _later(row: Row[InhabitantReturn], fate: Fate) -> list[Row[InhabitantReturn]]:
    """Return what comes of a return once more: another sheet, or the very same one."""
    if fate not in {Fate.FILED_AGAIN, Fate.REPEATED}:
        return []
    report = replace(row.report, filed_on=row.report.filed_on + timedelta(days=14))
    state = row.state
    if fate is Fate.FILED_AGAIN:
        report = replace(report, reference=f"9{report.reference[1:]}", earthquake=12_000)
    else:
        report, state = row.report, State.DUPLICATE
    dirt = [*row.dirt, fate.value]
    return [
        Row(report=report, person=row.person, own_number=row.own_number, dirt=dirt, state=state)
    ]


def _stamped(rows: list[Row[InhabitantReturn]]) -> list[Row[InhabitantReturn]]:
    """Return the rows as sheets come; what was sent twice comes last."""
    return sorted(
        rows,
        key=lambda row: (row.state is State.DUPLICATE, row.report.filed_on, row.report.reference),
    )


def _files(rows: list[Row[InhabitantReturn]]) -> list[File[InhabitantReturn]]:
    parts = [rows[first : first + ROWS_OF_A_FILE] for first in range(0, len(rows), ROWS_OF_A_FILE)]
    twice = [row for row in rows if row.state is State.DUPLICATE]
    if twice and len(parts) == 1:  # a sheet is sent twice in two files, as a rule
        parts = [rows[: -len(twice)], twice]
    return [
        File(f"{FOLDER}/202603{number:02d}_{number:02d}.csv", "1", part)
        for number, part in enumerate(parts, 1)
        if part
    ]


def _family(family: Family) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if family.spouse is not None:
        found |= {
            "spouse_name": _name(family.spouse),
            "spouse_birth_on": family.spouse.birth,
            "spouse_number": family.spouse.number,
            "spouse_income": family.spouse_income,
        }
    for place, one in enumerate([*family.dependants, *family.under16][:RELATIVES], 1):
        found |= {
            f"relative_{place}_name": _name(one),
            f"relative_{place}_birth_on": one.birth,
            f"relative_{place}_number": one.number,
            f"relative_{place}_disability": {"special": "2", "ordinary": "1"}.get(
                one.disability, ""
            ),
            f"relative_{place}_cohabiting": True,
        }
    return found


def _name(person: Person) -> str:
    return in_cp932(full_width(person.name))
