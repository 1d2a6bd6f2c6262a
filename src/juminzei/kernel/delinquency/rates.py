"""The rates of a calendar year; none is ever guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.kernel.parameters.interest import InterestLaw, YearRates


class UnknownRateError(ValueError):
    """The law file has no rate for a year; nothing was calculated."""

    def __init__(self, year: int, what: str, law: InterestLaw) -> None:
        first, last = law.rates[0].year, law.rates[-1].year
        super().__init__(
            f"{year}年の{what}の割合は登録されていません（登録は{first}年から{last}年まで）。"
            "告示を確かめて statutes/standing/interest.toml に加えてください。"
        )
        self.year = year


@cites("地方税法附則3条の2")
def year_rates(
    year: int, law: InterestLaw, *, assumed: Mapping[int, int], what: str = "延滞金"
) -> YearRates:
    """Return the rates of a calendar year.

    Args:
        year: The year of the days that are charged for.
        law: The rates that are known.
        assumed: For a year, another whose rates are taken instead; the caller says so aloud.
        what: Japanese name of what is calculated, for the complaint.

    Raises:
        UnknownRateError: The rates of that year are not known.
    """
    wanted = assumed.get(year, year)
    for rates in law.rates:
        if rates.year == wanted:
            return rates
    raise UnknownRateError(year, what, law)
