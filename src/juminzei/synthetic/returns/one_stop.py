"""Notices of donors who need no return (申告特例通知書), and those whom the rule does not help."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from juminzei.base.numbers import municipality_code
from juminzei.formats.one_stop import OneStopNotice
from juminzei.formats.one_stop import write as write_notices
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import INCOME_YEAR, Standing
from juminzei.synthetic.reports import dealings
from juminzei.synthetic.reports.deliveries import File
from juminzei.synthetic.reports.recipients import Pens
from juminzei.synthetic.reports.rows import Row
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.jobs import Earnings
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.planted import Planted

FOLDER = "one_stop"
DONOR_SHARE = 2_000
"""Of those with wages of :data:`DONATES_FROM` yen and more, in ten thousand."""
DONATES_FROM = 3_000_000
BODIES_WEIGHTS = (46, 24, 14, 8, 6, 2)
"""How likely one donates to one, two … six bodies; with six the notices are void."""
MOST_BODIES = 5
FILES = 4


def files(
    people: Sequence[Person],
    earnings: Sequence[Earnings],
    filing: Collection[int],
    dice: Dice,
    planted: Planted,
) -> list[File[OneStopNotice]]:
    """Return files of notices, each row with what is true of it.

    Args:
        people: Everybody.
        earnings: What each earned.
        filing: Indexes of those who file a return, which voids their notices.
        dice: Of the notices.
        planted: Told of whom checks must find.
    """
    rows = _rows(people, earnings, filing, dice, planted)
    size = max(-(-len(rows) // FILES), 1)
    parts = [rows[first : first + size] for first in range(0, len(rows), size)]
    return [
        File(f"{FOLDER}/2026012{number}_{number:02d}.csv", "1", part)
        for number, part in enumerate(parts, 1)
    ]


def write(file: File[OneStopNotice]) -> bytes:
    """Return the bytes of a file."""
    notices = [row.report for row in file.rows]
    return write_notices(notices, municipality=CITY_CODE, income_year=INCOME_YEAR)


def _rows(
    people: Sequence[Person],
    earnings: Sequence[Earnings],
    filing: Collection[int],
    dice: Dice,
    planted: Planted,
) -> list[Row[OneStopNotice]]:
    earning = [
        at
        for at, earned in enumerate(earnings)
        if earned.main is not None
        and earned.main.revenue >= DONATES_FROM
        and people[at].standing is not Standing.STRANGER
    ]
    gives = dice.chance(DONOR_SHARE, len(earning), "gives").tolist()
    donors = [at for at, it_does in zip(earning, gives, strict=True) if it_does]
    count = len(donors)
    bodies = dice.pick(list(BODIES_WEIGHTS), count, "bodies").tolist()
    day = dice.below(360, count, "day").tolist()
    gift = dice.along((5_000, 10_000, 20_000, 100_000), count, "gift").tolist()
    places = [municipality_code.six_digits(place["code"]) for place in table("words")["elsewhere"]]
    pens = Pens(count, dice)
    found = []
    for at, donor in enumerate(donors):
        person = people[donor]
        recipient = pens.write(at, person, folds=False, writes_numbers=True)
        dirt = [*recipient.dirt]
        if donor in filing:
            dirt.append("files_a_return")
            planted.add("one_stop_with_return", [person])
        if bodies[at] >= MOST_BODIES:
            dirt.append("too_many_bodies")
            planted.add("one_stop_over_five", [person])
        for number in range(bodies[at] + 1):
            notice = OneStopNotice(
                name=recipient.name,
                kana=recipient.kana,
                address=recipient.address,
                birth_on=recipient.birth_on,
                individual_number=recipient.number,
                donated_on=date(INCOME_YEAR, 1, 1) + timedelta(days=(day[at] + number) % 365),
                amount=(gift[at] + number * 1_000) // 1_000 * 1_000,
                body=places[(donor + number) % len(places)],
            )
            row = Row(report=notice, person=person, own_number=recipient.own_number, dirt=[*dirt])
            dealings.judge(row)
            found.append(row)
    return found
