"""What other cities tell: who is taxed there, what newcomers earned, papers passed on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.base.numbers import municipality_code
from juminzei.formats.city_notice import CityNotice
from juminzei.formats.city_notice import write as write_notices
from juminzei.formats.city_notice_kind import CityNoticeKind
from juminzei.synthetic.dice import TEN_THOUSAND
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.reports import dealings
from juminzei.synthetic.reports.deliveries import File
from juminzei.synthetic.reports.recipients import Pens
from juminzei.synthetic.reports.rows import Row
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.jobs import Earnings
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person

FOLDER = "city_notices"
STUDENTS, NOTICED_ON = range(18, 31), date(2026, 3, 30)
TAXED_THERE_SHARE, ANSWERED_SHARE, PASSED_ON_SHARE = 150, 4_000, 25
"""In ten thousand: of people of these ages; of who came in the income year; of who has pay."""


def files(
    people: Sequence[Person],
    earnings: Sequence[Earnings],
    pensions: Sequence[list[Pension]],
    dice: Dice,
) -> list[File[CityNotice]]:
    """Return a file of each city, each row with what is true of it."""
    lots = dice.below(TEN_THOUSAND, len(people), "told").tolist()
    ours = [(at, one) for at, one in enumerate(people) if one.is_ours and not one.died_on]
    told = [(at, kind) for at, one in ours if (kind := _kind(one, earnings[at], lots[at]))]
    pens = Pens(len(told), dice)
    cities = [municipality_code.six_digits(place["code"]) for place in table("words")["elsewhere"]]
    by_city: dict[str, File[CityNotice]] = {}
    for number, (at, kind) in enumerate(told):
        person, city = people[at], cities[number % len(cities)]
        who = pens.write(number, person, folds=False, writes_numbers=True)
        pay = sum(job.revenue for job in earnings[at].jobs)
        pension = sum(one.revenue for one in pensions[at])
        notice = CityNotice(
            reference=f"{number:06d}",
            notice=kind,
            noticed_on=NOTICED_ON,
            name=who.name,
            kana=who.kana,
            birth_on=who.birth_on,
            address=who.address,
            individual_number=who.number,
            revenue_employment=pay or None,
            revenue_public_pension=pension or None,
        )
        row = Row(report=notice, person=person, own_number=who.own_number, dirt=[*who.dirt])
        dealings.judge(row)
        name = f"{FOLDER}/{NOTICED_ON:%Y%m%d}_{city}.csv"
        by_city.setdefault(city, File(name, city)).rows.append(row)
    return sorted(by_city.values(), key=lambda file: file.name)


def write(file: File[CityNotice]) -> bytes:
    """Return the bytes of a file; its layout is the city that sends it."""
    notices = [row.report for row in file.rows]
    return write_notices(
        notices, municipality=CITY_CODE, sender=file.layout, income_year=INCOME_YEAR
    )


def _kind(person: Person, earned: Earnings, lot: int) -> CityNoticeKind | None:
    if person.since.year == INCOME_YEAR and person.birth.year < INCOME_YEAR:
        return CityNoticeKind.INCOME if lot < ANSWERED_SHARE else None
    if person.age in STUDENTS and lot < TAXED_THERE_SHARE:
        return CityNoticeKind.TAXED_THERE
    return CityNoticeKind.PASSED_ON if earned.jobs and lot < PASSED_ON_SHARE else None
