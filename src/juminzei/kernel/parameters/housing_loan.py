"""Figures of 住宅借入金等特別控除, by the day of moving in and the class of the house."""

from dataclasses import dataclass
from datetime import date

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanClass:
    """One class of house, for those who moved in between two days."""

    label: str
    house: str
    """``general``, ``certified``, ``zeh``, ``energy`` or ``permitted_before_2024``."""
    dwelling: str
    """``new``, ``existing``, or ``any``."""
    acquisition: str
    """How consumption tax was paid: ``untaxed``, ``taxed``, ``taxed_13_years``,
    ``taxed_13_years_by_contract``, or ``any``."""
    special_individual: bool = False
    """特例対象個人: young, with a spouse or a child."""
    moved_in_from: date
    moved_in_to: date
    cap: int
    """Yen of debt that count at most."""
    rate: Rate
    years: int
    aggregate_income_limit: int
    small_floor_income_limit: int = 0
    """For a floor of 40 to 50 square metres; 0 where that is too small."""
    seven_percent: bool = False
    """Whether the inhabitant tax takes up to 7% of what is left."""
    later_rate: Rate | None = None
    """Of the price without tax, in the later years of those that have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanClasses(Section):
    """The classes of one period of moving in."""

    rows: tuple[HousingLoanClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanRounding(Section):
    """What holds for all classes."""

    unit: int
    small_floor_area_from: int
    small_floor_area_below: int
    """Square metres."""
    first_later_year: int
    """The first year in which the price limits the credit, where a class has such years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HousingLoanLaw(StandingBody):
    """住宅借入金等特別控除."""

    rounding: HousingLoanRounding
    before_2022: HousingLoanClasses
    in_2022_and_2023: HousingLoanClasses
    in_2024_and_2025: HousingLoanClasses
    in_2026: HousingLoanClasses

    @property
    def classes(self) -> tuple[HousingLoanClass, ...]:
        """All classes, in the order of the years."""
        periods = (self.before_2022, self.in_2022_and_2023, self.in_2024_and_2025, self.in_2026)
        return tuple(row for period in periods for row in period.rows)
