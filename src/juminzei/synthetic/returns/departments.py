"""What other departments hand over: handbooks, public assistance, premiums, care certificates.

They agree with what people and payers say, but for a few: handbooks that lapsed, and premiums
that a return states otherwise.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from juminzei.formats.department_feed import DepartmentRecord, FeedHead
from juminzei.formats.department_feed import write as write_feed
from juminzei.synthetic.earning.pensions import CARE_PREMIUM, LATEST_LIFE_STAGE
from juminzei.synthetic.earning.year_end import PENSION_AGE
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import ASSESSMENT_DATE, INCOME_YEAR
from juminzei.synthetic.reports.rows import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.planted import Planted
    from juminzei.synthetic.reports.rows import Row
    from juminzei.synthetic.returns.filings import Sent

FOLDER = "departments"
MADE_ON = date(2026, 1, 15)
LAPSED_SHARE, ASSISTED_SHARE, CARE_SHARE, MISSTATED_SHARE = 800, 700, 1_200, 300
"""In ten thousand: of handbooks, households without income, people from 75 on, premiums."""
MISSTATED_BY = 300_000
NATIONAL_PENSION, PENSIONABLE = 220_000, range(20, 60)
"""Yen and ages of 国民年金, which no department here knows: a return may state it besides."""
PREMIUM_TOLERANCE = 1_000
LAPSED_ON = date(2025, 6, 30)
HANDBOOKS = {
    "special": (("身体障害者手帳", "1級"), ("療育手帳", "A"), ("精神障害者保健福祉手帳", "1級")),
    "ordinary": (("身体障害者手帳", "4級"), ("療育手帳", "B"), ("精神障害者保健福祉手帳", "2級")),
}
CARE = (
    "要支援1",
    "要支援2",
    "要介護1",
    "要介護2",
    "要介護3",
    "要介護4",
    "要介護5",
    "障害者",
    "特別障害者",
)
DEPARTMENTS = {
    "department_disability": "障がい者福祉課",
    "department_assistance": "生活福祉課",
    "department_premiums": "国保年金課",
    "department_care": "高齢介護課",
}


def feeds(
    people: Sequence[Person],
    income: Sequence[int],
    pensions: Sequence[list[Pension]],
    returns: Sequence[Row[Sent]],
    *,
    dice: Dice,
    planted: Planted,
) -> dict[str, bytes]:
    """Return the file of each department by its name; all sequences but ``returns`` go alike.

    Args:
        people: Everybody.
        income: 合計所得金額 of each, yen.
        pensions: What each received.
        returns: Every return, whose premiums paid oneself the health insurance knows.
        dice: Of the departments.
        planted: Told of whom checks must find.
    """
    ours = [at for at, person in enumerate(people) if person.is_ours]
    elsewhere = _paid_elsewhere([people[at] for at in ours], [pensions[at] for at in ours])
    records = {
        "department_disability": _handbooks([people[at] for at in ours], dice),
        "department_assistance": _assisted(
            [people[at] for at in ours], [income[at] for at in ours], dice
        ),
        "department_premiums": [
            *_withheld([pensions[at] for at in ours]),
            *_paid(returns, elsewhere, dice, planted),
        ],
        "department_care": _certified([people[at] for at in ours], dice),
    }
    return {
        f"{FOLDER}/{kind}_{MADE_ON:%Y%m%d}.csv": write_feed(_head(kind), found)
        for kind, found in records.items()
    }


def rows_in(feed: bytes) -> int:
    """Return how many rows a file has."""
    return feed.count(b"\r\nD,")


def _head(kind: str) -> FeedHead:
    return FeedHead(
        kind=kind,
        municipality=CITY_CODE,
        department=DEPARTMENTS[kind],
        whole=True,
        as_of=ASSESSMENT_DATE,
        made_on=MADE_ON,
    )


def _record(reference: str, person: Person, **columns: str | int | date | None) -> DepartmentRecord:
    shared = {
        "reference": reference,
        "addressee_number": person.addressee,
        "kana": person.kana,
        "birth_on": person.birth,
        "change": "登録",
    }
    return DepartmentRecord(**{**shared, **columns})  # type: ignore[arg-type]  # names are the record's


def _handbooks(people: Sequence[Person], dice: Dice) -> list[DepartmentRecord]:
    disabled = [person for person in people if person.disability != "none"]
    lapsed = dice.chance(LAPSED_SHARE, len(disabled), "lapsed").tolist()
    kind = dice.below(3, len(disabled), "handbook").tolist()
    return [
        _record(
            f"S{at:07d}",
            person,
            valid_from=max(person.birth, date(2018, 4, 1)),
            valid_until=LAPSED_ON if lapsed[at] and person.birth < LAPSED_ON else None,
            kind=HANDBOOKS[person.disability][kind[at]][0],
            grade=HANDBOOKS[person.disability][kind[at]][1],
        )
        for at, person in enumerate(disabled)
    ]


def _assisted(
    people: Sequence[Person], income: Sequence[int], dice: Dice
) -> list[DepartmentRecord]:
    """Public assistance goes to whole households without income."""
    earned: dict[int, int] = {}
    for person, amount in zip(people, income, strict=True):
        earned[person.household] = earned.get(person.household, 0) + amount
    poor = sorted(household for household, amount in earned.items() if not amount)
    lots = dice.chance(ASSISTED_SHARE, len(poor), "assisted").tolist()
    chosen = {household for household, it_is in zip(poor, lots, strict=True) if it_is}
    assisted = [person for person in people if person.household in chosen]
    return [
        _record(
            f"H{at:07d}",
            person,
            valid_from=max(person.birth, date(2023, 4, 1)),
            grade="生活・住宅・医療",
        )
        for at, person in enumerate(assisted)
    ]


def _withheld(pensions: Sequence[list[Pension]]) -> Iterator[DepartmentRecord]:
    """Care and late-stage premiums as they are taken from pensions."""
    mains = [one for received in pensions for one in received if one.main and one.social_insurance]
    for at, one in enumerate(mains):
        person = one.person
        parts = {"介護": CARE_PREMIUM, "後期": one.social_insurance - CARE_PREMIUM}
        for kind, paid in parts.items():
            if paid > 0 and person.age >= PENSION_AGE:
                yield _record(
                    f"{'K' if kind == '介護' else 'L'}{at:07d}",
                    person,
                    income_year=INCOME_YEAR,
                    kind=kind,
                    withheld=paid,
                    otherwise=0,
                )


def _paid_elsewhere(people: Sequence[Person], pensions: Sequence[list[Pension]]) -> Counter[int]:
    """Return what each household may have paid besides: from pensions, and 国民年金, yen."""
    paid: Counter[int] = Counter()
    for person, received in zip(people, pensions, strict=True):
        withheld = sum(one.social_insurance for one in received)
        paid[person.household] += withheld + NATIONAL_PENSION * (person.age in PENSIONABLE)
    return paid


def _paid(
    returns: Sequence[Row[Sent]], elsewhere: Mapping[int, int], dice: Dice, planted: Planted
) -> Iterator[DepartmentRecord]:
    """Health premiums that filers paid themselves; a few state more than they paid.

    What the household may have paid ``elsewhere`` can explain it; told is only what cannot.
    """
    own = {id(row.person): row for row in returns if row.person.is_ours and _paid_oneself(row)}
    misstated = dice.chance(MISSTATED_SHARE, len(own), "misstated").tolist()
    for at, row in enumerate(own.values()):
        paid = row.report.filing.figures.social_insurance
        known = max(paid - MISSTATED_BY, 0) if misstated[at] else paid
        if paid - known > elsewhere[row.person.household] + PREMIUM_TOLERANCE and _is_read(row):
            planted.add("premiums_over_records", [row.person])
        yield _record(
            f"N{at:07d}",
            row.person,
            income_year=INCOME_YEAR,
            kind="国保" if row.person.age < LATEST_LIFE_STAGE else "後期",
            withheld=0,
            otherwise=known,
        )


def _is_read(row: Row[Sent]) -> bool:
    return row.state is State.ACTIVE and not row.damage and row.report.with_data


def _paid_oneself(row: Row[Sent]) -> bool:
    filer = row.report.filing.figures.filer
    return not filer.earned.jobs and not filer.pensions


def _certified(people: Sequence[Person], dice: Dice) -> list[DepartmentRecord]:
    old = [person for person in people if person.age >= LATEST_LIFE_STAGE]
    certified = dice.chance(CARE_SHARE, len(old), "certified").tolist()
    grade = dice.below(len(CARE), len(old), "care").tolist()
    return [
        _record(f"C{at:07d}", person, valid_from=date(2024, 10, 1), **_care(CARE[grade[at]]))
        for at, person in enumerate(old)
        if certified[at]
    ]


def _care(grade: str) -> dict[str, str]:
    kind = "要介護認定" if grade.startswith("要") else "障害者控除対象者認定書"
    return {"kind": kind, "grade": grade}
