"""Every document of the city, made from its people: who earned what, who files, who tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.synthetic.earning import employers, families, jobs, pensions
from juminzei.synthetic.planted import Planted
from juminzei.synthetic.reports import pension_files, summaries, wage_files
from juminzei.synthetic.returns import city_notices, departments, entered_returns, one_stop
from juminzei.synthetic.returns.filers import filers
from juminzei.synthetic.returns.filings import Filings

if TYPE_CHECKING:
    from juminzei.formats.city_notice import CityNotice
    from juminzei.formats.employer_summary import EmployerSummary
    from juminzei.formats.inhabitant_return import InhabitantReturn
    from juminzei.formats.one_stop import OneStopNotice
    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.wage_report import WageReport
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.people.population import Population
    from juminzei.synthetic.reports.deliveries import File
    from juminzei.synthetic.reports.rows import Row
    from juminzei.synthetic.returns.filings import Sent


@dataclass(frozen=True, slots=True)
class Documents:
    """What is written, by kind, and the contradictions that are planted in it."""

    wages: list[File[WageReport]]
    pensions: list[File[PensionReport]]
    summaries: dict[str, list[EmployerSummary]]
    gifts: list[File[OneStopNotice]]
    notices: list[File[CityNotice]]
    entered: list[File[InhabitantReturn]]
    returns: list[Row[Sent]]
    departments: dict[str, bytes]
    planted: Planted


def make(city: Population, size: int, dice: Dice) -> Documents:
    """Return every document of a city.

    Args:
        city: Its people.
        size: How many residents it has.
        dice: Of the city.
    """
    everybody, planted = city.everybody, Planted()
    firms = employers.build(size, city.pool, dice.child("employers"))
    earned = jobs.assign(everybody, firms, dice.child("jobs"))
    received = pensions.assign(everybody, pensions.payers(dice), dice.child("pensions"))
    income = families.incomes(earned, received)
    declared = families.declared(everybody, earned, income)
    wages = wage_files.WageFiles(earned, declared, dice.child("wage reports"))
    wage_reports = wages.files()
    planted.add("under16_claimed_by_two", wages.claimed_twice())
    filing = filers(everybody, earned, received, declared, dice.child("filers"))
    national = {one.at for one in filing}
    returns = Filings(filing, len(everybody), dice.child("returns"), dice.child("wage reports"))
    here = entered_returns.filing(
        everybody, earned, received, national, dice.child("inhabitant filers")
    )
    entered = entered_returns.EnteredReturns(
        everybody, earned, received, declared, dice.child("inhabitant returns")
    )
    rows, child = returns.rows(), dice.child
    return Documents(
        wages=wage_reports,
        pensions=pension_files.files(received, declared, child("pension reports")),
        summaries=summaries.files(wages.standing, child("summaries"), planted),
        gifts=one_stop.files(
            everybody, earned, {*national, *here.at}, child("one-stop notices"), planted
        ),
        notices=city_notices.files(everybody, earned, received, child("city notices")),
        entered=entered.files(here, planted),
        returns=rows,
        departments=departments.feeds(
            everybody, income, received, rows, dice=child("departments"), planted=planted
        ),
        planted=planted,
    )
