"""The contract of ``retirement-income``: one payment of retirement pay in, the levy out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.business_days import next_open_day
from juminzei.base.citation import cites
from juminzei.base.month_periods import end_of_month, years_begun
from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.explain import Recorder
from juminzei.kernel.parameters.retirement import RetirementLaw
from juminzei.kernel.retirement import RetirementPayments, assess
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.explain import Step

KEYS = (
    "paid_on",
    "revenue",
    "service_years",
    "service_from",
    "service_to",
    "executive",
    "disability",
)
MOST_YEARS = 99
PAID_OVER_DAY = 10


def answer(request: object, *, with_steps: bool = False) -> dict[str, object]:
    """Return the levy on one payment.

    Args:
        request: What was paid, when, and for which service.
        with_steps: Add every step of the calculation.

    Raises:
        ContractError: A key or value that the contract does not know.
    """
    told = values.table("", request, KEYS)
    law = standing(RetirementLaw)
    paid_on, years = _paid_on(told, law), _years(told)
    recorder = Recorder(law)
    found = assess(_payment(told, paid_on, years, law), law, recorder)
    answered: dict[str, object] = {
        "paid_on": paid_on.isoformat(),
        "service_years": years,
        "deduction": int(found.deduction[0]),
        "income": int(found.income[0]),
        "tax_base": int(found.tax_base[0]),
        "levy": {"municipal": int(found.municipal[0]), "prefectural": int(found.prefectural[0])},
        "total": int(found.total[0]),
        "due_on": paid_over_by(paid_on).isoformat(),
    }
    if with_steps:
        answered["steps"] = [asdict(step) for step in recorder.steps]
    return answered


def steps(request: object) -> list[Step]:
    """Return every step of the calculation, for text.

    Raises:
        ContractError: A key or value that the contract does not know.
    """
    told = values.table("", request, KEYS)
    law = standing(RetirementLaw)
    recorder = Recorder(law)
    assess(_payment(told, _paid_on(told, law), _years(told), law), law, recorder)
    return recorder.steps


@cites("地方税法328条の5第2項", "地方税法20条の5第2項")
def paid_over_by(paid_on: date) -> date:
    """Return until when the payer pays the levy over: the 10th of the next month."""
    first = date.fromordinal(end_of_month(paid_on).toordinal() + 1)
    return next_open_day(first.replace(day=PAID_OVER_DAY))


def _payment(
    told: Mapping[str, object], paid_on: date, years: int, law: RetirementLaw
) -> RetirementPayments:
    return RetirementPayments(
        revenue=np.array([values.whole("revenue", values.needed("revenue", told))]),
        service_years=np.array([years]),
        executive=np.array([values.flag("executive", told.get("executive", False))]),
        disability=np.array([values.flag("disability", told.get("disability", False))]),
        short_term_in_force=np.array([paid_on >= law.half.short_term_from]),
    )


def _paid_on(told: Mapping[str, object], law: RetirementLaw) -> date:
    paid_on = values.day("paid_on", values.needed("paid_on", told))
    if not law.term.paid_from <= paid_on <= law.term.paid_until:
        raise ContractError(
            "paid_on",
            f"{paid_on} is not known here; give {law.term.paid_from} to {law.term.paid_until}",
        )
    return paid_on


def _years(told: Mapping[str, object]) -> int:
    """Return 勤続年数, as given or counted; a begun year is a whole one."""
    days = [key for key in ("service_from", "service_to") if key in told]
    if "service_years" in told:
        if days:
            raise ContractError(days[0], "does not go with service_years; give one of both")
        return values.whole("service_years", told["service_years"], least=1, most=MOST_YEARS)
    start = values.day("service_from", values.needed("service_from", told))
    end = values.day("service_to", values.needed("service_to", told))
    if end < start:
        raise ContractError("service_to", f"{end} is before service_from, {start}")
    return years_begun(start, end)
