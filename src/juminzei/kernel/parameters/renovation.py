"""Figures of the credits for works on one's own house, by the work and the day of moving in."""

from dataclasses import dataclass
from datetime import date

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationWork:
    """One kind of work, done and moved into between two days."""

    label: str
    work: str
    """``seismic``, ``barrier_free``, ``energy``, ``energy_solar``, ``multi_household``,
    ``durable``, ``durable_solar``, ``durable_both``, ``durable_both_solar``, ``child_care`` or
    ``certified``."""
    moved_in_from: date
    moved_in_to: date
    cost_cap: int
    """Yen of standard cost (標準的な費用の額) that count at most."""
    cost_over: int = 0
    """Yen that the standard cost must exceed, subsidies taken off."""
    aggregate_income_limit: int = 0
    """0 where any income will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationWorks(Section):
    """The works of one period."""

    other_income_limit: int
    """合計所得金額 up to which what is above the limits counts too; 0 where nothing of it does."""
    rows: tuple[RenovationWork, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationRates(Section):
    """What holds for all works."""

    unit: int
    rate: Rate
    other_rate: Rate
    """Of what is above the limits, and of other works done together with them."""
    whole_cap: int
    """Yen of all costs together that count at most, at both rates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenovationLaw(StandingBody):
    """住宅耐震改修特別控除, 住宅特定改修特別税額控除, 認定住宅等新築等特別税額控除."""

    rates: RenovationRates
    until_2021: RenovationWorks
    in_2022_and_2023: RenovationWorks
    in_2024_and_2025: RenovationWorks
    in_2026: RenovationWorks

    @property
    def periods(self) -> tuple[RenovationWorks, ...]:
        """All periods, in the order of the years."""
        return (self.until_2021, self.in_2022_and_2023, self.in_2024_and_2025, self.in_2026)

    @property
    def works(self) -> tuple[RenovationWork, ...]:
        """All works, in the order of the years."""
        return tuple(row for period in self.periods for row in period.rows)
