"""What consolidation must find of people whose return rules: for tests and benchmarks only."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from juminzei.base.numbers import addressee_number
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports.rows import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.synthetic.reports.rows import Row
    from juminzei.synthetic.returns.filings import Sent

HEADER = (
    "addressee_number",
    "revenue_employment",
    "revenue_public_pension",
    "income_business",
    "income_real_estate",
    "social_insurance",
    "small_enterprise_mutual_aid",
    "donation_hometown",
    "aggregate_income_stated",
    "withheld_income_tax",
    "medical_deduction_stated",
    "dependants",
    "under16",
)
"""Yen, but for the last two, which count people; names are those of the ledger's columns."""


def csv_of(rows: Iterable[Row[Sent]]) -> bytes:
    """Return ``truth_returns.csv``: a line for each person whose return counts in the end."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        if row.state is not State.ACTIVE or row.damage:
            continue
        if row.person.standing is not Standing.STRANGER:
            writer.writerow(_line(row))
    return out.getvalue().encode()


def _line(row: Row[Sent]) -> tuple[object, ...]:
    found = row.report.filing.figures
    family = found.filer.family
    return (
        addressee_number.text(row.person.addressee),
        found.wages,
        found.pension,
        found.business,
        found.rent,
        found.social_insurance,
        found.declaration.mutual_aid,
        found.donation,
        found.total,
        found.withheld,
        found.medical,
        len(family.dependants),
        len(family.under16),
    )
