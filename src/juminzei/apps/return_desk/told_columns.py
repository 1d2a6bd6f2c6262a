"""From what was typed to the columns that both calculations take."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.business_incomes import net_incomes
from juminzei.apps.return_desk.detail_columns import detail_columns
from juminzei.apps.return_desk.family_columns import family_columns
from juminzei.apps.return_desk.return_form import boxes, lists
from juminzei.base.age import age_at_end_of, age_on
from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.income_tax import ReturnColumns

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries
    from juminzei.kernel.law import Law

INSURANCES = (
    "insurance_kokuho",
    "insurance_kaigo",
    "insurance_kouki",
    "insurance_pension",
    "insurance_other",
)
DONATIONS = {
    "hometown": ("donation_hometown",),
    "community_chest": ("donation_community_chest",),
    "ordinance_both": ("donation_municipal_only", "donation_prefectural_only"),
    "ordinance_city": ("donation_municipal_only",),
    "ordinance_prefecture": ("donation_prefectural_only",),
    "specified": (),
    "political": (),
    "npo": (),
    "public_interest": (),
}
"""Kind of gift → the columns that the inhabitant tax knows it by."""
NATIONAL_GIFTS = {
    "ordinance_both": "donation_specified",
    "ordinance_city": "donation_specified",
    "ordinance_prefecture": "donation_specified",
    "specified": "donation_specified",
    "political": "donation_political",
    "npo": "donation_npo",
    "public_interest": "donation_public_interest",
}
"""Kind of gift → the column that the income tax knows it by, beside those it shares."""


@dataclass(frozen=True, slots=True)
class ToldColumns:
    """Sparse columns of one person, for the inhabitant tax and for the income tax beside it."""

    taxpayer: dict[str, int]
    returned: dict[str, int]


def told_columns(entries: Entries, *, birth_on: date | None, law: Law) -> ToldColumns:
    """Return the columns of what a return says.

    Args:
        entries: The boxes.
        birth_on: When the taxpayer was born, as the register knows it.
        law: Of the inhabitant tax on the same income.

    Raises:
        juminzei.kernel.contract.ContractError: The relatives do not fit the law.
    """
    taxpayer, returned = _typed(entries)
    for found in (*net_incomes(entries), *family_columns(entries.rows("relatives"), law)):
        for name, amount in found.items():
            (taxpayer if name in column_kinds() else returned)[name] += amount
    for row in entries.rows("donations"):
        _add_gift(str(row.get("kind")), int(row.get("amount") or 0), taxpayer, returned)
    for name, amount in detail_columns(entries).items():
        taxpayer[name] += amount
    taxpayer["social_insurance"] += sum(entries.amount(name) for name in INSURANCES)
    returned["withheld"] += entries.amount("withheld_other")
    returned["withheld"] += entries.amount("withheld_miscellaneous")
    wages = entries.rows("wages")
    returned["revenue_secondary_employment"] += sum(
        int(row.get("revenue") or 0) for row in wages if row.get("secondary")
    )
    if birth_on is not None:
        taxpayer["age"] = age_at_end_of(law.tax_year - 1, birth_on)
        adult_at = law.national.personal_exemption.minor_below_age
        taxpayer["minor"] = int(age_on(date(law.tax_year, 1, 1), birth_on) < adult_at)
    return ToldColumns(_without_noughts(taxpayer), _without_noughts(returned))


def _typed(entries: Entries) -> tuple[Counter[str], Counter[str]]:
    """Return what stands in boxes that are columns, and the sums of lists."""
    taxpayer: Counter[str] = Counter()
    returned: Counter[str] = Counter()
    of_return = kinds_of(ReturnColumns)
    for name in boxes():
        if name in column_kinds():
            taxpayer[name] += int(entries.values.get(name) or 0)
        elif name in of_return:
            returned[name] += int(entries.values.get(name) or 0)
    for key, shape in lists().items():
        for box in shape.columns:
            total = sum(int(row.get(box.name) or 0) for row in entries.rows(key) if box.adds)
            for name in box.adds:
                (taxpayer if name in column_kinds() else returned)[name] += total
    return taxpayer, returned


def _add_gift(kind: str, amount: int, taxpayer: Counter[str], returned: Counter[str]) -> None:
    for name in DONATIONS.get(kind, ()):
        taxpayer[name] += amount
    if kind in NATIONAL_GIFTS:
        returned[NATIONAL_GIFTS[kind]] += amount


def _without_noughts(columns: Counter[str]) -> dict[str, int]:
    return {name: value for name, value in columns.items() if value}
